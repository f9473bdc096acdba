import fc from 'fast-check';
import { allocate, checkAllocation, owedAt } from '../../src/domain/allocation.ts';
import type { Calendar } from '../../src/domain/calendar.ts';
import { firstShortfall } from '../../src/domain/cash.ts';
import { addDays, type CalendarDate } from '../../src/domain/dates.ts';
import { debtGroupByDays } from '../../src/domain/debtGroup.ts';
import {
  chargedOffOn,
  COMPONENTS,
  outstandingAt,
  type Allocation,
  type LoanFacts,
} from '../../src/domain/facts.ts';
import { sum } from '../../src/domain/money.ts';
import { deadlineInForce, finalDueOn } from '../../src/domain/plan.ts';
import { inForce } from '../../src/domain/policies.ts';
import { position } from '../../src/domain/position.ts';
import type { LoanTerms } from '../../src/domain/terms.ts';
import {
  dayWithin,
  instalmentsAfter,
  OVERDUE_SHARE,
  overduePercent,
  percent,
  PERCENTAGE,
  share,
  STEPS,
} from './arbitraryTerms.ts';

export interface Loan {
  readonly terms: LoanTerms;
  readonly facts: LoanFacts;
  readonly calendar: Calendar;
}

/** What someone enters on a loan: its facts of that kind then, or null where it is refused. */
export type Act = (loan: Loan) => Partial<LoanFacts> | null;

const DAY = dayWithin(500);

const at = ({ terms, facts, calendar }: Loan, day: CalendarDate) =>
  position(terms, facts, calendar, day);

/** A tranche would be dated after the final due date in force on its day (R4). */
function strandsTranche({ terms }: Loan, facts: LoanFacts): boolean {
  return facts.disbursements.some(
    ({ effectiveOn }) => effectiveOn > finalDueOn(terms, facts, effectiveOn),
  );
}

/** Principal would be below 0 at the close of a day (R13). */
function overpays(facts: LoanFacts, from: CalendarDate): boolean {
  const changes = [
    ...facts.disbursements.map((each) => ({ on: each.effectiveOn, amount: each.amount })),
    ...facts.repayments.map((each) => ({
      on: each.effectiveOn,
      amount: each.allocation.principal.negated(),
    })),
  ];
  return firstShortfall(changes, from) !== null;
}

/** A part of what the contract still promises, dated before any charge-off (R4). */
export const disbursement = (
  day: fc.Arbitrary<CalendarDate>,
  percentage: fc.Arbitrary<number>,
): fc.Arbitrary<Act> =>
  fc.record({ day, percentage }).map(({ day, percentage }) => (loan) => {
    const { terms, facts } = loan;
    const promised = terms.principal.minus(sum(facts.disbursements.map((each) => each.amount)));
    const chargedOff = chargedOffOn(facts);
    if (promised.isZero() || (chargedOff !== null && day >= chargedOff)) return null;
    const fact = { effectiveOn: day, amount: share(promised, percentage) };
    const disbursements = [...facts.disbursements, fact];
    return strandsTranche(loan, { ...facts, disbursements }) ? null : { disbursements };
  });

const SHARES = fc.tuple(...COMPONENTS.map(() => fc.integer({ min: 0, max: 100 }))) as fc.Arbitrary<
  number[]
>;

/** A receipt that is allocated by the order in force, or as stated (R9–R11, R13). */
const REPAYMENT: fc.Arbitrary<Act> = fc
  .record({
    day: DAY,
    percentage: fc.oneof({ arbitrary: PERCENTAGE, weight: 4 }, fc.constant(100)),
    stated: fc.option(SHARES, { freq: 3 }),
  })
  .map(({ day, percentage, stated }) => (loan) => {
    const { terms, facts, calendar } = loan;
    const before = at(loan, day);
    if (before.payoff.isZero()) return null;
    let allocation: Allocation;
    if (stated === null) {
      const amount = share(before.payoff, percentage);
      allocation = allocate(terms, before, calendar.policies, amount);
    } else {
      allocation = { ...owedAt(before) };
      for (const [index, each] of COMPONENTS.entries()) {
        allocation = { ...allocation, [each]: share(allocation[each], stated[index] ?? 0) };
      }
      const amount = sum(COMPONENTS.map((each) => allocation[each]));
      if (amount.isZero()) return null;
      checkAllocation(allocation, before, amount);
    }
    const repayments = [...facts.repayments, { effectiveOn: day, allocation }];
    return overpays({ ...facts, repayments }, day) ? null : { repayments };
  });

interface RecallDays {
  readonly deadlineAfter: number;
  /** Null: it is left in force. */
  readonly withdrawnAfter: number | null;
}

/** An early recall; no restructuring while it is in force (R14 b). */
const recall = (days: fc.Arbitrary<RecallDays>): fc.Arbitrary<Act> =>
  fc
    .record({ decidedOn: DAY, days })
    .map(({ decidedOn, days: { deadlineAfter, withdrawnAfter } }) => (loan) => {
      const { facts } = loan;
      if (outstandingAt(facts, decidedOn).isZero()) return null;
      const withdrawnOn = withdrawnAfter === null ? null : addDays(decidedOn, withdrawnAfter);
      const isRestructured = facts.restructurings.some(
        (each) =>
          each.decidedOn > decidedOn && (withdrawnOn === null || each.decidedOn < withdrawnOn),
      );
      if (isRestructured) return null;
      const fact = { decidedOn, deadline: addDays(decidedOn, deadlineAfter), withdrawnOn };
      const recalls = [...facts.recalls, fact];
      return strandsTranche(loan, { ...facts, recalls }) ? null : { recalls };
    });

const RECALL = recall(
  fc.record({
    deadlineAfter: fc.integer({ min: 0, max: 90 }),
    withdrawnAfter: fc.option(fc.integer({ min: 0, max: 150 }), { freq: 2 }),
  }),
);

/** A recall withdrawn on its deadline or before. */
export const RECALL_IN_VAIN = recall(
  fc
    .record({
      withdrawnAfter: fc.integer({ min: 0, max: 60 }),
      left: fc.integer({ min: 0, max: 30 }),
    })
    .map(({ withdrawnAfter, left }) => ({ withdrawnAfter, deadlineAfter: withdrawnAfter + left })),
);

/** New instalments for what is outstanding at the close of the day of decision (R14 a). */
const RESTRUCTURING: fc.Arbitrary<Act> = fc
  .record({ decidedOn: DAY, steps: STEPS })
  .map(({ decidedOn, steps }) => (loan) => {
    const { terms, facts } = loan;
    const unpaid = outstandingAt(facts, decidedOn);
    if (unpaid.isZero() || deadlineInForce(facts.recalls, decidedOn) !== null) return null;
    if (facts.restructurings.some((each) => each.decidedOn === decidedOn)) return null;
    const instalments = instalmentsAfter(decidedOn, steps, unpaid);
    const last = instalments.at(-1)?.dueOn ?? decidedOn;
    const isReschedule = last <= finalDueOn(terms, facts, decidedOn);
    const kind = isReschedule ? ('reschedule' as const) : ('extension' as const);
    const restructurings = [...facts.restructurings, { kind, decidedOn, instalments }];
    return strandsTranche(loan, { ...facts, restructurings }) ? null : { restructurings };
  });

/** One a day, the overdue rate within its cap (R7). */
const RATE_CHANGE: fc.Arbitrary<Act> = fc
  .record({ effectiveOn: DAY, ratePercent: percent(20), overdueShare: OVERDUE_SHARE })
  .map(({ overdueShare, ...change }) => ({ facts }) => {
    if (facts.rateChanges.some((each) => each.effectiveOn === change.effectiveOn)) return null;
    const overdueRatePercent = overduePercent(change.ratePercent, overdueShare);
    return { rateChanges: [...facts.rateChanges, { ...change, overdueRatePercent }] };
  });

/** With an end or open-ended; several may overlap (R14 c). */
const FREEZE: fc.Arbitrary<Act> = fc
  .record({ from: DAY, days: fc.option(fc.integer({ min: 1, max: 150 }), { freq: 2 }) })
  .map(({ from, days }) => ({ facts }) => {
    const to = days === null ? null : addDays(from, days);
    return { freezes: [...facts.freezes, { from, to }] };
  });

/** At most what is owed of one class on its day (R14 d). */
const WAIVER: fc.Arbitrary<Act> = fc
  .record({
    effectiveOn: DAY,
    component: fc.constantFrom('inTermInterest', 'overdueInterest', 'lateInterest'),
    percentage: PERCENTAGE,
  })
  .map(({ effectiveOn, component, percentage }) => (loan) => {
    const owed = owedAt(at(loan, effectiveOn))[component];
    if (owed.isZero()) return null;
    const fact = { effectiveOn, component, amount: share(owed, percentage) };
    return { waivers: [...loan.facts.waivers, fact] };
  });

/** Once, with principal outstanding, after the last tranche, recall and restructuring (R14 e). */
const CHARGE_OFF: fc.Arbitrary<Act> = fc.record({ effectiveOn: DAY }).map((fact) => ({ facts }) => {
  if (chargedOffOn(facts) !== null || outstandingAt(facts, fact.effectiveOn).isZero()) return null;
  const last = [
    ...facts.disbursements.map((each) => each.effectiveOn),
    ...facts.recalls.map((each) => each.decidedOn),
    ...facts.restructurings.map((each) => each.decidedOn),
  ];
  return last.some((day) => day >= fact.effectiveOn) ? null : { chargeOffs: [fact] };
});

/** Worse than the loan's group, or better but not than its days past due allow (R16). */
const DEBT_GROUP_OVERRIDE: fc.Arbitrary<Act> = fc
  .record({ effectiveOn: DAY, group: fc.constantFrom(1, 2, 3, 4, 5) })
  .map(({ effectiveOn, group }) => (loan) => {
    const { facts, calendar } = loan;
    const { ownDebtGroup, daysPastDue } = at(loan, effectiveOn);
    const fromDays = inForce(calendar.policies, 'debtGroupFromDays', effectiveOn);
    if (ownDebtGroup === null || group === ownDebtGroup) return null;
    if (group < debtGroupByDays(daysPastDue, fromDays)) return null;
    if (facts.debtGroupOverrides.some((each) => each.effectiveOn === effectiveOn)) return null;
    const change = group > ownDebtGroup ? ('worsening' as const) : ('improvement' as const);
    return { debtGroupOverrides: [...facts.debtGroupOverrides, { effectiveOn, group, change }] };
  });

/** One of the facts entered before, unless a tranche would be left after the final due date (R12). */
const REVERSAL: fc.Arbitrary<Act> = fc
  .record({
    kind: fc.constantFrom(
      'repayments',
      'repayments',
      'recalls',
      'restructurings',
      'rateChanges',
      'freezes',
      'waivers',
      'chargeOffs',
      'debtGroupOverrides',
    ),
    place: fc.nat({ max: 3 }),
  })
  .map(({ kind, place }) => (loan) => {
    const left = { [kind]: loan.facts[kind].filter((_, index) => index !== place) };
    return strandsTranche(loan, { ...loan.facts, ...left }) ? null : left;
  });

/** Anything that may be entered on a loan, receipts most often. */
export const ACT: fc.Arbitrary<Act> = fc.oneof(
  { arbitrary: REPAYMENT, weight: 7 },
  { arbitrary: disbursement(DAY, PERCENTAGE), weight: 2 },
  { arbitrary: RESTRUCTURING, weight: 3 },
  { arbitrary: RECALL, weight: 2 },
  { arbitrary: RATE_CHANGE, weight: 2 },
  { arbitrary: FREEZE, weight: 2 },
  { arbitrary: WAIVER, weight: 2 },
  { arbitrary: DEBT_GROUP_OVERRIDE, weight: 2 },
  { arbitrary: CHARGE_OFF, weight: 1 },
  { arbitrary: REVERSAL, weight: 2 },
);
