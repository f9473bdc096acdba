import { checkAvailable } from '../domain/cash.ts';
import { earlier, type CalendarDate } from '../domain/dates.ts';
import { DomainError } from '../domain/errors.ts';
import { outstandingAt } from '../domain/facts.ts';
import { findCapitalMovement } from '../store/capitalMovement.ts';
import { availableByDay } from '../store/cash.ts';
import type { FundTx } from '../store/database.ts';
import { findDisbursement } from '../store/disbursement.ts';
import {
  lastRecordedAt,
  reverseFact,
  type RecordedFact,
  type StoredReversal,
} from '../store/fact.ts';
import { findCase, findStage } from '../store/litigation.ts';
import { findRecall } from '../store/recall.ts';
import { findRepayment } from '../store/repayment.ts';
import { loadLoanFacts } from '../store/loanFacts.ts';
import type { Actor } from '../store/token.ts';
import { checkPrincipal } from './recordRepayment.ts';

/** What can be reversed (R12). */
export type ReversibleKind =
  'repayment' | 'disbursement' | 'capital_movement' | 'recall' | 'litigation_stage';

type Reversible = RecordedFact & { readonly reversedAt: Date | null };

function impossible(what: string, figures: Record<string, string>): DomainError {
  return new DomainError('later-fact-impossible', { rule: 'R12', figures: { what, ...figures } });
}

/** Later receipts and recalls would stand on money that was never lent. */
async function checkDisbursement(tx: FundTx, id: string, knownAt: Date): Promise<void> {
  const found = await findDisbursement(tx, id, knownAt);
  if (found === null) return;
  const facts = await loadLoanFacts(tx, found.loanId, knownAt);
  const index = facts.disbursements.findIndex(
    (each) => each.effectiveOn === found.effectiveOn && each.amount.equals(found.amount),
  );
  const disbursements = facts.disbursements.toSpliced(index, 1);
  checkPrincipal({ ...facts, disbursements }, found.effectiveOn);
  const first = disbursements
    .map((each) => each.effectiveOn)
    .reduce<CalendarDate | null>(earlierOr, null);
  const receipt = facts.repayments.find((each) => first === null || each.effectiveOn < first);
  if (receipt !== undefined) throw impossible('receipt', { on: receipt.effectiveOn });
  const recall = facts.recalls.find(({ decidedOn }) =>
    outstandingAt({ ...facts, disbursements }, decidedOn).isZero(),
  );
  if (recall !== undefined) throw impossible('recall', { on: recall.decidedOn });
}

function earlierOr(first: CalendarDate | null, date: CalendarDate): CalendarDate {
  return first === null ? date : earlier(first, date);
}

async function checkCapitalMovement(tx: FundTx, id: string, knownAt: Date): Promise<void> {
  const found = await findCapitalMovement(tx, id, knownAt);
  if (found === null || found.kind === 'withdrawal') return;
  checkAvailable(await availableByDay(tx, knownAt), found.effectiveOn, found.amount);
}

/** Only a case's last stage can be reversed, and never its filing while others stand. */
async function checkStage(tx: FundTx, id: string, knownAt: Date): Promise<void> {
  const found = await findStage(tx, id, knownAt);
  if (found === null) return;
  const last = (await findCase(tx, found.caseId, knownAt))?.stages.at(-1);
  if (last !== undefined && last.id !== id) {
    throw impossible(last.stage, { on: last.occurredOn });
  }
}

const FIND: Record<
  ReversibleKind,
  (tx: FundTx, id: string, knownAt: Date) => Promise<Reversible | null>
> = {
  repayment: findRepayment,
  disbursement: findDisbursement,
  capital_movement: findCapitalMovement,
  recall: findRecall,
  litigation_stage: findStage,
};

/**
 * The reversal of a receipt is never refused for what comes after it (R18); that of a recall takes
 * its withdrawal with it.
 */
const CHECK: Record<ReversibleKind, (tx: FundTx, id: string, knownAt: Date) => Promise<void>> = {
  repayment: () => Promise.resolve(),
  disbursement: checkDisbursement,
  capital_movement: checkCapitalMovement,
  recall: () => Promise.resolve(),
  litigation_stage: checkStage,
};

/**
 * Reverses a fact: from now on it is left out of every figure, for every day (R12).
 *
 * @throws DomainError not-found, already-reversed, principal-below-zero,
 *   available-principal-below-zero, later-fact-impossible
 */
export async function reverseAct(
  tx: FundTx,
  by: { readonly actor: Actor },
  kind: ReversibleKind,
  reversed: { readonly id: string; readonly reason: string },
): Promise<StoredReversal> {
  const { id, reason } = reversed;
  const knownAt = await lastRecordedAt(tx);
  const found = await FIND[kind](tx, id, knownAt);
  if (found === null) throw new DomainError('not-found', { figures: { what: kind, id } });
  if (found.reversedAt !== null) {
    throw new DomainError('already-reversed', {
      rule: 'R12',
      figures: { reversedAt: found.reversedAt.toISOString() },
    });
  }
  await CHECK[kind](tx, id, knownAt);
  return reverseFact(tx, id, reason, by.actor);
}
