import { readBook } from '../../book/shelf.ts';
import { listTokens } from '../../store/access/token.ts';
import {
  appendAuditEvents,
  auditHead,
  isSealed,
  NO_REQUEST,
  sealEvent,
  tokenEvent,
} from '../../store/books/audit.ts';
import { writeFund, type Database, type WritingTx } from '../../store/database/database.ts';
import { insertRows } from '../../store/facts/insertRows.ts';
import { fundIds } from '../../store/fund/fund.ts';
import { auditEventsOf } from './auditFacts.ts';
import { postingsOf } from './bookFact.ts';

async function sealOlderFund(tx: WritingTx): Promise<number> {
  // Of a fund that has a trail everything was booked and audited when it was recorded.
  if ((await auditHead(tx)).number > 0) return 0;
  const tokens = await listTokens(tx);
  for (const made of tokens)
    await appendAuditEvents(tx, [await tokenEvent(tx, made, made.id, NO_REQUEST)]);
  const idOf = new Map(tokens.map(({ name, id }) => [name, id]));
  const book = await readBook(tx);
  await insertRows(
    tx,
    book.log.flatMap((fact) => postingsOf(book, fact)),
  );
  const audited = book.log.map((fact) => ({
    fact,
    actor: idOf.get(fact.recordedBy) ?? '',
    from: NO_REQUEST,
  }));
  await appendAuditEvents(tx, await auditEventsOf(tx, book, audited));
  return audited.length;
}

/** Has the trail vouch for what stands beside the facts, where an earlier release did not. */
async function sealBesideFacts(tx: WritingTx): Promise<void> {
  if (await isSealed(tx)) return;
  const [first] = await listTokens(tx, { limit: 1 });
  if (first === undefined) throw new Error('the fund has no token');
  await appendAuditEvents(tx, [await sealEvent(tx, new Date(tx.now), first.id)]);
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
    sealed += await writeFund(database, fundId, async (tx) => {
      const facts = await sealOlderFund(tx);
      await sealBesideFacts(tx);
      return facts;
    });
  }
  return sealed;
}
