import {
  components,
  contribute,
  cooperativeBody,
  lend,
  payment,
  startApi,
  without,
  type Api,
  type Json,
} from '../../support/api.ts';

// Two loans of `lend` for the first borrower, of which 50 million each are due on Monday 26/6/2023; the
// second has paid what was due, the third has none.

let api: Api;

let ids: string[];

beforeAll(async () => {
  api = await startApi('2023-06-27');
  await contribute(api.fund);
  const borrower = async (code: string): Promise<string> =>
    (await api.fund.add('/v1/cooperatives', cooperativeBody({ code }))).id;
  ids = [await borrower('HTX01'), await borrower('HTX02'), await borrower('HTX03')];
  await lend(api.fund, {}, ids[0]);
  await lend(api.fund, {}, ids[0]);
  const { path } = await lend(api.fund, {}, ids[1]);
  // Interest of 93 days, see repayments.test.ts: 3,363,287.
  const allocation = components('50000000', '3363287');
  await api.fund.add(`${path}/repayments`, payment('53363287', '2023-06-26', { allocation }));
});

afterAll(() => api.close());

const overdue = {
  loans: 2,
  principalOutstanding: '400000000',
  overduePrincipal: '100000000',
  standing: 'overdue',
};

const inTerm = {
  loans: 1,
  principalOutstanding: '150000000',
  overduePrincipal: '0',
  standing: 'in_term',
};

const none = {
  loans: 0,
  principalOutstanding: '0',
  overduePrincipal: '0',
  payoff: '0',
  standing: null,
  debtGroup: null,
};

test('borrowers are listed with what they owe, if it is asked for', async () => {
  const { data, totals } = await api.fund.read('/v1/cooperatives?debts=true&totals=true&limit=2');
  expect(data.map(({ debt }: Json) => debt)).toMatchObject([overdue, inTerm]);
  expect(totals).toMatchObject({
    count: 3,
    debt: { loans: 3, principalOutstanding: '550000000', overduePrincipal: '100000000' },
  });
  const bare = (await api.fund.read('/v1/cooperatives?limit=2')).data;
  expect(bare).toEqual(data.map((row: Json) => without(row, 'debt')));
});

test('one borrower says the same, as of any day', async () => {
  const debtOf = async (at: number, more = ''): Promise<Json> =>
    (await api.fund.read(`/v1/cooperatives/${ids[at]}?debts=true${more}`)).debt;
  expect(await debtOf(0)).toMatchObject(overdue);
  expect(await debtOf(1)).toMatchObject(inTerm);
  expect(await debtOf(2)).toEqual(none);
  expect(await debtOf(0, '&asOf=2023-06-26')).toMatchObject({
    overduePrincipal: '0',
    standing: 'in_term',
    debtGroup: 1,
  });
  const loans: Json[] = (await api.fund.read(`/v1/loans?cooperativeId=${ids[0]}`)).data;
  const payoff = loans.reduce((total, each) => total + BigInt(each.payoff), 0n);
  expect((await debtOf(0)).payoff).toBe(String(payoff));
  expect(await api.fund.read(`/v1/cooperatives/${ids[0]}`)).not.toHaveProperty('debt');
});

test('what they owe stands in the last columns of the CSV', async () => {
  const { text } = await api.fund.get('/v1/cooperatives?debts=true&format=csv');
  const [head = '', first = '', , third = ''] = text.split('\r\n');
  expect(head).toMatch(
    /,memberOfId,loans,principalOutstanding,overduePrincipal,payoff,standing,debtGroup$/,
  );
  expect(first).toMatch(/,2,400000000,100000000,\d+,"overdue",\d$/);
  expect(third).toMatch(/,0,0,0,0,,$/);
  const bare = await api.fund.get('/v1/cooperatives?format=csv');
  expect(bare.text.split('\r\n')[0]).toMatch(/,memberOfId$/);
});

test('what they owe is not known before the opening of the fund', async () => {
  const fund = await api.addFund();
  const opening = {
    on: '2022-12-31',
    documentNumber: 'BB 1',
    capital: [{ source: 'charter', amount: '1000000000' }],
  };
  const put = await fund.put('/v1/fund/opening', opening);
  expect(put.status).toBe(200);
  const address = '/v1/cooperatives?asOf=2022-12-30';
  expect((await fund.get(address)).status).toBe(200);
  const answer = await fund.get(`${address}&debts=true`);
  expect([answer.status, answer.body.code]).toEqual([422, 'before-opening']);
});
