import {
  components,
  contribute,
  expectRefused,
  lend,
  next,
  payment,
  startApi,
  without,
  type Api,
  type Json,
} from '../../support/api.ts';
import { BULLET, EXTENSION, lateLoan, named } from '../../support/lateLoan.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund, '50000000000');
});

afterAll(() => api.close());

const reason = 'Quyết định gia hạn nhập sau phiếu thu';

const receipt = (path: string, body: object): Promise<Json> =>
  api.fund.add(`${path}/repayments`, body);

const positionOf = async (path: string, more = ''): Promise<Json> =>
  without(await api.fund.read(`${path}/position?asOf=2024-03-31${more}`), 'knownAt', 'loanId');

const verified = async () =>
  expect((await api.fund.read('/v1/ledger/verification')).differences).toEqual([]);

describe('POST /v1/loans/{id}/reallocation', () => {
  /** The loan of above, extended after its receipts. */
  async function extended() {
    const late = await lateLoan(api.fund);
    await api.fund.add(`${late.path}/restructurings`, EXTENSION);
    return late;
  }

  // 40 days × 20,000, the rest is principal; then 30 days × 19,920 of 99,600,000, and the rest.
  const FIRST = components('400000', '800000');
  const SECOND = components('302400', '597600');

  // From 4/3, 19,859.52 a day: 21 days to the due date of 25/3, and 6 more.
  const AFTER = {
    standing: 'overdue',
    payoff: '99833807',
    principal: { repaid: '702400', outstanding: '99297600', overdue: '0' },
    inTermInterest: {
      accrued: '7433807',
      paid: '6897600',
      owed: '536207',
      inArrears: '417050',
    },
    overdueInterest: { accrued: '0', paid: '0', owed: '0' },
  };

  test('enters the receipts anew as if the decision had been there before them', async () => {
    const { path, loanId, first, second } = await extended();
    const before = await positionOf(path);
    const answer = await api.fund.add(`${path}/reallocation`, { reason });
    const anew = (of: Json, allocationAfter: object) => ({
      repaymentId: of.id,
      voucherNumber: of.voucherNumber,
      effectiveOn: of.effectiveOn,
      amount: of.amount,
      method: of.method,
      litigationCaseId: null,
      enforcementFee: null,
      netAmount: of.amount,
      allocationBefore: of.allocation,
      allocationAfter,
      reversalId: expect.any(String),
      newRepaymentId: expect.any(String),
    });
    expect(answer).toEqual({
      loanId,
      reason,
      receipts: [anew(first, FIRST), anew(second, SECOND)],
      affects: [],
      positionBefore: expect.objectContaining(before),
      positionAfter: expect.objectContaining({ asOf: '2024-03-31' }),
    });
    expect(answer.positionAfter).toMatchObject(AFTER);
    expect(await positionOf(path)).toEqual(without(answer.positionAfter, 'knownAt', 'loanId'));
    // As a loan on which all was entered in time.
    const timely = await lend(api.fund, BULLET);
    await receipt(timely.path, payment('5500000', '2023-12-25'));
    await api.fund.add(`${timely.path}/restructurings`, EXTENSION);
    await receipt(timely.path, payment('1200000', '2024-02-03'));
    await receipt(timely.path, payment('900000', '2024-03-04'));
    expect(await positionOf(timely.path)).toEqual(await positionOf(path));
    // Before it was entered, all was as it was.
    const knownAt = encodeURIComponent(answer.positionBefore.knownAt);
    expect(await positionOf(path, `&knownAt=${knownAt}`)).toEqual(before);
    await verified();
  });

  test('keeps voucher, day, method and amount; the receipts before stay, reversed', async () => {
    const { path, loanId, term, first, second } = await extended();
    const { receipts } = await api.fund.add(`${path}/reallocation`, { reason });
    const { data } = await api.fund.read(`${path}/repayments`);
    const rows = data.map(({ voucherNumber, amount, effectiveOn, method, reversedAt }: Json) => [
      voucherNumber,
      amount,
      effectiveOn,
      method,
      reversedAt !== null,
    ]);
    const row = ({ voucherNumber, amount, effectiveOn, method }: Json, isReversed: boolean) => [
      voucherNumber,
      amount,
      effectiveOn,
      method,
      isReversed,
    ];
    expect(rows).toEqual([
      row(term, false),
      row(first, true),
      row(first, false),
      row(second, true),
      row(second, false),
    ]);
    expect(data[2]).toMatchObject({ id: receipts[0].newRepaymentId, allocation: FIRST });
    expect(data[4]).toMatchObject({ id: receipts[1].newRepaymentId, allocation: SECOND });
    // Each is in the audit trail, the reversal with its reason.
    const { data: events } = await api.fund.read(`/v1/audit-events?subject=${loanId}`);
    expect(events.slice(-4).map(({ act, reason: why }: Json) => [act, why])).toEqual([
      ['reversal', reason],
      ['reversal', reason],
      ['repayment', null],
      ['repayment', null],
    ]);
  });

  test('moves principal from the day of each receipt on, and nothing before', async () => {
    const { path } = await extended();
    const available = async (asOf: string) =>
      BigInt((await api.fund.read(`/v1/fund?asOf=${asOf}`)).availablePrincipal);
    const days = ['2024-02-02', '2024-02-03', '2024-03-03', '2024-03-04'];
    const before = await Promise.all(days.map(available));
    await api.fund.add(`${path}/reallocation`, { reason });
    const after = await Promise.all(days.map(available));
    expect(after.map((each, place) => each - (before[place] ?? 0n))).toEqual([
      0n,
      400_000n,
      400_000n,
      702_400n,
    ]);
    await verified();
  });

  test('can be previewed, and then writes nothing', async () => {
    const { path, loanId } = await extended();
    const rows = await api.countRows();
    const preview = await api.fund.post(`${path}/reallocation/preview`, {});
    expect(preview.status).toBe(200);
    expect(await api.countRows()).toBe(rows);
    const done = await api.fund.add(`${path}/reallocation`, { reason });
    expect(preview.body.loanId).toBe(loanId);
    expect(preview.body.receipts).toEqual(
      done.receipts.map((each: Json) => without(each, 'reversalId', 'newRepaymentId')),
    );
    for (const name of ['positionBefore', 'positionAfter']) {
      expect(without(preview.body[name], 'knownAt')).toEqual(without(done[name], 'knownAt'));
    }
    const again = await api.fund.post(`${path}/reallocation/preview`, {});
    expect([again.status, again.body.code]).toEqual([409, 'nothing-to-reallocate']);
  });

  test('is carried out once under one key', async () => {
    const { path } = await extended();
    const headers = { 'idempotency-key': next('key') };
    const done = await api.fund.post(`${path}/reallocation`, { reason }, headers);
    const again = await api.fund.post(`${path}/reallocation`, { reason }, headers);
    expect([done.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(done.body);
    expect(again.headers['idempotent-replayed']).toBe('true');
  });

  test('takes the receipts that are named alone, and warns of the credit that is left', async () => {
    const { path, first, second } = await extended();
    const body = { reason, repaymentIds: [second.id] };
    const { receipts, warnings } = await api.fund.add(`${path}/reallocation`, body);
    // 70 days × 20,000 are owed: all 900,000 pays them.
    expect(receipts.map((each: Json) => [each.repaymentId, each.allocationAfter])).toEqual([
      [second.id, components('0', '900000')],
    ]);
    expect(warnings).toMatchObject([
      { figures: { credit: '1200000', receipts: [named(first, '1200000')] } },
    ]);
  });

  test('leaves an allocation that was stated and can be stated today, unless it is named', async () => {
    const { path } = await lend(api.fund, BULLET);
    const allocation = components('1000000', '0');
    const stated = await receipt(path, payment('1000000', '2023-06-01', { allocation }));
    const ask = () => api.fund.post(`${path}/reallocation`, { reason });
    const problem = { status: 409, code: 'nothing-to-reallocate' };
    await expectRefused(api, { ask, unchanged: `${path}/repayments` }, problem);
    const body = { reason, repaymentIds: [stated.id] };
    const { receipts } = await api.fund.add(`${path}/reallocation`, body);
    // 68 days × 20,000 of interest come first.
    expect(receipts).toMatchObject([{ allocationAfter: components('0', '1000000') }]);
  });

  test('allocates those of a day in the order of their entry', async () => {
    const { path } = await lend(api.fund, BULLET);
    await receipt(path, payment('5500000', '2023-12-25'));
    const overdue = { allocation: components('0', '0', '600000') };
    const first = await receipt(path, payment('600000', '2024-02-03', overdue));
    // Pays principal in an overdue loan; in term it pays the interest that the first one left.
    const second = await receipt(path, payment('500000', '2024-02-03'));
    const allocation = components('50000', '0');
    const third = await receipt(path, payment('50000', '2024-02-03', { allocation }));
    await api.fund.add(`${path}/restructurings`, EXTENSION);
    const { receipts } = await api.fund.add(`${path}/reallocation`, { reason });
    expect(receipts.map((each: Json) => [each.repaymentId, each.allocationAfter])).toEqual([
      [first.id, components('0', '600000')],
      [second.id, components('300000', '200000')],
      // As it was, but behind the two: what was in the books before it is in them before it still.
      [third.id, allocation],
    ]);
  });

  test('enters a voucher over several loans again without taking it for a second one', async () => {
    const { cooperativeId, path, loanId } = await lend(api.fund, BULLET);
    const other = await lend(api.fund, BULLET, cooperativeId);
    await receipt(path, payment('5500000', '2023-12-25'));
    const voucherNumber = next('PT');
    const allocation = components('0', '0', '1200000');
    const voucher = {
      voucherNumber,
      effectiveOn: '2024-02-03',
      amount: '1500000',
      parts: [
        { loanId, amount: '1200000', allocation },
        { loanId: other.loanId, amount: '300000' },
      ],
    };
    await api.fund.add('/v1/receipts', voucher);
    await api.fund.add(`${path}/restructurings`, EXTENSION);
    const { receipts } = await api.fund.add(`${path}/reallocation`, { reason });
    expect(receipts).toMatchObject([{ voucherNumber, allocationAfter: FIRST }]);
    const { data } = await api.fund.read(`/v1/repayments?voucherNumber=${voucherNumber}`);
    expect(data.filter((each: Json) => each.reversedAt === null)).toHaveLength(2);
  });

  test('is done for receipts that overpaid nothing, also if money was withdrawn since', async () => {
    const fund = await api.addFund();
    await contribute(fund, '100000000');
    const { path } = await lend(fund, BULLET);
    await fund.add(`${path}/repayments`, payment('5500000', '2023-12-25'));
    // Past due, all of it is principal, which the province takes back.
    const { allocation } = await fund.add(`${path}/repayments`, payment('1200000', '2024-02-03'));
    expect(allocation).toEqual(components('1200000', '0'));
    const withdrawal = { kind: 'withdrawal', amount: '1200000', effectiveOn: '2024-02-04' };
    const movement = { ...withdrawal, documentNumber: next('QD') };
    await fund.add('/v1/fund/capital-movements', movement);
    const { warnings } = await fund.add(`${path}/restructurings`, EXTENSION);
    expect(warnings).toBeUndefined();
    const { receipts } = await fund.add(`${path}/reallocation`, { reason });
    expect(receipts).toMatchObject([{ allocationAfter: FIRST }]);
    const section = await fund.read('/v1/reports/fund-section?asOf=2024-03-31');
    expect(section.availablePrincipal.amount).toBe('-800000');
    const notes = section.notes.map((each: Json) => each.code);
    expect(notes).toContain('available_below_zero');
  });

  test('says which issued report it changes', async () => {
    const { path } = await extended();
    const issue = { asOf: '2024-03-31', documentNumber: next('BC') };
    const report = await api.fund.add('/v1/reports/fund-section/issues', issue);
    const { affects } = await api.fund.add(`${path}/reallocation`, { reason });
    expect(affects).toEqual([{ type: 'report', id: report.id, number: issue.documentNumber }]);
    const compared = await api.fund.read(`/v1/issued-reports/${report.id}/comparison`);
    const collected = compared.find((each: Json) => each.path === 'availablePrincipal.collected');
    expect(BigInt(collected.now) - BigInt(collected.issued)).toBe(702_400n);
  });

  test('allocates receipts of a closed quarter by an act that is booked later (R42)', async () => {
    const fund = await api.addFund();
    await contribute(fund, '1000000000');
    const { path, term, first, second } = await lateLoan(fund);
    const timely = await lend(fund, BULLET);
    api.setToday('2024-05-15');
    await fund.add('/v1/periods/2024-Q1/closing', { through: true });
    const position = async (loan: string, day: string) =>
      without(await fund.read(`${loan}/position?asOf=${day}`), 'knownAt', 'loanId');
    const closed = await position(path, '2024-03-31');
    const late = { bookedOn: '2024-04-10', reason: 'Quyết định nhận muộn' };
    const { warnings } = await fund.add(`${path}/restructurings`, { ...EXTENSION, ...late });
    expect(warnings).toMatchObject([{ code: 'credit-beside-debt' }]);
    const refused = await fund.post(`${path}/reallocation`, { reason });
    expect(refused.body).toMatchObject({ status: 409, code: 'period-closed' });
    const between = await position(path, '2024-05-01');
    const asked = { reason, bookedOn: '2024-05-02' };
    // A receipt that pays what it paid has nothing to be booked for, on whatever day.
    const named = await fund.post(`${path}/reallocation`, { ...asked, repaymentIds: [term.id] });
    expect(named.body).toMatchObject({ status: 409, code: 'nothing-to-reallocate' });
    const preview = await fund.post(`${path}/reallocation/preview`, asked);
    const { receipts, positionAfter } = await fund.add(`${path}/reallocation`, asked);
    expect(preview.body.positionAfter).toMatchObject(without(positionAfter, 'knownAt'));
    expect(receipts).toMatchObject([
      { repaymentId: first.id, allocationAfter: FIRST },
      { repaymentId: second.id, allocationAfter: SECOND },
    ]);
    // Each day goes on to show what was booked up to it.
    expect(await position(path, '2024-03-31')).toEqual(closed);
    expect(await position(path, '2024-05-01')).toEqual(between);
    const pay = (amount: string, day: string) =>
      fund.add(`${timely.path}/repayments`, { ...payment(amount, day), ...late });
    await pay('5500000', '2023-12-25');
    await fund.add(`${timely.path}/restructurings`, { ...EXTENSION, ...late });
    await pay('1200000', '2024-02-03');
    await pay('900000', '2024-03-04');
    for (const day of ['2024-05-02', '2024-05-15']) {
      expect(await position(path, day)).toEqual(await position(timely.path, day));
    }
    const { data } = await fund.read(`${path}/repayments`);
    const anew = data.filter((each: Json) => each.bookedOn === asked.bookedOn);
    expect(anew.map((each: Json) => each.reason)).toEqual([reason, reason]);
    expect((await fund.read('/v1/ledger/verification')).differences).toEqual([]);
    await fund.read(`${path}/statement?from=2024-01-01&to=2024-05-15`);
    api.setToday('2024-03-31');
  });
});
