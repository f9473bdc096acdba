import {
  contribute,
  cooperativeBody,
  expectRefused,
  loanBody,
  next,
  payment,
  startApi,
  type Api,
  type Client,
} from '../../support/api.ts';

/** 18 digits, the most of an amount (R1). */
const MOST = '999999999999999999';

/** 15 digits, the most of a contract. */
const MOST_LENT = '999999999999999';

let api: Api;

let fund: Client;

beforeAll(async () => {
  api = await startApi();
  ({ fund } = api);
});

afterAll(() => api.close());

const movement = (kind: string, amount: string, effectiveOn: string) =>
  fund.post('/v1/fund/capital-movements', {
    kind,
    amount,
    effectiveOn,
    documentNumber: next('QĐ'),
  });

describe('a sum of more digits than an amount has', () => {
  test('is refused where the charter capital would come to it on any day', async () => {
    await contribute(fund, MOST, '2023-01-02');
    const unchanged = '/v1/fund';
    // On the same day, later, and earlier: then the later day has too much.
    for (const day of ['2023-01-02', '2023-06-01', '2022-01-01']) {
      const answer = await expectRefused(
        api,
        { ask: () => movement('contribution', '1', day), unchanged },
        { status: 422, code: 'amount-too-large' },
      );
      expect(answer.body.figures).toEqual({ amount: '1000000000000000000', most: MOST });
    }
    const back = await movement('withdrawal', '1', '2023-01-03');
    expect(back.status).toBe(201);
    expect((await movement('contribution', '1', '2023-01-03')).status).toBe(201);
    // Without the withdrawal the capital would be too large.
    await expectRefused(
      api,
      {
        ask: () =>
          fund.post(`/v1/capital-movements/${back.body.id}/reversal`, { reason: 'Nhập nhầm' }),
        unchanged,
      },
      { status: 422, code: 'amount-too-large' },
    );
  });

  test('is refused of a contract above 15 digits, new or corrected', async () => {
    const { id } = await fund.add('/v1/cooperatives', cooperativeBody());
    const larger = { principal: '1000000000000000' };
    const figures = { amount: '1000000000000000', most: MOST_LENT };
    const problem = { status: 422, code: 'amount-too-large', figures };
    const unchanged = '/v1/loans';
    const ask = () => fund.post('/v1/loans', loanBody(id, larger));
    await expectRefused(api, { ask, unchanged }, problem);
    const loan = await fund.add('/v1/loans', loanBody(id, { principal: MOST_LENT }));
    const correct = () =>
      fund.post(`/v1/loans/${loan.id}/correction`, { ...loanBody(id, larger), reason: 'Nhầm' });
    await expectRefused(api, { ask: correct, unchanged }, problem);
  });

  test('of interest collected is kept at the closing', async () => {
    const { other } = api;
    await contribute(other, MOST, '1900-01-02');
    const { id: cooperativeId } = await other.add('/v1/cooperatives', cooperativeBody());
    // 123 years late at 30 %: interest of some 37 times the principal, each.
    const terms = {
      signedOn: '1900-03-20',
      principal: MOST_LENT,
      ratePercent: '20',
      overdueRatePercent: '30',
      principalSchedule: { kind: 'bullet', dueOn: '1901-03-25' },
      interestSchedule: { every: 'maturity' },
    };
    let collected = 0n;
    for (let count = 0; count < 28; count += 1) {
      const { id } = await other.add('/v1/loans', loanBody(cooperativeId, terms));
      const path = `/v1/loans/${id}`;
      await other.add(`${path}/disbursements`, payment(MOST_LENT, '1900-03-25'));
      const { payoff } = await other.read(`${path}/position?asOf=2023-12-29`);
      await other.add(`${path}/repayments`, payment(payoff, '2023-12-29'));
      collected += BigInt(payoff) - BigInt(MOST_LENT);
    }
    expect(String(collected)).toHaveLength(19);
    for (const quarter of ['1900-Q1', '2023-Q4']) {
      await other.add(`/v1/periods/${quarter}/closing`, {});
    }
    const { rows } = await api.database.asOwner(
      `select max(balance)::text as most from closing_account_balance where account = 'interestMoney'`,
    );
    expect(rows).toEqual([{ most: String(collected) }]);
  });
});
