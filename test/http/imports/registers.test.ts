import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { startApi, type Answer, type Api, type Client, type Json } from '../../support/api.ts';

// Registers and books of LibreOffice, each in a shape of its own, go in as an accountant would expect.
// `registers/books.ts` tells what stands in them; `registers/make.ts` has them made anew.

const FOLDER = path.join(import.meta.dirname, 'registers');

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

async function settled(client: Client, id: string): Promise<Answer> {
  for (;;) {
    const answer = await client.get(`/v1/imports/${id}`);
    if (answer.status !== 200) throw new Error(answer.text);
    if (answer.body.status !== 'reading' && answer.body.status !== 'entering') return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const TYPES: Readonly<Record<string, string>> = {
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.ods': 'application/vnd.oasis.opendocument.spreadsheet',
};

const send = (client: Client, name: string, query = ''): Promise<Answer> =>
  sendBytes(client, name, fs.readFileSync(path.join(FOLDER, name)), query);

async function sendBytes(client: Client, name: string, bytes: Buffer, query = '') {
  const type = TYPES[path.extname(name)] ?? '';
  const headers = { 'content-type': type, 'idempotency-key': randomUUID() };
  const url = `/v1/imports?fileName=${encodeURIComponent(name)}${query}`;
  const sent = await client.send('POST', url, bytes, headers);
  return sent.status === 202 ? settled(client, sent.body.id) : sent;
}

/** A fund whose book is taken over at a day's close. */
async function fundAt(on: string, capital: string): Promise<Client> {
  const client = await api.addFund();
  await client.put('/v1/fund/opening', {
    on,
    documentNumber: '01/BB-BG',
    capital: [{ source: 'charter', amount: capital }],
  });
  return client;
}

async function enter(client: Client, { body }: Answer): Promise<void> {
  expect((await client.post(`/v1/imports/${body.id}/entry`, undefined)).status).toBe(202);
  expect((await settled(client, body.id)).body.status).toBe('entered');
  expect((await client.read('/v1/ledger/verification')).differences).toEqual([]);
}

/** What an accountant asks of a loan: principal, of it overdue, and each interest owed. */
async function standingOf(client: Client, contractNumber: string, asOf: string): Promise<Json> {
  const { data } = await client.read('/v1/loans');
  const { id } = data.find((each: Json) => each.contractNumber === contractNumber);
  const position = await client.read(`/v1/loans/${id}/position?asOf=${asOf}`);
  return {
    outstanding: position.principal.outstanding,
    overdue: position.principal.overdue,
    interest: position.inTermInterest.owed,
    overdueInterest: position.overdueInterest.owed,
    daysPastDue: position.daysPastDue,
  };
}

const availableOf = async (client: Client, asOf: string): Promise<string> =>
  (await client.read(`/v1/fund?asOf=${asOf}`)).availablePrincipal;

/** Sums that the sheets state: how many, and whether all of them agree with their rows. */
const sumsOf = ({ body }: Answer): Json => {
  const all = body.sheets.flatMap(({ subtotals }: Json) => subtotals);
  return { count: all.length, agree: all.every(({ agrees }: Json) => agrees) };
};

const assumedOf = ({ body }: Answer): string[] => body.assumed.map(({ code }: Json) => code);

const faultsOf = ({ body }: Answer): Json[] =>
  body.faults.map(({ code, sheet, row, column, found }: Json) => [code, sheet, row, column, found]);

const LOANS = { cooperatives: 0, loans: 0, disbursements: 0, receipts: 0 };

const OPENING = '2022-12-31';

describe('a register', () => {
  test('by states of debt, with merged titles, a heading of two rows, sums and signatures', async () => {
    const fund = await fundAt(OPENING, '5000000000');
    const answer = await send(fund, '01-nhom-no.xlsx');
    expect(faultsOf(answer)).toEqual([]);
    expect(answer.body.wouldEnter).toEqual({ ...LOANS, cooperatives: 3, loans: 3 });
    // Five columns of amounts, in each of two groups and in all.
    expect(sumsOf(answer)).toEqual({ count: 15, agree: true });
    await enter(fund, answer);
    // 240 million at 6.6 % for the 16 days from 15 December: 694,356.16.
    expect(await standingOf(fund, '01/2021/HĐTD', OPENING)).toEqual({
      outstanding: '240000000',
      overdue: '0',
      interest: '694356',
      overdueInterest: '0',
      daysPastDue: 0,
    });
    // From 20 April to 31 December: 255 days.
    expect(await standingOf(fund, '05/2019/HĐTD', OPENING)).toEqual({
      outstanding: '150000000',
      overdue: '150000000',
      interest: '0',
      overdueInterest: '10374658',
      daysPastDue: 255,
    });
    // 5,000 million less 240, 300 and 150 million.
    expect(await availableOf(fund, OPENING)).toBe('4310000000');
  });

  test('in million đồng, by districts whose rows state their sums, with rates a month', async () => {
    const fund = await fundAt('2023-06-30', '3000000000');
    const answers = '&principalEvery=half_year&interestEvery=quarter';
    const answer = await send(fund, '02-trieu-theo-huyen.ods', answers);
    expect(faultsOf(answer)).toEqual([]);
    expect(answer.body.wouldEnter).toEqual({ ...LOANS, cooperatives: 3, loans: 3 });
    expect(sumsOf(answer)).toEqual({ count: 20, agree: true });
    await enter(fund, answer);
    const { data } = await fund.read('/v1/cooperatives');
    const places = data.map(({ name, locality }: Json) => [name, locality]);
    expect(new Map(places)).toEqual(
      new Map([
        ['HTX Hồng Phong', 'Cao Lộc'],
        ['HTX Tú Mịch', 'Lộc Bình'],
        ['HTX Vận tải Đông Kinh', 'Thành phố Lạng Sơn'],
      ]),
    );
    // 1,663,562 due on 10 June, and 100 million at 12 × 0.55 % for 20 days: 361,643.84.
    // From 10 March to 30 June: 112 days.
    expect(await standingOf(fund, '07/2021/HĐ', '2023-06-30')).toEqual({
      outstanding: '150000000',
      overdue: '50000000',
      interest: '2025206',
      overdueInterest: '1518904',
      daysPastDue: 112,
    });
    // 3,000 million less 240, 150 and 45.25 million.
    expect(await availableOf(fund, '2023-06-30')).toBe('2564750000');
  });

  test('with serial numbers from 1904 for days, at the ends of months', async () => {
    const fund = await fundAt(OPENING, '2000000000');
    const answer = await send(fund, '03-ngay-1904.xlsx');
    expect(faultsOf(answer)).toEqual([]);
    expect(sumsOf(answer)).toEqual({ count: 2, agree: true });
    await enter(fund, answer);
    // A billion at 7.2 % for the 92 days from 30 September: 18,147,945.21, due on 31 December, a
    // Saturday, with the third instalment: nothing is overdue yet.
    expect(await standingOf(fund, 'KU05', OPENING)).toEqual({
      outstanding: '1000000000',
      overdue: '0',
      interest: '18147945',
      overdueInterest: '0',
      daysPastDue: 0,
    });
    const { data } = await fund.read('/v1/loans?contractNumber=KU05');
    const { interestPeriods } = await fund.read(`/v1/loans/${data[0].id}/schedule`);
    const dues = interestPeriods.map(({ to }: Json) => to);
    expect(dues).toEqual(expect.arrayContaining(['2023-03-31', '2023-06-30', '2023-12-31']));
    expect(dues).not.toContain('2023-12-30');
    // 200 million for the 46 days from 15 November: 1,663,561.64.
    expect((await standingOf(fund, 'KU06', OPENING)).interest).toBe('1663562');
    expect(await availableOf(fund, OPENING)).toBe('800000000');
  });

  test('with formulas, a hidden loan and a hidden column', async () => {
    const fund = await fundAt(OPENING, '1000000000');
    const answer = await send(fund, '04-cong-thuc-hang-an.xlsx');
    expect(faultsOf(answer)).toEqual([]);
    expect(answer.body.wouldEnter).toEqual({ ...LOANS, cooperatives: 2, loans: 2 });
    expect(assumedOf(answer)).toEqual(
      expect.arrayContaining(['formula-values-kept', 'hidden-rows-read', 'hidden-columns-read']),
    );
    expect(sumsOf(answer)).toEqual({ count: 3, agree: true });
    await enter(fund, answer);
    // The hidden one: 112.5 million for the 11 days from 20 December: 223,767.12.
    expect(await standingOf(fund, '11/2022', OPENING)).toEqual({
      outstanding: '112500000',
      overdue: '0',
      interest: '223767',
      overdueInterest: '0',
      daysPastDue: 0,
    });
    const { data } = await fund.read('/v1/cooperatives');
    expect(data.map(({ code }: Json) => code).sort()).toEqual(['KX02', 'TT01']);
    expect(await availableOf(fund, OPENING)).toBe('687500000');
  });

  test('all of texts: 31.12.2022, 1.234.567.000 and a dash for nothing', async () => {
    const fund = await fundAt(OPENING, '3000000000');
    const answer = await send(fund, '05-chu-va-gach.ods');
    expect(faultsOf(answer)).toEqual([]);
    // Nothing is left of the third loan: told, and not entered.
    expect(answer.body.wouldEnter).toEqual({ ...LOANS, cooperatives: 2, loans: 2 });
    expect(assumedOf(answer)).toContain('rows-left-out');
    expect(sumsOf(answer).agree).toBe(true);
    await enter(fund, answer);
    expect(await standingOf(fund, 'HĐ 21-A', OPENING)).toEqual({
      outstanding: '1234567000',
      overdue: '0',
      interest: '38843198',
      overdueInterest: '0',
      daysPastDue: 0,
    });
    // 3,000,000,000 less 1,333,332,400.
    expect(await availableOf(fund, OPENING)).toBe('1666667600');
  });

  test('with instalments and unpaid interest on sheets of their own', async () => {
    const fund = await fundAt(OPENING, '1000000000');
    const answer = await send(fund, '06-nhieu-trang.xlsx');
    expect(faultsOf(answer)).toEqual([]);
    const shapes = answer.body.sheets.map(({ understoodAs }: Json) => understoodAs);
    expect(shapes).toEqual(['register', 'instalments', 'instalments']);
    expect(answer.body.wouldEnter).toEqual({ ...LOANS, cooperatives: 2, loans: 2 });
    // “Cộng” stands in the column of the contracts.
    expect(sumsOf(answer)).toEqual({ count: 8, agree: true });
    await enter(fund, answer);
    // 9,000,000 due and 5,759,178 accrued; the oldest is that of 1 July: 183 days.
    expect(await standingOf(fund, '31/2021/HĐTD', OPENING)).toEqual({
      outstanding: '400000000',
      overdue: '50000000',
      interest: '14759178',
      overdueInterest: '1234110',
      daysPastDue: 183,
    });
    expect(await availableOf(fund, OPENING)).toBe('510000000');
  });
});

describe('a book of movements', () => {
  test('with a sheet a borrower, whose titles tell the contract beside other words', async () => {
    const fund = await fundAt('2021-12-31', '1000000000');
    const contracts = `ĐVT: đồng
Tên HTX;Địa bàn;Số hợp đồng;Ngày ký;Ngày đến hạn;Số tiền vay;Lãi suất (%/năm);Kỳ trả gốc;Kỳ trả lãi
HTX Thắng Lợi;Cao Lộc;41/2022/HĐTD;10/01/2022;10/01/2024;240.000.000;6,6;quý;quý
HTX Yên Thịnh;Hữu Lũng;42/2022/HĐTD;15/02/2022;15/02/2023;100.000.000;6,6;cuối kỳ;quý
`;
    const headers = { 'content-type': 'text/csv', 'idempotency-key': randomUUID() };
    const sent = await fund.send(
      'POST',
      '/v1/imports?fileName=hop-dong.csv',
      Buffer.from(contracts),
      headers,
    );
    await enter(fund, await settled(fund, sent.body.id));
    const answer = await send(fund, '07-moi-trang-mot-htx.xlsx');
    expect(faultsOf(answer)).toEqual([]);
    expect(answer.body.wouldEnter).toEqual({ ...LOANS, disbursements: 2, receipts: 3 });
    expect(sumsOf(answer)).toEqual({ count: 5, agree: true });
    await enter(fund, answer);
    // 180 million for the 82 days from 10 July: 2,668,931.51.
    expect(await standingOf(fund, '41/2022/HĐTD', '2022-09-30')).toEqual({
      outstanding: '180000000',
      overdue: '0',
      interest: '2668932',
      overdueInterest: '0',
      daysPastDue: 0,
    });
    // 100 million for 92 days to 15 August, 1,663,561.64, and for 46 days since, 831,780.82.
    expect(await standingOf(fund, '42/2022/HĐTD', '2022-09-30')).toEqual({
      outstanding: '100000000',
      overdue: '0',
      interest: '2495343',
      overdueInterest: '0',
      daysPastDue: 46,
    });
    // 1,000 million less 340 lent and with 60 repaid.
    expect(await availableOf(fund, '2022-09-30')).toBe('720000000');
  });

  test('of all loans with a running balance, in thousands, its contracts in the same file', async () => {
    const fund = await fundAt('2021-12-31', '1000000000');
    const answer = await send(fund, '08-so-du-luy-ke.ods');
    expect(faultsOf(answer)).toEqual([]);
    expect(answer.body.wouldEnter).toEqual({
      cooperatives: 2,
      loans: 2,
      disbursements: 2,
      receipts: 2,
    });
    expect(sumsOf(answer)).toEqual({ count: 4, agree: true });
    await enter(fund, answer);
    // 150 million for the 121 days from 1 September: 3,281,917.81.
    expect(await standingOf(fund, '51/2022', OPENING)).toEqual({
      outstanding: '150000000',
      overdue: '0',
      interest: '3281918',
      overdueInterest: '0',
      daysPastDue: 0,
    });
    // 80 million for the 30 days from 1 December: 433,972.60.
    expect((await standingOf(fund, '52/2022', OPENING)).interest).toBe('433973');
    expect(await availableOf(fund, OPENING)).toBe('770000000');
  });
});

describe('what a file leaves open', () => {
  test('is asked: a near name, a number that lost its zero; then it goes in', async () => {
    const fund = await fundAt(OPENING, '1000000000');
    const answer = await send(fund, '09-ten-gan-giong.xlsx');
    expect(faultsOf(answer)).toEqual([
      ['number-lost-zeros', 'Du no', 6, 'C', '490012345'],
      ['name-near', 'Du no', 5, 'B', 'HTX NN Hồi Thơm'],
    ]);
    const refused = await fund.post(`/v1/imports/${answer.body.id}/entry`, undefined);
    expect([refused.status, refused.body.code]).toEqual([409, 'import-not-ready']);
    expect((await fund.read('/v1/loans')).data).toEqual([]);

    const corrected = await send(fund, '09-ten-gan-giong-da-sua.xlsx');
    expect(faultsOf(corrected)).toEqual([]);
    expect(corrected.body.wouldEnter).toEqual({ ...LOANS, cooperatives: 3, loans: 3 });
    await enter(fund, corrected);
    const { data } = await fund.read('/v1/cooperatives');
    expect(data.map(({ code }: Json) => code).sort()).toEqual(['BC1', 'HT1', 'HT2']);
    // 100 million at 6.6 % for the 61 days from 31 October: 1,103,013.70.
    expect(await standingOf(fund, '62/2022', OPENING)).toEqual({
      outstanding: '100000000',
      overdue: '0',
      interest: '1103014',
      overdueInterest: '0',
      daysPastDue: 0,
    });
    expect(await availableOf(fund, OPENING)).toBe('700000000');
  });

  test('and each fault is named with its place; nothing of such a file is entered', async () => {
    const fund = await fundAt(OPENING, '1000000000');
    const answer = await send(fund, '10-nhieu-loi.xlsx');
    expect(faultsOf(answer)).toEqual([
      ['parts-differ', 'Dư nợ', 3, 'I', '120000000'],
      ['date-order-unknown', 'Dư nợ', 4, 'E', '2022-04-03'],
      ['subtotal-differs', 'Dư nợ', 7, 'I', '315000000'],
      ['contract-twice', 'Dư nợ', 6, 'D', '73/2022'],
    ]);
    const figures = answer.body.faults.map((each: Json) => each.figures);
    expect(figures).toMatchObject([
      { stated: '120000000', computed: '110000000' },
      {},
      { stated: '315000000', computed: '310000000' },
      { row: 5 },
    ]);
    const refused = await fund.post(`/v1/imports/${answer.body.id}/entry`, undefined);
    expect([refused.status, refused.body.code]).toEqual([409, 'import-not-ready']);
    expect((await fund.read('/v1/cooperatives')).data).toEqual([]);
    expect(await availableOf(fund, OPENING)).toBe('1000000000');
  });

  test.each(['khong-tieu-de.xlsx', 'trang-trong.xlsx'])('%s has no table', async (name) => {
    const fund = await fundAt(OPENING, '1000000000');
    const answer = await send(fund, name);
    expect(faultsOf(answer)).toEqual([['no-table', 'Sheet1', null, null, '']]);
  });

  test('a file with a password is refused, and told so', async () => {
    const bytes = await writeXlsx({
      sheets: [{ name: 'Dư nợ', rows: [['Số HĐ', 'Số tiền vay']] }],
      encryption: { password: 'quy-htx', spinCount: 1 },
    });
    const fund = await fundAt(OPENING, '1000000000');
    const answer = await sendBytes(fund, 'co-mat-khau.xlsx', Buffer.from(bytes));
    expect([answer.status, answer.body.code]).toEqual([400, 'validation']);
    expect(answer.text).toMatch(/password/);
  });
});
