import fc from 'fast-check';
import { awardLeft, caseSums } from '../../../src/domain/court/caseSums.ts';
import type { FiledStage, Stage } from '../../../src/domain/court/stages.ts';
import { allocate, checkAllocation, owedAt } from '../../../src/domain/loans/allocation.ts';
import {
  COMPONENTS,
  NO_ALLOCATION,
  totalOf,
  type Allocation,
  type Repayment,
} from '../../../src/domain/loans/facts.ts';
import { position } from '../../../src/domain/loans/position.ts';
import type { LoanTerms } from '../../../src/domain/loans/terms.ts';
import { policiesOf } from '../../../src/domain/policies/policyJson.ts';
import { addDays } from '../../../src/domain/primitives/dates.ts';
import { Dec, min, sum, ZERO } from '../../../src/domain/primitives/money.ts';
import { HALVES, lent, NO_HOLIDAYS, on, paid, parts, plain, vnd } from '../../support/loans.ts';
import { DATED_DEFAULTS, DEFAULT_ENTRIES, DEFAULT_POLICIES } from '../../support/policies.ts';
import { caseFile, stageOf } from '../../support/smallFund.ts';
import { runs } from '../arbitrary/arbitraryLoan.ts';

/** The order of Decree 152/2026 in force in 2023, so that the loan of the other tests can be used. */
const AWARD_FIRST = policiesOf([
  ...DEFAULT_ENTRIES,
  ...DATED_DEFAULTS.map((each) => ({
    ...each,
    effectiveOn: on('2023-01-01'),
    endsOn: null,
    sourceDocument: 'R39',
  })),
]);

const AMOUNTS = parts({ principal: '80', inTermInterest: '20', overdueInterest: '10' });

const left = (stages: readonly FiledStage[], day: string, ...receipts: Repayment[]) =>
  plain(awardLeft(caseFile('A', { stages, receipts }), on(day)));

describe('what is awarded and not received (R39)', () => {
  const filed = stageOf('petition_filed', '2023-01-10');
  const judged = stageOf('first_instance_judgment', '2023-05-01', { amounts: AMOUNTS });
  const nothing = plain(NO_ALLOCATION);

  test('a recognised settlement counts from its day on', () => {
    const stages = [filed, stageOf('settlement_recognised', '2023-05-01', { amounts: AMOUNTS })];
    expect(left(stages, '2023-04-30')).toEqual(nothing);
    expect(left(stages, '2023-05-01')).toEqual(plain(AMOUNTS));
  });

  test('a first-instance judgment counts once it is final, less what came from its own day on', () => {
    const stages = [filed, judged, stageOf('final', '2023-05-17')];
    const receipts = [
      paid('2023-04-30', { principal: '7' }),
      paid('2023-05-02', { principal: '30' }),
    ];
    expect(left(stages, '2023-05-16', ...receipts)).toEqual(nothing);
    // 80 − 30
    expect(left(stages, '2023-05-17', ...receipts)).toMatchObject({ principal: '50' });
  });

  test('an appeal judgment counts from its own day on, with its amounts or those that it upholds', () => {
    const appealed = [filed, judged, stageOf('appealed', '2023-05-10')];
    const of = (more: Partial<FiledStage>) => [
      ...appealed,
      stageOf('appeal_judgment', '2023-07-01', more),
    ];
    expect(left(of({}), '2023-06-30')).toEqual(nothing);
    expect(left(of({}), '2023-07-01')).toEqual(plain(AMOUNTS));
    const lower = parts({ principal: '60' });
    expect(left(of({ amounts: lower }), '2023-07-01')).toEqual(plain(lower));
  });

  test.each<[Stage, string]>([
    ['hearing', 'annulled, until it is judged anew'],
    ['withdrawn', 'withdrawn'],
  ])('there is none after %s: it is %s', (stage) => {
    const stages = [filed, judged, stageOf('appeal_judgment', '2023-07-01')];
    expect(left([...stages, stageOf(stage, '2023-08-01')], '2023-08-01')).toEqual(nothing);
  });

  test('a component that got more than is awarded takes nothing off the others', () => {
    const stages = [filed, stageOf('settlement_recognised', '2023-05-01', { amounts: AMOUNTS })];
    const receipt = paid('2023-06-01', { principal: '95', overdueInterest: '4' });
    // 80 − 95 < 0; 20 − 0; 10 − 4
    expect(left(stages, '2023-06-01', receipt)).toEqual(
      plain(parts({ inTermInterest: '20', overdueInterest: '6' })),
    );
    const { award } = caseSums(caseFile('A', { stages, receipts: [receipt] }), on('2023-06-01'));
    expect(plain(award?.beyond)).toEqual(plain(parts({ principal: '15' })));
  });
});

describe('a receipt through a case (R39)', () => {
  const at = (day: string, terms: LoanTerms = HALVES) =>
    position(terms, lent(), NO_HOLIDAYS, on(day));

  const split = (amount: string, awarded: Allocation, terms = HALVES, policies = AWARD_FIRST) =>
    Object.values(
      plain(allocate(terms, at('2023-03-12', terms), policies, vnd(amount), awarded)) as object,
    ).join(' ');

  // On 12 March half is ten days overdue: owed are 100,000,000; in term 60 × 20,000 + 10 × 10,000 =
  // 1,300,000; overdue 10 × 15,000 = 150,000; late 1,200,000 × 3.65 × 10 / 36500 = 1,200.
  const awarded = parts({
    principal: '50_000_000',
    inTermInterest: '1_200_000',
    overdueInterest: '100_000',
  });

  test('pays principal, in-term, overdue and late interest as far as awarded, then by R9', () => {
    expect(split('49_999_999', awarded)).toBe('49999999 0 0 0');
    expect(split('50_000_001', awarded)).toBe('50000000 1 0 0');
    expect(split('51_300_000', awarded)).toBe('50000000 1200000 100000 0');
    // The overdue principal is paid: overdue interest, in-term interest, late interest, then the rest.
    expect(split('51_350_000', awarded)).toBe('50000000 1200000 150000 0');
    expect(split('51_450_001', awarded)).toBe('50000000 1300000 150000 1');
    expect(split('51_451_201', awarded)).toBe('50000001 1300000 150000 1200');
  });

  test('pays of each component what the loan owes at most', () => {
    const more = parts({ principal: '120_000_000', inTermInterest: '9_000_000' });
    expect(split('101_451_200', more)).toBe('100000000 1300000 150000 1200');
  });

  test('pays overdue principal that is not awarded by R9 all the same', () => {
    const little = parts({ principal: '10_000_000', inTermInterest: '1_000_000' });
    // 10 m and 1 m awarded; then overdue principal 40 m, overdue interest 150,000, in-term 300,000
    expect(split('51_400_000', little)).toBe('50000000 1250000 150000 0');
  });

  test('stands before an order that the contract has', () => {
    const order = ['lateInterest', 'overdueInterest', 'inTermInterest', 'principal'] as const;
    const terms = { ...HALVES, allocationOrder: { inTerm: order, overdue: order } };
    // 50 m, 1.2 m and 100,000 awarded; then late 1,200, overdue 50,000, in-term 48,800
    expect(split('51_400_000', awarded, terms)).toBe('50000000 1248800 150000 1200');
  });

  test('is allocated by R9 before 1/7/2026', () => {
    // 50 m overdue principal, 150,000 overdue interest, 1,150,000 in-term interest
    expect(split('51_300_000', awarded, HALVES, DEFAULT_POLICIES)).toBe(
      '50000000 1150000 150000 0',
    );
  });
});

// A law: two cases about two loans, the second about one of them alone, and any mix of receipts.

const LOANS = ['one', 'two'] as const;

type LoanName = (typeof LOANS)[number];

interface Entered extends Repayment {
  readonly loan: LoanName;
  readonly isReversed: boolean;
}

const STEP = fc.record({
  loan: fc.constantFrom(...LOANS),
  through: fc.constantFrom('A', 'B', null),
  /** Back-dating is the rule: the days are in no order. */
  day: fc.integer({ min: 0, max: 300 }),
  permille: fc.integer({ min: 1, max: 700 }),
  stated: fc.option(fc.constantFrom(...COMPONENTS)),
  fee: fc.integer({ min: 0, max: 900 }),
  isReversed: fc.boolean(),
});

const FIRST_DAY = on('2023-03-13');

const AWARDS = {
  A: parts({ principal: '90_000_000', inTermInterest: '2_000_000', overdueInterest: '700_000' }),
  B: parts({ principal: '1_000_000', overdueInterest: '5_000_000', lateInterest: '9_000' }),
} as const;

const RECOGNISED = { A: on('2023-03-10'), B: on('2023-06-01') } as const;

const stagesOf = (name: 'A' | 'B') => [
  stageOf('settlement_recognised', RECOGNISED[name], { amounts: AWARDS[name] }),
];

const throughCase = (entered: readonly Entered[], name: 'A' | 'B') =>
  entered.filter((each) => each.litigationCaseId === name && !each.isReversed);

const share = (of: Dec, permille: number) => of.times(permille).div(1000).floor();

test('awarded = received − received beyond + left, of each component, whatever was received and how', () => {
  fc.assert(
    fc.property(fc.array(STEP, { maxLength: 12 }), (steps) => {
      const entered: Entered[] = [];
      for (const { loan, through, day, permille, stated, fee, isReversed } of steps) {
        const name = loan === 'two' && through === 'B' ? null : through;
        const effectiveOn = addDays(FIRST_DAY, day);
        const own = entered.filter((each) => each.loan === loan && !each.isReversed);
        const before = position(HALVES, lent({ repayments: own }), NO_HOLIDAYS, effectiveOn);
        const owed = stated === null ? before.payoff : owedAt(before)[stated];
        // A later receipt may have repaid what this one would repay (R13): principal is left alone then.
        const later = sum(
          own
            .filter((each) => each.effectiveOn > effectiveOn)
            .map((each) => each.allocation.principal),
        );
        const amount = share(owed.minus(later), permille);
        if (!amount.greaterThan(1)) continue;
        const file = { claim: NO_ALLOCATION, stages: [] as FiledStage[], receipts: own };
        const awarded =
          name === null
            ? NO_ALLOCATION
            : awardLeft(
                { ...file, stages: stagesOf(name), receipts: throughCase(entered, name) },
                effectiveOn,
              );
        const allocation =
          stated === null
            ? allocate(HALVES, before, AWARD_FIRST, amount, awarded)
            : { ...NO_ALLOCATION, [stated]: amount };
        checkAllocation(allocation, before, amount);
        if (stated === null) {
          // What is awarded comes first: a component gets less only if all of the receipt went before.
          let rest = amount;
          for (const component of COMPONENTS) {
            const due = min(awarded[component], owedAt(before)[component]);
            expect(allocation[component].greaterThanOrEqualTo(min(due, rest))).toBe(true);
            rest = rest.minus(min(due, rest));
          }
        }
        const kept = share(amount, fee);
        entered.push({
          loan,
          effectiveOn,
          allocation,
          isReversed,
          litigationCaseId: name,
          ...(name !== null && kept.greaterThan(0) && { enforcementFee: kept }),
        });
      }
      for (const name of ['A', 'B'] as const) {
        for (const day of [0, 40, 80, 150, 300].map((days) => addDays(FIRST_DAY, days))) {
          const receipts = throughCase(entered, name);
          const sums = caseSums({ claim: NO_ALLOCATION, stages: stagesOf(name), receipts }, day);
          const until = receipts.filter((each) => each.effectiveOn <= day);
          const fees = sum(until.map((each) => each.enforcementFee ?? ZERO));
          expect(sums.enforcementFees).toEqual(fees);
          expect(totalOf(sums.recovered)).toEqual(
            sum(until.map((each) => totalOf(each.allocation))),
          );
          if (sums.award === null) continue;
          const { awarded, recoveredSince, beyond, left: unpaid } = sums.award;
          for (const component of COMPONENTS) {
            const received = sum(
              until
                .filter((each) => each.effectiveOn >= RECOGNISED[name])
                .map((each) => each.allocation[component]),
            );
            expect(recoveredSince[component]).toEqual(received);
            const told = received.minus(beyond[component]).plus(unpaid[component]);
            expect(told).toEqual(awarded[component]);
            expect(min(beyond[component], unpaid[component])).toEqual(ZERO);
          }
          expect(
            awardLeft({ claim: NO_ALLOCATION, stages: stagesOf(name), receipts }, day),
          ).toEqual(unpaid);
        }
      }
    }),
    runs(),
  );
});
