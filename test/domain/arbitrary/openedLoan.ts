import type { CalendarDate } from '../../../src/domain/primitives/dates.ts';
import { scheduleAt } from '../../../src/domain/loans/explained/schedule.ts';
import { factsUntil, type LoanFacts } from '../../../src/domain/loans/facts.ts';
import type { LoanOpening } from '../../../src/domain/loans/opening.ts';
import { position } from '../../../src/domain/loans/position.ts';
import { sum } from '../../../src/domain/primitives/money.ts';
import type { Loan } from './arbitraryActs.ts';

/**
 * The day of the last payment; if no principal is left, of the last one that paid any: penalty interest is
 * due on the day on which the principal was paid off (R15).
 */
function lastPaymentOn({ repayments }: LoanFacts, isPaidOff: boolean): CalendarDate | null {
  const counted = repayments.filter(
    ({ allocation }) => !isPaidOff || !allocation.principal.isZero(),
  );
  return (
    counted
      .map((each) => each.effectiveOn)
      .toSorted()
      .at(-1) ?? null
  );
}

/** What the answers about a loan at the close of a day say, as its book would be taken over (R33). */
export function openingFrom({ terms, facts, rules }: Loan, on: CalendarDate): LoanOpening {
  const at = position(terms, facts, rules, on);
  const { interestPeriods } = scheduleAt(terms, facts, rules, on);
  // A recall is entered by itself: without it these are the instalments again (R14 b).
  const { instalments } = scheduleAt(terms, { ...facts, recalls: [] }, rules, on);
  const interestDue = interestPeriods
    .filter(({ to, interestUnpaid }) => to <= on && !interestUnpaid.isZero())
    .map(({ to: dueOn, interestUnpaid: amount }) => ({ dueOn, amount }));
  const isLast = (place: number): boolean => place === instalments.length - 1;
  const known = factsUntil(facts, on);
  return {
    on,
    documentNumber: null,
    disbursed: at.principal.disbursed,
    instalments: instalments
      // The last one also where it asks for nothing yet: interest falls due up to its date.
      .filter(({ principalUnpaid }, place) => isLast(place) || !principalUnpaid.isZero())
      .map(({ dueOn, principalUnpaid: principal }) => ({ dueOn, principal })),
    interestDue,
    accruedInterest: at.inTermInterest.owed.minus(sum(interestDue.map((each) => each.amount))),
    overdueInterest: at.overdueInterest.owed,
    lateInterest: at.lateInterest.owed,
    restructurings: known.restructurings.length,
    interestWaived: known.waivers.length > 0,
    lastPaymentOn: lastPaymentOn(known, at.principal.outstanding.isZero()),
    lastConfirmedOn: null,
  };
}

/** The facts that are entered beside an opening: those dated after its day. */
export function factsAfter(facts: LoanFacts, opening: LoanOpening): LoanFacts {
  const isAfter = ({ effectiveOn }: { readonly effectiveOn: CalendarDate }): boolean =>
    effectiveOn > opening.on;
  return {
    opening,
    disbursements: facts.disbursements.filter(isAfter),
    repayments: facts.repayments.filter(isAfter),
    recalls: facts.recalls,
    restructurings: facts.restructurings.filter((each) => each.decidedOn > opening.on),
    rateChanges: facts.rateChanges,
    freezes: facts.freezes,
    waivers: facts.waivers.filter(isAfter),
    chargeOffs: facts.chargeOffs.filter(isAfter),
    writeOffs: facts.writeOffs.filter(isAfter),
    debtGroupOverrides: facts.debtGroupOverrides.filter(isAfter),
  };
}
