import {
  components,
  cooperativeBody,
  lend,
  next,
  payment,
  startApi,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi('2023-12-31');
});

afterAll(() => api.close());

const CAPITAL = '1000000000';

/** A fund that was taken over at the close of 2022. */
async function openedFund(more: object = {}): Promise<Client> {
  const fund = await api.addFund();
  await fund.put('/v1/fund/opening', {
    on: '2022-12-31',
    documentNumber: 'BB-01/2022',
    capital: [{ source: 'charter', amount: CAPITAL }],
    ...more,
  });
  return fund;
}

/**
 * 200 m of March 2021 at 6.6% (overdue 9.9%), interest on 25/3, 25/6, 25/9 and 25/12. At the close of 2022: 50 m
 * that fell due on Sunday 25/12/2022 (payable by Monday the 26th) and 100 m of 25/12/2023 are unpaid, and
 * the interest of 25/12/2022. Of the days 25 to 30 December it has accrued 150 m x 6.6% x 1 day = 27,123 and
 * 100 m x 6.6% x 5 days = 90,411 in term, together 117,534, and 50 m x 9.9% x 5 days = 67,808 overdue.
 */
const OPENING = {
  on: '2022-12-31',
  documentNumber: 'Sổ theo dõi 2022',
  instalments: [
    { dueOn: '2022-12-25', principal: '50000000' },
    { dueOn: '2023-12-25', principal: '100000000' },
  ],
  inTermInterest: { due: [{ dueOn: '2022-12-25', amount: '2495342' }], accrued: '117534' },
  overdueInterest: '67808',
  lateInterest: '0',
};

const contract = (cooperativeId: string, more: object = {}) => ({
  cooperativeId,
  contractNumber: next('HĐ'),
  signedOn: '2021-03-25',
  principal: '200000000',
  ratePercent: '6.6',
  overdueRatePercent: '9.9',
  principalSchedule: { kind: 'equal', count: 3, every: 'year', firstDueOn: '2021-12-25' },
  interestSchedule: { every: 'quarter', firstDueOn: '2021-06-25' },
  opening: OPENING,
  ...more,
});

async function borrower(fund: Client): Promise<string> {
  return (await fund.add('/v1/cooperatives', cooperativeBody())).id;
}

async function takeOver(fund: Client, more: object = {}): Promise<Json> {
  const body = contract(await borrower(fund), more);
  const loan = await fund.add('/v1/loans', body);
  return { ...loan, body, path: `/v1/loans/${loan.id}` };
}

describe('a loan taken over (R33)', () => {
  test('stands at the close of the opening day as its book says, and is shown with it', async () => {
    const fund = await openedFund();
    const loan = await takeOver(fund);
    expect(loan.opening).toEqual({
      ...OPENING,
      disbursed: '200000000',
      restructurings: 0,
      interestWaived: false,
      lastPaymentOn: null,
      lastConfirmedOn: null,
    });
    expect((await fund.read(loan.path)).opening).toEqual(loan.opening);
    expect(await fund.read(`${loan.path}/position?asOf=2022-12-31`)).toMatchObject({
      openedOn: '2022-12-31',
      standing: 'overdue',
      daysPastDue: 5,
      oldestUnpaidDueOn: '2022-12-25',
      debtGroup: 1,
      // 150,000,000 + 2,495,342 + 117,534 + 67,808
      payoff: '152680684',
      principal: {
        contracted: '200000000',
        disbursed: '200000000',
        repaid: '50000000',
        outstanding: '150000000',
        inTerm: '100000000',
        overdue: '50000000',
      },
      inTermInterest: { accrued: '2612876', paid: '0', owed: '2612876', inArrears: '2495342' },
      overdueInterest: { owed: '67808' },
      lateInterest: { owed: '0' },
    });
  });

  test('accrues from the opening day on, and pays by the order of R9', async () => {
    const fund = await openedFund();
    const { path } = await takeOver(fund);
    // Ten days: 100 m x 6.6% = 180,822; 50 m x 9.9% = 135,616.
    expect(await fund.read(`${path}/position?asOf=2023-01-10`)).toMatchObject({
      daysPastDue: 15,
      debtGroup: 2,
      inTermInterest: { owed: '2793698' },
      overdueInterest: { owed: '203424' },
    });
    const receipt = await fund.add(`${path}/repayments`, payment('53000000', '2023-01-10'));
    expect(receipt.allocation).toEqual({
      principal: '50002878',
      inTermInterest: '2793698',
      overdueInterest: '203424',
      lateInterest: '0',
    });
    // 99,997,122 x 6.6% x 74 days = 1,338,044 from 10 January to 25 March.
    expect(await fund.read(`${path}/position?asOf=2023-03-25`)).toMatchObject({
      standing: 'in_term',
      inTermInterest: { owed: '1338044' },
    });
  });

  test('goes on with its periods: the running one has what was accrued and the days since', async () => {
    const fund = await openedFund();
    const { path, schedule } = await takeOver(fund);
    const read = await fund.read(`${path}/schedule?asOf=2022-12-31`);
    expect(read.openedOn).toBe('2022-12-31');
    expect(read.interestPeriods).toEqual(schedule.interestPeriods);
    expect(
      read.instalments.map((each: Json) => [each.dueOn, each.principal, each.principalUnpaid]),
    ).toEqual([
      ['2022-12-25', '50000000', '50000000'],
      ['2023-12-25', '100000000', '100000000'],
    ]);
    const [due, running, next_] = read.interestPeriods;
    expect(due).toMatchObject({ from: '2022-09-25', to: '2022-12-25', interestUnpaid: '2495342' });
    expect(due.segments).toEqual([
      {
        class: 'in_term',
        balance: '0',
        from: '2022-12-25',
        to: '2022-12-25',
        days: 0,
        ratePercent: '0',
        interest: '2495342',
        opening: { dueOn: '2022-12-25' },
      },
    ]);
    // 117,534 + 100 m x 6.6% x 84 days = 117,534 + 1,518,904.
    expect(running).toMatchObject({ from: '2022-12-25', to: '2023-03-25', interest: '1636438' });
    expect(running.segments.map((each: Json) => each.interest)).toEqual(['117534', '1518904']);
    expect(next_).toMatchObject({ from: '2023-03-25', to: '2023-06-25' });
  });

  test('is explained from a line of what was taken over', async () => {
    const fund = await openedFund();
    const { path } = await takeOver(fund);
    const statement = await fund.read(`${path}/statement?from=2022-12-31&to=2023-01-10`);
    expect(statement.openedOn).toBe('2022-12-31');
    expect(statement.opening.balance.principal).toBe('0');
    expect(statement.lines[0]).toMatchObject({
      type: 'opening',
      on: '2022-12-31',
      number: 'Sổ theo dõi 2022',
      change: {
        principal: '150000000',
        inTermInterest: '2612876',
        overdueInterest: '67808',
        lateInterest: '0',
      },
    });
    expect(statement.closing.balance).toMatchObject({
      principal: '150000000',
      inTermInterest: '2793698',
      overdueInterest: '203424',
    });
    const later = await fund.read(`${path}/statement?from=2023-01-01&to=2023-01-10`);
    expect(later.opening.balance.inTermInterest).toBe('2630958');
    expect(later.closing).toEqual(statement.closing);
  });

  test('leaves the available principal as lent before, in the words of an opening', async () => {
    const fund = await openedFund();
    const loan = await takeOver(fund);
    expect(await fund.read('/v1/fund?asOf=2022-12-31')).toMatchObject({
      charterCapital: CAPITAL,
      principalOutstanding: '150000000',
      availablePrincipal: '850000000',
    });
    const { data } = await fund.read('/v1/ledger/journal?from=2022-12-31&to=2022-12-31');
    const entry = data.find((each: Json) => each.contractNumber === loan.contractNumber);
    expect(entry).toMatchObject({ kind: 'loan_opening', number: 'Sổ theo dõi 2022' });
    expect(entry.lines.map((each: Json) => [each.account, each.debit, each.credit])).toEqual([
      ['outstandingPrincipal', '150000000', '0'],
      ['availablePrincipal', '0', '150000000'],
    ]);
    const section = await fund.read(
      '/v1/reports/fund-section?asOf=2023-06-30&periodStart=2023-01-01',
    );
    expect(section).toMatchObject({
      availablePrincipal: {
        amount: '850000000',
        broughtForward: '850000000',
        collected: '0',
        disbursed: '0',
        contributed: '0',
      },
      lastDisbursementOn: null,
    });
    const { rows } = await fund.read(
      '/v1/reports/fund-section/lines/availablePrincipal.broughtForward?asOf=2023-06-30&periodStart=2023-01-01',
    );
    expect(rows.map((each: Json) => [each.ground, each.amount])).toContainEqual([
      'opening',
      '-150000000',
    ]);
    expect(await fund.read('/v1/ledger/verification')).toMatchObject({ differences: [] });
  });

  test('pays nothing and lends nothing on its day or before', async () => {
    const fund = await openedFund();
    const { path } = await takeOver(fund);
    const asks: [string, Json][] = [
      ['repayments', payment('1000000', '2022-12-31')],
      ['repayments/preview', payment('1000000', '2022-12-31')],
      ['disbursements', payment('1000000', '2022-06-01')],
      [
        'waivers',
        {
          component: 'inTermInterest',
          amount: '1',
          effectiveOn: '2022-12-31',
          decisionNumber: 'QĐ',
        },
      ],
      ['charge-offs', { effectiveOn: '2022-12-31', decisionNumber: 'QĐ' }],
      [
        'restructurings',
        {
          kind: 'reschedule',
          decidedOn: '2022-12-31',
          decisionNumber: 'QĐ',
          instalments: [{ dueOn: '2023-12-25', principal: '150000000' }],
        },
      ],
      [
        'debt-group-overrides',
        { group: 3, effectiveOn: '2022-12-30', reason: 'sử dụng sai mục đích' },
      ],
    ];
    for (const [act, body] of asks) {
      const { status, body: problem } = await fund.post(`${path}/${act}`, body);
      expect([act, status, problem.code]).toEqual([act, 422, 'before-opening']);
      expect(problem.figures.on).toBe('2022-12-31');
    }
  });

  test('keeps a recall, a rate and a freeze of before in force', async () => {
    const fund = await openedFund();
    const { path } = await takeOver(fund, {
      opening: {
        ...OPENING,
        instalments: [{ dueOn: '2023-12-25', principal: '150000000' }],
        inTermInterest: { due: [], accrued: '0' },
        overdueInterest: '0',
      },
    });
    // 150 m x 6.6% x 10 days = 271,233.
    const at = () => fund.read(`${path}/position?asOf=2023-01-10`);
    expect(await at()).toMatchObject({ standing: 'in_term', inTermInterest: { owed: '271233' } });
    await fund.add(`${path}/rate-changes`, {
      ratePercent: '7.3',
      effectiveOn: '2022-06-01',
      decisionNumber: 'QĐ-LS',
    });
    // 150 m x 7.3% x 10 days = 300,000.
    expect(await at()).toMatchObject({ inTermInterest: { owed: '300000' } });
    const recall = await fund.add(`${path}/recalls`, {
      decisionNumber: 'QĐ-TH',
      decidedOn: '2022-11-01',
      deadline: '2022-12-30',
    });
    expect(recall.positionAfter).toMatchObject({ asOf: '2022-12-31', standing: 'overdue' });
    // All since the deadline: 150 m x 9.9% x 10 days = 406,849; 150% of 7.3% is more.
    expect(await at()).toMatchObject({
      daysPastDue: 11,
      principal: { overdue: '150000000' },
      inTermInterest: { owed: '0' },
      overdueInterest: { owed: '406849' },
    });
    await fund.add(`${path}/freezes`, {
      from: '2022-12-01',
      to: '2023-01-06',
      decisionNumber: 'QĐ-KN',
    });
    // Four days from 6 to 9 January: 150 m x 9.9% x 4 days = 162,740.
    expect(await at()).toMatchObject({ overdueInterest: { owed: '162740' } });
    expect(await fund.read('/v1/ledger/verification')).toMatchObject({ differences: [] });
  });

  test('asks under a recall of before for what had accrued as due on its deadline', async () => {
    const fund = await openedFund();
    const { path } = await takeOver(fund, {
      opening: {
        ...OPENING,
        instalments: [{ dueOn: '2023-12-25', principal: '150000000' }],
        inTermInterest: { due: [], accrued: '117534' },
        overdueInterest: '0',
      },
    });
    await fund.add(`${path}/recalls`, {
      decisionNumber: 'QĐ-TH',
      decidedOn: '2022-11-01',
      deadline: '2022-12-30',
    });
    expect(await fund.read(`${path}/position?asOf=2022-12-31`)).toMatchObject({
      standing: 'overdue',
      daysPastDue: 1,
      inTermInterest: { owed: '117534', inArrears: '117534' },
    });
    const { interestPeriods } = await fund.read(`${path}/schedule?asOf=2022-12-31`);
    expect(interestPeriods).toMatchObject([
      { from: '2022-12-25', to: '2022-12-30', interest: '117534', interestUnpaid: '117534' },
    ]);
    expect(interestPeriods[0].segments).toMatchObject([{ interest: '117534' }]);
    // Ten days of 150 m x 9.9% are 406,849; what had accrued is left.
    await fund.add(
      `${path}/repayments`,
      payment('150406849', '2023-01-10', {
        allocation: components('150000000', '0', '406849'),
      }),
    );
    expect(await fund.read(`${path}/position?asOf=2023-02-10`)).toMatchObject({
      standing: 'overdue',
      oldestUnpaidDueOn: '2022-12-30',
      payoff: '117534',
    });
    expect(await fund.read('/v1/ledger/verification')).toMatchObject({ differences: [] });
  });

  test('counts the restructurings and waivers of before for its debt group (R16)', async () => {
    const fund = await openedFund();
    const paid = { instalments: [{ dueOn: '2023-12-25', principal: '100000000' }] };
    const opening = {
      ...OPENING,
      ...paid,
      inTermInterest: { due: [], accrued: '0' },
      overdueInterest: '0',
    };
    const groupOf = async (more: object): Promise<number> => {
      const { path } = await takeOver(fund, { opening: { ...opening, ...more } });
      return (await fund.read(`${path}/position?asOf=2023-01-10`)).ownDebtGroup;
    };
    expect(await groupOf({})).toBe(1);
    expect(await groupOf({ restructurings: 1 })).toBe(2);
    expect(await groupOf({ restructurings: 2 })).toBe(4);
    expect(await groupOf({ interestWaived: true })).toBe(3);
  });

  test('goes from group to group by the days past due, which began before the opening', async () => {
    const fund = await openedFund();
    const { path } = await takeOver(fund);
    const { spans } = await fund.read(`${path}/debt-groups?from=2022-12-31&to=2023-06-30`);
    // Payable by 26 December: 10 days later is 5 January, 30 are 25 January, 90 are 26 March, 180 are 24 June.
    expect(spans.map((each: Json) => [each.from, each.daysPastDue, each.debtGroup])).toEqual([
      ['2022-12-31', 5, 1],
      ['2023-01-05', 10, 2],
      ['2023-01-25', 30, 3],
      ['2023-03-26', 90, 4],
      ['2023-06-24', 180, 5],
    ]);
    const before = await fund.get(`${path}/debt-groups?from=2022-12-30&to=2023-06-30`);
    expect([before.status, before.body.code]).toEqual([422, 'before-opening']);
  });

  test('is in a forecast of the past from the opening day on', async () => {
    const fund = await openedFund();
    await takeOver(fund);
    const accuracy = '/v1/reports/projection/accuracy?until=2023-12-31&madeAsOf=';
    const before = await fund.get(`${accuracy}2022-12-30`);
    expect([before.status, before.body.code]).toEqual([422, 'before-opening']);
    const { openingAvailablePrincipal, scenarios } = await fund.read(`${accuracy}2022-12-31`);
    expect(openingAvailablePrincipal).toMatchObject({ forecast: '850000000', actual: '850000000' });
    expect(scenarios.scheduled).toMatchObject({ expected: '100000000', collected: '0' });
  });

  test('is corrected as a whole with a reason, and is as before to whoever asks as known before', async () => {
    const fund = await openedFund();
    const loan = await takeOver(fund);
    const { knownAt } = await fund.read('/v1/fund');
    const opening = { ...OPENING, overdueInterest: '70000', disbursed: '180000000' };
    const corrected = await fund.add(`${loan.path}/correction`, {
      ...loan.body,
      opening,
      reason: 'Sổ ghi nhầm',
    });
    expect(corrected.opening).toMatchObject({ overdueInterest: '70000', disbursed: '180000000' });
    const at = async (query = '') => fund.read(`${loan.path}/position?asOf=2022-12-31${query}`);
    expect(await at()).toMatchObject({
      principal: { disbursed: '180000000', repaid: '30000000', outstanding: '150000000' },
      overdueInterest: { owed: '70000' },
    });
    expect(await at(`&knownAt=${knownAt}`)).toMatchObject({ overdueInterest: { owed: '67808' } });
    // The same again changes nothing but the contract: the opening's fact stands.
    const before = await fund.read('/v1/ledger/journal?from=2022-12-31&to=2022-12-31');
    await fund.add(`${loan.path}/correction`, { ...loan.body, opening, reason: 'Nhập lại' });
    const after = await fund.read('/v1/ledger/journal?from=2022-12-31&to=2022-12-31');
    expect(after.data).toHaveLength(before.data.length);
    expect(await fund.read('/v1/ledger/verification')).toMatchObject({ differences: [] });
  });

  test('cannot be corrected so that a later fact becomes impossible', async () => {
    const fund = await openedFund();
    const loan = await takeOver(fund);
    const { opening: _, ...whole } = loan.body;
    await fund.add(`${loan.path}/repayments`, payment('53000000', '2023-01-10'));
    const { status, body } = await fund.post(`${loan.path}/correction`, {
      ...whole,
      reason: 'Nhập cả lịch sử',
    });
    expect([status, body.code]).toEqual([422, 'later-fact-impossible']);
  });

  test('cannot be corrected to less principal than was repaid since (R13)', async () => {
    const fund = await openedFund();
    const loan = await takeOver(fund);
    // On 10 January 150,000,000 + 2,793,698 + 203,424 are owed: all principal is paid, and 1 đồng of interest is left.
    const allocation = components('150000000', '2793697', '203424');
    await fund.add(`${loan.path}/repayments`, payment('152997121', '2023-01-10', { allocation }));
    const opening = { ...OPENING, instalments: [{ dueOn: '2023-12-25', principal: '149999999' }] };
    const corrected = { ...loan.body, opening, reason: 'Sổ ghi nhầm' };
    const { status, body } = await fund.post(`${loan.path}/correction`, corrected);
    expect([status, body.code]).toEqual([422, 'principal-below-zero']);
    expect(body.figures).toMatchObject({ on: '2023-01-10', principal: '-1' });
    const at = await fund.read(`${loan.path}/position?asOf=2023-01-10`);
    expect([at.principal.outstanding, at.payoff]).toEqual(['0', '1']);
  });

  test('is voided with its opening, and its number is free again', async () => {
    const fund = await openedFund();
    const loan = await takeOver(fund);
    await fund.add(`${loan.path}/void`, { reason: 'Nhập hai lần' });
    expect(await fund.read('/v1/fund?asOf=2022-12-31')).toMatchObject({
      principalOutstanding: '0',
      availablePrincipal: CAPITAL,
    });
    await takeOver(fund, { contractNumber: loan.contractNumber });
    expect(await fund.read('/v1/ledger/verification')).toMatchObject({ differences: [] });
  });
});

describe('what is taken over wrongly', () => {
  const refusals: readonly [string, object, string][] = [
    ['on another day than the fund', { on: '2022-12-30' }, 'other-opening-day'],
    ['more unpaid than paid out', { disbursed: '100000000' }, 'opening-above-disbursed'],
    ['more paid out than the contract says', { disbursed: '200000001' }, 'opening-above-contract'],
    [
      'interest due after the opening day',
      { inTermInterest: { due: [{ dueOn: '2023-01-01', amount: '1' }], accrued: '0' } },
      'opening-interest-not-due',
    ],
    [
      'interest accrued though no interest date is to come',
      { instalments: [{ dueOn: '2022-11-25', principal: '50000000' }] },
      'opening-interest-due-already',
    ],
    [
      'an instalment before the contract',
      { instalments: [{ dueOn: '2020-11-25', principal: '50000000' }] },
      'before-contract',
    ],
    [
      'two instalments on one date',
      {
        instalments: [
          { dueOn: '2023-11-25', principal: '1' },
          { dueOn: '2023-11-25', principal: '2' },
        ],
      },
      'validation',
    ],
    [
      'more interest than a contract may lend',
      { overdueInterest: '500000000000000', lateInterest: '500000000000000' },
      'amount-too-large',
    ],
    ['a last payment before the contract', { lastPaymentOn: '2021-03-24' }, 'before-contract'],
    ['a confirmation before the contract', { lastConfirmedOn: '2021-03-24' }, 'before-contract'],
    ['a last payment after the opening day', { lastPaymentOn: '2023-01-01' }, 'validation'],
  ];

  test.each(refusals)('is refused: %s', async (_, more, code) => {
    const fund = await openedFund();
    const body = contract(await borrower(fund), { opening: { ...OPENING, ...more } });
    const answer = await fund.post('/v1/loans', body);
    expect(answer.body.code).toBe(code);
    expect((await fund.read('/v1/loans')).data).toEqual([]);
  });

  test('is refused without the opening of the fund', async () => {
    const fund = await api.addFund();
    const { status, body } = await fund.post('/v1/loans', contract(await borrower(fund)));
    expect([status, body.code]).toEqual([422, 'no-fund-opening']);
  });

  test('is refused if the fund does not have the capital', async () => {
    const fund = await openedFund({ capital: [{ source: 'charter', amount: '100000000' }] });
    const { body } = await fund.post('/v1/loans', contract(await borrower(fund)));
    expect(body.code).toBe('available-principal-below-zero');
  });

  test('the opening of the fund keeps its day while a loan is taken over on it', async () => {
    const fund = await openedFund();
    await takeOver(fund);
    const answer = await fund.put('/v1/fund/opening', {
      on: '2022-06-30',
      documentNumber: 'BB-02',
      capital: [{ source: 'charter', amount: CAPITAL }],
    });
    expect([answer.status, answer.body.code]).toEqual([422, 'later-fact-impossible']);
  });
});

describe('a loan that was charged off in the old book (R40)', () => {
  const FIRST = { on: '2021-12-30', principal: '180000000' };

  const chargeOff = (more: object = {}) => ({
    effectiveOn: '2023-01-01',
    decisionNumber: '31/QĐ-QHT',
    ground: 'group_5',
    first: FIRST,
    ...more,
  });

  test('has its terms and policies from the day of the book, and comes to R18', async () => {
    const fund = await openedFund();
    const { path, id } = await takeOver(fund);
    // The policy of 2022 is of later charge-offs.
    const policy = { name: 'chargedOffInterest', value: 'goes_on', effectiveOn: '2022-01-01' };
    await fund.add('/v1/policies', { ...policy, sourceDocument: 'Nghị định 86/2024/NĐ-CP' });
    const said = await fund.add(`${path}/charge-offs`, chargeOff());
    expect(said).toMatchObject({ first: FIRST, interest: 'stops', effectiveOn: '2023-01-01' });
    const { rows } = await fund.read('/v1/reports/charged-off?asOf=2023-06-30');
    expect(rows).toMatchObject([
      {
        loanId: id,
        chargedOffOn: '2021-12-30',
        chargedOffPrincipal: '180000000',
        recovered: '30000000',
        recoveredAsIncome: '0',
        principalLeft: '150000000',
        mayBeWrittenOffFrom: '2026-12-30',
      },
    ]);
    expect(await fund.read('/v1/fund?asOf=2023-06-30')).toMatchObject({
      charterCapital: CAPITAL,
      principalOutstanding: '0',
      principalChargedOff: '150000000',
      availablePrincipal: '850000000',
    });
    const early = await fund.post(`${path}/write-offs`, {
      effectiveOn: '2026-12-29',
      decisionNumber: '41/QĐ-QHT',
    });
    expect([early.body.code, early.body.figures]).toEqual([
      'write-off-too-early',
      { chargedOffOn: '2021-12-30', firstOn: '2026-12-30', years: 5 },
    ]);
    expect((await fund.read('/v1/ledger/verification')).differences).toEqual([]);
  });

  test.each([
    ['on a day after the opening day', { on: '2023-01-01' }],
    ['on a day before it was signed', { on: '2021-03-24' }],
    ['with less than is unpaid of it', { principal: '149999999' }],
    ['with more than was disbursed', { principal: '200000001' }],
  ])('was not %s', async (_, wrong) => {
    const fund = await openedFund();
    const { path } = await takeOver(fund);
    const refused = await fund.post(
      `${path}/charge-offs`,
      chargeOff({ first: { ...FIRST, ...wrong } }),
    );
    expect([refused.status, refused.body.code, refused.body.figures]).toEqual([
      422,
      'first-charge-off-impossible',
      { signedOn: '2021-03-25', openedOn: '2022-12-31', principal: '150000000' },
    ]);
    expect(refused.body.detail).toContain(
      'with at least the principal that is unpaid, 150,000,000 VND',
    );
  });

  test('is not corrected so that more is unpaid than was charged off', async () => {
    const fund = await openedFund();
    const { path, body } = await takeOver(fund);
    await fund.add(`${path}/charge-offs`, chargeOff());
    const corrected = (principal: string) => {
      const instalments = [OPENING.instalments[0], { dueOn: '2023-12-25', principal }];
      const opening = { ...OPENING, instalments };
      return fund.post(`${path}/correction`, { ...body, opening, reason: 'Sổ ghi nhầm' });
    };
    const refused = await corrected('130000001');
    expect([refused.status, refused.body.code, refused.body.figures]).toEqual([
      422,
      'later-fact-impossible',
      { what: 'charge_off', on: '2023-01-01' },
    ]);
    expect((await corrected('130000000')).status).toBe(201);
    const { rows } = await fund.read('/v1/reports/charged-off?asOf=2023-06-30');
    expect(rows).toMatchObject([{ recovered: '0', principalLeft: '180000000' }]);
  });

  test('was taken over: no other loan was charged off before', async () => {
    const fund = await openedFund();
    const { path } = await lend(fund);
    const refused = await fund.post(`${path}/charge-offs`, chargeOff());
    expect([refused.status, refused.body.code, refused.body.figures]).toEqual([
      422,
      'first-charge-off-impossible',
      undefined,
    ]);
  });
});
