import { appendAuditEvent, NO_REQUEST, type Origin } from '../store/audit.ts';
import { writeFund, type Database, type FundTx } from '../store/database.ts';
import type { NotedFact } from '../store/fact.ts';
import { contentOf, factBefore, reasonOf, subjectOf } from '../store/factContent.ts';
import type { Actor } from '../store/token.ts';
import { refuseFactsOnClosedDays } from './closedPeriods.ts';

export { NO_REQUEST, type Origin };

/** What is said of a fact in the audit trail; `before` is what it reverses, ends or replaces. */
async function auditFact(tx: FundTx, fact: NotedFact, actor: string, from: Origin): Promise<void> {
  const { id, kind, recordedAt } = fact;
  const after = await contentOf(tx, kind, id);
  const earlier = await factBefore(tx, kind, id);
  const before = earlier && (await contentOf(tx, earlier.kind, earlier.id));
  const { address, requestId } = from;
  await appendAuditEvent(tx, {
    recordedAt,
    actor,
    address,
    requestId,
    act: kind,
    subject: subjectOf(kind, after) ?? (earlier && subjectOf(earlier.kind, before ?? '')) ?? id,
    factId: id,
    reason: reasonOf(kind, after),
    before,
    after,
  });
}

/**
 * Books and audits the facts recorded in a transaction, in their order.
 *
 * @throws DomainError period-closed
 */
export async function sealFacts(tx: FundTx, actor: Actor, from: Origin): Promise<void> {
  await refuseFactsOnClosedDays(tx, tx.recorded);
  for (const fact of tx.recorded) {
    await auditFact(tx, fact, actor.tokenId, from);
  }
}

/**
 * Writes acts of one actor to its fund, all or nothing: what `fn` records is booked in the ledger and
 * entered in the audit trail in the same transaction.
 */
export function writeActs<T>(
  database: Database,
  actor: Actor,
  from: Origin,
  fn: (tx: FundTx) => Promise<T>,
): Promise<T> {
  return writeFund(database, actor.fundId, async (tx) => {
    const result = await fn(tx);
    await sealFacts(tx, actor, from);
    return result;
  });
}
