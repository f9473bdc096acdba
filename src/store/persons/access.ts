import { createHash } from 'node:crypto';
import { and, asc, desc, eq, gt, lt, or, sql } from 'drizzle-orm';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { AccessKind, Shown } from '../../domain/persons/accesses.ts';
import type { Origin } from '../books/audit.ts';
import { readInPages } from '../database/cursor.ts';
import type { FundTx } from '../database/database.ts';
import { personalDataAccess } from '../database/tables/persons.ts';
import { token } from '../database/tables/schema.ts';
import { given, type TableRow } from '../facts/factStore.ts';
import { insertRows } from '../facts/insertRows.ts';

/** An access as kept. */
export interface StoredAccess extends Shown, Origin {
  readonly number: number;
  readonly recordedAt: Date;
  readonly tokenId: string;
  readonly previousHash: string;
  readonly hash: string;
}

/** The hash of an access with all it says, and so of all accesses before it. */
function accessHash(access: Omit<StoredAccess, 'hash'>): string {
  const { number, recordedAt, tokenId, address, requestId } = access;
  const { what, subject, cooperativeId, about, previousHash } = access;
  const said = [number, recordedAt.toISOString(), tokenId, address, requestId, what, subject];
  const text = JSON.stringify([...said, cooperativeId, about, previousHash]);
  return createHash('sha256').update(text).digest('hex');
}

// One writer at a time in a fund, as its numbers have no gaps; the books' writers are not waited for.
const IN_TURN = `select pg_advisory_xact_lock(hashtextextended('personal_data_access ' || $1::text, 0))`;

const LAST = `select coalesce(last.number, 0)::text as number, coalesce(last.hash, '') as hash,
    date_trunc('milliseconds', clock_timestamp()) as now
  from (select 1) one left join lateral (select number, hash from personal_data_access
    where fund_id = $1 order by number desc limit 1) last on true`;

/** Notes who was shown numbers of persons, behind all that was noted before. */
export async function insertAccesses(
  tx: FundTx,
  by: Origin & { readonly tokenId: string },
  shown: readonly Shown[],
): Promise<void> {
  const { client, fundId } = tx;
  await client.query(IN_TURN, [fundId]);
  const { rows } = await client.query<{ number: string; hash: string; now: Date }>(LAST, [fundId]);
  const [last] = rows;
  if (last === undefined) throw new Error('the accesses have no end');
  let previousHash = last.hash;
  const added = shown.map(({ what, subject, cooperativeId, about }, at): TableRow => {
    const number = +last.number + at + 1;
    const said = { what, subject, cooperativeId, about };
    const access = { ...by, number, recordedAt: last.now, ...said, previousHash };
    const hash = accessHash(access);
    const row = {
      number,
      recorded_at: last.now.toISOString(),
      token_id: by.tokenId,
      address: by.address,
      request_id: by.requestId,
      what,
      subject,
      cooperative_id: cooperativeId,
      about,
      previous_hash: previousHash,
      hash,
    };
    previousHash = hash;
    return ['personal_data_access', row];
  });
  await insertRows(tx, added);
}

const CHAIN = `select number, (extract(epoch from recorded_at) * 1000)::bigint, token_id, address, request_id,
    what, subject, cooperative_id, about, previous_hash, hash
  from personal_data_access where fund_id = $1 order by number`;

/** What of the chain of accesses does not hold: one that was changed, or is gone from between others. */
export async function brokenAccesses(tx: FundTx): Promise<('row-changed' | 'row-removed')[]> {
  const found = new Set<'row-changed' | 'row-removed'>();
  let last = { number: 0, hash: '' };
  for await (const rows of readInPages(tx, CHAIN, [tx.fundId])) {
    for (const [number, at, tokenId, address, requestId, what, ...rest] of rows) {
      const [subject, cooperativeId, about, previousHash, hash] = rest;
      const access = {
        number: +given(number),
        recordedAt: new Date(+given(at)),
        tokenId: given(tokenId),
        address: address ?? null,
        requestId: requestId ?? null,
        what: given(what) as AccessKind,
        subject: subject ?? null,
        cooperativeId: cooperativeId ?? null,
        about: about ?? null,
        previousHash: given(previousHash),
      };
      if (accessHash(access) !== hash) found.add('row-changed');
      if (access.number !== last.number + 1 || access.previousHash !== last.hash) {
        found.add('row-removed');
      }
      last = { number: access.number, hash: given(hash) };
    }
  }
  return [...found];
}

export interface AccessFilter {
  /** The borrower, asset or case that was shown, or the borrower whose number it is. */
  readonly subjects?: readonly string[] | undefined;
  /** The day in Asia/Ho_Chi_Minh. */
  readonly on?: CalendarDate | undefined;
  /** The number of the last one already given. */
  readonly after?: number | undefined;
  readonly limit?: number | undefined;
  /** From the last to the first. */
  readonly newestFirst?: boolean | undefined;
}

/** An access with the name of its token. */
export type ListedAccess = Omit<StoredAccess, 'previousHash' | 'hash'> & {
  readonly tokenName: string;
};

/** The accesses in their order. */
export async function listAccesses(tx: FundTx, filter: AccessFilter): Promise<ListedAccess[]> {
  const { subjects, on, after, limit, newestFirst = false } = filter;
  const t = personalDataAccess;
  const day = sql`(${t.recordedAt} at time zone 'Asia/Ho_Chi_Minh')::date`;
  const about = subjects && sql`${`{${subjects.join(',')}}`}::uuid[]`;
  const query = tx.db
    .select({
      number: t.number,
      recordedAt: t.recordedAt,
      tokenId: t.tokenId,
      tokenName: token.name,
      address: t.address,
      requestId: t.requestId,
      what: t.what,
      subject: t.subject,
      cooperativeId: t.cooperativeId,
      about: t.about,
    })
    .from(t)
    .innerJoin(token, and(eq(token.fundId, t.fundId), eq(token.id, t.tokenId)))
    .where(
      and(
        eq(t.fundId, tx.fundId),
        about && or(sql`${t.subject} = any(${about})`, sql`${t.cooperativeId} = any(${about})`),
        on === undefined ? undefined : sql`${day} = ${on}`,
        after === undefined ? undefined : (newestFirst ? lt : gt)(t.number, after),
      ),
    )
    .orderBy((newestFirst ? desc : asc)(t.number))
    .$dynamic();
  return limit === undefined ? query : query.limit(limit);
}
