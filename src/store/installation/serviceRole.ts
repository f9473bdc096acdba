import type pg from 'pg';
import { SERVICE_ROLE } from '../database/database.ts';

/** The name by which migrations call the role of the service, whichever database they are run on. */
export const ROLE_IN_MIGRATIONS = 'cooperative_fund_service';

// Another database of the server may make a role at this moment, and PostgreSQL 16 knows a membership
// without SET. Leaving the membership to an administrator is possible too.
const makeRole = (name: string): string => `DO $$
DECLARE
  privilege text := CASE WHEN current_setting('server_version_num')::int >= 160000
    THEN 'SET' ELSE 'MEMBER' END;
BEGIN
  BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${name}') THEN
      CREATE ROLE ${name} NOLOGIN;
    END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
  END;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = '${name}'
      AND (rolsuper OR rolbypassrls OR rolcreaterole)) THEN
    RAISE EXCEPTION 'role ${name} may bypass row-level security: take that away';
  END IF;
  IF NOT pg_has_role(current_user, '${name}', privilege) THEN
    GRANT ${name} TO CURRENT_USER;
  END IF;
END
$$`;

/** What other roles of the service may do in this database, in the words of GRANT. */
const GRANTED = `
  with granted as (
    select 'table ' || c.oid::regclass as place, null as field, a.* from pg_class c
      cross join aclexplode(c.relacl) a where c.relkind in ('r', 'v', 'S')
    union all select 'table ' || f.attrelid::regclass, quote_ident(f.attname), a.*
      from pg_attribute f cross join aclexplode(f.attacl) a where not f.attisdropped
    union all select 'function ' || p.oid::regprocedure, null, a.* from pg_proc p
      cross join aclexplode(p.proacl) a
    union all select 'schema ' || quote_ident(n.nspname), null, a.* from pg_namespace n
      cross join aclexplode(n.nspacl) a)
  select g.privilege_type || coalesce(' (' || g.field || ')', '') || ' on ' || g.place as privilege,
    r.rolname as role
  from granted g join pg_roles r on r.oid = g.grantee where r.rolname ~ $1 and r.rolname <> $2`;

/** The name of the role that is this database's own. */
export async function serviceRoleOf(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ oid: string }>(
    'select oid::text from pg_database where datname = current_database()',
  );
  return `${ROLE_IN_MIGRATIONS}_${rows[0]?.oid}`;
}

/**
 * Makes the role of the service for this database, and gives it what another role had before: the one
 * role of all databases that earlier releases made, or that of the database from which this one was
 * copied. Does nothing where all is so.
 *
 * @returns the name of the role
 */
export async function settleServiceRole(client: pg.ClientBase): Promise<string> {
  const name = await serviceRoleOf(client);
  await client.query('begin');
  await client.query(makeRole(name));
  const { rows } = await client.query<{ privilege: string; role: string }>(GRANTED, [
    SERVICE_ROLE.source,
    name,
  ]);
  for (const { privilege, role } of rows) {
    await client.query(`grant ${privilege} to ${name}; revoke ${privilege} from ${role}`);
  }
  await client.query('commit');
  return name;
}
