import {
  contribute,
  expectRefused,
  lend,
  payment,
  startApi,
  without,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';

let api: Api;

/** Books the receipt of 26/6/2023 later, when 2023 is closed. */
let late: Client;

/** Books the same receipt in time: what the figures must be from the booking on. */
let inTime: Client;

let lateLoan: string;

let inTimeLoan: string;

/** The report of 31/12/2023 and that of 31/3/2024, both issued before the receipt is booked. */
let reports: string[];

// 200 m at 6.6%, lent on 25/3/2023. On 26/6/2023 50 m and 93 days of interest, 3,327,123 to 25/6 and
// 36,164 more, are paid; the voucher turns up in January 2024.
const RECEIPT = payment('53363287', '2023-06-26', { method: 'cash' });

const LATE = { bookedOn: '2024-01-10', reason: 'Phiếu thu tìm thấy khi kiểm kê' };

let booked: Json;

/** Figures of a day, without what tells when and of which fund they are. */
const figures = async (client: Client, url: string): Promise<Json> =>
  without(await client.read(url), 'knownAt', 'loanId', 'code');

const position = (client: Client, loan: string, day: string) =>
  figures(client, `${loan}/position?asOf=${day}`);

const section = (client: Client, from: string, to: string) =>
  figures(client, `/v1/reports/fund-section?asOf=${to}&periodStart=${from}`);

/** Days before the booking, on which the figures of the late fund stay as they were. */
const BEFORE = ['2023-06-26', '2023-06-30', '2023-09-30', '2023-12-31', '2024-01-09'];

const AFTER = ['2024-01-10', '2024-01-11', '2024-02-29', '2024-03-31'];

const before = new Map<string, Json>();

/** The position on the day of booking, by what was known before it. */
let withoutReceipt: Json;

beforeAll(async () => {
  api = await startApi();
  [late, inTime] = [api.fund, api.other];
  for (const client of [late, inTime]) {
    await contribute(client);
    await client.put('/v1/fund/holidays/2023', { dates: ['2023-01-02', '2023-09-04'] });
  }
  const terms = { contractNumber: '01/2023/HĐTD' };
  lateLoan = (await lend(late, terms)).path;
  inTimeLoan = (await lend(inTime, terms)).path;
  await inTime.add(`${inTimeLoan}/repayments`, RECEIPT);
  const closed = await late.add('/v1/periods/2023-Q4/closing', { through: true });
  expect(closed.earlier.map((each: Json) => each.quarter)).toEqual(['2023-Q1']);
  const issue = async (asOf: string, documentNumber: string): Promise<string> =>
    (await late.add('/v1/reports/fund-section/issues', { asOf, documentNumber })).id;
  reports = [await issue('2023-12-31', '01/BC'), await issue('2024-03-31', '02/BC')];
  for (const day of BEFORE) before.set(day, await position(late, lateLoan, day));
  before.set('year', await section(late, '2023-07-01', '2023-12-31'));
  withoutReceipt = await position(late, lateLoan, LATE.bookedOn);
  booked = await late.add(`${lateLoan}/repayments`, { ...RECEIPT, ...LATE });
});
afterAll(() => api.close());

describe('a receipt of a closed quarter that is booked later', () => {
  test('says when and why, and is allocated by what was owed on its own day (R9)', async () => {
    expect(booked).toMatchObject({ effectiveOn: '2023-06-26', ...LATE });
    expect(booked.allocation).toEqual({
      principal: '50000000',
      inTermInterest: '3363287',
      overdueInterest: '0',
      lateInterest: '0',
    });
    expect(booked.position.asOf).toBe('2024-01-10');
    const { data } = await late.read(`${lateLoan}/repayments`);
    expect(data).toEqual([expect.objectContaining(LATE)]);
  });

  test('leaves the figures of every day before as they were reported', async () => {
    for (const day of BEFORE) {
      expect(await position(late, lateLoan, day)).toEqual(before.get(day));
    }
    expect(await section(late, '2023-07-01', '2023-12-31')).toEqual(before.get('year'));
  });

  test('counts from its booking on as if it had been entered in time', async () => {
    for (const day of AFTER) {
      expect(await position(late, lateLoan, day)).toEqual(await position(inTime, inTimeLoan, day));
    }
    const schedule = (client: Client, loan: string) =>
      figures(client, `${loan}/schedule?asOf=2024-03-31`);
    expect(await schedule(late, lateLoan)).toEqual(await schedule(inTime, inTimeLoan));
  });

  test('is collected in the quarter of its booking', async () => {
    const { availablePrincipal, interestCollected } = await section(
      late,
      '2024-01-01',
      '2024-03-31',
    );
    expect(availablePrincipal).toMatchObject({ collected: '50000000', amount: '850000000' });
    expect(interestCollected).toMatchObject({ inTerm: '3363287', overdue: '0' });
    const { totals } = await late.read('/v1/periods/2024-Q1');
    const cash = totals.find((each: Json) => each.method === 'cash');
    expect(cash.receipts).toMatchObject({ count: 1, principal: '50000000' });
    const year = await late.read('/v1/periods/2023-Q2');
    expect(year.totals.every((each: Json) => each.receipts.count === 0)).toBe(true);
  });

  test('keeps the identity of every day, with the money available from the booking on (R18)', async () => {
    for (const [day, available, outstanding] of [
      ['2024-01-09', '800000000', '200000000'],
      ['2024-01-10', '850000000', '150000000'],
    ] as const) {
      expect(await late.read(`/v1/fund?asOf=${day}`)).toMatchObject({
        charterCapital: '1000000000',
        principalOutstanding: outstanding,
        availablePrincipal: available,
      });
    }
  });

  test('stands in the ledger on the day of its booking and names its own', async () => {
    const { data } = await late.read('/v1/ledger/journal?from=2024-01-01&to=2024-01-31');
    expect(data).toEqual([
      expect.objectContaining({ factId: booked.id, effectiveOn: '2023-06-26', ...LATE }),
    ]);
    const text = (await late.get('/v1/ledger/journal?format=ledger')).text;
    expect(text).toContain('\n2024-01-10=2023-06-26 * ');
    const balances = async (asOf: string) =>
      (await late.read(`/v1/ledger/trial-balance?asOf=${asOf}`)).rows.find(
        (each: Json) => each.account === 'outstandingPrincipal',
      ).balance;
    expect(await balances('2024-01-09')).toEqual({ debit: '200000000', credit: '0' });
    expect(await balances('2024-01-10')).toEqual({ debit: '150000000', credit: '0' });
  });

  test('is told of in a statement across its booking, receipt and interest apart', async () => {
    const statement = await late.read(`${lateLoan}/statement?from=2023-06-01&to=2024-01-31`);
    const adjustments = statement.lines.filter((each: Json) => each.type === 'adjustment');
    const interest = statement.lines.filter((each: Json) => each.type === 'interest_adjustment');
    const changes = (lines: Json[], column: string) =>
      lines.map((each) => each.change[column]).filter((each) => each !== '0');
    expect(adjustments.map((each: Json) => each.on)).toEqual(['2024-01-10', '2024-01-10']);
    expect(changes(adjustments, 'principal')).toEqual(['-50000000']);
    expect(changes(adjustments, 'inTermInterest')).toEqual(['-3363287']);
    // The receipt moved no overdue interest: all that it changes there is interest not accrued.
    const owed = async (client: Client, loan: string) => position(client, loan, LATE.bookedOn);
    const now = await owed(inTime, inTimeLoan);
    const overdue = BigInt(now.overdueInterest.owed) - BigInt(withoutReceipt.overdueInterest.owed);
    expect(changes(interest, 'overdueInterest')).toEqual([`${overdue}`]);
    // The 150 m that are not due accrue the same; the 50 m are overdue from 26/6 on without the receipt.
    expect(changes(interest, 'inTermInterest')).toEqual([]);
    const inTerm = BigInt(now.inTermInterest.owed) - BigInt(withoutReceipt.inTermInterest.owed);
    expect(inTerm).toBe(-3363287n);
    for (const each of [...adjustments, ...interest]) {
      expect(each.facts).toEqual([
        expect.objectContaining({ factId: booked.id, type: 'repayment', ...LATE }),
      ]);
    }
    expect(statement.closing.balance.principal).toBe('150000000');
    const later = await late.read(`${lateLoan}/statement?from=2024-01-11&to=2024-01-31`);
    expect(later.lines.map((each: Json) => each.type)).not.toContain('adjustment');
    expect(later.opening.balance.principal).toBe('150000000');
  });

  test('is printed in the statement as an adjustment of an earlier period', async () => {
    const url = `${lateLoan}/statement?from=2023-06-01&to=2024-01-31&format=text`;
    const { text } = await late.get(url);
    expect(text.replace(/\s+/g, ' ')).toContain(
      `Điều chỉnh kỳ trước: thu nợ, chứng từ số ${RECEIPT.voucherNumber} ngày 26/6/2023`,
    );
  });

  test('changes no issued report of a day before, and is a cause in one of a day after', async () => {
    const [ofYear, ofQuarter] = await Promise.all(
      reports.map((id) => late.read(`/v1/issued-reports/${id}/comparison`)),
    );
    expect(ofYear).toEqual([]);
    const collected = ofQuarter.find((each: Json) => each.path === 'interestCollected.inTerm');
    expect(collected).toMatchObject({ issued: '0', now: '3363287' });
    expect(collected.causes).toEqual([
      expect.objectContaining({ factId: booked.id, difference: '3363287', ...LATE }),
    ]);
    expect(booked.affects).toEqual([{ type: 'report', id: reports[1], number: '02/BC' }]);
  });

  test('leaves ledger, trail, closings and the facts in memory in agreement', async () => {
    const { differences } = await late.read('/v1/ledger/verification');
    expect(differences).toEqual([]);
  });
});

describe('booking later is refused', () => {
  const ask = (more: object, day = '2023-12-26') => ({
    ask: () => late.post(`${lateLoan}/repayments`, { ...payment('1000', day), ...more }),
    unchanged: `${lateLoan}/position?asOf=2024-03-31`,
  });

  test('without its day as before', async () => {
    await expectRefused(api, ask({}), { status: 409, code: 'period-closed', rule: 'R22' });
  });

  test('on a closed day', async () => {
    const more = { ...LATE, bookedOn: '2023-12-31' };
    const figures = { date: '2023-12-31', closedThrough: '2023-12-31' };
    await expectRefused(api, ask(more), { status: 409, code: 'period-closed', figures });
  });

  test('of what belongs to an open quarter', async () => {
    const refused = ask(LATE, '2024-01-05');
    const figures = { date: '2024-01-05', quarter: '2024-Q1' };
    const problem = { status: 422, code: 'booked-later-on-open-day', rule: 'R42', figures };
    await expectRefused(api, refused, problem);
  });

  test('in the future', async () => {
    const more = { ...LATE, bookedOn: '2024-04-01' };
    await expectRefused(api, ask(more), { status: 422, code: 'dated-in-future', rule: 'R42' });
  });

  test('without a reason, and a reason without it', async () => {
    const { bookedOn, reason } = LATE;
    for (const [more, pointer] of [
      [{ bookedOn }, '/reason'],
      [{ reason }, '/bookedOn'],
      [{ corrects: booked.id }, '/bookedOn'],
    ] as const) {
      const errors = [expect.objectContaining({ pointer })];
      await expectRefused(api, ask(more), { status: 400, code: 'validation', errors });
    }
  });

  test('with a fact to correct that is not there', async () => {
    const corrects = '00000000-0000-4000-8000-000000000000';
    const figures = { what: 'fact', id: corrects };
    await expectRefused(api, ask({ ...LATE, corrects }), {
      status: 404,
      code: 'not-found',
      figures,
    });
  });
});

test('a preview shows what the late receipt would do, by the figures of its booking', async () => {
  const body = { ...payment('10000', '2023-12-26'), ...LATE };
  const { status, body: shown } = await late.post(`${lateLoan}/repayments/preview`, body);
  expect([status, shown.position.asOf]).toEqual([200, '2024-01-10']);
});

describe('a wrong receipt of a closed quarter', () => {
  let wrong: Json;

  let right: Json;

  beforeAll(async () => {
    // A day of the quarter that is closed: 1 m too much, found in February and mended in one month.
    wrong = await late.add(`${lateLoan}/repayments`, {
      ...payment('2000000', '2023-12-20'),
      ...LATE,
    });
    await api.fund.read('/v1/fund');
    const more = { bookedOn: '2024-02-05', reason: 'Ghi thừa 1.000.000 đồng' };
    const path = `/v1/repayments/${wrong.id}/reversal`;
    await expectRefused(
      api,
      { ask: () => late.post(path, more), unchanged: `${lateLoan}/position?asOf=2024-03-31` },
      // Its booking of January is not closed yet: it is reversed for every day.
      { status: 422, code: 'booked-later-on-open-day' },
    );
    api.setToday('2024-05-15');
    await late.add('/v1/periods/2024-Q1/closing', null);
    const reversal = await late.add(path, { ...more, bookedOn: '2024-05-10' });
    expect(reversal).toMatchObject({ reversedId: wrong.id, bookedOn: '2024-05-10' });
    right = await late.add(`${lateLoan}/repayments`, {
      ...payment('1000000', '2023-12-20', { voucherNumber: wrong.voucherNumber }),
      bookedOn: '2024-05-10',
      reason: more.reason,
      corrects: wrong.id,
    });
    await inTime.add(`${inTimeLoan}/repayments`, payment('1000000', '2023-12-20'));
  });

  test('is shown until its reversal is booked, and then the right one', async () => {
    const paid = async (day: string) => {
      const { overdueInterest, inTermInterest, principal } = await position(late, lateLoan, day);
      const parts = [overdueInterest.paid, inTermInterest.paid, principal.repaid];
      return parts.map(BigInt).reduce((a, b) => a + b);
    };
    expect([await paid('2024-01-09'), await paid('2024-01-10')]).toEqual([0n, 55363287n]);
    expect([await paid('2024-05-09'), await paid('2024-05-10')]).toEqual([55363287n, 54363287n]);
    expect(right).toMatchObject({ corrects: wrong.id, bookedOn: '2024-05-10' });
    for (const day of ['2024-05-10', '2024-05-15']) {
      expect(await position(late, lateLoan, day)).toEqual(await position(inTime, inTimeLoan, day));
    }
  });

  test('is taken back in the flows of the quarter of its reversal', async () => {
    const { totals } = await late.read('/v1/periods/2024-Q2');
    const given = totals.filter((each: Json) => each.receipts.count > 0);
    const sums = given.flatMap((each: Json) =>
      Object.values(without(each.receipts, 'count') as Record<string, string>),
    );
    expect(sums.map(BigInt).reduce((a: bigint, b: bigint) => a + b)).toBe(-1000000n);
    const { data } = await late.read(`${lateLoan}/repayments`);
    const reversed = data.find((each: Json) => each.id === wrong.id);
    expect(reversed).toMatchObject({ reversalBookedOn: '2024-05-10' });
  });

  test('leaves all books in agreement, and a statement across both that adds up', async () => {
    expect((await late.read('/v1/ledger/verification')).differences).toEqual([]);
    const statement = await late.read(`${lateLoan}/statement?from=2023-01-01&to=2024-05-15`);
    const on = statement.lines
      .filter((each: Json) => each.type === 'adjustment')
      .map((each: Json) => each.on);
    expect(new Set(on)).toEqual(new Set(['2024-01-10', '2024-05-10']));
  });
});
