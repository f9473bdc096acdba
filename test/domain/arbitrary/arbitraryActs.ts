import fc from 'fast-check';
import { allocate, checkAllocation, owedAt } from '../../../src/domain/loans/allocation.ts';
import type { FundRules } from '../../../src/domain/policies/fundRules.ts';
import { firstShortfall } from '../../../src/domain/primitives/datedAmounts.ts';
import { addDays, type CalendarDate } from '../../../src/domain/primitives/dates.ts';
import {
  checkChargeOff,
  checkFreeze,
  checkRateChange,
  checkRecall,
  checkRestructuring,
  checkStillPossible,
  checkWaiver,
  judgeOverride,
} from '../../../src/domain/loans/decisions.ts';
import { DomainError } from '../../../src/domain/primitives/errors.ts';
import {
  COMPONENTS,
  outstandingAt,
  type Allocation,
  type LoanFacts,
} from '../../../src/domain/loans/facts.ts';
import { sum } from '../../../src/domain/primitives/money.ts';
import { finalDueOn } from '../../../src/domain/loans/plan.ts';
import { position } from '../../../src/domain/loans/position.ts';
import {
  CHARGED_OFF_INTEREST,
  RECOVERY_OF_CHARGED_OFF,
} from '../../../src/domain/loans/chargeOff.ts';
import type { LoanTerms } from '../../../src/domain/loans/terms.ts';
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
  readonly rules: FundRules;
}

/** What someone enters on a loan: all its facts of that kind then, or null where it is refused. */
export type Act = (loan: Loan) => Partial<LoanFacts> | null;

const DAY = dayWithin(500);

const at = ({ terms, facts, rules }: Loan, day: CalendarDate) => position(terms, facts, rules, day);

/** An act that the checks of its kind refuse, or that leaves another fact impossible (R12). */
const checked =
  (act: Act): Act =>
  (loan) => {
    const { terms, facts } = loan;
    try {
      const entered = act(loan);
      if (entered !== null) {
        checkStillPossible({ terms, facts }, { terms, facts: { ...facts, ...entered } });
      }
      return entered;
    } catch (error) {
      if (error instanceof DomainError) return null;
      throw error;
    }
  };

/** Principal would be below 0 at the close of a day (R13). */
function overpays({ disbursements, repayments }: LoanFacts, from: CalendarDate): boolean {
  const changes = [
    ...disbursements.map((each) => ({ on: each.effectiveOn, amount: each.amount })),
    ...repayments.map((each) => ({
      on: each.effectiveOn,
      amount: each.allocation.principal.negated(),
    })),
  ];
  return firstShortfall(changes, from) !== null;
}

/** A part of what the contract still promises (R4). */
export const disbursement = (
  day: fc.Arbitrary<CalendarDate>,
  percentage: fc.Arbitrary<number>,
): fc.Arbitrary<Act> =>
  fc.record({ day, percentage }).map(({ day, percentage }) =>
    checked(({ terms, facts: { disbursements } }) => {
      const promised = terms.principal.minus(sum(disbursements.map((each) => each.amount)));
      if (promised.isZero()) return null;
      const fact = { effectiveOn: day, amount: share(promised, percentage) };
      return { disbursements: [...disbursements, fact] };
    }),
  );

/** What of each component owed is paid, in percent. */
const SHARES = fc.record<Record<keyof Allocation, number>>({
  principal: fc.nat({ max: 100 }),
  inTermInterest: fc.nat({ max: 100 }),
  overdueInterest: fc.nat({ max: 100 }),
  lateInterest: fc.nat({ max: 100 }),
});

/** A receipt that is allocated by the order in force, or as stated (R9–R11, R13). */
const REPAYMENT: fc.Arbitrary<Act> = fc
  .record({
    day: DAY,
    percentage: fc.oneof({ arbitrary: PERCENTAGE, weight: 4 }, fc.constant(100)),
    stated: fc.option(SHARES, { freq: 3 }),
  })
  .map(({ day, percentage, stated }) => (loan) => {
    const { terms, facts, rules } = loan;
    const before = at(loan, day);
    if (before.payoff.isZero()) return null;
    let allocation = { ...owedAt(before) };
    if (stated === null) {
      const amount = share(before.payoff, percentage);
      allocation = allocate(terms, before, rules.policies, amount);
    } else {
      for (const each of COMPONENTS) allocation[each] = share(allocation[each], stated[each]);
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

/** An early recall with its withdrawal, if it has one (R14 b). */
const recall = (days: fc.Arbitrary<RecallDays>): fc.Arbitrary<Act> =>
  fc
    .record({ decidedOn: DAY, days })
    .map(({ decidedOn, days: { deadlineAfter, withdrawnAfter } }) =>
      checked(({ facts }) => {
        const withdrawnOn = withdrawnAfter === null ? null : addDays(decidedOn, withdrawnAfter);
        const fact = { decidedOn, deadline: addDays(decidedOn, deadlineAfter), withdrawnOn };
        checkRecall(facts, fact);
        return { recalls: [...facts.recalls, fact] };
      }),
    );

const RECALL = recall(
  fc.record({
    deadlineAfter: fc.nat({ max: 90 }),
    withdrawnAfter: fc.option(fc.nat({ max: 150 }), { freq: 2 }),
  }),
);

/** A recall withdrawn on its deadline or before. */
export const RECALL_IN_VAIN = recall(
  fc
    .record({ withdrawnAfter: fc.nat({ max: 60 }), left: fc.nat({ max: 30 }) })
    .map(({ withdrawnAfter, left }) => ({ withdrawnAfter, deadlineAfter: withdrawnAfter + left })),
);

/** New instalments for what is outstanding at the close of the day of decision (R14 a). */
const RESTRUCTURING: fc.Arbitrary<Act> = fc
  .record({ decidedOn: DAY, steps: STEPS })
  .map(({ decidedOn, steps }) =>
    checked(({ terms, facts }) => {
      const unpaid = outstandingAt(facts, decidedOn);
      const instalments = instalmentsAfter(decidedOn, steps, unpaid);
      const last = instalments.at(-1)?.dueOn ?? decidedOn;
      const isExtension = last > finalDueOn(terms, facts, decidedOn);
      const kind = isExtension ? ('extension' as const) : ('reschedule' as const);
      const fact = { kind, decidedOn, instalments };
      checkRestructuring(terms, facts, fact);
      return { restructurings: [...facts.restructurings, fact] };
    }),
  );

/** Another rate from a day on, the overdue rate within its cap (R7). */
const RATE_CHANGE: fc.Arbitrary<Act> = fc
  .record({ effectiveOn: DAY, ratePercent: percent(20), overdueShare: OVERDUE_SHARE })
  .map(({ overdueShare, ...change }) =>
    checked(({ facts, rules }) => {
      const overdueRatePercent = overduePercent(change.ratePercent, overdueShare);
      const fact = { ...change, overdueRatePercent };
      checkRateChange(facts, fact, rules.policies);
      return { rateChanges: [...facts.rateChanges, fact] };
    }),
  );

/** With an end or open-ended; several may overlap (R14 c). */
const FREEZE: fc.Arbitrary<Act> = fc
  .record({ from: DAY, days: fc.option(fc.integer({ min: 1, max: 150 }), { freq: 2 }) })
  .map(({ from, days }) =>
    checked(({ facts }) => {
      const fact = { from, to: days === null ? null : addDays(from, days) };
      checkFreeze(fact);
      return { freezes: [...facts.freezes, fact] };
    }),
  );

/** A part of what is owed of one class on its day (R14 d). */
const WAIVER: fc.Arbitrary<Act> = fc
  .record({
    effectiveOn: DAY,
    component: fc.constantFrom('inTermInterest', 'overdueInterest', 'lateInterest'),
    percentage: PERCENTAGE,
  })
  .map(({ effectiveOn, component, percentage }) =>
    checked((loan) => {
      const before = at(loan, effectiveOn);
      const amount = share(owedAt(before)[component], percentage);
      if (amount.isZero()) return null;
      const fact = { effectiveOn, component, amount };
      checkWaiver(fact, before);
      return { waivers: [...loan.facts.waivers, fact] };
    }),
  );

/** All that is outstanding leaves the books, under any policies of it (R14 e, R40). */
const CHARGE_OFF: fc.Arbitrary<Act> = fc
  .record({
    effectiveOn: DAY,
    interest: fc.constantFrom(...CHARGED_OFF_INTEREST),
    recovery: fc.constantFrom(...RECOVERY_OF_CHARGED_OFF),
    first: fc.constant(null),
  })
  .map((fact) =>
    checked(({ facts }) => {
      checkChargeOff(facts, fact);
      return { chargeOffs: [fact] };
    }),
  );

/** A debt group by hand, worse or better; one a day (R16). */
const DEBT_GROUP_OVERRIDE: fc.Arbitrary<Act> = fc
  .record({ effectiveOn: DAY, group: fc.constantFrom(1, 2, 3, 4, 5) })
  .map(({ effectiveOn, group }) =>
    checked((loan) => {
      const { debtGroupOverrides: others } = loan.facts;
      if (others.some((each) => each.effectiveOn === effectiveOn)) return null;
      const override = { group, reason: 'kiểm tra', decisionNumber: '1/QĐ' };
      const change = judgeOverride(override, at(loan, effectiveOn), loan.rules.policies);
      return { debtGroupOverrides: [...others, { effectiveOn, group, change }] };
    }),
  );

/** One of the facts entered before, of any kind (R12). */
const REVERSAL: fc.Arbitrary<Act> = fc
  .record({
    kind: fc.constantFrom(
      'disbursements',
      'repayments',
      'recalls',
      'restructurings',
      'rateChanges',
      'freezes',
      'waivers',
      'chargeOffs',
      'debtGroupOverrides',
    ),
    place: fc.nat({ max: 2 }),
  })
  .map(({ kind, place }) =>
    checked(({ terms, facts }) => {
      const left = { [kind]: facts[kind].filter((_, index) => index !== place) };
      return overpays({ ...facts, ...left }, terms.signedOn) ? null : left;
    }),
  );

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
