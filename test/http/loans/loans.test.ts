import {
  contribute,
  cooperativeBody,
  expectRefused,
  lend,
  loanBody,
  next,
  payment,
  startApi,
  type Api,
  type Json,
} from '../../support/api.ts';

let api: Api;

let cooperativeId: string;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund, '5000000000');
  cooperativeId = (await api.fund.add('/v1/cooperatives', cooperativeBody())).id;
});

afterAll(() => api.close());

const refused = (
  more: object,
  problem: { status: number; code: string; [more: string]: unknown },
) =>
  expectRefused(
    api,
    {
      ask: () => api.fund.post('/v1/loans', loanBody(cooperativeId, more)),
      unchanged: '/v1/loans?limit=200',
    },
    problem,
  );

describe('POST /v1/loans', () => {
  test('enters a contract, with the schedule it contracts', async () => {
    const body = loanBody(cooperativeId, { purpose: 'chế biến hồi', projectCost: '300000000' });
    const answer = await api.fund.post('/v1/loans', body);
    expect(answer.status).toBe(201);
    const { schedule, warnings, ...loan } = answer.body;
    expect(warnings).toEqual([]);
    expect(loan).toMatchObject({
      ...body,
      principalSchedule: { ...body.principalSchedule, roundTo: '1000' },
      overdueScope: 'instalment',
      lateInterestRatePercent: '0',
      allocationOrder: null,
      ownCapital: null,
      cooperativeName: 'HTX Xuân Mai',
      effectiveOn: '2023-03-20',
    });
    const instalment = (number: number, dueOn: string, payableBy = dueOn) => {
      return { number, dueOn, payableBy, principal: '50000000', principalUnpaid: '50000000' };
    };
    expect(schedule).toEqual({
      instalments: [
        instalment(1, '2023-06-25', '2023-06-26'),
        instalment(2, '2023-09-25'),
        instalment(3, '2023-12-25'),
        instalment(4, '2024-03-25'),
      ],
      interestPeriods: [],
    });
    expect(answer.headers['location']).toBe(`/v1/loans/${loan.id}`);
    expect(await api.fund.read(`/v1/loans/${loan.id}`)).toEqual(loan);
  });

  test('rounds equal instalments down, the last takes the rest', async () => {
    // 100,000,000 / 3 = 33,333,333.3 → 33,333,000 twice, then 33,334,000; to 1 đồng: …333, …334.
    const inThirds = async (roundTo?: string) => {
      const principalSchedule = {
        kind: 'equal',
        count: 3,
        every: 'month',
        firstDueOn: '2023-08-31',
        ...(roundTo === undefined ? {} : { roundTo }),
      };
      const body = loanBody(cooperativeId, { principal: '100000000', principalSchedule });
      const { schedule } = await api.fund.add('/v1/loans', body);
      return schedule.instalments.map((each: Json) => [each.dueOn, each.principal]);
    };
    expect(await inThirds()).toEqual([
      ['2023-08-31', '33333000'],
      ['2023-09-30', '33333000'],
      ['2023-10-31', '33334000'],
    ]);
    const toOne = (await inThirds('1')).map(([, principal]: string[]) => principal);
    expect(toOne).toEqual(['33333333', '33333333', '33333334']);
  });

  test('takes bullet and custom schedules, a rate of 0, and an order of its own', async () => {
    const allocationOrder = {
      inTerm: ['inTermInterest', 'overdueInterest', 'lateInterest', 'principal'],
      overdue: [
        'inTermInterest',
        'overdueInterest',
        'lateInterest',
        'overduePrincipal',
        'principal',
      ],
    };
    const bullet = {
      principalSchedule: { kind: 'bullet', dueOn: '2024-03-25' },
      interestSchedule: { every: 'maturity' },
      ratePercent: '0',
      overdueRatePercent: '0',
      allocationOrder,
    };
    expect(await api.fund.add('/v1/loans', loanBody(cooperativeId, bullet))).toMatchObject(bullet);
    const principalSchedule = {
      kind: 'custom',
      instalments: [
        { dueOn: '2023-09-25', principal: '150000000' },
        { dueOn: '2024-03-25', principal: '50000000' },
      ],
    };
    const body = loanBody(cooperativeId, { principalSchedule });
    expect(await api.fund.add('/v1/loans', body)).toMatchObject({ principalSchedule });
  });

  // At 7.3%, a day of 100,000,000 is 20,000: 0.0002 of it. From signing on 22/12/2022 to 11/4/2023
  // are 110 days, g = 1.022; from the disbursement on 1/1/2023 100 days, g = 1.02; then to 11/7/2023
  // 91 days, g = 1.0182.
  const annuity = (more: object = {}) =>
    loanBody(cooperativeId, {
      signedOn: '2022-12-22',
      principal: '100000000',
      ratePercent: '7.3',
      principalSchedule: {
        kind: 'annuity',
        count: 2,
        every: 'quarter',
        firstDueOn: '2023-04-11',
        ...more,
      },
      interestSchedule: { every: 'quarter', firstDueOn: '2023-04-11' },
    });
  const instalmentsOf = ({ instalments }: Json) =>
    instalments.map((each: Json) => [each.dueOn, each.principal]);

  test('takes an annuity: its parts are provisional until the first disbursement (R4)', async () => {
    const { schedule, principalSchedule, id } = await api.fund.add('/v1/loans', annuity());
    expect(principalSchedule).toMatchObject({ roundTo: '1000', instalmentAmount: null });
    // 100 m × 1.022 × 1.0182 / 2.0182 = 51,560,816.57 → 51,561,000; less 2,200,000 = 49,361,000
    expect(instalmentsOf(schedule)).toEqual([
      ['2023-04-11', '49361000'],
      ['2023-07-11', '50639000'],
    ]);
    await contribute(api.fund, '100000000', '2022-12-31');
    await api.fund.add(`/v1/loans/${id}/disbursements`, payment('100000000', '2023-01-01'));
    // 100 m × 1.02 × 1.0182 / 2.0182 = 51,459,914.78 → 51,460,000; less 2,000,000 = 49,460,000
    const planned = await api.fund.read(`/v1/loans/${id}/schedule?asOf=2023-01-01`);
    expect(instalmentsOf(planned)).toEqual([
      ['2023-04-11', '49460000'],
      ['2023-07-11', '50540000'],
    ]);
    // 50,540,000 × 0.0182 = 919,828: with it the last payment is 51,459,828, 172 below the level.
    const interest = planned.interestPeriods.map((each: Json) => each.interest);
    expect(interest).toEqual(['2000000', '919828']);
  });

  test('takes the payment of an annuity as given, above its first interest of 2,200,000', async () => {
    const least = await api.fund.add('/v1/loans', annuity({ instalmentAmount: '2200001' }));
    expect(instalmentsOf(least.schedule)).toEqual([
      ['2023-04-11', '1'],
      ['2023-07-11', '99999999'],
    ]);
    await refused(annuity({ instalmentAmount: '2200000' }), {
      status: 422,
      code: 'instalment-not-above-interest',
      rule: 'R4',
      figures: { instalmentAmount: '2200000', firstInterest: '2200000' },
    });
  });

  test.each([
    ['at other intervals', { every: 'month', firstDueOn: '2023-04-11' }],
    ['from another day', { every: 'quarter', firstDueOn: '2023-04-12' }],
    ['at maturity', { every: 'maturity' }],
  ])('refuses an annuity with interest %s', async (_, interestSchedule) => {
    const errors = [{ pointer: '/interestSchedule', message: expect.any(String) }];
    const problem = { status: 400, code: 'validation', errors };
    await refused({ ...annuity(), interestSchedule }, problem);
  });

  test('refuses a contract number that exists, also in another Unicode form; other funds may have it', async () => {
    const contractNumber = '01/2023/HĐTD';
    await api.fund.add('/v1/loans', loanBody(cooperativeId, { contractNumber }));
    for (const same of [contractNumber, ` ${contractNumber.normalize('NFD')}`]) {
      const figures = { field: 'contractNumber', value: contractNumber };
      await refused({ contractNumber: same }, { status: 409, code: 'duplicate', figures });
    }
    await contribute(api.other);
    await lend(api.other, { contractNumber });
  });

  test('refuses a cooperative of another fund', async () => {
    const { id } = await api.other.add('/v1/cooperatives', cooperativeBody());
    await refused({ cooperativeId: id }, { status: 404, code: 'not-found' });
  });

  const custom = (...instalments: [dueOn: string, principal: string][]) => ({
    principalSchedule: {
      kind: 'custom',
      instalments: instalments.map(([dueOn, principal]) => ({ dueOn, principal })),
    },
  });

  test.each<[string, object, string, string, object]>([
    [
      'a rate above 20%',
      { ratePercent: '20.000001', overdueRatePercent: '20' },
      'rate-above-cap',
      'R7',
      { field: 'ratePercent', ratePercent: '20.000001', capPercent: '20' },
    ],
    [
      'an overdue rate above 150% of the rate',
      { overdueRatePercent: '9.900001' },
      'rate-above-cap',
      'R7',
      { field: 'overdueRatePercent', ratePercent: '9.900001', capPercent: '9.9' },
    ],
    [
      'a late-interest rate above 10%',
      { lateInterestRatePercent: '10.5' },
      'rate-above-cap',
      'R7',
      { field: 'lateInterestRatePercent', ratePercent: '10.5', capPercent: '10' },
    ],
    [
      'a schedule that does not sum to the principal',
      custom(['2023-09-25', '150000000'], ['2024-03-25', '49999999']),
      'schedule-sum',
      'R4',
      { principal: '200000000', instalments: '199999999' },
    ],
    [
      'a custom instalment before signing',
      custom(['2023-03-19', '100000000'], ['2024-03-25', '100000000']),
      'before-contract',
      'R4',
      { date: '2023-03-19', signedOn: '2023-03-20' },
    ],
    [
      'instalments that round down to 0',
      {
        principal: '3000',
        principalSchedule: { kind: 'equal', count: 4, every: 'month', firstDueOn: '2023-06-25' },
      },
      'instalment-zero',
      'R4',
      { dueOn: '2023-06-25', principal: '0' },
    ],
  ])('refuses %s', async (_, more, code, rule, figures) => {
    await refused(more, { status: 422, code, rule, figures });
  });

  const parts = ['overdueInterest', 'inTermInterest', 'lateInterest', 'principal'];

  test.each<[string, object, string]>([
    [
      'two custom instalments on one date',
      custom(['2024-03-25', '100000000'], ['2024-03-25', '100000000']),
      '/principalSchedule/instalments',
    ],
    [
      'an allocation order that leaves a part out',
      { allocationOrder: { inTerm: parts, overdue: parts.slice(1).concat('overduePrincipal') } },
      '/allocationOrder/overdue',
    ],
    [
      'an allocation order that names a part twice',
      { allocationOrder: { inTerm: [...parts, 'principal'], overdue: parts } },
      '/allocationOrder/inTerm',
    ],
    [
      'an allocation order with only one of its lists',
      { allocationOrder: { inTerm: parts } },
      '/allocationOrder/overdue',
    ],
    [
      'an allocation order with overdue principal after all principal',
      { allocationOrder: { inTerm: parts, overdue: [...parts, 'overduePrincipal'] } },
      '/allocationOrder/overdue',
    ],
    [
      'an interest schedule without its first date',
      { interestSchedule: { every: 'quarter' } },
      '/interestSchedule/firstDueOn',
    ],
    [
      'a schedule of another kind',
      { principalSchedule: { kind: 'balloon' } },
      '/principalSchedule/kind',
    ],
  ])('refuses %s', async (_, more, pointer) => {
    const errors = [{ pointer, message: expect.any(String) }];
    await refused(more, { status: 400, code: 'validation', errors });
  });

  test('takes the highest rates there may be', async () => {
    const rates = { ratePercent: '20', overdueRatePercent: '30', lateInterestRatePercent: '10' };
    expect(await api.fund.add('/v1/loans', loanBody(cooperativeId, rates))).toMatchObject(rates);
  });
});

describe('GET /v1/loans/{id}', () => {
  test('does not show another fund’s', async () => {
    const body = loanBody((await api.other.add('/v1/cooperatives', cooperativeBody())).id);
    const { id } = await api.other.add('/v1/loans', body);
    for (const part of ['', '/position', '/schedule', '/interest?from=2023-01-01&to=2023-02-01']) {
      expect((await api.other.get(`/v1/loans/${id}${part}`)).status).toBe(200);
      const answer = await api.fund.get(`/v1/loans/${id}${part}`);
      expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
    }
  });

  test('keeps texts trimmed and in NFC', async () => {
    const purpose = `  ${'trồng rừng hồi'.normalize('NFD')}\n`;
    const contractNumber = next('Số ').normalize('NFD');
    const { id } = await api.fund.add(
      '/v1/loans',
      loanBody(cooperativeId, { purpose, contractNumber }),
    );
    const loan = await api.fund.read(`/v1/loans/${id}`);
    expect(loan.purpose).toBe('trồng rừng hồi');
    expect(loan.contractNumber).toBe(contractNumber.normalize('NFC'));
    const found = await api.fund.read(
      `/v1/loans?contractNumber=${encodeURIComponent(contractNumber)}`,
    );
    expect(found.data.map((each: Json) => each.id)).toEqual([id]);
  });
});

describe('POST /v1/loans while lending is suspended', () => {
  test('is answered; the disbursement is refused', async () => {
    const decision = { decisionNumber: '521/TB-UBND', decidedOn: '2023-09-16' };
    await api.fund.put('/v1/fund/lending-suspension', { ...decision, suspended: true });
    const signedOn = '2023-09-20';
    const principalSchedule = { kind: 'bullet', dueOn: '2024-09-25' };
    const body = loanBody(cooperativeId, { signedOn, principalSchedule });
    const { id } = await api.fund.add('/v1/loans', body);
    const path = `/v1/loans/${id}/disbursements`;
    await expectRefused(
      api,
      { ask: () => api.fund.post(path, payment('1', '2023-09-20')), unchanged: path },
      {
        status: 422,
        code: 'lending-suspended',
        rule: 'R29',
        figures: { ...decision, effectiveOn: '2023-09-20' },
      },
    );
    // Before the decision's day, and after it is lifted, money may go out.
    await lend(api.fund, {}, cooperativeId);
    const lifted = { decisionNumber: '1/TB-UBND', decidedOn: '2023-09-25', suspended: false };
    await api.fund.put('/v1/fund/lending-suspension', lifted);
    expect((await api.fund.post(path, payment('1', '2023-09-24'))).status).toBe(422);
    await api.fund.add(path, payment('1', '2023-09-25'));
  });
});
