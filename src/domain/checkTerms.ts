import { DomainError, invalid } from './errors.ts';
import { instalmentsOf } from './instalments.ts';
import { ZERO, sum, text, type RatePercent } from './money.ts';
import type { Policies } from './policies.ts';
import type { AllocationOrder, AllocationPart, LoanTerms } from './terms.ts';

const EACH_ONCE: readonly AllocationPart[] = [
  'overdueInterest',
  'inTermInterest',
  'lateInterest',
  'principal',
];

function checkOrder(order: AllocationOrder): void {
  for (const standing of ['inTerm', 'overdue'] as const) {
    const parts = order[standing];
    const complete =
      new Set(parts).size === parts.length && EACH_ONCE.every((part) => parts.includes(part));
    const overdueFirst = parts.indexOf('overduePrincipal') < parts.indexOf('principal');
    if (!complete || !overdueFirst) {
      throw invalid(
        `/allocationOrder/${standing}`,
        'name overdueInterest, inTermInterest, lateInterest and principal once each; ' +
          'overduePrincipal may stand before principal',
      );
    }
  }
}

function checkRates(terms: LoanTerms, policies: Policies): void {
  const refuse = (given: RatePercent, cap: RatePercent, rule: string, field: string): void => {
    if (given.lessThanOrEqualTo(cap)) return;
    throw new DomainError('rate-above-cap', {
      rule,
      figures: { field, ratePercent: text(given), capPercent: text(cap) },
    });
  };
  refuse(terms.ratePercent, policies.highestRatePercent, 'R7', 'ratePercent');
  if (terms.overdueRatePercent !== null) {
    const cap = terms.ratePercent.times(policies.overdueRateShare).div(100);
    refuse(terms.overdueRatePercent, cap, 'R7', 'overdueRatePercent');
  }
  const late = terms.lateInterestRatePercent;
  refuse(late, policies.highestLateRatePercent, 'R7', 'lateInterestRatePercent');
}

function checkSchedule(terms: LoanTerms): void {
  const schedule = terms.principalSchedule;
  if (schedule.kind === 'custom') {
    const dates = new Set(schedule.instalments.map((instalment) => instalment.dueOn));
    if (dates.size < schedule.instalments.length) {
      throw invalid('/principalSchedule/instalments', 'two instalments fall due on one date');
    }
  }
  const instalments = instalmentsOf(terms);
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
 * Checks what a contract may say (R4, R7, R9).
 *
 * @throws DomainError validation, rate-above-cap, schedule-sum, instalment-zero, before-contract
 */
export function checkTerms(terms: LoanTerms, policies: Policies): void {
  if (terms.allocationOrder !== null) checkOrder(terms.allocationOrder);
  checkRates(terms, policies);
  checkSchedule(terms);
}
