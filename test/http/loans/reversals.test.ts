import {
  components,
  contribute,
  expectRefused,
  lend,
  payment,
  startApi,
  without,
  type Api,
} from '../../support/api.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund, '50000000000');
});

afterAll(() => api.close());

const REASON = { reason: 'Nhập nhầm số tiền' };

describe('POST /v1/repayments/{id}/reversal', () => {
  test('leaves the loan as if the receipt had never been entered, for every day', async () => {
    const { path } = await lend(api.fund);
    await api.fund.add(`${path}/repayments`, payment('1000000', '2023-05-05'));
    const days = ['2023-06-25', '2023-07-10', '2023-08-01', '2024-03-31'];
    const positions = (known = '') =>
      Promise.all(
        days.map(async (asOf) =>
          without(await api.fund.read(`${path}/position?asOf=${asOf}${known}`), 'knownAt'),
        ),
      );
    const before = await positions();
    const receipt = await api.fund.add(`${path}/repayments`, payment('60000000', '2023-07-10'));
    const standing = await positions();
    expect(standing[0]).toEqual(before[0]);
    expect(standing[1]).not.toEqual(before[1]);
    const address = `/v1/repayments/${receipt.id}/reversal`;
    const reversal = await api.fund.add(address, REASON);
    expect(reversal).toEqual({
      id: expect.any(String),
      reversedId: receipt.id,
      ...REASON,
      affects: [],
      effectiveOn: '2023-07-10',
      recordedAt: expect.any(String),
      recordedBy: 'Giám đốc',
      position: { ...before[1], knownAt: reversal.recordedAt },
    });
    expect(await positions()).toEqual(before);
    // Only a `knownAt` before the recording still shows it.
    expect(await positions(`&knownAt=${receipt.recordedAt}`)).toEqual(standing);
    expect(await positions(`&knownAt=${reversal.recordedAt}`)).toEqual(before);
    const { position: _, ...row } = receipt;
    const { data } = await api.fund.read(`${path}/repayments`);
    expect(data).toContainEqual({ ...row, reversedAt: reversal.recordedAt });
    const then = await api.fund.read(`${path}/repayments?knownAt=${receipt.recordedAt}`);
    expect(then.data).toContainEqual({ ...row, reversedAt: null });
  });

  test('is refused a second time, and without a reason', async () => {
    const { path } = await lend(api.fund);
    const { id } = await api.fund.add(`${path}/repayments`, payment('60000000', '2023-07-10'));
    const address = `/v1/repayments/${id}/reversal`;
    const unchanged = `${path}/repayments`;
    for (const body of [{}, { reason: '' }, { reason: ' \n ' }, { reason: 'x'.repeat(501) }]) {
      const errors = [{ pointer: '/reason', message: expect.any(String) }];
      const problem = { status: 400, code: 'validation', errors };
      await expectRefused(api, { ask: () => api.fund.post(address, body), unchanged }, problem);
    }
    const { recordedAt } = await api.fund.add(address, REASON);
    const figures = { reversedAt: recordedAt };
    const problem = { status: 409, code: 'already-reversed', rule: 'R12', figures };
    await expectRefused(api, { ask: () => api.fund.post(address, REASON), unchanged }, problem);
  });

  test('is never refused for money lent out since: the section carries a note instead', async () => {
    // The other fund's whole capital is lent, repaid, and lent again.
    await contribute(api.other, '200000000');
    const { path } = await lend(api.other, { ratePercent: '0', overdueRatePercent: '0' });
    const { id } = await api.other.add(`${path}/repayments`, payment('200000000', '2023-03-25'));
    await lend(api.other, { ratePercent: '0', overdueRatePercent: '0' });
    await api.other.add(`/v1/repayments/${id}/reversal`, REASON);
    const section = await api.other.read('/v1/reports/fund-section?asOf=2023-03-31');
    expect(section.availablePrincipal).toMatchObject({ amount: '-200000000' });
    const notes = section.notes.map((each: { code: string }) => each.code);
    expect(notes).toContain('available_below_zero');
  });
});

describe('POST /v1/disbursements/{id}/reversal', () => {
  test('takes back a tranche on which nothing stands', async () => {
    const { path } = await lend(api.fund, { principal: '300000000' });
    const [first] = (await api.fund.read(`${path}/disbursements`)).data;
    await api.fund.add(`/v1/disbursements/${first.id}/reversal`, REASON);
    const position = await api.fund.read(`${path}/position`);
    expect(position).toMatchObject({ standing: 'not_disbursed', payoff: '0', debtGroup: null });
    await api.fund.add(`${path}/disbursements`, payment('300000000', '2023-04-25'));
    const { data } = await api.fund.read(`${path}/disbursements`);
    expect(data.map((each: { reversedAt: string | null }) => each.reversedAt)).toEqual([
      expect.any(String),
      null,
    ]);
  });

  test('is refused where later receipts or recalls stand on it', async () => {
    const repaid = await lend(api.fund);
    const receipt = payment('1000000', '2023-05-05', { allocation: components('1000000', '0') });
    await api.fund.add(`${repaid.path}/repayments`, receipt);
    const recalled = await lend(api.fund);
    const recall = { decisionNumber: '6', decidedOn: '2023-05-18', deadline: '2023-10-31' };
    await api.fund.add(`${recalled.path}/recalls`, recall);
    const cases: [string, object][] = [
      [
        repaid.path,
        { code: 'principal-below-zero', figures: { on: '2023-05-05', principal: '-1000000' } },
      ],
      [recalled.path, { code: 'later-fact-impossible' }],
    ];
    for (const [path, problem] of cases) {
      const [{ id }] = (await api.fund.read(`${path}/disbursements`)).data;
      await expectRefused(
        api,
        {
          ask: () => api.fund.post(`/v1/disbursements/${id}/reversal`, REASON),
          unchanged: `${path}/disbursements`,
        },
        { status: 422, ...problem } as { status: number; code: string },
      );
    }
  });
});

describe('POST /v1/capital-movements/{id}/reversal', () => {
  test('takes back a withdrawal, and a contribution unless it was lent', async () => {
    const path = '/v1/fund/capital-movements';
    const free = await contribute(api.fund, '5', '2023-01-03');
    await api.fund.add(`/v1/capital-movements/${free.id}/reversal`, REASON);
    const withdrawal = await api.fund.add(path, {
      kind: 'withdrawal',
      amount: '48000000000',
      effectiveOn: '2023-03-01',
      documentNumber: '1',
    });
    await api.fund.add(`/v1/capital-movements/${withdrawal.id}/reversal`, REASON);
    expect(await api.fund.read('/v1/fund?asOf=2023-03-02')).toMatchObject({
      charterCapital: '50000000000',
    });
    const [{ id }] = (await api.fund.read(path)).data;
    await expectRefused(
      api,
      { ask: () => api.fund.post(`/v1/capital-movements/${id}/reversal`, REASON), unchanged: path },
      { status: 422, code: 'available-principal-below-zero', rule: 'R18' },
    );
  });
});

describe('POST /v1/recalls/{id}/reversal', () => {
  test('leaves the loan as if it had never been recalled, also once it was withdrawn', async () => {
    const { path } = await lend(api.fund);
    const seen = async () => {
      const schedule = await api.fund.read(`${path}/schedule?asOf=2023-06-01`);
      const position = await api.fund.read(`${path}/position?asOf=2023-09-10`);
      return [without(schedule, 'knownAt'), without(position, 'knownAt')];
    };
    const before = await seen();
    const decision = { decisionNumber: '6', decidedOn: '2023-05-18', deadline: '2023-08-31' };
    const { id } = await api.fund.add(`${path}/recalls`, decision);
    expect(await seen()).not.toEqual(before);
    await api.fund.add(`/v1/recalls/${id}/reversal`, REASON);
    expect(await seen()).toEqual(before);
    const withdrawn = await api.fund.add(`${path}/recalls`, decision);
    const withdrawal = { decisionNumber: '9', decidedOn: '2023-09-05' };
    await api.fund.add(`/v1/recalls/${withdrawn.id}/withdrawal`, withdrawal);
    expect(await seen()).not.toEqual(before); // overdue interest of 31/8 – 5/9 stays
    const { recordedAt } = await api.fund.add(`/v1/recalls/${withdrawn.id}/reversal`, REASON);
    expect(await seen()).toEqual(before);
    const { data } = await api.fund.read(`${path}/recalls`);
    expect(data).toMatchObject([{ id }, { id: withdrawn.id, reversedAt: recordedAt }]);
  });
});
