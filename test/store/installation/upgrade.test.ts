import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator';
import type pg from 'pg';
import { pino } from 'pino';
import { buildApp } from '../../../src/process/app.ts';
import { connectOwner } from '../../../src/store/database/database.ts';
import { addFund } from '../../../src/store/fund/fund.ts';
import { migrate } from '../../../src/store/installation/migrate.ts';
import { findToken } from '../../../src/store/access/token.ts';
import { hashToken } from '../../../src/usecases/access/authenticate.ts';
import { sealOlderFacts } from '../../../src/usecases/acts/sealOlderFacts.ts';
import { calendarDate } from '../../../src/domain/primitives/dates.ts';
import { Client, payment, without, type Json } from '../../support/api.ts';
import { withDatabase } from '../../support/connection.ts';
import { asAdmin, openPatiently, testServer } from '../../support/database.ts';
import { DEFAULT_ENTRIES, DEFAULT_POLICY_VALUES } from '../../support/policies.ts';

// An installation of the first release, and one of the release before this, two funds with the same
// codes and numbers in it, is brought to this one. What it holds was written as that release did: as the
// service, inside the fund.

const FIRST_RELEASE = ['0000_create_tables', '0001_guard_tables'];

const PREVIOUS_RELEASE = [...FIRST_RELEASE, '0002_decide_and_correct'];

const MIGRATIONS = new URL('../../../migrations/', import.meta.url);

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

/** As a superuser, whom no wall stops. */
const everyRow = (statement: string) => asAdmin(statement, withDatabase(testServer(), name));

async function asOwner(act: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = await connectOwner(url);
  try {
    await act(client);
  } finally {
    await client.end();
  }
}

/** Migrates as an earlier release did: with the migrations that it had. */
async function install(release: readonly string[]): Promise<void> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'fund-test-'));
  try {
    const journal = JSON.parse(
      await fs.readFile(new URL('meta/_journal.json', MIGRATIONS), 'utf8'),
    );
    const entries = journal.entries.filter((each: Json) => release.includes(each.tag));
    expect(entries).toHaveLength(release.length);
    await fs.mkdir(path.join(folder, 'meta'));
    const first = JSON.stringify({ ...journal, entries });
    await fs.writeFile(path.join(folder, 'meta/_journal.json'), first);
    for (const tag of release) {
      await fs.copyFile(new URL(`${tag}.sql`, MIGRATIONS), path.join(folder, `${tag}.sql`));
    }
    await asOwner((client) => applyMigrations(drizzle({ client }), { migrationsFolder: folder }));
  } finally {
    await fs.rm(folder, { recursive: true });
  }
}

/** Adds rows of one fund as the service. */
class Writing {
  readonly #client: pg.Client;
  readonly fundId: string;
  readonly tokenId: string;
  #entered: number;

  /** @param entered how many seconds after the first fact of all the last one was recorded */
  constructor(client: pg.Client, fundId: string, tokenId: string, entered: number) {
    this.#client = client;
    this.fundId = fundId;
    this.tokenId = tokenId;
    this.#entered = entered;
  }

  /** The instant of the last fact: a second after the one before. */
  get recordedAt(): string {
    return new Date(Date.UTC(2023, 5, 30, 2, 0, this.#entered)).toISOString();
  }

  async insert(table: string, row: Record<string, unknown>): Promise<void> {
    const all = { fund_id: this.fundId, ...row };
    const places = Object.keys(all).map((_, index) => `$${index + 1}`);
    await this.#client.query(
      `insert into ${table} (${Object.keys(all).join(', ')}) values (${places.join(', ')})`,
      Object.values(all),
    );
  }

  /** Enters a fact of a kind, with what it says. */
  async fact(kind: string, effectiveOn: string, row: Record<string, unknown>, table = kind) {
    const id = await this.enter(kind, effectiveOn);
    await this.insert(table, { id, ...row });
    return id;
  }

  async enter(kind: string, effectiveOn: string): Promise<string> {
    const id = randomUUID();
    this.#entered += 1;
    await this.insert('fact', {
      id,
      kind,
      effective_on: effectiveOn,
      recorded_at: this.recordedAt,
      recorded_by: this.tokenId,
    });
    return id;
  }
}

const TERMS = {
  overdue_scope: 'instalment',
  late_interest_rate_percent: '0',
  signed_on: '2022-12-20',
};

const components = (principal: string, inTermInterest: string) => ({
  principal,
  in_term_interest: inTermInterest,
  overdue_interest: '0',
  late_interest: '0',
});

/** R3's loan: 200 m at 6.6% in four instalments, the first paid with its interest on 26 June. */
async function fillEqual(writing: Writing, cooperativeId: string): Promise<string> {
  const loanId = await writing.fact('loan', '2022-12-20', {
    ...TERMS,
    cooperative_id: cooperativeId,
    contract_number: '01/2023/HĐTD',
    principal: '200000000',
    rate_percent: '6.6',
    overdue_rate_percent: '9.9',
    schedule_kind: 'equal',
    schedule_count: 4,
    schedule_every: 'quarter',
    schedule_first_due_on: '2023-06-25',
    schedule_round_to: '1000',
    interest_every: 'quarter',
    interest_first_due_on: '2023-06-25',
    purpose: 'chế biến hồi',
    project_cost: '300000000',
    own_capital: '100000000',
  });
  await writing.fact('disbursement', '2023-03-25', {
    loan_id: loanId,
    amount: '200000000',
    voucher_number: 'PC01',
    method: 'transfer',
  });
  // 200 m, 92 days: 3,327,123; a day more, 36,164; and 50 m of principal.
  await writing.fact('repayment', '2023-06-26', {
    loan_id: loanId,
    amount: '53363287',
    voucher_number: 'PT01',
    method: 'cash',
    ...components('50000000', '3363287'),
  });
  const wrong = await writing.fact('repayment', '2023-06-27', {
    loan_id: loanId,
    amount: '7',
    voucher_number: 'PT02',
    method: null,
    ...components('7', '0'),
  });
  await writing.fact('reversal', '2023-06-27', { fact_id: wrong, reason: 'Nhập nhầm' });
  return loanId;
}

const ORDER = {
  inTerm: ['inTermInterest', 'overdueInterest', 'lateInterest', 'principal'],
  overdue: ['inTermInterest', 'overdueInterest', 'lateInterest', 'overduePrincipal', 'principal'],
};

/** 100 m at 7.3%, half due on 2 March, half on 2 June 2023; sued; without an overdue rate. */
async function fillCustom(writing: Writing, cooperativeId: string): Promise<string> {
  const loanId = await writing.fact('loan', '2022-12-20', {
    ...TERMS,
    cooperative_id: cooperativeId,
    contract_number: '02/2023/HĐTD',
    principal: '100000000',
    rate_percent: '7.3',
    allocation_order: JSON.stringify(ORDER),
    schedule_kind: 'custom',
    interest_every: 'quarter',
    interest_first_due_on: '2023-03-02',
  });
  for (const due_on of ['2023-06-02', '2023-03-02']) {
    await writing.insert('loan_instalment', { loan_id: loanId, due_on, principal: '50000000' });
  }
  await writing.fact('disbursement', '2023-01-01', {
    loan_id: loanId,
    amount: '100000000',
    voucher_number: 'PC02',
  });
  const caseId = await writing.fact('litigation_case', '2023-03-10', {
    cooperative_id: cooperativeId,
    court: 'TAND huyện Bắc Sơn',
    docket_type: 'civil',
    ...components('100000000', '0'),
  });
  await writing.insert('litigation_case_loan', { case_id: caseId, loan_id: loanId });
  await writing.fact('litigation_stage', '2023-03-10', {
    case_id: caseId,
    stage: 'petition_filed',
  });
  return loanId;
}

interface Filled {
  readonly token: string;
  readonly fundId: string;
  readonly equalId: string;
  readonly customId: string;
  /** When the last fact was recorded. */
  readonly lastAt: string;
}

const XUAN_MAI = {
  code: 'HTX01',
  name: 'HTX Xuân Mai',
  locality: 'Văn Quan',
  kind: 'cooperative',
  sector: 'nông nghiệp',
};

const BAC_SON = {
  code: 'LH02',
  name: 'Liên hiệp HTX Bắc Sơn',
  locality: 'Bắc Sơn',
  kind: 'union',
  tax_code: '4900123456',
  representative: 'Nguyễn Văn An',
  address: 'Thị trấn Bắc Sơn',
  phone: '0205 3 812 345',
};

/** Writes to a fund as the service does. */
async function writing(fundId: string, act: (client: pg.Client) => Promise<void>): Promise<void> {
  await asOwner(async (client) => {
    await client.query('begin');
    await client.query('set local role cooperative_fund_service');
    await client.query(`select set_config('app.fund_id', $1, true)`, [fundId]);
    await act(client);
    await client.query('commit');
  });
}

/** A fund with two borrowers and two loans, entered from 30 June 2023, 9:00 in Viet Nam, on. */
async function fillFund(code: string): Promise<Filled> {
  const token = randomUUID();
  const filled = { token, fundId: randomUUID(), equalId: '', customId: '', lastAt: '' };
  await writing(filled.fundId, async (client) => {
    const first = new Writing(client, filled.fundId, randomUUID(), 0);
    const since = { created_at: first.recordedAt };
    await first.insert('fund', { code, name: 'Quỹ hỗ trợ', province: 'Lạng Sơn', ...since });
    await first.insert('fund_clock', { last_recorded_at: first.recordedAt });
    await first.insert('token', {
      id: first.tokenId,
      name: 'Giám đốc',
      role: 'director',
      token_hash: hashToken(token),
      ...since,
    });
    await first.fact('capital_movement', '2023-01-01', {
      kind: 'contribution',
      amount: '1000000000',
      document_number: '1322/QĐ-UBND',
    });
    const xuanMai = await first.fact('cooperative', '2023-06-30', XUAN_MAI);
    filled.equalId = await fillEqual(first, xuanMai);
    const bacSon = await first.fact('cooperative', '2023-06-30', BAC_SON);
    filled.customId = await fillCustom(first, bacSon);
    await client.query('update fund_clock set last_recorded_at = $1', [first.recordedAt]);
    filled.lastAt = first.recordedAt;
  });
  return filled;
}

/** What the release before this could enter, an hour later: decisions, a change, a policy. */
async function fillPrevious({ fundId, equalId }: Filled): Promise<void> {
  await writing(fundId, async (client) => {
    const { rows } = await client.query<{ id: string }>('select id from token');
    const later = new Writing(client, fundId, rows[0]?.id ?? '', 3_600);
    const decision = async (kind: string, effectiveOn: string, row: Record<string, unknown>) =>
      later.fact(kind, effectiveOn, { loan_id: equalId, kind, ...row }, 'decision');
    const [decided, rate] = [{ decision_number: '08/QĐ' }, { rate_percent: '7.3' }];
    await decision('rate_change', '2023-07-01', { ...decided, ...rate });
    const freeze = await decision('freeze', '2023-08-01', decided);
    await decision('freeze_end', '2023-08-01', {
      ...decided,
      freeze_id: freeze,
      frozen_to: '2023-09-01',
    });
    const borrowers = await client.query<{ id: string }>(
      `select cooperative_id as id from cooperative_version where code = 'HTX01'`,
    );
    const { code, locality, kind, sector } = XUAN_MAI;
    await later.fact(
      'cooperative_change',
      '2023-07-01',
      {
        cooperative_id: borrowers.rows[0]?.id,
        changed_on: '2023-07-01',
        reason: 'Đổi tên',
        code,
        locality,
        kind,
        sector,
        name: 'HTX Xuân Mai 2',
        related_cooperative_ids: '{}',
      },
      'cooperative_version',
    );
    const factId = await later.enter('policy', '2023-07-01');
    await later.insert('policy', {
      id: factId,
      fact_id: factId,
      name: 'highestRatePercent',
      value: '"15"',
      effective_on: '2023-07-01',
      source_document: 'Quyết định 12/QĐ-UBND',
    });
    await client.query('update fund_clock set last_recorded_at = $1', [later.recordedAt]);
  });
}

/** Every row of every table that the previous release has, without the columns that came later. */
async function everythingOf(tables: readonly string[]): Promise<Map<string, string[]>> {
  const all = new Map<string, string[]>();
  for (const table of tables) {
    // What is empty is left out, as a column that came later is.
    const row = `(jsonb_strip_nulls(to_jsonb(t)) - '{scopes,expires_on,booked_on,booking_reason,corrects_id}'::text[])::text`;
    const { rows } = await everyRow(`select ${row} as row from ${table} t order by 1`);
    all.set(
      table,
      rows.map((each) => String(each['row'])),
    );
  }
  return all;
}

async function tablesNow(): Promise<string[]> {
  const { rows } = await everyRow(
    `select relname as name from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  );
  return rows.map((row) => String(row['name']));
}

/** Everything in the tables of the first release that its successors leave as they are. */
function untouched(): Promise<unknown> {
  const tables = ['fund', 'fund_clock', 'token', 'fact', 'reversal', 'capital_movement'];
  const more = ['disbursement', 'repayment', 'litigation_case', 'litigation_stage'];
  return everythingOf([...tables, ...more, 'litigation_case_loan']);
}

/** The service over the upgraded database, on 10 July 2023. */
async function serving(act: (client: (filled: Filled) => Promise<Client>) => Promise<void>) {
  const database = openPatiently(url, (error) => {
    throw error;
  });
  const app = await buildApp({
    database,
    clock: { today: () => calendarDate('2023-07-10'), now: () => new Date() },
    logger: pino({ level: 'silent' }),
    rateLimitPerSecond: 0,
    checkAnswers: true,
  });
  try {
    await act(async ({ token }) => {
      const actor = await findToken(database, hashToken(token));
      if (actor === null) throw new Error('the token is lost');
      return new Client(app, actor, token);
    });
  } finally {
    await app.close();
    await database.close();
  }
}

async function checkBorrowers(fund: Client, { lastAt }: Filled): Promise<void> {
  const { data } = await fund.read('/v1/cooperatives');
  const { tax_code: taxCode, ...union } = BAC_SON;
  const unknown = { taxCode: null, representative: null, address: null, phone: null };
  expect(data).toMatchObject([
    { ...XUAN_MAI, ...unknown, relatedCooperativeIds: [] },
    { ...union, taxCode, sector: null, relatedCooperativeIds: [] },
  ]);
  for (const borrower of data) {
    const { data: versions } = await fund.read(`/v1/cooperatives/${borrower.id}/versions`);
    const first = { cooperativeId: borrower.id, changedOn: null, reason: null };
    expect(versions).toEqual([{ ...without(borrower, 'life'), ...first }]);
  }
  // As known then, and for every day.
  const then = await fund.read(`/v1/cooperatives?knownAt=${lastAt}&asOf=2020-01-01`);
  expect(then.data).toEqual(data);
}

async function checkLoans(fund: Client, { equalId, customId, lastAt }: Filled): Promise<void> {
  const [equal, custom] = [`/v1/loans/${equalId}`, `/v1/loans/${customId}`];
  expect(await fund.read(equal)).toMatchObject({
    contractNumber: '01/2023/HĐTD',
    cooperativeName: 'HTX Xuân Mai',
    signedOn: '2022-12-20',
    ratePercent: '6.6',
    overdueRatePercent: '9.9',
    allocationOrder: null,
    principalSchedule: {
      kind: 'equal',
      count: 4,
      every: 'quarter',
      firstDueOn: '2023-06-25',
      roundTo: '1000',
    },
    purpose: 'chế biến hồi',
    projectCost: '300000000',
    ownCapital: '100000000',
    correction: null,
  });
  expect(await fund.read(custom)).toMatchObject({
    contractNumber: '02/2023/HĐTD',
    cooperativeName: 'Liên hiệp HTX Bắc Sơn',
    locality: 'Bắc Sơn',
    overdueRatePercent: null,
    allocationOrder: ORDER,
    principalSchedule: {
      kind: 'custom',
      instalments: [
        { dueOn: '2023-03-02', principal: '50000000' },
        { dueOn: '2023-06-02', principal: '50000000' },
      ],
    },
    interestSchedule: { every: 'quarter', firstDueOn: '2023-03-02' },
  });
  for (const known of ['', `&knownAt=${lastAt}`]) {
    // 150 m, 14 days from 26 June: 379,726.03.
    expect(await fund.read(`${equal}/position?asOf=2023-07-10${known}`)).toMatchObject({
      standing: 'in_term',
      payoff: '150379726',
      principal: { disbursed: '200000000', repaid: '50000000', outstanding: '150000000' },
      inTermInterest: { accrued: '3743013', paid: '3363287', owed: '379726' },
    });
    // 60 days of 20,000 to 2 March, then 10 days: 10,000 in term, and 15,000 at 150%.
    expect(await fund.read(`${custom}/position?asOf=2023-03-12${known}`)).toMatchObject({
      standing: 'overdue',
      daysPastDue: 10,
      debtGroup: 2,
      payoff: '101450000',
      principal: { inTerm: '50000000', overdue: '50000000' },
      inTermInterest: { accrued: '1300000', inArrears: '1200000' },
      overdueInterest: { accrued: '150000' },
    });
  }
  const { data } = await fund.read('/v1/repayments');
  expect(data.map((each: Json) => [each.voucherNumber, each.reversedAt !== null])).toEqual([
    ['PT01', false],
    ['PT02', true],
  ]);
  const section = await fund.read('/v1/reports/fund-section?asOf=2023-07-10');
  expect(section).toMatchObject({
    borrowers: { withDebt: 2, inTerm: 1, overdue: 1 },
    charterCapital: '1000000000',
    availablePrincipal: { amount: '750000000' },
    litigation: { localities: [{ locality: 'Bắc Sơn', cooperatives: [{ name: BAC_SON.name }] }] },
  });
}

/** The policies of this release; the chart of accounts is as the fund has known it. */
async function checkPolicies(fund: Client): Promise<void> {
  const { data } = await fund.read('/v1/policies');
  expect(data).toHaveLength(DEFAULT_ENTRIES.length);
  const always = data.filter((each: Json) => each.effectiveOn === null);
  const values = Object.fromEntries(always.map((each: Json) => [each.name, each.value])) as Json;
  const { chartOfAccounts: chart, ...others } = DEFAULT_POLICY_VALUES as Json;
  const { chartOfAccounts, ...rest } = values;
  expect(rest).toEqual(others);
  expect(chartOfAccounts).toEqual({
    ...chart,
    availablePrincipal: { ...chart.availablePrincipal, code: '1121' },
    interestMoney: { ...chart.interestMoney, code: '1122' },
  });
  const { sourceDocument } = data.find((each: Json) => each.name === 'chartOfAccounts');
  expect(sourceDocument).toBe('Thông tư 200/2014/TT-BTC');
}

/** What the release before could not do: a change of a borrower, a correction, a voucher over both. */
async function checkEntering(fund: Client, { equalId, lastAt }: Filled): Promise<void> {
  const [borrower] = (await fund.read('/v1/cooperatives')).data;
  const address = `/v1/cooperatives/${borrower.id}`;
  const body = { code: 'HTX01', name: 'HTX Xuân Mai 2', locality: 'Văn Quan', reason: 'Đổi tên' };
  expect((await fund.put(address, { ...body, effectiveOn: '2023-07-01' })).status).toBe(200);
  expect((await fund.read(`${address}?asOf=2023-06-30`)).name).toBe('HTX Xuân Mai');
  const loan = await fund.read(`/v1/loans/${equalId}`);
  expect(loan.cooperativeName).toBe('HTX Xuân Mai 2');
  const corrected = await fund.add(`/v1/loans/${equalId}/correction`, {
    cooperativeId: borrower.id,
    contractNumber: loan.contractNumber,
    signedOn: loan.signedOn,
    principal: loan.principal,
    ratePercent: '7.3',
    principalSchedule: loan.principalSchedule,
    interestSchedule: loan.interestSchedule,
    reason: 'Nhập nhầm lãi suất',
  });
  expect(corrected).toMatchObject({ ratePercent: '7.3', recordedAt: loan.recordedAt });
  const then = await fund.read(`/v1/loans/${equalId}?knownAt=${lastAt}`);
  expect(then).toMatchObject({ ratePercent: '6.6', cooperativeName: 'HTX Xuân Mai' });
  const { amount, voucherNumber, effectiveOn } = payment('1000', '2023-07-10');
  const parts = [{ loanId: equalId, amount }];
  await fund.add('/v1/receipts', { voucherNumber, effectiveOn, parts });
}

/** What the installation knows of its operators, and no fund sees. */
const OF_INSTALLATION = ['installation_operator', 'operator_act'];

/** Every table is walled off, from its owner too, and only ever added to; no key is unchecked. */
async function checkGuards(): Promise<void> {
  const { rows } = await everyRow(
    `select c.relname as name,
        c.relrowsecurity and c.relforcerowsecurity as forced,
        exists (select from pg_policy p where p.polrelid = c.oid
          and p.polname = c.relname || '_of_fund' and p.polqual is not null
          and p.polwithcheck is not null) as walled,
        (select string_agg(tgname, ',' order by tgname) from pg_trigger t
          where t.tgrelid = c.oid and not tgisinternal) as triggers
      from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`,
  );
  const others: Record<string, string> = {
    fund_clock: 'forward_only,update_only',
    session: 'delete_only',
    webhook_delivery: 'row_by_row',
    webhook_progress: 'row_by_row',
    token_use: 'update_only',
    ledger_posting: 'balanced,insert_only',
    idempotency_key: 'delete_old_only,delete_only',
  };
  expect(rows.length).toBeGreaterThan(20);
  expect(rows).toEqual(
    rows.map((row) => ({
      name: row['name'],
      forced: true,
      walled: !OF_INSTALLATION.includes(String(row['name'])),
      triggers: others[String(row['name'])] ?? 'insert_only',
    })),
  );
  const unchecked = await everyRow('select conname from pg_constraint where not convalidated');
  expect(unchecked.rows).toEqual([]);
}

async function upgraded(): Promise<[Filled, Filled]> {
  await install(FIRST_RELEASE);
  const funds: [Filled, Filled] = [await fillFund('QHT'), await fillFund('HAI')];
  const before = await untouched();
  await migrate(url);
  expect(await untouched()).toEqual(before);
  return funds;
}

/** What the first release recorded is booked and audited once, and all of it agrees. */
async function checkSealed(funds: readonly Filled[]): Promise<void> {
  const database = openPatiently(url, (error) => {
    throw error;
  });
  try {
    expect(await sealOlderFacts(url, database)).toBeGreaterThan(20);
    expect(await sealOlderFacts(url, database)).toBe(0);
  } finally {
    await database.close();
  }
  await serving(async (client) => {
    for (const filled of funds) {
      const fund = await client(filled);
      const { differences, checked } = await fund.read('/v1/ledger/verification');
      expect(differences).toEqual([]);
      expect(checked.postings).toBeGreaterThan(0);
    }
  });
}

async function checkKept(funds: readonly Filled[]): Promise<void> {
  await serving(async (client) => {
    for (const filled of funds) {
      const fund = await client(filled);
      await checkBorrowers(fund, filled);
      await checkLoans(fund, filled);
      await checkPolicies(fund);
    }
  });
}

/** With a database that belongs to a role which may do no more than the documentation asks for. */
async function underOrdinaryOwner(act: () => Promise<void>): Promise<void> {
  const owner = { name: `owner_${name}`, password: 'secret' };
  await asAdmin(`create role ${owner.name} login createrole password '${owner.password}'`);
  await asAdmin(`grant cooperative_fund_service to ${owner.name}`);
  await asAdmin(`alter database ${name} owner to ${owner.name}`);
  url = withDatabase(testServer(), name, owner);
  try {
    await act();
  } finally {
    await everyRow(`drop owned by ${owner.name} cascade`);
    await asAdmin(`alter database ${name} owner to postgres`);
    await asAdmin(`revoke cooperative_fund_service from ${owner.name}`);
    await asAdmin(`drop role ${owner.name}`);
  }
}

describe('an installation of the first release', () => {
  test('comes to this one without loss: the same names, contracts and positions', async () => {
    const funds = await upgraded();
    await checkKept(funds);
    await checkGuards();
    await checkSealed(funds);
  });

  test('goes on from there: what is entered in one fund changes nothing in the other', async () => {
    const [first, second] = await upgraded();
    await serving(async (client) => {
      await checkEntering(await client(first), first);
      const other = await client(second);
      await checkLoans(other, second);
      expect((await other.get(`/v1/loans/${first.equalId}`)).status).toBe(404);
    });
  });

  test('does the same under an owner who is no superuser, for whom the walls hold as before', async () => {
    await underOrdinaryOwner(async () => {
      const funds = await upgraded();
      await checkKept(funds);
      await checkGuards();
      await checkSealed(funds);
      const fund = { code: 'BA', name: 'Quỹ', province: 'Lạng Sơn' };
      await addFund(url, { ...fund, tokenHash: 'hash', tokenName: 'Giám đốc' });
      // Outside a fund the owner sees the list of funds, and nothing else of anybody.
      for (const table of (await tablesNow()).filter((each) => each !== 'fund')) {
        const { rows } = await asAdmin(`select count(*)::int as n from ${table}`, url);
        expect([table, rows]).toEqual([table, [{ n: 0 }]]);
      }
      const { rows } = await asAdmin('select code from fund order by code', url);
      expect(rows).toEqual([{ code: 'BA' }, { code: 'HAI' }, { code: 'QHT' }]);
    });
  });

  test('stays as it was where the migration fails, and comes to this one the next time', async () => {
    await install(FIRST_RELEASE);
    const filled = await fillFund('QHT');
    const before = await untouched();
    // A table in the way, of somebody else's.
    await everyRow('create table policy (fund_id uuid)');
    await expect(migrate(url)).rejects.toThrow();
    expect(await untouched()).toEqual(before);
    const { rows } = await everyRow('select code, name from cooperative order by code');
    expect(rows).toEqual([XUAN_MAI, BAC_SON].map(({ code, name: of }) => ({ code, name: of })));
    await everyRow('drop table policy');
    await migrate(url);
    await serving(async (client) => checkLoans(await client(filled), filled));
    await checkGuards();
  });
});

describe('an installation of the release before this', () => {
  /** Two funds, begun with the first release and gone on with in the one before this. */
  async function previous(): Promise<[Filled, Filled]> {
    await install(FIRST_RELEASE);
    const funds: [Filled, Filled] = [await fillFund('QHT'), await fillFund('HAI')];
    await install(PREVIOUS_RELEASE);
    for (const filled of funds) await fillPrevious(filled);
    return funds;
  }

  async function checkDecided(fund: Client, { equalId, lastAt }: Filled): Promise<void> {
    const position = `/v1/loans/${equalId}/position?asOf=2023-07-10`;
    // 150 m from 26 June: 5 days at 6.6%, 135,616.44, and 9 days at 7.3%, 270,000.
    expect(await fund.read(position)).toMatchObject({
      inTermInterest: { accrued: '3768903', paid: '3363287', owed: '405616' },
    });
    expect(await fund.read(`${position}&knownAt=${lastAt}`)).toMatchObject({ payoff: '150379726' });
    const { data: decisions } = await fund.read(`/v1/loans/${equalId}/decisions`);
    expect(decisions.map((each: Json) => each.type).toSorted()).toEqual([
      'freeze',
      'freeze_end',
      'rate_change',
    ]);
    const loan = await fund.read(`/v1/loans/${equalId}`);
    expect(loan.cooperativeName).toBe('HTX Xuân Mai 2');
    const { data: policies } = await fund.read('/v1/policies');
    const own = policies.filter((each: Json) => each.recordedAt !== null);
    expect(own).toMatchObject([{ name: 'highestRatePercent', value: '15' }]);
  }

  test.each<[string, (act: () => Promise<void>) => Promise<void>]>([
    ['a superuser', (act) => act()],
    ['an ordinary owner', underOrdinaryOwner],
  ])('comes to this one without loss of a row under %s', async (_, under) => {
    await under(async () => {
      const funds = await previous();
      const tables = await tablesNow();
      const before = await everythingOf(tables);
      await migrate(url);
      const after = await everythingOf(tables);
      for (const table of tables) {
        // A new release brings policies with it.
        const kept = after.get(table)?.filter((row) => before.get(table)?.includes(row));
        expect([table, kept]).toEqual([table, before.get(table)]);
        if (table !== 'policy') expect(after.get(table)).toHaveLength(kept?.length ?? 0);
      }
      await serving(async (client) => {
        for (const filled of funds) {
          const fund = await client(filled);
          await checkDecided(fund, filled);
          const { customId } = filled;
          const at = await fund.read(`/v1/loans/${customId}/position?asOf=2023-03-12`);
          expect(at).toMatchObject({ standing: 'overdue', payoff: '101450000' });
        }
      });
      await checkGuards();
    });
  });
});
