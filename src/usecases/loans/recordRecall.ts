import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { checkRecall, checkStillPossible } from '../../domain/loans/decisions.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import type { FundTx } from '../../store/database/database.ts';
import { lastRecordedAt, recordFact } from '../../store/database/fact.ts';
import {
  findRecall,
  insertRecall,
  insertRecallWithdrawal,
  type StoredRecall,
  type StoredRecallWithdrawal,
} from '../../store/loans/recall.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { refuseBeforeContract } from '../acts/dating.ts';
import type { AroundDecision } from './decideLoan.ts';
import { loadLoanState, loanPosition } from './loanState.ts';

export interface Decision {
  readonly decisionNumber: string;
  readonly decidedOn: CalendarDate;
}

/**
 * Records an early recall (R14 b); it may be decided for a later day.
 *
 * @throws DomainError not-found, before-contract, deadline-before-decision, nothing-outstanding,
 *   later-fact-impossible: a tranche was disbursed after the deadline, or a restructuring decided
 */
export async function recordRecall(
  tx: FundTx,
  by: { readonly actor: Actor },
  loanId: string,
  added: Decision & { readonly deadline: CalendarDate },
): Promise<AroundDecision & { readonly recall: StoredRecall }> {
  const { decidedOn, decisionNumber, deadline } = added;
  const knownAt = await lastRecordedAt(tx);
  const { loan, facts } = await loadLoanState(tx, loanId, knownAt);
  refuseBeforeContract(decidedOn, loan.terms.signedOn);
  const recall = { decidedOn, deadline, withdrawnOn: null };
  checkRecall(facts, recall);
  const { terms } = loan;
  const recalls = [...facts.recalls, recall];
  checkStillPossible({ terms, facts }, { terms, facts: { ...facts, recalls } });
  const before = await loanPosition(tx, loanId, { asOf: decidedOn, knownAt });
  const recorded = await recordFact(tx, {
    kind: 'recall',
    effectiveOn: decidedOn,
    recordedBy: by.actor,
  });
  const stored = await insertRecall(tx, recorded, { loanId, decisionNumber, deadline });
  const at = { asOf: decidedOn, knownAt: recorded.recordedAt };
  return { recall: stored, before, after: await loanPosition(tx, loanId, at) };
}

/**
 * Withdraws a recall (R14 b).
 *
 * @throws DomainError not-found, already-reversed, already-withdrawn, withdrawal-before-recall
 */
export async function withdrawRecall(
  tx: FundTx,
  by: { readonly actor: Actor },
  recallId: string,
  added: Decision,
): Promise<AroundDecision & { readonly withdrawal: StoredRecallWithdrawal }> {
  const knownAt = await lastRecordedAt(tx);
  const recall = await findRecall(tx, recallId, knownAt);
  if (recall === null) {
    throw new DomainError('not-found', { figures: { what: 'recall', id: recallId } });
  }
  if (recall.reversedAt !== null) {
    throw new DomainError('already-reversed', {
      rule: 'R12',
      figures: { reversedAt: recall.reversedAt.toISOString() },
    });
  }
  if (recall.withdrawal !== null) {
    const { decisionNumber, decidedOn } = recall.withdrawal;
    throw new DomainError('already-withdrawn', {
      rule: 'R14',
      figures: { decisionNumber, decidedOn },
    });
  }
  if (added.decidedOn < recall.decidedOn) {
    throw new DomainError('withdrawal-before-recall', {
      rule: 'R14',
      figures: { decidedOn: added.decidedOn, recalledOn: recall.decidedOn },
    });
  }
  const { decisionNumber, decidedOn } = added;
  const { loanId } = recall;
  const before = await loanPosition(tx, loanId, { asOf: decidedOn, knownAt });
  const recorded = await recordFact(tx, {
    kind: 'recall_withdrawal',
    effectiveOn: decidedOn,
    recordedBy: by.actor,
  });
  const withdrawal = await insertRecallWithdrawal(tx, recorded, { recallId, decisionNumber });
  const at = { asOf: decidedOn, knownAt: recorded.recordedAt };
  return { withdrawal, before, after: await loanPosition(tx, loanId, at) };
}
