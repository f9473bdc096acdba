import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import {
  components,
  contribute,
  cooperativeBody,
  lend,
  next,
  payment,
  startApi,
  TODAY,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';
import { PERMISSION_BY_ROUTE } from '../../../src/http/service/permissions.ts';
import { ROUTES_OF_ACTS } from '../../../src/http/service/secondPerson.ts';
import { leaveProposed } from '../../support/secondPerson.ts';
import { asAdmin } from '../../support/database.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/**
 * By the contract's words: the director's alone are tokens, policies, closing, reopening, the lending
 * suspension, every decision of R14, void and correction of a loan, and a debt group set by hand;
 * what undoes such a decision is the director's too, the notice of it is not. A GET is the auditor's also; all else the
 * accountant's. Who one is every token may ask.
 */
function rolesBy(method: string, path: string): string[] {
  if (path.startsWith('/v1/operator/')) return ['operator'];
  if (path === '/v1/me') return ['director', 'accountant', 'auditor', 'integration'];
  if (path === '/v1/personal-data/export') return ['director'];
  if (
    /^\/v1\/(tokens|webhooks|personal-data|users|invitations|role-claims)/.test(path) &&
    method === 'GET'
  ) {
    return ['director', 'auditor'];
  }
  const directors = [
    /^POST \/v1\/(tokens|users|programs|invitations|role-claims)/,
    /^(POST|PUT) \/v1\/webhooks/,
    /^POST \/v1\/policies$/,
    /^POST \/v1\/periods\/\{quarter\}\/(closing|reopening)$/,
    /^PUT \/v1\/fund\/(lending-suspension|opening)$/,
    /^POST (?!.*notices$).*(restructurings|recalls|freezes|freeze-ends|waivers|charge-offs|write-offs|debt-group-overrides)/,
    /^POST \/v1\/loans\/\{id\}\/(void|correction)$/,
    /^(PUT|POST) \/v1\/scheduled-work/,
    // It voids the contracts that it entered.
    /^POST \/v1\/imports\/\{id\}\/reversal$/,
    // It ends the fund, or takes over another.
    /^POST \/v1\/(fund\/handovers?|handovers\/\{id\}\/reversal|handover-entries\/\{id\}\/reversal)(\/check)?$/,
  ];
  if (directors.some((pattern) => pattern.test(`${method} ${path}`))) return ['director'];
  return method === 'GET' ? ['director', 'accountant', 'auditor'] : ['director', 'accountant'];
}

interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly path: string;
  readonly permission: string;
  readonly roles: readonly string[];
}

function operations(): Operation[] {
  const document: Json = api.app.swagger();
  return Object.entries<Json>(document.paths)
    .filter(([path]) => path.startsWith('/v1/'))
    .flatMap(([path, methods]) =>
      Object.entries<Json>(methods).map(([method, described]) => ({
        method: method.toUpperCase() as Operation['method'],
        path,
        permission: described['x-permission'],
        roles: described['x-roles'],
      })),
    );
}

/** Any request of the operation: it may be refused for what it says, but not for who asks. */
async function ask(
  client: Client,
  { method, path }: Pick<Operation, 'path'> & { readonly method: Operation['method'] | 'HEAD' },
): Promise<number> {
  const url = path
    .replace('{year}', '2023')
    .replace('{quarter}', '2023-Q1')
    .replace('{path}', 'charterCapital')
    .replace(/\{\w+\}/g, randomUUID());
  const body = method === 'GET' || method === 'HEAD' ? undefined : { nothing: 'of the kind' };
  const key = { 'idempotency-key': randomUUID() };
  return (await client.send(method, url, body, key)).status;
}

/** Every row that a request could add: facts, reversals, tokens and their ends, audit events. */
async function countAll(): Promise<number> {
  const tables = [
    'fact',
    'reversal',
    'token',
    'token_revocation',
    'audit_event',
    'idempotency_key',
  ];
  const counts = tables.map((table) => `(select count(*) from ${table})`).join(' + ');
  const { rows } = await api.database.asOwner(`select ${counts} as n`);
  return Number(rows[0]?.['n']);
}

describe('the permissions of every operation', () => {
  test('are what the contract says, also in the document', () => {
    expect(operations().length).toBeGreaterThan(75);
    for (const { method, path, roles, permission } of operations()) {
      expect([method, path, roles]).toEqual([method, path, rolesBy(method, path)]);
      expect(permission).toMatch(path === '/v1/me' ? /^any$/ : /^[a-z]+:[a-z]+$/);
    }
  });

  test.each(['director', 'accountant', 'auditor'] as const)('hold for the %s', async (role) => {
    const client = await api.withRole(api.fund, role);
    const before = await countAll();
    for (const operation of operations()) {
      const { method, path } = operation;
      const status = await ask(client, operation);
      const permitted = rolesBy(method, path).includes(role);
      expect([method, path, status === 403]).toEqual([method, path, !permitted]);
      expect([method, path, status < 500 && status !== 401]).toEqual([method, path, true]);
    }
    expect(await countAll()).toBe(before);
  });

  test('are of routes, of which each act that may need a second person is one', () => {
    const [first] = ROUTES_OF_ACTS;
    expect(first).toBe('POST /v1/loans/:id/charge-offs');
    expect(ROUTES_OF_ACTS.filter((each) => !PERMISSION_BY_ROUTE.has(each))).toEqual([]);
  });

  test('hold for an integration: its scopes and nothing else', async () => {
    // What is the director's alone is no scope, nor are tokens, webhooks and what takes a person.
    const shared = operations().filter(({ method, path }) => rolesBy(method, path).length > 1);
    const permissions = [...new Set(shared.map((each) => each.permission))];
    const grantable = permissions.filter(
      (each) => !/^(any$|tokens:|webhooks:|persons:|proposals:write$)/.test(each),
    );
    for (const scope of grantable) {
      const client = await api.withRole(api.fund, 'integration', [scope]);
      for (const operation of operations()) {
        const { method, path, permission } = operation;
        const refused = (await ask(client, operation)) === 403;
        const expected = permission !== 'any' && permission !== scope;
        expect([scope, method, path, refused]).toEqual([scope, method, path, expected]);
      }
    }
  });

  test('hold for HEAD as for the GET of the same address', async () => {
    const client = await api.withRole(api.fund, 'integration', ['audit:read']);
    for (const { method, path, permission } of operations()) {
      if (method !== 'GET') continue;
      const refused = (await ask(client, { method: 'HEAD', path })) === 403;
      const expected = permission !== 'any' && permission !== 'audit:read';
      expect([path, refused]).toEqual([path, expected]);
    }
  });

  test('are asked before the key, the body and what is there', async () => {
    const { path } = await lendOnce();
    const auditor = await api.withRole(api.fund, 'auditor');
    const key = randomUUID();
    const body = payment('1000', '2023-06-01');
    const booked = await api.fund.post(`${path}/repayments`, body, { 'idempotency-key': key });
    expect(booked.status).toBe(201);
    const replayed = await auditor.post(`${path}/repayments`, body, { 'idempotency-key': key });
    expect(replayed.body).toMatchObject({
      status: 403,
      code: 'forbidden',
      figures: { role: 'auditor', permission: 'receipts:write' },
    });
  });
});

let lent: { path: string } | undefined;

async function lendOnce(): Promise<{ path: string }> {
  if (lent === undefined) {
    await contribute(api.fund);
    lent = await lend(api.fund);
  }
  return lent;
}

describe('POST /v1/tokens', () => {
  test('tells a token once, keeps only its hash, and says in the audit trail who made it', async () => {
    const name = next('Nguyễn Thị ');
    const key = { 'idempotency-key': randomUUID() };
    const asked = { name, role: 'accountant', expiresOn: '2024-12-31' };
    const made = await api.fund.post('/v1/tokens', asked, key);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ ...asked, scopes: [] });
    const again = await api.fund.post('/v1/tokens', asked, key);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(again.body).toEqual({ ...made.body, token: null });
    const dump = `select string_agg(t::text, '') || (select string_agg(k::text, '')
      from idempotency_key k) as everything from token t`;
    const { rows } = await api.database.asOwner(dump);
    expect(rows[0]?.['everything']).not.toContain(made.body.token);
    const events = await api.fund.read(`/v1/audit-events?subject=${made.body.id}`);
    expect(events.data).toMatchObject([
      { act: 'token', recordedBy: 'Giám đốc', after: { name, role: 'accountant' } },
    ]);
  });

  test.each([
    ['an integration without scopes', { role: 'integration' }, '/scopes'],
    ['scopes of another role', { role: 'auditor', scopes: ['reports:read'] }, '/scopes'],
    ['a day gone by', { role: 'auditor', expiresOn: '2024-03-30' }, '/expiresOn'],
    ['a scope that is none', { role: 'integration', scopes: ['all'] }, '/scopes/0'],
    [
      'a scope of the director alone',
      { role: 'integration', scopes: ['reports:read', 'decisions:write'] },
      '/scopes/1',
    ],
    ['tokens as a scope', { role: 'integration', scopes: ['tokens:write'] }, '/scopes/0'],
    ['a role that is none', { role: 'owner' }, '/role'],
  ])('refuses %s', async (_, more, pointer) => {
    const answer = await api.fund.post('/v1/tokens', { name: next('T'), ...more });
    expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([400, pointer]);
  });

  test('refuses a name that exists', async () => {
    const answer = await api.fund.post('/v1/tokens', { name: 'Giám đốc', role: 'director' });
    expect(answer.body).toMatchObject({
      status: 409,
      code: 'duplicate',
      figures: { field: 'name' },
    });
  });

  test('takes the name of a token that was revoked or has expired, of no other', async () => {
    const name = next('Kế toán ');
    const make = () => api.fund.post('/v1/tokens', { name, role: 'accountant' });
    const first = await make();
    expect([first.status, (await make()).status]).toEqual([201, 409]);
    await api.fund.add(`/v1/tokens/${first.body.id}/revocation`, { reason: 'Mất máy' });
    const second = await make();
    expect([second.status, (await make()).status]).toEqual([201, 409]);
    const events = await api.fund.read(`/v1/audit-events?subject=${second.body.id}`);
    expect(events.data).toMatchObject([{ act: 'token', after: { name } }]);
    const expiring = { name: next('T'), role: 'auditor', expiresOn: TODAY };
    expect((await api.fund.post('/v1/tokens', expiring)).status).toBe(201);
    const { expiresOn: _, ...again } = expiring;
    expect((await api.fund.post('/v1/tokens', again)).status).toBe(409);
    await api.database.asOwner(`set session_replication_role = replica;
      update token set expires_on = '2024-03-30' where name = '${expiring.name}';
      set session_replication_role = origin`);
    expect((await api.fund.post('/v1/tokens', again)).status).toBe(201);
  });
});

describe('a token', () => {
  test('is good on its last day, and not after it', async () => {
    const made = await api.fund.add('/v1/tokens', {
      name: next('T'),
      role: 'auditor',
      expiresOn: '2024-04-02',
    });
    const headers = { authorization: `Bearer ${made.token}` };
    api.setToday('2024-04-02');
    expect((await api.fund.get('/v1/fund', headers)).status).toBe(200);
    api.setToday('2024-04-03');
    expect((await api.fund.get('/v1/fund', headers)).body).toMatchObject({
      status: 401,
      code: 'unauthorized',
    });
    api.setToday('2024-03-31');
  });

  test('that is revoked opens nothing any more, and is revoked once', async () => {
    const client = await api.withRole(api.fund, 'accountant');
    const { tokenId } = client.actor;
    expect((await client.get('/v1/fund')).status).toBe(200);
    const url = `/v1/tokens/${tokenId}/revocation`;
    const ended = await api.fund.post(url, { reason: 'Chuyển công tác' });
    expect(ended.body).toMatchObject({
      id: tokenId,
      revokedBy: 'Giám đốc',
      reason: 'Chuyển công tác',
      lastUsedAt: expect.any(String),
    });
    expect((await client.get('/v1/fund')).status).toBe(401);
    expect((await api.fund.post(url, { reason: 'Nữa' })).body).toMatchObject({
      status: 409,
      code: 'already-revoked',
    });
    const events = await api.fund.read(`/v1/audit-events?subject=${tokenId}`);
    expect(events.data.at(-1)).toMatchObject({
      act: 'token_revocation',
      reason: 'Chuyển công tác',
    });
  });

  test('that is revoked while its request waits for the lock of the fund writes nothing', async () => {
    const client = await api.withRole(api.fund, 'accountant');
    const { fundId, tokenId } = client.actor;
    const before = await api.countRows();
    const connectionString = api.database.ownerConnectionString;
    const writer = new pg.Client({ connectionString });
    await writer.connect();
    try {
      await writer.query('begin');
      await writer.query('select from fund_clock where fund_id = $1 for update', [fundId]);
      const waiting = client.post('/v1/cooperatives', cooperativeBody());
      const blocked = `select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`;
      while ((await asAdmin(blocked, connectionString)).rowCount === 0) await sleep(20);
      const revoke = `insert into token_revocation (fund_id, token_id, reason, revoked_at, revoked_by)
        values ($1, $2, 'Mất', now(), $3)`;
      await writer.query(revoke, [fundId, tokenId, api.fund.actor.tokenId]);
      await writer.query('commit');
      expect((await waiting).body).toMatchObject({ status: 401, code: 'unauthorized' });
    } finally {
      await writer.end();
    }
    expect(await api.countRows()).toBe(before);
  });

  test('of the last director is not revoked', async () => {
    const fund = await api.addFund();
    const revoke = (client: Client) =>
      fund.post(`/v1/tokens/${client.actor.tokenId}/revocation`, { reason: 'Mất' });
    expect((await revoke(fund)).body).toMatchObject({ status: 409, code: 'last-director' });
    const second = await api.withRole(fund, 'director');
    expect((await revoke(fund)).status).toBe(201);
    const last = await second.post(`/v1/tokens/${second.actor.tokenId}/revocation`, {
      reason: 'Mất',
    });
    expect(last.body).toMatchObject({ status: 409, code: 'last-director' });
  });

  test('is listed with its last use, never with its secret', async () => {
    const fund = await api.addFund();
    for (let count = 0; count < 3; count += 1) await api.withRole(fund, 'auditor');
    const all = (await fund.read('/v1/tokens')).data;
    expect(all.map((each: Json) => each.role)).toEqual(['director', ...Array(3).fill('auditor')]);
    expect(all[0].lastUsedAt).not.toBeNull();
    expect(all[1].lastUsedAt).toBeNull();
    expect(Object.keys(all[0]).toSorted()).toEqual(
      'createdAt expiresOn id lastUsedAt name reason revokedAt revokedBy role scopes'.split(' '),
    );
    const first = await fund.read('/v1/tokens?limit=2');
    const next = await fund.read(`/v1/tokens?limit=2&cursor=${first.nextCursor}`);
    expect([...first.data, ...next.data].map((each: Json) => each.id)).toEqual(
      all.map((each: Json) => each.id),
    );
  });
});

describe('two funds', () => {
  /** A loan with a receipt and a case; gives the ids to ask for and what another fund must not see. */
  async function fill(client: Client, borrower: { name: string; locality: string }) {
    const { id: movementId } = await contribute(client);
    const { id } = await client.add('/v1/cooperatives', cooperativeBody(borrower));
    const { loanId, path, contractNumber } = await lend(client, {}, id);
    const receipt = payment('1000', '2023-06-01');
    const { id: receiptId } = await client.add(`${path}/repayments`, receipt);
    const filed = await client.add('/v1/litigation-cases', {
      cooperativeId: id,
      loanIds: [loanId],
      court: `Tòa án nhân dân ${borrower.locality}`,
      docketType: 'civil',
      filedOn: '2023-07-02',
      claim: components('1', '0'),
    });
    for (const stage of ['fee_advance_paid', 'accepted', 'settlement_recognised']) {
      const next = { stage, occurredOn: '2023-07-03' };
      await client.add(`/v1/litigation-cases/${filed.id}/stages`, next);
    }
    const asked = { year: 2023, quarter: 2, issuedOn: '2023-06-15', payBy: '2023-06-26' };
    const { id: runId } = (await client.post('/v1/notice-runs', asked)).body;
    const notices = async (): Promise<Json[]> => (await client.read('/v1/notices')).data;
    while ((await notices()).length === 0) await sleep(20);
    const issue = { asOf: '2023-07-02', documentNumber: '12/BC-QHT' };
    const report = await client.add('/v1/reports/fund-section/issues', issue);
    const number = { decisionNumber: next('QĐ') };
    const recalled = { ...number, decidedOn: '2023-12-01', deadline: '2023-12-29' };
    const { id: recallId } = await client.add(`${path}/recalls`, recalled);
    const frozen = { ...number, from: '2023-12-04' };
    const { id: freezeId } = await client.add(`${path}/freezes`, frozen);
    const [disbursement] = (await client.read(`${path}/disbursements`)).data;
    const moved = await client.add('/v1/cooperatives/locality-changes', {
      effectiveOn: '2025-07-01',
      documentNumber: number.decisionNumber,
      changes: [{ cooperativeId: id, locality: `xã ${borrower.locality}` }],
    });
    const place = { kind: 'bank', name: next('Agribank ') };
    const { id: placeId } = await client.add('/v1/fund/places', place);
    const into = { amount: '1000000', effectiveOn: '2023-12-04' };
    const transfer = { from: 'bank', to: placeId, ...into, voucherNumber: next('CT') };
    const { id: transferId } = await client.add('/v1/fund/transfers', transfer);
    const income = { kind: 'received', ...into, documentNumber: next('BC'), place: placeId };
    const { id: incomeId } = await client.add('/v1/fund/income-movements', income);
    const file = Buffer.from(`Tên HTX;Địa bàn\n${borrower.name};${borrower.locality}`);
    const hook = { url: 'https://kin.example.vn/a', description: borrower.name };
    const { id: hookId } = await client.add('/v1/webhooks', hook);
    const csv = { 'content-type': 'text/csv', 'idempotency-key': randomUUID() };
    const sent = await client.send('POST', '/v1/imports?fileName=so.csv', file, csv);
    const asset = await client.add('/v1/collaterals', {
      owner: { name: `Bà ${borrower.name}` },
      kind: 'other',
      description: next('Đàn trâu '),
      valuations: [{ valuedOn: '2023-12-04', value: '1000000', basis: number.decisionNumber }],
      secures: [{ loanId }],
    });
    const release = await client.add(`/v1/collaterals/${asset.id}/release`, {
      releasedOn: '2023-12-31',
      documentNumber: next('TB'),
    });
    const facts = {
      collaterals: asset.id,
      'collateral-releases': release.id,
      places: placeId,
      transfers: transferId,
      'income-movements': incomeId,
      imports: sent.body.id,
      webhooks: hookId,
      'locality-changes': moved.id,
      'capital-movements': movementId,
      disbursements: disbursement.id,
      repayments: receiptId,
      recalls: recallId,
      decisions: freezeId,
    };
    const ids: Record<string, string> = {
      ...facts,
      'issued-reports': report.id,
      'notice-runs': runId,
      notices: (await notices())[0].id,
      cooperatives: id,
      loans: loanId,
      'litigation-cases': filed.id,
      accounts: '1283',
      holidays: '2023',
      periods: '2023-Q2',
      lines: 'charterCapital',
      'scheduled-work': 'month-end',
      'kept-classifications': (await client.add('/v1/kept-classifications', { asOf: '2023-06-30' }))
        .id,
      'notice-drafts': (await client.add('/v1/notice-drafts', asked)).id,
      'proposed-acts': await leaveProposed(api, client),
    };
    const { fundId, tokenId } = client.actor;
    const own = [fundId, tokenId, runId, id, loanId, receiptId, filed.id, contractNumber];
    const said = [receipt.voucherNumber, number.decisionNumber, ...Object.values(borrower)];
    return { ids, seen: [...own, ...Object.values(facts), ...said] };
  }

  test('show nothing of one another, whatever is asked', async () => {
    const [mine, theirs] = [await api.addFund(), await api.addFund()];
    const { ids } = await fill(mine, { name: 'HTX Vạn An', locality: 'Cao Lộc' });
    const { seen } = await fill(theirs, { name: 'HTX Bí Mật', locality: 'Huyện Kín' });
    await mine.put('/v1/fund/holidays/2023', { dates: ['2023-01-02'] });
    let shown = '';
    for (const { path } of operations().filter(
      (each) => each.method === 'GET' && !each.path.startsWith('/v1/operator/'),
    )) {
      const at = path.replace(/([\w-]+)\/\{\w+\}/g, (_, under: string) => `${under}/${ids[under]}`);
      const ranged = /\/(interest|statement|debt-groups|journal|movements)$/.test(path);
      const series = path.endsWith('/series')
        ? `${at}?from=2023-01-01&to=2023-12-31&every=year`
        : at;
      const named = path.endsWith('/export') ? `${at}?name=Ai Đó` : series;
      const made = path.endsWith('/accuracy') ? `${at}?madeAsOf=2023-06-30` : named;
      const dated = path.endsWith('/handover') ? `${at}?on=2024-04-01` : made;
      const url = ranged ? `${at}?from=2023-01-01&to=2023-12-31` : dated;
      const { status, text } = await mine.get(url);
      // A loan of the fund's own was nowhere before.
      expect([url, status]).toEqual([url, url.endsWith('/origin') ? 404 : 200]);
      for (const secret of seen) expect([url, text.includes(secret)]).toEqual([url, false]);
      shown += text;
    }
    // The same places do show what is one's own.
    for (const own of ['HTX Vạn An', 'Cao Lộc', ids['loans'] ?? '']) expect(shown).toContain(own);
  });
});
