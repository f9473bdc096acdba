import { DomainError } from '../domain/errors.ts';
import { DEFAULT_POLICIES } from '../domain/policies.ts';
import { checkTerms } from '../domain/checkTerms.ts';
import { findCooperative } from '../store/cooperative.ts';
import type { FundTx } from '../store/database.ts';
import { lastRecordedAt, recordFact } from '../store/fact.ts';
import { contractNumberExists, insertLoan, type NewLoan, type StoredLoan } from '../store/loan.ts';
import type { Actor } from '../store/token.ts';
import { requireLoan } from './loanState.ts';

/**
 * Enters a loan contract (R4, R5, R7).
 *
 * @throws DomainError not-found, duplicate, and what `checkTerms` refuses
 */
export async function enterLoan(
  tx: FundTx,
  by: { readonly actor: Actor },
  added: NewLoan,
): Promise<StoredLoan> {
  const { terms, cooperativeId } = added;
  const knownAt = await lastRecordedAt(tx);
  if ((await findCooperative(tx, cooperativeId, knownAt)) === null) {
    throw new DomainError('not-found', { figures: { what: 'cooperative', id: cooperativeId } });
  }
  checkTerms(terms, DEFAULT_POLICIES);
  const { contractNumber } = terms;
  if (await contractNumberExists(tx, contractNumber)) {
    throw new DomainError('duplicate', {
      figures: { field: 'contractNumber', value: contractNumber },
    });
  }
  const recorded = await recordFact(tx, {
    kind: 'loan',
    effectiveOn: terms.signedOn,
    recordedBy: by.actor,
  });
  await insertLoan(tx, recorded, added);
  return requireLoan(tx, recorded.id, recorded.recordedAt);
}
