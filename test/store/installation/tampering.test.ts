import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { Fund } from '../../../src/book/fund.ts';
import { readBook } from '../../../src/book/shelf.ts';
import { calendarDate } from '../../../src/domain/primitives/dates.ts';
import { NO_REQUEST, readTrail } from '../../../src/store/books/audit.ts';
import {
  becomeService,
  connectOwner,
  constraintOf,
  writeFund,
  type FundTx,
} from '../../../src/store/database/database.ts';
import { keepHandover } from '../../../src/store/handover/handover.ts';
import type { LeftOut } from '../../../src/store/facts/readFacts.ts';
import { schemaDifferences } from '../../../src/store/installation/catalogue.ts';
import { writeActs } from '../../../src/usecases/acts/writeActs.ts';
import { verify } from '../../../src/usecases/books/verify.ts';
import { factDifferences } from '../../../src/usecases/books/verifyAudit.ts';
import { rowDifferences } from '../../../src/usecases/books/verifyRows.ts';
import {
  components,
  contribute,
  cooperativeBody,
  lend,
  payment,
  startApi,
  TODAY,
  type Api,
} from '../../support/api.ts';
import { awayProvider } from '../../support/provider.ts';
import { EVERY_FACT, FIRST_FACTS, HANDED_OVER, recordRandom } from '../../support/randomFacts.ts';

// Whatever a superuser changes is told by the verification, or named in SECURITY.md as not protected.

let api: Api;

/** A superuser, whom no wall or trigger stops. */
let superuser: pg.Client;

let fundId: string;

/** What is found where nothing was touched: facts that were made up are not what the service would write. */
let before: ReadonlySet<string>;

/** A fund with at least one row of every table. */
async function fillFund(): Promise<void> {
  const { fund } = api;
  await contribute(fund);
  const instalments = [
    { dueOn: '2023-09-25', principal: '100000000' },
    { dueOn: '2024-03-25', principal: '100000000' },
  ];
  const { path, loanId, cooperativeId } = await lend(fund, {
    principalSchedule: { kind: 'custom', instalments },
  });
  await fund.add(`${path}/repayments`, payment('1000000', '2023-06-01'));
  const asked = { year: 2023, quarter: 3, payBy: '2023-10-15', issuedOn: '2023-09-20' };
  const { id } = (await fund.post('/v1/notice-runs', asked)).body;
  while ((await fund.read(`/v1/notice-runs/${id}`)).status === 'running') await sleep(20);
  await fund.add('/v1/reports/fund-section/issues', {
    asOf: '2023-12-31',
    documentNumber: '12/BC-QHT',
  });
  // Dated before the notice, whose figures it changes.
  await fund.add(`${path}/repayments`, payment('2000000', '2023-07-01'));
  const { id: caseId } = await fund.add('/v1/litigation-cases', {
    cooperativeId,
    loanIds: [loanId],
    court: 'Tòa án nhân dân huyện Văn Quan',
    docketType: 'civil',
    filedOn: '2024-01-10',
    claim: components('200000000', '3743013', '189863'),
    parties: [{ role: 'guarantor', name: 'Bà Hoàng Thị Mai', note: 'Nhà xưởng' }],
  });
  const awarded = {
    amounts: components('1000000', '0'),
    instalments: [{ dueOn: '2024-06-30', amount: '1000000' }],
  };
  for (const [stage, said] of [
    ['fee_advance_paid', {}],
    ['accepted', {}],
    ['settlement_recognised', awarded],
  ] as const) {
    const body = { stage, occurredOn: '2024-01-11', ...said };
    await fund.add(`/v1/litigation-cases/${caseId}/stages`, body);
  }
  const file = { 'content-type': 'text/csv', 'idempotency-key': randomUUID() };
  await fund.send('POST', '/v1/imports?fileName=so.csv', Buffer.from('STT;Số HĐ'), file);
  await fund.add('/v1/periods/2023-Q1/closing', {});
  await fund.add('/v1/periods/2023-Q1/reopening', { reason: 'Bỏ sót phiếu thu' });
  const person = cooperativeBody({ kind: 'member', taxCode: '020085001234' });
  const { id: personId } = await fund.add('/v1/cooperatives', person);
  for (const _ of [1, 2]) await fund.read(`/v1/cooperatives/${personId}`);
  const { id: tokenId } = await fund.add('/v1/tokens', { name: 'Kế toán', role: 'accountant' });
  await fund.add(`/v1/tokens/${tokenId}/revocation`, { reason: 'Nghỉ việc' });
  const invited = await fund.add('/v1/invitations', { name: 'Lan', role: 'accountant' });
  await fund.add(`/v1/invitations/${invited.id}/withdrawal`, {});
  await fund.add('/v1/role-claims', {
    provider: 'Tài khoản tỉnh',
    effectiveOn: '2023-06-01',
    roles: [{ value: 'quy', role: 'auditor' }],
    sourceDocument: '15/QĐ-QHT',
  });
  const program = { provider: 'Tài khoản tỉnh', subject: 'cong', name: 'Cổng', role: 'auditor' };
  await fund.add('/v1/programs', program);
  const url = 'https://ke-toan.example.vn/webhooks';
  const hook = await fund.add('/v1/webhooks', { url, description: 'Kế toán' });
  await fund.put(`/v1/webhooks/${hook.id}`, { state: 'paused' });
  for (const facts of [FIRST_FACTS, EVERY_FACT]) {
    await writeActs(api.database.database, fund.actor, NO_REQUEST, async (act) => {
      for (const fact of facts) recordRandom(act, fact);
    });
  }
  await writeFund(api.database.database, fundId, async (tx) => {
    const { rows } = await tx.client.query<{ id: string }>('select id from handover_entry');
    for (const { id } of rows) await keepHandover(tx, id, HANDED_OVER);
  });
}

/** The transaction of the superuser, as that of the service. */
async function asService(): Promise<FundTx> {
  await becomeService(superuser, true);
  await superuser.query(`select set_config('app.fund_id', $1, true)`, [fundId]);
  return { db: drizzle({ client: superuser }), client: superuser, fundId };
}

/** All that a verification finds. */
async function verified(tx: FundTx): Promise<object[]> {
  const leftOut: LeftOut[] = [];
  const book = await readBook(tx, (fact) => leftOut.push(fact));
  const fund: Fund = { fundId, book, sql: (read) => read(tx) };
  const { rows } = await superuser.query<{ last: Date }>(
    'select last_recorded_at as last from fund_clock',
  );
  const knownAt = rows[0]?.last ?? new Date();
  const told = await verify(fund, { asOf: calendarDate(TODAY), knownAt }, leftOut);
  const { facts, ledger, audit, rows: ofRows, closings, schema, issued } = told;
  return [...facts, ...ledger, ...audit, ...ofRows, ...closings, ...schema, ...issued];
}

type Part = (tx: FundTx) => Promise<object[]>;

/** Parts of a verification, that of what is most likely changed first, and then all of it. */
const ROWS_FIRST: readonly Part[] = [
  factDifferences,
  async (tx) => rowDifferences(tx, await readTrail(tx)),
  verified,
];

const SCHEMA_FIRST: readonly Part[] = [({ client }) => schemaDifferences(client), verified];

/** What a verification finds besides when a superuser has done something, which is then undone. */
async function foundAfter(
  statement: string,
  { isPastTriggers = true, parts = ROWS_FIRST } = {},
): Promise<string[]> {
  await superuser.query('begin');
  try {
    if (isPastTriggers) await superuser.query('set local session_replication_role = replica');
    // What a unique index refuses does not need to be told.
    const refused = await superuser.query(statement).then(() => null, constraintOf);
    if (refused !== null) return [refused.code];
    await superuser.query('set local session_replication_role = origin');
    const tx = await asService();
    for (const part of parts) {
      const found = (await part(tx)).map((each) => JSON.stringify(each));
      const more = found.filter((each) => !before.has(each));
      if (more.length > 0) return more;
    }
    return [];
  } finally {
    await superuser.query('rollback');
  }
}

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

async function columns(): Promise<Column[]> {
  const { rows } = await superuser.query<Column>(
    `select c.relname as "table", a.attname as "column", format_type(a.atttypid, null) as type
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
        and not a.attisdropped
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1, a.attnum`,
  );
  return rows;
}

/** Another value than the column has. */
const OTHER: Readonly<Record<string, string>> = {
  uuid: 'gen_random_uuid()',
  text: `coalesce(%c, '') || 'x'`,
  numeric: 'coalesce(%c, 0) + 1',
  date: `coalesce(%c, date '2023-01-01') + 1`,
  'timestamp with time zone': `coalesce(%c, now()) + interval '1 second'`,
  integer: 'coalesce(%c, 0) + 1',
  smallint: 'coalesce(%c, 0) + 1',
  bigint: 'coalesce(%c, 0) + 1',
  boolean: 'not coalesce(%c, false)',
  jsonb: `jsonb_build_array(%c)`,
  json: `json_build_array(%c)`,
  'text[]': `array_append(%c, 'x')`,
  'uuid[]': 'array_append(%c, gen_random_uuid())',
  'date[]': `array_append(%c, date '2023-05-05')`,
  bytea: `%c || '\\x00'`,
};

/** The tables that SECURITY.md names as not protected. */
async function notProtected(): Promise<Set<string>> {
  const text = await fs.readFile(new URL('../../../SECURITY.md', import.meta.url), 'utf8');
  const [, section = ''] = /\n## Not protected\n([^]*?)(\n## |$)/.exec(text) ?? [];
  return new Set([...section.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name ?? ''));
}

beforeAll(async () => {
  api = await startApi(TODAY, { signOn: awayProvider() });
  ({ fundId } = api.fund.actor);
  await fillFund();
  superuser = await connectOwner(api.database.ownerConnectionString);
  // What is left of the schema must not stop what is tried.
  const { rows } = await superuser.query<{ drop: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop
      from pg_constraint where connamespace = 'public'::regnamespace and contype in ('c', 'f')`,
  );
  for (const { drop } of rows) await superuser.query(drop);
  await superuser.query('begin');
  before = new Set((await verified(await asService())).map((each) => JSON.stringify(each)));
  await superuser.query('rollback');
});
afterAll(async () => {
  await superuser.end();
  await api.close();
});

describe('a superuser who', () => {
  test('changes any column of any table is told of, or SECURITY.md names the table', async () => {
    const open = await notProtected();
    const silent: string[] = [];
    for (const { table, column, type } of await columns()) {
      // Whose key is changed is no fund any more: its head is missing in the file of heads.
      if (open.has(table) || `${table}.${column}` === 'fund.fund_id') continue;
      const other = OTHER[type]?.replaceAll('%c', column);
      expect({ type, other }).toEqual({ type, other: expect.any(String) });
      const one = `(select ctid from ${table} where fund_id = '${fundId}' limit 1)`;
      const told = await foundAfter(`update ${table} set ${column} = ${other} where ctid = ${one}`);
      if (told.length === 0) silent.push(`${table}.${column}`);
    }
    expect(silent).toEqual([]);
  });

  test('removes or adds a row of any table is told of', async () => {
    const open = await notProtected();
    const silent: string[] = [];
    const all = await columns();
    for (const table of new Set(all.map((each) => each.table))) {
      if (open.has(table)) continue;
      const names = all.filter((each) => each.table === table);
      const one = `(select ctid from ${table} where fund_id = '${fundId}' limit 1)`;
      const { rowCount } = await superuser.query(`select from ${table} where ctid = ${one}`);
      expect({ table, rowCount }).toEqual({ table, rowCount: 1 });
      const copied = names.map(({ column, type }) => {
        if (column === 'fund_id') return column;
        return /^(uuid|date|text|bigint)$/.test(type)
          ? OTHER[type]?.replaceAll('%c', column)
          : column;
      });
      const added = `insert into ${table} (${names.map((each) => each.column).join(', ')})
        select ${copied.join(', ')} from ${table} where ctid = ${one}`;
      for (const [what, statement] of [
        ['removed', `delete from ${table} where ctid = ${one}`],
        ['added', added],
      ] as const) {
        if (table === 'fund' || (table === 'fund_clock' && what === 'added')) continue;
        if ((await foundAfter(statement)).length === 0) silent.push(`${table}: ${what}`);
      }
    }
    expect(silent).toEqual([]);
  });

  const mine = () => `fund_id = '${fundId}'`;

  test.each([
    [
      'makes an accountant a director',
      () => `update token set role = 'director'
      where ${mine()} and role = 'accountant'`,
    ],
    [
      'adds a token',
      () => `insert into token (fund_id, id, name, role, token_hash, created_at)
      values ('${fundId}', '${randomUUID()}', 'Ma', 'director', 'h', now())`,
    ],
    ['takes a revocation back', () => `delete from token_revocation where ${mine()}`],
    [
      'adds a default policy',
      () => `insert into policy (fund_id, id, name, value, source_document)
      select fund_id, gen_random_uuid(), name, value, 'x' from policy
      where ${mine()} and name = 'debtGroupFromDays'`,
    ],
    [
      'doubles all postings and sets the clock back',
      () => `update ledger_posting
      set amount = amount * 2 where ${mine()};
      update fund_clock set last_recorded_at = (select min(recorded_at) - interval '1 second'
        from fact where ${mine()}) where ${mine()}`,
    ],
    [
      'changes what a report says, and its document with its hash',
      () => `update issued_report
      set document_hashes = document_hashes || '{"csv": "0"}' where ${mine()}`,
    ],
    [
      'sets the clock forward',
      () => `update fund_clock
      set last_recorded_at = '2100-01-01' where ${mine()}`,
    ],
  ])('%s is told of', async (_, statement) => {
    expect(await foundAfter(statement())).not.toEqual([]);
  });

  test.each([
    'drop trigger insert_only on fact',
    'alter table repayment disable trigger insert_only',
    'alter table repayment disable trigger all',
    'alter table loan_terms disable row level security',
    'alter table loan_terms no force row level security',
    'create policy open on fact using (true)',
    'alter policy fact_of_fund on fact using (true)',
    'drop policy token_of_fund on token',
    'grant update on repayment to service',
    'grant update (amount) on repayment to service',
    'grant select on token to public',
    'grant execute on function token_by_hash(text) to public',
    'alter role service bypassrls',
    'grant pg_read_all_data to service',
    'create or replace function refuse_change() returns trigger language plpgsql as $$begin return null; end$$',
    'create function open() returns void language sql as $$select$$',
    'alter table fact drop constraint fact_pk cascade',
    'alter table ledger_posting add column extra text',
    'create table other (id int)',
    'create rule quiet as on insert to affected do instead nothing',
    'create trigger other before insert on fact for each row execute function refuse_change()',
    'alter table fact alter column kind drop not null',
    `alter table token alter column scopes set default '{reports:read}'`,
    'alter table fact owner to service',
    `update drizzle.__drizzle_migrations set hash = 'x' where id = 1`,
    'delete from drizzle.__drizzle_migrations where id = 1',
  ])('does "%s" is told of', async (statement) => {
    const { rows } = await superuser.query<{ name: string }>(
      `select rolname as name from pg_roles r where rolname ~ '^cooperative_fund_service'
        and exists (select from pg_class c, aclexplode(c.relacl) a
          where c.oid = 'fact'::regclass and a.grantee = r.oid)`,
    );
    const own = statement.replace(/\bservice\b/, rows[0]?.name ?? '');
    const parts = SCHEMA_FIRST;
    expect(await foundAfter(own, { isPastTriggers: false, parts })).not.toEqual([]);
  });
});
