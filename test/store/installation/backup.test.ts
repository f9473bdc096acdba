import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { calendarDate } from '../../../src/domain/primitives/dates.ts';
import { buildApp, type ServiceOptions } from '../../../src/process/app.ts';
import { Networks } from '../../../src/usecases/webhooks/addresses.ts';
import { Receiver } from '../../support/receiver.ts';
import { backUp, fundTables } from '../../../src/store/installation/backup.ts';
import {
  BackupRefused,
  readBackup,
  writeBackup,
} from '../../../src/store/installation/backupFile.ts';
import { connectOwner } from '../../../src/store/database/database.ts';
import { migrate, shippedMigrations } from '../../../src/store/installation/migrate.ts';
import { inspectBackup, restore } from '../../../src/store/installation/restore.ts';
import { operatorKey } from '../../../src/store/installation/signature.ts';
import {
  Client,
  components,
  contribute,
  cooperativeBody,
  createDirector,
  lend,
  payment,
  startApi,
  type Api,
  type Json,
  TEST_KEY,
} from '../../support/api.ts';
import { startLangSon } from '../../support/langSon.ts';
import { withDatabase } from '../../support/connection.ts';
import { asAdmin, openPatiently, testServer, type TestDatabase } from '../../support/database.ts';

// One installation with two funds, the Lạng Sơn example in the first and every kind of column in the
// other, is backed up once; the tests restore from that file.

const TODAY = '2024-03-31';

let api: Api;

let folder: string;

let file: string;

/** What was in the database when it was backed up. */
let kept: Record<string, string[]>;

/** A request of the other fund that is sent again after the restore. */
let retried: { url: string; body: object; key: string; answer: string };

const source = () => api.database.ownerConnectionString;

/**
 * Decisions of which one refers to the other, json as the answer kept, empty and odd texts, the bytes
 * of a report.
 */
async function fillOther(): Promise<void> {
  const { other } = api;
  await contribute(other);
  const { path: loan } = await lend(other, {
    purpose: 'Mua "giống" \\ phân;\n\tvận chuyển {1,2} – \u2028 đ, ü, 👩‍🌾',
  });
  const freeze = await other.add(`${loan}/freezes`, { from: '2023-11-01', decisionNumber: '9/QĐ' });
  await other.add(`/v1/freezes/${freeze.id}/end`, { to: '2024-01-01', decisionNumber: '1/QĐ' });
  await other.add(`${loan}/restructurings`, {
    kind: 'extension',
    decisionNumber: '2/QĐ',
    decidedOn: '2024-02-01',
    instalments: [{ dueOn: '2025-03-25', principal: '200000000' }],
  });
  const person = cooperativeBody({ kind: 'member', taxCode: '020085001234' });
  const { id: personId } = await other.add('/v1/cooperatives', person);
  await other.read(`/v1/cooperatives/${personId}`);
  const issue = { asOf: '2024-03-01', documentNumber: '12/BC-QHT' };
  await other.add('/v1/reports/fund-section/issues', issue);
  await other.patch('/v1/fund', { name: 'Quỹ mới', effectiveOn: '2024-01-01', reason: 'NQ 202' });
  await other.put('/v1/fund/holidays/2025', { dates: ['2025-05-02'], workingDays: ['2025-04-26'] });
  const url = `${loan}/repayments`;
  const [body, key] = [payment('1000', '2024-03-01'), randomUUID()];
  const answer = await other.post(url, body, { 'idempotency-key': key });
  expect(answer.status).toBe(201);
  retried = { url, body, key, answer: answer.text };
  // Receipts of a closed quarter that are booked later (R42); the quarter is opened again.
  await other.add('/v1/periods/2023-Q4/closing', { through: true });
  const late = { bookedOn: '2024-02-01', reason: 'Nhận muộn' };
  const { id } = await other.add(url, { ...payment('2000', '2023-12-01'), ...late });
  await other.add(url, { ...payment('3000', '2023-12-02'), ...late, corrects: id });
  await other.add('/v1/periods/2023-Q1/reopening', { reason: 'Nhập thêm hợp đồng' });
  await fillRecovery();
}

/** What the recovery of a debt writes: a policy without a value, an asset, a case with its money, a charge-off. */
async function fillRecovery(): Promise<void> {
  const { other } = api;
  const sourceDocument = 'Quyết định 9/QĐ-QHT';
  for (const [name, value] of [
    ['requestReturnYears', null],
    ['recoveryOfChargedOff', 'income'],
    ['awardAllocationOrder', ['principal', 'inTermInterest', 'overdueInterest', 'lateInterest']],
    ['writeOffAfterYears', 1],
  ] as const) {
    await other.add('/v1/policies', { name, value, effectiveOn: '2023-03-01', sourceDocument });
  }
  const { path: loan, loanId, cooperativeId } = await lend(other);
  const valued = { valuedOn: '2024-01-02', value: '90000000', basis: 'Biên bản định giá' };
  const asset = await other.add('/v1/collaterals', {
    ownerCooperativeId: cooperativeId,
    kind: 'machinery',
    description: 'Máy xay xát',
    valuations: [valued],
    secures: [{ loanId, upTo: '50000000' }],
  });
  const { id } = await other.add('/v1/litigation-cases', {
    cooperativeId,
    loanIds: [loanId],
    court: 'Tòa án nhân dân khu vực 1 - Lạng Sơn',
    docketType: 'civil',
    filedOn: '2024-01-10',
    claim: components('200000000', '0'),
  });
  const stage = (reached: string, more: object = {}) =>
    other.add(`/v1/litigation-cases/${id}/stages`, {
      stage: reached,
      occurredOn: '2024-01-15',
      ...more,
    });
  await stage('fee_advance_paid');
  await stage('accepted');
  await stage('settlement_recognised', {
    amounts: components('200000000', '0'),
    instalments: [{ dueOn: '2024-06-30', amount: '150000000' }],
  });
  const said = { litigationCaseId: id, enforcementFee: '30000' };
  await other.add(`${loan}/repayments`, payment('1000000', '2024-02-05', said));
  await other.add(`${loan}/charge-offs`, {
    effectiveOn: '2023-03-28',
    decisionNumber: '21/QĐ-QHT',
    ground: 'group_5',
    documents: [{ name: 'Biên bản họp', number: '03/BB' }],
  });
  await other.add(`${loan}/repayments`, payment('2000000', '2024-02-20', said));
  await other.add(`${loan}/write-offs`, {
    effectiveOn: '2024-03-28',
    decisionNumber: '22/QĐ-QHT',
    ground: 'group_5',
  });
  await other.add(`/v1/collaterals/${asset.id}/release`, {
    releasedOn: '2024-03-02',
    documentNumber: '5/TB-QHT',
  });
}

/** Money of the greatest size in an entry of the ledger, which no JavaScript number holds. */
async function postEntry(): Promise<void> {
  await asAdmin(
    `insert into ledger_posting (fund_id, fact_id, effective_on, account, amount)
      select f.fund_id, f.id, date '2024-01-01', account, amount
      from (select fund_id, id from fact where fund_id = '${api.other.actor.fundId}'
          and kind = 'freeze') f,
        (values ('interestMoney', 999999999999999999), ('charterCapital', -999999999999999999))
          as p (account, amount)`,
    source(),
  );
}

const SECTION = '/v1/reports/fund-section?asOf=2023-06-30';

/** What the two funds answer. They are not asked again: each minute a token's use is noted anew. */
let answered: { section: Json; loans: Json };

beforeAll(async () => {
  api = await startLangSon(TODAY);
  await fillOther();
  await postEntry();
  answered = {
    section: await api.fund.read(SECTION),
    loans: await api.other.read('/v1/loans'),
  };
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'fund-backup-'));
  file = path.join(folder, 'backup');
  await backUp(source(), file);
  kept = await everyRow(source());
});

afterAll(async () => {
  await api.close();
  await fs.rm(folder, { recursive: true });
});

let name: string;

let target: string;

/** An installation without a fund. */
async function makeTarget(): Promise<void> {
  name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(`create database ${name} template template_fund strategy file_copy`);
  target = withDatabase(testServer(), name);
}

const dropTarget = () => asAdmin(`drop database ${name} with (force)`);

/** Every row of every table as the database writes it, by a superuser whom no wall stops. */
async function everyRow(url: string): Promise<Record<string, string[]>> {
  const client = await connectOwner(withDatabase(testServer(), new URL(url).pathname.slice(1)));
  const all: Record<string, string[]> = {};
  for (const { name: table } of await fundTables(client)) {
    const stored = `select t::text as row from ${table} t order by 1`;
    all[table] = (await client.query<{ row: string }>(stored)).rows.map(({ row }) => row);
  }
  await client.end();
  return all;
}

const rowsOf = (all: Record<string, string[]>) => Object.values(all).flat().length;

/** The service of a database, for the token of a client of the source. */
async function serving(
  url: string,
  { actor, token }: Client,
  act: (fund: Client) => Promise<void>,
  more: Pick<ServiceOptions, 'webhooks'> = {},
) {
  const database = openPatiently(url, (error) => {
    throw error;
  });
  const app = await buildApp({
    database,
    clock: { today: () => calendarDate(TODAY), now: () => new Date() },
    logger: pino({ level: 'silent' }),
    rateLimitPerSecond: 0,
    checkAnswers: true,
    ...more,
  });
  try {
    await act(new Client(app, actor, token));
  } finally {
    await app.close();
    await database.close();
  }
}

/** A file whose seal is right, with other lines. */
async function rewritten(change: (line: string) => string): Promise<string> {
  const other = path.join(folder, randomUUID());
  await writeBackup(
    other,
    (async function* () {
      for await (const item of readBackup(file)) yield JSON.parse(change(JSON.stringify(item)));
    })(),
  );
  return other;
}

/** A file of the same lines, some of them changed, with the seal of the first. */
async function tampered(change: (text: string) => string): Promise<string> {
  const other = path.join(folder, randomUUID());
  await fs.writeFile(other, gzipSync(change(gunzipSync(await fs.readFile(file)).toString())));
  return other;
}

async function expectNothingRestored(from: string, reason: RegExp): Promise<void> {
  const outcome = restore(target, from);
  await expect(outcome).rejects.toThrow(BackupRefused);
  await expect(outcome).rejects.toThrow(reason);
  expect(rowsOf(await everyRow(target))).toBe(0);
}

describe('a restored backup', () => {
  beforeEach(makeTarget);
  afterEach(dropTarget);

  test('has every row of every table as it was', async () => {
    const { head, seal } = await restore(target, file);
    expect(await everyRow(target)).toEqual(kept);
    expect(head.funds.map(({ code }) => code)).toEqual(['HAI', 'QHT']);
    expect(seal.rows.reduce((sum, { rows }) => sum + rows, 0)).toBe(rowsOf(kept));
    // Tables that the source fills: a table that is always empty would show nothing.
    const full = Object.keys(kept).filter((table) => kept[table]?.length !== 0);
    expect(full).toEqual(
      expect.arrayContaining([
        'decision',
        'fund_version',
        'idempotency_key',
        'ledger_posting',
        'personal_data_access',
      ]),
    );
  });

  test('answers as before: the fund section, a loan, and a request sent again', async () => {
    await restore(target, file);
    expect(answered.section.availablePrincipal.amount).toBe('2890000000');
    await serving(target, api.fund, async (fund) => {
      expect(await fund.read(SECTION)).toEqual(answered.section);
    });
    await serving(target, api.other, async (other) => {
      expect(await other.read('/v1/loans')).toEqual(answered.loans);
      const { url, body, key, answer } = retried;
      const again = await other.post(url, body, { 'idempotency-key': key });
      expect(again.headers['idempotent-replayed']).toBe('true');
      expect(again.text).toBe(answer);
      // The books go on from there.
      await other.add(url, payment('1000', '2024-03-02'));
      await lend(other, { principal: '1000000' });
    });
  });

  test('holds all of one moment, also while receipts are booked', async () => {
    const busy = await startApi(TODAY);
    try {
      await contribute(busy.fund);
      const { path: loan } = await lend(busy.fund);
      const copy = path.join(folder, randomUUID());
      const booking = Array.from({ length: 40 }, () =>
        busy.fund.add(`${loan}/repayments`, payment('1000', '2024-03-01')),
      );
      await booking[0];
      const during = backUp(busy.database.ownerConnectionString, copy);
      await Promise.all([...booking, during]);
      await restore(target, copy);
      const { rows } = await asAdmin(
        `select (select max(recorded_at) from fact f where f.fund_id = c.fund_id)
            = c.last_recorded_at as same,
          (select count(*) from fact f where f.fund_id = c.fund_id and kind = 'repayment')
            = (select count(*) from repayment r where r.fund_id = c.fund_id) as whole
          from fund_clock c where fund_id = '${busy.fund.actor.fundId}'`,
        target,
      );
      expect(rows).toEqual([{ same: true, whole: true }]);
    } finally {
      await busy.close();
    }
  });

  test('has rows that refer to rows of their own table, however many there are', async () => {
    const many = await startApi(TODAY);
    try {
      const url = many.database.ownerConnectionString;
      await contribute(many.fund);
      const { loanId } = await lend(many.fund);
      const { fundId, tokenId } = many.fund.actor;
      // 600 freezes and their ends under keys in no order: more than a restore inserts at once.
      for (const [kind, sign, more] of [
        ['freeze', '-', 'null, null'],
        ['freeze_end', '', `date '2024-02-01', md5('freeze' || n)::uuid`],
      ] as const) {
        const id = `md5('${kind}' || n)::uuid`;
        await asAdmin(
          `insert into fact (fund_id, id, kind, effective_on, recorded_at, recorded_by)
            select '${fundId}', ${id}, '${kind}', '2024-01-01',
              now() + ${sign} n * interval '1 s', '${tokenId}' from generate_series(1, 600) n`,
          url,
        );
        await asAdmin(
          `insert into decision
              (fund_id, id, loan_id, kind, decision_number, frozen_to, freeze_id)
            select '${fundId}', ${id}, '${loanId}', '${kind}', '1', ${more}
            from generate_series(1, 600) n`,
          url,
        );
      }
      const copy = path.join(folder, randomUUID());
      await backUp(url, copy);
      await restore(target, copy);
      expect((await everyRow(target))['decision']).toHaveLength(1200);
    } finally {
      await many.close();
    }
  });

  test('is the same whatever the settings of the server, the database or the user are', async () => {
    const others = [
      `bytea_output = 'escape'`,
      `extra_float_digits = 0`,
      `intervalstyle = 'sql_standard'`,
      `datestyle = 'German, DMY'`,
      `timezone = 'Asia/Ho_Chi_Minh'`,
      `standard_conforming_strings = off`,
      `xmlbinary = 'hex'`,
      `quote_all_identifiers = on`,
      `array_nulls = off`,
      `transform_null_equals = on`,
      `client_encoding = 'LATIN1'`,
      `search_path = pg_catalog`,
    ];
    const ofSource = new URL(source()).pathname.slice(1);
    const setAll = async (to: string) => {
      for (const each of others) await asAdmin(`alter database ${to} set ${each}`);
    };
    const lines = async (of: string) =>
      gunzipSync(await fs.readFile(of))
        .toString()
        .split('\n')
        .slice(1, -2);
    const copy = path.join(folder, randomUUID());
    await setAll(ofSource);
    try {
      await backUp(source(), copy);
    } finally {
      await asAdmin(`alter database ${ofSource} reset all`);
    }
    expect(await lines(copy)).toEqual(await lines(file));
    await setAll(name);
    await restore(target, copy);
    expect(await everyRow(target)).toEqual(kept);
    await serving(target, api.fund, async (fund) => {
      expect((await fund.read('/v1/ledger/verification')).differences).toEqual([]);
    });
  });

  test('has signed everybody out: no session is in a backup', async () => {
    const page = { 'sec-fetch-site': 'same-origin', authorization: undefined };
    let cookie = '';
    await restore(target, file);
    await serving(target, api.fund, async (fund) => {
      const signedIn = await fund.post('/session', { token: fund.token }, page);
      [cookie = ''] = String(signedIn.headers['set-cookie']).split(';');
      expect((await fund.get('/v1/fund', { ...page, cookie })).status).toBe(200);
    });
    const copy = path.join(folder, randomUUID());
    await backUp(target, copy);
    const text = gunzipSync(await fs.readFile(copy)).toString();
    expect(text).toContain('"table":"token"');
    expect(text).not.toContain('"table":"session"');
    const other = `${name}_other`;
    await asAdmin(`create database ${other} template template_fund strategy file_copy`);
    try {
      await restore(withDatabase(testServer(), other), copy);
      await serving(withDatabase(testServer(), other), api.fund, async (fund) => {
        expect((await fund.get('/v1/fund', { ...page, cookie })).status).toBe(401);
        expect((await fund.get('/v1/fund')).status).toBe(200);
        expect((await fund.read('/v1/ledger/verification')).differences).toEqual([]);
      });
    } finally {
      await asAdmin(`drop database ${other} with (force)`);
    }
  });

  test('sends nothing by surprise: a restored webhook waits until a director lets it go on', async () => {
    const receiver = new Receiver();
    const address = await receiver.listen();
    const webhooks = { key: TEST_KEY, networks: new Networks(['127.0.0.1']) };
    const told = () => receiver.accepted.map(({ data }) => data.number);
    const contribution = (documentNumber: string) => ({
      kind: 'contribution',
      amount: '1',
      effectiveOn: '2024-03-30',
      documentNumber,
    });
    const movements = '/v1/fund/capital-movements';
    await restore(target, file);
    await serving(
      target,
      api.fund,
      async (fund) => {
        await fund.add('/v1/webhooks', { url: address, description: 'Kế toán' });
        await fund.add(movements, contribution('1/QĐ'));
        await receiver.until(({ accepted }) => accepted.length === 1);
      },
      { webhooks },
    );
    const copy = path.join(folder, randomUUID());
    await backUp(target, copy);
    const other = `${name}_hooks`;
    const url = withDatabase(testServer(), other);
    await asAdmin(`create database ${other} template template_fund strategy file_copy`);
    try {
      await restore(url, copy);
      await serving(
        url,
        api.fund,
        async (fund) => {
          const [hook] = (await fund.read('/v1/webhooks')).data;
          expect(hook).toMatchObject({ state: 'paused', heldBy: 'restored', waiting: 0 });
          await fund.add(movements, contribution('2/QĐ'));
          await fund.put(`/v1/webhooks/${hook.id}`, { state: 'active' });
          await fund.add(movements, contribution('3/QĐ'));
          await receiver.until(({ accepted }) => accepted.length === 2);
          expect(told()).toEqual(['1/QĐ', '3/QĐ']);
          expect((await fund.read('/v1/ledger/verification')).differences).toEqual([]);
        },
        { webhooks },
      );
    } finally {
      await receiver.close();
      await asAdmin(`drop database ${other} with (force)`);
    }
  });

  test('is made and restored by an owner who is no superuser', async () => {
    const owner = { name: `owner_${name}`, password: 'secret' };
    await asAdmin(`create role ${owner.name} login createrole password '${owner.password}'`);
    await asAdmin(`create database ${name}_own owner ${owner.name}`);
    const own = withDatabase(testServer(), `${name}_own`, owner);
    try {
      await migrate(own);
      await restore(own, file);
      expect(await everyRow(own)).toEqual(kept);
      const copy = path.join(folder, randomUUID());
      await backUp(own, copy);
      await restore(target, copy);
      expect(await everyRow(target)).toEqual(kept);
    } finally {
      await asAdmin(`drop database ${name}_own with (force)`);
      await asAdmin(`drop role ${owner.name}`);
    }
  });
});

describe('a backup that the operator signs', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const pem = (key: KeyObject) =>
    key.export({ format: 'pem', type: key.type === 'private' ? 'pkcs8' : 'spki' }).toString();
  const key = operatorKey(pem(privateKey));
  let signed: string;

  // Behind all others in the order of a backup.
  const LAST_ID = 'ffffffff-ffff-4fff-bfff-ffffffffffff';

  beforeEach(makeTarget);
  afterEach(dropTarget);
  beforeEach(async () => {
    signed = path.join(folder, randomUUID());
    await backUp(source(), signed, key);
  });

  test('is restored with the key, with its public half, and without one', async () => {
    expect((await inspectBackup(signed)).signature).toMatch(/^[\w+/]{86}==$/);
    await inspectBackup(signed, key);
    await restore(target, signed, operatorKey(pem(publicKey)));
    expect(await everyRow(target)).toEqual(kept);
  });

  test('is refused with the key once a director was put into it, its seal made anew', async () => {
    const changed = path.join(folder, randomUUID());
    await writeBackup(
      changed,
      (async function* () {
        for await (const item of readBackup(signed)) {
          yield item;
          if (!('row' in item) || !item.row.includes('"role":"director"')) continue;
          const ghost = { id: LAST_ID, name: 'Ma', token_hash: randomUUID() };
          yield { row: JSON.stringify({ ...JSON.parse(item.row), ...ghost }) };
        }
      })(),
    );
    const refused = restore(target, changed, key);
    await expect(refused).rejects.toThrow(/is not signed/);
    expect(rowsOf(await everyRow(target))).toBe(0);
    // Without a key the verification finds the director, who is in no event.
    await restore(target, changed);
    await serving(target, api.fund, async (fund) => {
      const { differences } = await fund.read('/v1/ledger/verification');
      expect(differences).toEqual([
        { of: 'row', code: 'row-not-audited', table: 'token', id: expect.any(String) },
      ]);
    });
  });

  test('is refused with another key, and a file without a signature with any', async () => {
    const other = operatorKey(pem(generateKeyPairSync('ed25519').privateKey));
    await expect(inspectBackup(signed, other)).rejects.toThrow(/not signed by the key/);
    await expect(inspectBackup(file, key)).rejects.toThrow(/is not signed/);
    expect(operatorKey('no key')).toBeNull();
  });
});

describe('a restore is refused, and nothing is changed,', () => {
  // One for all: it stays without a row, and the last puts a fund into it.
  beforeAll(makeTarget);
  afterAll(dropTarget);

  test.each([0, 1, 200, 0.5, -1])('of a file cut off at %d', async (at) => {
    const bytes = await fs.readFile(file);
    const cut = path.join(folder, randomUUID());
    const end = at > 0 && at < 1 ? Math.floor(bytes.length * at) : at;
    await fs.writeFile(cut, bytes.subarray(0, end));
    await expectNothingRestored(cut, /is damaged or cut off/);
  });

  test('of a file in which one bit is another, wherever it is', async () => {
    const bytes = await fs.readFile(file);
    for (const share of [0.1, 0.3, 0.5, 0.7, 0.9, 0.999]) {
      const flipped = Buffer.from(bytes);
      const at = Math.floor(bytes.length * share);
      flipped[at] = (flipped[at] ?? 0) ^ 0x10;
      const other = path.join(folder, randomUUID());
      await fs.writeFile(other, flipped);
      await expectNothingRestored(other, /is damaged or cut off/);
    }
  });

  test.each<[string, (text: string) => string]>([
    ['an amount is another', (text) => text.replace('"amount":7', '"amount":8')],
    ['a row is missing', (text) => text.replace(/\{"row":.*\n/, '')],
    ['the last line is missing', (text) => text.replace(/\{"foot".*\n$/, '')],
    ['a line follows the last', (text) => `${text}{"row":{}}\n`],
    ['there is a second head', (text) => text.replace(/^(.*\n)/, '$1$1')],
    ['there is no head', (text) => text.replace(/^.*\n/, '')],
    ['there is only an end', (text) => text.replace(/^[^]*\n(?=\{"foot")/, '')],
  ])('of a file in which %s', async (_, change) => {
    await expectNothingRestored(await tampered(change), /is damaged or cut off/);
  });

  test('of a file that is none, or no backup', async () => {
    await expectNothingRestored(path.join(folder, 'none'), /cannot be read: ENOENT/);
    await expectNothingRestored(folder, /cannot be read: EISDIR/);
    const text = path.join(folder, randomUUID());
    await fs.writeFile(text, 'a letter');
    await expectNothingRestored(text, /is damaged or cut off, or no backup/);
  });

  test('of a file that unpacks to far more than its size, in one line or in many', async () => {
    const trap = path.join(folder, 'trap.backup');
    const zeros = Buffer.alloc(16 * 1_048_576, '0');
    const rows = Buffer.from('{"row":{}}\n'.repeat(1_500_000));
    const [head = ''] = gunzipSync(await fs.readFile(file))
      .toString('utf8')
      .split('\n', 1);
    for (const unpacked of [zeros, Buffer.concat([Buffer.from(`${head}\n`), rows])]) {
      await fs.writeFile(trap, gzipSync(unpacked, { level: 9 }));
      expect((await fs.stat(trap)).size).toBeLessThan(unpacked.length / 200);
      const before = process.cpuUsage();
      await expectNothingRestored(trap, /more than 100 times its size/);
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1_000_000).toBeLessThan(20);
    }
  });

  test('is read as it is, in whatever pieces its lines come', async () => {
    const { size } = await fs.stat(file);
    const unpacked = gunzipSync(await fs.readFile(file));
    // Far from the bound.
    expect(unpacked.length).toBeLessThan(size * 25);
    const long = path.join(folder, 'long.backup');
    const row = `{"row":{"text":"${Array.from({ length: 60_000 }, () => randomUUID()).join()}"}}`;
    await fs.writeFile(long, gzipSync(`{"head":{"format":1}}\n${row}\n`));
    const items: unknown[] = [];
    const read = async () => {
      for await (const item of readBackup(long)) items.push(item);
    };
    // It has no end, but all its lines were read.
    await expect(read()).rejects.toThrow('another end than its lines');
    expect(items).toEqual([{ head: { format: 1 } }, { row: row.slice(7, -1) }]);
  });

  test('of another release: it says where, or which one restores it', async () => {
    const [last = '', ...earlier] = shippedMigrations().toReversed();
    const older = await rewritten((line) => line.replace(`,"${last}"]`, ']'));
    const before = `was made at migration ${earlier[0]}, and the database is at ${last}`;
    await expectNothingRestored(older, new RegExp(before));
    const newer = await rewritten((line) => line.replace(`,"${last}"]`, `,"${last}","9000"]`));
    await expectNothingRestored(newer, /was made at migration 9000/);
    const format = await rewritten((line) => line.replace('"format":1', '"format":2'));
    await expectNothingRestored(format, /in a format that this release does not read/);
  });

  test('of rows that the database does not take, in any fund', async () => {
    // An entry of the first fund: at the commit, the transaction is in the second.
    const unbalanced = await rewritten((line) => line.replace(':999999999999999999', ':1'));
    await expect(restore(target, unbalanced)).rejects.toThrow(/not in balance/);
    expect(rowsOf(await everyRow(target))).toBe(0);
    const strange = await rewritten((line) =>
      line.replace(
        `\\"fund_id\\":\\"${api.fund.actor.fundId}\\"`,
        `\\"fund_id\\":\\"${randomUUID()}\\"`,
      ),
    );
    await expect(restore(target, strange)).rejects.toThrow(/row-level security/);
    expect(rowsOf(await everyRow(target))).toBe(0);
  });

  test('of a file with more than the database keeps', async () => {
    const more = await rewritten((line) =>
      line.replace('{\\"fund_id\\"', '{\\"more\\":1,\\"fund_id\\"'),
    );
    await expectNothingRestored(more, /does not give back what/);
  });

  test('where there is a fund', async () => {
    await restore(target, file);
    const before = await everyRow(target);
    await expect(restore(target, file)).rejects.toThrow('There is a fund in the database');
    expect(await everyRow(target)).toEqual(before);
  });
});

describe('a backup of one fund', () => {
  beforeEach(makeTarget);
  afterEach(dropTarget);

  const onlyOf = async (code: string) => {
    const other = path.join(folder, randomUUID());
    await backUp(source(), other, null, code);
    return other;
  };

  test('holds no row of another, and comes beside others, each as it was', async () => {
    const [lent, other] = [await onlyOf('QHT'), await onlyOf('HAI')];
    expect(gunzipSync(await fs.readFile(lent)).toString()).not.toContain(api.other.actor.fundId);
    await restore(target, lent);
    expect(rowsOf(await everyRow(target))).toBeLessThan(rowsOf(kept));
    await restore(target, other);
    expect(await everyRow(target)).toEqual(kept);
  });

  test('moves it to another installation: it is sound there, goes on, and neither disturbs the other', async () => {
    // The installation that it moves to has a fund of its own, with money and a loan.
    const there = await createDirector({ ownerConnectionString: target } as TestDatabase, 'SON');
    const host = { actor: there.director, token: there.token } as Client;
    await serving(target, host, async (fund) => {
      await contribute(fund);
      await lend(fund);
    });
    await restore(target, await onlyOf('QHT'));
    await serving(target, api.fund, async (fund) => {
      expect(await fund.read(SECTION)).toEqual(answered.section);
      expect((await fund.read('/v1/ledger/verification')).differences).toEqual([]);
      const [{ id }] = (await fund.read('/v1/loans?standing=overdue')).data;
      await fund.add(`/v1/loans/${id}/repayments`, payment('1000000', TODAY));
      expect((await fund.read('/v1/ledger/verification')).differences).toEqual([]);
    });
    await serving(target, host, async (fund) => {
      expect((await fund.read('/v1/loans')).data).toHaveLength(1);
      expect((await fund.read('/v1/ledger/verification')).differences).toEqual([]);
    });
    // Where it came from nothing has changed: nobody records there any more, by revoking its tokens.
    expect(await everyRow(source())).toEqual(kept);
  });

  test('does not come where its fund is, and then changes nothing', async () => {
    const lent = await onlyOf('QHT');
    await restore(target, lent);
    const before = await everyRow(target);
    await expect(restore(target, lent)).rejects.toThrow(
      'There is the fund QHT in the database already',
    );
    await expect(restore(target, file)).rejects.toThrow('There is a fund in the database');
    expect(await everyRow(target)).toEqual(before);
  });

  test('that is not there is not made', async () => {
    const other = path.join(folder, randomUUID());
    await expect(backUp(source(), other, null, 'XYZ')).rejects.toThrow(
      'There is no fund XYZ: HAI, QHT',
    );
    await expect(fs.stat(other)).rejects.toThrow('ENOENT');
  });
});

describe('a backup file', () => {
  // One for all: the last restores into it.
  beforeAll(makeTarget);
  afterAll(dropTarget);

  const onPosix = process.platform === 'win32' ? test.skip : test;

  onPosix('is for its owner only', async () => {
    expect((await fs.stat(file)).mode & 0o777).toBe(0o600);
  });

  test('is never written over another, and leaves nothing half done', async () => {
    const before = await fs.readFile(file);
    await expect(backUp(source(), file)).rejects.toThrow(`${file} exists already`);
    expect(await fs.readFile(file)).toEqual(before);
    await expect(fs.stat(`${file}.part`)).rejects.toThrow('ENOENT');
    const other = path.join(folder, randomUUID());
    await fs.writeFile(`${other}.part`, 'of another');
    await expect(backUp(source(), other)).rejects.toThrow(/another backup is being made/);
    expect(await fs.readFile(`${other}.part`, 'utf8')).toBe('of another');
    const inFile = path.join(file, 'backup');
    await expect(backUp(source(), inFile)).rejects.toThrow(/cannot be written: E/);
  });

  test('is not there where the database breaks off', async () => {
    const other = path.join(folder, randomUUID());
    const broken = writeBackup(
      other,
      (async function* () {
        yield { row: '{}' };
        throw new Error('the connection is lost');
      })(),
    );
    await expect(broken).rejects.toThrow('the connection is lost');
    const left = (await fs.readdir(folder)).filter((each) => each.startsWith(path.basename(other)));
    expect(left).toEqual([]);
  });

  test('of a database without a fund, or without tables, is refused', async () => {
    const other = path.join(folder, randomUUID());
    await expect(backUp(target, other)).rejects.toThrow('There is no fund in the database');
    await expect(backUp(testServer(), other)).rejects.toThrow('There is no fund in the database');
  });

  test('says the same of the same, whatever the order in which the rows lie', async () => {
    const [one, two] = [path.join(folder, randomUUID()), path.join(folder, randomUUID())];
    await restore(target, file);
    const first = await backUp(target, one);
    const second = await backUp(target, two);
    expect(first.seal.rows).toEqual(second.seal.rows);
    const lines = async (of: string) =>
      gunzipSync(await fs.readFile(of))
        .toString()
        .split('\n')
        .slice(1, -2);
    expect(await lines(one)).toEqual(await lines(two));
    expect(await lines(one)).toEqual(await lines(file));
  });
});

test('every table comes behind those to which its rows refer', async () => {
  const client = await connectOwner(source());
  const tables = await fundTables(client);
  await client.end();
  const names = tables.map(({ name: each }) => each);
  expect(names.indexOf('fund')).toBe(0);
  expect(names.indexOf('fact')).toBeGreaterThan(names.indexOf('token'));
  expect(names.indexOf('decision_instalment')).toBeGreaterThan(names.indexOf('decision'));
  expect(tables.find(({ name: each }) => each === 'decision')?.ownReferences).toEqual([
    'freeze_id',
  ]);
});
