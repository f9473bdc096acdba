import {
  components,
  contribute,
  cooperativeBody,
  expectRefused,
  lend,
  loanBody,
  next,
  payment,
  startApi,
  without,
  type Api,
  type Json,
} from '../../support/api.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund, '50000000000');
});

afterAll(() => api.close());

type Borrower = Awaited<ReturnType<typeof lend>>;

const logOf = ({ cooperativeId }: Pick<Borrower, 'cooperativeId'>) =>
  `/v1/cooperatives/${cooperativeId}/collection-entries`;

const enter = (borrower: Borrower, kind: string, occurredOn: string, more: object = {}) =>
  api.fund.add(logOf(borrower), { kind, occurredOn, ...more });

const listed = async (borrower: Borrower, query = ''): Promise<Json[]> =>
  (await api.fund.read(`${logOf(borrower)}?${query}`)).data;

const reverse = (id: string) =>
  api.fund.add(`/v1/collection-entries/${id}/reversal`, { reason: 'Nhập nhầm' });

const refused = (
  borrower: Borrower,
  body: object,
  problem: { status: number; code: string; [more: string]: unknown },
) =>
  expectRefused(
    api,
    { ask: () => api.fund.post(logOf(borrower), body), unchanged: logOf(borrower) },
    problem,
  );

const promised = (amount: string, promisedOn: string, more: object = {}) => ({
  amount,
  promisedOn,
  ...more,
});

describe('POST /v1/cooperatives/{id}/collection-entries', () => {
  test('keeps what was done, by date, with what is not said left null', async () => {
    const borrower = await lend(api.fund);
    const { cooperativeId, loanId } = borrower;
    const call = await enter(borrower, 'call', '2023-08-02');
    expect(call).toMatchObject({
      cooperativeId,
      kind: 'call',
      occurredOn: '2023-08-02',
      effectiveOn: '2023-08-02',
      loanIds: [],
      amount: null,
      promisedOn: null,
      documentNumber: null,
      note: null,
      warnings: [],
    });
    const kinds = ['meeting_with_committee', 'meeting_with_cooperative', 'capital_misused'];
    for (const kind of [...kinds, 'capital_ineffective', 'refuses_to_pay', 'means_check']) {
      expect(await enter(borrower, kind, '2023-08-03')).toMatchObject({ kind });
    }
    const signed = { loanIds: [loanId], amount: '203327123', documentNumber: '03/BB-QHT' };
    const confirmation = await enter(borrower, 'debt_confirmation', '2023-06-25', signed);
    expect(confirmation).toMatchObject(signed);
    const second = await lend(api.fund, {}, cooperativeId);
    const loanIds = [loanId, second.loanId].toSorted();
    const about = { loanIds: loanIds.toReversed() };
    expect(await enter(borrower, 'call', '2023-08-04', about)).toMatchObject({ loanIds });
    const rows = await listed(borrower);
    const stands = { reversedAt: null, outcome: null };
    expect(rows).toHaveLength(9);
    expect(rows[0]).toEqual({ ...without(confirmation, 'affects', 'warnings'), ...stands });
    expect(rows[1]).toEqual({ ...without(call, 'affects', 'warnings'), ...stands });
    const contracts = await Promise.all(loanIds.map((id) => api.fund.read(`/v1/loans/${id}`)));
    const contractNumbers = contracts.map((each) => each.contractNumber);
    expect(rows.at(-1)).toMatchObject({ loanIds, contractNumbers });
  });

  test.each<[string, object, string]>([
    ['a promise without an amount', { kind: 'promise', promisedOn: '2023-09-01' }, '/amount'],
    ['a promise of nothing', { kind: 'promise', ...promised('0', '2023-09-01') }, '/amount'],
    ['a promise without a day', { kind: 'promise', amount: '1' }, '/promisedOn'],
    [
      'a promise for a day gone',
      { kind: 'promise', ...promised('1', '2023-07-31') },
      '/promisedOn',
    ],
    ['a call that promises', { kind: 'call', promisedOn: '2023-09-01' }, '/promisedOn'],
    ['a meeting with an amount', { kind: 'meeting_with_committee', amount: '1' }, '/amount'],
    ['no loan named', { kind: 'call', loanIds: [] }, '/loanIds'],
    ['a kind that is none', { kind: 'visit' }, '/kind'],
  ])('refuses %s', async (_, body, pointer) => {
    const borrower = await lend(api.fund);
    const problem = { status: 400, code: 'validation' };
    const answer = await refused(borrower, { occurredOn: '2023-08-01', ...body }, problem);
    expect(answer.body.errors[0].pointer).toBe(pointer);
  });

  test('refuses a loan of another, tomorrow, and a debt confirmed before its contract', async () => {
    const borrower = await lend(api.fund);
    const stranger = await lend(api.fund);
    const call = { kind: 'call', occurredOn: '2023-08-01' };
    const loanIds = [borrower.loanId, stranger.loanId];
    const other = { status: 422, code: 'other-borrower', rule: 'R30' };
    await refused(borrower, { ...call, loanIds }, other);
    const tomorrow = { status: 422, code: 'dated-in-future', rule: 'R30' };
    await refused(borrower, { ...call, occurredOn: '2024-04-01' }, tomorrow);
    // Signed on 20/3/2023; a call may well come before the contract.
    const early = { kind: 'debt_confirmation', occurredOn: '2023-03-19' };
    const named = { ...early, loanIds: [borrower.loanId] };
    await refused(borrower, named, { status: 422, code: 'before-contract' });
    await enter(borrower, 'debt_confirmation', '2023-03-20');
    await enter(borrower, 'call', '2023-03-19');
    const missing = await api.fund.post(logOf(borrower), {
      ...call,
      loanIds: [borrower.cooperativeId],
    });
    expect(missing.body).toMatchObject({ status: 404, figures: { what: 'loan' } });
  });

  test('refuses a second state of life on one day; the order of entry would decide', async () => {
    const borrower = await lend(api.fund);
    const { id } = await enter(borrower, 'ceased_operation', '2023-08-01');
    await refused(
      borrower,
      { kind: 'active', occurredOn: '2023-08-01' },
      {
        status: 409,
        code: 'life-on-same-day',
        figures: { on: '2023-08-01', state: 'ceased_operation' },
      },
    );
    await reverse(id);
    await enter(borrower, 'active', '2023-08-01');
  });
});

describe('GET /v1/cooperatives/{id}/collection-entries', () => {
  test('filters by kind and days, pages, and ends at `asOf`', async () => {
    const borrower = await lend(api.fund);
    for (const day of ['2023-08-05', '2023-08-01', '2023-08-03', '2023-08-03']) {
      await enter(borrower, day === '2023-08-01' ? 'means_check' : 'call', day);
    }
    const days = async (query: string) => (await listed(borrower, query)).map((r) => r.occurredOn);
    expect(await days('')).toEqual(['2023-08-01', '2023-08-03', '2023-08-03', '2023-08-05']);
    expect(await days('kind=means_check')).toEqual(['2023-08-01']);
    expect(await days('from=2023-08-03&to=2023-08-04')).toEqual(['2023-08-03', '2023-08-03']);
    expect(await days('asOf=2023-08-02')).toEqual(['2023-08-01']);
    expect(await days('asOf=2023-08-02&to=2023-12-31')).toEqual(['2023-08-01']);
    const paged: string[] = [];
    let cursor = '';
    do {
      const page = await api.fund.read(`${logOf(borrower)}?limit=1${cursor}`);
      paged.push(...page.data.map((row: Json) => row.id));
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(paged).toEqual((await listed(borrower)).map((row) => row.id));
  });

  test('keeps reversed entries in the list; before the reversal they stand', async () => {
    const borrower = await lend(api.fund);
    const body = promised('1000000', '2023-09-01');
    const { id, recordedAt } = await enter(borrower, 'promise', '2023-08-01', body);
    const reversal = await reverse(id);
    expect(reversal).toMatchObject({ reversedId: id, effectiveOn: '2023-08-01' });
    const { recordedAt: reversedAt } = reversal;
    expect(await listed(borrower)).toMatchObject([{ id, reversedAt, outcome: null }]);
    expect(await listed(borrower, `knownAt=${recordedAt}`)).toMatchObject([
      { id, reversedAt: null, outcome: { state: 'broken' } },
    ]);
    const again = await api.fund.post(`/v1/collection-entries/${id}/reversal`, { reason: 'Nữa' });
    expect(again.body).toMatchObject({ status: 409, code: 'already-reversed' });
  });
});

describe('a promise', () => {
  test('is judged by what came, and is found among those of the fund', async () => {
    const fund = await api.addFund();
    await contribute(fund, '50000000000');
    const borrower = await lend(fund);
    const log = logOf(borrower);
    // By Sunday 20 August, so Monday the 21st; and by Friday 1 September.
    const first = await fund.add(log, {
      kind: 'promise',
      occurredOn: '2023-08-01',
      ...promised('5000000', '2023-08-20'),
    });
    const second = await fund.add(log, {
      kind: 'promise',
      occurredOn: '2023-08-01',
      loanIds: [borrower.loanId],
      ...promised('2000000', '2023-09-01'),
    });
    // 6 m on the 21st, whatever it pays of the loan: 5 m for the first, 1 m for the second.
    await fund.add(`${borrower.path}/repayments`, payment('6000000', '2023-08-21'));
    const outcomes = async (query: string) =>
      (await fund.read(`${log}?${query}`)).data.map((row: Json) => row.outcome);
    expect(await outcomes('asOf=2023-08-20')).toEqual([
      { state: 'open', received: '0', dueOn: '2023-08-21' },
      { state: 'open', received: '0', dueOn: '2023-09-01' },
    ]);
    expect(await outcomes('')).toEqual([
      { state: 'kept', received: '5000000', dueOn: '2023-08-21' },
      { state: 'broken', received: '1000000', dueOn: '2023-09-01' },
    ]);
    const { data } = await fund.read('/v1/promises?state=broken');
    expect(data).toEqual([
      {
        ...without(second, 'kind', 'affects', 'warnings'),
        cooperativeCode: expect.any(String),
        cooperativeName: 'HTX Xuân Mai',
        locality: 'Văn Quan',
        outcome: { state: 'broken', received: '1000000', dueOn: '2023-09-01' },
      },
    ]);
    expect((await fund.read('/v1/promises?state=kept')).totals).toEqual([
      { state: 'open', count: 0, amount: '0', received: '0' },
      { state: 'kept', count: 1, amount: '5000000', received: '5000000' },
      { state: 'broken', count: 1, amount: '2000000', received: '1000000' },
    ]);
    const ids = async (query: string) =>
      (await fund.read(`/v1/promises?${query}`)).data.map((row: Json) => row.id);
    expect(await ids('')).toEqual([first.id, second.id]);
    expect(await ids('asOf=2023-07-31')).toEqual([]);
    expect(await ids('asOf=2023-08-20&state=kept')).toEqual([]);
    const page = await fund.read('/v1/promises?limit=1');
    expect(page.data.map((row: Json) => row.id)).toEqual([first.id]);
    expect(await ids(`cursor=${page.nextCursor}`)).toEqual([second.id]);
  });

  test('that is broken is among what is open of the quarter in which it was due', async () => {
    const fund = await api.addFund();
    await contribute(fund, '50000000000');
    const borrower = await lend(fund);
    const promise = async (promisedOn: string) => {
      const body = {
        kind: 'promise',
        occurredOn: '2023-06-01',
        ...promised('5000000', promisedOn),
      };
      return (await fund.add(logOf(borrower), body)).id as string;
    };
    const kept = await promise('2023-08-10');
    await fund.add(`${borrower.path}/repayments`, payment('5000000', '2023-08-10'));
    // Friday 30 June, the last day of its quarter; Friday 29 September; Saturday the 30th, so due on Monday 2 October; Friday 29 December.
    const second = await promise('2023-06-30');
    const third = await promise('2023-09-29');
    const fourth = await promise('2023-09-30');
    const lastDay = await promise('2023-12-29');
    const broken = async (quarter: string) =>
      (await fund.read(`/v1/periods/${quarter}`)).brokenPromises.map((row: Json) => row.id);
    expect(await broken('2023-Q2')).toEqual([second]);
    expect(await broken('2023-Q3')).toEqual([third]);
    expect(await broken('2023-Q4')).toEqual([fourth, lastDay]);
    expect(await broken('2024-Q1')).toEqual([]);
    const found = (await fund.read('/v1/promises?state=kept')).data;
    expect(found).toMatchObject([{ id: kept }]);
    // Of a quarter that is not over only those whose day has passed.
    await promise('2024-03-29');
    const today = await promise('2024-04-02');
    expect(await broken('2024-Q1')).toHaveLength(1);
    expect(await broken('2024-Q2')).toEqual([]);
    expect((await fund.read('/v1/promises?state=open')).data).toMatchObject([{ id: today }]);
  });
});

describe('the life of a cooperative', () => {
  const ACTIVE = { state: 'active', since: null, documentNumber: null };

  test('is shown on the day asked about, alone and in the list', async () => {
    const borrower = await lend(api.fund);
    const { cooperativeId } = borrower;
    const life = async (query: string) =>
      (await api.fund.read(`/v1/cooperatives/${cooperativeId}?${query}`)).life;
    expect(await life('')).toEqual(ACTIVE);
    const documentNumber = '12/QĐ-UBND';
    const entry = await enter(borrower, 'dissolved', '2023-08-01', { documentNumber });
    const dissolved = { state: 'dissolved', since: '2023-08-01', documentNumber };
    expect(await life('asOf=2023-07-31')).toEqual(ACTIVE);
    expect(await life('asOf=2023-08-01')).toEqual(dissolved);
    const { code } = await api.fund.read(`/v1/cooperatives/${cooperativeId}`);
    const list = await api.fund.read(`/v1/cooperatives?code=${code}`);
    expect(list.data).toMatchObject([{ life: dissolved }]);
    const { recordedAt } = await reverse(entry.id);
    expect(await life('')).toEqual(ACTIVE);
    const before = new Date(Date.parse(recordedAt) - 1).toISOString();
    expect(await life(`knownAt=${before}`)).toEqual(dissolved);
    const changed = { ...cooperativeBody(), reason: 'Đổi tên' };
    const put = await api.fund.put(`/v1/cooperatives/${cooperativeId}`, changed);
    expect(put.body.life).toEqual(ACTIVE);
  });

  test('that ends says what it means for each loan that owes and each pending case', async () => {
    const borrower = await lend(api.fund);
    const { cooperativeId, loanId, contractNumber } = borrower;
    const settled = await lend(api.fund, { principal: '1000000' }, cooperativeId);
    // 77 days of 1 m at 6.6%: 13,923.29.
    await api.fund.add(`${settled.path}/repayments`, payment('1013923', '2023-06-10'));
    const filed = await api.fund.add('/v1/litigation-cases', {
      cooperativeId,
      loanIds: [loanId],
      court: 'TAND huyện Văn Quan',
      docketType: 'civil',
      filedOn: '2023-06-20',
      claim: components('200000000', '0'),
    });
    // On 25/6: 200 m and the 92 days of interest of R3's example; 30 days later is 25/7.
    const figures = { loanId, contractNumber, payoff: '203327123' };
    const ofCase = {
      code: 'case-of-inactive-cooperative',
      rule: 'R30',
      figures: { caseId: filed.id, court: 'TAND huyện Văn Quan', stage: 'petition_filed' },
    };
    const { id, warnings } = await enter(borrower, 'bankrupt', '2023-06-25');
    expect(warnings).toMatchObject([
      {
        code: 'loan-of-inactive-cooperative',
        rule: 'R30',
        figures: { ...figures, claimDays: 30, fileBy: '2023-07-25' },
        detail: expect.stringContaining(
          `${contractNumber} still owes 203,327,123 VND. It may be recalled; file the claim with ` +
            'the insolvency administrator by 2023-07-25, within 30 days (Luật Phá sản 2014, Điều 66).',
        ),
      },
      ofCase,
    ]);
    await reverse(id);
    const vi = { 'accept-language': 'vi' };
    const body = { kind: 'ceased_operation', occurredOn: '2023-06-25' };
    const ceased = await api.fund.post(logOf(borrower), body, vi);
    expect(ceased.body.warnings).toMatchObject([
      {
        figures,
        detail: `Hợp đồng ${contractNumber} còn nợ 203.327.123 đồng. Có thể thu hồi vốn trước hạn.`,
      },
      {
        ...ofCase,
        detail: expect.stringContaining('giai đoạn gần nhất: đã nộp đơn khởi kiện; hãy báo Tòa án'),
      },
    ]);
    const back = await enter(borrower, 'active', '2023-06-26');
    expect(back.warnings).toEqual([]);
  });

  test('warns of a contract and a disbursement, also to one dissolved', async () => {
    const borrower = await lend(api.fund);
    const { cooperativeId } = borrower;
    await enter(borrower, 'ceased_operation', '2023-05-01');
    const dated = { signedOn: '2023-05-02' };
    const loan = await api.fund.add('/v1/loans', loanBody(cooperativeId, dated));
    const warning = {
      code: 'cooperative-not-active',
      rule: 'R30',
      figures: { state: 'ceased_operation', since: '2023-05-01' },
      detail: expect.stringContaining('since 2023-05-01. '),
    };
    expect(loan.warnings).toEqual([warning]);
    const path = `/v1/loans/${loan.id}/disbursements`;
    const disbursed = await api.fund.add(path, payment('1000000', '2023-05-10'));
    expect(disbursed.warnings).toEqual([warning]);
    await enter(borrower, 'dissolved', '2023-05-15', { documentNumber: '12/QĐ' });
    const late = await api.fund.add(path, payment('1000000', '2023-05-15'));
    expect(late.warnings).toMatchObject([
      { figures: { state: 'dissolved', since: '2023-05-15', documentNumber: '12/QĐ' } },
    ]);
    // The day before it was not yet dissolved.
    const before = await api.fund.add(path, payment('1000000', '2023-05-14'));
    expect(before.warnings).toEqual([warning]);
    const contract = await api.fund.add(
      '/v1/loans',
      loanBody(cooperativeId, { signedOn: '2023-06-01' }),
    );
    expect(contract.warnings).toMatchObject([{ figures: { state: 'dissolved' } }]);
  });

  test('is a note of the fund section while the cooperative has debt', async () => {
    const fund = await api.addFund();
    await contribute(fund);
    const borrower = await lend(fund);
    const { cooperativeId } = borrower;
    const other = await fund.add('/v1/cooperatives', cooperativeBody());
    for (const id of [cooperativeId, other.id]) {
      const entry = { kind: 'dissolved', occurredOn: '2023-06-01' };
      await fund.add(`/v1/cooperatives/${id}/collection-entries`, entry);
    }
    const notes = async (asOf: string, headers = {}) =>
      (await fund.get(`/v1/reports/fund-section?asOf=${asOf}`, headers)).body.notes;
    expect(await notes('2023-05-31')).toEqual([]);
    const note = { code: 'cooperative_not_active', cooperativeIds: [cooperativeId] };
    expect(await notes('2023-06-01')).toMatchObject([
      { ...note, detail: expect.stringMatching(/no longer active.*: HTX Xuân Mai\.$/) },
    ]);
    expect(await notes('2023-06-01', { 'accept-language': 'vi' })).toMatchObject([
      {
        ...note,
        detail: expect.stringMatching(/^Còn nợ nhưng không còn hoạt động.*: HTX Xuân Mai\.$/),
      },
    ]);
  });
});

describe('a loan named in the log', () => {
  test('is neither voided nor given to another borrower', async () => {
    const { id: cooperativeId } = await api.fund.add('/v1/cooperatives', cooperativeBody());
    const { id: otherId } = await api.fund.add('/v1/cooperatives', cooperativeBody());
    const body = loanBody(cooperativeId, { contractNumber: next('HD') });
    const { id: loanId } = await api.fund.add('/v1/loans', body);
    const call = { kind: 'call', occurredOn: '2023-08-01', loanIds: [loanId] };
    const entry = await api.fund.add(logOf({ cooperativeId }), call);
    const voided = await api.fund.post(`/v1/loans/${loanId}/void`, { reason: 'Nhầm' });
    expect(voided.body).toMatchObject({
      status: 409,
      code: 'facts-stand',
      figures: { what: 'collection entry' },
    });
    const moved = { ...body, cooperativeId: otherId, reason: 'Nhầm' };
    const corrected = await api.fund.post(`/v1/loans/${loanId}/correction`, moved);
    expect(corrected.body).toMatchObject({
      status: 422,
      code: 'other-borrower',
      figures: { loanId, collectionEntryId: entry.id },
    });
    await reverse(entry.id);
    await api.fund.add(`/v1/loans/${loanId}/correction`, moved);
    await api.fund.add(`/v1/loans/${loanId}/void`, { reason: 'Nhầm' });
  });
});
