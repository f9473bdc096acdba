import { checkOrder } from '../policies/allocationOrder.ts';
import { addMonths, monthsOf, stepFrom, type CalendarDate } from '../primitives/dates.ts';
import { DomainError, invalid } from '../primitives/errors.ts';
import { firstAnnuityInterest, inOrder, instalmentsOf } from './instalments.ts';
import { Dec, ZERO, sum, text, type Money, type RatePercent } from '../primitives/money.ts';
import { refuseTooLarge } from '../primitives/refusals.ts';
import { inForce, type Policies } from '../policies/policies.ts';
import { overdueRateCap } from './rates.ts';
import type { ContractedInstalment, LoanTerms, PrincipalSchedule } from './terms.ts';

function refuseAbove(given: RatePercent, cap: RatePercent, field: string): void {
  if (given.lessThanOrEqualTo(cap)) return;
  throw new DomainError('rate-above-cap', {
    rule: 'R7',
    figures: { field, ratePercent: text(given), capPercent: text(cap) },
  });
}

/**
 * Checks the rates of a contract or rate change against the policies of its day (R7).
 *
 * @throws DomainError rate-above-cap
 */
export function checkRates(
  rates: Pick<LoanTerms, 'ratePercent' | 'overdueRatePercent'>,
  policies: Policies,
  on: CalendarDate,
): void {
  const { ratePercent, overdueRatePercent } = rates;
  refuseAbove(ratePercent, inForce(policies, 'highestRatePercent', on), 'ratePercent');
  if (overdueRatePercent === null) return;
  refuseAbove(overdueRatePercent, overdueRateCap(ratePercent, policies, on), 'overdueRatePercent');
}

/** An annuity's interest falls due with its instalments, and its payments are above it (R4). */
function checkAnnuity(terms: LoanTerms): void {
  const { principalSchedule: schedule, interestSchedule: interest } = terms;
  if (schedule.kind !== 'annuity') return;
  const together = interest.every === schedule.every && interest.firstDueOn === schedule.firstDueOn;
  if (!together) {
    throw invalid('/interestSchedule', {
      en: 'an annuity needs an interest schedule with the same `every` and `firstDueOn`',
      vi: 'trả đều (annuity) cần lịch trả lãi có cùng `every` và `firstDueOn`',
    });
  }
  const amount = schedule.instalmentAmount;
  const interestDue = firstAnnuityInterest(terms, schedule);
  if (amount !== null && amount.lessThanOrEqualTo(interestDue)) {
    throw new DomainError('instalment-not-above-interest', {
      rule: 'R4',
      figures: { instalmentAmount: text(amount), firstInterest: text(interestDue) },
    });
  }
}

/** @throws DomainError validation */
export function refuseSameDates(
  instalments: readonly ContractedInstalment[],
  pointer: string,
): void {
  const dates = new Set(instalments.map((instalment) => instalment.dueOn));
  if (dates.size < instalments.length)
    throw invalid(pointer, {
      en: 'two instalments fall due on one date',
      vi: 'hai kỳ hạn trùng một ngày',
    });
}

/**
 * A loan's last due date is at most so many years after its contract: every answer about the loan works its
 * periods out.
 */
const MOST_YEARS = 60;

/** @throws DomainError term-too-long */
export function refuseTooLong(signedOn: CalendarDate, lastDueOn: CalendarDate | null): void {
  const latestDueOn = addMonths(signedOn, MOST_YEARS * 12);
  if (lastDueOn !== null && lastDueOn <= latestDueOn) return;
  throw new DomainError('term-too-long', {
    rule: 'R4',
    figures: { signedOn, latestDueOn, mostYears: MOST_YEARS },
  });
}

/** The last due date of a schedule; null where it lies further ahead than any that is taken. */
function lastDueOf(schedule: PrincipalSchedule): CalendarDate | null {
  switch (schedule.kind) {
    case 'bullet':
      return schedule.dueOn;
    case 'custom':
      return inOrder(schedule.instalments).at(-1)?.dueOn ?? null;
    case 'equal':
    case 'annuity': {
      const { firstDueOn, every, count } = schedule;
      const months = monthsOf(every) * (count - 1);
      return months > MOST_YEARS * 12 ? null : stepFrom(firstDueOn, every, count - 1);
    }
  }
}

/**
 * The most that a contract lends: its interest, also of a hundred years overdue, has less than the 18 digits
 * of an amount (R1).
 */
export const MOST_PRINCIPAL: Money = new Dec('999999999999999');

function checkSchedule(terms: LoanTerms): void {
  const schedule = terms.principalSchedule;
  refuseTooLarge(terms.principal, MOST_PRINCIPAL);
  // Before the instalments are worked out, which may be many.
  refuseTooLong(terms.signedOn, lastDueOf(schedule));
  if (schedule.kind === 'custom') {
    refuseSameDates(schedule.instalments, '/principalSchedule/instalments');
  }
  checkAnnuity(terms);
  const instalments = instalmentsOf(terms, null);
  const total = sum(instalments.map((instalment) => instalment.principal));
  if (!total.equals(terms.principal)) {
    throw new DomainError('schedule-sum', {
      rule: 'R4',
      figures: { principal: text(terms.principal), instalments: text(total) },
    });
  }
  for (const instalment of instalments) {
    if (instalment.principal.lessThanOrEqualTo(ZERO)) {
      throw new DomainError('instalment-zero', {
        rule: 'R4',
        figures: { dueOn: instalment.dueOn, principal: text(instalment.principal) },
      });
    }
    if (instalment.dueOn < terms.signedOn) {
      throw new DomainError('before-contract', {
        rule: 'R4',
        figures: { date: instalment.dueOn, signedOn: terms.signedOn },
      });
    }
  }
  const last = instalments.at(-1);
  if (last !== undefined && last.dueOn > '2199-12-31') {
    throw invalid('/principalSchedule', {
      en: 'the last instalment falls due after the year 2199',
      vi: 'kỳ hạn cuối sau năm 2199',
    });
  }
}

/**
 * Checks what a contract may say against the policies of the day it was signed (R4, R7, R9).
 *
 * @throws DomainError validation, rate-above-cap, schedule-sum, instalment-zero, before-contract,
 *   instalment-not-above-interest, amount-too-large, term-too-long
 */
export function checkTerms(terms: LoanTerms, policies: Policies): void {
  if (terms.allocationOrder !== null) {
    checkOrder(terms.allocationOrder, '/allocationOrder');
  }
  const { signedOn, lateInterestRatePercent: late } = terms;
  checkRates(terms, policies, signedOn);
  const lateCap = inForce(policies, 'highestLateInterestRatePercent', signedOn);
  refuseAbove(late, lateCap, 'lateInterestRatePercent');
  checkSchedule(terms);
}
