import fs from 'node:fs';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type pg from 'pg';
import { SERVICE_ROLE } from '../database/database.ts';
import { migrationsFolder } from './migrationsFolder.ts';

/** What the migrations make of an empty database, line by line: written by `npm run catalogue`. */
export const CATALOGUE_FILE = `${migrationsFolder}/catalogue.txt`;

/** A difference between the database and what the migrations make of it. */
export interface SchemaDifference {
  readonly code: 'missing' | 'unexpected';
  /** A table, column, constraint, policy, trigger, function, grant, role, setting or migration. */
  readonly what: string;
}

// Only what is ours, and what stands at what is ours: views, indexes that are not unique and extensions
// are an operator's own. NOT NULL is told with its column, as PostgreSQL 18 has constraints for it.
const CATALOGUE = `
with owner as (select relowner as oid from pg_class where oid = 'public.fact'::regclass),
names as (select r.oid, case when r.rolname ~ $1 then 'service'
    when r.oid = (select oid from owner) then 'owner' else r.rolname end as name from pg_roles r
  union all select 0, 'public'),
places as (select n.oid, case n.nspname when 'public' then '' else n.nspname || '.' end as prefix
  from pg_namespace n where n.nspname in ('public', 'drizzle')),
tables as (select c.*, p.prefix || c.relname as name from pg_class c
  join places p on p.oid = c.relnamespace where c.relkind in ('r', 'p', 'f')
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')),
functions as (select f.*, p.prefix || f.proname || '(' || pg_get_function_identity_arguments(f.oid)
    || ')' as name from pg_proc f join places p on p.oid = f.pronamespace
  where not exists (select from pg_depend d where d.objid = f.oid and d.deptype = 'e')),
grants as (
  select 'table ' || t.name as place, t.relowner as owner, a.* from tables t
    cross join aclexplode(t.relacl) a
  union all select 'column ' || t.name || '.' || c.attname, t.relowner, a.* from tables t
    join pg_attribute c on c.attrelid = t.oid cross join aclexplode(c.attacl) a
  union all select 'function ' || f.name, f.proowner, a.* from functions f
    cross join aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) a
  union all select 'schema ' || n.nspname, n.nspowner, a.* from pg_namespace n
    cross join aclexplode(n.nspacl) a where n.oid in (select oid from places) and a.grantee <> 0),
service as (select distinct a.grantee as oid from grants a join names n on n.oid = a.grantee
  where n.name = 'service')
select 'table ' || t.name || ' of ' || n.name
    || case when t.relrowsecurity then ', row security' else '' end
    || case when t.relforcerowsecurity then ' forced' else '' end as line
  from tables t join names n on n.oid = t.relowner
union all select 'column ' || t.name || '.' || c.attname || ' '
    || format_type(c.atttypid, c.atttypmod) || case when c.attnotnull then ' not null' else '' end
    || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
  from tables t join pg_attribute c on c.attrelid = t.oid and c.attnum > 0 and not c.attisdropped
  left join pg_attrdef d on d.adrelid = t.oid and d.adnum = c.attnum
union all select 'constraint ' || c.conname || ' on ' || t.name || ' '
    || pg_get_constraintdef(c.oid)
  from tables t join pg_constraint c on c.conrelid = t.oid and c.contype in ('c', 'f', 'p', 'u', 'x')
union all select 'unique index ' || x.relname || ' on ' || t.name
  from tables t join pg_index i on i.indrelid = t.oid and i.indisunique
  join pg_class x on x.oid = i.indexrelid
union all select 'policy ' || p.polname || ' on ' || t.name || ' for ' || p.polcmd::text
    || case when p.polpermissive then '' else ' restrictive' end || ' to '
    || (select string_agg(n.name, ', ' order by n.name) from names n where n.oid = any(p.polroles))
    || coalesce(' using ' || pg_get_expr(p.polqual, p.polrelid), '')
    || coalesce(' check ' || pg_get_expr(p.polwithcheck, p.polrelid), '')
  from tables t join pg_policy p on p.polrelid = t.oid
union all select 'trigger ' || g.tgname || ' on ' || t.name || ' ' || g.tgenabled::text || ' '
    || pg_get_triggerdef(g.oid)
  from tables t join pg_trigger g on g.tgrelid = t.oid where not g.tgisinternal
union all select 'check of ' || coalesce(c.conname, g.tgname) || ' on ' || t.name || ' is off'
  from tables t join pg_trigger g on g.tgrelid = t.oid
  left join pg_constraint c on c.oid = g.tgconstraint
  where g.tgisinternal and g.tgenabled not in ('O', 'A')
union all select 'rule ' || r.rulename || ' on ' || t.name
  from tables t join pg_rewrite r on r.ev_class = t.oid
union all select 'function ' || f.name || ' returns ' || pg_get_function_result(f.oid) || ' '
    || l.lanname || ' of ' || n.name || case when f.prosecdef then ' security definer' else '' end
    || ' ' || f.provolatile::text || coalesce(' ' || array_to_string(f.proconfig, ', '), '')
    || ' body ' || md5(coalesce(f.prosrc, ''))
  from functions f join pg_language l on l.oid = f.prolang join names n on n.oid = f.proowner
union all select 'grant ' || a.privilege_type || ' on ' || a.place || ' to ' || n.name
    || case when a.is_grantable then ' with grant option' else '' end
  from grants a join names n on n.oid = a.grantee where a.grantee <> a.owner
union all select 'role service' || case when r.rolsuper then ' superuser' else '' end
    || case when r.rolbypassrls then ' bypassrls' else '' end
    || case when r.rolcreaterole then ' createrole' else '' end
    || case when r.rolcreatedb then ' createdb' else '' end
    || case when r.rolreplication then ' replication' else '' end
  from pg_roles r where r.oid in (select oid from service)
union all select 'role service is a member of ' || n.name
  from pg_auth_members m join names n on n.oid = m.roleid
  where m.member in (select oid from service)
union all select 'role ' || n.name || ' may become service'
  from pg_auth_members m join names n on n.oid = m.member
  where m.roleid in (select oid from service) and n.name <> 'owner'
union all select 'setting session_replication_role ' || current_setting('session_replication_role')
union all select 'migration ' || created_at || ' ' || hash from drizzle.__drizzle_migrations`;

/** What there is in the database, as the lines of the catalogue, sorted. */
export async function readCatalogue(client: pg.ClientBase | pg.Pool): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(CATALOGUE, [SERVICE_ROLE.source]);
  return rows.map(({ line }) => line.replace(/\s+/g, ' ')).toSorted();
}

const isMigration = (line: string): boolean => line.startsWith('migration ');

/** The lines that the file keeps: those of migrations are known from the migrations themselves. */
export const keptLines = (lines: readonly string[]): string[] =>
  lines.filter((line) => !isMigration(line));

function expectedLines(): string[] {
  const kept = fs.readFileSync(CATALOGUE_FILE, 'utf8').trimEnd().split('\n');
  const migrations = readMigrationFiles({ migrationsFolder }).map(
    ({ folderMillis, hash }) => `migration ${folderMillis} ${hash}`,
  );
  return [...kept, ...migrations];
}

let expected: readonly string[] | undefined;

/** Holds the schema of the database against what the migrations make: empty where nobody changed it. */
export async function schemaDifferences(
  client: pg.ClientBase | pg.Pool,
): Promise<SchemaDifference[]> {
  expected ??= expectedLines();
  const found = new Set(await readCatalogue(client));
  const asked = new Set(expected);
  return [
    ...[...asked]
      .filter((line) => !found.has(line))
      .map((what) => ({ code: 'missing', what }) as const),
    ...[...found]
      .filter((line) => !asked.has(line))
      .map((what) => ({ code: 'unexpected', what }) as const),
  ];
}
