import type { CalendarDate } from '../domain/dates.ts';
import { DomainError } from '../domain/errors.ts';
import { outstandingAt } from '../domain/facts.ts';
import { finalDueOn } from '../domain/plan.ts';
import type { FundTx } from '../store/database.ts';
import { lastRecordedAt, recordFact } from '../store/fact.ts';
import {
  findRecall,
  insertRecall,
  insertRecallWithdrawal,
  type StoredRecall,
  type StoredRecallWithdrawal,
} from '../store/recall.ts';
import type { Actor } from '../store/token.ts';
import { refuseBeforeContract } from './dating.ts';
import { loadLoanState } from './loanState.ts';

export interface Decision {
  readonly decisionNumber: string;
  readonly decidedOn: CalendarDate;
}

/**
 * Records an early recall (R14 b); it may be decided for a later day.
 *
 * @throws DomainError not-found, before-contract, deadline-before-decision, nothing-outstanding,
 *   later-fact-impossible: a tranche was disbursed after the deadline (R4)
 */
export async function recordRecall(
  tx: FundTx,
  by: { readonly actor: Actor },
  loanId: string,
  added: Decision & { readonly deadline: CalendarDate },
): Promise<StoredRecall> {
  const { decidedOn, decisionNumber, deadline } = added;
  const { loan, facts } = await loadLoanState(tx, loanId, await lastRecordedAt(tx));
  refuseBeforeContract(decidedOn, loan.terms.signedOn);
  if (deadline < decidedOn) {
    throw new DomainError('deadline-before-decision', {
      rule: 'R14',
      figures: { deadline, decidedOn },
    });
  }
  if (outstandingAt(facts, decidedOn).isZero()) {
    throw new DomainError('nothing-outstanding', { rule: 'R14', figures: { decidedOn } });
  }
  const recalls = [...facts.recalls, { decidedOn, deadline, withdrawnOn: null }];
  const stranded = facts.disbursements.find(
    ({ effectiveOn }) => effectiveOn > finalDueOn(loan.terms, { ...facts, recalls }, effectiveOn),
  );
  if (stranded !== undefined) {
    throw new DomainError('later-fact-impossible', {
      rule: 'R4',
      figures: { what: 'disbursement', on: stranded.effectiveOn },
    });
  }
  const recorded = await recordFact(tx, {
    kind: 'recall',
    effectiveOn: decidedOn,
    recordedBy: by.actor,
  });
  return insertRecall(tx, recorded, { loanId, decisionNumber, deadline });
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
): Promise<StoredRecallWithdrawal> {
  const recall = await findRecall(tx, recallId, await lastRecordedAt(tx));
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
  const recorded = await recordFact(tx, {
    kind: 'recall_withdrawal',
    effectiveOn: added.decidedOn,
    recordedBy: by.actor,
  });
  const { decisionNumber } = added;
  return insertRecallWithdrawal(tx, recorded, { recallId, decisionNumber });
}
