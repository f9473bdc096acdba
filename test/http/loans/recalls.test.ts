import {
  contribute,
  decisionOnly,
  expectRefused,
  lend,
  payment,
  startApi,
  type Api,
} from '../../support/api.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund, '50000000000');
});

afterAll(() => api.close());

const RECALL = { decisionNumber: '06/QĐ-QHT', decidedOn: '2023-05-18', deadline: '2023-08-31' };

const WITHDRAWAL = { decisionNumber: '09/QĐ-QHT', decidedOn: '2023-09-10' };

describe('POST /v1/loans/{id}/recalls', () => {
  test('lets all principal fall due on the deadline; the loan stays in term until it has passed', async () => {
    const { path, loanId } = await lend(api.fund);
    const why = { ground: 'Sử dụng vốn sai mục đích' };
    const recall = await api.fund.add(`${path}/recalls`, { ...RECALL, ...why });
    expect(recall).toMatchObject({ ...RECALL, ...why, loanId, reversedAt: null, withdrawal: null });
    expect(recall.effectiveOn).toBe('2023-05-18');
    expect((await api.fund.read(`${path}/recalls`)).data).toEqual([decisionOnly(recall)]);
    expect(recall.positionBefore).toMatchObject({ asOf: '2023-05-18', standing: 'in_term' });
    expect(recall.positionAfter).toEqual({
      ...recall.positionBefore,
      knownAt: recall.recordedAt,
    });
    const { instalments } = await api.fund.read(`${path}/schedule?asOf=2023-06-01`);
    expect(instalments).toMatchObject([
      { number: 1, dueOn: '2023-06-25', principal: '50000000' },
      { number: 2, dueOn: '2023-08-31', payableBy: '2023-08-31', principal: '150000000' },
    ]);
    await api.fund.add(`${path}/repayments`, payment('53363287', '2023-06-26'));
    const standing = async (asOf: string) => {
      const at = await api.fund.read(`${path}/position?asOf=${asOf}`);
      return [at.standing, at.principal.overdue, at.daysPastDue];
    };
    expect(await standing('2023-08-31')).toEqual(['in_term', '0', 0]);
    expect(await standing('2023-09-01')).toEqual(['overdue', '150000000', 1]);
  });

  test('may be decided for a later day than today', async () => {
    const { path } = await lend(api.fund, {
      principalSchedule: { kind: 'bullet', dueOn: '2025-03-25' },
    });
    const later = { ...RECALL, decidedOn: '2024-05-01', deadline: '2024-06-28' };
    expect(await api.fund.add(`${path}/recalls`, later)).toMatchObject(later);
  });

  test('refuses a deadline before the decision, a decision before signing, and one about nothing', async () => {
    const { path } = await lend(api.fund);
    const refused = (body: object, problem: { status: number; code: string; figures?: object }) =>
      expectRefused(
        api,
        { ask: () => api.fund.post(`${path}/recalls`, body), unchanged: `${path}/recalls` },
        problem,
      );
    await refused(
      { ...RECALL, deadline: '2023-05-17' },
      {
        status: 422,
        code: 'deadline-before-decision',
        figures: { deadline: '2023-05-17', decidedOn: '2023-05-18' },
      },
    );
    await refused({ ...RECALL, decidedOn: '2023-03-19' }, { status: 422, code: 'before-contract' });
    const nothing = { status: 422, code: 'nothing-outstanding' };
    await refused({ ...RECALL, decidedOn: '2023-03-24' }, nothing);
    // Paid off on 10/7 (see repayments.test.ts): nothing to recall from that day on.
    await api.fund.add(`${path}/repayments`, payment('203932876', '2023-07-10'));
    await refused({ ...RECALL, decidedOn: '2023-07-10' }, nothing);
    await api.fund.add(`${path}/recalls`, { ...RECALL, decidedOn: '2023-07-09' });
  });
});

describe('POST /v1/recalls/{id}/withdrawal', () => {
  test('brings the dates of the contract back from its day on', async () => {
    const { path } = await lend(api.fund, {
      principalSchedule: { kind: 'bullet', dueOn: '2024-03-25' },
      interestSchedule: { every: 'half_year', firstDueOn: '2023-09-25' },
    });
    const recall = await api.fund.add(`${path}/recalls`, RECALL);
    const withdrawal = await api.fund.add(`/v1/recalls/${recall.id}/withdrawal`, WITHDRAWAL);
    expect(withdrawal).toMatchObject({ ...WITHDRAWAL, recallId: recall.id });
    expect((await api.fund.read(`${path}/recalls`)).data).toMatchObject([
      { id: recall.id, withdrawal: decisionOnly(withdrawal) },
    ]);
    const standing = async (asOf: string, known = '') =>
      (await api.fund.read(`${path}/position?asOf=${asOf}${known}`)).standing;
    expect(await standing('2023-09-09')).toBe('overdue');
    // Overdue for interest that fell due on the deadline, no more for principal.
    const after = await api.fund.read(`${path}/position?asOf=2023-09-10`);
    expect(after.principal).toMatchObject({ overdue: '0', inTerm: '200000000' });
    // Ten days (31/8 – 10/9) of overdue interest stay: 200 m × 9.9 × 10 / 36500 = 542,465.75.
    expect(after.overdueInterest).toMatchObject({ accrued: '542466', owed: '542466' });
    expect(await standing('2023-09-10', `&knownAt=${recall.recordedAt}`)).toBe('overdue');
    const known = await api.fund.read(
      `${path}/position?asOf=2023-09-10&knownAt=${recall.recordedAt}`,
    );
    expect(known.principal.overdue).toBe('200000000');
  });

  test('is refused a second time, before the recall, and of a reversed recall', async () => {
    const { path } = await lend(api.fund);
    const recall = await api.fund.add(`${path}/recalls`, RECALL);
    const address = `/v1/recalls/${recall.id}/withdrawal`;
    const refused = (body: object, problem: { status: number; code: string; figures?: object }) =>
      expectRefused(
        api,
        { ask: () => api.fund.post(address, body), unchanged: `${path}/recalls` },
        problem,
      );
    await refused(
      { ...WITHDRAWAL, decidedOn: '2023-05-17' },
      {
        status: 422,
        code: 'withdrawal-before-recall',
        figures: { decidedOn: '2023-05-17', recalledOn: '2023-05-18' },
      },
    );
    await api.fund.add(address, WITHDRAWAL);
    await refused(WITHDRAWAL, { status: 409, code: 'already-withdrawn', figures: WITHDRAWAL });
    const wrong = await api.fund.add(`${path}/recalls`, RECALL);
    await api.fund.add(`/v1/recalls/${wrong.id}/reversal`, { reason: 'Nhầm hợp đồng' });
    await expectRefused(
      api,
      {
        ask: () => api.fund.post(`/v1/recalls/${wrong.id}/withdrawal`, WITHDRAWAL),
        unchanged: `${path}/recalls`,
      },
      { status: 409, code: 'already-reversed', rule: 'R12' },
    );
  });
});

describe('PUT /v1/loans/{id}/recovery-plan', () => {
  test('puts a plan in place of the last one, told apart by ETags; an empty one ends it', async () => {
    const { path, loanId } = await lend(api.fund);
    const plan = `${path}/recovery-plan`;
    const none = await api.fund.get(plan);
    expect(none.body).toEqual({ loanId, entries: [], recordedAt: null, recordedBy: null });
    const entries = [
      { expectedOn: '2024-09-20', principal: '20000000', ground: 'cam kết trả nợ của HTX' },
      { expectedOn: '2024-12-20', principal: '30000000', ground: null },
    ];
    const body = { entries: [entries[0], { expectedOn: '2024-12-20', principal: '30000000' }] };
    const seen = { 'if-match': String(none.headers['etag']) };
    const put = await api.fund.put(plan, body, seen);
    expect(put.status).toBe(200);
    expect(put.body).toMatchObject({ loanId, entries });
    expect((await api.fund.get(plan)).headers['etag']).toBe(put.headers['etag']);
    await expectRefused(
      api,
      { ask: () => api.fund.put(plan, { entries: [] }, seen), unchanged: plan },
      { status: 412, code: 'stale-version' },
    );
    // It takes the place of the schedule in the projection, and its end gives that back.
    const expected = async (known = '') => {
      const section = await api.fund.read(`/v1/reports/fund-section?asOf=2024-03-31${known}`);
      return section.projectedYearEnd.expectedReceipts
        .filter((each: { loanId: string }) => each.loanId === loanId)
        .map((each: { expectedOn: string; principal: string; ground: string }) => [
          each.expectedOn,
          each.principal,
          each.ground,
        ]);
    };
    const planned = [
      ['2024-09-20', '20000000', 'recovery_plan'],
      ['2024-12-20', '30000000', 'recovery_plan'],
    ];
    expect(await expected()).toEqual(planned);
    const ended = await api.fund.put(
      plan,
      { entries: [] },
      { 'if-match': String(put.headers['etag']) },
    );
    expect(ended.body.entries).toEqual([]);
    expect(await expected()).toEqual([]); // overdue without a plan
    expect(await expected(`&knownAt=${put.body.recordedAt}`)).toEqual(planned);
  });
});
