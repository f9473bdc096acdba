import {
  components,
  contribute,
  expectRefused,
  lend,
  payment,
  startApi,
  type Api,
  type Json,
} from '../../support/api.ts';
import { BULLET, EXTENSION, lateLoan } from '../../support/lateLoan.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund, '50000000000');
});

afterAll(() => api.close());

const reason = 'Quyết định gia hạn nhập sau phiếu thu';

const receipt = (path: string, body: object): Promise<Json> =>
  api.fund.add(`${path}/repayments`, body);

/** The loan of `lateLoan`, extended after its receipts. */
async function extended() {
  const late = await lateLoan(api.fund);
  await api.fund.add(`${late.path}/restructurings`, EXTENSION);
  return late;
}

describe('a re-allocation', () => {
  test('is refused where every receipt would pay what it did, in both languages', async () => {
    const { path, contractNumber } = await lateLoan(api.fund);
    const ask = () => api.fund.post(`${path}/reallocation`, { reason });
    const figures = { contractNumber };
    const problem = { status: 409, code: 'nothing-to-reallocate', rule: 'R9', figures };
    const english = await expectRefused(api, { ask, unchanged: `${path}/repayments` }, problem);
    expect(english.body.detail).toContain(`No receipt of contract ${contractNumber}`);
    const vi = { 'accept-language': 'vi' };
    const vietnamese = await api.fund.post(`${path}/reallocation`, { reason }, vi);
    expect(vietnamese.body.detail).toContain(
      `không có phiếu thu nào của hợp đồng ${contractNumber} cần`,
    );
  });

  test('is refused where a receipt would be more than the loan then owed', async () => {
    const { path } = await lend(api.fund, BULLET);
    await receipt(path, payment('105500000', '2023-12-25'));
    const half = { effectiveOn: '2023-03-25', ratePercent: '3.65', decisionNumber: '21/QĐ-QHT' };
    await api.fund.add(`${path}/rate-changes`, half);
    const ask = () => api.fund.post(`${path}/reallocation`, { reason });
    const figures = { amount: '105500000', payoff: '102750000', asOf: '2023-12-25' };
    const problem = { status: 422, code: 'more-than-payoff', rule: 'R11', figures };
    await expectRefused(api, { ask, unchanged: `${path}/repayments` }, problem);
  });

  test('is refused where a receipt that is not named repays what then was repaid before', async () => {
    const { path, first } = await extended();
    const allocation = components('100000000', '0');
    await receipt(path, payment('100000000', '2024-03-05', { allocation }));
    const body = { reason, repaymentIds: [first.id] };
    const ask = () => api.fund.post(`${path}/reallocation`, body);
    const figures = { on: '2024-03-05', principal: '-400000' };
    const problem = { status: 422, code: 'principal-below-zero', rule: 'R13', figures };
    await expectRefused(api, { ask, unchanged: `${path}/repayments` }, problem);
  });

  test('is refused for receipts that are not the loan’s, or reversed', async () => {
    const { path, first } = await extended();
    const other = await extended();
    const unchanged = `${path}/repayments`;
    const ask = (repaymentIds: unknown) => () =>
      api.fund.post(`${path}/reallocation`, { reason, repaymentIds });
    const missing = { what: 'repayment', id: other.first.id };
    const notFound = { status: 404, code: 'not-found', figures: missing };
    await expectRefused(api, { ask: ask([other.first.id]), unchanged }, notFound);
    const loan = '00000000-0000-4000-8000-000000000000';
    const noLoan = () => api.fund.post(`/v1/loans/${loan}/reallocation`, { reason });
    await expectRefused(api, { ask: noLoan, unchanged }, { status: 404, code: 'not-found' });
    await api.fund.add(`/v1/repayments/${first.id}/reversal`, { reason });
    const reversed = { status: 409, code: 'already-reversed', rule: 'R12' };
    await expectRefused(api, { ask: ask([first.id]), unchanged }, reversed);
    for (const ids of [[], [first.id, first.id], ['1'], 'x', null]) {
      await expectRefused(api, { ask: ask(ids), unchanged }, { status: 400, code: 'validation' });
    }
    const nothing = () => api.fund.post(`${path}/reallocation`, {});
    await expectRefused(api, { ask: nothing, unchanged }, { status: 400, code: 'validation' });
  });

  test('is asked for by whoever may record receipts', async () => {
    const { path } = await extended();
    const auditor = await api.withRole(api.fund, 'auditor');
    const denied = await auditor.post(`${path}/reallocation`, { reason });
    expect([denied.status, denied.body.code]).toEqual([403, 'forbidden']);
    const accountant = await api.withRole(api.fund, 'accountant');
    expect((await accountant.post(`${path}/reallocation`, { reason })).status).toBe(201);
  });
});

describe('receipts of a closed quarter', () => {
  /** Due on 25/9/2023, extended on that day; overdue interest paid in two quarters. */
  async function acrossQuarters() {
    await contribute(api.other, '1000000000');
    const dueOn = '2023-09-25';
    const { path } = await lend(api.other, {
      ...BULLET,
      principalSchedule: { kind: 'bullet', dueOn },
    });
    const add = (body: object): Promise<Json> => api.other.add(`${path}/repayments`, body);
    await add(payment('3680000', dueOn));
    const stated = { allocation: components('0', '0', '900000') };
    const closed = await add(payment('900000', '2023-10-25', stated));
    const open = await add(payment('900000', '2024-01-25', stated));
    const extension = { ...EXTENSION, decidedOn: dueOn };
    await api.other.add(`${path}/restructurings`, extension);
    for (const quarter of ['2023-Q1', '2023-Q2', '2023-Q3', '2023-Q4']) {
      await api.other.add(`/v1/periods/${quarter}/closing`, {});
    }
    return { path, closed, open };
  }

  test('stay as they are; what they leave is told, and asking for them is refused', async () => {
    const { path, closed, open } = await acrossQuarters();
    const ids = { reason, repaymentIds: [closed.id] };
    const named = await api.other.post(`${path}/reallocation`, ids);
    const isClosed = { code: 'period-closed', figures: { closedThrough: '2023-12-31' } };
    expect([named.status, named.body]).toMatchObject([409, isClosed]);
    const { receipts, warnings } = await api.other.add(`${path}/reallocation`, { reason });
    // 122 days × 20,000 are owed on 25/1: all goes to interest in term.
    expect(receipts).toMatchObject([
      { repaymentId: open.id, allocationAfter: components('0', '900000') },
    ]);
    expect(warnings).toMatchObject([
      { figures: { credit: '900000', receipts: [{ id: closed.id }] } },
    ]);
    const again = await api.other.post(`${path}/reallocation`, { reason });
    expect([again.status, again.body]).toMatchObject([409, isClosed]);
    const { differences } = await api.other.read('/v1/ledger/verification');
    expect(differences).toEqual([]);
  });
});
