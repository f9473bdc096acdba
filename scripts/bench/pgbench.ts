import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type pg from 'pg';
import { connectOwner } from '../../src/store/database/database.ts';
import { serviceRoleOf } from '../../src/store/installation/serviceRole.ts';
import type { FundIds } from './makeFund.ts';

// What a receipt costs the database alone: PostgreSQL's own pgbench writes the rows that the service
// wrote for a receipt, statement by statement, each waited for, as the service's role.

const run = promisify(execFile);

/** Rows of one table, as the statement that inserted them had them: values as text, null where null. */
interface Written {
  readonly table: string;
  readonly rows: readonly Readonly<Record<string, string | null>>[];
}

/** The rows that one transaction has left, statement by statement; those of `fact` first. */
export async function rowsWrittenWith(owner: pg.Client, factId: string): Promise<Written[]> {
  const { rows: tables } = await owner.query<{ table: string; columns: string }>(`
    select c.relname as table, string_agg(format('%L, t.%I::text', a.attname, a.attname), ', '
      order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0
      and not a.attisdropped and a.attgenerated = '' group by c.relname`);
  const found: (Written & { readonly order: number })[] = [];
  for (const { table, columns } of tables) {
    const { rows } = await owner.query<{ order: number; rows: Written['rows'] }>(
      `select cmin::text::int as order, json_agg(json_build_object(${columns})) as rows
       from ${table} t where xmin = (select xmin from fact where id = $1) group by 1`,
      [factId],
    );
    found.push(...rows.map((each) => ({ table, ...each })));
  }
  const rank = ({ table, order }: (typeof found)[number]) => (table === 'fact' ? -1 : order);
  return found.sort((a, b) => rank(a) - rank(b));
}

/** A text as SQL; without colons, which pgbench would take for the beginning of a variable. */
const literal = (value: string) =>
  ` E'${value
    .replaceAll('\\', String.raw`\\`)
    .replaceAll("'", "''")
    .replaceAll(':', String.raw`\x3a`)}'`;

/** A receipt that the service was asked to record, and which fund stands in its place in pgbench. */
export interface Sample {
  readonly written: readonly Written[];
  readonly factId: string;
  readonly from: FundIds;
  readonly to: FundIds;
  readonly loanIds: readonly string[];
}

/** What takes the place of a value of the sample: each receipt is one of its own. */
function valueOf(sample: Sample, table: string, column: string, value: string | null): string {
  const { factId, from, to, loanIds } = sample;
  if (value === null) return 'null';
  if (value === factId) return table === 'fact' ? 'gen_random_uuid()' : ':id';
  if (value === from.fundId) return literal(to.fundId);
  if (value === from.tokenId) return literal(to.tokenId);
  if (column === 'recorded_at') return ':recorded';
  if (column === 'loan_id' || column === 'subject') {
    return `('{${loanIds.join(',')}}'::uuid[])[:n]`;
  }
  if (column === 'voucher_number' || column === 'key') return 'gen_random_uuid()::text';
  if (table === 'audit_event' && column === 'number') {
    return `(select coalesce(max(number), 0) + 1 from audit_event where fund_id =${literal(to.fundId)})`;
  }
  return literal(value);
}

/** The script of one receipt, in the order of the service's statements. */
export function pgbenchScript(sample: Sample): string {
  const fund = literal(sample.to.fundId);
  const inserts = sample.written
    .filter(({ table }) => table !== 'fund_clock')
    .map(({ table, rows }) => {
      const columns = Object.keys(rows[0] ?? {});
      const values = rows.map(
        (row) =>
          `(${columns.map((name) => valueOf(sample, table, name, row[name] ?? null)).join(', ')})`,
      );
      const end = table === 'fact' ? String.raw` returning id \gset` : ';';
      return `insert into ${table} (${columns.join(', ')}) values ${values.join(', ')}${end}`;
    });
  return [
    String.raw`\set n random(1, ${sample.loanIds.length})`,
    'begin;',
    `select set_config('app.fund_id',${fund}, true);`,
    `select from fund_clock where fund_id =${fund} for update;`,
    `update fund_clock set last_recorded_at = greatest(date_trunc('milliseconds', clock_timestamp()),
      last_recorded_at) + interval '1 millisecond' where fund_id =${fund}
      returning last_recorded_at as recorded \\gset`.replaceAll('\n', ' '),
    ...inserts,
    'commit;',
    '',
  ].join('\n');
}

/** How pgbench is run; null where it is not installed. */
export async function findPgbench(): Promise<string | null> {
  return run('pgbench', ['--version']).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  );
}

async function serviceRole(url: string): Promise<string> {
  const owner = await connectOwner(url);
  const role = await serviceRoleOf(owner);
  await owner.end();
  return role;
}

/** Transactions a second. */
export async function pgbench(
  url: string,
  folder: string,
  script: string,
  { clients, seconds }: { readonly clients: number; readonly seconds: number },
): Promise<number> {
  const file = path.join(folder, 'receipt.sql');
  await fs.writeFile(file, script);
  const threads = Math.min(2, clients);
  const role = await serviceRole(url);
  const { stdout } = await run(
    'pgbench',
    ['-n', '-M', 'prepared', '-c', clients, '-j', threads, '-T', seconds, '-f', file, url].map(
      String,
    ),
    { env: { ...process.env, PGOPTIONS: `-c role=${role} -c search_path=public` } },
  );
  const [, rate] = /tps = ([\d.]+)/.exec(stdout) ?? [];
  const [, failed = '0'] = /failed transactions: (\d+)/.exec(stdout) ?? [];
  if (rate === undefined || failed !== '0') throw new Error(`pgbench: ${stdout}`);
  return Number(rate);
}
