import { randomUUID } from 'node:crypto';
import {
  contribute,
  cooperativeBody,
  loanBody,
  payment,
  startApi,
  type Answer,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';

let api: Api;

let fund: Client;

// A fund whose charter capital is 1 bn: one customer may owe 150 m (15%), with those related to it
// 250 m (25%).
beforeAll(async () => {
  api = await startApi();
});

beforeEach(async () => {
  fund = await api.addFund();
  await contribute(fund);
});

afterAll(() => api.close());

const borrower = async (more: object = {}): Promise<string> =>
  (await fund.add('/v1/cooperatives', cooperativeBody(more))).id;

/** A contract of so much; the answer, whatever it is. */
const contract = (
  cooperativeId: string,
  principal: string,
  more: object = {},
  headers: Record<string, string> = {},
): Promise<Answer> =>
  fund.post('/v1/loans', loanBody(cooperativeId, { principal, ...more }), headers);

const disburse = (
  loan: Answer,
  amount: string,
  day = '2023-03-25',
  headers: Record<string, string> = {},
): Promise<Answer> =>
  fund.post(`/v1/loans/${loan.body.id}/disbursements`, payment(amount, day), headers);

/** A contract of so much, disbursed on 25 March 2023. */
const lent = async (cooperativeId: string, amount: string): Promise<Answer> => {
  const loan = await contract(cooperativeId, amount);
  const disbursed = await disburse(loan, amount);
  expect(disbursed.status).toBe(201);
  return loan;
};

const codesOf = ({ body }: Answer): string[] => body.warnings.map((each: Json) => each.code);

const single = (debt: string, limit = '150000000', charterCapital = '1000000000') => ({
  code: 'single-customer-limit',
  rule: 'R29',
  figures: { debt, limit, limitPercent: '15', charterCapital },
});

const related = (debt: string) => ({
  code: 'related-customers-limit',
  rule: 'R29',
  figures: {
    debt,
    limit: '250000000',
    limitPercent: '25',
    charterCapital: '1000000000',
  },
});

describe('what one customer owes (R29)', () => {
  test('is above 15% of the charter capital: the contract warns, in the language asked for', async () => {
    const id = await borrower();
    const within = await contract(id, '150000000');
    expect([within.status, within.body.warnings]).toEqual([201, []]);
    const above = await contract(id, '200000000');
    expect(above.status).toBe(201);
    expect(above.body.warnings).toEqual([
      {
        ...single('200000000'),
        detail:
          'The debt of this customer would be 200,000,000 VND, the limit is 150,000,000 VND ' +
          '(15% of the charter capital). Lend less, or have the policy changed.',
      },
    ]);
    const vi = { 'accept-language': 'vi-VN,vi;q=0.9,en;q=0.8' };
    const inVietnamese = await contract(id, '200000000', {}, vi);
    expect(inVietnamese.body.warnings).toEqual([
      {
        ...single('200000000'),
        detail:
          'Dư nợ của khách hàng sẽ là 200.000.000 đồng, giới hạn là 150.000.000 đồng ' +
          '(15% vốn điều lệ). Hãy cho vay ít hơn hoặc đề nghị thay đổi quy định.',
      },
    ]);
    const disbursed = await disburse(above, '200000000', '2023-03-25', vi);
    expect(disbursed.body.warnings).toEqual(inVietnamese.body.warnings);
  });

  test('is what is outstanding on the day, and what is added', async () => {
    const id = await borrower();
    const { body } = await lent(id, '100000000');
    await fund.add(
      `/v1/loans/${body.id}/repayments`,
      payment('10000000', '2023-04-10', {
        allocation: {
          principal: '10000000',
          inTermInterest: '0',
          overdueInterest: '0',
          lateInterest: '0',
        },
      }),
    );
    // 100 m + 60 m on 9 April; 90 m + 60 m the day after.
    const before = await contract(id, '60000000', { signedOn: '2023-04-09' });
    expect(before.body.warnings).toMatchObject([single('160000000')]);
    const after = await contract(id, '60000000', { signedOn: '2023-04-10' });
    expect(after.body.warnings).toEqual([]);
    // Tranches: 90 m + 59,999,999 + 1 reach the limit; 1 more is above it.
    expect((await disburse(after, '59999999', '2023-04-10')).body.warnings).toEqual([]);
    expect((await disburse(after, '1', '2023-04-11')).body.warnings).toEqual([]);
    const tranche = await disburse(before, '1', '2023-04-12');
    expect(tranche.body.warnings).toMatchObject([single('150000001')]);
    expect(tranche.body.position.principal.outstanding).toBe('1');
  });

  test('is held against the charter capital of the day', async () => {
    const id = await borrower();
    await contribute(fund, '500000000', '2023-06-01');
    const taken = await contribute(fund, '9000000000', '2023-05-01');
    await fund.add(`/v1/capital-movements/${taken.id}/reversal`, { reason: 'Nhầm' });
    const signed = async (signedOn: string) =>
      (await contract(id, '225000001', { signedOn })).body.warnings;
    expect(await signed('2023-05-31')).toMatchObject([single('225000001')]);
    // 15% of 1.5 bn = 225 m
    expect(await signed('2023-06-01')).toMatchObject([
      single('225000001', '225000000', '1500000000'),
    ]);
    const { body } = await contract(id, '225000000', { signedOn: '2023-06-01' });
    expect(body.warnings).toEqual([]);
  });

  test('comes again with the answer of a retry', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const body = loanBody(await borrower());
    const first = await fund.post('/v1/loans', body, key);
    const retried = await fund.post('/v1/loans', body, key);
    expect(codesOf(first)).toEqual(['single-customer-limit']);
    expect(retried.body).toEqual(first.body);
  });
});

describe('what a customer owes with those related to it (R29)', () => {
  test('is above 25%: whichever of the two names the other, and once where both do', async () => {
    const signed = { signedOn: '2023-03-25' };
    const warnings = async (id: string, principal: string) =>
      (await contract(id, principal, signed)).body.warnings;
    const named = await borrower();
    await lent(named, '130000000');
    const naming = await borrower({ relatedCooperativeIds: [named] });
    // 130 m + 120 m = 250 m; 130 m + 120,000,001. Neither alone is above 150 m.
    expect(await warnings(naming, '120000000')).toEqual([]);
    const own = await contract(naming, '120000001', signed);
    expect(own.body.warnings).toMatchObject([related('250000001')]);
    expect(own.body.warnings[0].detail).toContain('those related to it would be 250,000,001 VND');
    expect((await disburse(own, '100000000')).body.warnings).toEqual([]);
    // The named one: 130 m + 100 m + 20 m, and 1 more, which is too much for it alone as well.
    expect(await warnings(named, '20000000')).toEqual([]);
    const both = [single('150000001'), related('250000001')];
    expect(await warnings(named, '20000001')).toMatchObject(both);
    await fund.put(`/v1/cooperatives/${named}`, {
      ...cooperativeBody({ relatedCooperativeIds: [naming] }),
      reason: 'Người liên quan',
    });
    expect(await warnings(named, '20000000')).toEqual([]);
    expect(await warnings(named, '20000001')).toMatchObject(both);
  });

  test('counts from the day on which the two are related', async () => {
    const body = cooperativeBody();
    const { id } = await fund.add('/v1/cooperatives', body);
    const other = await borrower();
    await lent(other, '130000000');
    await fund.put(`/v1/cooperatives/${id}`, {
      ...body,
      relatedCooperativeIds: [other],
      reason: 'Cùng người đại diện',
      effectiveOn: '2023-05-01',
    });
    const signed = async (signedOn: string) =>
      codesOf(await contract(id, '130000000', { signedOn }));
    expect(await signed('2023-04-30')).toEqual([]);
    expect(await signed('2023-05-01')).toEqual(['related-customers-limit']);
  });

  test('counts a cooperative, its members and one another of these together', async () => {
    const signed = { signedOn: '2023-03-25' };
    const of = await borrower();
    const first = await borrower({ kind: 'member', memberOfId: of });
    const second = await borrower({ kind: 'member', memberOfId: of });
    await lent(first, '150000000');
    // 25% of 1,000,000,000 = 250,000,000
    expect((await contract(second, '100000000', signed)).body.warnings).toEqual([]);
    for (const id of [second, of]) {
      expect((await contract(id, '100000001', signed)).body).toMatchObject({
        warnings: [
          {
            code: 'related-customers-limit',
            rule: 'R29',
            figures: { debt: '250000001', limit: '250000000', limitPercent: '25' },
          },
        ],
      });
    }
    // A member of another cooperative is no relation.
    const other = await borrower({ kind: 'member', memberOfId: await borrower() });
    expect((await contract(other, '100000001', signed)).body.warnings).toEqual([]);
  });

  test('is not checked where none are known, nor is what the related of the related owe', async () => {
    const far = await borrower();
    await lent(far, '150000000');
    const between = await borrower({ relatedCooperativeIds: [far] });
    const id = await borrower({ relatedCooperativeIds: [between] });
    expect((await contract(id, '150000000')).body.warnings).toEqual([]);
    const alone = await contract(await borrower(), '260000000');
    expect(codesOf(alone)).toEqual(['single-customer-limit']);
  });
});

describe('own capital (R29)', () => {
  const project = { projectCost: '300000001', ownCapital: '60000000' };

  test('below 20% of the project warns with the contract and with each disbursement', async () => {
    const loan = await contract(await borrower(), '100000000', project);
    // 20% of 300,000,001 = 60,000,000.2: at least 60,000,001
    const warning = {
      code: 'own-capital-too-low',
      rule: 'R29',
      figures: { ...project, least: '60000001', leastPercent: '20' },
      detail: expect.stringContaining('at least 60,000,001 VND (20% of the project)'),
    };
    expect(loan.body.warnings).toEqual([warning]);
    expect((await disburse(loan, '1')).body.warnings).toEqual([warning]);
    const enough = { ...project, ownCapital: '60000001' };
    expect((await contract(await borrower(), '100000000', enough)).body.warnings).toEqual([]);
  });

  test.each([['ownCapital'], ['projectCost']] as const)(
    'is not checked without %s',
    async (name) => {
      const loan = await contract(await borrower(), '100000000', { ...project, [name]: undefined });
      expect([loan.status, loan.body.warnings]).toEqual([201, []]);
    },
  );
});

describe('a policy that says refusal', () => {
  const checks = (more: object) => ({
    name: 'lendingChecks',
    value: {
      singleCustomer: 'warning',
      relatedCustomers: 'warning',
      ownCapital: 'warning',
      ...more,
    },
    effectiveOn: '2023-06-01',
    endsOn: '2023-06-20',
    sourceDocument: 'Nghị quyết 02/NQ-HĐQL',
  });

  const facts = async (): Promise<number> => (await fund.read('/v1/entries?limit=200')).data.length;

  test('refuses contracts and disbursements of its days, and what is refused is not entered', async () => {
    const id = await borrower();
    await fund.add('/v1/policies', checks({ singleCustomer: 'refusal' }));
    const statuses = [];
    for (const signedOn of ['2023-05-31', '2023-06-01', '2023-06-20', '2023-06-21']) {
      statuses.push((await contract(id, '200000000', { signedOn })).status);
    }
    expect(statuses).toEqual([201, 422, 422, 201]);
    const entered = await facts();
    const vi = { 'accept-language': 'vi' };
    const refused = await contract(id, '200000000', { signedOn: '2023-06-01' }, vi);
    expect(refused.body).toMatchObject({
      status: 422,
      type: '/problems/single-customer-limit',
      title: 'Vượt giới hạn cho vay một khách hàng',
      detail: expect.stringContaining('sẽ là 200.000.000 đồng, giới hạn là 150.000.000 đồng'),
      ...single('200000000'),
    });
    expect(await facts()).toBe(entered);
    const loan = await contract(id, '200000000');
    expect(codesOf(await disburse(loan, '150000001', '2023-05-31'))).toEqual([
      'single-customer-limit',
    ]);
    const tranche = await disburse(loan, '1', '2023-06-01');
    expect([tranche.status, tranche.body]).toMatchObject([422, single('150000002')]);
    expect((await disburse(loan, '1', '2023-06-21')).status).toBe(201);
  });

  test('refuses by the check it names; the others go on warning', async () => {
    await fund.add('/v1/policies', checks({ ownCapital: 'refusal' }));
    const id = await borrower();
    const signed = { signedOn: '2023-06-01' };
    const warned = await contract(id, '200000000', signed);
    expect([warned.status, ...codesOf(warned)]).toEqual([201, 'single-customer-limit']);
    const project = { projectCost: '100', ownCapital: '19' };
    const refused = await contract(id, '200000000', { ...signed, ...project });
    expect([refused.status, refused.body.code, refused.body.figures]).toEqual([
      422,
      'own-capital-too-low',
      { ...project, least: '20', leastPercent: '20' },
    ]);
  });

  test('refuses what is related too; another fund goes on warning', async () => {
    const named = await borrower();
    await lent(named, '130000000');
    const id = await borrower({ relatedCooperativeIds: [named] });
    await fund.add(
      '/v1/policies',
      checks({ relatedCustomers: 'refusal', singleCustomer: 'refusal' }),
    );
    const refused = await contract(id, '130000000', { signedOn: '2023-06-01' });
    expect([refused.status, refused.body]).toMatchObject([422, related('260000000')]);
    fund = await api.addFund();
    await contribute(fund);
    const warned = await contract(await borrower(), '200000000', { signedOn: '2023-06-01' });
    expect([warned.status, ...codesOf(warned)]).toEqual([201, 'single-customer-limit']);
  });
});
