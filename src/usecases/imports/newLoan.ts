import type { PlannedLoan, PlannedOpening } from '../../domain/imports/planned.ts';
import { sourceOfWords } from '../../domain/imports/sourceWords.ts';
import type { LoanTerms, PrincipalSchedule } from '../../domain/loans/terms.ts';
import { money, rate, ZERO } from '../../domain/primitives/money.ts';
import type { LoanOpening } from '../../domain/loans/opening.ts';
import type { EnteredLoan } from '../loans/enterLoan.ts';

function scheduleOf({ instalments }: PlannedLoan): PrincipalSchedule {
  const [only, another] = instalments;
  if (only !== undefined && another === undefined) return { kind: 'bullet', dueOn: only.dueOn };
  const custom = instalments.map(({ dueOn, principal }) => ({
    dueOn,
    principal: money(principal),
  }));
  return { kind: 'custom', instalments: custom };
}

function termsOf(planned: PlannedLoan): LoanTerms {
  const { interestEvery, firstInterestDueOn, overdueRatePercent, lateInterestRatePercent } =
    planned;
  return {
    contractNumber: planned.contractNumber,
    signedOn: planned.signedOn,
    principal: money(planned.principal),
    ratePercent: rate(planned.ratePercent),
    overdueRatePercent: overdueRatePercent === null ? null : rate(overdueRatePercent),
    lateInterestRatePercent:
      lateInterestRatePercent === null ? ZERO : rate(lateInterestRatePercent),
    overdueScope: 'instalment',
    allocationOrder: null,
    principalSchedule: scheduleOf(planned),
    interestSchedule:
      interestEvery === 'maturity' || firstInterestDueOn === null
        ? { every: 'maturity' }
        : { every: interestEvery, firstDueOn: firstInterestDueOn },
  };
}

/** What is taken over of a loan, as it is entered (R33). */
const openingOf = (planned: PlannedOpening): LoanOpening => ({
  on: planned.on,
  documentNumber: null,
  disbursed: money(planned.disbursed),
  instalments: planned.instalments.map(({ dueOn, principal }) => ({
    dueOn,
    principal: money(principal),
  })),
  interestDue: planned.interestDue.map(({ dueOn, amount }) => ({ dueOn, amount: money(amount) })),
  accruedInterest: money(planned.interestAccrued),
  overdueInterest: money(planned.overdueInterest),
  lateInterest: money(planned.lateInterest),
  restructurings: planned.restructurings,
  interestWaived: false,
  lastPaymentOn: planned.lastPaymentOn,
  lastConfirmedOn: planned.lastConfirmedOn,
});

/** The contract that a row of a register plans, as it is entered. */
export function newLoanOf(planned: PlannedLoan, cooperativeId: string): EnteredLoan {
  return {
    cooperativeId,
    source: sourceOfWords(planned.source),
    terms: termsOf(planned),
    purpose: planned.purpose,
    projectCost: null,
    ownCapital: null,
    sector: null,
    project: null,
    jobs: null,
    place: null,
    opening: planned.opening && openingOf(planned.opening),
  };
}
