import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import {
  components,
  contribute,
  cooperativeBody,
  lend,
  loanBody,
  next,
  payment,
  startApi,
  type Api,
  type Json,
} from '../../support/api.ts';
import { calendarDate } from '../../../src/domain/primitives/dates.ts';
import { NO_REQUEST } from '../../../src/store/books/audit.ts';
import type { HandoverEnteredEntry, HandoverEntry } from '../../../src/store/handover/handover.ts';
import { reverseFact } from '../../../src/usecases/acts/reverseFact.ts';
import { writeActs } from '../../../src/usecases/acts/writeActs.ts';
import { awayProvider } from '../../support/provider.ts';
import { leaveProposed } from '../../support/secondPerson.ts';

interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly path: string;
  readonly described: Json;
}

let api: Api;

let operations: Operation[];

/** What the other fund has, by the collection its id stands under. */
const foreign: Record<string, string> = {};

beforeAll(async () => {
  api = await startApi(undefined, { signOn: awayProvider() });
  const document: Json = api.app.swagger();
  operations = Object.entries<Json>(document.paths)
    // Those of operators belong to no fund: test/http/operators has them.
    .filter(([path]) => path.startsWith('/v1/') && !path.startsWith('/v1/operator/'))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, described]) => ({
        method: method.toUpperCase() as Operation['method'],
        path,
        described,
      })),
    );
  const { other } = api;
  foreign['capital-movements'] = (await contribute(other)).id;
  const { loanId, cooperativeId, path } = await lend(other);
  foreign['loans'] = loanId;
  foreign['cooperatives'] = cooperativeId;
  const [disbursement] = (await other.read(`${path}/disbursements`)).data;
  foreign['disbursements'] = disbursement.id;
  const receipt = await other.add(`${path}/repayments`, payment('1000', '2023-06-01'));
  foreign['repayments'] = receipt.id;
  // A freeze, rate change and waiver first: a charge-off leaves nothing to decide about.
  const kinds = ['rate-changes', 'freezes', 'waivers', 'debt-group-overrides', 'restructurings'];
  for (const kind of [...kinds, 'recalls', 'charge-offs', 'write-offs']) {
    const body = BODIES[`/v1/loans/${kind}`]?.();
    foreign[kind] = (await other.add(`${path}/${kind}`, body)).id;
  }
  const filed = await other.add('/v1/litigation-cases', BODIES['/v1/litigation-cases']?.());
  foreign['litigation-cases'] = filed.id;
  foreign['stages'] = filed.stages[0].id;
  const log = `/v1/cooperatives/${cooperativeId}/collection-entries`;
  const call = BODIES['/v1/cooperatives/collection-entries']?.();
  const moves = BODIES['/v1/cooperatives/locality-changes']?.();
  foreign['locality-changes'] = (await other.add('/v1/cooperatives/locality-changes', moves)).id;
  foreign['collection-entries'] = (await other.add(log, call)).id;
  await lend(other);
  const run = await other.post('/v1/notice-runs', BODIES['/v1/notice-runs']?.());
  foreign['notice-runs'] = run.body.id;
  while ((await other.read(`/v1/notice-runs/${run.body.id}`)).status === 'running') await sleep(20);
  foreign['notices'] = (await other.read('/v1/notices')).data[0].id;
  const issue = BODIES['/v1/reports/fund-section/issues']?.();
  foreign['issued-reports'] = (await other.add('/v1/reports/fund-section/issues', issue)).id;
  const file = { 'content-type': 'text/csv', 'idempotency-key': randomUUID() };
  const sent = await other.send('POST', '/v1/imports?fileName=so.csv', Buffer.from('a;b'), file);
  foreign['imports'] = sent.body.id;
  foreign['places'] = (await other.add('/v1/fund/places', BODIES['/v1/fund/places']?.())).id;
  const moved = { from: 'bank', to: foreign['places'], amount: '1', effectiveOn: '2023-06-01' };
  const transfer = { ...moved, voucherNumber: next('CK') };
  foreign['transfers'] = (await other.add('/v1/fund/transfers', transfer)).id;
  const counts = '/v1/places/cash/counts';
  foreign['place-counts'] = (await other.add(counts, BODIES['/v1/places/counts']?.())).id;
  const income = BODIES['/v1/fund/income-movements']?.();
  foreign['income-movements'] = (await other.add('/v1/fund/income-movements', income)).id;
  const statements = `/v1/places/${foreign['places']}/statements`;
  const stated = BODIES['/v1/places/statements']?.();
  foreign['trustee-statements'] = (await other.add(statements, stated)).id;
  foreign['kept-classifications'] = (
    await other.add('/v1/kept-classifications', { asOf: '2023-06-30' })
  ).id;
  foreign['notice-drafts'] = (
    await other.add('/v1/notice-drafts', BODIES['/v1/notice-drafts']?.())
  ).id;
  foreign['scheduled-work'] = 'month-end';
  const asset = await other.add('/v1/collaterals', BODIES['/v1/collaterals']?.());
  foreign['collaterals'] = asset.id;
  foreign['collateral-valuations'] = asset.valuations[0].id;
  foreign['collateral-changes'] = asset.id;
  const released = BODIES['/v1/collaterals/release']?.();
  const release = await other.add(`/v1/collaterals/${asset.id}/release`, released);
  foreign['collateral-releases'] = release.id;
  foreign['lines'] = 'charterCapital';
  foreign['periods'] = '2022-Q4';
  foreign['accounts'] = '1283';
  const end = BODIES['/v1/freezes/end']?.();
  foreign['freeze-ends'] = (await other.add(`/v1/freezes/${foreign['freezes']}/end`, end)).id;
  foreign['decisions'] = foreign['waivers'] ?? '';
  foreign['tokens'] = (await api.withRole(other, 'auditor')).actor.tokenId;
  const hook = await other.add('/v1/webhooks', BODIES['/v1/webhooks']?.());
  foreign['webhooks'] = hook.id;
  foreign['deliveries'] = '1';
  foreign['invitations'] = (await other.add('/v1/invitations', BODIES['/v1/invitations']?.())).id;
  foreign['users'] = (await other.add('/v1/programs', BODIES['/v1/programs']?.())).id;
  foreign['proposed-acts'] = await leaveProposed(api, other);
  const taken = {
    fromFund: 'QBN',
    fromName: 'Quỹ Bắc Ninh',
    firstRecordedAt: new Date(),
    facts: 1,
  };
  await writeActs(api.database.database, other.actor, NO_REQUEST, async (act) => {
    const of = { effectiveOn: calendarDate('2023-07-01'), ...MINUTES };
    const entry = { factKind: 'handover_entry', ...of, ...taken } as const;
    foreign['handover-entries'] = act.record<HandoverEnteredEntry>(entry).id;
    const given = { factKind: 'handover', ...of, toFund: 'Quỹ Bắc Ninh' } as const;
    const { id } = act.record<HandoverEntry>(given);
    foreign['handovers'] = id;
    // The fund goes on.
    reverseFact(act, id, 'Lập lại hồ sơ');
  });
});

afterAll(() => api.close());

/** The minutes of a handover. */
const MINUTES = { documentNumber: '12/BB-BG', sha256: 'a'.repeat(64) };

const decision = { decisionNumber: '6/QD', decidedOn: '2023-06-01' };

const dated = { decisionNumber: '7/QD', effectiveOn: '2023-06-01' };

/** A body of the right form for each POST and PUT, by the path without its variables. */
const BODIES: Record<string, () => object> = {
  '/v1/fund/handover': () => ({ on: '2023-07-01', toFund: 'Quỹ Bắc Ninh', ...MINUTES }),
  '/v1/fund/handovers': () => ({ document: '{}', ...MINUTES }),
  '/v1/fund/handovers/check': () => ({ document: '{}', ...MINUTES }),
  '/v1/personal-data/export': () => ({ name: 'Hoàng Văn Thái' }),
  '/v1/invitations': () => ({ name: next('Nguyễn Thị Lan '), role: 'accountant' }),
  '/v1/invitations/withdrawal': () => ({}),
  '/v1/role-claims': () => ({
    provider: 'Tài khoản tỉnh',
    effectiveOn: '2023-06-01',
    roles: [{ value: 'quy', role: 'auditor' }],
    sourceDocument: '15/QĐ-QHT',
  }),
  '/v1/programs': () => ({
    provider: 'Tài khoản tỉnh',
    subject: next('cong-'),
    name: next('Cổng '),
    role: 'auditor',
  }),
  '/v1/users/revocation': () => ({ reason: 'Nghỉ việc' }),
  '/v1/webhooks': () => ({ url: 'https://example.vn/a', description: 'Kế toán' }),
  'PUT /v1/webhooks': () => ({ state: 'paused' }),
  '/v1/webhooks/end': () => ({ reason: 'Thôi dùng' }),
  '/v1/webhooks/secret-rotation': () => ({}),
  '/v1/webhooks/test': () => ({}),
  '/v1/webhooks/replay': () => ({ after: 0 }),
  '/v1/webhooks/deliveries/redelivery': () => ({}),
  '/v1/cooperatives': () => cooperativeBody(),
  '/v1/cooperatives/locality-changes': () => ({
    effectiveOn: '2025-07-01',
    documentNumber: '1672/NQ-UBTVQH15',
    changes: [{ cooperativeId: foreign['cooperatives'], locality: 'xã Chi Lăng' }],
  }),
  '/v1/fund/capital-movements': () => ({
    kind: 'contribution',
    amount: '1',
    effectiveOn: '2023-01-01',
    documentNumber: '1',
  }),
  '/v1/collaterals': () => ({
    ownerCooperativeId: foreign['cooperatives'],
    kind: 'machinery',
    description: 'Máy cày',
    valuations: [{ valuedOn: '2023-01-05', value: '100000000', basis: 'Biên bản định giá' }],
    secures: [{ loanId: foreign['loans'] }],
  }),
  'PUT /v1/collaterals': () => ({ ...BODIES['/v1/collaterals']?.(), reason: 'Nhập thiếu' }),
  '/v1/collaterals/valuations': () => ({
    valuedOn: '2023-05-05',
    value: '90000000',
    basis: 'Biên bản định giá',
  }),
  '/v1/collaterals/release': () => ({ releasedOn: '2023-06-01', documentNumber: '15/TB-QHT' }),
  'PATCH /v1/fund': () => ({ name: 'Quỹ mới', reason: 'Sáp nhập tỉnh' }),
  'PUT /v1/fund/holidays': () => ({ dates: [] }),
  'POST /v1/fund/holidays': () => ({ fromYear: 2025, toYear: 2026 }),
  'PUT /v1/fund/opening': () => ({
    on: '2022-12-31',
    documentNumber: '1/BB',
    capital: [{ source: 'charter', amount: '1000000000' }],
  }),
  '/v1/fund/places': () => ({ kind: 'trustee', name: next('Ngân hàng ') }),
  '/v1/fund/transfers': () => ({
    from: 'cash',
    to: 'bank',
    amount: '1',
    effectiveOn: '2023-06-01',
    voucherNumber: next('CK'),
  }),
  '/v1/fund/income-movements': () => ({
    kind: 'received',
    amount: '1',
    effectiveOn: '2023-06-30',
    documentNumber: next('BC'),
    description: 'Lãi tiền gửi',
  }),
  '/v1/places/counts': () => ({ countedOn: '2023-06-30', amount: '1' }),
  '/v1/places/statements': () => ({
    statedOn: '2023-06-30',
    outstanding: '1',
    overdue: '0',
    idle: '0',
    collectedPrincipal: '0',
    interest: '0',
    fee: '0',
  }),
  '/v1/fund/plan': () => ({ entries: [] }),
  '/v1/kept-classifications': () => ({ asOf: '2023-06-30' }),
  '/v1/notice-drafts': () => ({
    year: 2023,
    quarter: 2,
    issuedOn: '2023-07-05',
    payBy: '2023-07-20',
  }),
  'PUT /v1/scheduled-work': () => ({ isOn: false }),
  '/v1/scheduled-work/runs': () => ({}),
  '/v1/notice-drafts/release': () => ({}),
  '/v1/fund/lending-suspension': () => ({ ...decision, suspended: false }),
  '/v1/loans': () => loanBody(foreign['cooperatives'] ?? ''),
  '/v1/loans/disbursements': () => payment('1', '2023-06-01'),
  '/v1/loans/repayments': () => payment('1', '2023-06-01'),
  '/v1/loans/repayments/preview': () => payment('1', '2023-06-01'),
  '/v1/loans/reallocation': () => ({ reason: 'Nhập sau' }),
  '/v1/loans/reallocation/preview': () => ({}),
  '/v1/loans/recalls': () => ({ ...decision, deadline: '2023-10-31' }),
  '/v1/recalls/withdrawal': () => decision,
  'PUT /v1/cooperatives': () => ({ ...cooperativeBody(), reason: 'Đổi tên' }),
  '/v1/loans/correction': () => ({ ...loanBody(foreign['cooperatives'] ?? ''), reason: 'Nhầm' }),
  '/v1/loans/void': () => ({ reason: 'Nhập nhầm' }),
  '/v1/receipts': () => ({
    voucherNumber: 'PT9',
    effectiveOn: '2023-06-01',
    parts: [{ loanId: foreign['loans'], amount: '1' }],
  }),
  '/v1/receipts/preview': () => ({
    effectiveOn: '2023-06-01',
    parts: [{ loanId: foreign['loans'], amount: '1' }],
  }),
  '/v1/loans/restructurings': () => ({
    ...decision,
    kind: 'extension',
    instalments: [{ dueOn: '2025-12-25', principal: '200000000' }],
  }),
  '/v1/loans/rate-changes': () => ({ ...dated, ratePercent: '6' }),
  '/v1/loans/freezes': () => ({ from: '2023-06-01', decisionNumber: '7/QD' }),
  '/v1/freezes/end': () => ({ to: '2023-07-01', decisionNumber: '8/QD' }),
  '/v1/loans/waivers': () => ({ ...dated, component: 'inTermInterest', amount: '1' }),
  '/v1/loans/charge-offs': () => dated,
  '/v1/loans/write-offs': () => ({ ...dated, effectiveOn: '2036-06-30' }),
  '/v1/loans/debt-group-overrides': () => ({
    group: 3,
    effectiveOn: '2023-06-01',
    reason: 'Ngừng hoạt động',
  }),
  '/v1/tokens': () => ({ name: next('T'), role: 'auditor' }),
  '/v1/tokens/revocation': () => ({ reason: 'Nghỉ việc' }),
  '/v1/periods/closing': () => ({}),
  '/v1/periods/reopening': () => ({ reason: 'Sửa phiếu' }),
  '/v1/policies': () => ({
    name: 'highestRatePercent',
    value: '19',
    effectiveOn: '2023-06-01',
    sourceDocument: '12/QĐ-UBND',
  }),
  '/v1/loans/recovery-plan': () => ({ entries: [] }),
  '/v1/cooperatives/collection-entries': () => ({ kind: 'call', occurredOn: '2023-06-01' }),
  '/v1/reports/fund-section/issues': () => ({
    asOf: '2023-06-30',
    documentNumber: next('BC'),
  }),
  '/v1/litigation-cases': () => ({
    cooperativeId: foreign['cooperatives'],
    loanIds: [foreign['loans']],
    court: 'Tòa án nhân dân huyện Văn Quan',
    docketType: 'civil',
    filedOn: '2023-06-02',
    claim: components('1', '0'),
  }),
  '/v1/notice-runs': () => ({
    year: 2023,
    quarter: 2,
    issuedOn: '2023-06-15',
    payBy: '2023-06-26',
  }),
  '/v1/loans/overdue-notices': () => ({ issuedOn: '2023-07-10', payBy: '2023-07-20' }),
  '/v1/recalls/notices': () => ({ issuedOn: '2023-06-02' }),
  '/v1/notices/supersession': () => ({
    reason: 'Bổ sung phiếu thu',
    issuedOn: '2023-06-16',
    payBy: '2023-06-26',
  }),
  '/v1/notices/deliveries': () => ({ kind: 'posted', deliveredOn: '2023-06-17' }),
  'PUT /v1/fund/document-settings': () => ({ symbol: 'QHT', recipients: ['Như trên'] }),
  '/v1/litigation-cases/preview': () => ({
    cooperativeId: foreign['cooperatives'],
    loanIds: [foreign['loans']],
    docketType: 'civil',
    filedOn: '2023-06-02',
  }),
  '/v1/proposed-acts/confirmation': () => ({}),
  '/v1/proposed-acts/rejection': () => ({ reason: 'Chưa đủ hồ sơ' }),
  '/v1/proposed-acts/withdrawal': () => ({ reason: 'Nhập nhầm ngày' }),
  '/v1/imports': () => ({ a: 'file, not JSON' }),
  '/v1/imports/entry': () => ({}),
  '/v1/litigation-cases/stages': () => ({ stage: 'withdrawn', occurredOn: '2023-06-03' }),
  '/v1/litigation-cases/stages/preview': () => ({ stage: 'withdrawn', occurredOn: '2023-06-03' }),
};

function bodyOf({ method, path }: Operation): object | undefined {
  if (method === 'GET') return undefined;
  if (path.endsWith('/reversal')) return { reason: 'Nhập nhầm' };
  const address = path.replace(/\/\{\w+\}/g, '');
  const body = BODIES[`${method} ${address}`] ?? BODIES[address];
  if (body === undefined) throw new Error(`no body for ${method} ${path}: add one to BODIES`);
  return body();
}

/** The path with an id in place of each variable. */
function filled(path: string, idUnder: (collection: string) => string): string {
  const ranged = /\/(interest|statement|debt-groups|movements)$/.test(path);
  const series = path.endsWith('/series') ? '?from=2023-01-01&to=2023-12-31&every=quarter' : '';
  const dated = path.endsWith('/accuracy') ? '?madeAsOf=2023-06-30' : series;
  const sent = path === '/v1/imports' ? '?fileName=so.csv' : dated;
  const query = ranged ? '?from=2023-06-01&to=2023-07-01' : sent;
  const ids = path
    .replace('{year}', '2023')
    .replace(/([\w-]+)\/\{\w+\}/g, (_, collection: string) => {
      return `${collection}/${idUnder(collection)}`;
    });
  return ids + query;
}

const foreignId = (collection: string): string => {
  const id = foreign[collection];
  if (id === undefined) throw new Error(`no other fund's id under ${collection}: add one`);
  return id;
};

/** What names nothing of another fund: the settings of the fund itself, and lists. */
const hasId = ({ path }: Operation) => path.includes('{id}') || path.includes('{stageId}');

describe('every operation of /v1', () => {
  test('is described: what it does, its answer, and its problems', () => {
    expect(operations.length).toBeGreaterThan(35);
    for (const { method, path, described } of operations) {
      const where = `${method} ${path}`;
      expect([where, described.summary]).toEqual([where, expect.stringMatching(/^[A-Z].{5,}/)]);
      expect([where, described.tags]).toEqual([where, [expect.any(String)]]);
      expect([where, described.operationId]).toEqual([where, expect.stringMatching(/^[a-z]\w+$/)]);
      expect([where, described.description]).toEqual([
        where,
        expect.stringMatching(/^[A-Z`][^]{20,}\*\*Permission\*\* `[\w:-]+`: /),
      ]);
      const statuses = Object.keys(described.responses);
      expect([where, statuses.some((status) => status.startsWith('2'))]).toEqual([where, true]);
      const problems = ['400', '401', '404', '429', '500', '503'];
      const ofMethod = {
        GET: ['406'],
        POST: ['413', '415'],
        PUT: ['409', '412', '413', '415'],
        PATCH: ['409', '412', '413', '415'],
      };
      for (const status of [...problems, ...ofMethod[method]]) {
        const content = described.responses[status]?.content;
        expect([where, status, Object.keys(content ?? {})]).toEqual([
          where,
          status,
          ['application/problem+json'],
        ]);
      }
    }
  });

  test('needs a token', async () => {
    for (const operation of operations) {
      const { method, path } = operation;
      const url = filled(path, foreignId);
      const wrong = [undefined, 'Bearer wrong', 'Basic dTpw', `Bearer ${api.other.token}x`];
      for (const authorization of wrong) {
        const answer = await api.other.send(method, url, bodyOf(operation), { authorization });
        expect([method, url, answer.status, answer.body.code]).toEqual([
          method,
          url,
          401,
          'unauthorized',
        ]);
        expect(answer.headers['www-authenticate']).toBe('Bearer');
      }
    }
  });

  test('answers 404 for an id of another fund, for one of nobody, and for what is no id', async () => {
    const before = await api.countRows();
    for (const operation of operations.filter(hasId)) {
      for (const idUnder of [foreignId, () => randomUUID(), () => 'x', () => '%00']) {
        const url = filled(operation.path, idUnder);
        const key = { 'idempotency-key': randomUUID() };
        const answer = await api.fund.send(operation.method, url, bodyOf(operation), key);
        expect([url, answer.status, answer.body.code]).toEqual([url, 404, 'not-found']);
      }
    }
    expect(await api.countRows()).toBe(before);
  });

  test('answers 400 for a body that is none of its own', async () => {
    const before = await api.countRows();
    for (const operation of operations.filter(({ method }) => method !== 'GET')) {
      // The body of that one is a file, and JSON another type.
      if (operation.path === '/v1/imports') continue;
      const url = filled(operation.path, foreignId);
      const asksForNothing =
        /\/(closing|reallocation\/preview|imports\/\{id\}\/entry|release|\{kind\}\/runs|secret-rotation|test|redelivery|invitations\/\{id\}\/withdrawal|\{id\}\/confirmation)$/.test(
          operation.path,
        );
      const nothing = asksForNothing ? [] : [{}, null];
      for (const body of [...nothing, { unknown: 1 }, [], '"text"', 7]) {
        const headers = { 'idempotency-key': randomUUID(), 'content-type': 'application/json' };
        const text = typeof body === 'string' ? body : JSON.stringify(body);
        const answer = await api.other.send(operation.method, url, text, headers);
        expect([url, text, answer.status]).toEqual([url, text, 400]);
        expect(answer.body.errors.length).toBeGreaterThan(0);
      }
    }
    expect(await api.countRows()).toBe(before);
  });

  test('refuses a query parameter it does not know', async () => {
    for (const operation of operations) {
      const url = filled(operation.path, foreignId);
      const asked = `${url}${url.includes('?') ? '&' : '?'}nonsense=1`;
      const key = { 'idempotency-key': randomUUID() };
      const answer = await api.other.send(operation.method, asked, bodyOf(operation), key);
      expect([asked, answer.status, answer.body.code]).toEqual([asked, 400, 'validation']);
    }
  });

  test('of POST that needs a key refuses one that is missing, empty or too long', async () => {
    for (const operation of operations.filter(({ method }) => method === 'POST')) {
      const { path, described } = operation;
      const parameters: Json[] = described.parameters ?? [];
      const key = parameters.find((each) => each.name === 'Idempotency-Key');
      const mayDoWithout = ['/v1/cooperatives', '/v1/tokens', '/v1/invitations', '/v1/programs'];
      const needsNone = mayDoWithout.includes(path) || /\/(preview|test|check|export)$/.test(path);
      expect([path, key?.required ?? false]).toEqual([path, !needsNone]);
      if (needsNone) continue;
      for (const given of [undefined, '', 'k'.repeat(256)]) {
        const url = filled(path, foreignId);
        const headers = { 'idempotency-key': given };
        const answer = await api.other.send('POST', url, bodyOf(operation), headers);
        expect([url, answer.status, answer.body.code]).toEqual([
          url,
          400,
          'idempotency-key-missing',
        ]);
      }
    }
  });
});
