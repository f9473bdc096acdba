import { shownAt } from '../../book/known.ts';
import type { RecallEntry, RecallWithdrawalEntry } from '../../store/loans/recall.ts';
import { lastRecordedAt, type FundAct } from '../../book/fund.ts';
import { findOpening } from '../../book/loanOpenings.ts';
import { findRecall } from '../../book/loans.ts';
import { judgedOn } from '../../domain/loans/opening.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { checkRecall, checkStillPossible } from '../../domain/loans/decisions.ts';
import { checkWithdrawal } from '../../domain/loans/recalls.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { type StoredRecall, type StoredRecallWithdrawal } from '../../store/loans/recall.ts';
import { refuseBeforeContract } from '../../domain/primitives/refusals.ts';
import { shownFromInAct } from '../acts/bookLater.ts';
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
export function recordRecall(
  fund: FundAct,
  loanId: string,
  added: Decision & { readonly deadline: CalendarDate; readonly ground?: string },
): AroundDecision & { readonly recall: StoredRecall } {
  const { decidedOn, decisionNumber, deadline, ground = null } = added;
  const knownAt = lastRecordedAt(fund);
  const from = shownFromInAct(fund, decidedOn);
  const { loan, books } = loadLoanState(fund, loanId, { asOf: from, knownAt });
  refuseBeforeContract(decidedOn, loan.terms.signedOn);
  const recall = { decidedOn, deadline, withdrawnOn: null };
  const { terms } = loan;
  for (const { facts } of books.from(from)) {
    checkRecall(facts, recall);
    const recalls = [...facts.recalls, recall];
    checkStillPossible({ terms, facts }, { terms, facts: { ...facts, recalls } });
  }
  const asOf = judgedOn(loan.opening, from);
  const before = loanPosition(fund, loanId, { asOf, knownAt });
  const recorded = fund.record<RecallEntry>({
    factKind: 'recall',
    effectiveOn: decidedOn,
    loanId,
    decisionNumber,
    deadline,
    ground,
  });
  const stored = { ...shownAt(recorded, recorded.recordedAt), decidedOn, withdrawal: null };
  const at = { asOf, knownAt: stored.recordedAt };
  return { recall: stored, before, after: loanPosition(fund, loanId, at) };
}

/**
 * Withdraws a recall (R14 b).
 *
 * @throws DomainError not-found, already-reversed, already-withdrawn, withdrawal-before-recall
 */
export function withdrawRecall(
  fund: FundAct,
  recallId: string,
  added: Decision,
): AroundDecision & { readonly withdrawal: StoredRecallWithdrawal } {
  const knownAt = lastRecordedAt(fund);
  const recall = findRecall(fund, recallId, knownAt);
  if (recall === null) {
    throw new DomainError('not-found', { figures: { what: 'recall', id: recallId } });
  }
  const { decisionNumber, decidedOn } = added;
  checkWithdrawal(recall, decidedOn);
  const { loanId } = recall;
  const opening = findOpening(fund, loanId, knownAt)?.opening ?? null;
  const asOf = judgedOn(opening, shownFromInAct(fund, decidedOn));
  const before = loanPosition(fund, loanId, { asOf, knownAt });
  const recorded = fund.record<RecallWithdrawalEntry>({
    factKind: 'recall_withdrawal',
    effectiveOn: decidedOn,
    recallId,
    decisionNumber,
  });
  const {
    reversedAt: _,
    reversalBookedOn: __,
    ...withdrawn
  } = shownAt(recorded, recorded.recordedAt);
  const withdrawal = { ...withdrawn, decidedOn };
  const at = { asOf, knownAt: withdrawal.recordedAt };
  return { withdrawal, before, after: loanPosition(fund, loanId, at) };
}
