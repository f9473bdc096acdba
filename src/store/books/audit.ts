import assert from 'node:assert';
import { createHash } from 'node:crypto';
import { and, asc, desc, eq, gt, lt, or, sql } from 'drizzle-orm';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { FundTx } from '../database/database.ts';
import { groupBy } from '../../domain/primitives/lists.ts';
import { objectText, rowsText } from './jsonbText.ts';
import { fingerprintOf, sealedNow } from './seal.ts';
import { readInPages } from '../database/cursor.ts';
import { given, RawJson, type Cell, type TableRow } from '../facts/factStore.ts';
import { insertRows } from '../facts/insertRows.ts';
import { token } from '../database/tables/schema.ts';
import { auditEvent } from '../database/tables/books.ts';

/** The last event of the audit trail, which vouches for all before it. */
export interface AuditHead {
  readonly number: number;
  readonly hash: string;
}

/** Before the first event. */
const START: AuditHead = { number: 0, hash: '' };

/** From where an act came; null of each where it came from no request. */
export interface Origin {
  readonly address: string | null;
  readonly requestId: string | null;
}

/** An act of the installation itself. */
export const NO_REQUEST: Origin = { address: null, requestId: null };

export interface NewAuditEvent extends Origin {
  readonly recordedAt: Date;
  readonly actor: string;
  readonly act: string;
  readonly subject: string;
  readonly factId: string | null;
  readonly reason: string | null;
  /** The text of JSON, as the database gives it. */
  readonly before: string | null;
  readonly after: string;
}

/** An event as kept. */
export interface AuditEvent extends NewAuditEvent, AuditHead {
  readonly actorName: string;
  readonly factHash: string;
  readonly previousHash: string;
}

/** An event as it is recomputed: without the name of its token. */
export type TrailEvent = Omit<AuditEvent, 'actorName'>;

/** The hash of what was recorded. */
export function contentHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The hash of an event with all it says, and so of all events before it. */
export function eventHash(
  event: NewAuditEvent & Pick<AuditEvent, 'number' | 'factHash' | 'previousHash'>,
): string {
  const { number, recordedAt, actor, address, requestId, act, subject, factId } = event;
  const { reason, before, after, factHash, previousHash } = event;
  const said = [number, recordedAt.toISOString(), actor, address, requestId, act, subject, factId];
  return contentHash(JSON.stringify([...said, reason, before, after, factHash, previousHash]));
}

/** The head of the fund's audit trail. */
export async function auditHead(tx: FundTx): Promise<AuditHead> {
  const [last] = await tx.db
    .select({ number: auditEvent.number, hash: auditEvent.hash })
    .from(auditEvent)
    .where(eq(auditEvent.fundId, tx.fundId))
    .orderBy(desc(auditEvent.number))
    .limit(1);
  return last ?? START;
}

/** The hashes of some events of the fund's trail, by number. */
export async function hashesAt(
  { client, fundId }: FundTx,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const { rows } = await client.query<{ number: string; hash: string }>(
    'select number::text, hash from audit_event where fund_id = $1 and number = any($2::bigint[])',
    [fundId, numbers],
  );
  return new Map(rows.map(({ number, hash }) => [+number, hash]));
}

/** The rows of events that are chained to the end of a trail, in their order, and its end behind them. */
export function chainEvents(
  head: AuditHead,
  events: readonly NewAuditEvent[],
): { readonly rows: TableRow[]; readonly head: AuditHead } {
  let last = head;
  const rows = events.map((event): TableRow => {
    const number = last.number + 1;
    const factHash = contentHash(event.after);
    const chained = { ...event, number, factHash, previousHash: last.hash };
    const hash = eventHash(chained);
    last = { number, hash };
    return [
      'audit_event',
      {
        number,
        recorded_at: event.recordedAt.toISOString(),
        actor: event.actor,
        address: event.address,
        request_id: event.requestId,
        act: event.act,
        subject: event.subject,
        fact_id: event.factId,
        reason: event.reason,
        before: event.before === null ? null : new RawJson(event.before),
        after: new RawJson(event.after),
        fact_hash: factHash,
        previous_hash: chained.previousHash,
        hash,
      },
    ];
  });
  return { rows, head: last };
}

/** Adds events to the end of the fund's trail, in their order, inside `writeFund`. */
export async function appendAuditEvents(
  tx: FundTx,
  events: readonly NewAuditEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await insertRows(tx, chainEvents(await auditHead(tx), events).rows);
}

/** JSON in the form in which the database keeps it. */
export async function normalizedJson(tx: FundTx, value: unknown): Promise<string> {
  const { rows } = await tx.db.execute<{ text: string }>(
    sql`select ${JSON.stringify(value)}::jsonb::text as text`,
  );
  const [row] = rows;
  assert(row, 'no JSON came back');
  return row.text;
}

/** The event that a token was made: by itself where it is a fund's first. */
export async function tokenEvent(
  tx: FundTx,
  made: {
    readonly id: string;
    readonly name: string;
    readonly role: string;
    readonly scopes: readonly string[];
    readonly expiresOn: CalendarDate | null;
    readonly createdAt: Date;
    /** Of a token made before its event vouched for its secret: none. */
    readonly tokenHash?: string;
  },
  actor: string,
  from: Origin,
): Promise<NewAuditEvent> {
  const { id, name, role, scopes, expiresOn, createdAt, tokenHash } = made;
  const fingerprint = tokenHash === undefined ? {} : { fingerprint: fingerprintOf(tokenHash) };
  return {
    ...from,
    recordedAt: createdAt,
    actor,
    act: 'token',
    subject: id,
    factId: null,
    reason: null,
    before: null,
    after: await normalizedJson(tx, { name, role, scopes, expires_on: expiresOn, ...fingerprint }),
  };
}

/** The event that a token was ended. */
export async function revocationEvent(
  tx: FundTx,
  ended: {
    readonly id: string;
    readonly name: string;
    readonly reason: string;
    readonly revokedAt: Date;
  },
  actor: string,
  from: Origin,
): Promise<NewAuditEvent> {
  const { id, name, reason, revokedAt } = ended;
  return {
    ...from,
    recordedAt: revokedAt,
    actor,
    act: 'token_revocation',
    subject: id,
    factId: null,
    reason,
    before: null,
    after: await normalizedJson(tx, { name }),
  };
}

/** That somebody signed in or out, was signed out by the provider, or was not let in though known. */
export type SessionAct = 'sign_in' | 'sign_out' | 'provider_sign_out' | 'sign_in_refused';

/** The event that somebody has just signed in or out, by whose account if it was by a provider's. */
export async function sessionEvent(
  tx: FundTx,
  act: SessionAct,
  of: { readonly tokenId: string; readonly tokenName: string; readonly issuer?: string },
  from: Origin,
): Promise<NewAuditEvent> {
  const { tokenId, tokenName: name, issuer } = of;
  const { rows } = await tx.client.query<{ at: Date }>('select clock_timestamp() as at');
  const [clock] = rows;
  assert(clock, 'the database has no clock');
  return {
    ...from,
    recordedAt: clock.at,
    actor: tokenId,
    act,
    subject: tokenId,
    factId: null,
    reason: null,
    before: null,
    after: await normalizedJson(tx, { name, ...(issuer === undefined ? {} : { issuer }) }),
  };
}

/** The event that vouches for what stands beside the facts, as it is: the trail takes it over once. */
export async function sealEvent(tx: FundTx, at: Date, actor: string): Promise<NewAuditEvent> {
  return {
    ...NO_REQUEST,
    recordedAt: at,
    actor,
    act: 'seal',
    subject: tx.fundId,
    factId: null,
    reason: null,
    before: null,
    after: await normalizedJson(tx, await sealedNow(tx)),
  };
}

/** Whether the trail vouches for what stands beside the facts. */
export async function isSealed(tx: FundTx): Promise<boolean> {
  const found = await tx.db
    .select({ number: auditEvent.number })
    .from(auditEvent)
    .where(and(eq(auditEvent.fundId, tx.fundId), eq(auditEvent.act, 'seal')))
    .limit(1);
  return found.length > 0;
}

/** Tables whose rows acts add beside their facts: how the trail calls it, and what it is about. */
const BESIDE: Readonly<Record<string, { readonly act: string; readonly subject: string }>> = {
  affected: { act: 'affected', subject: 'fact_id' },
  notice_run_loan: { act: 'notice_run_outcome', subject: 'run_id' },
};

/** The events that vouch for rows which an act adds beside its facts: one for all about the same. */
export function rowsEvents(
  rows: readonly TableRow[],
  by: Origin & Pick<NewAuditEvent, 'recordedAt' | 'actor'>,
): NewAuditEvent[] {
  const told = rows.flatMap(([table, row]) => {
    const of = BESIDE[table];
    const fields = row as Readonly<Record<string, string | null>>;
    return of === undefined ? [] : [{ act: of.act, subject: fields[of.subject] ?? '', fields }];
  });
  const groups = groupBy(told, ({ act, subject }) => `${act} ${subject}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { act, subject } = first;
    const after = objectText([['rows', rowsText(group.map(({ fields }) => fields))]]);
    return [{ ...by, act, subject, factId: null, reason: null, before: null, after }];
  });
}

const TRAIL = `select number, (extract(epoch from recorded_at) * 1000)::bigint, actor, address,
    request_id, act, subject, fact_id, reason, before::text, after::text, fact_hash, previous_hash, hash
  from audit_event where fund_id = $1 order by number`;

function eventOf(row: readonly Cell[]): TrailEvent {
  const [number, at, actor, address, requestId, act, subject, factId, reason, before, ...rest] =
    row;
  const [after, factHash, previousHash, hash] = rest;
  return {
    number: +given(number),
    recordedAt: new Date(+given(at)),
    actor: given(actor),
    address: address ?? null,
    requestId: requestId ?? null,
    act: given(act),
    subject: given(subject),
    factId: factId ?? null,
    reason: reason ?? null,
    before: before ?? null,
    after: given(after),
    factHash: given(factHash),
    previousHash: given(previousHash),
    hash: given(hash),
  };
}

/** The whole trail, in its order: read past the columns' types, as it may be long. */
export async function readTrail(tx: FundTx): Promise<TrailEvent[]> {
  const found: TrailEvent[] = [];
  for await (const rows of readInPages(tx, TRAIL, [tx.fundId])) found.push(...rows.map(eventOf));
  return found;
}

/** The events of the trail that are meant, in their order; the others are not kept in memory. */
export async function trailEventsThat(
  tx: FundTx,
  isMeant: (event: TrailEvent) => boolean,
): Promise<TrailEvent[]> {
  const found: TrailEvent[] = [];
  for await (const rows of readInPages(tx, TRAIL, [tx.fundId])) {
    found.push(...rows.map(eventOf).filter(isMeant));
  }
  return found;
}

/** The facts of the trail behind a number, in their order, and the number up to which they are all. */
export async function factsOfTrail(
  { client, fundId }: FundTx,
  after: number,
  limit: number,
): Promise<{ readonly facts: { number: number; factId: string }[]; readonly through: number }> {
  const { rows } = await client.query<{ head: string; number: string; factId: string }>(
    `select head.number::text as head, e.number::text, e.fact_id as "factId"
      from (select coalesce(max(number), 0) as number from audit_event where fund_id = $1) head
        left join lateral (select number, fact_id from audit_event where fund_id = $1
          and number > $2 and fact_id is not null order by number limit $3) e on true
      order by e.number`,
    [fundId, after, limit],
  );
  const head = +(rows[0]?.head ?? 0);
  const facts = rows
    .filter(({ factId }) => factId !== null)
    .map(({ number, factId }) => ({ number: +number, factId }));
  // Behind a full page there may be more.
  const last = facts.length < limit ? head : (facts.at(-1)?.number ?? head);
  return { facts, through: Math.max(after, last) };
}

export interface AuditFilter {
  /** The id of what the act was about, or of the fact that it recorded. */
  readonly subject?: string | undefined;
  /** The day of entry in Asia/Ho_Chi_Minh. */
  readonly recordedOn?: CalendarDate | undefined;
  /** The name or the id of the token. */
  readonly actor?: string | undefined;
  /** The number of the last one already given. */
  readonly after?: number | undefined;
  readonly limit?: number | undefined;
  /** From the last to the first. */
  readonly newestFirst?: boolean | undefined;
}

/** The events in their order. */
export async function listAuditEvents(tx: FundTx, filter: AuditFilter): Promise<AuditEvent[]> {
  const { subject, recordedOn, actor, after, limit, newestFirst = false } = filter;
  const day = sql`(${auditEvent.recordedAt} at time zone 'Asia/Ho_Chi_Minh')::date`;
  const query = tx.db
    .select({
      number: auditEvent.number,
      recordedAt: auditEvent.recordedAt,
      actor: auditEvent.actor,
      actorName: token.name,
      address: auditEvent.address,
      requestId: auditEvent.requestId,
      act: auditEvent.act,
      subject: auditEvent.subject,
      factId: auditEvent.factId,
      reason: auditEvent.reason,
      // As text: what is hashed, and nothing in it is read as a JavaScript number.
      before: sql<string | null>`${auditEvent.before}::text`,
      after: sql<string>`${auditEvent.after}::text`,
      factHash: auditEvent.factHash,
      previousHash: auditEvent.previousHash,
      hash: auditEvent.hash,
    })
    .from(auditEvent)
    .innerJoin(token, and(eq(token.fundId, auditEvent.fundId), eq(token.id, auditEvent.actor)))
    .where(
      and(
        eq(auditEvent.fundId, tx.fundId),
        subject === undefined
          ? undefined
          : or(eq(auditEvent.subject, subject), eq(auditEvent.factId, subject)),
        recordedOn === undefined ? undefined : sql`${day} = ${recordedOn}`,
        actor === undefined
          ? undefined
          : or(eq(token.name, actor), sql`${auditEvent.actor}::text = ${actor}`),
        after === undefined ? undefined : (newestFirst ? lt : gt)(auditEvent.number, after),
      ),
    )
    .orderBy((newestFirst ? desc : asc)(auditEvent.number))
    .$dynamic();
  return limit === undefined ? query : query.limit(limit);
}
