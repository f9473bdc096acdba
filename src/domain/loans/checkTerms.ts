import { checkOrder } from '../policies/allocationOrder.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import { DomainError, invalid } from '../primitives/errors.ts';
import { firstAnnuityInterest, instalmentsOf } from './instalments.ts';
import { ZERO, sum, text, type RatePercent } from '../primitives/money.ts';
import { inForce, type Policies } from '../policies/policies.ts';
import { overdueRateCap } from './rates.ts';
import type { ContractedInstalment, LoanTerms } from './terms.ts';

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
    throw invalid(
      '/interestSchedule',
      'an annuity needs an interest schedule with the same `every` and `firstDueOn`',
    );
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
    throw invalid(pointer, 'two instalments fall due on one date');
}

function checkSchedule(terms: LoanTerms): void {
  const schedule = terms.principalSchedule;
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
    throw invalid('/principalSchedule', 'the last instalment falls due after the year 2199');
  }
}

/**
 * Checks what a contract may say against the policies of the day it was signed (R4, R7, R9).
 *
 * @throws DomainError validation, rate-above-cap, schedule-sum, instalment-zero, before-contract,
 *   instalment-not-above-interest
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
