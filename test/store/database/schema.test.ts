import fs from 'node:fs';
import { schemaDifferences } from '../../../src/store/installation/catalogue.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

async function catalogue(statement: string): Promise<Record<string, unknown>[]> {
  return (await db.asOwner(statement)).rows;
}

const PUBLIC = `'public'::regnamespace`;

/** Of the installation: who runs it. No role of the service reads or writes them by itself. */
const OF_NO_FUND = `array['installation_operator', 'operator_act']`;

describe('schema', () => {
  test('is what `npm run verify` expects: after a new migration, npm run catalogue writes it', async () => {
    expect(await schemaDifferences(db.database.pool)).toEqual([]);
  });

  test('there are tables to look at', async () => {
    const rows = await catalogue(
      `select relname from pg_class where relkind in ('r', 'p') and relnamespace = ${PUBLIC}`,
    );
    expect(rows.length).toBeGreaterThanOrEqual(21);
  });

  test('every table has a primary key that begins with fund_id', async () => {
    const rows = await catalogue(`
      select c.relname from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = ${PUBLIC}
        and c.relname <> all(${OF_NO_FUND})
        and not exists (
          select from pg_constraint k join pg_attribute a
            on a.attrelid = c.oid and a.attnum = k.conkey[1]
          where k.conrelid = c.oid and k.contype = 'p' and a.attname = 'fund_id')`);
    expect(rows).toEqual([]);
  });

  test('every foreign key and unique constraint includes fund_id', async () => {
    const rows = await catalogue(`
      select k.conrelid::regclass::text, k.conname from pg_constraint k
      where k.connamespace = ${PUBLIC} and k.contype in ('f', 'u', 'x')
        and not exists (select from pg_attribute a where a.attrelid = k.conrelid
          and a.attname = 'fund_id' and a.attnum = any(k.conkey))`);
    expect(rows).toEqual([]);
  });

  test('every foreign key pairs fund_id with fund_id', async () => {
    const rows = await catalogue(`
      select k.conname from pg_constraint k
      where k.connamespace = ${PUBLIC} and k.contype = 'f' and not exists (
        select from unnest(k.conkey, k.confkey) as pair (ours, theirs)
          join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.ours
          join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.theirs
        where a.attname = 'fund_id' and b.attname = 'fund_id')`);
    expect(rows).toEqual([]);
  });

  test('every unique index belongs to a constraint', async () => {
    const rows = await catalogue(`
      select i.indexrelid::regclass::text from pg_index i join pg_class c on c.oid = i.indrelid
      where c.relnamespace = ${PUBLIC} and i.indisunique
        and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`);
    expect(rows).toEqual([]);
  });

  test('every table has row-level security, forced, with a policy for everybody', async () => {
    const rows = await catalogue(`
      select c.relname from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = ${PUBLIC}
        and not (c.relrowsecurity and c.relforcerowsecurity and exists (
          select from pg_policy p where p.polrelid = c.oid and p.polcmd = '*'
            and p.polroles = '{0}' and p.polqual is not null and p.polwithcheck is not null))`);
    expect(rows).toEqual([]);
  });

  test('every table but six is insert-only by a trigger', async () => {
    const rows = await catalogue(`
      select c.relname::text, t.tgname::text from pg_class c
        left join pg_trigger t on t.tgrelid = c.oid and t.tgfoid = 'refuse_change'::regproc
          and t.tgenabled = 'O'
      where c.relkind in ('r', 'p') and c.relnamespace = ${PUBLIC}
        and t.tgname is distinct from 'insert_only' order by c.relname`);
    expect(rows).toEqual([
      { relname: 'fund_clock', tgname: 'update_only' },
      { relname: 'idempotency_key', tgname: 'delete_only' },
      { relname: 'session', tgname: 'delete_only' },
      { relname: 'token_use', tgname: 'update_only' },
      { relname: 'webhook_delivery', tgname: 'row_by_row' },
      { relname: 'webhook_progress', tgname: 'row_by_row' },
    ]);
  });

  test('the service may change nothing but the clock and deliveries, and drop old keys and sessions', async () => {
    const rows = await catalogue(`
      select table_name, privilege_type from information_schema.role_table_grants
      where grantee ~ '^cooperative_fund_service_' and privilege_type not in ('SELECT', 'INSERT')
      union all
      select table_name || '.' || column_name, privilege_type
      from information_schema.column_privileges
      where grantee ~ '^cooperative_fund_service_' and privilege_type not in ('SELECT', 'INSERT')`);
    const ofDeliveries = rows.filter(({ table_name: name }) => String(name).startsWith('webhook_'));
    const whole = ofDeliveries
      .map((row) => Object.values(row).join(' '))
      .filter((each) => !each.includes('.'));
    expect(whole.toSorted()).toEqual([
      'webhook_delivery DELETE',
      'webhook_delivery UPDATE',
      'webhook_progress DELETE',
      'webhook_progress UPDATE',
    ]);
    expect(rows.filter((row) => !ofDeliveries.includes(row))).toEqual([
      { table_name: 'idempotency_key', privilege_type: 'DELETE' },
      { table_name: 'session', privilege_type: 'DELETE' },
      { table_name: 'fund_clock.last_recorded_at', privilege_type: 'UPDATE' },
    ]);
  });

  test('every table is spread by fund_id in scripts/citus.sql, behind those it refers to, or local for a reason', async () => {
    const text = fs.readFileSync('scripts/citus.sql', 'utf8');
    const spread = [
      ...text.matchAll(
        /^SELECT create_distributed_table\('(\w+)', 'fund_id', colocate_with => '(\w+)'\);$/gm,
      ),
    ].map(([, table, beside]) => [table, beside]);
    expect(spread.every(([table, beside]) => beside === (table === 'fund' ? 'none' : 'fund'))).toBe(
      true,
    );
    const local = [...text.matchAll(/^-- local: ([\w.]+): \S.*$/gm)].map(([, table]) => table);
    const order = spread.map(([table]) => String(table));
    const rows = await catalogue(`
      select c.oid::regclass::text as name, coalesce(array_agg(f.confrelid::regclass::text)
          filter (where f.confrelid <> c.oid), '{}') as "refersTo"
      from pg_class c left join pg_constraint f on f.conrelid = c.oid and f.contype = 'f'
      where c.relkind in ('r', 'p') and c.relnamespace in (${PUBLIC}, 'drizzle'::regnamespace)
      group by c.oid`);
    expect([...order, ...local].toSorted()).toEqual(rows.map(({ name }) => name).toSorted());
    for (const { name, refersTo } of rows) {
      const later = (refersTo as string[]).filter(
        (each) => order.indexOf(each) > order.indexOf(String(name)),
      );
      expect([name, later]).toEqual([name, []]);
    }
  });

  test('the service reaches what is of no fund only by functions, and sets no limits', async () => {
    const rows = await catalogue(`
      select table_name, privilege_type from information_schema.role_table_grants
      where grantee ~ '^cooperative_fund_service_'
        and table_name = any(${OF_NO_FUND} || array['fund_limit'])`);
    expect(rows).toEqual([{ table_name: 'fund_limit', privilege_type: 'SELECT' }]);
  });

  test('money is numeric(18,0), a sum of all (24,0) and a rate (9,6), nothing is floating', async () => {
    const rows = await catalogue(`
      select distinct data_type, numeric_precision, numeric_scale from information_schema.columns
      where table_schema = 'public' 
        and data_type in ('numeric', 'real', 'double precision', 'money')
      order by numeric_precision`);
    expect(rows).toEqual([
      { data_type: 'numeric', numeric_precision: 9, numeric_scale: 6 },
      { data_type: 'numeric', numeric_precision: 18, numeric_scale: 0 },
      { data_type: 'numeric', numeric_precision: 24, numeric_scale: 0 },
    ]);
  });
});
