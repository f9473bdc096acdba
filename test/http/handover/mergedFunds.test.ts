import { contribute, lend, payment, type Api, type Client, type Json } from '../../support/api.ts';
import { startLangSon } from '../../support/langSon.ts';
import { confirmationOf, confirmed, secondPersonPolicy } from '../../support/secondPerson.ts';

// The example of Lạng Sơn is taken over on 1 July 2023 by a fund that has 1 tỷ of charter capital, of which it
// lent 200 million on 25 March. What the merged fund has is worked by hand from the provincial report:
// 7.5 tỷ of capital, 3 tỷ in term, 1.61 tỷ overdue, 2.89 tỷ available.

let api: Api;

let from: Client;

let into: Client;

const ON = '2023-07-01';

const MINUTES = '12/BB-BG';

let document: Json;

/** The document as the receiving fund sends it, with answers to what it leaves open. */
const sent = (more: object = {}) => ({
  document: document.document,
  sha256: document.sha256,
  documentNumber: MINUTES,
  ...more,
});

/** The two places of which both funds have one of the name. */
const SAME_PLACES = {
  localities: [{ name: 'Văn Quan', newName: 'Văn Quan' }],
};

beforeAll(async () => {
  api = await startLangSon('2023-07-10');
  from = api.fund;
  into = api.other;
  await contribute(into);
  await lend(into);
  document = await from.read(`/v1/fund/handover?on=${ON}`);
});

afterAll(() => api.close());

const positionsOn = async (client: Client, day: string): Promise<Map<string, Json>> => {
  const { data } = await client.read(`/v1/loans?asOf=${day}&limit=200`);
  const positions = new Map<string, Json>();
  for (const { id, contractNumber } of data) {
    positions.set(contractNumber, await client.read(`/v1/loans/${id}/position?asOf=${day}`));
  }
  return positions;
};

const interestOf = (at: Json): bigint[] =>
  [at.inTermInterest, at.overdueInterest, at.lateInterest].map(({ owed }) => BigInt(owed));

const noFaults = async (more: object = {}): Promise<Json> => {
  const { status, body, text } = await into.post('/v1/fund/handovers/check', sent(more));
  expect([status, text]).toEqual([200, text]);
  return body;
};

describe('a fund that takes over another', () => {
  test('is told each thing that stands in the way, and nothing is written', async () => {
    // A day off here on which something fell due there: it would have been payable on another day.
    const { loans } = JSON.parse(document.document);
    const [late] = loans.flatMap(({ opening }: Json) => opening.interestDue);
    await into.put(`/v1/fund/holidays/${late.dueOn.slice(0, 4)}`, { dates: [late.dueOn] });
    const rows = await api.countRows();
    const checked = await noFaults();
    expect(checked.faults).toMatchObject([
      { code: 'handover-rules-differ', figures: { policy: 'holidays', date: late.dueOn } },
      { about: 'Văn Quan', code: 'handover-locality-known', figures: { locality: 'Văn Quan' } },
      // The borrower of the receiving fund is of the same name.
      { about: 'HTX Xuân Mai', code: 'handover-cooperative-known' },
    ]);
    const refused = await into.post('/v1/fund/handovers', sent());
    expect([refused.status, refused.body.code]).toEqual([422, 'handover-faulty']);
    const changed = { ...sent(), document: document.document.replace('7500000000', '7500000001') };
    const other = await into.post('/v1/fund/handovers/check', changed);
    expect([other.status, other.body.errors?.[0]?.pointer]).toEqual([400, '/sha256']);
    expect(await api.countRows()).toBe(rows);
    for (let year = 2018; year <= 2024; year += 1) {
      const { dates, workingDays } = await from.read(`/v1/fund/holidays/${year}`);
      if (dates.length > 0) await into.put(`/v1/fund/holidays/${year}`, { dates, workingDays });
    }
    expect((await noFaults()).faults).toHaveLength(2);
  });

  const sameName = async (): Promise<object> => {
    const { faults } = await noFaults(SAME_PLACES);
    const [{ figures }] = faults;
    return { ...SAME_PLACES, cooperatives: [{ code: figures.code, sameAs: null }] };
  };

  test('has what both had, to the đồng, and nothing of days before changes', async () => {
    const before = await into.read('/v1/reports/fund-section?asOf=2023-06-30');
    const answers = await sameName();
    expect((await noFaults(answers)).faults).toEqual([]);
    const entered = await into.add('/v1/fund/handovers', sent(answers));
    expect(entered).toMatchObject({ on: ON, fromFund: 'QHT', entered: { loans: 20 } });

    const after = await into.read('/v1/reports/fund-section?asOf=2023-06-30');
    expect({ ...after, knownAt: '' }).toEqual({ ...before, knownAt: '' });
    const section = await into.read(`/v1/reports/fund-section?asOf=${ON}`);
    expect(section).toMatchObject({
      // 1 tỷ and 7.5 tỷ.
      charterCapital: '8500000000',
      // 8.5 tỷ − 200 million lent here − 4.61 tỷ lent there.
      availablePrincipal: {
        amount: '3690000000',
        broughtForward: '0',
        collected: '0',
        disbursed: '200000000',
        contributed: '8500000000',
        takenOver: '4610000000',
      },
      // 20 there and one here.
      borrowers: { withDebt: 21 },
      litigation: { sued: 7 },
    });
    const outstanding =
      BigInt(section.inTermPrincipal.amount) + BigInt(section.overduePrincipal.amount);
    expect(outstanding).toBe(4_810_000_000n);
    expect((await into.read('/v1/ledger/verification')).differences).toEqual([]);
    const twice = await into.post('/v1/fund/handovers', sent(answers));
    expect([twice.status, twice.body.code]).toEqual([409, 'handover-entered']);
  });

  test('owes on each loan what it would have without the handover, to 1 đồng of each interest', async () => {
    for (const day of [ON, '2023-07-10']) {
      const stayed = new Map(
        [...(await positionsOn(from, day))].filter(([, { standing }]) => standing !== 'settled'),
      );
      const here = await positionsOn(into, day);
      expect(here.size).toBe(stayed.size + 1);
      for (const [contract, at] of stayed) {
        const then = here.get(contract);
        const told = ({
          standing,
          daysPastDue,
          oldestUnpaidDueOn,
          debtGroup,
          principal,
        }: Json) => ({
          standing,
          daysPastDue,
          oldestUnpaidDueOn,
          debtGroup,
          principal,
        });
        expect([contract, day, told(then)]).toEqual([contract, day, told(at)]);
        const owed = interestOf(then);
        for (const [place, amount] of interestOf(at).entries()) {
          const by = (owed[place] ?? 0n) - amount;
          expect([contract, day, by >= -1n && by <= 1n]).toEqual([contract, day, true]);
        }
      }
    }
  });

  test('is reminded to tell the enforcement office of each case whose creditor it became', async () => {
    const notices = async (day: string) =>
      (await into.read(`/v1/deadlines?asOf=${day}&until=2023-12-31&kind=successor_notice`)).data;
    expect(await notices('2023-06-30')).toEqual([]);
    // Of the seven cases one is in enforcement: of HTX03, asked for on 6 March 2023.
    const due = await notices(ON);
    expect(due.map((each: Json) => [each.cooperativeCode, each.dueOn, each.ground])).toEqual([
      ['HTX03', ON, 'handover'],
    ]);
    const [{ cooperativeId, litigationCaseId }] = due;
    const { id } = await into.add(`/v1/cooperatives/${cooperativeId}/collection-entries`, {
      kind: 'successor_told',
      occurredOn: '2023-07-03',
      litigationCaseId,
      documentNumber: '15/CV-QHT',
    });
    expect(await notices('2023-07-02')).toHaveLength(1);
    expect(await notices('2023-07-03')).toEqual([]);
    await into.add(`/v1/collection-entries/${id}/reversal`, { reason: 'Chưa gửi' });
    expect(await notices('2023-07-03')).toHaveLength(1);
  });

  test('has the origin and the history of a loan, and takes no money of before', async () => {
    const { data } = await into.read('/v1/loans?limit=200');
    const own = data.find(({ contractNumber }: Json) => contractNumber.startsWith('HD'));
    const taken = data.find(({ id, standing }: Json) => id !== own.id && standing === 'in_term');
    const origin = await into.read(`/v1/loans/${taken.id}/origin`);
    expect(origin).toMatchObject({
      fromFund: 'QHT',
      contractNumber: taken.contractNumber,
      on: ON,
      documentNumber: MINUTES,
    });
    const [there] = (
      await from.read(`/v1/loans?contractNumber=${encodeURIComponent(taken.contractNumber)}`)
    ).data;
    expect(origin.originLoanId).toBe(there.id);
    const statement = await from.read(
      `/v1/loans/${there.id}/statement?from=${there.signedOn}&to=2023-06-30`,
    );
    expect(origin.lines.map(({ balance }: Json) => balance)).toEqual(
      statement.lines.map(({ balance }: Json) => balance),
    );
    const none = await into.get(`/v1/loans/${own.id}/origin`);
    expect(none.status).toBe(404);

    const path = `/v1/loans/${taken.id}/repayments`;
    const early = await into.post(path, payment('1000', '2023-06-30'));
    expect([early.status, early.body.code]).toEqual([422, 'before-handover']);
    // The day itself is the first one of the loan here.
    const { id } = await into.add(path, payment('1000', ON));
    const { data: facts } = await into.read(path);
    expect(facts.map((each: Json) => each.id)).toEqual([id]);
    const [{ id: entry }] = (await into.read('/v1/fund/handovers')).taken;
    const undo = `/v1/handover-entries/${entry}/reversal`;
    const stands = await into.post(undo, { reason: 'Sai hồ sơ' });
    expect([stands.status, stands.body.code]).toEqual([409, 'facts-stand']);
    await into.add(`/v1/repayments/${id}/reversal`, { reason: 'Nhầm' });
  });

  test('is as before once it is taken back, and can enter it again', async () => {
    const [{ id }] = (await into.read('/v1/fund/handovers')).taken;
    const { reversed } = await into.add(`/v1/handover-entries/${id}/reversal`, { reason: 'Sai' });
    expect(reversed).toBeGreaterThan(40);
    const section = await into.read(`/v1/reports/fund-section?asOf=${ON}`);
    expect(section).toMatchObject({
      charterCapital: '1000000000',
      availablePrincipal: { amount: '800000000' },
      borrowers: { withDebt: 1 },
    });
    expect(section.availablePrincipal).not.toHaveProperty('takenOver');
    expect((await into.read('/v1/cooperatives?limit=100')).data).toHaveLength(1);
    expect((await into.read('/v1/litigation-cases')).data).toEqual([]);
    expect((await into.read('/v1/ledger/verification')).differences).toEqual([]);
    await into.add('/v1/fund/handovers', sent(await sameName()));
  });

  test('takes it back and enters it by two persons, each of whom has the document', async () => {
    const second = await api.withRole(into, 'director');
    await into.add('/v1/policies', secondPersonPolicy(['handover'], { effectiveOn: '2023-01-01' }));
    const { id } = (await into.read('/v1/fund/handovers')).taken.at(-1);
    const undo = await into.post(`/v1/handover-entries/${id}/reversal`, { reason: 'Sai' });
    expect([undo.status, undo.body.summary.vi]).toEqual([
      202,
      expect.stringMatching(
        /^Hủy nhận bàn giao quỹ 12\/BB-BG, ngày 01\/07\/2023 và \d\d+ bút toán khác; lý do: Sai\.$/,
      ),
    ]);
    expect((await confirmed(second, undo)).answer.reversed).toBeGreaterThan(40);

    const body = sent(await sameName());
    const waiting = await into.post('/v1/fund/handovers', body);
    const { document: text, ...rest } = body as Json;
    expect(waiting.body).toMatchObject({ act: 'handover', body: rest });
    expect(waiting.text.length).toBeLessThan(3_000);
    const { path } = waiting.body;
    expect([waiting.status, path, 'document' in waiting.body.body]).toEqual([
      202,
      '/v1/fund/handovers',
      false,
    ]);
    const confirmation = confirmationOf(waiting.body.id);
    for (const [brought, pointer] of [
      [{}, '/document'],
      [{ document: text.replace('7500000000', '7500000001') }, '/sha256'],
    ] as const) {
      const refused = await second.post(confirmation, brought);
      expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([400, pointer]);
    }
    const done = await second.post(confirmation, { document: text });
    expect([done.status, done.body.answer?.entered]).toMatchObject([200, { loans: 20 }]);
    const other = await into.post('/v1/fund/handovers', body);
    expect([other.status, other.body.code]).toEqual([409, 'handover-entered']);
    expect((await into.read('/v1/ledger/verification')).differences).toEqual([]);
  });

  test('sends notices of the next quarter under numbers of its own', async () => {
    api.setToday('2023-10-05');
    const { body: run } = await into.post('/v1/notice-runs', {
      year: 2023,
      quarter: 3,
      issuedOn: '2023-10-05',
      payBy: '2023-10-20',
    });
    let state = run;
    while (state.status === 'running') state = await into.read(`/v1/notice-runs/${run.id}`);
    const { data } = await into.read('/v1/notices?limit=100');
    const numbers = data.map(({ number }: Json) => Number.parseInt(number, 10));
    expect(numbers.toSorted((a: number, b: number) => a - b)).toEqual(
      Array.from({ length: data.length }, (_, at) => at + 1),
    );
    expect(data.length).toBeGreaterThan(20);
  });
});
