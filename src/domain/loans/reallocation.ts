import type { FundRules } from '../policies/fundRules.ts';
import { DomainError } from '../primitives/errors.ts';
import { allocate, checkAllocation } from './allocation.ts';
import { checkPrincipal } from './checkPrincipal.ts';
import {
  COMPONENTS,
  NO_ALLOCATION,
  totalOf,
  type Allocation,
  type LoanFacts,
  type Repayment,
} from './facts.ts';
import { position, type Position } from './position.ts';
import type { LoanTerms } from './terms.ts';

type WithReceipts<R extends Repayment> = Omit<LoanFacts, 'repayments'> & {
  readonly repayments: readonly R[];
};

/** A receipt of which it is asked what it would pay today. */
export interface Concerned<R extends Repayment> {
  readonly receipt: R;
  /** Whether its allocation is left as it is for as long as it could be stated so (R10). */
  readonly isKept: boolean;
}

/** A receipt that is to be entered anew, with what it pays then. */
export interface Reallocated<R extends Repayment> {
  readonly receipt: R;
  readonly allocation: Allocation;
}

/** Whether both pay the same of each component. */
export const isSameAllocation = (a: Allocation, b: Allocation): boolean =>
  COMPONENTS.every((each) => a[each].equals(b[each]));

/** Whether an accountant could state this allocation, given the loan without the receipt (R10). */
function canBeStated(allocation: Allocation, before: Position): boolean {
  try {
    checkAllocation(allocation, before, totalOf(allocation));
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

/** What is awarded in the case of a receipt and not received, given the receipts of its loan (R39). */
export type AwardLeftOf<R extends Repayment> = (receipt: R, repayments: readonly R[]) => Allocation;

/**
 * Allocates receipts anew as the books stand now, as if all else had been entered before them: each by
 * the order in force on its day, given the receipts of before (R9). Those whose allocation comes out as
 * it is stay; of a day, all that follow one that does not are entered anew behind it, so that each is
 * allocated by what is in the books when it is entered.
 *
 * @param facts of the loan, the receipts concerned among them
 * @param concerned by day and then as recorded
 * @param awardLeftOf asked with the receipts of the loan that are entered before
 * @returns those to be entered anew, in that order, and the facts with them
 * @throws DomainError more-than-payoff, principal-below-zero: a receipt that is not concerned repays
 *   principal that then was repaid before
 */
export function reallocate<R extends Repayment>(
  { terms, facts, rules }: { terms: LoanTerms; facts: WithReceipts<R>; rules: FundRules },
  concerned: readonly Concerned<R>[],
  awardLeftOf: AwardLeftOf<R> = () => NO_ALLOCATION,
): { readonly changed: Reallocated<R>[]; readonly facts: WithReceipts<R> } {
  const taken = new Set(concerned.map(({ receipt }) => receipt));
  const left = facts.repayments.filter((each) => !taken.has(each));
  let entered: WithReceipts<R> = { ...facts, repayments: left };
  const anew = new Map<R, R>();
  const changed: Reallocated<R>[] = [];
  for (const { receipt, isKept } of concerned) {
    const { effectiveOn, allocation: was } = receipt;
    const before = position(terms, entered, rules, effectiveOn);
    const stays = isKept && canBeStated(was, before);
    const awarded = awardLeftOf(receipt, entered.repayments);
    const allocation = stays ? was : allocate(terms, before, rules.policies, totalOf(was), awarded);
    const follows = changed.at(-1)?.receipt.effectiveOn === effectiveOn;
    if (follows || !isSameAllocation(allocation, was)) changed.push({ receipt, allocation });
    anew.set(receipt, { ...receipt, allocation });
    entered = { ...facts, repayments: [...left, ...anew.values()] };
  }
  const [first] = changed;
  if (first !== undefined) checkPrincipal(entered, first.receipt.effectiveOn);
  const repayments = facts.repayments.map((each) => anew.get(each) ?? each);
  return { changed, facts: { ...facts, repayments } };
}
