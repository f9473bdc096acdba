import assert from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { isNativeError } from 'node:util/types';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { FactKind } from '../../domain/books/factKinds.ts';
import { Client } from './client.ts';
import { isUuid } from '../../domain/primitives/ids.ts';

/**
 * How the role is called as which the service reads and writes; it cannot bypass row-level security. Each
 * database has its own, as roles belong to the whole server.
 */
export const SERVICE_ROLE = /^cooperative_fund_service(_[0-9]+)?$/;

const CONNECTIONS = 10;

const WRITE_TRIES = 3;

/** How many books are kept if nothing is set: Viet Nam has 34 provinces, each with one fund. */
export const FUNDS_IN_MEMORY = 34;

/** How long a writer waits for this process's earlier ones; as long as for a lock of the database. */
const LINE_TIMEOUT_MS = 10_000;

/** Of our side, behind the server's statement_timeout: for a server that does not answer at all. */
const QUERY_TIMEOUT_MS = 35_000;

/** Serialization failure and deadlock: the same transaction succeeds when tried again. */
const GAVE_WAY: ReadonlySet<string> = new Set(['40001', '40P01']);

/**
 * Settings that decide how values are read and written as text: each session has them as they are here,
 * whatever the server, the database or the role says. They are set by a statement, as a pooler such as
 * PgBouncer takes no options with a connection.
 */
const FORMS = {
  search_path: 'public',
  client_encoding: 'UTF8',
  timezone: 'UTC',
  datestyle: 'ISO, MDY',
  intervalstyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: '1',
  xmlbinary: 'base64',
  xmloption: 'content',
  standard_conforming_strings: 'on',
  backslash_quote: 'safe_encoding',
  array_nulls: 'on',
  transform_null_equals: 'off',
  quote_all_identifiers: 'off',
  lc_monetary: 'C',
  lc_numeric: 'C',
  lc_time: 'C',
  row_security: 'on',
};

/**
 * Of the service alone. Our joins are written in the order in which they are to be done: to look for
 * another took longer than to run them.
 */
const OF_SERVICE = {
  ...FORMS,
  join_collapse_limit: '1',
  lock_timeout: '10s',
  statement_timeout: '30s',
  idle_in_transaction_session_timeout: '60s',
};

/** Of the owner, whose migrations and backups may take their time. */
const OF_OWNER = {
  ...FORMS,
  lock_timeout: '0',
  statement_timeout: '0',
  idle_in_transaction_session_timeout: '0',
};

/** Gives a session its settings; those that the server does not know are left out. */
async function settle(client: pg.ClientBase, settings: Record<string, string>): Promise<void> {
  await client.query(
    `select set_config(name, value, false) from unnest($1::text[], $2::text[]) s (name, value)
      where current_setting(name, true) is not null`,
    [Object.keys(settings), Object.values(settings)],
  );
}

/**
 * Lets a session go on as the service: as the role that the tables of its database name.
 *
 * @param isLocal whether until the transaction ends, else for good
 */
export async function becomeService(client: pg.ClientBase, isLocal: boolean): Promise<void> {
  const { rows } = await client.query(
    `select set_config('role', r.rolname, $1) from pg_class t, aclexplode(t.relacl) a
      join pg_roles r on r.oid = a.grantee
      where t.oid = to_regclass('public.fact') and a.privilege_type = 'INSERT'
        and r.rolname ~ $2
      order by r.rolname = 'cooperative_fund_service_' || (select oid from pg_database
        where datname = current_database()) desc limit 1`,
    [isLocal, SERVICE_ROLE.source],
  );
  assert(rows.length === 1, 'the database has no role for the service: it was never migrated');
}

/** The connections of the service, all in the service role. */
export interface Database {
  readonly pool: pg.Pool;
  /** How many funds' books are kept in memory. */
  readonly fundsInMemory: number;
  /** The last in each line of this process: of the writers of a fund, and of those who try acts on it. */
  readonly lines: Map<string, Promise<void>>;
  /** How long one stands in it. */
  readonly lineTimeoutMs: number;
  /** How many facts of each kind this process has recorded. */
  readonly recorded: Map<FactKind, number>;
  /** Who is told, by the fund's id, that this process has committed acts of a fund. */
  readonly onCommit: Set<(fundId: string) => void>;
  /** Waits for the queries under way, then closes the connections. */
  close(): Promise<void>;
}

/** One fund's rows in one transaction: what every query takes first. */
export interface FundTx {
  readonly db: NodePgDatabase;
  /** The same connection, for statements that are prepared or read in a stream. */
  readonly client: pg.ClientBase;
  readonly fundId: string;
}

/** The instants of a fund, in milliseconds since 1970, as its clock has them. */
export interface FundClock {
  /** Of its last fact. */
  readonly lastRecordedAt: number;
  /** Of the database. */
  readonly now: number;
}

/** A transaction that alone writes to a fund until it ends. */
export interface WritingTx extends FundTx, FundClock {
  /** What was answered to the question asked with its beginning; null: none was asked. */
  readonly asked: pg.QueryResult | null;
}

/** A question that is asked as soon as a writer has its fund: prepared once a connection. */
export interface Question {
  readonly name: string;
  /** Its parameters and text, behind `prepare name`. */
  readonly prepared: string;
  /** The values of the parameters, as they stand in a statement. */
  readonly values: string;
}

/** A connection as the owner of the tables: for migrations and for adding a fund. */
export async function connectOwner(connectionString: string): Promise<pg.Client> {
  const client = new Client({
    connectionString,
    application_name: 'cooperative-support-fund owner',
    connectionTimeoutMillis: 10_000,
  });
  // A connection that breaks fails our query; the event alone must not end the process.
  client.on('error', () => undefined);
  await client.connect();
  await settle(client, OF_OWNER);
  return client;
}

/** The pool waits for it before it gives a connection out, although its type does not say so. */
const enterService: (client: pg.ClientBase) => unknown = async (client) => {
  await settle(client, OF_SERVICE);
  await becomeService(client, false);
};

/**
 * Opens the service's connections; none is made before the first query. The database must be
 * migrated, as its role is made there.
 *
 * @param onError hears of connections that break while idle
 */
export function openDatabase(
  connectionString: string,
  onError: (error: Error) => void,
  { fundsInMemory = FUNDS_IN_MEMORY }: { readonly fundsInMemory?: number } = {},
): Database {
  const pool = new pg.Pool({
    connectionString,
    Client,
    application_name: 'cooperative-support-fund',
    max: CONNECTIONS,
    connectionTimeoutMillis: 5_000,
    query_timeout: QUERY_TIMEOUT_MS,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    onConnect: enterService,
  });
  pool.on('error', onError);
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= pool.end());
  return {
    pool,
    fundsInMemory,
    lines: new Map(),
    lineTimeoutMs: LINE_TIMEOUT_MS,
    recorded: new Map(),
    onCommit: new Set(),
    close,
  };
}

const LOCK = 'select from fund_clock for update; ';
// Behind the lock, as a statement of its own: else the clock could be read before the lock is there.
const CLOCK = `select (extract(epoch from last_recorded_at) * 1000)::bigint::text as last,
  (extract(epoch from date_trunc('milliseconds', clock_timestamp())) * 1000)::bigint::text as now
  from fund_clock`;

/** What a transaction begins with, in one round trip. */
interface Beginning {
  readonly mode: string;
  readonly isWriter?: boolean;
  readonly ask?: Question | undefined;
  /** Waits, with the connection, before anything is seen; what it gives is called at the end. */
  readonly turn?: () => Promise<() => void>;
}

/** The questions that a connection knows. */
const preparedOn = new WeakMap<pg.PoolClient, Set<string>>();

/** The statements that put a question to a connection. */
function questionText(client: pg.PoolClient, { name, prepared, values }: Question): string {
  const isKnown = preparedOn.get(client)?.has(name) === true;
  return `${isKnown ? '' : `prepare ${name} ${prepared};`} execute ${name}(${values})`;
}

async function begin(
  client: pg.PoolClient,
  fundId: string,
  { mode, isWriter = false, ask }: Beginning,
): Promise<FundClock & Pick<WritingTx, 'asked'>> {
  assert(isUuid(fundId), `no fund id: ${fundId}`);
  // Several statements take no parameters, hence the check above.
  const results = (await client.query(
    `begin isolation level ${mode};
     select set_config('app.fund_id', '${fundId}', true), current_user as role;
     ${isWriter ? LOCK : ''}${CLOCK};
     ${ask === undefined ? '' : questionText(client, ask)}`,
  )) as unknown as pg.QueryResult<{ role: string; last: string; now: string }>[];
  const asked = ask === undefined ? null : (results.pop() ?? null);
  if (ask !== undefined) {
    preparedOn.set(client, (preparedOn.get(client) ?? new Set()).add(ask.name));
  }
  const role = results[1]?.rows[0]?.role;
  assert(
    SERVICE_ROLE.test(role ?? ''),
    `the service runs as ${role}, which may bypass the funds' walls`,
  );
  const clock = results.findLast(({ fields }) => fields.some(({ name }) => name === 'now'));
  return { ...clockIn(clock === undefined ? [] : [clock], fundId), asked };
}

function clockIn(
  results: readonly pg.QueryResult<{ last: string; now: string }>[],
  fundId: string,
): FundClock {
  const clock = results.at(-1)?.rows[0];
  assert(clock !== undefined, `no fund with id ${fundId}`);
  return { lastRecordedAt: +clock.last, now: +clock.now };
}

async function commit(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query('commit');
  // PostgreSQL answers so where a query failed and its error was swallowed.
  assert(command === 'COMMIT', 'the transaction was rolled back in place of the commit');
}

async function inTransaction<T>(
  { pool }: Database,
  fundId: string,
  beginning: Beginning,
  fn: (tx: WritingTx) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  // Without a listener, a connection that breaks between two queries would end the process.
  const onBreak = () => (broken = true);
  client.on('error', onBreak);
  let endTurn: () => void = () => undefined;
  try {
    if (beginning.turn !== undefined) endTurn = await beginning.turn();
    const clock = await begin(client, fundId, beginning);
    const result = await fn({ db: drizzle({ client }), client, fundId, ...clock });
    await commit(client);
    return result;
  } catch (error) {
    // To close the connection undoes all too, and waits for no answer.
    if (isUnavailable(error)) onBreak();
    else await client.query('rollback').catch(onBreak);
    throw error;
  } finally {
    endTurn();
    client.off('error', onBreak);
    client.release(broken);
  }
}

/**
 * A consistent, read-only view of one fund: every query in it sees the same moment. Nothing that
 * takes the database itself may be called inside, or it would wait for a second connection.
 */
export function readFund<T>(
  database: Database,
  fundId: string,
  fn: (tx: FundTx & FundClock) => Promise<T>,
): Promise<T> {
  return inTransaction(database, fundId, { mode: 'repeatable read read only' }, fn);
}

/**
 * Changes rows that stand beside a fund's books, all or nothing: those who read and write the books do not
 * wait for it, nor it for them.
 */
export function writeBeside<T>(
  database: Database,
  fundId: string,
  fn: (tx: FundTx & FundClock) => Promise<T>,
): Promise<T> {
  return inTransaction(database, fundId, { mode: 'read committed' }, fn);
}

/** Those before this one took too long; it has done nothing. */
export class WaitedTooLong extends Error {}

async function inTime(wait: Promise<void>, timeoutMs: number): Promise<void> {
  const timer = new AbortController();
  const late = sleep(timeoutMs, true, { signal: timer.signal }).catch(() => false);
  const isLate = await Promise.race([wait.then(() => false), late]);
  timer.abort();
  if (isLate) throw new WaitedTooLong('the earlier writers of the fund take too long');
}

/**
 * Waits for this process's earlier ones in a line, such as the writers of a fund, so that they hold no
 * connections idle; not for ever, though those behind it still wait for them too.
 */
async function inTurn<T>(
  { lines, lineTimeoutMs }: Database,
  line: string,
  fn: () => Promise<T>,
): Promise<T> {
  const before = lines.get(line) ?? Promise.resolve();
  const mine = inTime(before, lineTimeoutMs).then(fn);
  const settled = Promise.allSettled([before, mine]).then(() => undefined);
  lines.set(line, settled);
  try {
    return await mine;
  } finally {
    if (lines.get(line) === settled) lines.delete(line);
  }
}

/**
 * The same view, of a moment after `turn` was waited for: what others did whose turn was before is seen.
 * The connection is taken first, as writers have theirs while they wait for a turn; but one of this
 * process for each fund, the others stand in line without, or they could take all connections.
 *
 * @throws WaitedTooLong
 */
export function readFundInTurn<T>(
  database: Database,
  fundId: string,
  turn: () => Promise<() => void>,
  fn: (tx: FundTx & FundClock) => Promise<T>,
): Promise<T> {
  return inTurn(database, `turn of ${fundId}`, () =>
    inTransaction(database, fundId, { mode: 'repeatable read read only', turn }, fn),
  );
}

/**
 * Writes to one fund, all or nothing: commits when `fn` resolves. One writer at a time per fund,
 * also over several processes. `fn` is run again, up to three times, where the database gives way
 * to another transaction, so it must have no effect outside.
 */
export function writeFund<T>(
  database: Database,
  fundId: string,
  fn: (tx: WritingTx) => Promise<T>,
  ask?: Question,
): Promise<T> {
  return inTurn(database, fundId, async () => {
    for (let tries = 1; ; tries += 1) {
      try {
        const beginning = { mode: 'read committed', isWriter: true, ask };
        return await inTransaction(database, fundId, beginning, fn);
      } catch (error) {
        if (!GAVE_WAY.has(codeOf(error) ?? '') || tries === WRITE_TRIES) throw error;
      }
    }
  });
}

/**
 * The fund's clock now (R21): every fact recorded up to `lastRecordedAt` is committed, and every later
 * one will be recorded after `now`, unless a writer is at work. One round trip.
 */
export async function readClock({ pool }: Database, fundId: string): Promise<FundClock> {
  assert(isUuid(fundId), `no fund id: ${fundId}`);
  // Statements of one message are one transaction, so the fund's id holds for the second.
  const results = (await pool.query(
    `select set_config('app.fund_id', '${fundId}', true); ${CLOCK}`,
  )) as unknown as pg.QueryResult<{ last: string; now: string }>[];
  return clockIn(results, fundId);
}

/** Those who wait for the writer of a fund: some whose wait goes on, others whose wait is to begin. */
interface Waits {
  underWay: Promise<void>;
  next: Promise<void> | null;
}

const waitsOf = new WeakMap<Database, Map<string, Waits>>();

const waitWithConnection = (database: Database, fundId: string): Promise<void> =>
  inTransaction(database, fundId, { mode: 'read committed' }, async ({ client }) => {
    await client.query('select from fund_clock for share');
  });

/**
 * Waits until the writer of a fund who is at work now has ended: then its facts are seen. One connection
 * waits for all readers of a fund: who comes while a wait goes on needs a wait that begins later, and
 * shares that one with those who come after.
 */
export async function waitForWriter(database: Database, fundId: string): Promise<void> {
  const ofDatabase = waitsOf.get(database) ?? new Map<string, Waits>();
  waitsOf.set(database, ofDatabase);
  const begin = (): Promise<void> => {
    const mine: Waits = { underWay: waitWithConnection(database, fundId), next: null };
    ofDatabase.set(fundId, mine);
    const forget = () => {
      if (mine.next === null) ofDatabase.delete(fundId);
    };
    mine.underWay.then(forget, forget);
    return mine.underWay;
  };
  const waits = ofDatabase.get(fundId);
  if (waits === undefined) return begin();
  return (waits.next ??= waits.underWay.then(begin, begin));
}

/** The error and what it was caused by, from the outside in: drizzle wraps those of `pg`. */
function* chain(error: unknown): Generator<Error> {
  for (let cause = error; isNativeError(cause); cause = cause.cause) {
    yield cause;
    // Node tries each address of a host and gathers the failures.
    if ('errors' in cause && Array.isArray(cause.errors)) {
      for (const part of cause.errors) yield* chain(part);
    }
  }
}

export function codeOf(error: unknown): string | undefined {
  for (const cause of chain(error)) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
  }
  return undefined;
}

// Connections (08), no admission (28, 3D), resources (53), stopping or starting (57P), a disk that
// fails (58030), and waits that were cut short.
const UNAVAILABLE_STATE =
  /^(08...|28...|3D000|53...|57P0[1-5]|58030|57014|55P03|25P03|40001|40P01)$/;

const UNAVAILABLE_NETWORK =
  /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|E(HOST|NET)UNREACH)$/;

const UNAVAILABLE_MESSAGE = new RegExp(
  [
    '^Connection terminated',
    '^timeout exceeded when trying to connect',
    '^Client has encountered a connection error',
    '^Query read timeout',
    '^Cannot use a pool after calling end',
  ].join('|'),
);

/** Whether the database cannot be reached or has no time for us now: the caller may try again. */
export function isUnavailable(error: unknown): boolean {
  for (const cause of chain(error)) {
    if (cause instanceof WaitedTooLong) return true;
    const code = 'code' in cause ? String(cause.code) : '';
    // A socket of the embedded database that is not there.
    if (code === 'ENOENT' && 'syscall' in cause && cause.syscall === 'connect') return true;
    if (UNAVAILABLE_NETWORK.test(code) || UNAVAILABLE_STATE.test(code)) return true;
    if (UNAVAILABLE_MESSAGE.test(cause.message)) return true;
  }
  return false;
}

/** Whether the database said it, or could not be asked. */
export const isFromDatabase = (error: unknown): boolean =>
  isUnavailable(error) || [...chain(error)].some((cause) => cause instanceof pg.DatabaseError);

/** The constraint that a statement broke, with its SQLSTATE; null for any other error. */
export function constraintOf(error: unknown): { code: string; constraint?: string } | null {
  for (const cause of chain(error)) {
    if (!(cause instanceof pg.DatabaseError) || !cause.code?.startsWith('23')) continue;
    const { code, constraint } = cause;
    return constraint === undefined ? { code } : { code, constraint };
  }
  return null;
}
