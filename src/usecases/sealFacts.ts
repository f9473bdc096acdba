import {
  appendAuditEvent,
  auditHead,
  auditToken,
  NO_REQUEST,
  type Origin,
} from '../store/audit.ts';
import { writeFund, type Database, type FundTx } from '../store/database.ts';
import { allFacts, type NotedFact } from '../store/fact.ts';
import { contentOf, factBefore, reasonOf, subjectOf } from '../store/factContent.ts';
import { fundIds } from '../store/fund.ts';
import { listTokens, type Actor } from '../store/token.ts';
import { bookFact } from './bookFact.ts';
import { refuseFactsOnClosedDays } from './closedPeriods.ts';

export { NO_REQUEST, type Origin };

/** Books a fact, and enters it in the audit trail; `before` is what it reverses, ends or replaces. */
async function sealFact(tx: FundTx, fact: NotedFact, actor: string, from: Origin): Promise<void> {
  const { id, kind, recordedAt } = fact;
  const after = await contentOf(tx, kind, id);
  const earlier = await factBefore(tx, kind, id);
  const before = earlier && (await contentOf(tx, earlier.kind, earlier.id));
  const about = subjectOf(kind, after) ?? (earlier && subjectOf(earlier.kind, before ?? ''));
  const booked = kind === 'reversal' && earlier !== null ? earlier : fact;
  await bookFact(tx, fact, { kind: booked.kind, id: booked.id, loanId: about });
  const { address, requestId } = from;
  await appendAuditEvent(tx, {
    recordedAt,
    actor,
    address,
    requestId,
    act: kind,
    subject: about ?? earlier?.id ?? id,
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
    await sealFact(tx, fact, actor.tokenId, from);
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

async function sealOlderFund(tx: FundTx): Promise<number> {
  // Of a fund that has a trail everything was sealed when it was recorded.
  if ((await auditHead(tx)).number > 0) return 0;
  for (const made of await listTokens(tx)) await auditToken(tx, made, made.id, NO_REQUEST);
  const facts = await allFacts(tx);
  for (const fact of facts) await sealFact(tx, fact, fact.tokenId, NO_REQUEST);
  return facts.length;
}

/**
 * Books and audits what a release without ledger and audit trail has recorded, once per fund.
 *
 * @returns how many facts were sealed
 */
export async function sealOlderFacts(
  ownerConnectionString: string,
  database: Database,
): Promise<number> {
  let sealed = 0;
  for (const fundId of await fundIds(ownerConnectionString)) {
    sealed += await writeFund(database, fundId, sealOlderFund);
  }
  return sealed;
}
