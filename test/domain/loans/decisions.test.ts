import {
  checkChargeOff,
  checkFreeze,
  checkFreezeEnd,
  checkRateChange,
  checkRecall,
  checkRestructuring,
  checkStillPossible,
  checkWaiver,
  impossibleFacts,
  judgeOverride,
} from '../../../src/domain/loans/decisions.ts';
import type { LoanFacts, Restructuring, Waiver } from '../../../src/domain/loans/facts.ts';
import { rate } from '../../../src/domain/primitives/money.ts';
import type { DebtGroup } from '../../../src/domain/policies/debtGroups.ts';
import type { Policies } from '../../../src/domain/policies/policies.ts';
import { position } from '../../../src/domain/loans/position.ts';
import { DEFAULT_POLICIES } from '../../support/policies.ts';
import {
  bulletLoan,
  disbursed,
  factsOf,
  HALVES,
  lent,
  NO_HOLIDAYS,
  on,
  paid,
  recalled,
  refusal,
  vnd,
} from '../../support/loans.ts';

type Kind = Restructuring['kind'];

type Dues = readonly (readonly [day: string, amount: string])[];

const restructured = (kind: Kind, decidedOn: string, dues: Dues): Restructuring => ({
  kind,
  decidedOn: on(decidedOn),
  instalments: dues.map(([day, amount]) => ({ dueOn: on(day), principal: vnd(amount) })),
});

const ALL = '100_000_000';

const waived = (day: string, amount: string, component: Waiver['component']): Waiver => ({
  effectiveOn: on(day),
  component,
  amount: vnd(amount),
});

const chargedOff = (day: string) => ({ effectiveOn: on(day) });

const frozen = (from: string, to: string | null) => ({
  from: on(from),
  to: to === null ? null : on(to),
});

const rates = (day: string, inTerm: string, overdue: string | null = null) => ({
  effectiveOn: on(day),
  ratePercent: rate(inTerm),
  overdueRatePercent: overdue === null ? null : rate(overdue),
});

const at = (day: string, facts: LoanFacts = lent()) =>
  position(HALVES, facts, NO_HOLIDAYS, on(day));

describe('a restructuring (R14 a) of halves due on 2 March and 2 June', () => {
  const check =
    (kind: Kind, decidedOn: string, dues: Dues, facts: LoanFacts = lent()) =>
    () =>
      checkRestructuring(HALVES, facts, restructured(kind, decidedOn, dues));

  test('is a reschedule up to the final due date in force, an extension after it', () => {
    expect(check('reschedule', '2023-02-15', [['2023-06-02', ALL]])).not.toThrow();
    expect(check('extension', '2023-02-15', [['2023-06-03', ALL]])).not.toThrow();
    const wrong = (kind: Kind, lastDueOn: string) => ({
      code: 'restructuring-kind',
      figures: { kind, lastDueOn, finalDueOn: '2023-06-02' },
    });
    expect(refusal(check('extension', '2023-02-15', [['2023-06-02', ALL]]))).toMatchObject(
      wrong('extension', '2023-06-02'),
    );
    expect(refusal(check('reschedule', '2023-02-15', [['2023-06-03', ALL]]))).toMatchObject(
      wrong('reschedule', '2023-06-03'),
    );
  });

  test('goes by the last of its dates, in whatever order they come', () => {
    const dues = [
      ['2023-09-01', '40_000_000'],
      ['2023-04-03', '60_000_000'],
    ] as const;
    expect(check('extension', '2023-02-15', dues)).not.toThrow();
    expect(refusal(check('reschedule', '2023-02-15', dues)).figures).toMatchObject({
      lastDueOn: '2023-09-01',
    });
  });

  test('can only be an extension from the day after the final due date on', () => {
    expect(check('reschedule', '2023-06-02', [['2023-06-02', ALL]])).not.toThrow();
    expect(refusal(check('reschedule', '2023-06-03', [['2023-06-03', ALL]])).code).toBe(
      'restructuring-kind',
    );
    expect(check('extension', '2023-06-03', [['2023-06-03', ALL]])).not.toThrow();
  });

  test('is held against the date of the restructuring before it', () => {
    const facts = lent({
      restructurings: [restructured('extension', '2023-02-15', [['2023-09-01', ALL]])],
    });
    expect(check('reschedule', '2023-02-16', [['2023-09-01', ALL]], facts)).not.toThrow();
    expect(check('extension', '2023-02-16', [['2023-09-02', ALL]], facts)).not.toThrow();
    // Dated before that one, it is held against the contract.
    expect(check('extension', '2023-02-14', [['2023-09-01', ALL]], facts)).not.toThrow();
  });

  test('divides what is outstanding at the close of its day', () => {
    const facts = lent({
      repayments: [
        paid('2023-02-15', { principal: '30_000_000' }),
        paid('2023-02-16', { principal: '1' }),
      ],
    });
    expect(check('reschedule', '2023-02-15', [['2023-06-02', '70_000_000']], facts)).not.toThrow();
    for (const instalments of ['70_000_001', '69_999_999']) {
      const dues = [['2023-06-02', instalments]] as const;
      expect(refusal(check('reschedule', '2023-02-15', dues, facts))).toMatchObject({
        code: 'schedule-sum',
        figures: { principal: '70000000', instalments: instalments.replaceAll('_', '') },
      });
    }
  });

  test('has no instalment before its day, and one on it at the earliest', () => {
    const half = '50_000_000';
    const dues = (first: string) =>
      [
        ['2023-06-02', half],
        [first, half],
      ] as const;
    expect(check('reschedule', '2023-02-15', dues('2023-02-15'))).not.toThrow();
    expect(refusal(check('reschedule', '2023-02-15', dues('2023-02-14')))).toMatchObject({
      code: 'due-before-decision',
      figures: { dueOn: '2023-02-14', decidedOn: '2023-02-15' },
    });
  });

  test('has no two instalments on one date', () => {
    const dues = [
      ['2023-06-02', '40_000_000'],
      ['2023-06-02', '60_000_000'],
    ] as const;
    expect(refusal(check('reschedule', '2023-02-15', dues))).toMatchObject({
      code: 'validation',
      faults: [{ pointer: '/instalments' }],
    });
  });

  test('waits until no recall is in force', () => {
    const facts = lent({ recalls: [recalled('2023-02-10', '2023-04-03', '2023-02-20')] });
    const dues = [['2023-06-02', ALL]] as const;
    for (const day of ['2023-02-10', '2023-02-19']) {
      expect(refusal(check('reschedule', day, dues, facts))).toMatchObject({
        code: 'recall-in-force',
        figures: { decidedOn: '2023-02-10', deadline: '2023-04-03' },
      });
    }
    for (const day of ['2023-02-09', '2023-02-20']) {
      expect(check('reschedule', day, dues, facts)).not.toThrow();
    }
  });

  test('is the only one of its day', () => {
    const before = restructured('reschedule', '2023-02-15', [['2023-06-02', ALL]]);
    const facts = lent({ restructurings: [before] });
    expect(refusal(check('extension', '2023-02-15', [['2023-09-01', ALL]], facts))).toMatchObject({
      code: 'decision-on-same-day',
      figures: { on: '2023-02-15' },
    });
  });

  test('is about a loan with something outstanding', () => {
    const repaid = lent({ repayments: [paid('2023-02-15', { principal: ALL })] });
    const off = lent({ chargeOffs: [chargedOff('2023-02-15')] });
    const dues = [['2023-06-02', ALL]] as const;
    expect(check('reschedule', '2023-02-14', dues, repaid)).not.toThrow();
    for (const facts of [repaid, off, factsOf({})]) {
      expect(refusal(check('reschedule', '2023-02-15', dues, facts))).toMatchObject({
        code: 'nothing-outstanding',
        figures: { decidedOn: '2023-02-15' },
      });
    }
  });
});

describe('a recall (R14 b)', () => {
  test('has its deadline on its day at the earliest', () => {
    expect(() => checkRecall(lent(), recalled('2023-02-15', '2023-02-15'))).not.toThrow();
    expect(refusal(() => checkRecall(lent(), recalled('2023-02-15', '2023-02-14')))).toMatchObject({
      code: 'deadline-before-decision',
      figures: { deadline: '2023-02-14', decidedOn: '2023-02-15' },
    });
  });

  test('is about a loan with something outstanding', () => {
    const facts = lent({ chargeOffs: [chargedOff('2023-02-15')] });
    expect(() => checkRecall(facts, recalled('2023-02-14', '2023-03-02'))).not.toThrow();
    expect(refusal(() => checkRecall(facts, recalled('2023-02-15', '2023-03-02'))).code).toBe(
      'nothing-outstanding',
    );
  });
});

describe('a rate change (R7)', () => {
  const check =
    (change: ReturnType<typeof rates>, facts: LoanFacts = lent(), policies = DEFAULT_POLICIES) =>
    () =>
      checkRateChange(facts, change, policies);

  test('is within the caps: 20%, and 150% of the rate it starts with', () => {
    expect(check(rates('2023-02-15', '20', '30'))).not.toThrow();
    expect(check(rates('2023-02-15', '0', '0'))).not.toThrow();
    expect(refusal(check(rates('2023-02-15', '20.000001')))).toMatchObject({
      code: 'rate-above-cap',
      figures: { field: 'ratePercent', ratePercent: '20.000001', capPercent: '20' },
    });
    // 6.333333 × 150 / 100 = 9.4999995
    expect(check(rates('2023-02-15', '6.333333', '9.499999'))).not.toThrow();
    expect(refusal(check(rates('2023-02-15', '6.333333', '9.5')))).toMatchObject({
      code: 'rate-above-cap',
      figures: { field: 'overdueRatePercent', ratePercent: '9.5', capPercent: '9.4999995' },
    });
  });

  test('is judged by the caps of the day from which it counts', () => {
    const lowered: Policies = {
      ...DEFAULT_POLICIES,
      highestRatePercent: [
        ...DEFAULT_POLICIES.highestRatePercent,
        {
          effectiveOn: on('2023-03-01'),
          endsOn: on('2023-03-31'),
          sourceDocument: 'R1',
          value: rate('12'),
        },
      ],
    };
    const code = (day: string) => refusal(check(rates(day, '12.5'), lent(), lowered)).code;
    for (const day of ['2023-02-28', '2023-04-01']) {
      expect(check(rates(day, '12.5'), lent(), lowered)).not.toThrow();
    }
    expect([code('2023-03-01'), code('2023-03-31')]).toEqual(['rate-above-cap', 'rate-above-cap']);
  });

  test('is the only one of its day, whatever it says', () => {
    const facts = lent({ rateChanges: [rates('2023-02-15', '6')] });
    expect(refusal(check(rates('2023-02-15', '6'), facts))).toMatchObject({
      code: 'decision-on-same-day',
      figures: { on: '2023-02-15' },
    });
    expect(check(rates('2023-02-16', '6'), facts)).not.toThrow();
  });
});

describe('a freeze (R14 c)', () => {
  test('has one day at least, or no end yet', () => {
    expect(() => checkFreeze(frozen('2023-02-15', '2023-02-16'))).not.toThrow();
    expect(() => checkFreeze(frozen('2023-02-15', null))).not.toThrow();
    for (const to of ['2023-02-15', '2023-02-14']) {
      expect(refusal(() => checkFreeze(frozen('2023-02-15', to)))).toMatchObject({
        code: 'end-before-start',
        figures: { from: '2023-02-15', to },
      });
    }
  });

  test('is given its end while it stands, and then only an earlier one', () => {
    const open = { ...frozen('2023-02-15', null), reversedAt: null };
    expect(() => checkFreezeEnd(open, on('2023-02-16'))).not.toThrow();
    expect(refusal(() => checkFreezeEnd(open, on('2023-02-15')))).toMatchObject({
      code: 'end-before-start',
    });
    const ended = { ...open, to: on('2023-03-01') };
    for (const to of ['2023-03-01', '2023-03-02']) {
      expect(refusal(() => checkFreezeEnd(ended, on(to)))).toMatchObject({
        code: 'already-ended',
        figures: { to: '2023-03-01' },
      });
    }
    expect(() => checkFreezeEnd(ended, on('2023-02-28'))).not.toThrow();
    expect(refusal(() => checkFreezeEnd(ended, on('2023-02-15')))).toMatchObject({
      code: 'end-before-start',
    });
    const reversed = { ...ended, reversedAt: new Date(0) };
    expect(refusal(() => checkFreezeEnd(reversed, on('2023-03-02')))).toMatchObject({
      code: 'already-reversed',
    });
  });
});

describe('a waiver (R14 d)', () => {
  // On 12 March: in term 60 × 20,000 + 10 × 10,000 = 1,300,000; overdue 10 × 15,000 = 150,000;
  // late 1,200,000 in arrears × 3.65 × 10 / 36500 = 1,200.
  test.each([
    ['inTermInterest', '1300000', '1300001'],
    ['overdueInterest', '150000', '150001'],
    ['lateInterest', '1200', '1201'],
  ] as const)('of %s is at most what is owed of it, %s', (component, owed, above) => {
    const check = (amount: string) => () =>
      checkWaiver(waived('2023-03-12', amount, component), at('2023-03-12'));
    expect(check(owed)).not.toThrow();
    expect(refusal(check(above))).toMatchObject({
      code: 'more-than-owed',
      figures: { [component]: owed },
    });
  });

  test('comes on top of what was waived and paid before', () => {
    const facts = lent({
      waivers: [waived('2023-03-12', '300_000', 'inTermInterest')],
      repayments: [paid('2023-03-12', { inTermInterest: '900_000' })],
    });
    const check = (amount: string) => () =>
      checkWaiver(waived('2023-03-12', amount, 'inTermInterest'), at('2023-03-12', facts));
    expect(check('100_000')).not.toThrow();
    expect(refusal(check('100_001')).figures).toEqual({ inTermInterest: '100000' });
  });

  test('of a credit is none at all', () => {
    // 10 days × 20,000 = 200,000 accrued, 800,000 paid.
    const facts = lent({
      repayments: [
        paid('2023-02-10', { inTermInterest: '800_000' }),
        paid('2023-01-11', { principal: ALL }),
      ],
    });
    const check = () =>
      checkWaiver(waived('2023-02-10', '1', 'inTermInterest'), at('2023-02-10', facts));
    expect(refusal(check).figures).toEqual({ inTermInterest: '0' });
  });
});

describe('a charge-off (R14 e)', () => {
  test('is one a loan, on whatever days', () => {
    const facts = lent({ chargeOffs: [chargedOff('2023-09-01')] });
    for (const day of ['2023-08-31', '2023-09-01', '2023-09-02']) {
      expect(refusal(() => checkChargeOff(facts, { effectiveOn: on(day) }))).toMatchObject({
        code: 'already-charged-off',
        figures: { effectiveOn: '2023-09-01' },
      });
    }
  });

  test('is of a loan with something outstanding', () => {
    const facts = lent({ repayments: [paid('2023-02-15', { principal: ALL })] });
    expect(() => checkChargeOff(facts, { effectiveOn: on('2023-02-14') })).not.toThrow();
    expect(refusal(() => checkChargeOff(facts, { effectiveOn: on('2023-02-15') }))).toMatchObject({
      code: 'nothing-outstanding',
      figures: { decidedOn: '2023-02-15' },
    });
    expect(refusal(() => checkChargeOff(lent(), { effectiveOn: on('2022-12-31') })).code).toBe(
      'nothing-outstanding',
    );
  });
});

describe('a debt group set by hand (R16)', () => {
  const judged = (
    group: DebtGroup,
    given: { reason?: string; decisionNumber?: string },
    day = '2023-04-01',
    facts: LoanFacts = lent(),
    policies = DEFAULT_POLICIES,
  ) => {
    const { reason = null, decisionNumber = null } = given;
    return judgeOverride({ group, reason, decisionNumber }, at(day, facts), policies);
  };
  const refused = (...given: Parameters<typeof judged>) => refusal(() => judged(...given));
  const reason = 'HTX đã ngừng hoạt động';
  const decisionNumber = '12/QĐ-QHT';

  // On 1 April the half of 2 March is 30 days past due: group 3.
  test('is a worsening from the group of the day on, for a reason', () => {
    for (const group of [3, 4, 5] as const) {
      expect(judged(group, { reason })).toBe('worsening');
      expect(refused(group, { decisionNumber })).toMatchObject({
        code: 'override-needs-reason',
        figures: { group, currentGroup: 3 },
      });
    }
  });

  test('is an improvement below it, by a decision, and never better than its days past due', () => {
    const facts = lent({ waivers: [waived('2023-03-12', '1', 'lateInterest')] });
    // On 12 March 10 days past due are group 2, the waiver makes it 3.
    expect(judged(2, { decisionNumber }, '2023-03-12', facts)).toBe('improvement');
    expect(refused(2, { reason }, '2023-03-12', facts)).toMatchObject({
      code: 'override-needs-decision',
      figures: { group: 2, currentGroup: 3 },
    });
    expect(refused(1, { decisionNumber }, '2023-03-12', facts)).toMatchObject({
      code: 'group-below-days-past-due',
      figures: { group: 1, daysPastDue: 10, leastGroup: 2 },
    });
    expect(
      judged(1, { decisionNumber }, '2023-03-11', {
        ...facts,
        waivers: [waived('2023-03-11', '1', 'lateInterest')],
      }),
    ).toBe('improvement');
  });

  test('is held against the days of the policy in force', () => {
    const stricter: Policies = {
      ...DEFAULT_POLICIES,
      debtGroupFromDays: [
        ...DEFAULT_POLICIES.debtGroupFromDays,
        {
          effectiveOn: on('2023-03-12'),
          endsOn: null,
          sourceDocument: 'R1',
          value: [5, 10, 90, 180],
        },
      ],
    };
    const facts = lent({
      debtGroupOverrides: [{ effectiveOn: on('2023-03-05'), group: 5, change: 'worsening' }],
    });
    const judgedBy = (day: string) => judged(2, { decisionNumber }, day, facts, stricter);
    expect(judgedBy('2023-03-11')).toBe('improvement');
    expect(refusal(() => judgedBy('2023-03-12')).figures).toEqual({
      group: 2,
      daysPastDue: 10,
      leastGroup: 3,
    });
  });

  test('is of a loan that has a group', () => {
    const none = { code: 'nothing-outstanding', figures: { decidedOn: '2023-04-01' } };
    const off = lent({ chargeOffs: [chargedOff('2023-03-31')] });
    expect(refused(5, { reason }, '2023-04-01', factsOf({}))).toMatchObject(none);
    expect(refused(5, { reason }, '2023-04-01', off)).toMatchObject(none);
  });
});

describe('a fact that the rules would not have allowed', () => {
  const BULLET = bulletLoan('2023-12-25');
  const found = (facts: LoanFacts, terms = BULLET) =>
    impossibleFacts(terms, facts).map(({ what, on: day }) => `${what} ${day}`);
  const repaid = [paid('2023-03-01', { principal: ALL })];

  test('is none of a loan in good order, with every kind of fact', () => {
    const facts = lent({
      repayments: [paid('2023-02-01', { inTermInterest: '100_000' })],
      recalls: [recalled('2023-02-01', '2023-10-02', '2023-03-01')],
      restructurings: [restructured('extension', '2023-03-01', [['2024-06-03', ALL]])],
      rateChanges: [rates('2023-03-01', '6')],
      freezes: [frozen('2023-03-01', null)],
      waivers: [waived('2023-03-01', '1', 'inTermInterest')],
      chargeOffs: [chargedOff('2024-03-01')],
      debtGroupOverrides: [{ effectiveOn: on('2023-03-01'), group: 5, change: 'worsening' }],
    });
    expect(found(facts)).toEqual([]);
  });

  test.each<[why: string, facts: Partial<LoanFacts>, found: string[]]>([
    [
      'is more disbursed than the contract',
      { disbursements: [disbursed('2023-01-01', ALL), disbursed('2023-01-02', '1')] },
      ['contract 2023-01-01'],
    ],
    [
      'is a tranche before signing or after the final due date, not one of these days',
      {
        disbursements: [
          disbursed('2022-12-31', '1'),
          disbursed('2023-01-01', '1'),
          disbursed('2023-12-25', '1'),
          disbursed('2023-12-26', '1'),
        ],
      },
      ['disbursement 2022-12-31', 'disbursement 2023-12-26'],
    ],
    [
      'is a tranche after the charge-off, not one of its day',
      {
        disbursements: [
          disbursed('2023-01-01', '1'),
          disbursed('2023-03-01', '1'),
          disbursed('2023-03-02', '1'),
        ],
        chargeOffs: [chargedOff('2023-03-01')],
      },
      ['disbursement 2023-03-02'],
    ],
    [
      'is a tranche after the deadline of a recall in force',
      {
        disbursements: [disbursed('2023-01-01', '1'), disbursed('2023-03-02', '1')],
        recalls: [recalled('2023-02-01', '2023-03-01')],
      },
      ['disbursement 2023-03-02'],
    ],
    [
      'is a receipt before the first disbursement, not one of its day',
      {
        disbursements: [disbursed('2023-02-01', ALL)],
        repayments: [
          paid('2023-01-31', { inTermInterest: '1' }),
          paid('2023-02-01', { principal: '1' }),
        ],
      },
      ['receipt 2023-01-31'],
    ],
    [
      'is a receipt of a loan never disbursed',
      { disbursements: [], repayments: [paid('2023-02-01', { principal: '1' })] },
      ['receipt 2023-02-01'],
    ],
    [
      'is a decision of any kind before signing',
      {
        rateChanges: [rates('2022-12-28', '6')],
        waivers: [waived('2022-12-29', '1', 'inTermInterest')],
        debtGroupOverrides: [{ effectiveOn: on('2022-12-30'), group: 5, change: 'worsening' }],
        freezes: [frozen('2022-12-31', null)],
      },
      ['decision 2022-12-28', 'decision 2022-12-29', 'decision 2022-12-30', 'decision 2022-12-31'],
    ],
    [
      'is a recall, a restructuring or a charge-off with nothing outstanding',
      {
        repayments: repaid,
        recalls: [
          recalled('2023-03-01', '2023-10-02'),
          recalled('2023-02-28', '2023-10-02', '2023-02-28'),
        ],
        restructurings: [restructured('extension', '2023-03-02', [['2024-06-03', ALL]])],
        chargeOffs: [chargedOff('2023-03-03')],
      },
      ['recall 2023-03-01', 'restructuring 2023-03-02', 'charge_off 2023-03-03'],
    ],
    [
      'is a recall or a restructuring after the charge-off, not of its day',
      {
        recalls: [recalled('2023-03-01', '2023-10-02'), recalled('2023-03-03', '2023-10-02')],
        restructurings: [
          restructured('extension', '2023-03-01', [['2024-06-03', ALL]]),
          restructured('extension', '2023-03-02', [['2024-06-03', ALL]]),
        ],
        chargeOffs: [chargedOff('2023-03-01')],
      },
      ['recall 2023-03-03', 'restructuring 2023-03-02'],
    ],
    [
      'is a restructuring after a recall in force, not of its day, nor once it is withdrawn',
      {
        recalls: [recalled('2023-02-10', '2023-10-02', '2023-02-20')],
        restructurings: ['2023-02-10', '2023-02-11', '2023-02-20'].map((day) =>
          restructured('extension', day, [['2024-06-03', ALL]]),
        ),
      },
      ['restructuring 2023-02-11'],
    ],
  ])('%s', (_, facts, expected) => {
    expect(found(lent(facts))).toEqual(expected);
  });

  test('is refused where it was possible before, with its kind and day', () => {
    const facts = lent({ recalls: [recalled('2023-02-15', '2023-10-02')] });
    const before = { terms: BULLET, facts };
    const without = { terms: BULLET, facts: { ...facts, disbursements: [] } };
    expect(refusal(() => checkStillPossible(before, without))).toMatchObject({
      code: 'later-fact-impossible',
      figures: { what: 'recall', on: '2023-02-15' },
    });
    expect(() => checkStillPossible(before, before)).not.toThrow();
    // What was not possible before does not stand in the way of what has nothing to do with it.
    expect(() => checkStillPossible(without, without)).not.toThrow();
    const also = {
      terms: BULLET,
      facts: { ...without.facts, chargeOffs: [chargedOff('2023-03-01')] },
    };
    expect(refusal(() => checkStillPossible(without, also)).figures).toEqual({
      what: 'charge_off',
      on: '2023-03-01',
    });
  });

  test('is looked for under other terms too: signed later, or of less', () => {
    const facts = lent({ rateChanges: [rates('2023-02-15', '6')] });
    const terms = { ...BULLET, signedOn: on('2023-02-16') };
    expect(found(facts, terms)).toEqual(['disbursement 2023-01-01', 'decision 2023-02-15']);
    expect(found(facts, { ...BULLET, principal: vnd('99_999_999') })).toEqual([
      'contract 2023-01-01',
    ]);
  });
});
