import { contribute, lend, payment, startApi, type Api, type Json } from '../../support/api.ts';

// Two loans of 200 m lent on 25 March 2023, asked about on 31 March 2024.
//
// A: four instalments of 50 m, overdue from 27 June (the 25th is a Sunday), 26 September, 26 December
//   and 26 March on. Receipts of 30 m on 10 July and 60 m on 15 January go to overdue principal first
//   (R9), so both pay what became overdue in 2023. In default: 200 − 90 = 110 m.
// B: due in 2025, recalled by Friday 28 April 2023, so overdue from the 29th until the recall was
//   withdrawn on 15 May.

let api: Api;

const loans: Record<string, Awaited<ReturnType<typeof lend>>> = {};

let january: Json;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund);
  const a = await lend(api.fund, { contractNumber: 'A/2023' });
  const b = await lend(api.fund, {
    contractNumber: 'B/2023',
    principalSchedule: { kind: 'bullet', dueOn: '2025-03-25' },
  });
  Object.assign(loans, { a, b });
  await api.fund.add(`${a.path}/repayments`, payment('30000000', '2023-07-10'));
  january = await api.fund.add(`${a.path}/repayments`, payment('60000000', '2024-01-15'));
  const decision = { decisionNumber: '6/QĐ-QHT', decidedOn: '2023-04-03', deadline: '2023-04-28' };
  const { id } = await api.fund.add(`${b.path}/recalls`, decision);
  await api.fund.add(`/v1/recalls/${id}/withdrawal`, {
    decisionNumber: '9/QĐ-QHT',
    decidedOn: '2023-05-15',
  });
});

afterAll(() => api.close());

const PATH = '/v1/reports/recovery?asOf=2024-03-31';

const millions = (amount: number) => (amount === 0 ? '0' : `${amount}000000`);

const flows = (becameOverdue: number, collected: number, otherwise: number) => ({
  becameOverdue: millions(becameOverdue),
  collected: millions(collected),
  collectedAsIncome: '0',
  otherwise: millions(otherwise),
});

const quarter = (
  name: string,
  days: readonly [string, string],
  start: number,
  moved: readonly [number, number, number],
  end: number,
  recoveryRatePercent: string,
) => ({
  quarter: name,
  from: days[0],
  to: days[1],
  inDefaultAtStart: millions(start),
  ...flows(...moved),
  inDefaultAtEnd: millions(end),
  recoveryRatePercent,
});

describe('GET /v1/reports/recovery', () => {
  test('gives the quarters, the years of default, the total and each loan', async () => {
    const row = (name: 'a' | 'b', contractNumber: string) => ({
      contractNumber,
      cooperativeCode: expect.any(String),
      cooperativeName: 'HTX Xuân Mai',
      locality: 'Văn Quan',
      loanId: loans[name]?.loanId,
      cooperativeId: loans[name]?.cooperativeId,
    });
    expect(await api.fund.read(PATH)).toEqual({
      asOf: '2024-03-31',
      knownAt: expect.any(String),
      quarters: [
        quarter('2023-Q2', ['2023-04-01', '2023-06-30'], 0, [250, 0, 200], 50, '0.00'),
        // 30 / (50 + 50)
        quarter('2023-Q3', ['2023-07-01', '2023-09-30'], 50, [50, 30, 0], 70, '30.00'),
        quarter('2023-Q4', ['2023-10-01', '2023-12-31'], 70, [50, 0, 0], 120, '0.00'),
        // 60 / (120 + 50) = 35.294…
        quarter('2024-Q1', ['2024-01-01', '2024-03-31'], 120, [50, 60, 0], 110, '35.29'),
      ],
      vintages: [
        {
          yearOfDefault: 2023,
          loans: 2,
          borrowers: 2,
          ...flows(350, 90, 200), // A 3 × 50, B 200
          inDefault: '60000000',
          recoveryRatePercent: '25.71', // 90 / 350 = 25.714…
          collectedByYear: [
            { year: 2023, amount: '30000000' },
            { year: 2024, amount: '60000000' },
          ],
        },
        {
          yearOfDefault: 2024,
          loans: 1,
          borrowers: 1,
          ...flows(50, 0, 0),
          inDefault: '50000000',
          recoveryRatePercent: '0.00',
          collectedByYear: [{ year: 2024, amount: '0' }],
        },
      ],
      total: {
        loans: 2,
        borrowers: 2,
        ...flows(400, 90, 200),
        inDefault: '110000000',
        recoveryRatePercent: '22.50', // 90 / 400
      },
      loans: [
        {
          ...row('a', 'A/2023'),
          firstDefaultOn: '2023-06-27',
          ...flows(200, 90, 0),
          inDefault: '110000000',
        },
        {
          ...row('b', 'B/2023'),
          firstDefaultOn: '2023-04-29',
          ...flows(200, 0, 200),
          inDefault: '0',
        },
      ],
    });
  });

  test('as CSV gives each year of each year of default', async () => {
    const answer = await api.fund.get(`${PATH}&format=csv`);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['vary']).toBe('accept');
    expect(answer.text.split('\r\n')).toEqual([
      'yearOfDefault,year,inDefaultAtStart,becameOverdue,collected,collectedAsIncome,otherwise,' +
        'inDefaultAtEnd,recoveryRatePercent',
      '2023,2023,0,350000000,30000000,0,200000000,120000000,"8.57"', // 30 / 350 = 8.571…
      '2023,2024,120000000,0,60000000,0,0,60000000,"25.71"',
      '2024,2024,0,50000000,0,0,0,50000000,"0.00"',
      '',
    ]);
    expect((await api.fund.get(PATH, { accept: 'text/csv' })).text).toBe(answer.text);
    expect((await api.fund.get(PATH, { accept: 'application/pdf' })).status).toBe(406);
  });

  test('cuts the last quarter at asOf, and agrees with the fund section', async () => {
    for (const [asOf, inDefault] of [
      ['2023-03-31', '0'],
      ['2023-05-14', '200000000'],
      ['2023-05-15', '0'],
      ['2023-07-10', '20000000'],
      ['2024-03-25', '60000000'],
      ['2024-03-26', '110000000'],
    ] as const) {
      const { quarters, total } = await api.fund.read(`/v1/reports/recovery?asOf=${asOf}`);
      const section = await api.fund.read(`/v1/reports/fund-section?asOf=${asOf}`);
      expect([asOf, total.inDefault]).toEqual([asOf, inDefault]);
      expect(section.overduePrincipal.amount).toBe(inDefault);
      if (asOf === '2023-03-31') expect(quarters).toEqual([]);
      else expect(quarters.at(-1)).toMatchObject({ to: asOf, inDefaultAtEnd: inDefault });
    }
  });

  test('of another fund has nothing, in CSV its header only', async () => {
    const other = await api.other.read(PATH);
    expect(other).toMatchObject({ quarters: [], vintages: [], loans: [] });
    expect(other.total).toMatchObject({ loans: 0, inDefault: '0', recoveryRatePercent: null });
    const { text } = await api.other.get(`${PATH}&format=csv`);
    expect(text).toMatch(/^yearOfDefault,.*\r\n$/);
  });

  test('leaves out a receipt that is reversed, unless known before that (R12, R21)', async () => {
    const before = await api.fund.read(PATH);
    await api.fund.add(`/v1/repayments/${january.id}/reversal`, { reason: 'Nhập nhầm' });
    const now = await api.fund.read(PATH);
    expect(now.total).toMatchObject(flows(400, 30, 200));
    expect(now.total).toMatchObject({ inDefault: '170000000', recoveryRatePercent: '7.50' });
    expect(await api.fund.read(`${PATH}&knownAt=${before.knownAt}`)).toEqual(before);
  });

  test('has a loan charged off in default, which the fund section shows apart (R14 e)', async () => {
    // A: 200 − 30 = 170 m, all of it overdue before; 20 m recovered the same month
    const decision = { effectiveOn: '2024-03-28', decisionNumber: '7/QĐ-QHT' };
    await api.fund.add(`${loans['a']?.path}/charge-offs`, decision);
    await api.fund.add(`${loans['a']?.path}/repayments`, payment('20000000', '2024-03-29'));
    const { total } = await api.fund.read(PATH);
    expect(total).toMatchObject({ ...flows(400, 50, 200), inDefault: '150000000' });
    const { overduePrincipal } = await api.fund.read('/v1/reports/fund-section?asOf=2024-03-31');
    const { principalChargedOff } = await api.fund.read('/v1/fund?asOf=2024-03-31');
    expect([overduePrincipal.amount, principalChargedOff]).toEqual(['0', '150000000']);
  });
});
