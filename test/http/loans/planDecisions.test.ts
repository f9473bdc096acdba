import {
  contribute,
  decisionOnly,
  expectRefused,
  lend,
  payment,
  startApi,
  without,
  type Api,
  type Json,
} from '../../support/api.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund, '50000000000');
});

afterAll(() => api.close());

/**
 * 100,000,000 at 7.3% (overdue 10.95%): 20,000 a day in term, 30,000 overdue. Lent on 25/3/2023, due
 * on Monday 25/12/2023; interest quarterly from 25/6/2023, a Sunday, so payable by the 26th.
 */
const BULLET = {
  principal: '100000000',
  ratePercent: '7.3',
  overdueRatePercent: undefined,
  principalSchedule: { kind: 'bullet', dueOn: '2023-12-25' },
};

const ALL = '100000000';

type Problem = { status: number; code: string; [more: string]: unknown };

const refused = (path: string, kind: string, body: object, problem: Problem) =>
  expectRefused(
    api,
    { ask: () => api.fund.post(`${path}/${kind}`, body), unchanged: `${path}/decisions` },
    problem,
  );

const positionOn = (path: string, asOf: string): Promise<Json> =>
  api.fund.read(`${path}/position?asOf=${asOf}`);

describe('POST /v1/loans/{id}/restructurings', () => {
  const EXTENSION = {
    kind: 'extension',
    decisionNumber: '15/QĐ-QHT',
    decidedOn: '2023-09-01',
    instalments: [
      { dueOn: '2023-12-25', principal: '40000000' },
      { dueOn: '2024-03-25', principal: '60000000' },
    ],
  };

  test('puts new instalments in place of what is unpaid, and the loan in group 2', async () => {
    const { path, loanId } = await lend(api.fund, BULLET);
    await api.fund.add(`${path}/repayments`, payment('1840000', '2023-06-26'));
    const answer = await api.fund.add(`${path}/restructurings`, EXTENSION);
    expect(answer).toEqual({
      id: expect.any(String),
      loanId,
      ...EXTENSION,
      effectiveOn: '2023-09-01',
      recordedAt: expect.any(String),
      recordedBy: 'Giám đốc',
      affects: [],
      positionBefore: expect.any(Object),
      positionAfter: expect.any(Object),
    });
    // 160 days from 25/3 × 20,000 = 3,200,000, of which the first 92 days, 1,840,000, are paid.
    expect(answer.positionBefore).toMatchObject({
      asOf: '2023-09-01',
      standing: 'in_term',
      debtGroup: 1,
      payoff: '101360000',
      inTermInterest: { accrued: '3200000', paid: '1840000', owed: '1360000', inArrears: '0' },
    });
    expect(answer.positionAfter).toEqual({
      ...answer.positionBefore,
      knownAt: answer.recordedAt,
      debtGroup: 2,
      ownDebtGroup: 2,
    });
    const { instalments } = await api.fund.read(`${path}/schedule?asOf=2023-09-01`);
    expect(instalments).toEqual([
      {
        number: 1,
        dueOn: '2023-12-25',
        payableBy: '2023-12-25',
        principal: '40000000',
        principalUnpaid: '40000000',
      },
      {
        number: 2,
        dueOn: '2024-03-25',
        payableBy: '2024-03-25',
        principal: '60000000',
        principalUnpaid: '60000000',
      },
    ]);
    // Overdue under the new schedule for a day: group 3, though only 40 m are.
    await api.fund.add(`${path}/repayments`, payment('3660000', '2023-12-25'));
    expect(await positionOn(path, '2023-12-26')).toMatchObject({
      standing: 'overdue',
      daysPastDue: 1,
      debtGroup: 3,
      principal: { overdue: '40000000', inTerm: '60000000' },
      inTermInterest: { accrued: '5512000', paid: '5500000' },
      overdueInterest: { accrued: '12000' },
    });
  });

  test('after the final due date ends the overdue days; their interest stays owed', async () => {
    const { path } = await lend(api.fund, BULLET);
    // 275 days from 25/3 to 25/12 × 20,000; then 16 days × 30,000 of overdue interest to 10/1.
    await api.fund.add(`${path}/repayments`, payment('5500000', '2023-12-25'));
    const answer = await api.fund.add(`${path}/restructurings`, {
      ...EXTENSION,
      decidedOn: '2024-01-10',
      instalments: [{ dueOn: '2024-06-25', principal: ALL }],
    });
    expect(answer.positionBefore).toMatchObject({
      standing: 'overdue',
      daysPastDue: 16,
      oldestUnpaidDueOn: '2023-12-25',
      debtGroup: 2,
      payoff: '100480000',
      principal: { overdue: ALL },
      overdueInterest: { accrued: '480000', owed: '480000' },
    });
    expect(answer.positionAfter).toMatchObject({
      standing: 'in_term',
      daysPastDue: 0,
      oldestUnpaidDueOn: null,
      debtGroup: 2,
      payoff: '100480000',
      principal: { inTerm: ALL, overdue: '0' },
      overdueInterest: { accrued: '480000', owed: '480000' },
    });
    expect(await positionOn(path, '2024-01-11')).toMatchObject({
      inTermInterest: { accrued: '5520000' },
      overdueInterest: { accrued: '480000' },
    });
    expect((await positionOn(path, '2024-01-09')).standing).toBe('overdue');
  });

  test('reschedules within the final due date, instalments in whatever order', async () => {
    const { path } = await lend(api.fund, BULLET);
    const answer = await api.fund.add(`${path}/restructurings`, {
      ...EXTENSION,
      kind: 'reschedule',
      instalments: [
        { dueOn: '2023-12-25', principal: '60000000' },
        { dueOn: '2023-09-01', principal: '40000000' },
      ],
    });
    expect(answer.instalments.map((each: Json) => each.dueOn)).toContain('2023-09-01');
    const { data } = await api.fund.read(`${path}/decisions`);
    expect(data[0].instalments).toEqual([
      { dueOn: '2023-09-01', principal: '40000000' },
      { dueOn: '2023-12-25', principal: '60000000' },
    ]);
    const { principal } = await positionOn(path, '2023-09-04');
    expect(principal).toMatchObject({ overdue: '40000000', inTerm: '60000000' });
  });

  const one = (dueOn: string, principal = ALL) => ({ instalments: [{ dueOn, principal }] });

  test.each<[what: string, body: object, problem: Problem]>([
    [
      'a reschedule beyond the final due date',
      { kind: 'reschedule', ...one('2023-12-26') },
      {
        status: 422,
        code: 'restructuring-kind',
        rule: 'R14',
        figures: { kind: 'reschedule', lastDueOn: '2023-12-26', finalDueOn: '2023-12-25' },
      },
    ],
    [
      'an extension that ends on it',
      one('2023-12-25'),
      {
        status: 422,
        code: 'restructuring-kind',
        rule: 'R14',
        figures: { kind: 'extension', lastDueOn: '2023-12-25', finalDueOn: '2023-12-25' },
      },
    ],
    [
      'a đồng less than is outstanding',
      one('2024-03-25', '99999999'),
      {
        status: 422,
        code: 'schedule-sum',
        rule: 'R14',
        figures: { principal: ALL, instalments: '99999999' },
      },
    ],
    [
      'an instalment before the decision',
      {
        instalments: [
          { dueOn: '2024-03-25', principal: '60000000' },
          { dueOn: '2023-08-31', principal: '40000000' },
        ],
      },
      {
        status: 422,
        code: 'due-before-decision',
        rule: 'R14',
        figures: { dueOn: '2023-08-31', decidedOn: '2023-09-01' },
      },
    ],
    [
      'two instalments on one date',
      {
        instalments: [
          { dueOn: '2024-03-25', principal: '60000000' },
          { dueOn: '2024-03-25', principal: '40000000' },
        ],
      },
      {
        status: 400,
        code: 'validation',
        errors: [{ pointer: '/instalments', message: expect.any(String) }],
      },
    ],
    [
      'no instalment',
      { instalments: [] },
      {
        status: 400,
        code: 'validation',
        errors: [{ pointer: '/instalments', message: expect.any(String) }],
      },
    ],
    [
      'an instalment of nothing',
      { instalments: [{ dueOn: '2024-03-25', principal: '0' }] },
      {
        status: 400,
        code: 'validation',
        errors: [{ pointer: '/instalments/0/principal', message: expect.any(String) }],
      },
    ],
    [
      'a decision before signing',
      { decidedOn: '2023-03-19' },
      {
        status: 422,
        code: 'before-contract',
        figures: { date: '2023-03-19', signedOn: '2023-03-20' },
      },
    ],
    [
      'a decision before anything was lent',
      { decidedOn: '2023-03-24' },
      {
        status: 422,
        code: 'nothing-outstanding',
        rule: 'R14',
        figures: { decidedOn: '2023-03-24' },
      },
    ],
  ])('refuses %s', async (_, body, problem) => {
    const { path } = await lend(api.fund, BULLET);
    await refused(path, 'restructurings', { ...EXTENSION, ...body }, problem);
  });

  test('is refused of a loan repaid', async () => {
    const { path } = await lend(api.fund, BULLET);
    // 100,000,000 + 160 × 20,000; interest not paid before is late, but bears none.
    await api.fund.add(`${path}/repayments`, payment('103200000', '2023-09-01'));
    await refused(path, 'restructurings', EXTENSION, {
      status: 422,
      code: 'nothing-outstanding',
      rule: 'R14',
      figures: { decidedOn: '2023-09-01' },
    });
  });

  test('is refused while a recall is in force, not from the day of its withdrawal', async () => {
    const { path } = await lend(api.fund, BULLET);
    const recall = { decisionNumber: '6', decidedOn: '2023-08-01', deadline: '2023-10-31' };
    const { id } = await api.fund.add(`${path}/recalls`, recall);
    await refused(path, 'restructurings', EXTENSION, {
      status: 409,
      code: 'recall-in-force',
      rule: 'R14',
      figures: { decidedOn: '2023-08-01', deadline: '2023-10-31' },
    });
    const withdrawal = { decisionNumber: '9', decidedOn: '2023-09-01' };
    await api.fund.add(`/v1/recalls/${id}/withdrawal`, withdrawal);
    await api.fund.add(`${path}/restructurings`, EXTENSION);
  });

  test('is refused a second time on a day, until the first is reversed', async () => {
    const { path } = await lend(api.fund, BULLET);
    const first = await api.fund.add(`${path}/restructurings`, EXTENSION);
    await refused(
      path,
      'restructurings',
      { ...EXTENSION, decisionNumber: '16/QĐ-QHT' },
      {
        status: 409,
        code: 'decision-on-same-day',
        rule: 'R14',
        figures: { on: '2023-09-01' },
      },
    );
    // It ends on the date that the first one made final.
    const second = { ...EXTENSION, kind: 'reschedule', decidedOn: '2023-09-02' };
    // The second one, with the interest of 25 June still unpaid: overdue at all is group 5 (R16).
    const { positionAfter } = await api.fund.add(`${path}/restructurings`, second);
    expect(positionAfter).toMatchObject({ oldestUnpaidDueOn: '2023-06-25', debtGroup: 5 });
    await api.fund.add(`/v1/restructurings/${first.id}/reversal`, { reason: 'Nhầm hợp đồng' });
    await api.fund.add(`${path}/restructurings`, EXTENSION);
  });

  test('is refused, or its reversal, where a tranche would be left after the final due date', async () => {
    const { path } = await lend(api.fund, BULLET);
    const { loanId } = await lend(api.fund, { ...BULLET, principal: '200000000' });
    const half = `/v1/loans/${loanId}`;
    const [{ id }] = (await api.fund.read(`${half}/disbursements`)).data;
    await api.fund.add(`/v1/disbursements/${id}/reversal`, { reason: 'Nhập nhầm số tiền' });
    await api.fund.add(`${half}/disbursements`, payment(ALL, '2023-03-25'));
    await api.fund.add(`${half}/disbursements`, payment(ALL, '2023-12-01'));
    await refused(
      half,
      'restructurings',
      { ...EXTENSION, kind: 'reschedule', ...one('2023-11-30') },
      {
        status: 422,
        code: 'later-fact-impossible',
        rule: 'R12',
        figures: { what: 'disbursement', on: '2023-12-01' },
      },
    );
    const extended = await api.fund.add(`${half}/restructurings`, EXTENSION);
    expect(path).not.toBe(half);
    await api.fund.add(`/v1/restructurings/${extended.id}/reversal`, { reason: 'Nhầm hợp đồng' });
  });
});

describe('POST /v1/loans/{id}/rate-changes', () => {
  const CHANGE = {
    effectiveOn: '2023-05-04',
    ratePercent: '3.65',
    overdueRatePercent: '5.4',
    decisionNumber: '22/QĐ-QHT',
  };

  test('changes both rates from its day on', async () => {
    const { path, loanId } = await lend(api.fund, BULLET);
    const answer = await api.fund.add(`${path}/rate-changes`, CHANGE);
    expect(answer).toMatchObject({ ...CHANGE, loanId, recordedBy: 'Giám đốc', affects: [] });
    // 25/3 to 4/5 are 40 days × 20,000 = 800,000; nothing of that changes on the day itself.
    expect(answer.positionBefore).toMatchObject({
      asOf: '2023-05-04',
      inTermInterest: { accrued: '800000', owed: '800000' },
    });
    expect(answer.positionAfter).toEqual({
      ...answer.positionBefore,
      knownAt: answer.recordedAt,
    });
    const { segments, totals } = await api.fund.read(
      `${path}/interest?from=2023-03-25&to=2023-06-25`,
    );
    // Then 100 m × 3.65 × 52 / 36500 = 520,000.
    expect(segments).toEqual([
      {
        class: 'in_term',
        balance: ALL,
        from: '2023-03-25',
        to: '2023-05-04',
        days: 40,
        ratePercent: '7.3',
        interest: '800000',
      },
      {
        class: 'in_term',
        balance: ALL,
        from: '2023-05-04',
        to: '2023-06-25',
        days: 52,
        ratePercent: '3.65',
        interest: '520000',
      },
    ]);
    expect(totals.inTerm).toBe('1320000');
    // Overdue from 25/12: 100 m × 5.4 × 10 / 36500 = 147,945.21.
    expect(await positionOn(path, '2024-01-04')).toMatchObject({
      overdueInterest: { accrued: '147945' },
    });
  });

  test('without an overdue rate leaves 150% of the new rate', async () => {
    const { path } = await lend(api.fund, BULLET);
    const body = without(CHANGE, 'overdueRatePercent');
    const answer = await api.fund.add(`${path}/rate-changes`, body);
    expect(answer.overdueRatePercent).toBeNull();
    // 3.65 × 1.5 = 5.475: 100 m × 5.475 × 10 / 36500 = 150,000.
    expect(await positionOn(path, '2024-01-04')).toMatchObject({
      overdueInterest: { accrued: '150000' },
    });
    const { data } = await api.fund.read(`${path}/decisions`);
    expect(data).toEqual([{ type: 'rate_change', ...decisionOnly(answer), reversedAt: null }]);
  });

  test.each<[what: string, body: object, problem: Problem]>([
    [
      'a rate above the cap',
      { ratePercent: '20.000001' },
      {
        status: 422,
        code: 'rate-above-cap',
        rule: 'R7',
        figures: { field: 'ratePercent', ratePercent: '20.000001', capPercent: '20' },
      },
    ],
    [
      'an overdue rate above 150% of it',
      { ratePercent: '6', overdueRatePercent: '9.000001' },
      {
        status: 422,
        code: 'rate-above-cap',
        rule: 'R7',
        figures: { field: 'overdueRatePercent', ratePercent: '9.000001', capPercent: '9' },
      },
    ],
    [
      'a rate that is a number',
      { ratePercent: 6 },
      {
        status: 400,
        code: 'validation',
        errors: [{ pointer: '/ratePercent', message: expect.any(String) }],
      },
    ],
    [
      'a change before signing',
      { effectiveOn: '2023-03-19' },
      {
        status: 422,
        code: 'before-contract',
        figures: { date: '2023-03-19', signedOn: '2023-03-20' },
      },
    ],
  ])('refuses %s', async (_, body, problem) => {
    const { path } = await lend(api.fund, BULLET);
    await refused(path, 'rate-changes', { ...CHANGE, ...body }, problem);
  });

  test('takes what is at the caps, and a rate of 0', async () => {
    const { path } = await lend(api.fund, BULLET);
    const atCaps = { ...CHANGE, ratePercent: '20', overdueRatePercent: '30' };
    await api.fund.add(`${path}/rate-changes`, atCaps);
    const none = {
      ...CHANGE,
      effectiveOn: '2023-05-05',
      ratePercent: '0',
      overdueRatePercent: '0',
    };
    await api.fund.add(`${path}/rate-changes`, none);
    // One day at 20%: 100 m × 20 / 36500 = 54,794.52.
    expect(await positionOn(path, '2023-06-25')).toMatchObject({
      inTermInterest: { accrued: '854795' },
    });
  });

  test('is refused a second time on a day, until the first is reversed', async () => {
    const { path } = await lend(api.fund, BULLET);
    const first = await api.fund.add(`${path}/rate-changes`, CHANGE);
    await refused(
      path,
      'rate-changes',
      { ...CHANGE, ratePercent: '6' },
      {
        status: 409,
        code: 'decision-on-same-day',
        rule: 'R7',
        figures: { on: '2023-05-04' },
      },
    );
    await api.fund.add(`${path}/rate-changes`, { ...CHANGE, effectiveOn: '2023-05-03' });
    await api.fund.add(`/v1/rate-changes/${first.id}/reversal`, { reason: 'Nhầm hợp đồng' });
    await api.fund.add(`${path}/rate-changes`, CHANGE);
  });
});
