import { randomUUID } from 'node:crypto';
import {
  Client,
  contribute,
  cooperativeBody,
  expectRefused,
  lend,
  loanBody,
  payment,
  startApi,
  type Api,
  type Json,
} from '../../support/api.ts';

let api: Api;

/** A second token of the fund, the accountant's. */
let accountant: Client;

/** A fund into which only one test enters anything. */
let quiet: Client;

beforeAll(async () => {
  api = await startApi();
  quiet = await api.addFund();
  accountant = await api.withRole(api.fund, 'accountant');
  await contribute(api.fund);
  await contribute(accountant);
});

afterAll(() => api.close());

const entriesOf = async (client: Client, query = ''): Promise<Json[]> =>
  (await client.read(encodeURI(`/v1/entries${query}`))).data;

describe('GET /v1/entries', () => {
  test('shows everything entered, in the order of entry, with what it is about', async () => {
    const decision = { decisionNumber: '06/QĐ-QHT', decidedOn: '2023-05-18' };
    const reason = { reason: 'Nhầm' };
    const movement = await contribute(quiet);
    const borrower = await quiet.add('/v1/cooperatives', cooperativeBody());
    const body = loanBody(borrower.id);
    const loan = await quiet.add('/v1/loans', body);
    const path = `/v1/loans/${loan.id}`;
    const lent = await quiet.add(`${path}/disbursements`, payment('200000000', '2023-03-25'));
    const paid = await quiet.add(`${path}/repayments`, payment('1000', '2023-05-05'));
    const recall = await quiet.add(`${path}/recalls`, { ...decision, deadline: '2023-08-31' });
    const withdrawal = await quiet.add(`/v1/recalls/${recall.id}/withdrawal`, decision);
    const waiver = await quiet.add(`${path}/waivers`, {
      component: 'inTermInterest',
      amount: '7',
      effectiveOn: '2023-05-19',
      decisionNumber: '07/QĐ-QHT',
    });
    await quiet.put(`${path}/recovery-plan`, { entries: [] });
    await quiet.put('/v1/fund/plan', { entries: [] });
    await quiet.put('/v1/fund/holidays/2023', { dates: ['2023-09-01'] });
    const policy = await quiet.add('/v1/policies', {
      name: 'highestRatePercent',
      value: '18',
      effectiveOn: '2024-05-01',
      sourceDocument: 'NQ 1',
    });
    const renamed = {
      ...cooperativeBody({ name: 'HTX Mai Hồng' }),
      reason: 'Đổi tên',
      effectiveOn: '2023-05-20',
    };
    await quiet.put(`/v1/cooperatives/${borrower.id}`, renamed);
    const number = { contractNumber: 'HĐ 2' };
    await quiet.add(`${path}/correction`, { ...body, ...number, ...reason });
    const reversal = await quiet.add(`/v1/repayments/${paid.id}/reversal`, reason);

    const nothing = { loanId: null, number: null, amount: null };
    const ofLoan = { loanId: loan.id, number: null, amount: null };
    const { voucherNumber } = lent;
    const expected: [kind: string, effectiveOn: string, what: object][] = [
      [
        'capital_movement',
        '2023-01-02',
        { loanId: null, number: movement.documentNumber, amount: '1000000000', id: movement.id },
      ],
      ['cooperative', '2024-03-31', { ...nothing, id: borrower.id }],
      [
        'loan',
        '2023-03-20',
        { loanId: loan.id, number: body.contractNumber, amount: '200000000', id: loan.id },
      ],
      [
        'disbursement',
        '2023-03-25',
        { loanId: loan.id, number: voucherNumber, amount: '200000000', id: lent.id },
      ],
      [
        'repayment',
        '2023-05-05',
        { loanId: loan.id, number: paid.voucherNumber, amount: '1000', id: paid.id },
      ],
      ['recall', '2023-05-18', { ...ofLoan, number: '06/QĐ-QHT', id: recall.id }],
      ['recall_withdrawal', '2023-05-18', { ...ofLoan, number: '06/QĐ-QHT', id: withdrawal.id }],
      ['waiver', '2023-05-19', { ...ofLoan, number: '07/QĐ-QHT', amount: '7', id: waiver.id }],
      ['recovery_plan', '2024-03-31', ofLoan],
      ['fund_plan', '2024-03-31', nothing],
      ['holiday_list', '2024-03-31', nothing],
      ['policy', '2024-05-01', { ...nothing, id: policy.id }],
      ['cooperative_change', '2023-05-20', nothing],
      ['loan_correction', '2023-03-20', { ...ofLoan, number: 'HĐ 2', amount: '200000000' }],
      ['reversal', '2023-05-05', { ...nothing, id: reversal.id }],
    ];
    // As they are called today, whatever they were called when it was entered.
    const ofFund = { contractNumber: null, cooperativeName: null };
    const ofBorrower = { contractNumber: null, cooperativeName: 'HTX Mai Hồng' };
    const ofContract = { ...ofBorrower, contractNumber: 'HĐ 2' };
    const namesOf = (kind: string) => {
      if (kind.startsWith('cooperative')) return ofBorrower;
      const isOfFund = ['capital_movement', 'fund_plan', 'holiday_list', 'policy'].includes(kind);
      return isOfFund ? ofFund : ofContract;
    };
    const rows = await entriesOf(quiet);
    expect(rows).toEqual(
      expected.map(([kind, effectiveOn, what]) => ({
        ...namesOf(kind),
        id: expect.any(String),
        kind,
        ...what,
        effectiveOn,
        recordedAt: expect.any(String),
        recordedBy: 'Giám đốc',
        reversedId: kind === 'reversal' ? paid.id : null,
        reversedAt: kind === 'repayment' ? reversal.recordedAt : null,
      })),
    );
    const instants = rows.map((each) => each.recordedAt);
    expect(instants).toEqual([...new Set(instants)].toSorted());
    // As known before the reversal, the receipt stands, and nothing reverses it.
    const before = rows.at(-2).recordedAt;
    const known = await entriesOf(quiet, `?knownAt=${before}`);
    expect(known).toEqual(rows.slice(0, -1).map((row) => ({ ...row, reversedAt: null })));
  });

  test('finds what a token entered, and what is of a kind', async () => {
    const { loanId } = await lend(accountant);
    await contribute(api.fund, '7');
    const names = (rows: Json[]) => new Set(rows.map((each) => each.recordedBy));
    const byAccountant = await entriesOf(api.fund, `?recordedBy=${accountant.actor.tokenName}`);
    const kinds = ['capital_movement', 'cooperative', 'loan', 'disbursement'];
    expect(byAccountant.map((each) => each.kind)).toEqual(kinds);
    expect(names(byAccountant)).toEqual(new Set([accountant.actor.tokenName]));
    expect(names(await entriesOf(api.fund, '?recordedBy=Giám đốc'))).toEqual(new Set(['Giám đốc']));
    // Names are compared in NFC, whole.
    const decomposed = `?recordedBy=${accountant.actor.tokenName.normalize('NFD')}`;
    expect(await entriesOf(api.fund, decomposed)).toEqual(byAccountant);
    expect(await entriesOf(api.fund, '?recordedBy=Kế')).toEqual([]);
    const movements = await entriesOf(api.fund, '?kind=capital_movement');
    expect(movements.map((each) => [each.amount, each.recordedBy])).toEqual([
      ['1000000000', 'Giám đốc'],
      ['1000000000', accountant.actor.tokenName],
      ['7', 'Giám đốc'],
    ]);
    const both = await entriesOf(
      api.fund,
      `?kind=disbursement&recordedBy=${accountant.actor.tokenName}`,
    );
    expect(both).toMatchObject([{ loanId, amount: '200000000' }]);
    const refused = await api.fund.get('/v1/entries?kind=payment');
    expect([refused.status, refused.body.errors]).toEqual([
      400,
      [{ pointer: '?kind', message: expect.any(String) }],
    ]);
  });

  test('pages through all, each exactly once, also when more is entered meanwhile', async () => {
    const all = await entriesOf(api.fund);
    expect(all.length).toBeGreaterThan(3);
    const paged = [];
    let cursor = '';
    do {
      const page = await api.fund.read(`/v1/entries?limit=2${cursor}`);
      expect(page.data.length).toBeLessThanOrEqual(2);
      paged.push(...page.data);
      if (cursor === '') await contribute(api.fund, '9');
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(paged.slice(0, -1)).toEqual(all);
    expect(paged.at(-1)).toMatchObject({ kind: 'capital_movement', amount: '9' });
  });

  test('refuses a cursor that is none of its own', async () => {
    const forged = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');
    for (const key of ['x', ['x'], [1], ['2023-06-26'], ['2023-99-26T00:00:00.000Z'], []]) {
      const answer = await api.fund.get(`/v1/entries?cursor=${forged(key)}`);
      expect([key, answer.status, answer.body.errors]).toEqual([
        key,
        400,
        [{ pointer: '?cursor', message: expect.any(String) }],
      ]);
    }
  });

  test('shows nothing of another fund, and nothing of what was refused', async () => {
    const other = await api.addFund();
    expect(await entriesOf(other)).toEqual([]);
    expect(await entriesOf(other, `?recordedBy=${accountant.actor.tokenName}`)).toEqual([]);
    const body = { ...loanBody(randomUUID()), ratePercent: '20.1' };
    await expectRefused(
      api,
      { ask: () => api.fund.post('/v1/loans', body), unchanged: '/v1/entries?limit=200' },
      { status: 404, code: 'not-found' },
    );
  });
});
