import {
  contribute,
  lend,
  payment,
  startApi,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';
import { getFile, readWorkbook, ROWS_ABOVE } from '../../support/workbooks.ts';

let api: Api;
let fund: Client;
let loanId: string;
let loanPath: string;
let borrowerId: string;

beforeAll(async () => {
  // Today is 31 March 2024.
  api = await startApi();
});

afterAll(() => api.close());

const BULLET = {
  principalSchedule: { kind: 'bullet', dueOn: '2023-06-26' },
  interestSchedule: { every: 'maturity' },
};

// A fund with one loan of 200 m, lent on 25 March 2023 and due on Monday 26 June: on 30 September it is 96
// days past due, group 4 (50%), on 31 December 188 days, group 5 (100%).
beforeEach(async () => {
  fund = await api.addFund();
  await contribute(fund);
  const lent = await lend(fund, BULLET);
  [loanId, borrowerId, loanPath] = [lent.loanId, lent.cooperativeId, lent.path];
});

const OWNER = {
  name: 'Hoàng Văn Thái',
  identityNumber: '020085001234',
  address: 'Thôn Nà Pàn, xã Điềm He',
  phone: '0912 345 678',
};

const valued = (valuedOn: string, value: string) => ({
  valuedOn,
  value,
  basis: 'Biên bản định giá số 03/BB-QHT',
});

const landBody = (more: object = {}) => ({
  owner: OWNER,
  kind: 'real_estate',
  description: 'Quyền sử dụng đất thửa 112, tờ bản đồ 15',
  documentNumber: 'CS 04512/LS',
  valuations: [valued('2023-03-20', '240000000')],
  secures: [{ loanId }],
  ...more,
});

const land = (more: object = {}): Promise<Json> => fund.add('/v1/collaterals', landBody(more));

/** The row of the loan in the classification of a day. */
async function row(asOf: string, knownAt?: string): Promise<Json> {
  const known = knownAt === undefined ? '' : `&knownAt=${knownAt}`;
  const report = await fund.read(`/v1/reports/debt-classification?asOf=${asOf}${known}`);
  return report.rows.find((each: Json) => each.loanId === loanId);
}

/** What is deducted on a day, and what is provided: `deducted specific`. */
async function provided(asOf: string, knownAt?: string): Promise<string> {
  const { collateralDeductible, specificProvision } = await row(asOf, knownAt);
  return `${collateralDeductible} ${specificProvision}`;
}

// R41
describe('an asset that secures a loan', () => {
  test('is entered with its owner and its value, and lowers the specific provision', async () => {
    const before = (await fund.read('/v1/fund')).knownAt;
    // 50% of 200 m without collateral
    expect(await provided('2023-09-30')).toBe('0 100000000');
    const answer = await fund.post('/v1/collaterals', landBody());
    expect(answer.status).toBe(201);
    const asset = answer.body;
    expect(answer.headers['location']).toBe(`/v1/collaterals/${asset.id}`);
    expect(asset).toMatchObject({
      state: 'in_force',
      effectiveOn: '2023-03-20',
      ownerCooperativeId: null,
      ownerName: 'Hoàng Văn Thái',
      ownerIsBorrower: false,
      owner: { ...OWNER, identityNumber: '020•••••••34' },
      valuedOn: '2023-03-20',
      value: '240000000',
      percent: '50',
      deductible: '120000000',
      deducted: '120000000',
      mayBeSoldFrom: null,
      countsUntil: null,
      ground: 'counted',
    });
    expect(asset.secures).toMatchObject([{ loanId, upTo: null, share: '120000000' }]);
    // 50% × 240 m = 120 m; 50% × (200 − 120) = 40 m
    expect(await row('2023-09-30')).toMatchObject({
      collateral: '120000000',
      collateralDeductible: '120000000',
      uncoveredPrincipal: '80000000',
      specificProvisionPercent: '50',
      specificProvision: '40000000',
      collaterals: [
        {
          collateralId: asset.id,
          kind: 'real_estate',
          valuedOn: '2023-03-20',
          value: '240000000',
          percent: '50',
          deductible: '120000000',
          allotted: '120000000',
          share: '120000000',
          ground: 'counted',
        },
      ],
    });
    // What was known before is answered as before.
    expect(await provided('2023-09-30', before)).toBe('0 100000000');
    expect((await fund.read('/v1/ledger/verification')).differences).toEqual([]);
  });

  test('may be the borrower’s own, and must be somebody’s alone', async () => {
    const own = await land({ owner: undefined, ownerCooperativeId: borrowerId });
    expect(own).toMatchObject({ ownerIsBorrower: true, ownerName: 'HTX Xuân Mai' });
    for (const more of [{ ownerCooperativeId: borrowerId }, { owner: undefined }]) {
      const { status, body } = await fund.post('/v1/collaterals', landBody(more));
      expect([status, body.errors[0].pointer]).toEqual([400, '/owner']);
    }
  });

  test('is refused with a loan or owner of another fund, a loan named twice, a day valued twice', async () => {
    await contribute(api.other);
    const other = await lend(api.other, BULLET);
    const twice = [{ loanId }, { loanId, upTo: '1' }];
    const days = [valued('2023-03-20', '1'), valued('2023-03-20', '2')];
    for (const [more, pointer] of [
      [{ secures: [{ loanId: other.loanId }] }, '/secures/0/loanId'],
      [{ owner: undefined, ownerCooperativeId: other.cooperativeId }, '/ownerCooperativeId'],
      [{ secures: twice }, '/secures/1/loanId'],
      [{ valuations: days }, '/valuations/1/valuedOn'],
    ] as const) {
      const { status, body } = await fund.post('/v1/collaterals', landBody(more));
      expect([status, body.errors[0].pointer]).toEqual([400, pointer]);
    }
    const tomorrow = { valuations: [valued('2024-04-01', '1')] };
    expect((await fund.post('/v1/collaterals', landBody(tomorrow))).body.code).toBe(
      'dated-in-future',
    );
  });

  test('is warned of where another has the same document', async () => {
    expect((await land()).warnings).toBeUndefined();
    const { warnings } = await land({ description: 'Thửa 112' });
    expect(warnings).toMatchObject([
      { code: 'collateral-document-known', figures: { documentNumber: 'CS 04512/LS' } },
    ]);
  });
});

describe('a new valuation', () => {
  test('counts from its day on; of a day there is one', async () => {
    const { id } = await land();
    const path = `/v1/collaterals/${id}/valuations`;
    const added = await fund.add(path, valued('2023-10-01', '200000000'));
    expect(added).toMatchObject({ valuedOn: '2023-10-01', effectiveOn: '2023-10-01' });
    // 50% × (200 − 120); from October on 200 − 50% × 200 = 100 m, of group 5 all in December
    expect(await provided('2023-09-30')).toBe('120000000 40000000');
    expect(await provided('2023-12-31')).toBe('100000000 100000000');
    const again = await fund.post(path, valued('2023-10-01', '190000000'));
    expect(again.body).toMatchObject({ status: 409, code: 'duplicate', rule: 'R41' });
    await fund.add(`/v1/collateral-valuations/${added.id}/reversal`, { reason: 'Nhập nhầm' });
    // Group 5: 200 − 120
    expect(await provided('2023-12-31')).toBe('120000000 80000000');
    await fund.add(path, valued('2023-10-01', '190000000'));
    expect(await provided('2023-12-31')).toBe('95000000 105000000');
  });
});

describe('PUT /v1/collaterals/{id}', () => {
  const put = (id: string, more: object, headers: Record<string, string> = {}) =>
    fund.put(`/v1/collaterals/${id}`, { ...landBody(), reason: 'Sửa', ...more }, headers);

  test('with a day is a change that counts from then: a bound, the right to sell', async () => {
    const { id } = await land();
    const bound = { secures: [{ loanId, upTo: '50000000' }], effectiveOn: '2023-10-01' };
    expect((await put(id, bound)).status).toBe(200);
    expect(await provided('2023-09-30')).toBe('120000000 40000000');
    expect(await provided('2023-12-31')).toBe('50000000 150000000');
    // The right of 30 June 2021 is two years old on 30 June 2023.
    const sold = { ...bound, mayBeSoldFrom: '2021-06-30', effectiveOn: '2024-01-01' };
    const changed = (await put(id, sold)).body;
    expect(changed).toMatchObject({ ground: 'right_to_sell_too_old', countsUntil: '2023-06-30' });
    expect(await provided('2023-12-31')).toBe('50000000 150000000');
    expect(await provided('2024-01-01')).toBe('0 200000000');
    // A change that was wrong is reversed: what counted before counts again.
    const last = changed.versions.at(-1);
    await fund.add(`/v1/collateral-changes/${last.id}/reversal`, { reason: 'Nhập nhầm' });
    expect(await provided('2024-01-01')).toBe('50000000 150000000');
  });

  test('without a day is a correction for all days, and one of particulars leaves the terms', async () => {
    const { id } = await land();
    await put(id, { secures: [{ loanId, upTo: '50000000' }], effectiveOn: '2023-10-01' });
    const named = { ...OWNER, phone: '0987 654 321' };
    const corrected = await put(id, { owner: named, secures: [{ loanId, upTo: '50000000' }] });
    expect(corrected.body.owner).toEqual({ ...named, identityNumber: '020•••••••34' });
    expect((await fund.read(`/v1/collaterals/${id}`)).owner).toEqual(named);
    expect(await provided('2023-09-30')).toBe('120000000 40000000');
    // A truck that was entered as land: for all days. 30% × 240 = 72; 50% × 128
    await put(id, { kind: 'vehicle' });
    expect(await provided('2023-09-30')).toBe('72000000 64000000');
  });

  test('records the valuations that it adds, and reverses those that it leaves out', async () => {
    const { id } = await land();
    const anew = [valued('2023-03-20', '240000000'), valued('2023-08-01', '100000000')];
    expect((await put(id, { valuations: anew })).body.valuations).toHaveLength(2);
    expect(await provided('2023-09-30')).toBe('50000000 75000000');
    const { body } = await put(id, { valuations: anew.slice(0, 1) });
    expect(body.valuations.map((each: Json) => each.reversedAt === null)).toEqual([true, false]);
    expect(await provided('2023-09-30')).toBe('120000000 40000000');
  });

  test('of another version than the last is refused, and the same again records nothing', async () => {
    const { id } = await land();
    const { headers } = await fund.get(`/v1/collaterals/${id}`);
    const seen = String(headers['etag']);
    const count = async () => (await fund.read('/v1/entries?limit=200')).data.length;
    const entries = await count();
    expect((await put(id, {}, { 'if-match': seen })).headers['etag']).toBe(seen);
    expect(await count()).toBe(entries);
    await fund.add(`/v1/collaterals/${id}/valuations`, valued('2023-10-01', '1'));
    expect((await put(id, {}, { 'if-match': seen })).status).toBe(412);
  });
});

describe('the release of an asset', () => {
  const release = (id: string, more: object = {}) =>
    fund.post(`/v1/collaterals/${id}/release`, {
      releasedOn: '2023-10-01',
      documentNumber: '15/TB-QHT',
      ...more,
    });

  test('leaves nothing of it from its day on, and warns of what is still owed', async () => {
    const { id } = await land();
    const { status, body } = await release(id);
    expect(status).toBe(201);
    expect(body).toMatchObject({ releasedOn: '2023-10-01', documentNumber: '15/TB-QHT' });
    expect(body.warnings).toMatchObject([{ code: 'released-while-owed', rule: 'R41' }]);
    expect(await provided('2023-09-30')).toBe('120000000 40000000');
    expect(await provided('2023-12-31')).toBe('0 200000000');
    expect((await release(id)).body.code).toBe('already-released');
    expect((await fund.read(`/v1/collaterals/${id}`)).state).toBe('released');
    await fund.add(`/v1/collateral-releases/${body.id}/reversal`, { reason: 'Nhập nhầm' });
    expect(await provided('2023-12-31')).toBe('120000000 80000000');
  });

  test('warns of a valuation of a later day, whichever of both comes last, and takes it', async () => {
    const { id } = await land();
    const path = `/v1/collaterals/${id}`;
    const first = await release(id);
    const figures = {
      valuedOn: '2023-10-02',
      releasedOn: '2023-10-01',
      documentNumber: '15/TB-QHT',
    };
    const warning = { code: 'valued-after-release', rule: 'R41', figures };
    const onTheDay = await fund.add(`${path}/valuations`, valued('2023-10-01', '1'));
    expect(onTheDay.warnings).toBeUndefined();
    const later = await fund.add(`${path}/valuations`, valued('2023-10-02', '300000000'));
    expect(later.warnings).toMatchObject([warning]);
    expect(later.warnings[0].detail).toContain('released from 2023-10-01 on, by 15/TB-QHT');
    // It counts for nothing.
    expect(await provided('2023-12-31')).toBe('0 200000000');
    const valuations = [valued('2023-03-20', '240000000'), valued('2023-10-02', '300000000')];
    const body = { ...landBody(), valuations, reason: 'Sửa' };
    const vi = await fund.put(path, body, { 'accept-language': 'vi' });
    expect(vi.body.warnings).toMatchObject([warning]);
    expect(vi.body.warnings[0].detail).toContain(
      'định giá ngày 02/10/2023, nhưng đã giải chấp từ ngày 01/10/2023',
    );
    await fund.add(`/v1/collateral-releases/${first.body.id}/reversal`, { reason: 'Nhập nhầm' });
    const again = await fund.put(path, { ...body, description: 'Thửa 112' });
    expect(again.body.warnings).toBeUndefined();
    // The release last: of what is still owed, and of the valuation of the day after.
    const { warnings } = (await release(id)).body;
    expect(warnings).toMatchObject([{ code: 'released-while-owed' }, warning]);
  });

  test('is proposed once the loans are settled', async () => {
    const { id } = await land();
    expect((await fund.read('/v1/collaterals?state=to_be_released')).data).toEqual([]);
    const { payoff } = await fund.read(`${loanPath}/payoff?on=2024-03-01`);
    await fund.add(`${loanPath}/repayments`, payment(payoff, '2024-03-01'));
    const { data } = await fund.read('/v1/collaterals?state=to_be_released');
    expect(data).toMatchObject([{ id, deducted: '0' }]);
    // On the day before it was settled nothing is to be released yet.
    const before = await fund.read('/v1/collaterals?state=to_be_released&asOf=2024-02-29');
    expect(before.data).toEqual([]);
    expect((await release(id, { releasedOn: '2024-03-31' })).body.warnings).toBeUndefined();
  });
});

describe('a closed quarter', () => {
  const BOOKED = { bookedOn: '2024-01-10', reason: 'Nhập bổ sung sổ tài sản bảo đảm' };

  beforeEach(() => fund.add('/v1/periods/2023-Q4/closing', { through: true }));

  test('keeps its provisions: an asset of its days is booked later, or counts from later on', async () => {
    expect((await fund.post('/v1/collaterals', landBody())).body.code).toBe('period-closed');
    const late = await land(BOOKED);
    expect(late).toMatchObject({ effectiveOn: '2023-03-20', ...BOOKED });
    expect(late.valuations).toMatchObject([{ valuedOn: '2023-03-20', ...BOOKED }]);
    expect(await provided('2023-12-31')).toBe('0 200000000');
    expect(await provided('2024-01-09')).toBe('0 200000000');
    expect(await provided('2024-01-10')).toBe('120000000 80000000');
    await fund.add(`/v1/collaterals/${late.id}/reversal`, {
      reason: 'Nhập trùng',
    });
    expect(await provided('2024-01-10')).toBe('0 200000000');
    // One that secures the loan from an open day on takes its old value along.
    const now = await land({ effectiveOn: '2024-01-01' });
    expect(now.valuations).toMatchObject([{ valuedOn: '2023-03-20', effectiveOn: '2024-01-01' }]);
    expect(await provided('2024-01-01')).toBe('120000000 80000000');
    expect((await fund.read('/v1/ledger/verification')).differences).toEqual([]);
  });

  test('refuses a valuation, a change and a release of its days without a later booking', async () => {
    const { id } = await land(BOOKED);
    const path = `/v1/collaterals/${id}`;
    const asked = { releasedOn: '2023-12-31', documentNumber: '15/TB-QHT' };
    const refused = [
      await fund.post(`${path}/valuations`, valued('2023-12-01', '1')),
      await fund.post(`${path}/release`, asked),
      await fund.put(path, { ...landBody({ kind: 'other' }), reason: 'Sửa' }),
    ];
    expect(refused.map(({ body }) => body.code)).toEqual(Array(3).fill('period-closed'));
    await fund.add(`${path}/valuations`, { ...valued('2023-12-01', '200000000'), ...BOOKED });
    expect(await provided('2023-12-31')).toBe('0 200000000');
    expect(await provided('2024-01-10')).toBe('100000000 100000000');
    const open = await fund.post(`${path}/valuations`, {
      ...valued('2024-02-01', '1'),
      ...BOOKED,
      bookedOn: '2024-02-02',
    });
    expect(open.body.code).toBe('booked-later-on-open-day');
  });
});

describe('GET /v1/collaterals', () => {
  test('filters, adds up, and has no identity numbers; as CSV too', async () => {
    const deposit = {
      owner: undefined,
      ownerCooperativeId: borrowerId,
      kind: 'deposit',
      description: 'Sổ tiền gửi số 01',
      documentNumber: undefined,
      valuations: [valued('2023-04-03', '30000000')],
    };
    await land();
    await land(deposit);
    const ask = async (query: string) =>
      (await fund.read(`/v1/collaterals?${query}`)).data.map((each: Json) => each.kind);
    expect(await ask('')).toEqual(['real_estate', 'deposit']);
    expect(await ask('kind=deposit')).toEqual(['deposit']);
    expect(await ask('ofOthers=true')).toEqual(['real_estate']);
    expect(await ask(`loanId=${loanId}`)).toHaveLength(2);
    expect(await ask(`cooperativeId=${borrowerId}`)).toHaveLength(2);
    expect(await ask('q=thua 112')).toEqual(['real_estate']);
    expect(await ask('q=hoang thai')).toEqual(['real_estate']);
    expect(await ask('asOf=2023-04-02')).toEqual(['real_estate', 'deposit']);
    expect(await ask('state=not_yet&asOf=2023-04-02')).toEqual(['deposit']);
    const { totals, data } = await fund.read('/v1/collaterals?totals=true&limit=1');
    // 240 + 30; 120 + 30
    expect(totals).toEqual({
      count: 2,
      value: '270000000',
      deductible: '150000000',
      deducted: '150000000',
    });
    expect(data).toHaveLength(1);
    const csv = await fund.get('/v1/collaterals?format=csv');
    expect(csv.text).toContain('Hoàng Văn Thái');
    for (const { text } of [csv, await fund.get('/v1/collaterals')]) {
      expect(text).not.toContain(OWNER.identityNumber);
    }
  });
});

test('the trail tells of an asset what was entered, changed, valued and released', async () => {
  const { id } = await land();
  await fund.add(`/v1/collaterals/${id}/valuations`, valued('2023-10-01', '200000000'));
  await fund.put(`/v1/collaterals/${id}`, { ...landBody({ kind: 'other' }), reason: 'Nhầm loại' });
  const release = { releasedOn: '2024-01-01', documentNumber: '15/TB-QHT' };
  await fund.add(`/v1/collaterals/${id}/release`, release);
  const { data } = await fund.read(`/v1/audit-events?subject=${id}`);
  expect(data.map((each: Json) => each.act)).toEqual(
    expect.arrayContaining([
      'collateral',
      'collateral_valuation',
      'collateral_change',
      'collateral_release',
    ]),
  );
});

describe('papers and the case', () => {
  const DAY = '2024-03-15';

  test('a notice goes to the owner of the asset too, whose copy is handed over by itself', async () => {
    const { id } = await land();
    const own = { owner: undefined, ownerCooperativeId: borrowerId, description: 'Máy cày' };
    const ofBorrower = await land({ ...own, kind: 'machinery', documentNumber: undefined });
    const asked = { issuedOn: DAY, payBy: '2024-03-29' };
    const notice = await fund.add(`${loanPath}/overdue-notices`, asked);
    // The owner stands before the file of the fund; the borrower is the addressee already.
    expect(notice.content.letter.recipients).toEqual([
      'Như trên',
      'Hoàng Văn Thái (bên bảo đảm)',
      'Lưu: VT',
    ]);
    const deliveries = `/v1/notices/${notice.id}/deliveries`;
    const posted = { kind: 'posted', deliveredOn: DAY, proofNumber: 'RA01' };
    expect(await fund.add(deliveries, { ...posted, collateralId: id })).toMatchObject({
      collateralId: id,
    });
    // A copy is not the notice itself.
    expect((await fund.read('/v1/notices')).data).toMatchObject([{ delivered: false }]);
    await fund.add(deliveries, posted);
    expect((await fund.read('/v1/notices')).data).toMatchObject([{ delivered: true }]);
    await contribute(fund);
    const { loanId: unsecured } = await lend(fund, BULLET);
    const other = await land({ secures: [{ loanId: unsecured }] });
    const wrong = await fund.post(deliveries, { ...posted, collateralId: other.id });
    expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([400, '/collateralId']);
    expect(ofBorrower.ownerIsBorrower).toBe(true);
  });

  test('without collateral a notice has the recipients that it had', async () => {
    const asked = { issuedOn: DAY, payBy: '2024-03-29' };
    const notice = await fund.add(`${loanPath}/overdue-notices`, asked);
    expect(notice.content.letter.recipients).toEqual([]);
  });

  test('a case, its claim and its request for enforcement name what secures the loans', async () => {
    const { id } = await land();
    const filed = await fund.add('/v1/litigation-cases', {
      cooperativeId: borrowerId,
      loanIds: [loanId],
      court: 'Tòa án nhân dân khu vực 1 - Lạng Sơn',
      docketType: 'civil',
      filedOn: '2024-03-01',
      claim: {
        principal: '200000000',
        inTermInterest: '0',
        overdueInterest: '0',
        lateInterest: '0',
      },
    });
    const path = `/v1/litigation-cases/${filed.id}`;
    const stages = [
      ['fee_advance_paid', '2024-03-04'],
      ['accepted', '2024-03-05'],
      ['settlement_recognised', '2024-03-28'],
    ];
    for (const [stage, occurredOn] of stages) {
      await fund.add(`${path}/stages`, { stage, occurredOn });
    }
    const request = `${path}/enforcement-request`;
    const { text } = await fund.get(`${request}?format=text`);
    expect(text).toContain('Quyền sử dụng đất thửa 112, tờ bản đồ 15 (bất động sản)');
    expect(text).toContain('được ưu tiên thanh toán cho Quỹ là bên nhận bảo đảm');
    for (const address of [path, `${path}/claim`, request]) {
      const { collaterals } = await fund.read(address);
      expect(collaterals).toEqual([
        {
          collateralId: id,
          kind: 'real_estate',
          description: 'Quyền sử dụng đất thửa 112, tờ bản đồ 15',
          documentNumber: 'CS 04512/LS',
          ownerName: 'Hoàng Văn Thái',
          ownerIsBorrower: false,
          value: '240000000',
          mayBeSoldFrom: null,
          loanIds: [loanId],
        },
      ]);
    }
  });

  test('deadlines tell until when it is deducted, and when it is to be valued anew', async () => {
    const { id } = await land({ mayBeSoldFrom: '2023-07-15' });
    await fund.add('/v1/policies', {
      name: 'collateralValuationMonths',
      effectiveOn: '2024-01-01',
      value: 12,
      sourceDocument: 'Quy chế số 07/QC-QHT',
    });
    const rows = async (query: string) =>
      (await fund.read(`/v1/deadlines?${query}`)).data
        .filter((each: Json) => each.collateralId !== null)
        .map((each: Json) => [each.kind, each.dueOn, each.lapsed, each.since, each.law].join(' '));
    const end =
      'collateral_deduction_end 2025-07-15 false 2023-07-15 Nghị định 86/2024/NĐ-CP, Điều 4 khoản 5';
    expect(await rows('asOf=2023-12-31&until=2026-12-31')).toEqual([end]);
    // Twelve months from the valuation of 20 March 2023, by the policy of 1 January 2024
    expect(await rows('asOf=2024-03-31&until=2026-12-31')).toEqual([
      'collateral_valuation 2024-03-20 true 2023-03-20 Quy chế số 07/QC-QHT',
      end,
    ]);
    const asked = 'asOf=2024-03-31&kind=collateral_valuation';
    expect((await fund.read(`/v1/deadlines?${asked}`)).data).toMatchObject([
      {
        ground: 'valuation',
        loanId,
        cooperativeId: borrowerId,
        collateralId: id,
        collateralDescription: 'Quyền sử dụng đất thửa 112, tờ bản đồ 15',
        amount: null,
      },
    ]);
    const { text } = await fund.get(`/v1/deadlines?${asked}&format=csv`);
    expect(text).toContain('collateral_valuation');
    expect(text).toContain(id);
  });

  test('the debt confirmation names the assets and the owners who get a copy, and nothing without any', async () => {
    const path = `${loanPath}/debt-confirmation?asOf=2023-09-30`;
    // The same number of a fact in every fund: only the instant differs.
    const plain = async () => {
      const { knownAt: _, ...figures } = await fund.read(path);
      return { figures, text: (await fund.get(`${path}&format=text`)).text };
    };
    const before = await plain();
    expect(before.text).not.toContain('bảo đảm');
    const { id } = await land();
    await land({
      owner: undefined,
      ownerCooperativeId: borrowerId,
      kind: 'vehicle',
      description: 'Máy cày Kubota',
      documentNumber: undefined,
    });
    const { figures, text } = await plain();
    const { collaterals, copiesTo, ...others } = figures;
    expect(others).toEqual(before.figures);
    expect(collaterals).toMatchObject([
      { collateralId: id, ownerName: 'Hoàng Văn Thái', documentNumber: 'CS 04512/LS' },
      { description: 'Máy cày Kubota', ownerIsBorrower: true },
    ]);
    // The borrower has its own copy.
    expect(copiesTo).toEqual(['Hoàng Văn Thái']);
    expect(text).toContain('Quyền sử dụng đất thửa 112, tờ bản đồ 15 (bất động sản)');
    expect(text).toContain('Máy cày Kubota (phương tiện vận tải)');
    expect(text).toContain('- Bên B;\n- Hoàng Văn Thái (bên bảo đảm).');
    await fund.add(`/v1/collaterals/${id}/release`, {
      releasedOn: '2023-09-30',
      documentNumber: '15/TB-QHT',
    });
    expect((await plain()).text).not.toContain('Hoàng Văn Thái');
  });

  test('a release has a letter to the owner, and none once it is reversed', async () => {
    const { id } = await land();
    const { payoff } = await fund.read(`${loanPath}/payoff?on=2024-03-01`);
    await fund.add(`${loanPath}/repayments`, payment(payoff, '2024-03-01'));
    const asked = { releasedOn: DAY, documentNumber: '15/TB-QHT' };
    const release = await fund.add(`/v1/collaterals/${id}/release`, asked);
    const letter = `/v1/collateral-releases/${release.id}/letter`;
    expect(await fund.read(letter)).toMatchObject({
      ...asked,
      owner: { name: 'Hoàng Văn Thái', address: 'Thôn Nà Pàn, xã Điềm He' },
      loans: [{ loanId, isSettled: true }],
    });
    const { text } = await fund.get(`${letter}?format=text`);
    expect(text).toContain('Số: 15/TB-QHT');
    expect(text).toContain('Kính gửi: Hoàng Văn Thái');
    expect(text).toContain('từ ngày 15/3/2024, tài sản sau đây không còn bảo đảm');
    expect(text).toContain('đã trả hết nợ');
    for (const format of ['pdf', 'docx']) {
      expect((await fund.get(`${letter}?format=${format}`)).status).toBe(200);
    }
    await fund.add(`/v1/collateral-releases/${release.id}/reversal`, { reason: 'Nhập nhầm' });
    expect((await fund.get(letter)).status).toBe(404);
  });

  test('the workbook of provisions has a sheet of what is deducted', async () => {
    await land();
    const file = '/v1/reports/debt-classification?asOf=2023-09-30&format=xlsx';
    const sheets = readWorkbook((await getFile(api, fund, file)).bytes);
    const assets = sheets.find(({ name }) => name === 'Tài sản bảo đảm');
    // The value, 50%, what may be deducted, and what counts for the loan
    expect(assets?.row(ROWS_ABOVE + 1).slice(4, 8)).toEqual([
      '240000000',
      '50',
      '120000000',
      '120000000',
    ]);
  });
});

describe('a classification that is kept', () => {
  const LATER = {
    valuedOn: '2023-09-01',
    value: '200000000',
    basis: 'Biên bản định giá số 09/BB-QHT',
  };

  test('has the assets as the report has them, and is compared asset by asset', async () => {
    const { id } = await land();
    const gone = await land({ description: 'Máy cày', kind: 'machinery' });
    const kept = await fund.add('/v1/kept-classifications', { asOf: '2023-09-30' });
    expect(kept.rows[0].collaterals).toEqual((await row('2023-09-30')).collaterals);

    const comparison = `/v1/kept-classifications/${kept.id}/comparison`;
    expect(await fund.read(comparison)).toMatchObject({ totals: [], rows: [] });
    // 50% of 200 m in place of 240 m; 30% of 240 m is taken away; 30% of 10 m comes first in the list.
    await fund.add(`/v1/collaterals/${id}/valuations`, LATER);
    const released = { releasedOn: '2023-09-30', documentNumber: '15/TB-QHT' };
    await fund.add(`/v1/collaterals/${gone.id}/release`, released);
    const added = await land({
      description: 'Ô tô tải',
      kind: 'vehicle',
      valuations: [valued('2023-03-20', '10000000')],
    });
    const { rows } = await fund.read(comparison);
    const told = rows
      .filter((each: Json) => each.field.startsWith('collateral'))
      .map((each: Json) => [each.field, each.kept, each.now]);
    const of = (asset: string, field: string) => `collaterals.${asset}.${field}`;
    expect(told.toSorted()).toEqual(
      [
        ['collateral', '192000000', '103000000'],
        ['collateralDeductible', '192000000', '103000000'],
        [of(id, 'valuedOn'), '2023-03-20', '2023-09-01'],
        [of(id, 'value'), '240000000', '200000000'],
        [of(id, 'deductible'), '120000000', '100000000'],
        [of(id, 'allotted'), '120000000', '100000000'],
        [of(id, 'share'), '120000000', '100000000'],
        [of(gone.id, 'share'), '72000000', null],
        [of(added.id, 'share'), null, '3000000'],
      ].toSorted(),
    );
  });

  test('says nothing of an owner either where it was kept with the whole asset', async () => {
    const { id } = await land();
    const kept = await fund.add('/v1/kept-classifications', { asOf: '2023-09-30' });
    const [share] = kept.rows[0].collaterals;
    const { ground, percent, countsUntil, deductible, allotted, share: counted, ...said } = share;
    const valuation = { valuedOn: said.valuedOn, value: said.value, basis: 'Biên bản 03' };
    const { description, kind } = said;
    const asset = {
      id,
      description,
      kind,
      owner: { cooperativeId: null, named: OWNER },
      valuation,
    };
    const figures = { ground, valuation, percent, countsUntil, amount: deductible };
    const before = [{ asset, deductible: figures, allotted, share: counted }];
    await api.database.asOwner(`set session_replication_role = replica;
      update kept_classification set rows = jsonb_set(rows::jsonb, '{0,collaterals}', '${JSON.stringify(before)}')
        where id = '${kept.id}';
      set session_replication_role = origin`);
    const url = `/v1/kept-classifications/${kept.id}`;
    const { rows } = await fund.read(url);
    expect(rows[0].collaterals).toEqual([share]);
    expect(await fund.read(`${url}/comparison`)).toMatchObject({ totals: [], rows: [] });
  });
});
