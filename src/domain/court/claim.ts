import type { FundRules } from '../policies/fundRules.ts';
import { courtFee, type CourtFee } from './courtFee.ts';
import { owedOf } from '../loans/allocation.ts';
import {
  totalOf,
  addAllocations,
  NO_ALLOCATION,
  type Allocation,
  type LoanFacts,
} from '../loans/facts.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import { ensure } from '../primitives/errors.ts';
import type { DocketType } from '../policies/docketTypes.ts';
import type { Money } from '../primitives/money.ts';
import { owedInterest } from '../loans/explained/owedInterest.ts';
import { versionInForce } from '../policies/policies.ts';
import { position } from '../loans/position.ts';
import type { LoanTerms } from '../loans/terms.ts';

/** A loan that a claim is about. */
interface ClaimedLoan {
  readonly id: string;
  readonly terms: LoanTerms;
  readonly facts: LoanFacts;
}

/** What can be claimed of a loan at a day, with the lines of its interest. */
export interface LoanClaim {
  readonly loanId: string;
  readonly contractNumber: string;
  readonly claim: Allocation;
  /** The overdue part of the principal; the rest is claimed before its time. */
  readonly overduePrincipal: Money;
  readonly interest: ReturnType<typeof owedInterest>;
}

/** What can be claimed at the close of a day, and what the court charges for it (R26, R28). */
export interface Claim {
  readonly claim: Allocation;
  readonly total: Money;
  readonly loans: readonly LoanClaim[];
  readonly courtFee: CourtFee & { readonly docketType: DocketType; readonly law: string };
}

/** The court fee of a claim, by the policy of the day on which it is filed (R28). */
export function feeOf(
  total: Money,
  docketType: DocketType,
  { policies }: FundRules,
  filedOn: CalendarDate,
): Claim['courtFee'] {
  const { value, sourceDocument: law } = versionInForce(policies, 'courtFee', filedOn);
  return { ...courtFee(value[docketType], total), docketType, law };
}

/**
 * All that is owed of the loans at the close of a day, by component: as filed, or to be filed.
 * Principal that is not due yet is claimed too, and shown apart.
 */
export function claimAt(
  loans: readonly ClaimedLoan[],
  docketType: DocketType,
  rules: FundRules,
  asOf: CalendarDate,
): Claim {
  const claims = loans.map(({ id, terms, facts }) => {
    const at = position(terms, facts, rules, asOf);
    const claim = owedOf([at]);
    const interest = owedInterest(terms, facts, rules, asOf);
    for (const component of ['inTermInterest', 'overdueInterest', 'lateInterest'] as const) {
      const { owed } = interest[component];
      ensure(owed.equals(claim[component]), 'R15: the lines of a claim do not add up');
    }
    return {
      loanId: id,
      contractNumber: terms.contractNumber,
      claim,
      overduePrincipal: at.principal.overdue,
      interest,
    };
  });
  const claim = claims.map((each) => each.claim).reduce(addAllocations, NO_ALLOCATION);
  const total = totalOf(claim);
  return { claim, total, loans: claims, courtFee: feeOf(total, docketType, rules, asOf) };
}
