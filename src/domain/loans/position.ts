import type { FundRules } from '../policies/fundRules.ts';
import { dateOf, dayOf, type CalendarDate, type Day } from '../primitives/dates.ts';
import { moneyOf } from '../primitives/dong.ts';
import { chargeOffOf } from './chargeOff.ts';
import { debtGroupByDays, ownDebtGroup } from './debtGroup.ts';
import { factsUntil, type InterestComponent, type LoanFacts } from './facts.ts';
import { countUntil, firstAbove } from '../primitives/datedSums.ts';
import { waivedUntil, type LoanDays } from './fold/loanDays.ts';
import { paidUntil } from './fold/moneyDays.ts';
import { foldOf, type Fold } from './fold/fold.ts';
import type { DueDays } from './fold/planDays.ts';
import { openPaidOffOn, openPrincipal, type LoanOpening } from './opening.ts';
import { ZERO, type Money } from '../primitives/money.ts';
import { inForce } from '../policies/policies.ts';
import { overdueOf } from './principal.ts';
import { NEVER, type Sweep } from './sweep.ts';
import type { DebtGroup } from '../policies/debtGroups.ts';
import type { LoanTerms } from './terms.ts';

export const STANDINGS = ['not_disbursed', 'settled', 'charged_off', 'overdue', 'in_term'] as const;

/** Where a loan stands; a borrower has debt while one of its loans is `in_term` or `overdue`. */
export type Standing = (typeof STANDINGS)[number];

export interface InterestPosition {
  readonly accrued: Money;
  readonly paid: Money;
  readonly waived: Money;
  /** Accrued less paid and waived; negative where more was collected than accrued (R13). */
  readonly owed: Money;
}

/** A loan at the close of a day (R15). */
export interface Position {
  readonly asOf: CalendarDate;
  readonly standing: Standing;
  readonly daysPastDue: number;
  readonly oldestUnpaidDueOn: CalendarDate | null;
  readonly ownDebtGroup: DebtGroup | null;
  readonly payoff: Money;
  /** The day from which it is charged off, or written off too (R14 e, R40); null: it is not by then. */
  readonly chargedOffOn: CalendarDate | null;
  readonly writtenOffOn: CalendarDate | null;
  readonly principal: {
    readonly contracted: Money;
    readonly disbursed: Money;
    readonly repaid: Money;
    readonly chargedOff: Money;
    /** Of what was repaid, what was income and not capital again: recovered once charged off (R40). */
    readonly recoveredAsIncome: Money;
    readonly outstanding: Money;
    readonly inTerm: Money;
    readonly overdue: Money;
  };
  readonly inTermInterest: InterestPosition & { readonly inArrears: Money };
  readonly overdueInterest: InterestPosition;
  readonly lateInterest: InterestPosition;
}

const positive = (amount: bigint): bigint => (amount > 0n ? amount : 0n);

/** A class of interest in đồng, before it is written as money. */
interface Interest {
  readonly accrued: bigint;
  readonly paid: bigint;
  readonly waived: bigint;
  readonly owed: bigint;
}

function interestAt(sweep: Sweep, component: InterestComponent, asOf: Day): Interest {
  const segmenting = sweep.segmentingOf(component);
  const accrued = segmenting.accrued + segmenting.openInterest(asOf);
  const paid = sweep.paid(component);
  const waived = sweep.waived(component);
  return { accrued, paid, waived, owed: accrued - paid - waived };
}

function interestPosition({ accrued, paid, waived, owed }: Interest): InterestPosition {
  return {
    accrued: moneyOf(accrued),
    paid: moneyOf(paid),
    waived: moneyOf(waived),
    owed: moneyOf(owed),
  };
}

/** Something to be paid, by the days of R6. */
interface Due {
  readonly dueOn: Day;
  readonly payableBy: Day;
}

/**
 * What of dues stays unpaid after `asOf` passed their payable-by, and the oldest of them: `settled`
 * settles the oldest first (R6).
 *
 * @param asked by no, one, two … of the dues
 */
function pastDue(
  { dueOn, payableBy }: DueDays,
  asked: BigInt64Array,
  settled: bigint,
  asOf: Day,
): { readonly amount: bigint; readonly oldest: Due | null } {
  const passed = countUntil(payableBy, asOf - 1);
  const amount = positive((asked[passed] ?? 0n) - settled);
  if (amount === 0n) return NOTHING_PAST_DUE;
  const place = firstAbove(asked, passed, settled) - 1;
  return { amount, oldest: { dueOn: dueOn[place] ?? 0, payableBy: payableBy[place] ?? 0 } };
}

const NOTHING_PAST_DUE = { amount: 0n, oldest: null };

function oldestOf(dues: readonly (Due | null)[]): Due | null {
  let oldest: Due | null = null;
  for (const due of dues) {
    if (due === null) continue;
    const older =
      oldest === null ||
      due.payableBy < oldest.payableBy ||
      (due.payableBy === oldest.payableBy && due.dueOn < oldest.dueOn);
    if (older) oldest = due;
  }
  return oldest;
}

/** With no principal left, overdue and late interest are due on the day it was paid off (R15). */
function paidOffDay({ days: { paid }, facts: { opening } }: Fold, repaid: bigint): Due | null {
  const receipts = firstAbove(paid.sums.principal, paid.sums.principal.length, repaid - 1n);
  const day = receipts === 0 ? undefined : paid.days[receipts - 1];
  if (day === undefined) return null;
  // Paid off before it was taken over: on the day that is known (R33).
  const isBefore = opening !== null && day === dayOf(opening.on) && openPrincipal(opening).isZero();
  const known = isBefore ? openPaidOffOn(opening) : null;
  const paidOn = known === null ? day : dayOf(known);
  return { dueOn: paidOn, payableBy: paidOn };
}

function standingOf(sweep: Sweep, payoff: bigint, isOverdue: boolean): Standing {
  if (sweep.principal.disbursed === 0n) return 'not_disbursed';
  if (payoff === 0n) return 'settled';
  if (sweep.principal.isChargedOff) return 'charged_off';
  return isOverdue ? 'overdue' : 'in_term';
}

const isRestructuredOrWaived = ({ restructurings, interestWaived }: LoanOpening): boolean =>
  restructurings > 0 || interestWaived;

function debtGroupAt(
  { facts, rules: { policies } }: Fold,
  asOf: CalendarDate,
  daysPastDue: number,
  settledOn: Day,
): DebtGroup {
  const { opening, restructurings, waivers, debtGroupOverrides } = facts;
  const decided = restructurings.length + waivers.length + debtGroupOverrides.length;
  if (decided === 0 && (opening === null || !isRestructuredOrWaived(opening))) {
    return debtGroupByDays(daysPastDue, inForce(policies, 'debtGroupFromDays', asOf));
  }
  const settled = settledOn === NEVER ? null : dateOf(settledOn);
  return ownDebtGroup(factsUntil(facts, asOf), { asOf, daysPastDue, settledOn: settled }, policies);
}

/** A loan on which nothing is disbursed yet: whatever was paid on it is a credit. */
function untouched({ terms, days }: Fold, asOf: CalendarDate): Position {
  const day = dayOf(asOf);
  const interest = (component: InterestComponent): InterestPosition => {
    const paid = paidUntil(days.paid, component, day);
    const waived = waivedUntil(days.waived, component, day);
    return interestPosition({ accrued: 0n, paid, waived, owed: -paid - waived });
  };
  const repaid = paidUntil(days.paid, 'principal', day);
  const outstanding = moneyOf(-repaid);
  return {
    asOf,
    standing: 'not_disbursed',
    daysPastDue: 0,
    oldestUnpaidDueOn: null,
    ownDebtGroup: null,
    payoff: outstanding,
    chargedOffOn: null,
    writtenOffOn: null,
    principal: {
      contracted: terms.principal,
      disbursed: ZERO,
      repaid: moneyOf(repaid),
      chargedOff: ZERO,
      recoveredAsIncome: moneyOf(recoveredAsIncome(days, day)),
      outstanding,
      inTerm: ZERO,
      overdue: outstanding,
    },
    inTermInterest: { ...interest('inTermInterest'), inArrears: ZERO },
    overdueInterest: interest('overdueInterest'),
    lateInterest: interest('lateInterest'),
  };
}

/** What was recovered after the charge-off's own day, if that is income (R40). */
function recoveredAsIncome({ paid, recoversIncomeAfterDay: after }: LoanDays, day: Day): bigint {
  if (after >= day) return 0n;
  return paidUntil(paid, 'principal', day) - paidUntil(paid, 'principal', after);
}

/** The first of some days that is not after `asOf`; null: none is. */
function firstBy(
  facts: readonly { readonly effectiveOn: CalendarDate }[],
  asOf: CalendarDate,
): CalendarDate | null {
  const days = facts.map((each) => each.effectiveOn).filter((day) => day <= asOf);
  return days.toSorted()[0] ?? null;
}

function positionOf(fold: Fold, sweep: Sweep, asOf: CalendarDate): Position {
  const day = dayOf(asOf);
  const { terms } = fold;
  const { principal } = sweep;
  const { disbursed, repaid, unpaid } = principal;
  const chargedOff = principal.isChargedOff ? unpaid : 0n;
  const outstanding = unpaid - chargedOff;
  const inTermInterest = interestAt(sweep, 'inTermInterest', day);
  const overdueInterest = interestAt(sweep, 'overdueInterest', day);
  const lateInterest = interestAt(sweep, 'lateInterest', day);
  const penalty = positive(overdueInterest.owed) + positive(lateInterest.owed);
  const payoff = unpaid + positive(inTermInterest.owed) + penalty;

  const { version } = principal;
  const instalments = pastDue(version, version.asked, repaid, day);
  const due = instalments.amount < outstanding ? instalments.amount : outstanding;
  const overdue = overdueOf(due, outstanding, terms.overdueScope);
  const arrears = pastDue(sweep.interestDues, sweep.fallen, sweep.settled('inTermInterest'), day);
  const penaltyDue = unpaid === 0n && penalty > 0n ? paidOffDay(fold, repaid) : null;
  const oldest = oldestOf([instalments.oldest, arrears.oldest, penaltyDue]);
  const standing = standingOf(sweep, payoff, oldest !== null);
  const isLive = standing === 'in_term' || standing === 'overdue';
  const daysPastDue = oldest === null ? 0 : day - oldest.payableBy;
  return {
    asOf,
    standing,
    daysPastDue,
    oldestUnpaidDueOn: oldest === null ? null : dateOf(oldest.dueOn),
    ownDebtGroup: isLive ? debtGroupAt(fold, asOf, daysPastDue, sweep.settledOn) : null,
    payoff: moneyOf(payoff),
    chargedOffOn: firstBy(fold.facts.chargeOffs, asOf),
    writtenOffOn: firstBy(fold.facts.writeOffs, asOf),
    principal: {
      contracted: terms.principal,
      disbursed: moneyOf(disbursed),
      repaid: moneyOf(repaid),
      chargedOff: moneyOf(chargedOff),
      recoveredAsIncome: moneyOf(recoveredAsIncome(fold.days, day)),
      outstanding: moneyOf(outstanding),
      inTerm: moneyOf(outstanding - overdue),
      overdue: moneyOf(overdue),
    },
    inTermInterest: { ...interestPosition(inTermInterest), inArrears: moneyOf(arrears.amount) },
    overdueInterest: interestPosition(overdueInterest),
    lateInterest: interestPosition(lateInterest),
  };
}

/** The last day up to a day at whose close everything was paid; null: there was none. */
export function lastSettledOn(
  terms: LoanTerms,
  facts: LoanFacts,
  rules: FundRules,
  asOf: CalendarDate,
): CalendarDate | null {
  const sweep = foldOf(terms, facts, rules).sweptUntil(dayOf(asOf));
  return sweep === null || sweep.settledOn === NEVER ? null : dateOf(sweep.settledOn);
}

/** What left the books when a loan was charged off, in whichever fund it first was (R40); 0: it was not. */
export function chargedOffPrincipal(terms: LoanTerms, facts: LoanFacts, rules: FundRules): Money {
  const chargeOff = chargeOffOf(facts);
  if (chargeOff === null) return ZERO;
  const { effectiveOn, first = null } = chargeOff;
  return first?.principal ?? position(terms, facts, rules, effectiveOn).principal.chargedOff;
}

/**
 * The heart: a loan's terms and dated facts in, its position at the close of `asOf` out (R15).
 * Facts dated after `asOf` are not looked at, so the answer for a past day stays for ever.
 */
export function position(
  terms: LoanTerms,
  facts: LoanFacts,
  rules: FundRules,
  asOf: CalendarDate,
): Position {
  const fold = foldOf(terms, facts, rules);
  const sweep = fold.sweptUntil(dayOf(asOf));
  return sweep === null ? untouched(fold, asOf) : positionOf(fold, sweep, asOf);
}
