import type { CalendarDate } from '../primitives/dates.ts';
import { DomainError } from '../primitives/errors.ts';
import { text, type Money } from '../primitives/money.ts';
import { openPrincipal, type LoanOpening } from './opening.ts';

/**
 * Why a debt may be charged off (R40, Decree 86/2024 art. 11): the borrower was dissolved or declared
 * bankrupt; a person died, is missing or can work no more for good; or the loan is in group 5.
 */
export const CHARGE_OFF_GROUNDS = [
  'dissolved',
  'bankrupt',
  'dead',
  'missing',
  'unable_to_work',
  'group_5',
] as const;

export type ChargeOffGround = (typeof CHARGE_OFF_GROUNDS)[number];

/** Whether contractual interest goes on once a loan is charged off, off the books (R40). */
export const CHARGED_OFF_INTEREST = ['stops', 'goes_on'] as const;

/** Whether principal that is recovered of a loan charged off is capital again, or income (R40). */
export const RECOVERY_OF_CHARGED_OFF = ['capital', 'income'] as const;

/** How a loan is treated once it is charged off: by the policies in force on that day (R40). */
export interface ChargeOffTreatment {
  readonly interest: (typeof CHARGED_OFF_INTEREST)[number];
  readonly recovery: (typeof RECOVERY_OF_CHARGED_OFF)[number];
}

/** The treatment before there were policies of it (R14 e). */
export const FIRST_TREATMENT: ChargeOffTreatment = { interest: 'stops', recovery: 'capital' };

/** By which decision, and why; no figure depends on either. */
interface Decided {
  readonly decisionNumber?: string;
  readonly ground?: ChargeOffGround | null;
}

/**
 * Outstanding principal leaves the books (R14 e). What the policies of the day say of the interest and of
 * what is recovered is decided with it, and stays so for this loan: a loss that capital bore is made good
 * to capital, and a borrower is never asked for interest of days for which none was reckoned (R40). Left
 * out: as before there were such policies.
 */
export interface ChargeOff extends Partial<ChargeOffTreatment>, Decided {
  readonly effectiveOn: CalendarDate;
  /** Null or left out: nobody charged it off before. */
  readonly first?: FirstChargeOff | null;
}

/**
 * The charge-off in the fund, or in the old book, from which a loan was taken over. It is charged off again on the
 * first day here, so that the books hold (R18); the terms of R40 count from the day on which it first was.
 */
export interface FirstChargeOff {
  readonly on: CalendarDate;
  /** What left the books then. */
  readonly principal: Money;
}

/** Whether a loan can have been charged off before it was taken over: in its book, with no less than is unpaid. */
export const canBeFirst = (
  first: FirstChargeOff,
  signedOn: CalendarDate,
  opening: LoanOpening | null,
): boolean =>
  opening !== null &&
  first.on >= signedOn &&
  first.on <= opening.on &&
  first.principal.greaterThanOrEqualTo(openPrincipal(opening)) &&
  first.principal.lessThanOrEqualTo(opening.disbursed);

/**
 * Checks what is said of a charge-off before a loan was taken over.
 *
 * @throws DomainError first-charge-off-impossible
 */
export function checkFirstChargeOff(
  first: FirstChargeOff,
  signedOn: CalendarDate,
  opening: LoanOpening | null,
): void {
  if (canBeFirst(first, signedOn, opening)) return;
  const figures =
    opening === null
      ? {}
      : { signedOn, openedOn: opening.on, principal: text(openPrincipal(opening)) };
  throw new DomainError('first-charge-off-impossible', { rule: 'R40', figures });
}

/** The day on which a loan was charged off, in whichever fund: from it on the terms of R40 count. */
export const firstChargedOffOn = ({ effectiveOn, first }: ChargeOff): CalendarDate =>
  first?.on ?? effectiveOn;

/** A loan charged off leaves the record off the balance too; the debt goes on (R40, art. 12). */
export interface WriteOff extends Decided {
  readonly effectiveOn: CalendarDate;
}

/** What a charge-off that left its treatment out is treated by too. */
export const treatmentOf = ({ interest, recovery }: ChargeOff): ChargeOffTreatment => ({
  interest: interest ?? FIRST_TREATMENT.interest,
  recovery: recovery ?? FIRST_TREATMENT.recovery,
});

/** The charge-offs of a loan: one at the most stands, but for an earlier one that was entered later. */
interface ChargedOff {
  readonly chargeOffs: readonly ChargeOff[];
}

/** The earliest charge-off, or null; one decided for later counts then. */
export function chargeOffOf({ chargeOffs }: ChargedOff): ChargeOff | null {
  let first: ChargeOff | null = null;
  for (const each of chargeOffs) {
    if (first === null || each.effectiveOn < first.effectiveOn) first = each;
  }
  return first;
}

/** The day from which a loan is charged off, or null. */
export const chargedOffOn = (facts: ChargedOff): CalendarDate | null =>
  chargeOffOf(facts)?.effectiveOn ?? null;

/** The day from which no interest accrues, as the loan is charged off (R14 e, R40); null: it goes on. */
export function interestStopsOn(facts: ChargedOff): CalendarDate | null {
  const found = chargeOffOf(facts);
  return found === null || treatmentOf(found).interest === 'goes_on' ? null : found.effectiveOn;
}

/** The day after which principal that is received is income (R40); null: it never is. */
export function recoversIncomeAfter(facts: ChargedOff): CalendarDate | null {
  const found = chargeOffOf(facts);
  return found === null || treatmentOf(found).recovery === 'capital' ? null : found.effectiveOn;
}
