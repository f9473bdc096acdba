import { worstOf } from '../loans/debtGroup.ts';
import { scheduleAt } from '../loans/explained/schedule.ts';
import { factsUntil, type LoanFacts } from '../loans/facts.ts';
import { openPaidOffOn, type InterestCredit, type LoanOpening } from '../loans/opening.ts';
import { lastSettledOn, position, type Position } from '../loans/position.ts';
import type { LoanTerms } from '../loans/terms.ts';
import type { DebtGroup } from '../policies/debtGroups.ts';
import type { FundRules } from '../policies/fundRules.ts';
import { addDays, type CalendarDate } from '../primitives/dates.ts';
import { positive, sum, ZERO, type Money } from '../primitives/money.ts';

/** A loan as the fund that hands it over knows it. */
export interface LoanKnown {
  readonly terms: LoanTerms;
  readonly facts: LoanFacts;
  readonly rules: FundRules;
}

/** A debt group set by hand that the receiving fund sets anew on the day of the handover (R16). */
export interface CarriedGroup {
  readonly group: DebtGroup;
  readonly change: 'worsening' | 'improvement';
}

/** What is handed over of a loan at the beginning of a day (R33). */
export interface LoanHandedOver {
  readonly opening: LoanOpening;
  /** Null: none is set by hand, and what was decided counts on as the opening tells it. */
  readonly debtGroup: CarriedGroup | null;
}

/** The last of some days; null: there is none. */
const lastOf = (days: readonly CalendarDate[]): CalendarDate | null =>
  days.toSorted().at(-1) ?? null;

/** The day of the last payment, for the limitation (R27). */
const lastPaymentOn = ({ repayments, opening }: LoanFacts): CalendarDate | null =>
  lastOf(repayments.map((each) => each.effectiveOn)) ?? opening?.lastPaymentOn ?? null;

/** The day on which the last principal was paid: penalty interest is past due from it on (R15). */
function paidOffOn({ repayments, opening }: LoanFacts) {
  const paying = repayments.filter(({ allocation }) => !allocation.principal.isZero());
  const last =
    lastOf(paying.map((each) => each.effectiveOn)) ?? (opening && openPaidOffOn(opening));
  return last === null ? {} : { paidOffOn: last };
}

/**
 * The decisions about a loan's group that count on: the same as `ownDebtGroup` finds, told in the words of an
 * opening and of one group set by hand (R16).
 */
function groupsOf({ terms, facts, rules }: LoanKnown, known: LoanFacts, on: CalendarDate) {
  const { opening, restructurings, waivers, debtGroupOverrides } = known;
  const settledOn = lastSettledOn(terms, facts, rules, addDays(on, -1));
  const since = (day: CalendarDate, from: CalendarDate | null): boolean =>
    from === null || day > from;
  const improvement = debtGroupOverrides
    .filter(({ change }) => change === 'improvement')
    .toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1))
    .at(-1);
  const holds = (day: CalendarDate): boolean =>
    since(day, settledOn) && since(day, improvement?.effectiveOn ?? null);
  const openHolds = opening !== null && holds(opening.on);
  const count = (opening?.restructurings ?? 0) + restructurings.length;
  const wasWaived = (opening?.interestWaived ?? false) || waivers.length > 0;
  const isRestructured =
    (openHolds && opening.restructurings > 0) ||
    restructurings.some((each) => holds(each.decidedOn));
  const isWaived =
    (openHolds && opening.interestWaived) || waivers.some((each) => holds(each.effectiveOn));
  const groups: DebtGroup[] = debtGroupOverrides
    .filter(({ change, effectiveOn }) => change === 'worsening' && holds(effectiveOn))
    .map(({ group }) => group);
  if (improvement !== undefined && since(improvement.effectiveOn, settledOn)) {
    groups.push(improvement.group);
  }
  const worst = worstOf(groups);
  if (isRestructured || isWaived) {
    return {
      restructurings: isRestructured ? count : 0,
      interestWaived: isWaived,
      debtGroup: worst === null ? null : ({ group: worst, change: 'worsening' } as const),
    };
  }
  // What was decided counts for later decisions, and has no effect by itself any more.
  const isPast = count > 0 || wasWaived || improvement !== undefined;
  const change = isPast ? ('improvement' as const) : ('worsening' as const);
  const debtGroup = isPast || worst !== null ? { group: worst ?? (1 as const), change } : null;
  return { restructurings: count, interestWaived: wasWaived, debtGroup };
}

/** What was paid or waived above what accrued, by class (R13); left out of an opening where it is nothing. */
function creditOf({ inTermInterest, overdueInterest, lateInterest }: Position) {
  const credit: InterestCredit = {
    inTermInterest: positive(inTermInterest.owed.negated()),
    overdueInterest: positive(overdueInterest.owed.negated()),
    lateInterest: positive(lateInterest.owed.negated()),
  };
  return sum(Object.values(credit)).isZero() ? {} : { credit };
}

/**
 * What the answers about a loan say at the beginning of a day, as another fund takes it over (R33): facts of
 * the day itself are not among them, interest is counted up to it. A recall, freezes, rate changes and a
 * charge-off are handed over beside it and keep their days.
 */
export function openingAt(loan: LoanKnown, on: CalendarDate): LoanHandedOver {
  const { terms, rules } = loan;
  const facts = factsUntil(loan.facts, addDays(on, -1));
  const at = position(terms, facts, rules, on);
  const { interestPeriods } = scheduleAt(terms, facts, rules, on);
  // Without a recall and a charge-off these are the instalments again (R14 b, R14 e).
  const asPlanned = { ...facts, recalls: [], chargeOffs: [], writeOffs: [] };
  const { instalments } = scheduleAt(terms, asPlanned, rules, on);
  const interestDue = interestPeriods
    .filter(({ to, interestUnpaid }) => to <= on && interestUnpaid.greaterThan(0))
    .map(({ to: dueOn, interestUnpaid: amount }) => ({ dueOn, amount }));
  const byDay = new Map<CalendarDate, Money>();
  for (const { dueOn, amount } of interestDue) {
    byDay.set(dueOn, (byDay.get(dueOn) ?? ZERO).plus(amount));
  }
  const due = [...byDay].map(([dueOn, amount]) => ({ dueOn, amount }));
  const accrued = at.inTermInterest.owed.minus(sum(due.map((each) => each.amount)));
  const isLast = (place: number): boolean => place === instalments.length - 1;
  const isPaidOff = at.principal.outstanding.plus(at.principal.chargedOff).isZero();
  const { debtGroup, ...decided } = groupsOf({ ...loan, facts }, facts, on);
  return {
    opening: {
      on,
      documentNumber: null,
      disbursed: at.principal.disbursed,
      instalments: instalments
        // The last one also where it asks for nothing yet: interest falls due up to its date.
        .filter(({ principalUnpaid }, place) => isLast(place) || !principalUnpaid.isZero())
        .map(({ dueOn, principalUnpaid: principal }) => ({ dueOn, principal })),
      interestDue: due,
      accruedInterest: positive(accrued),
      overdueInterest: positive(at.overdueInterest.owed),
      lateInterest: positive(at.lateInterest.owed),
      ...creditOf(at),
      ...decided,
      lastPaymentOn: lastPaymentOn(facts),
      lastConfirmedOn: facts.opening?.lastConfirmedOn ?? null,
      ...(isPaidOff && paidOffOn(facts)),
    },
    debtGroup,
  };
}
