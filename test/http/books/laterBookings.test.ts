import {
  contribute,
  cooperativeBody,
  lend,
  loanBody,
  payment,
  startApi,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';
import { getFile, readWorkbook, ROWS_ABOVE } from '../../support/workbooks.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const JANUARY = { bookedOn: '2024-01-10', reason: 'Tìm thấy khi kiểm kê' };

const FEBRUARY = { bookedOn: '2024-02-10', reason: 'Tìm thấy khi kiểm kê' };

/** 50 m of principal and the 93 days of interest to 26/6/2023 of the loan of `loanBody`. */
const JUNE = '53363287';

/** A fund whose 2023 is closed, with the loan of `loanBody` and what was entered of 2023 in time. */
async function closedYear(
  enter: (client: Client, path: string) => Promise<unknown> = () => Promise.resolve(),
): Promise<{ client: Client; path: string }> {
  const client = await api.addFund();
  await contribute(client);
  const { path } = await lend(client);
  await enter(client, path);
  await client.add('/v1/periods/2023-Q4/closing', { through: true });
  return { client, path };
}

const differences = async (client: Client): Promise<Json> =>
  (await client.read('/v1/ledger/verification')).differences;

describe('beside what was booked later', () => {
  test('a restructuring of a day before agrees with the books of its day, and the plan follows', async () => {
    const { client, path } = await closedYear();
    await client.add(`${path}/repayments`, { ...payment(JUNE, '2023-06-26'), ...JANUARY });
    const asked = (sums: readonly [string, string]) => ({
      kind: 'extension',
      decisionNumber: '01/QĐ',
      decidedOn: '2024-01-05',
      instalments: [
        { dueOn: '2025-01-01', principal: sums[0] },
        { dueOn: '2025-07-01', principal: sums[1] },
      ],
    });
    // The books of 5/1 show 200 m; the receipt that was found comes off from 10/1 on, oldest first.
    const wrong = await client.post(`${path}/restructurings`, asked(['30000000', '120000000']));
    expect(wrong.body).toMatchObject({ code: 'schedule-sum', figures: { principal: '200000000' } });
    await client.add(`${path}/restructurings`, asked(['80000000', '120000000']));
    const unpaid = async (day: string) =>
      (await client.read(`${path}/schedule?asOf=${day}`)).instalments
        .map((each: Json) => [each.dueOn, each.principalUnpaid])
        .filter(([, principal]: [string, string]) => principal !== '0');
    expect(await unpaid('2024-01-09')).toEqual([
      ['2025-01-01', '80000000'],
      ['2025-07-01', '120000000'],
    ]);
    expect(await unpaid('2024-01-10')).toEqual([
      ['2025-01-01', '30000000'],
      ['2025-07-01', '120000000'],
    ]);
    expect(await differences(client)).toEqual([]);
  });

  test('a second restructuring of the same day is refused, whichever of the two is shown first', async () => {
    const { client, path } = await closedYear();
    const body = {
      kind: 'extension',
      decisionNumber: '01/QĐ',
      decidedOn: '2023-12-01',
      instalments: [{ dueOn: '2025-01-01', principal: '200000000' }],
    };
    await client.add(`${path}/restructurings`, { ...body, ...FEBRUARY });
    const { status, body: problem } = await client.post(`${path}/restructurings`, {
      ...body,
      ...JANUARY,
    });
    expect([status, problem.code]).toEqual([409, 'decision-on-same-day']);
  });

  test('a second improvement of the same day is refused, whichever of the two is shown first', async () => {
    const { client, path } = await closedYear((of, loan) =>
      of.add(`${loan}/debt-group-overrides`, {
        group: 5,
        effectiveOn: '2023-12-01',
        reason: 'HTX đã ngừng hoạt động',
      }),
    );
    const better = { group: 4, effectiveOn: '2023-12-04', decisionNumber: '02/QĐ' };
    const path4 = `${path}/debt-group-overrides`;
    const { change } = await client.add(path4, { ...better, ...FEBRUARY });
    expect(change).toBe('improvement');
    const { status, body } = await client.post(path4, { ...better, ...JANUARY });
    expect([status, body.code]).toEqual([409, 'decision-on-same-day']);
  });

  test('a disbursement that is booked later counts what was booked before it in the debt (R29)', async () => {
    const client = await api.addFund();
    await contribute(client);
    const { id: cooperativeId } = await client.add('/v1/cooperatives', cooperativeBody());
    const { id } = await client.add('/v1/loans', loanBody(cooperativeId));
    await client.add('/v1/periods/2023-Q4/closing', { through: true });
    const lent = async (amount: string, day: string) =>
      (await client.add(`/v1/loans/${id}/disbursements`, { ...payment(amount, day), ...JANUARY }))
        .warnings;
    // At most 15% of 1 bn may be lent to one customer.
    expect(await lent('100000000', '2023-05-03')).toEqual([]);
    expect(await lent('60000000', '2023-05-04')).toEqual([
      expect.objectContaining({
        code: 'single-customer-limit',
        figures: expect.objectContaining({ debt: '160000000', limit: '150000000' }),
      }),
    ]);
  });

  test('receipts are allocated anew by all that is booked by today, whatever day they are booked on', async () => {
    const { client, path } = await closedYear((of, loan) =>
      of.add(`${loan}/repayments`, payment('10000000', '2023-09-20')),
    );
    await client.add(`${path}/repayments`, { ...payment(JUNE, '2023-06-26'), ...FEBRUARY });
    const body = { reason: 'Phiếu thu tháng 6 đến sau', bookedOn: '2024-02-05' };
    const preview = await client.post(`${path}/reallocation/preview`, body);
    const act = await client.post(`${path}/reallocation`, body);
    expect([preview.status, act.status]).toEqual([200, 201]);
    // Nothing is overdue on 20/9 with the receipt of June: 150 m × 6.6% × 86 days since 26/6 come first.
    const allocation = {
      principal: '7667397',
      inTermInterest: '2332603',
      overdueInterest: '0',
      lateInterest: '0',
    };
    expect(preview.body.receipts).toEqual([
      expect.objectContaining({ allocationAfter: allocation }),
    ]);
    expect(act.body.positionAfter).toEqual({
      ...preview.body.positionAfter,
      knownAt: act.body.positionAfter.knownAt,
    });
    const { data } = await client.read(`${path}/repayments`);
    expect(data).toContainEqual(
      expect.objectContaining({ effectiveOn: '2023-09-20', bookedOn: '2024-02-05', allocation }),
    );
    expect(await differences(client)).toEqual([]);
  });
});

test('a voucher is refused on days on which the figures show the one that it replaces', async () => {
  let wrong: Json;
  const { client, path } = await closedYear(async (of, loan) => {
    wrong = await of.add(`${loan}/repayments`, payment('2000000', '2023-06-20'));
  });
  await client.add(`/v1/repayments/${wrong.id}/reversal`, FEBRUARY);
  const { voucherNumber } = wrong;
  const right = payment('1000000', '2023-06-20', { voucherNumber });
  // From 10/1 to 9/2 both would be counted.
  const { status, body } = await client.post(`${path}/repayments`, { ...right, ...JANUARY });
  expect([status, body.code]).toEqual([409, 'duplicate']);
  await client.add(`${path}/repayments`, { ...right, ...FEBRUARY });
  const paid = async (day: string) =>
    (await client.read(`${path}/position?asOf=${day}`)).inTermInterest.paid;
  expect([await paid('2024-02-09'), await paid('2024-02-10')]).toEqual(['2000000', '1000000']);
});

describe('the statement across bookings', () => {
  test.each([
    ['the end of a freeze', {}],
    ['an earlier end of a freeze', { to: '2024-03-01' }],
  ])('traces an adjustment to %s that was booked later than the freeze', async (_, more) => {
    let freeze = '';
    const { client, path } = await closedYear(async (of, loan) => {
      const body = { from: '2023-10-01', decisionNumber: '03/QĐ', ...more };
      freeze = (await of.add(`${loan}/freezes`, body)).id;
    });
    const end = { to: '2023-12-01', decisionNumber: '04/QĐ', ...JANUARY };
    const ended = await client.add(`/v1/freezes/${freeze}/end`, end);
    const { lines } = await client.read(`${path}/statement?from=2024-01-01&to=2024-01-31`);
    const adjusted = lines.filter((each: Json) => each.type === 'interest_adjustment');
    // 40 days to 10/1: 100 m in term to 25/12 and 50 m since, the rest overdue.
    const changes = adjusted.map((each: Json) => [
      each.change.inTermInterest,
      each.change.overdueInterest,
    ]);
    // 100 m × 6.6% × 24 days + 50 m × 6.6% × 16 days; 100 m × 9.9% × 24 days + 150 m × 9.9% × 16 days.
    expect(changes).toEqual([
      ['578631', '0'],
      ['0', '1301918'],
    ]);
    for (const { facts } of adjusted) {
      expect(facts).toEqual([
        expect.objectContaining({ factId: ended.id, type: 'freeze_end', takenBack: false }),
      ]);
    }
  });

  test('tells a receipt that is taken back from the one that is booked in its place', async () => {
    let wrong: Json;
    const { client, path } = await closedYear(async (of, loan) => {
      wrong = await of.add(`${loan}/repayments`, payment('2000000', '2023-06-20'));
    });
    const { id, voucherNumber } = wrong;
    await client.add(`/v1/repayments/${id}/reversal`, JANUARY);
    const right = payment('1000000', '2023-06-20', { voucherNumber });
    await client.add(`${path}/repayments`, { ...right, ...JANUARY, corrects: id });
    const url = `${path}/statement?from=2023-12-01&to=2024-01-31`;
    const { lines } = await client.read(url);
    const [adjusted] = lines.filter((each: Json) => each.type === 'adjustment');
    expect(adjusted.change.inTermInterest).toBe('1000000');
    expect(adjusted.facts.map((each: Json) => [each.takenBack, each.bookedOn ?? null])).toEqual([
      [true, null],
      [false, '2024-01-10'],
    ]);
    const { text } = await client.get(`${url}&format=text`);
    const words = text.replace(/\s+/g, ' ');
    expect(words).toContain(
      `Điều chỉnh kỳ trước: hủy thu nợ, chứng từ số ${voucherNumber} ngày 20/6/2023; ` +
        `thu nợ, chứng từ số ${voucherNumber} ngày 20/6/2023`,
    );
    // The segment that runs across the booking was told of up to it in the lines before.
    expect(words).toMatch(/Trừ lãi quá hạn \S+ - 10\/1\/2024 đã tính ở trên/);
    expect(words).toMatch(/Trừ lãi quá hạn \S+ - 1\/12\/2023 đã có trong số dư đầu kỳ/);
  });
});

test('the receipts book names the day of a later booking, and of the booking of a reversal', async () => {
  let wrong: Json;
  const { client, path } = await closedYear(async (of, loan) => {
    wrong = await of.add(`${loan}/repayments`, payment('2000000', '2023-06-20'));
  });
  const columns = async () => {
    const { bytes } = await getFile(api, client, '/v1/repayments?format=xlsx');
    return readWorkbook(bytes).map((sheet) => {
      const titles = sheet.row(ROWS_ABOVE).filter((each) => each.startsWith('Ngày ghi sổ'));
      const last = sheet.row(ROWS_ABOVE + 1);
      return titles.map((title) => [title, last[sheet.row(ROWS_ABOVE).indexOf(title)]]);
    });
  };
  expect(await columns()).toEqual([[], []]);
  await client.add(`/v1/repayments/${wrong.id}/reversal`, FEBRUARY);
  await client.add(`${path}/repayments`, { ...payment('1000000', '2023-06-20'), ...JANUARY });
  // Days as a spreadsheet counts them: 10/1/2024 and 10/2/2024.
  expect(await columns()).toEqual([[['Ngày ghi sổ', '45301']], [['Ngày ghi sổ hủy', '45332']]]);
});

test('the audit trail names the reason of a later booking, and says when it is shown', async () => {
  const { client, path } = await closedYear();
  const { id } = await client.add(`${path}/repayments`, {
    ...payment('1000000', '2023-06-20'),
    ...JANUARY,
  });
  const { data } = await client.read(`/v1/audit-events?subject=${id}`);
  expect(data).toEqual([
    expect.objectContaining({
      factId: id,
      reason: JANUARY.reason,
      after: expect.objectContaining({ effectiveOn: '2023-06-20', bookedOn: JANUARY.bookedOn }),
    }),
  ]);
  expect(await differences(client)).toEqual([]);
});
