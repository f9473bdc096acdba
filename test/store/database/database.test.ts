import { randomUUID } from 'node:crypto';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { calendarDate } from '../../../src/domain/primitives/dates.ts';
import {
  constraintOf,
  isUnavailable,
  connectOwner,
  openDatabase,
  readFund,
  writeFund,
  type FundTx,
  type FundClock,
} from '../../../src/store/database/database.ts';
import { lastRecordedAt } from '../../../src/book/fund.ts';
import { knownLength } from '../../../src/book/known.ts';
import { lastLendingSuspension } from '../../../src/book/rules.ts';
import { bookAsKnown } from '../../../src/book/shelf.ts';
import { NO_REQUEST } from '../../../src/store/books/audit.ts';
import type { LendingSuspensionEntry } from '../../../src/store/fund/lendingSuspension.ts';
import { rowsOfEntry } from '../../../src/store/facts/entryRows.ts';
import { insertActs } from '../../../src/store/facts/insertRows.ts';
import { addFund, findFund } from '../../../src/store/fund/fund.ts';
import { findToken } from '../../../src/store/access/token.ts';
import type { Actor } from '../../../src/domain/access/actor.ts';
import { writeActs } from '../../../src/usecases/acts/writeActs.ts';
import { readLast } from '../../../src/usecases/view/readAsKnown.ts';
import { asAdmin, createTestDatabase, type TestDatabase } from '../../support/database.ts';

const on = calendarDate;

let db: TestDatabase;

let fundId: string;

let actor: Actor;

let fundsAdded = 0;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  fundsAdded += 1;
  ({ fundId, actor } = await db.addFund(`F${fundsAdded}`));
});

const SUSPENSION = {
  factKind: 'lending_suspension',
  effectiveOn: on('2021-09-16'),
  suspended: true,
  decisionNumber: '1/QĐ-QHT',
} as const;

/** Records a fact as a writer of another process does: no book here hears of it. */
async function decide(tx: FundTx & FundClock): Promise<{ readonly recordedAt: Date }> {
  const { rows } = await tx.client.query<{ last: Date }>(
    'select last_recorded_at as last from fund_clock',
  );
  const recordedAt = Math.max(tx.now, rows[0]?.last.getTime() ?? 0) + 1;
  const head = {
    id: randomUUID(),
    recordedAt,
    recordedBy: actor.tokenName,
    late: null,
    reversal: null,
  };
  const entry: LendingSuspensionEntry = { ...SUSPENSION, ...head };
  // Of whatever fund it is, its director's token.
  const token = await tx.client.query<{ id: string }>('select id from token');
  const ofEntry = rowsOfEntry(entry, token.rows[0]?.id ?? '');
  await insertActs(tx, ofEntry, { toldKinds: new Set(), lastRecordedAt: recordedAt });
  return { recordedAt: new Date(recordedAt) };
}

/** The instant for which a read answers; null: the given one lies in the future. */
const settle = async (given: Date | null): Promise<Date | null> =>
  (await bookAsKnown(db.database, fundId, given))?.knownAt ?? null;

const countFacts = async (tx: FundTx) =>
  Number((await tx.db.execute(sql`select count(*) as n from fact`)).rows[0]?.['n']);

const causeOf = (running: Promise<unknown>) =>
  running.then(
    () => 'done',
    (error: Error) => String(error.cause ?? error),
  );

describe('the service role', () => {
  test('is no superuser, bypasses nothing and owns no table', async () => {
    const { rows } = await db.database.pool.query(
      `select current_user as role, r.rolsuper, r.rolbypassrls,
        row_security_active('fact') as walled,
        (select count(*)::int from pg_class c where c.relowner = r.oid) as owned
      from pg_roles r where r.rolname = current_user`,
    );
    expect(rows).toEqual([
      {
        role: expect.stringMatching(/^cooperative_fund_service_[0-9]+$/),
        rolsuper: false,
        rolbypassrls: false,
        walled: true,
        owned: 0,
      },
    ]);
  });

  test.each([
    'update fact set kind = kind',
    'delete from fact',
    'truncate fact cascade',
    'delete from fund_clock',
    `update fund_clock set fund_id = gen_random_uuid()`,
    'update repayment set amount = 1',
    'update token set role = role',
    `alter table fact disable row level security`,
    'alter table fact disable trigger insert_only',
    'update idempotency_key set status = 200',
    'update session set ends_at = ends_at',
    'insert into drizzle.__drizzle_migrations (hash) values (1)',
  ])('may not %s', async (statement) => {
    await writeFund(db.database, fundId, decide);
    const outcome = await causeOf(
      writeFund(db.database, fundId, (tx) => tx.db.execute(sql.raw(statement))),
    );
    expect(outcome).toMatch(/permission denied|must be owner/);
  });

  test('cannot put the clock back', async () => {
    const back = sql`update fund_clock set last_recorded_at = last_recorded_at`;
    const outcome = await causeOf(writeFund(db.database, fundId, (tx) => tx.db.execute(back)));
    expect(outcome).toMatch(/only moves forward/);
  });

  test('keeps idempotency keys 35 days', async () => {
    const keys = sql`insert into idempotency_key values
      (${fundId}, 'young', '/', 'h', 201, '{}', now() - interval '34 days'),
      (${fundId}, 'old', '/', 'h', 201, '{}', now() - interval '36 days')`;
    await writeFund(db.database, fundId, (tx) => tx.db.execute(keys));
    const drop = (key: string) =>
      causeOf(
        writeFund(db.database, fundId, (tx) =>
          tx.db.execute(sql`delete from idempotency_key where key = ${key}`),
        ),
      );
    expect(await drop('young')).toMatch(/35 days/);
    expect(await drop('old')).toBe('done');
  });

  test('the owner, a superuser, cannot change facts by mistake either', async () => {
    await writeFund(db.database, fundId, decide);
    for (const statement of [
      'update fact set kind = kind',
      'delete from fact',
      'truncate fact cascade',
    ]) {
      await expect(db.asOwner(statement)).rejects.toThrow(/only ever added/);
    }
  });

  test('session options that the connection string carries are kept beside ours', async () => {
    const url = new URL(db.ownerConnectionString);
    url.searchParams.set('options', '-c work_mem=5MB');
    const database = openDatabase(url.href, () => undefined);
    const { rows } = await database.pool.query(
      `select current_user::text as role, current_setting('work_mem') as mem,
        current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock`,
    );
    await database.close();
    expect(rows).toEqual([
      {
        role: expect.stringMatching(/^cooperative_fund_service_/),
        mem: '5MB',
        statement: '30s',
        lock: '10s',
      },
    ]);
  });
});

describe('two funds', () => {
  test('do not see each other, nor write to each other', async () => {
    const other = await db.addFund(`G${fundsAdded}`);
    await writeFund(db.database, fundId, decide);
    expect(await readFund(db.database, fundId, countFacts)).toBe(1);
    expect(await readFund(db.database, other.fundId, countFacts)).toBe(0);
    expect((await readFund(db.database, other.fundId, findFund)).fundId).toBe(other.fundId);
    const suspension = (of: string) =>
      readLast(db.database, of, (fund, { knownAt }) => lastLendingSuspension(fund, knownAt));
    expect(await suspension(fundId)).toMatchObject({ decisionNumber: '1/QĐ-QHT' });
    expect(await suspension(other.fundId)).toBeNull();
    const theirs = await readFund(db.database, other.fundId, (tx) =>
      tx.db.execute(sql`select from lending_suspension where fund_id = ${fundId}`),
    );
    expect(theirs.rows).toEqual([]);
    const intrusion = writeFund(db.database, other.fundId, (tx) =>
      tx.db.execute(sql`insert into token
        values (${fundId}, gen_random_uuid(), 'x', 'director', 'x', now())`),
    );
    expect(await causeOf(intrusion)).toMatch(/row-level security/);
  });

  test('outside a fund nothing is seen', async () => {
    await writeFund(db.database, fundId, decide);
    for (const table of ['fund', 'token', 'fact', 'fund_clock']) {
      const { rows } = await db.database.pool.query(`select from ${table}`);
      expect(rows).toHaveLength(0);
    }
  });

  test('the fund of a transaction does not outlive it', async () => {
    await readFund(db.database, fundId, countFacts);
    const { rows } = await db.database.pool.query<{ fund: string | null }>(
      `select current_setting('app.fund_id', true) as fund`,
    );
    expect(rows[0]?.fund ?? '').toBe('');
  });

  test('a code exists once in the installation', async () => {
    const added = { code: 'ONE', name: 'n', province: 'p', tokenHash: 'h-one', tokenName: 't' };
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => addFund(db.ownerConnectionString, added)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(addFund(db.ownerConnectionString, added)).rejects.toThrow('duplicate');
  });
});

describe('findToken', () => {
  test('gives the row of the hash, in any fund, and no other', async () => {
    const other = await db.addFund(`T${fundsAdded}`);
    const found = { ...other.actor, expiresOn: null, revoked: false };
    expect(await findToken(db.database, other.tokenHash)).toEqual(found);
    expect(await findToken(db.database, '')).toBeNull();
    expect(await findToken(db.database, '%')).toBeNull();
    const { rows, fields } = await db.database.pool.query('select * from token_by_hash($1)', [
      other.tokenHash,
    ]);
    expect(rows).toHaveLength(1);
    expect(fields.map((field) => field.name)).toEqual([
      'fund_id',
      'token_id',
      'token_name',
      'role',
      'scopes',
      'expires_on',
      'revoked',
    ]);
  });

  test('leaves no door open behind it', async () => {
    const client = await db.database.pool.connect();
    await client.query('begin');
    await client.query('select * from token_by_hash($1)', [actor.tokenId]);
    await client.query(`select set_config('app.token_hash', token_hash, true) from token`);
    expect((await client.query('select from token')).rowCount).toBe(0);
    const { rows } = await client.query(`select current_setting('app.token_hash', true) as hash`);
    expect(rows[0]?.hash ?? '').toBe('');
    await client.query('rollback');
    client.release();
  });
});

describe('readFund', () => {
  test('sees one moment and writes nothing', async () => {
    await readFund(db.database, fundId, async (tx) => {
      const before = await countFacts(tx);
      await writeFund(db.database, fundId, decide);
      expect(await countFacts(tx)).toBe(before);
    });
    const writing = readFund(db.database, fundId, (tx) => decide(tx));
    expect(await causeOf(writing)).toMatch(/read-only transaction/);
  });
});

describe('writeFund', () => {
  test('recordedAt rises strictly in commit order under ten writers at once', async () => {
    const secondProcess = openDatabase(db.ownerConnectionString, () => undefined);
    const instants = async (tx: FundTx) =>
      (await tx.db.execute(sql`select recorded_at from fact order by recorded_at`)).rows.map(
        (row) => Date.parse(String(row['recorded_at'])),
      );
    const write = async (_: unknown, writer: number) => {
      const database = writer % 2 === 0 ? db.database : secondProcess;
      for (let n = 0; n < 10; n += 1) {
        await writeFund(database, fundId, async (tx) => {
          const before = (await instants(tx)).at(-1) ?? 0;
          const [first, second] = [await decide(tx), await decide(tx)];
          expect(first.recordedAt.getTime()).toBeGreaterThan(before);
          expect(second.recordedAt.getTime()).toBeGreaterThan(first.recordedAt.getTime());
        });
      }
    };
    // What a reader sees only ever grows at its end.
    const seen: number[][] = [];
    let writing = true;
    const watching = (async () => {
      while (writing) seen.push(await readFund(db.database, fundId, instants));
    })();
    await Promise.all(Array.from({ length: 10 }, write));
    writing = false;
    await watching;
    await secondProcess.close();
    const all = await readFund(db.database, fundId, instants);
    expect(new Set(all).size).toBe(200);
    expect(seen.length).toBeGreaterThan(5);
    for (const earlier of seen) expect(earlier).toEqual(all.slice(0, earlier.length));
  });

  test('what it throws undoes all of it, and the next writer goes on', async () => {
    const failing = writeFund(db.database, fundId, async (tx) => {
      await decide(tx);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await readFund(db.database, fundId, countFacts)).toBe(0);
    await writeFund(db.database, fundId, decide);
    expect(await readFund(db.database, fundId, countFacts)).toBe(1);
  });

  test('an error of the database that is swallowed is no commit', async () => {
    const swallowing = writeFund(db.database, fundId, async (tx) => {
      await decide(tx);
      await tx.db.execute(sql`select 1 / 0`).catch(() => undefined);
    });
    await expect(swallowing).rejects.toThrow(/rolled back/);
    expect(await readFund(db.database, fundId, countFacts)).toBe(0);
  });

  test('is tried again where the database gives way, three times at most', async () => {
    const giveWay = sql`do $$ begin raise exception 'gave way' using errcode = '40001'; end $$`;
    let tries = 0;
    const tried = await writeFund(db.database, fundId, async (tx) => {
      tries += 1;
      if (tries < 3) await tx.db.execute(giveWay);
      return tries;
    });
    expect(tried).toBe(3);
    tries = 0;
    const hopeless = writeFund(db.database, fundId, async (tx) => {
      tries += 1;
      await tx.db.execute(giveWay);
    });
    await expect(hopeless).rejects.toThrow();
    expect(tries).toBe(3);
  });

  test('many writers of one fund leave connections to readers and to other funds', async () => {
    const other = await db.addFund(`W${fundsAdded}`);
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const first = writeFund(db.database, fundId, () => gate);
    const waiting = Array.from({ length: 30 }, () => writeFund(db.database, fundId, decide));
    expect(await readFund(db.database, fundId, countFacts)).toBe(0);
    await writeFund(db.database, other.fundId, (tx) => decide(tx));
    release();
    await Promise.all([first, ...waiting]);
    expect(await readFund(db.database, fundId, countFacts)).toBe(30);
    expect(db.database.lines.size).toBe(0);
  });

  test('a connection that the server ends is unavailable, and the next write succeeds', async () => {
    const errors: Error[] = [];
    const database = openDatabase(db.ownerConnectionString, (error) => errors.push(error));
    const killed = writeFund(database, fundId, async (tx) => {
      await decide(tx);
      const { rows } = await tx.db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      await asAdmin(`select pg_terminate_backend(${rows[0]?.pid})`);
      await sleep(50);
      await decide(tx);
    });
    const error: unknown = await killed.catch((cause: unknown) => cause);
    expect(isUnavailable(error)).toBe(true);
    await writeFund(database, fundId, decide);
    expect(await readFund(database, fundId, countFacts)).toBe(1);
    await database.close();
  });
});

describe('a server that falls silent', () => {
  test('is unavailable once its time is over, and its connections are given up', async () => {
    let isSilent = false;
    const server = Number(new URL(db.ownerConnectionString).port);
    const proxy = net.createServer((client) => {
      const there = net.connect(server, '127.0.0.1');
      for (const each of [client, there]) each.on('error', () => undefined);
      client.on('data', (sent: Buffer) => there.write(sent)).on('close', () => there.destroy());
      there.on('data', (answer: Buffer) => isSilent || client.write(answer));
      there.on('close', () => client.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const url = new URL(db.ownerConnectionString);
    url.port = String((proxy.address() as AddressInfo).port);
    const database = openDatabase(url.href, () => undefined);
    // Ours are 35 and 5 seconds, too long for a test.
    const limits = { query_timeout: 300, connectionTimeoutMillis: 300 };
    Object.assign(database.pool.options, limits);
    await writeFund(database, fundId, decide);
    isSilent = true;
    const errors = await Promise.all(
      [writeFund(database, fundId, decide), readFund(database, fundId, countFacts)].map((asked) =>
        asked.catch((error: unknown) => error),
      ),
    );
    for (const error of errors) expect(isUnavailable(error)).toBe(true);
    isSilent = false;
    await writeFund(database, fundId, decide);
    expect(await readFund(database, fundId, countFacts)).toBe(2);
    await database.close();
    proxy.close();
  });
});

describe('a pooler such as PgBouncer, which refuses options that come with a connection', () => {
  test('is sent none: the session is given them by a statement', async () => {
    const server = Number(new URL(db.ownerConnectionString).port);
    const startups: string[] = [];
    const proxy = net.createServer((client) => {
      const there = net.connect(server, '127.0.0.1');
      client.once('data', (sent: Buffer) => startups.push(sent.subarray(8).toString()));
      client.pipe(there).pipe(client);
      for (const each of [client, there]) each.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const url = new URL(db.ownerConnectionString);
    url.port = String((proxy.address() as AddressInfo).port);
    const database = openDatabase(url.href, () => undefined);
    await (await connectOwner(url.href)).end();
    await writeFund(database, fundId, decide);
    const asked = `select current_setting('statement_timeout') as timeout`;
    expect((await database.pool.query(asked)).rows).toEqual([{ timeout: '30s' }]);
    await database.close();
    proxy.close();
    // The names that PgBouncer takes.
    const names = startups.flatMap((text) =>
      text.split('\0').filter((part, at) => at % 2 === 0 && part !== ''),
    );
    expect(new Set(names)).toEqual(
      new Set(['user', 'database', 'client_encoding', 'application_name']),
    );
  });
});

describe('what is known', () => {
  test('without an instant: that of the last fact, or of the fund itself', async () => {
    const created = (await readFund(db.database, fundId, findFund)).createdAt;
    expect(await settle(null)).toEqual(created);
    const { recordedAt } = await writeFund(db.database, fundId, decide);
    expect(recordedAt > created).toBe(true);
    expect(await settle(null)).toEqual(recordedAt);
  });

  test('an instant up to the last fact, or up to now, is itself; a later one is refused', async () => {
    const { recordedAt } = await writeFund(db.database, fundId, decide);
    const early = new Date('2020-01-01T00:00:00Z');
    expect(await settle(early)).toEqual(early);
    expect(await settle(recordedAt)).toEqual(recordedAt);
    await sleep(20);
    const late = new Date(recordedAt.getTime() + 10);
    expect(await settle(late)).toEqual(late);
    const tomorrow = new Date(Date.now() + 86_400_000);
    expect(await settle(tomorrow)).toBeNull();
  });

  test('waits for a writer at work whose facts count, and none appears afterwards', async () => {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    let recorded: (at: Date) => void;
    const written = new Promise<Date>((resolve) => (recorded = resolve));
    const writing = writeFund(db.database, fundId, async (tx) => {
      recorded((await decide(tx)).recordedAt);
      await gate;
    });
    const inFlight = await written;
    await sleep(20);
    const knownAt = new Date(inFlight.getTime() + 5);
    let settled = false;
    const settling = settle(knownAt).then((at) => {
      settled = true;
      return at;
    });
    // With no instant given nobody waits: the answer is that before the writer.
    const before = await settle(null);
    expect(before && before < inFlight).toBe(true);
    await sleep(100);
    expect(settled).toBe(false);
    release();
    await writing;
    expect(await settling).toEqual(knownAt);
    const countKnown = () =>
      readFund(db.database, fundId, async (tx) => {
        const known = sql`select count(*)::int as n from fact
          where recorded_at <= ${knownAt.toISOString()}::timestamptz`;
        return (await tx.db.execute(known)).rows[0]?.['n'];
      });
    expect(await countKnown()).toBe(1);
    const next = await writeFund(db.database, fundId, decide);
    expect(next.recordedAt > knownAt).toBe(true);
    expect(await countKnown()).toBe(1);
  });

  test('no fact is ever recorded at or before an instant already answered', async () => {
    let running = true;
    const answered: { knownAt: Date; facts: number }[] = [];
    const countAt = (knownAt: Date) =>
      readFund(db.database, fundId, async (tx) => {
        const known = sql`select count(*)::int as n from fact
          where recorded_at <= ${knownAt.toISOString()}::timestamptz`;
        return Number((await tx.db.execute(known)).rows[0]?.['n']);
      });
    const reader = async (given: () => Date | null) => {
      while (running) {
        const known = await bookAsKnown(db.database, fundId, given());
        if (known === null) continue;
        const { book, knownAt } = known;
        const facts = knownLength(book.log, knownAt.getTime());
        answered.push({ knownAt, facts });
        expect(await countAt(knownAt)).toBe(facts);
      }
    };
    const readers = [reader(() => null), reader(() => new Date()), reader(() => new Date())];
    // A reader that fails ends the writing too.
    const readersEnd = Promise.all(readers).finally(() => (running = false));
    for (let written = 0; running && (written < 60 || answered.length < 20); written += 1)
      await writeFund(db.database, fundId, decide);
    running = false;
    await readersEnd;
    for (const { knownAt, facts } of answered) expect(await countAt(knownAt)).toBe(facts);
  });

  test('inside a write all that is recorded is known', async () => {
    await writeActs(db.database, actor, NO_REQUEST, async (fund) => {
      const { recordedAt } = fund.record<LendingSuspensionEntry>(SUSPENSION);
      expect(lastRecordedAt(fund).getTime()).toBe(recordedAt);
      expect(lastLendingSuspension(fund, lastRecordedAt(fund))).not.toBeNull();
    });
  });
});

describe('errors', () => {
  test('a constraint is named through the wrapping of drizzle', async () => {
    const error: unknown = await writeFund(db.database, fundId, (tx) =>
      tx.db.execute(sql`insert into token
        select fund_id, gen_random_uuid(), 'other', role, token_hash, created_at from token`),
    ).catch((cause: unknown) => cause);
    expect(constraintOf(error)).toEqual({ code: '23505', constraint: 'token_hash_unique' });
    expect(isUnavailable(error)).toBe(false);
    expect(constraintOf(new Error('other'))).toBeNull();
  });

  test('a server that is not there is unavailable', async () => {
    const database = openDatabase('postgres://nobody@127.0.0.1:1/none', () => undefined);
    const error: unknown = await findToken(database, 'h').catch((cause: unknown) => cause);
    expect(isUnavailable(error)).toBe(true);
    await database.close();
    const closed: unknown = await findToken(database, 'h').catch((cause: unknown) => cause);
    expect(isUnavailable(closed)).toBe(true);
  });

  test('a lock that is not given in time is unavailable', async () => {
    const holder = new pg.Client({ connectionString: db.ownerConnectionString });
    await holder.connect();
    await holder.query('begin');
    await holder.query(`select from fund_clock where fund_id = '${fundId}' for update`);
    const url = new URL(db.ownerConnectionString);
    const database = openDatabase(url.href, () => undefined);
    // Ours is ten seconds, too long for a test.
    database.pool.on('connect', (client) => void client.query(`set lock_timeout = '50ms'`));
    const error: unknown = await writeFund(database, fundId, decide).catch(
      (cause: unknown) => cause,
    );
    expect(isUnavailable(error)).toBe(true);
    await holder.query('rollback');
    await holder.end();
    await database.close();
  });
});
