import { DomainError } from '../primitives/errors.ts';
import { sum, text, ZERO } from '../primitives/money.ts';
import { refuseBeforeContract } from '../primitives/refusals.ts';
import { chargedOffOn } from './chargeOff.ts';
import { type Disbursement, type LoanFacts } from './facts.ts';
import { finalDueOn } from './plan.ts';
import type { LoanTerms } from './terms.ts';

/**
 * Checks a disbursement against its contract (R4): it lies within its days, and comes with the
 * others to its principal at most.
 *
 * @throws DomainError before-contract, after-charge-off, after-final-due-date, more-than-contract
 */
export function checkDisbursement(
  terms: LoanTerms,
  facts: LoanFacts,
  { effectiveOn, amount }: Disbursement,
): void {
  refuseBeforeContract(effectiveOn, terms.signedOn);
  const chargedOff = chargedOffOn(facts);
  if (chargedOff !== null && effectiveOn > chargedOff) {
    throw new DomainError('after-charge-off', {
      rule: 'R4',
      figures: { effectiveOn, chargedOffOn: chargedOff },
    });
  }
  const last = finalDueOn(terms, facts, effectiveOn);
  if (effectiveOn > last) {
    throw new DomainError('after-final-due-date', {
      rule: 'R4',
      figures: { effectiveOn, finalDueOn: last },
    });
  }
  const disbursed = sum(facts.disbursements.map((each) => each.amount)).plus(
    facts.opening?.disbursed ?? ZERO,
  );
  if (disbursed.plus(amount).greaterThan(terms.principal)) {
    throw new DomainError('more-than-contract', {
      rule: 'R4',
      figures: {
        amount: text(amount),
        disbursed: text(disbursed),
        contracted: text(terms.principal),
      },
    });
  }
}
