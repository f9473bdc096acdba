import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { readFund } from '../../../src/store/database/database.ts';
import type { LendingSuspensionEntry } from '../../../src/store/fund/lendingSuspension.ts';
import { NO_REQUEST } from '../../../src/store/books/audit.ts';
import {
  addFund,
  findFund,
  fundByCode,
  isEmptyInstallation,
} from '../../../src/store/fund/fund.ts';
import { startEmbeddedPostgres } from '../../../src/store/installation/embeddedPostgres.ts';
import { CannotMigrate, atHead, migrate } from '../../../src/store/installation/migrate.ts';
import { findToken } from '../../../src/store/access/token.ts';
import { writeActs } from '../../../src/usecases/acts/writeActs.ts';
import { calendarDate } from '../../../src/domain/primitives/dates.ts';
import { withDatabase } from '../../support/connection.ts';
import { asAdmin, openPatiently, testServer } from '../../support/database.ts';

const fund = {
  code: 'QHT',
  name: 'Quỹ hỗ trợ phát triển hợp tác xã',
  province: 'Lạng Sơn',
  tokenName: 'Giám đốc',
};

let name: string;

let url: string;

beforeEach(async () => {
  name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(`create database ${name}`);
  url = withDatabase(testServer(), name);
});
afterEach(async () => {
  await asAdmin(`drop database ${name} with (force)`);
});

/** Tables, columns, policies, triggers and grants, to be compared. */
async function shape(): Promise<unknown> {
  const { rows } = await asAdmin(
    `select 'column' as kind, table_name || '.' || column_name as name
       from information_schema.columns
       where table_schema in ('public', 'drizzle')
     union all select 'policy', tablename || '.' || policyname from pg_policies
     union all select 'trigger', tgrelid::regclass || '.' || tgname from pg_trigger
       where not tgisinternal
     union all select 'grant', table_name || '.' || grantee || '.' || privilege_type
       from information_schema.role_table_grants where table_schema in ('public', 'drizzle')
     union all select 'migration', hash || created_at from drizzle.__drizzle_migrations
     order by 1, 2`,
    url,
  );
  return rows;
}

async function isAtHead(): Promise<boolean> {
  const database = openPatiently(url, () => undefined);
  try {
    return await atHead(database);
  } finally {
    await database.close();
  }
}

describe('migrate', () => {
  test('says what it does, and a second run does nothing and says nothing', async () => {
    const lines: string[] = [];
    await migrate(url, (line) => lines.push(line));
    expect(lines).toHaveLength(1);
    const before = await shape();
    await migrate(url, (line) => lines.push(line));
    expect(lines).toHaveLength(1);
    expect(await shape()).toEqual(before);
    expect(await isAtHead()).toBe(true);
  });

  test('five at once migrate once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => migrate(url)));
    expect(await isAtHead()).toBe(true);
    const count = 'select count(*)::int as n from drizzle.__drizzle_migrations';
    const { rows } = await asAdmin(count, url);
    const files = await fs.readdir('migrations');
    expect(rows).toEqual([{ n: files.filter((name) => name.endsWith('.sql')).length }]);
  });

  test('two databases of one server may be migrated at once', async () => {
    const names = [1, 2, 3].map((n) => `${name}_${n}`);
    for (const each of names) await asAdmin(`create database ${each}`);
    const urls = names.map((each) => withDatabase(testServer(), each));
    await Promise.all(urls.map((each) => migrate(each)));
    for (const each of names) await asAdmin(`drop database ${each} with (force)`);
  });

  test('a database of a newer release is refused, and is not at head', async () => {
    await migrate(url);
    await asAdmin(
      `insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', 9e15)`,
      url,
    );
    await expect(migrate(url)).rejects.toThrow(CannotMigrate);
    expect(await isAtHead()).toBe(false);
  });

  test('a database never migrated is refused to the service', async () => {
    const database = openPatiently(url, () => undefined);
    await expect(atHead(database)).rejects.toThrow();
    await database.close();
  });
});

describe('an owner who is no superuser', () => {
  const owner = { name: '', password: 'pass word/+' };

  beforeEach(async () => {
    owner.name = `owner_${name}`;
    await asAdmin(`create role ${owner.name} login createrole password '${owner.password}'`);
    await asAdmin(`alter database ${name} owner to ${owner.name}`);
    url = withDatabase(testServer(), name, owner);
  });

  // The membership that the owner was granted, or the role that it made, outlives the database.
  const dropOwner = async () => {
    await asAdmin(`drop owned by ${owner.name} cascade`, withDatabase(testServer(), name));
    await asAdmin(`alter database ${name} owner to postgres`);
    await asAdmin(`drop role ${owner.name}`);
  };

  test('migrates, adds funds, finds tokens; the walls hold for it too', async () => {
    await migrate(url);
    await migrate(url);
    expect(await isEmptyInstallation(url)).toBe(true);
    const first = await addFund(url, { ...fund, tokenHash: 'hash-1' });
    const second = await addFund(url, { ...fund, code: 'QHT2', tokenHash: 'hash-2' });
    expect(await isEmptyInstallation(url)).toBe(false);
    expect((await fundByCode(url, 'QHT2'))?.fundId).toBe(second.fund.fundId);

    const database = openPatiently(url, () => undefined);
    expect(await findToken(database, 'hash-1')).toMatchObject(first.director);
    expect(await findToken(database, 'hash-2')).toMatchObject(second.director);
    expect(await findToken(database, 'hash-3')).toBeNull();
    expect(await atHead(database)).toBe(true);
    const effectiveOn = calendarDate('2021-09-16');
    await writeActs(database, first.director, NO_REQUEST, async (act) => {
      const decided = { effectiveOn, suspended: true, decisionNumber: '1/QĐ' };
      act.record<LendingSuspensionEntry>({ factKind: 'lending_suspension', ...decided });
    });
    const found = await readFund(database, first.fund.fundId, findFund);
    expect(found).toEqual(first.fund);
    await database.close();

    // The owner outside a fund: no token, no fact; the list of funds is its own.
    const rows = await asAdmin(
      `select (select count(*) from token)::int as tokens,
        (select count(*) from fact)::int as facts,
        (select count(*) from fund)::int as funds`,
      url,
    );
    expect(rows.rows).toEqual([{ tokens: 0, facts: 0, funds: 2 }]);
    await expect(asAdmin('delete from fact', url)).rejects.toThrow(/only ever added/);
    await dropOwner();
  });

  test('who may not create roles is told what an administrator must do, and then migrates', async () => {
    await asAdmin(`alter role ${owner.name} nocreaterole`);
    const { message } = (await migrate(url).catch((error: Error) => error)) as Error;
    const [, statements = ''] = /may run (CREATE ROLE .*) TO that user$/.exec(message) ?? [];
    await asAdmin(`${statements} TO ${owner.name}`);
    await migrate(url);
    expect(await isAtHead()).toBe(true);
    await dropOwner();
  });

  test('another owner on the server cannot take the role, and so reads nothing', async () => {
    await migrate(url);
    await addFund(url, { ...fund, tokenHash: 'hash-1' });
    const { rows } = await asAdmin(
      `select distinct grantee from information_schema.role_table_grants
        where table_name = 'fact' and grantee like 'cooperative_fund%'`,
      url,
    );
    const role = String(rows[0]?.['grantee']);
    const neighbour = { name: `other_${name}`, password: 'x' };
    await asAdmin(`create role ${neighbour.name} login createrole password 'x'`);
    await asAdmin(`create database ${name}_b owner ${neighbour.name}`);
    await migrate(withDatabase(testServer(), `${name}_b`, neighbour));
    const here = withDatabase(testServer(), name, neighbour);
    await expect(asAdmin(`set role ${role}`, here)).rejects.toThrow(/permission denied/);
    await expect(asAdmin('select from fact', here)).rejects.toThrow(/permission denied/);
    await asAdmin(`drop database ${name}_b with (force)`);
    await asAdmin(`drop role ${neighbour.name}`);
    await dropOwner();
  });

  test('a copy of a database gets a role of its own, and the old one loses what it had', async () => {
    await migrate(url);
    const granted = async (of: string) =>
      (
        await asAdmin(
          `select distinct grantee from information_schema.role_table_grants
            where grantee like 'cooperative_fund%'`,
          of,
        )
      ).rows.map((row) => row['grantee']);
    await asAdmin(`create database ${name}_copy template ${name} owner ${owner.name}`);
    const copy = withDatabase(testServer(), `${name}_copy`, owner);
    const before = await granted(url);
    expect(await granted(copy)).toEqual(before);
    await migrate(copy);
    expect(await granted(copy)).toHaveLength(1);
    expect(await granted(copy)).not.toEqual(before);
    expect(await granted(url)).toEqual(before);
    await asAdmin(`drop database ${name}_copy with (force)`);
    await dropOwner();
  });
});

describe('a server that never had the service', () => {
  test('an owner who may create roles makes the role and may take it', async () => {
    const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'fund-test-'));
    const server = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' } });
    try {
      const admin = server.connectionString;
      const owner = { name: 'it_person', password: 'secret' };
      await asAdmin(`create role it_person login createrole password 'secret'`, admin);
      await asAdmin('create database province owner it_person', admin);
      await asAdmin('create database neighbour owner it_person', admin);
      const urls = ['province', 'neighbour'].map((each) => withDatabase(admin, each, owner));
      await Promise.all(urls.map((each) => migrate(each)));
      for (const each of urls) {
        const added = await addFund(each, { ...fund, tokenHash: 'hash' });
        const database = openPatiently(each, () => undefined);
        expect(await findToken(database, 'hash')).toMatchObject(added.director);
        expect(await atHead(database)).toBe(true);
        await database.close();
      }
    } finally {
      await server.stop();
      await fs.rm(dataDir, { recursive: true, force: true });
    }
  });
});
