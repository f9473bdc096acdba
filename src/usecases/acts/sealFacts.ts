import {
  appendAuditEvents,
  auditHead,
  auditToken,
  NO_REQUEST,
  type NewAuditEvent,
  type Origin,
} from '../../store/books/audit.ts';
import { writeFund, type Database, type FundTx } from '../../store/database/database.ts';
import { allFacts } from '../../store/database/fact.ts';
import type { NotedFact } from '../../store/database/recording.ts';
import {
  contentOf,
  contentsOf,
  factBefore,
  reasonOf,
  subjectOf,
} from '../../store/books/factContent.ts';
import { fundIds } from '../../store/fund/fund.ts';
import { listTokens } from '../../store/access/token.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { bookFact } from './bookFact.ts';
import { refuseFactsOnClosedDays } from './closedPeriods.ts';

export { NO_REQUEST, type Origin };

/** Books a fact; its event for the audit trail, `before` being what it reverses, ends or replaces. */
async function sealFact(
  tx: FundTx,
  fact: NotedFact,
  after: string,
  actor: string,
  from: Origin,
): Promise<NewAuditEvent> {
  const { id, kind, recordedAt } = fact;
  const earlier = await factBefore(tx, kind, id);
  const before = earlier && (await contentOf(tx, earlier.kind, earlier.id));
  const about = subjectOf(kind, after) ?? (earlier && subjectOf(earlier.kind, before ?? ''));
  const booked = kind === 'reversal' && earlier !== null ? earlier : fact;
  await bookFact(tx, fact, { kind: booked.kind, id: booked.id, loanId: about });
  const { address, requestId } = from;
  return {
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
  };
}

/** Books facts, and enters them in the audit trail, in their order. */
async function sealInOrder<F extends NotedFact>(
  tx: FundTx,
  facts: readonly F[],
  actorOf: (fact: F) => string,
  from: Origin,
): Promise<void> {
  const said = await contentsOf(tx, facts);
  const events: NewAuditEvent[] = [];
  for (const fact of facts) {
    const after = said.get(fact.id);
    if (after === undefined) throw new Error(`no ${fact.kind} ${fact.id}`);
    events.push(await sealFact(tx, fact, after, actorOf(fact), from));
  }
  await appendAuditEvents(tx, events);
}

/**
 * Books and audits the facts recorded in a transaction, in their order.
 *
 * @throws DomainError period-closed
 */
export async function sealFacts(tx: FundTx, actor: Actor, from: Origin): Promise<void> {
  await refuseFactsOnClosedDays(tx, tx.recorded);
  await sealInOrder(tx, tx.recorded, () => actor.tokenId, from);
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
  await sealInOrder(tx, facts, (fact) => fact.tokenId, NO_REQUEST);
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
