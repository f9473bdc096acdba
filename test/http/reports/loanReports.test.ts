import {
  contribute,
  cooperativeBody,
  lend,
  startApi,
  type Api,
  type Json,
} from '../../support/api.ts';

// Three loans lent on 25 March 2023 at 6.6%, asked about on 10 July 2023:
//
// Z of Vạn An: 200 m in term, no date before September. Interest 107 days: 3,869,589.04.
// a of Xuân Mai: 200 m, 50 m of it payable by 26 June, 14 days past due, so group 2. In-term interest
//   3,327,123 of the period ended (in arrears) + 36,164 (a day on 200 m) + 379,726 (14 days on 150 m)
//   = 3,743,013; overdue 14 days on 50 m at 9.9%: 189,863.
// Đ of Xuân Mai: 100 m in term, group 2 by the loan above. Interest 107 days: 1,934,794.52.
//
// And one signed, of which nothing was disbursed. By code points Z comes before a, and Đ last.

const VAN_AN = '=HTX "Vạn An", TP Lạng Sơn';

const REPORTS = ['debt-classification', 'arrears-ageing', 'interest-receivable'] as const;

const LATER = {
  principalSchedule: { kind: 'bullet', dueOn: '2024-03-25' },
  interestSchedule: { every: 'half_year', firstDueOn: '2023-09-25' },
};

let api: Api;

const ids: Record<string, { loanId: string; cooperativeId: string }> = {};

beforeAll(async () => {
  api = await startApi('2023-07-10');
  await contribute(api.fund);
  const borrower = async (code: string, name: string, locality: string): Promise<string> =>
    (await api.fund.add('/v1/cooperatives', cooperativeBody({ code, name, locality }))).id;
  const vanAn = await borrower('-VA', VAN_AN, 'TP Lạng Sơn');
  const xuanMai = await borrower('XM', 'HTX Xuân Mai', 'Văn Quan');
  const half = { ...LATER, principal: '100000000' };
  ids['Đ'] = await lend(api.fund, { ...half, contractNumber: 'Đ/2023' }, xuanMai);
  ids['a'] = await lend(api.fund, { contractNumber: 'a/2023' }, xuanMai);
  ids['Z'] = await lend(api.fund, { ...LATER, contractNumber: 'Z/2023' }, vanAn);
  await api.fund.add('/v1/loans', {
    ...LATER,
    cooperativeId: vanAn,
    contractNumber: 'B/2023',
    signedOn: '2023-06-01',
    principal: '1000000',
    ratePercent: '6',
  });
});

afterAll(() => api.close());

const read = (report: string, query = ''): Promise<Json> =>
  api.fund.read(`/v1/reports/${report}?asOf=2023-07-10${query}`);

const Z = {
  contractNumber: 'Z/2023',
  cooperativeCode: '-VA',
  cooperativeName: VAN_AN,
  locality: 'TP Lạng Sơn',
  standing: 'in_term',
  daysPastDue: 0,
};

const ofXuanMai = { cooperativeCode: 'XM', cooperativeName: 'HTX Xuân Mai', locality: 'Văn Quan' };

const A = { ...ofXuanMai, contractNumber: 'a/2023', standing: 'overdue', daysPastDue: 14 };
const Đ = { ...ofXuanMai, contractNumber: 'Đ/2023', standing: 'in_term', daysPastDue: 0 };

const idsOf = (name: string) => ({
  loanId: ids[name]?.loanId,
  cooperativeId: ids[name]?.cooperativeId,
});

const provisions = (principalOutstanding: string, specific: string, general: string) => {
  const provided = { specificProvision: specific, generalProvision: general };
  return { principalOutstanding, collateralDeductible: '0', ...provided };
};

const count = (loans: number, borrowers: number) => ({ loans, borrowers });

describe('GET /v1/reports/debt-classification', () => {
  test('gives the five groups, the total, the ratio and each loan', async () => {
    // No loan is secured: each provision is on all of the principal (R41).
    const whole = (uncoveredPrincipal: string, specificProvisionPercent: string) => ({
      collateral: '0',
      collaterals: [],
      ownDebtGroup: 1,
      uncoveredPrincipal,
      specificProvisionPercent,
    });
    expect(await read('debt-classification')).toEqual({
      asOf: '2023-07-10',
      knownAt: expect.any(String),
      groups: [
        { debtGroup: 1, ...count(1, 1), ...provisions('200000000', '0', '1000000') },
        // 2% of 200 m + of 100 m, 0.5% of each
        { debtGroup: 2, ...count(2, 1), ...provisions('300000000', '6000000', '1500000') },
        ...[3, 4, 5].map((debtGroup) => ({
          debtGroup,
          ...count(0, 0),
          ...provisions('0', '0', '0'),
        })),
      ],
      total: { ...count(3, 2), ...provisions('500000000', '6000000', '2500000') },
      badDebtRatioPercent: '0.00',
      rows: [
        {
          ...Z,
          ...whole('200000000', '0'),
          debtGroup: 1,
          ...provisions('200000000', '0', '1000000'),
          ...idsOf('Z'),
        },
        {
          ...A,
          ...whole('200000000', '2'),
          ownDebtGroup: 2,
          debtGroup: 2,
          ...provisions('200000000', '4000000', '1000000'),
          ...idsOf('a'),
        },
        {
          ...Đ,
          ...whole('100000000', '2'),
          debtGroup: 2,
          ...provisions('100000000', '2000000', '500000'),
          ...idsOf('Đ'),
        },
      ],
    });
  });

  test('takes asOf: from the 30th day on 300 m of 500 m is bad debt', async () => {
    // Payable by 26 June: 29 days on 25 July, 30 on the 26th
    const ratio = async (asOf: string) =>
      (await api.fund.read(`/v1/reports/debt-classification?asOf=${asOf}`)).badDebtRatioPercent;
    expect(await ratio('2023-07-25')).toBe('0.00');
    expect(await ratio('2023-07-26')).toBe('60.00');
    expect(await ratio('2023-03-24')).toBeNull();
  });

  test('as CSV gives each loan, texts kept from being formulas', async () => {
    const answer = await api.fund.get('/v1/reports/debt-classification?asOf=2023-07-10', {
      accept: 'text/csv',
    });
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['vary']).toBe('accept');
    const end = (name: string) => `"${ids[name]?.loanId}","${ids[name]?.cooperativeId}"\r\n`;
    expect(answer.text).toBe(
      'contractNumber,cooperativeCode,cooperativeName,locality,standing,daysPastDue,ownDebtGroup,' +
        'debtGroup,principalOutstanding,collateral,collateralDeductible,uncoveredPrincipal,' +
        'specificProvisionPercent,specificProvision,generalProvision,loanId,cooperativeId\r\n' +
        `"Z/2023","'-VA","'=HTX ""Vạn An"", TP Lạng Sơn","TP Lạng Sơn","in_term",0,1,1,200000000,` +
        `0,0,200000000,0,0,1000000,${end('Z')}` +
        `"a/2023","XM","HTX Xuân Mai","Văn Quan","overdue",14,2,2,200000000,0,0,200000000,2,4000000,` +
        `1000000,` +
        end('a') +
        `"Đ/2023","XM","HTX Xuân Mai","Văn Quan","in_term",0,1,2,100000000,0,0,100000000,2,2000000,` +
        `500000,` +
        end('Đ'),
    );
  });
});

describe('GET /v1/reports/arrears-ageing', () => {
  const arrears = (principal: string, overdue: string, interest: string, penalty: string) => ({
    principalOutstanding: principal,
    overduePrincipal: overdue,
    inTermInterestInArrears: interest,
    overdueInterestOwed: penalty,
    lateInterestOwed: '0',
  });
  const A_ARREARS = arrears('200000000', '50000000', '3327123', '189863');
  const NOTHING = arrears('0', '0', '0', '0');
  const band = (fromDays: number, toDays: number | null) => ({ fromDays, toDays });

  test('gives the bands, the total and each loan', async () => {
    expect(await read('arrears-ageing')).toEqual({
      asOf: '2023-07-10',
      knownAt: expect.any(String),
      bands: [
        { ...band(0, 0), ...count(2, 2), ...NOTHING, principalOutstanding: '300000000' },
        { ...band(1, 9), ...count(0, 0), ...NOTHING },
        { ...band(10, 29), ...count(1, 1), ...A_ARREARS },
        { ...band(30, 89), ...count(0, 0), ...NOTHING },
        { ...band(90, 179), ...count(0, 0), ...NOTHING },
        { ...band(180, null), ...count(0, 0), ...NOTHING },
      ],
      total: { ...count(3, 2), ...A_ARREARS, principalOutstanding: '500000000' },
      rows: [
        { ...Z, ...band(0, 0), ...NOTHING, principalOutstanding: '200000000', ...idsOf('Z') },
        { ...A, ...band(10, 29), ...A_ARREARS, ...idsOf('a') },
        { ...Đ, ...band(0, 0), ...NOTHING, principalOutstanding: '100000000', ...idsOf('Đ') },
      ],
    });
  });

  test('as CSV leaves the end of the last band empty', async () => {
    // 180 days after 26 June: 23 December
    const path = '/v1/reports/arrears-ageing?asOf=2023-12-23&format=csv';
    const [header, , a] = (await api.fund.get(path)).text.split('\r\n');
    expect(header).toBe(
      'contractNumber,cooperativeCode,cooperativeName,locality,standing,daysPastDue,fromDays,toDays,' +
        'principalOutstanding,overduePrincipal,inTermInterestInArrears,overdueInterestOwed,' +
        'lateInterestOwed,loanId,cooperativeId',
    );
    expect(a).toMatch(
      /^"a\/2023","XM","HTX Xuân Mai","Văn Quan","overdue",180,180,,200000000,100000000,/,
    );
  });
});

describe('GET /v1/reports/interest-receivable', () => {
  const owed = (inTerm: string, overdue: string, receivable: string) => ({
    inTermInterest: inTerm,
    overdueInterest: overdue,
    lateInterest: '0',
    receivable,
    credit: '0',
  });
  const OF_Z = owed('3869589', '0', '3869589');
  const OF_A = owed('3743013', '189863', '3932876');
  const OF_Đ = owed('1934795', '0', '1934795');

  test('gives what is on the books, off them, all, and each loan', async () => {
    expect(await read('interest-receivable')).toEqual({
      asOf: '2023-07-10',
      knownAt: expect.any(String),
      onBooks: { ...count(1, 1), ...OF_Z },
      offBooks: { ...count(2, 1), ...owed('5677808', '189863', '5867671') },
      total: { ...count(3, 2), ...owed('9547397', '189863', '9737260') },
      rows: [
        { ...Z, debtGroup: 1, onBooks: true, ...OF_Z, ...idsOf('Z') },
        { ...A, debtGroup: 2, onBooks: false, ...OF_A, ...idsOf('a') },
        { ...Đ, debtGroup: 2, onBooks: false, ...OF_Đ, ...idsOf('Đ') },
      ],
    });
  });

  test('as CSV tells by true and false what is on the books', async () => {
    const { text } = await api.fund.get(
      '/v1/reports/interest-receivable?asOf=2023-07-10&format=csv',
    );
    const rows = text.split('\r\n');
    expect(rows[0]).toBe(
      'contractNumber,cooperativeCode,cooperativeName,locality,standing,daysPastDue,debtGroup,' +
        'onBooks,inTermInterest,overdueInterest,lateInterest,receivable,credit,loanId,cooperativeId',
    );
    expect(rows[1]).toContain(',"in_term",0,1,true,3869589,0,0,3869589,0,');
    expect(rows[2]).toContain(',"overdue",14,2,false,3743013,189863,0,3932876,0,');
    expect(rows.slice(4)).toEqual(['']);
  });
});

describe.each(REPORTS)('the report %s', (report) => {
  const path = `/v1/reports/${report}?asOf=2023-07-10`;
  const kind = async (query: string, accept?: string) =>
    (await api.fund.get(`${path}${query}`, { accept })).headers['content-type'];

  test('is JSON unless CSV is asked for; ?format= comes before Accept', async () => {
    expect(await kind('')).toMatch(/^application\/json/);
    expect(await kind('', 'text/csv')).toMatch(/^text\/csv/);
    expect(await kind('&format=csv', 'application/json')).toMatch(/^text\/csv/);
    expect(await kind('&format=json', 'text/csv')).toMatch(/^application\/json/);
  });

  test('is refused in a form that there is not', async () => {
    for (const accept of ['application/pdf', 'text/plain']) {
      const answer = await api.fund.get(path, { accept });
      expect(answer.body).toMatchObject({ status: 406, code: 'not-acceptable' });
      expect(answer.body.figures).toEqual({
        possible: [
          'application/json',
          'text/csv',
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        ],
      });
    }
    const answer = await api.fund.get(`${path}&format=text`);
    expect(answer.body).toMatchObject({
      status: 400,
      code: 'validation',
      errors: [{ pointer: '?format', message: 'must be one of json, csv, xlsx' }],
    });
  });

  test('as CSV has a byte order mark if it is asked for', async () => {
    const plain = await api.fund.get(`${path}&format=csv`);
    const marked = await api.fund.get(`${path}&format=csv&bom=true`);
    expect(plain.text).toMatch(/^contractNumber,/);
    expect(marked.text).toBe(`\ufeff${plain.text}`);
    expect((await api.fund.get(`${path}&format=csv&bom=1`)).status).toBe(400);
  });

  test('of another fund has none of these loans, in CSV its header only', async () => {
    const other = await api.other.read(path);
    expect(other.rows).toEqual([]);
    expect(other.total).toMatchObject({ loans: 0, borrowers: 0 });
    const { text } = await api.other.get(`${path}&format=csv`);
    expect(text).toMatch(/^contractNumber,.*\r\n$/);
  });
});

test('the fund section is chosen by ?format= too', async () => {
  const asked = (format: string) => api.fund.get(`/v1/reports/fund-section?format=${format}`);
  expect((await asked('text')).headers['content-type']).toBe('text/plain; charset=utf-8');
  expect((await asked('json')).headers['content-type']).toMatch(/^application\/json/);
  expect((await asked('csv')).status).toBe(400);
});

describe('the reports, and the position of a loan,', () => {
  const grouped = async (asOf: string) => {
    const { rows } = await api.fund.read(`/v1/reports/debt-classification?asOf=${asOf}`);
    const position = await api.fund.read(`/v1/loans/${ids['Đ']?.loanId}/position?asOf=${asOf}`);
    return [...rows.map((row: Json) => row.debtGroup), position.debtGroup];
  };

  test('follow the policies in force: a borrower’s worst group, and the provisions', async () => {
    const policy = (name: string, value: unknown) =>
      api.fund.add('/v1/policies', {
        name,
        value,
        effectiveOn: '2023-07-10',
        sourceDocument: 'Quyết định 45/QĐ-QHT',
      });
    await policy('worstDebtGroupOfBorrower', false);
    await policy('specificProvisionPercent', ['0', '5', '20', '50', '100']);
    expect(await grouped('2023-07-09')).toEqual([1, 2, 2, 2]);
    expect(await grouped('2023-07-10')).toEqual([1, 2, 1, 1]);
    const { groups, total } = await read('debt-classification');
    // Z 200 m and Đ 100 m in group 1, each of another borrower; 5% of the 200 m of a
    expect(groups[0]).toMatchObject({ loans: 2, borrowers: 2, principalOutstanding: '300000000' });
    expect(groups[1]).toMatchObject({ loans: 1, borrowers: 1, specificProvision: '10000000' });
    expect(total).toMatchObject({ loans: 3, borrowers: 2, specificProvision: '10000000' });
    const { onBooks } = await read('interest-receivable');
    expect(onBooks).toMatchObject({ loans: 2, receivable: '5804384' }); // 3,869,589 + 1,934,795
  });

  test('leave out a loan charged off, but for its interest, off the books', async () => {
    const decision = { effectiveOn: '2023-07-10', decisionNumber: '7/QĐ-QHT' };
    await api.fund.add(`/v1/loans/${ids['a']?.loanId}/charge-offs`, decision);
    expect((await read('debt-classification')).total.principalOutstanding).toBe('300000000');
    expect((await read('arrears-ageing')).total.overduePrincipal).toBe('0');
    const { offBooks, rows } = await read('interest-receivable');
    expect(rows[1]).toMatchObject({ standing: 'charged_off', debtGroup: null, onBooks: false });
    expect(offBooks).toMatchObject({ loans: 1, receivable: '3932876' });
  });
});
