import {
  components,
  contribute,
  decisionOnly,
  expectRefused,
  lend,
  payment,
  startApi,
  type Api,
  type Json,
} from '../../support/api.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund, '50000000000');
});

afterAll(() => api.close());

/** 100 m at 7.3%, 20,000 a day, lent on 25/3/2023; interest on 25/6, payable by the 26th. */
const LOAN = {
  principal: '100000000',
  ratePercent: '7.3',
  overdueRatePercent: undefined,
  principalSchedule: { kind: 'bullet', dueOn: '2023-12-25' },
};

const WRONG = { reason: 'Nhầm hợp đồng' };

const at = (path: string, asOf: string, known = '') =>
  api.fund.read(`${path}/position?asOf=${asOf}${known}`);

const refused = (
  path: string,
  address: string,
  body: object,
  problem: { status: number; code: string; rule?: string; figures?: object },
) =>
  expectRefused(
    api,
    { ask: () => api.fund.post(address, body), unchanged: `${path}/position?asOf=2024-03-31` },
    problem,
  );

describe('a freeze', () => {
  const FREEZE = { from: '2023-05-04', decisionNumber: '9/QĐ-QHT' };

  test('stops interest from its day on, until the end that it is given; reversed, it never was', async () => {
    const { path } = await lend(api.fund, LOAN);
    const freeze = await api.fund.add(`${path}/freezes`, FREEZE);
    expect(freeze).toMatchObject({ ...FREEZE, to: null, effectiveOn: '2023-05-04', affects: [] });
    // 25 March to 4 May: 40 days.
    const frozen = { inTermInterest: { accrued: '800000' } };
    expect(await at(path, '2023-06-25')).toMatchObject(frozen);
    const end = { to: '2023-06-04', decisionNumber: '11/QĐ-QHT' };
    const ended = await api.fund.add(`/v1/freezes/${freeze.id}/end`, end);
    expect(ended).toMatchObject({ ...end, freezeId: freeze.id, effectiveOn: '2023-06-04' });
    // And 21 days from 4 to 25 June.
    expect(await at(path, '2023-06-25')).toMatchObject({ inTermInterest: { accrued: '1220000' } });
    const known = `&knownAt=${freeze.recordedAt}`;
    expect(await at(path, '2023-06-25', known)).toMatchObject(frozen);
    await refused(path, `/v1/freezes/${freeze.id}/end`, end, {
      status: 409,
      code: 'already-ended',
      rule: 'R14',
      figures: { to: '2023-06-04' },
    });
    await api.fund.add(`/v1/freezes/${freeze.id}/reversal`, WRONG);
    expect(await at(path, '2023-06-25')).toMatchObject({ inTermInterest: { accrued: '1840000' } });
    await refused(path, `/v1/freezes/${freeze.id}/end`, end, {
      status: 409,
      code: 'already-reversed',
    });
    const { data } = await api.fund.read(`${path}/decisions`);
    expect(data).toMatchObject([
      { type: 'freeze', reversedAt: expect.any(String) },
      { type: 'freeze_end', freezeId: freeze.id },
    ]);
  });

  test('that has an end is shortened by another decision, and never made longer', async () => {
    const { path } = await lend(api.fund, LOAN);
    const until = { ...FREEZE, to: '2023-06-19' };
    const { id } = await api.fund.add(`${path}/freezes`, until);
    const accrued = async () => (await at(path, '2023-06-25')).inTermInterest.accrued;
    // 25 March to 4 May, and 19 to 25 June: 46 days of 20,000.
    expect(await accrued()).toBe('920000');
    const end = (to: string, number: string) => ({ to, decisionNumber: `${number}/QĐ-QHT` });
    const later = {
      status: 409,
      code: 'already-ended',
      rule: 'R14',
      figures: { to: '2023-06-19' },
    };
    await refused(path, `/v1/freezes/${id}/end`, end('2023-06-19', '10'), later);
    await refused(path, `/v1/freezes/${id}/end`, end('2023-06-20', '10'), later);
    const shortened = await api.fund.add(`/v1/freezes/${id}/end`, end('2023-06-09', '11'));
    expect(shortened).toMatchObject({ to: '2023-06-09', freezeId: id, effectiveOn: '2023-06-09' });
    // From 9 June on: 10 days more.
    expect(await accrued()).toBe('1120000');
    const { recordedAt } = await api.fund.read(`/v1/decisions/${id}`);
    const known = `&knownAt=${recordedAt}`;
    expect(await at(path, '2023-06-25', known)).toMatchObject({
      inTermInterest: { accrued: '920000' },
    });
    // And once more; the earliest counts, and is what the statement tells.
    await api.fund.add(`/v1/freezes/${id}/end`, end('2023-05-30', '12'));
    expect(await accrued()).toBe('1320000');
    const ends = async () => {
      const { lines } = await api.fund.read(`${path}/statement?from=2023-03-25&to=2023-06-25`);
      const told = lines.filter(({ type }: Json) => type === 'freeze_end');
      return told.map((each: Json) => [each.on, each.number]);
    };
    expect(await ends()).toEqual([['2023-05-30', '12/QĐ-QHT']]);
    await refused(path, `/v1/freezes/${id}/end`, end('2023-06-09', '13'), {
      ...later,
      figures: { to: '2023-05-30' },
    });
    // The ends go with the freeze.
    await api.fund.add(`/v1/freezes/${id}/reversal`, WRONG);
    expect([await accrued(), await ends()]).toEqual(['1840000', []]);
  });

  test('has an end that is reversed by itself: it goes on until the end before, or without one', async () => {
    const { path } = await lend(api.fund, LOAN);
    const { id } = await api.fund.add(`${path}/freezes`, FREEZE);
    const end = async (to: string, number: string) =>
      (await api.fund.add(`/v1/freezes/${id}/end`, { to, decisionNumber: `${number}/QĐ-QHT` })).id;
    const ended = await end('2023-06-19', '11');
    const shortened = await end('2023-06-09', '12');
    const accrued = async () => (await at(path, '2023-06-25')).inTermInterest.accrued;
    const told = async () => {
      const { lines } = await api.fund.read(`${path}/statement?from=2023-03-25&to=2023-06-25`);
      const ends = lines.filter(({ type }: Json) => type === 'freeze_end');
      return ends.map((each: Json) => [each.on, each.number]);
    };
    // 25 March to 4 May, and 9 to 25 June: 56 days of 20,000.
    expect([await accrued(), await told()]).toEqual(['1120000', [['2023-06-09', '12/QĐ-QHT']]]);
    const address = `/v1/freeze-ends/${shortened}/reversal`;
    const reversal = await api.fund.add(address, WRONG);
    // 10 days less, from 9 June on.
    expect(reversal).toMatchObject({ position: { asOf: '2023-06-09' } });
    expect([await accrued(), await told()]).toEqual(['920000', [['2023-06-19', '11/QĐ-QHT']]]);
    await refused(path, address, WRONG, { status: 409, code: 'already-reversed' });
    // Without an end no day after 4 May bears interest: 40 days of 20,000.
    await api.fund.add(`/v1/freeze-ends/${ended}/reversal`, WRONG);
    expect([await accrued(), await told()]).toEqual(['800000', []]);
    // As if none had ever been entered: another end may be later than both.
    const last = await end('2023-06-20', '13');
    expect([await accrued(), await told()]).toEqual(['900000', [['2023-06-20', '13/QĐ-QHT']]]);
    const { data } = await api.fund.read(`${path}/decisions`);
    expect(data.map((each: Json) => [each.decisionNumber, each.reversedAt !== null])).toEqual([
      [FREEZE.decisionNumber, false],
      ['12/QĐ-QHT', true],
      ['11/QĐ-QHT', true],
      ['13/QĐ-QHT', false],
    ]);
    // It went with the freeze.
    await api.fund.add(`/v1/freezes/${id}/reversal`, WRONG);
    const gone = `/v1/freeze-ends/${last}/reversal`;
    await refused(path, gone, WRONG, { status: 409, code: 'already-reversed' });
    expect((await api.fund.post(`/v1/freeze-ends/${id}/reversal`, WRONG)).status).toBe(404);
  });

  test('is refused where it would end before it begins', async () => {
    const { path } = await lend(api.fund, LOAN);
    const figures = { from: '2023-05-04', to: '2023-05-04' };
    const problem = { status: 422, code: 'end-before-start', rule: 'R14', figures };
    await refused(path, `${path}/freezes`, { ...FREEZE, to: '2023-05-04' }, problem);
    const { id } = await api.fund.add(`${path}/freezes`, FREEZE);
    const end = { to: '2023-05-04', decisionNumber: '11/QĐ-QHT' };
    await refused(path, `/v1/freezes/${id}/end`, end, problem);
  });
});

describe('a waiver', () => {
  test('takes at most what is owed on its day, and puts the loan in group 3 while it stands', async () => {
    const { path } = await lend(api.fund, LOAN);
    const waiver = {
      component: 'inTermInterest',
      effectiveOn: '2023-06-25',
      decisionNumber: '12/QĐ-QHT',
    };
    // 92 days to 25 June: 1,840,000.
    await refused(
      path,
      `${path}/waivers`,
      { ...waiver, amount: '1840001' },
      {
        status: 422,
        code: 'more-than-owed',
        rule: 'R14',
        figures: { inTermInterest: '1840000' },
      },
    );
    const waived = await api.fund.add(`${path}/waivers`, { ...waiver, amount: '1000000' });
    expect(waived.positionBefore).toMatchObject({ debtGroup: 1, payoff: '101840000' });
    expect(waived.positionAfter).toMatchObject({
      debtGroup: 3,
      payoff: '100840000',
      inTermInterest: { accrued: '1840000', waived: '1000000', owed: '840000' },
    });
    await api.fund.add(`/v1/waivers/${waived.id}/reversal`, WRONG);
    expect(await at(path, '2023-06-25')).toMatchObject({ debtGroup: 1, payoff: '101840000' });
    await refused(path, `/v1/waivers/${waived.id}/reversal`, WRONG, {
      status: 409,
      code: 'already-reversed',
      rule: 'R12',
    });
  });
});

describe('a charge-off', () => {
  test('takes the principal off the books, where later receipts recover it', async () => {
    const { path } = await lend(api.fund, LOAN);
    const before = await api.fund.read('/v1/fund?asOf=2023-07-31');
    const body = { effectiveOn: '2023-07-04', decisionNumber: '13/QĐ-QHT' };
    const charged = await api.fund.add(`${path}/charge-offs`, body);
    expect(decisionOnly(charged)).toMatchObject(body);
    expect(charged.positionAfter).toMatchObject({
      standing: 'charged_off',
      debtGroup: null,
      principal: { outstanding: '0', chargedOff: '100000000', repaid: '0' },
      // 101 days to 4 July, and none after.
      inTermInterest: { accrued: '2020000', owed: '2020000' },
    });
    await refused(path, `${path}/charge-offs`, body, {
      status: 409,
      code: 'already-charged-off',
      rule: 'R14',
      figures: { effectiveOn: '2023-07-04' },
    });
    await refused(path, `${path}/disbursements`, payment('1', '2023-07-05'), {
      status: 422,
      code: 'after-charge-off',
      rule: 'R4',
    });
    const allocation = components('30000000', '0');
    const receipt = { ...payment('30000000', '2023-07-10'), allocation };
    const { position } = await api.fund.add(`${path}/repayments`, receipt);
    expect(position).toMatchObject({
      payoff: '72020000',
      principal: { repaid: '30000000', chargedOff: '70000000', outstanding: '0' },
    });
    const after = await api.fund.read('/v1/fund?asOf=2023-07-31');
    expect(after.charterCapital).toBe(before.charterCapital);
    expect(BigInt(after.principalChargedOff) - BigInt(before.principalChargedOff)).toBe(
      70_000_000n,
    );
    expect(BigInt(after.availablePrincipal) - BigInt(before.availablePrincipal)).toBe(30_000_000n);
    await api.fund.add(`/v1/charge-offs/${charged.id}/reversal`, WRONG);
    expect(await at(path, '2023-07-10')).toMatchObject({
      standing: 'overdue',
      principal: { repaid: '30000000', chargedOff: '0', outstanding: '70000000' },
    });
  });
});

describe('a debt group set by hand', () => {
  test('is worse for a reason, better by a decision, never better than the days past due', async () => {
    const { path } = await lend(api.fund, LOAN);
    const address = `${path}/debt-group-overrides`;
    const worse = { group: 4, effectiveOn: '2023-06-01' };
    await refused(path, address, worse, {
      status: 422,
      code: 'override-needs-reason',
      rule: 'R16',
      figures: { group: 4, currentGroup: 1 },
    });
    const reason = 'HTX đã ngừng hoạt động';
    const set = await api.fund.add(address, { ...worse, reason });
    expect(set).toMatchObject({ ...worse, reason, change: 'worsening', decisionNumber: null });
    expect(set.positionAfter).toMatchObject({ debtGroup: 4, ownDebtGroup: 4 });
    const better = { group: 2, effectiveOn: '2023-07-06' };
    await refused(
      path,
      address,
      { ...better, reason },
      {
        status: 422,
        code: 'override-needs-decision',
        figures: { group: 2, currentGroup: 4 },
      },
    );
    // Interest payable by 26 June: 10 days past due on 6 July give group 2 at least.
    await refused(
      path,
      address,
      { ...better, group: 1, decisionNumber: '14/QĐ-QHT' },
      {
        status: 422,
        code: 'group-below-days-past-due',
        figures: { group: 1, daysPastDue: 10, leastGroup: 2 },
      },
    );
    const improved = await api.fund.add(address, { ...better, decisionNumber: '14/QĐ-QHT' });
    expect(improved).toMatchObject({ change: 'improvement' });
    expect(improved.positionAfter).toMatchObject({ debtGroup: 2 });
    await api.fund.add(`/v1/debt-group-overrides/${improved.id}/reversal`, WRONG);
    expect(await at(path, '2023-07-06')).toMatchObject({ debtGroup: 4 });
  });
});
