import { setTimeout as sleep } from 'node:timers/promises';
import { unzipped } from '../../../src/documents/zip.ts';
import { contribute, lend, payment, startApi, type Api, type Json } from '../../support/api.ts';
import { hasPdftotext, pagesOfText } from '../../support/poppler.ts';

// Three loans of `lend`: 200 m at 6.6 %, overdue 9.9 %, 50 m each due on 25/6 (a Sunday, payable on the
// 26th), 25/9, 25/12/2023 and 25/3/2024, none paid. The first is charged off before there are policies, the
// second under policies by which interest goes on and what is recovered is income; the third never is.

let api: Api;

type Lent = Awaited<ReturnType<typeof lend>>;

let before: Lent;

let since: Lent;

let never: Lent;

const answers: Record<'before' | 'since', Json> = { before: null, since: null };

beforeAll(async () => {
  api = await startApi();
  api.setToday('2024-12-31');
  const { fund } = api;
  await contribute(fund, '1000000000');
  [before, since, never] = [await lend(fund), await lend(fund), await lend(fund)];
  const { path } = before;
  answers.before = await fund.add(`${path}/charge-offs`, {
    effectiveOn: '2023-12-29',
    decisionNumber: '21/QĐ-QHT',
  });
  for (const [name, value] of [
    ['chargedOffInterest', 'goes_on'],
    ['recoveryOfChargedOff', 'income'],
  ]) {
    const sourceDocument = 'Nghị định 86/2024/NĐ-CP';
    await fund.add('/v1/policies', { name, value, effectiveOn: '2024-07-11', sourceDocument });
  }
  answers.since = await fund.add(`${since.path}/charge-offs`, {
    effectiveOn: '2024-07-11',
    decisionNumber: '22/QĐ-QHT',
    ground: 'group_5',
    documents: [{ name: 'Biên bản họp Hội đồng xử lý rủi ro', number: '03/BB-HĐXLRR' }],
  });
  await fund.add(`${before.path}/repayments`, payment('10000000', '2024-08-01'));
  for (const loan of [since, never]) {
    await fund.add(`${loan.path}/repayments`, payment('20000000', '2024-08-01'));
  }
});

afterAll(() => api.close());

async function file(path: string): Promise<Buffer> {
  const headers = { authorization: `Bearer ${api.fund.token}` };
  const reply = await api.app.inject({ url: path, headers });
  expect([path, reply.statusCode]).toEqual([path, 200]);
  return reply.rawPayload;
}

/** All that a document for Word has in its parts, its properties too. */
const wordText = (bytes: Buffer): string =>
  unzipped(bytes)
    .map((part) => Buffer.from(part.bytes).toString('utf8'))
    .join('\n')
    .replaceAll(/<[^>]+>/g, '');

const NAMED =
  /xử lý rủi ro|xoá nợ|xóa nợ|xuất toán|ngoại bảng|charged.?off|charge.?off|write.?off/iu;

describe('a charge-off', () => {
  test('keeps its ground, its papers, and how the policies of its day treat it', () => {
    expect(answers.since).toMatchObject({
      ground: 'group_5',
      documents: [
        { name: 'Biên bản họp Hội đồng xử lý rủi ro', number: '03/BB-HĐXLRR', issuedOn: null },
      ],
      interest: 'goes_on',
      recovery: 'income',
    });
    expect(answers.since.warnings).toBeUndefined();
    expect(answers.before).toMatchObject({ ground: null, interest: 'stops', recovery: 'capital' });
    expect(answers.before.warnings).toMatchObject([{ code: 'ground-not-given', rule: 'R40' }]);
  });

  test('warns of a ground that loan or cooperative know nothing of', async () => {
    const { path } = await lend(api.fund);
    const body = { effectiveOn: '2023-07-20', decisionNumber: '23/QĐ-QHT' };
    // Payable on 26 June: 24 days past due on 20 July, group 2.
    const first = await api.fund.add(`${path}/charge-offs`, { ...body, ground: 'group_5' });
    expect(first.warnings).toMatchObject([
      { code: 'not-in-group-5', figures: { debtGroup: 2, daysPastDue: 24 } },
    ]);
    await api.fund.add(`/v1/charge-offs/${first.id}/reversal`, { reason: 'Nhầm căn cứ' });
    const second = await api.fund.add(`${path}/charge-offs`, { ...body, ground: 'bankrupt' });
    expect(second.warnings).toMatchObject([
      { code: 'life-differs', figures: { ground: 'bankrupt', state: 'active' } },
    ]);
    await api.fund.add(`/v1/charge-offs/${second.id}/reversal`, { reason: 'Nhầm căn cứ' });
  });
});

describe('what is recovered', () => {
  test('is capital again, or income that leaves the loss of capital as it was', async () => {
    const fund = await api.fund.read('/v1/fund?asOf=2024-08-01');
    // Of 1,000 m 800 m were lent (the fourth loan is of the test before); 10 m came back as capital.
    const lentOut = 1_000_000_000n - BigInt(fund.principalOutstanding);
    expect(BigInt(fund.availablePrincipal) + BigInt(fund.principalChargedOff)).toBe(lentOut);
    // 200 m − 10 m of the first; 200 m of the second, whose 20 m are income.
    expect(fund.principalChargedOff).toBe('390000000');
    const position = await api.fund.read(`${since.path}/position?asOf=2024-08-01`);
    expect(position.principal).toMatchObject({
      repaid: '20000000',
      chargedOff: '180000000',
      recoveredAsIncome: '20000000',
      outstanding: '0',
    });
    const section = await api.fund.read(
      '/v1/reports/fund-section?asOf=2024-12-31&periodStart=2024-01-01',
    );
    // 10 m of the first loan and 20 m of the third.
    expect(section.availablePrincipal.collected).toBe('30000000');
    expect(section.recoveredAsIncome).toBe('20000000');
    expect(section.interestCollected.total).toBe('0');
    const { text: prose } = await api.fund.get(
      '/v1/reports/fund-section?asOf=2024-12-31&periodStart=2024-01-01&format=text',
    );
    expect(prose).toContain(
      'thu hồi được nợ gốc đã xử lý rủi ro 20.000.000 đồng, ghi vào thu nhập',
    );
    // Overdue or charged off, 50 m came in; of the second loan's 20 m it is income.
    const recovery = await api.fund.read('/v1/reports/recovery?asOf=2024-12-31');
    expect(recovery.total).toMatchObject({ collected: '50000000', collectedAsIncome: '20000000' });
    const line = await api.fund.read(
      '/v1/reports/fund-section/lines/recoveredAsIncome?asOf=2024-12-31&periodStart=2024-01-01',
    );
    expect(line.rows).toMatchObject([{ loanId: since.loanId, amount: '20000000' }]);
    const places = await api.fund.read('/v1/fund/places?asOf=2024-12-31');
    expect(places.interestAndOther).toMatchObject({ recovered: '20000000', balance: '20000000' });
  });

  test('is where it came in, also when the charge-off that made it income is reversed', async () => {
    const { path } = await lend(api.fund);
    const body = { effectiveOn: '2024-07-15', decisionNumber: '24/QĐ-QHT', ground: 'group_5' };
    const { id } = await api.fund.add(`${path}/charge-offs`, body);
    const receipt = await api.fund.add(`${path}/repayments`, payment('7000000', '2024-08-02'));
    const url = '/v1/fund/places?asOf=2024-12-31';
    const before = await api.fund.read(url);
    await api.fund.add(`/v1/charge-offs/${id}/reversal`, { reason: 'Nhầm hợp đồng' });
    const after = await api.fund.read(url);
    // The 7 m are capital again and no income; no đồng went in or out.
    expect(after.total).toBe(before.total);
    expect(after.total).toBe(after.mustEqual.total);
    expect(BigInt(before.interestAndOther.balance) - BigInt(after.interestAndOther.balance)).toBe(
      7_000_000n,
    );
    expect((await api.fund.read('/v1/ledger/verification')).differences).toEqual([]);
    await api.fund.add(`/v1/repayments/${receipt.id}/reversal`, { reason: 'Nhầm hợp đồng' });
  });

  test('stands in the ledger as other income, and the books agree', async () => {
    const { rows } = await api.fund.read('/v1/ledger/trial-balance?asOf=2024-12-31');
    const income = rows.find((each: Json) => each.code === '711');
    expect(income).toMatchObject({ balance: { debit: '0', credit: '20000000' } });
    const { differences } = await api.fund.read('/v1/ledger/verification');
    expect(differences).toEqual([]);
  });
});

describe('the papers for the borrower', () => {
  const days = { from: '2023-03-25', to: '2024-09-30' };
  const statement = `statement?from=${days.from}&to=${days.to}`;

  async function notices(): Promise<Json[]> {
    const asked = { year: 2024, quarter: 3, issuedOn: '2024-09-15', payBy: '2024-09-30' };
    const { body } = await api.fund.post('/v1/notice-runs', asked);
    while ((await api.fund.read(`/v1/notice-runs/${body.id}`)).status === 'running')
      await sleep(20);
    return (await api.fund.read('/v1/notices?year=2024&quarter=3')).data;
  }

  test('ask for what any overdue loan is asked for', async () => {
    const all = await notices();
    const totalOf = ({ loanId }: Lent) => all.find((each) => each.loanId === loanId)?.total;
    // In term: 3,327,123 + 36,164 (92 and 1 days of 200 m), 91 days each of 150, 100 and 50 m:
    // 2,468,219 + 1,645,479 + 822,740; together 8,299,725. Overdue: 91 days each of 50, 100, 150 m:
    // 1,234,110 + 2,468,219 + 3,702,329; 129 days of 200 m: 6,997,808; 60 days of 180 m: 2,929,315;
    // together 17,331,781. 180,000,000 + 8,299,725 + 17,331,781 = 205,631,506.
    expect(totalOf(since)).toBe('205631506');
    expect(totalOf(never)).toBe('205631506');
    // None of the days from 29/12/2023 on: 7,476,985 + 36,164 (4 days of 50 m) in term, 3,702,329 +
    // 162,740 (4 days of 150 m) overdue: 190,000,000 + 7,513,149 + 3,865,069.
    expect(totalOf(before)).toBe('201378218');
    const { loansWithoutNotice: without } = await api.fund.read('/v1/periods/2024-Q3');
    expect(without).toEqual([]);
  });

  test('say no word of the charge-off: every document, its properties, and the figures', async () => {
    const { data } = await api.fund.read('/v1/notices?year=2024&quarter=3');
    for (const loan of [before, since]) {
      const notice = data.find((each: Json) => each.loanId === loan.loanId);
      const demand = await api.fund.add(`${loan.path}/overdue-notices`, {
        issuedOn: '2024-09-20',
        payBy: '2024-09-30',
      });
      const papers = [
        `/v1/notices/${notice.id}`,
        `/v1/notices/${demand.id}`,
        `${loan.path}/debt-confirmation?asOf=2024-09-30`,
        `${loan.path}/payoff?on=2024-09-30`,
        `${loan.path}/${statement}`,
      ];
      for (const paper of papers) {
        const asked = paper.includes('?') ? `${paper}&` : `${paper}?`;
        expect([paper, wordText(await file(`${asked}format=docx`))]).toEqual([
          paper,
          expect.not.stringMatching(NAMED),
        ]);
        const printed = await file(`${asked}format=pdf`);
        expect(printed.toString('latin1')).not.toMatch(NAMED);
        if (!hasPdftotext()) continue;
        const text = pagesOfText(printed).flat().join('\n');
        expect(text).not.toMatch(NAMED);
        expect(text).toMatch(/1[89]0\.000\.000/);
      }
    }
  });

  test('have the figures of a loan that never was charged off', async () => {
    const of = async (loan: Lent, path: string): Promise<Json> => {
      const text = JSON.stringify(await api.fund.read(`${loan.path}/${path}`));
      return JSON.parse(
        text
          .replaceAll(loan.loanId, 'loan')
          .replaceAll(loan.contractNumber, 'contract')
          .replaceAll(loan.cooperativeId, 'cooperative')
          .replaceAll(/"(knownAt|recordedAt|factId|number|code)":"[^"]*"/g, '"$1":""'),
      );
    };
    for (const path of [
      `${statement}&audience=borrower`,
      'payoff?on=2024-09-30&audience=borrower',
      'debt-confirmation?asOf=2024-09-30',
    ]) {
      expect(await of(since, path)).toEqual(await of(never, path));
    }
    const claim = async ({ cooperativeId, loanId }: Lent) => {
      const asked = {
        cooperativeId,
        loanIds: [loanId],
        docketType: 'civil',
        filedOn: '2024-09-30',
      };
      const { body } = await api.fund.post('/v1/litigation-cases/preview', asked);
      return [body.total, body.loans[0].overduePrincipal, body.claim];
    };
    expect(await claim(since)).toEqual(await claim(never));
  });

  test('are told apart from what the fund reads: figures, or a copy that says so', async () => {
    const figures = await api.fund.read(`${since.path}/${statement}`);
    expect(figures.closing.balance.chargedOffPrincipal).toBe('180000000');
    expect(figures.lines.map((each: Json) => each.type)).toContain('charge_off');
    const copy = wordText(await file(`${since.path}/${statement}&format=docx&audience=fund`));
    expect(copy).toContain('Bản nội bộ của Quỹ, không gửi bên vay');
    expect(copy).toContain('Nợ gốc đã xử lý rủi ro');
  });
});

describe('a write-off', () => {
  const written = { decisionNumber: '31/QĐ-QHT', note: 'Đã áp dụng mọi biện pháp thu hồi' };
  const register = (asOf: string) => api.fund.read(`/v1/reports/charged-off?asOf=${asOf}`);

  test('is refused before its day, and of a loan that is not charged off', async () => {
    const early = await api.fund.post(`${before.path}/write-offs`, {
      ...written,
      effectiveOn: '2028-12-28',
    });
    expect(early.body).toMatchObject({
      status: 422,
      code: 'write-off-too-early',
      rule: 'R40',
      figures: { chargedOffOn: '2023-12-29', firstOn: '2028-12-29', years: 5 },
    });
    const other = await api.fund.post(`${never.path}/write-offs`, {
      ...written,
      effectiveOn: '2030-01-02',
    });
    expect(other.body).toMatchObject({ status: 422, code: 'not-charged-off' });
  });

  test('puts the loan into the register, where its two terms are told', async () => {
    const rowOf = async (asOf: string, { loanId }: Lent) =>
      (await register(asOf)).rows.find((each: Json) => each.loanId === loanId);
    expect(await rowOf('2024-09-30', since)).toMatchObject({
      state: 'off_balance',
      chargedOffOn: '2024-07-11',
      ground: 'group_5',
      chargedOffPrincipal: '200000000',
      recovered: '20000000',
      recoveredAsIncome: '20000000',
      principalLeft: '180000000',
      // 8,299,725 + 17,331,781
      interestOffBalance: '25631506',
      mayBeWrittenOffFrom: '2029-07-11',
      writtenOffOn: null,
      keptUntil: null,
    });
    const { id, positionAfter } = await api.fund.add(`${before.path}/write-offs`, {
      ...written,
      effectiveOn: '2028-12-29',
    });
    expect(positionAfter).toMatchObject({ standing: 'charged_off', writtenOffOn: '2028-12-29' });
    expect(await rowOf('2028-12-29', before)).toMatchObject({
      state: 'written_off',
      interestOffBalance: '11378218',
      principalLeft: '190000000',
      writtenOffOn: '2028-12-29',
      writeOffDecisionNumber: '31/QĐ-QHT',
      keptUntil: '2038-12-29',
    });
    expect(await rowOf('2038-12-30', before)).toMatchObject({ state: 'ended' });
    const csv = await api.fund.get('/v1/reports/charged-off?asOf=2028-12-29&format=csv');
    expect(csv.text).toContain('"written_off","2023-12-29","21/QĐ-QHT"');
    const charge = await api.fund.post(`/v1/charge-offs/${answers.before.id}/reversal`, {
      reason: 'Nhập nhầm',
    });
    expect(charge.body).toMatchObject({
      code: 'later-fact-impossible',
      figures: { what: 'write_off' },
    });
    const again = await api.fund.post(`${before.path}/write-offs`, {
      ...written,
      effectiveOn: '2029-01-02',
    });
    expect(again.body).toMatchObject({ status: 409, code: 'already-written-off' });
    await api.fund.add(`/v1/write-offs/${id}/reversal`, { reason: 'Nhập nhầm' });
    expect(await rowOf('2028-12-29', before)).toMatchObject({ state: 'off_balance' });
  });
});
