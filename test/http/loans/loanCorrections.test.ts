import { randomUUID } from 'node:crypto';
import {
  components,
  contribute,
  cooperativeBody,
  expectRefused,
  lend,
  loanBody,
  next,
  payment,
  startApi,
  without,
  type Answer,
  type Api,
  type Json,
} from '../../support/api.ts';

let api: Api;

let cooperativeId: string;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund, '50000000000');
  cooperativeId = (await api.fund.add('/v1/cooperatives', cooperativeBody())).id;
});

afterAll(() => api.close());

const REASON = { reason: 'Nhập nhầm lãi suất' };

/** A contract, and how to correct it. */
async function entered(more: object = {}) {
  const body = loanBody(cooperativeId, more);
  const loan = await api.fund.add('/v1/loans', body);
  return withCorrections(body, loan.id);
}

/** The same, disbursed in full on 25 March 2023. */
async function disbursed(more: object = {}) {
  const contractNumber = next('HĐ');
  const { loanId } = await lend(api.fund, { contractNumber, ...more }, cooperativeId);
  return withCorrections(loanBody(cooperativeId, { contractNumber, ...more }), loanId);
}

function withCorrections(body: Json, id: string) {
  const path = `/v1/loans/${id}`;
  const corrections = `${path}/correction`;
  return {
    id,
    body,
    path,
    ask: (more: object): Promise<Answer> =>
      api.fund.post(corrections, { ...body, ...REASON, ...more }),
    correct: (more: object): Promise<Json> =>
      api.fund.add(corrections, { ...body, ...REASON, ...more }),
  };
}

const file = (loanId: string): Promise<Json> =>
  api.fund.add('/v1/litigation-cases', {
    cooperativeId,
    loanIds: [loanId],
    court: 'TAND huyện Văn Quan',
    docketType: 'civil',
    filedOn: '2023-07-01',
    claim: components('1', '0'),
  });

describe('POST /v1/loans/{id}/correction', () => {
  test('the new terms count for all days, the old ones to whoever asks as known before', async () => {
    const { path, body, correct } = await disbursed();
    const before = await api.fund.read(path);
    const { knownAt } = await api.fund.read('/v1/fund');
    const owed = async (query: string): Promise<string> => {
      const at = await api.fund.read(`${path}/position?asOf=2023-06-25${query}`);
      return at.inTermInterest.accrued;
    };
    // 92 days on 200 m: at 6.6% 3,327,123 (R3); at 7.3% 40,000 a day: 3,680,000.
    expect(await owed('')).toBe('3327123');
    const corrected = await correct({ ratePercent: '7.3', purpose: 'trồng hồi' });
    const { correction, affects, ...loan } = corrected;
    expect(affects).toEqual([]);
    expect(loan).toEqual({
      ...without(before, 'correction'),
      ratePercent: '7.3',
      purpose: 'trồng hồi',
    });
    expect(correction).toEqual({
      ...REASON,
      recordedAt: expect.any(String),
      recordedBy: 'Giám đốc',
    });
    expect(correction.recordedAt > before.recordedAt).toBe(true);
    expect(await api.fund.read(path)).toEqual({ ...loan, correction });
    expect(await owed('')).toBe('3680000');
    expect(await api.fund.read(`${path}?knownAt=${knownAt}`)).toEqual(before);
    expect(await owed(`&knownAt=${knownAt}`)).toBe('3327123');
    expect(await owed(`&knownAt=${correction.recordedAt}`)).toBe('3680000');
    // Corrected back: the first terms count again, and both reasons were kept.
    await correct({ ratePercent: body.ratePercent, reason: 'Lãi suất cũ đúng' });
    expect(await owed('')).toBe('3327123');
    expect(await owed(`&knownAt=${correction.recordedAt}`)).toBe('3680000');
    expect((await api.fund.read(path)).correction.reason).toBe('Lãi suất cũ đúng');
  });

  test('a receipt keeps what it allocated: what is too much now shows as a credit (R13)', async () => {
    const { path, correct } = await disbursed();
    const allocation = components('0', '3327123');
    await api.fund.add(`${path}/repayments`, payment('3327123', '2023-06-25', { allocation }));
    await correct({ ratePercent: '6', overdueRatePercent: '9' });
    // 200,000,000 × 6 × 92 / 36500 = 3,024,657.53 → 3,024,658; less 3,327,123 paid = −302,465
    const { inTermInterest, payoff } = await api.fund.read(`${path}/position?asOf=2023-06-25`);
    expect(inTermInterest).toMatchObject({ accrued: '3024658', paid: '3327123', owed: '-302465' });
    expect(payoff).toBe('200000000');
  });

  test('changes the schedule for all days, whatever kind it was', async () => {
    const { path, correct } = await disbursed();
    const instalments = async (query = '') => {
      const schedule = await api.fund.read(`${path}/schedule?asOf=2023-03-25${query}`);
      return schedule.instalments.map((each: Json) => [each.dueOn, each.principal]);
    };
    const equal = await instalments();
    const custom = [
      { dueOn: '2023-09-25', principal: '150000000' },
      { dueOn: '2024-03-25', principal: '50000000' },
    ];
    const corrected = await correct({
      principalSchedule: { kind: 'custom', instalments: custom.toReversed() },
    });
    expect(corrected.principalSchedule).toEqual({ kind: 'custom', instalments: custom });
    expect(await instalments()).toEqual(custom.map(({ dueOn, principal }) => [dueOn, principal]));
    const again = [{ dueOn: '2023-12-25', principal: '200000000' }];
    await correct({ principalSchedule: { kind: 'custom', instalments: again } });
    expect(await instalments()).toEqual([['2023-12-25', '200000000']]);
    const annuity = {
      kind: 'annuity',
      count: 4,
      every: 'quarter',
      firstDueOn: '2023-06-25',
      roundTo: '1000',
      instalmentAmount: '52000000',
    };
    const paid = await correct({ principalSchedule: annuity });
    expect(paid.principalSchedule).toEqual(annuity);
    const known = `&knownAt=${corrected.correction.recordedAt}`;
    expect(await instalments(known)).toEqual(
      custom.map(({ dueOn, principal }) => [dueOn, principal]),
    );
    await correct({});
    expect(await instalments()).toEqual(equal);
  });

  test('a number that was corrected away is free; one that another has is refused', async () => {
    const wrong = await entered();
    const taken = await entered();
    const contractNumber = next('Đúng ');
    const figures = { field: 'contractNumber', value: taken.body.contractNumber };
    await expectRefused(
      api,
      {
        ask: () => wrong.ask({ contractNumber: taken.body.contractNumber.normalize('NFD') }),
        unchanged: wrong.path,
      },
      { status: 409, code: 'duplicate', figures },
    );
    expect(await wrong.correct({ contractNumber })).toMatchObject({ contractNumber });
    await entered({ contractNumber: wrong.body.contractNumber });
    const { data } = await api.fund.read(
      `/v1/loans?contractNumber=${encodeURIComponent(contractNumber)}`,
    );
    expect(data).toMatchObject([{ id: wrong.id }]);
  });

  test.each<[string, object, object]>([
    [
      'a principal below what is disbursed',
      {
        principal: '199999999',
        principalSchedule: { kind: 'bullet', dueOn: '2024-03-25' },
      },
      { what: 'contract', on: '2023-03-20' },
    ],
    [
      'a signing after a decision',
      { signedOn: '2023-03-23' },
      { what: 'decision', on: '2023-03-22' },
    ],
    [
      'a final due date before the disbursement',
      {
        principalSchedule: { kind: 'bullet', dueOn: '2023-03-24' },
        interestSchedule: { every: 'maturity' },
      },
      { what: 'disbursement', on: '2023-03-25' },
    ],
  ])('refuses %s: it would make a fact impossible', async (_, more, figures) => {
    const { path, ask } = await disbursed();
    await api.fund.add(`${path}/rate-changes`, {
      effectiveOn: '2023-03-22',
      ratePercent: '6.5',
      decisionNumber: '1/QĐ',
    });
    await expectRefused(
      api,
      { ask: () => ask(more), unchanged: path },
      { status: 422, code: 'later-fact-impossible', rule: 'R12', figures },
    );
  });

  test('refuses a signing after the disbursement; the day itself is taken', async () => {
    const { path, ask, correct } = await disbursed();
    await expectRefused(
      api,
      { ask: () => ask({ signedOn: '2023-03-26' }), unchanged: path },
      {
        status: 422,
        code: 'later-fact-impossible',
        figures: { what: 'disbursement', on: '2023-03-25' },
      },
    );
    const corrected = await correct({ signedOn: '2023-03-25' });
    expect(corrected).toMatchObject({ signedOn: '2023-03-25', effectiveOn: '2023-03-25' });
  });

  test.each<[string, object, { status: number; code: string; [more: string]: unknown }]>([
    [
      'a rate above the cap',
      { ratePercent: '20.1' },
      { status: 422, code: 'rate-above-cap', rule: 'R7' },
    ],
    [
      'a schedule that does not sum to the principal',
      {
        principalSchedule: {
          kind: 'custom',
          instalments: [{ dueOn: '2024-03-25', principal: '1' }],
        },
      },
      { status: 422, code: 'schedule-sum', rule: 'R4' },
    ],
    ['no reason', { reason: undefined }, { status: 400, code: 'validation' }],
    [
      'a cooperative that is not there',
      { cooperativeId: randomUUID() },
      { status: 404, code: 'not-found' },
    ],
  ])('refuses %s', async (_, more, problem) => {
    const { path, ask } = await entered();
    await expectRefused(api, { ask: () => ask(more), unchanged: path }, problem);
  });

  test('gives the loan to another borrower, but not while a case names it (R26)', async () => {
    const other = (await api.fund.add('/v1/cooperatives', cooperativeBody({ name: 'Bên B' }))).id;
    const free = await disbursed();
    const moved = await free.correct({ cooperativeId: other });
    expect(moved).toMatchObject({ cooperativeId: other, cooperativeName: 'Bên B' });
    const { data } = await api.fund.read(`/v1/loans?cooperativeId=${other}`);
    expect(data).toMatchObject([{ id: free.id, standing: 'overdue' }]);
    const sued = await disbursed();
    const { id: caseId } = await file(sued.id);
    await expectRefused(
      api,
      { ask: () => sued.ask({ cooperativeId: other }), unchanged: sued.path },
      { status: 422, code: 'other-borrower', rule: 'R26', figures: { loanId: sued.id, caseId } },
    );
    expect(await sued.correct({ ratePercent: '7.3' })).toMatchObject({ cooperativeId });
  });

  test('is carried out once per key, and not for another fund’s loan', async () => {
    const { path, body } = await entered();
    const key = { 'idempotency-key': randomUUID() };
    const corrected = { ...body, ...REASON, ratePercent: '7.3' };
    const first = await api.fund.post(`${path}/correction`, corrected, key);
    const second = await api.fund.post(`${path}/correction`, corrected, key);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(second.headers['idempotent-replayed']).toBe('true');
    for (const act of ['correction', 'void']) {
      const foreign = await api.other.post(`${path}/${act}`, act === 'void' ? REASON : corrected);
      expect([act, foreign.status, foreign.body.code]).toEqual([act, 404, 'not-found']);
    }
  });
});

describe('POST /v1/loans/{id}/void', () => {
  test('takes a contract away for now, frees its number, and is itself known only from then on', async () => {
    const { id, path, body, ask } = await entered();
    const then = await api.fund.read(path);
    const list = `/v1/loans?contractNumber=${body.contractNumber}`;
    const { knownAt } = await api.fund.read('/v1/fund');
    const reversal = await api.fund.add(`${path}/void`, { reason: 'Nhập trùng' });
    expect(reversal).toEqual({
      id: expect.any(String),
      reversedId: id,
      reason: 'Nhập trùng',
      affects: [],
      effectiveOn: '2023-03-20',
      recordedAt: expect.any(String),
      recordedBy: 'Giám đốc',
    });
    expect((await api.fund.read(list)).data).toEqual([]);
    for (const part of ['', '/position', '/schedule', '/disbursements', '/recovery-plan']) {
      expect([part, (await api.fund.get(`${path}${part}`)).status]).toEqual([part, 404]);
    }
    const acts: [string, () => Promise<Answer>][] = [
      ['voided again', () => api.fund.post(`${path}/void`, { reason: 'Nữa' })],
      ['corrected', () => ask({})],
      ['lent', () => api.fund.post(`${path}/disbursements`, payment('1', '2023-03-25'))],
    ];
    for (const [act, asked] of acts) {
      const answer = await asked();
      expect([act, answer.status, answer.body.code]).toEqual([act, 404, 'not-found']);
    }
    const again = await entered({ contractNumber: body.contractNumber });
    expect((await api.fund.read(list)).data).toMatchObject([{ id: again.id }]);
    expect(await api.fund.read(`${path}?knownAt=${knownAt}`)).toEqual(then);
    expect((await api.fund.read(`${list}&knownAt=${knownAt}`)).data).toMatchObject([{ id }]);
    expect((await api.fund.get(`${path}?knownAt=${reversal.recordedAt}`)).status).toBe(404);
  });

  const decision = { decisionNumber: '2/QĐ' };

  test.each<[string, (path: string) => Promise<Json>, (id: string) => string]>([
    [
      'disbursement',
      (path) => api.fund.add(`${path}/disbursements`, payment('1', '2023-03-25')),
      (id) => `/v1/disbursements/${id}/reversal`,
    ],
    [
      'rate change',
      (path) =>
        api.fund.add(`${path}/rate-changes`, {
          ...decision,
          effectiveOn: '2023-04-01',
          ratePercent: '6',
        }),
      (id) => `/v1/rate-changes/${id}/reversal`,
    ],
    [
      'freeze',
      (path) => api.fund.add(`${path}/freezes`, { ...decision, from: '2023-04-01' }),
      (id) => `/v1/freezes/${id}/reversal`,
    ],
  ])('is refused while a %s stands, and done once it is reversed', async (what, act, reversal) => {
    const { path } = await entered();
    const { id } = await act(path);
    await expectRefused(
      api,
      { ask: () => api.fund.post(`${path}/void`, { reason: 'Nhầm' }), unchanged: path },
      { status: 409, code: 'facts-stand', figures: { what } },
    );
    await api.fund.add(reversal(id), { reason: 'Nhầm' });
    await api.fund.add(`${path}/void`, { reason: 'Nhầm' });
  });

  test('is refused while a recovery plan or a case names it; an ended plan does not count', async () => {
    const { id, path } = await entered();
    const refused = (what: string) =>
      expectRefused(
        api,
        { ask: () => api.fund.post(`${path}/void`, { reason: 'Nhầm' }), unchanged: path },
        { status: 409, code: 'facts-stand', figures: { what } },
      );
    const plan = { entries: [{ expectedOn: '2024-06-28', principal: '1' }] };
    await api.fund.put(`${path}/recovery-plan`, plan);
    await refused('recovery plan');
    await api.fund.put(`${path}/recovery-plan`, { entries: [] });
    await file(id);
    await refused('litigation case');
    const ended = await entered();
    await api.fund.put(`${ended.path}/recovery-plan`, plan);
    await api.fund.put(`${ended.path}/recovery-plan`, { entries: [] });
    await api.fund.add(`${ended.path}/void`, { reason: 'Nhầm' });
  });

  test('needs a reason', async () => {
    const { path } = await entered();
    for (const body of [{}, { reason: ' ' }]) {
      const errors = [{ pointer: '/reason', message: expect.any(String) }];
      await expectRefused(
        api,
        { ask: () => api.fund.post(`${path}/void`, body), unchanged: path },
        { status: 400, code: 'validation', errors },
      );
    }
  });
});
