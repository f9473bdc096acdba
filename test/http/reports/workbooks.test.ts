import {
  components,
  contribute,
  cooperativeBody,
  lend,
  next,
  payment,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';
import type { FastifyReply } from 'fastify';
import { MOST_ROWS, sheetOf, text, workbookAt } from '../../../src/documents/sheets/workbook.ts';
import { sendWorkbook } from '../../../src/http/files/workbookReply.ts';
import { startLangSon } from '../../support/langSon.ts';
import { getFile, readWorkbook, sheetNamed, type ReadSheet } from '../../support/workbooks.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const AT = 'asOf=2023-06-30';

const SECTION = `/v1/reports/fund-section?${AT}`;

let api: Api;

beforeAll(async () => {
  api = await startLangSon('2023-07-07');
});

afterAll(() => api.close());

async function workbook(url: string, client: Client = api.fund): Promise<ReadSheet[]> {
  const file = await getFile(api, client, `${url}&format=xlsx`);
  if (file.status !== 200) throw new Error(`GET ${url}: ${file.status} ${file.text}`);
  return readWorkbook(file.bytes);
}

/** The totals of a sheet by the titles of their columns; only of columns that have one. */
function totalsOf(sheet: ReadSheet): Record<string, string> {
  const titles = sheet.row(4);
  const totals = sheet.body.at(-1) ?? [];
  expect(totals[0]).toBe('Tổng cộng');
  return Object.fromEntries(
    titles
      .map((title, index) => [title, totals[index] ?? ''] as const)
      .slice(1)
      .filter(([, total]) => total !== ''),
  );
}

/** The values of a column below the head, without the total. */
function column(sheet: ReadSheet, title: string): string[] {
  const index = sheet.row(4).indexOf(title);
  expect(index).toBeGreaterThanOrEqual(0);
  const rows = sheet.body.filter((row) => row[0] !== 'Tổng cộng');
  return rows.map((row) => row[index] ?? '');
}

describe('a workbook', () => {
  test.each([
    [SECTION, 'Tinh-hinh-hoat-dong-quy-2023-06-30'],
    [`/v1/loans?${AT}`, 'So-cho-vay-2023-06-30'],
    ['/v1/repayments?from=2023-01-01&to=2023-06-30', 'Phieu-thu-2023-01-01-2023-06-30'],
    [`/v1/reports/debt-classification?${AT}`, 'Phan-loai-no-2023-06-30'],
    [`/v1/reports/arrears-ageing?${AT}`, 'No-theo-thoi-gian-qua-han-2023-06-30'],
    [`/v1/reports/interest-receivable?${AT}`, 'Lai-phai-thu-2023-06-30'],
    [`/v1/reports/recovery?${AT}`, 'Thu-hoi-no-goc-qua-han-2023-06-30'],
    [`/v1/reports/litigation?${AT}`, 'Vu-kien-2023-06-30'],
  ])('of %s is a file, by Accept too, and the same bytes when asked again', async (url, name) => {
    const { knownAt } = await api.fund.read(SECTION);
    const asked = `${url}&knownAt=${knownAt}`;
    const file = await getFile(api, api.fund, asked, { accept: XLSX });
    expect(file.status).toBe(200);
    expect(file.headers).toMatchObject({
      'content-type': XLSX,
      'content-disposition': `attachment; filename="${name}.xlsx"`,
      'content-length': String(file.bytes.length),
    });
    expect(file.headers['vary']).toContain('accept');
    const [first] = readWorkbook(file.bytes);
    expect(first?.row(2)).toEqual(['Quỹ hỗ trợ phát triển hợp tác xã Lạng Sơn']);
    expect(first?.row(3)[0]).toMatch(
      /; theo sổ sách lúc \d\d:\d\d ngày \d+\/\d+\/\d{4}; đơn vị tính: đồng$/,
    );
    const again = await getFile(api, api.fund, `${asked}&format=xlsx`);
    expect(Buffer.from(again.bytes).equals(file.bytes)).toBe(true);
    const refused = await api.fund.get(asked, { accept: 'application/zip' });
    expect([refused.status, refused.body.figures.possible]).toEqual([
      406,
      expect.arrayContaining([XLSX]),
    ]);
    expect((await api.fund.get(asked)).body).toEqual(expect.any(Object));
  });

  test('is refused as the JSON would be', async () => {
    const { status, text } = await getFile(
      api,
      api.fund,
      `${SECTION}&periodStart=2024-01-01&format=xlsx`,
    );
    expect([status, JSON.parse(text).code]).toEqual([400, 'validation']);
    const ofOther = await workbook(`/v1/loans?${AT}`, api.other);
    expect(ofOther[0]?.body.map(([first]) => first)).toEqual(['Không có số liệu.', 'Tổng cộng']);
  });
});

test('a workbook of too many rows is refused, not cut off', async () => {
  const rows = (number: number) => Array.from({ length: number }, () => 'x');
  const sheet = (name: string, number: number) =>
    sheetOf(name, name, [text<string>('Tên', 9, (row) => row)], rows(number));
  const view = { asOf: '2023-06-30', knownAt: new Date() };
  const fund = { name: 'Quỹ', province: 'Lạng Sơn' };
  const sheets = [sheet('A', MOST_ROWS - 1), sheet('B', 2)];
  const sent = sendWorkbook({} as FastifyReply, workbookAt('Thử', fund, view, sheets));
  await expect(sent).rejects.toMatchObject({ code: 'validation' });
});

describe('GET /v1/reports/fund-section?format=xlsx', () => {
  test('has the figures of the provincial report', async () => {
    const sheets = await workbook(SECTION);
    const figures = sheetNamed(sheets, 'Số liệu');
    expect(figures.row(1)).toEqual([
      'TÌNH HÌNH HOẠT ĐỘNG CỦA QUỸ, KỲ BÁO CÁO TỪ 1/1/2023 ĐẾN 30/6/2023',
    ]);
    const found = figures.body.map(([label = '', borrowers, amount, day, paper]) => [
      label.trim(),
      [borrowers, amount, day, paper].filter((each) => each !== ''),
    ]);
    expect(found).toEqual([
      ['Số HTX còn nợ', ['20']],
      ['- nợ trong hạn', ['10']],
      ['- nợ quá hạn', ['10']],
      ['Dư nợ gốc trong hạn', ['10', '3000000000']],
      ['Dư nợ gốc quá hạn', ['7', '1610000000']],
      ['Vốn điều lệ', ['7500000000']],
      ['Nguồn vốn gốc đã thu được chưa cho vay', ['2890000000']],
      ['- số dư đến hết 31/12/2022 chuyển sang', ['2310000000']],
      ['- cộng: nợ gốc thu được trong kỳ', ['580000000']],
      ['- cộng: vốn điều lệ tăng, giảm trong kỳ', ['0']],
      ['- trừ: giải ngân cho vay trong kỳ', ['0']],
      ['Lãi thu được trong kỳ', ['243100000']],
      ['- lãi trong hạn', ['105600000']],
      ['- lãi quá hạn', ['137500000']],
      ['- lãi chậm trả', ['0']],
      ['Nguồn vốn gốc dự kiến đến 31/12/2023', ['4110000000']],
      ['- cộng: nợ gốc dự kiến thu', ['1220000000']],
      ['- cộng: vốn điều lệ dự kiến tăng, giảm', ['0']],
      ['- trừ: dự kiến giải ngân cho vay', ['0']],
      ['HTX nợ quá hạn đã bị khởi kiện', ['7']],
      ['- Văn Quan', ['3']],
      ['- Bắc Sơn', ['2']],
      ['- Cao Lộc', ['2']],
      ['HTX nợ trong hạn bị thu hồi vốn trước hạn', ['2']],
      ['- TP Lạng Sơn', ['2']],
      // 27 August and 16 September 2021
      ['Giải ngân gần nhất', ['44435']],
      ['Quyết định ngừng cho vay mới', ['44455', '521/TB-UBND']],
    ]);
    // Every sheet that a figure points to is there.
    const named = new Set(column(figures, 'Chi tiết tại trang tính').filter((name) => name !== ''));
    expect(sheets.map((sheet) => sheet.name)).toEqual(expect.arrayContaining([...named]));
  });

  test('has the rows of each figure, which sum to it', async () => {
    const sheets = await workbook(SECTION);
    const totals = (name: string) => totalsOf(sheetNamed(sheets, name));
    expect(totals('Dư nợ gốc')).toEqual({
      'Dư nợ gốc trong hạn': '3000000000',
      'Dư nợ gốc quá hạn': '1610000000',
    });
    expect(totals('HTX còn nợ')).toEqual(totals('Dư nợ gốc'));
    expect(totals('Nguồn vốn gốc')).toEqual({
      'Vốn điều lệ': '7500000000',
      'Trước ngày 1/1/2023': '2310000000',
      'Nợ gốc thu trong kỳ': '580000000',
      'Giải ngân trong kỳ': '0',
      'Vốn điều lệ tăng, giảm trong kỳ': '0',
      'Nguồn vốn gốc': '2890000000',
    });
    expect(totals('Lãi đã thu')).toEqual({
      'Lãi trong hạn': '105600000',
      'Lãi quá hạn': '137500000',
      'Lãi chậm trả': '0',
      'Tổng số lãi': '243100000',
    });
    expect(totals('Dự kiến cuối năm')).toEqual({
      'Đã có đến 30/6/2023': '2890000000',
      'Nợ gốc dự kiến thu': '1220000000',
      'Dự kiến giải ngân': '0',
      'Vốn điều lệ dự kiến tăng, giảm': '0',
      'Nguồn vốn gốc': '4110000000',
    });
  });

  test('has as many rows as each figure is explained by', async () => {
    const sheets = await workbook(SECTION);
    const lengthOf = async (path: string): Promise<number> =>
      (await api.fund.read(`/v1/reports/fund-section/lines/${path}?${AT}`)).rows.length;
    const rows = (name: string) => sheetNamed(sheets, name).body.length - 1;
    expect(rows('HTX còn nợ')).toBe(20);
    expect(rows('Lãi đã thu')).toBe(await lengthOf('interestCollected.total'));
    expect(rows('Dự kiến cuối năm')).toBe(await lengthOf('projectedYearEnd.availablePrincipal'));
    const before = await lengthOf('availablePrincipal.broughtForward');
    // Its first row is the balance brought forward.
    const within = (await lengthOf('availablePrincipal.amount')) - 1;
    expect(rows('Nguồn vốn gốc')).toBe(before + within);
  });

  test('lists who is sued and recalled by locality, as in the section', async () => {
    const sheets = await workbook(SECTION);
    const section = await api.fund.read(SECTION);
    const names = (localities: Json[]) =>
      localities.map((each) => each.cooperatives.map((of: Json) => of.name)).flat();
    const sued = sheetNamed(sheets, 'Khởi kiện');
    expect(column(sued, 'Tên HTX')).toEqual(names(section.litigation.localities));
    expect(column(sued, 'Địa bàn').slice(0, 4)).toEqual([
      ...Array.from({ length: 3 }, () => 'Văn Quan'),
      'Bắc Sơn',
    ]);
    const recalled = sheetNamed(sheets, 'Thu hồi trước hạn');
    expect(column(recalled, 'Tên HTX')).toEqual(names(section.recalls.localities));
    const borrowers = sheetNamed(sheets, 'HTX còn nợ');
    const marked = (title: string) => column(borrowers, title).filter((mark) => mark === 'có');
    expect(
      [marked('Bị khởi kiện'), marked('Thu hồi trước hạn')].map((each) => each.length),
    ).toEqual([7, 2]);
    expect(column(sheetNamed(sheets, 'Ghi chú'), 'Mã HTX')).toEqual(['HTX18', 'HTX19', 'HTX20']);
  });

  test('gives money out and movements of capital in the period their columns', async () => {
    const fund = await api.addFund();
    await contribute(fund, '1000000000', '2022-05-04');
    await lend(fund); // 200 m on 25 March 2023
    const movement = { effectiveOn: '2023-05-05', documentNumber: '=9/QĐ' };
    await fund.add('/v1/fund/capital-movements', {
      ...movement,
      kind: 'withdrawal',
      amount: '300000000',
    });
    await fund.put('/v1/fund/plan', {
      entries: [
        { kind: 'disbursement', expectedOn: '2023-09-15', amount: '40000000', ground: 'A' },
        { kind: 'withdrawal', expectedOn: '2023-10-15', amount: '5000000', ground: 'B' },
      ],
    });
    const sheets = await workbook(SECTION, fund);
    const available = sheetNamed(sheets, 'Nguồn vốn gốc');
    expect(totalsOf(available)).toEqual({
      'Vốn điều lệ': '700000000',
      'Trước ngày 1/1/2023': '1000000000',
      'Nợ gốc thu trong kỳ': '0',
      'Giải ngân trong kỳ': '200000000',
      'Vốn điều lệ tăng, giảm trong kỳ': '-300000000',
      'Nguồn vốn gốc': '500000000', // 1,000 − 200 − 300
    });
    expect(column(available, 'Số chứng từ')).toContain('=9/QĐ');
    expect(totalsOf(sheetNamed(sheets, 'Dự kiến cuối năm'))).toEqual({
      'Đã có đến 30/6/2023': '500000000',
      // Overdue since 27 June and without a plan: nothing is expected (R20).
      'Nợ gốc dự kiến thu': '0',
      'Dự kiến giải ngân': '40000000',
      'Vốn điều lệ dự kiến tăng, giảm': '-5000000',
      'Nguồn vốn gốc': '455000000', // 500 − 40 − 5
    });
  });
});

describe('GET /v1/loans?format=xlsx', () => {
  test('says what it is narrowed to, in its head and its name', async () => {
    const url = `/v1/loans?asOf=2023-06-30&locality=${encodeURIComponent('Văn Quan')}&standing=overdue`;
    const file = await getFile(api, api.fund, `${url}&format=xlsx`);
    const [sheet] = readWorkbook(file.bytes);
    expect(sheet?.row(3)[0]).toContain('(chỉ gồm: địa bàn Văn Quan; tình trạng quá hạn)');
    expect(file.headers['content-disposition']).toContain('2023-06-30-loc.xlsx');
    const receipts = await getFile(api, api.fund, '/v1/repayments?method=cash&format=xlsx');
    const [journal] = readWorkbook(receipts.bytes);
    expect(journal?.row(3)[0]).toContain('Tất cả phiếu thu (chỉ gồm: thu bằng tiền mặt);');
  });

  test('has all loans, whatever the page, with terms and position', async () => {
    const [register] = await workbook(`/v1/loans?${AT}&limit=2`);
    const { data } = await api.fund.read(`/v1/loans?${AT}&limit=200`);
    if (register === undefined) throw new Error('no register');
    expect(column(register, 'Số hợp đồng')).toEqual(data.map((row: Json) => row.contractNumber));
    expect(column(register, 'Dư nợ gốc')).toEqual(
      data.map((row: Json) => row.principalOutstanding),
    );
    expect(totalsOf(register)).toMatchObject({
      'Dư nợ gốc': '4610000000',
      'Dư nợ gốc trong hạn': '3000000000',
      'Dư nợ gốc quá hạn': '1610000000',
    });
    // 03/2017/HĐTD of HTX Xuân Mai: 6.6%, overdue 9.9%
    const row = data.findIndex((each: Json) => each.contractNumber === '03/2017/HĐTD');
    const of = (title: string) => column(register, title)[row];
    expect([of('Lãi suất (%/năm)'), of('Lãi suất quá hạn ghi trong hợp đồng (%/năm)')]).toEqual([
      '6.6',
      '9.9',
    ]);
    expect(of('Tình trạng')).toBe('quá hạn');
  });

  test('takes the filters of the list', async () => {
    const [register] = await workbook(
      `/v1/loans?${AT}&standing=overdue&locality=${encodeURI('Văn Quan')}`,
    );
    if (register === undefined) throw new Error('no register');
    expect(column(register, 'Tên HTX')).toHaveLength(3);
    expect(new Set(column(register, 'Địa bàn'))).toEqual(new Set(['Văn Quan']));
  });
});

describe('GET /v1/repayments?format=xlsx', () => {
  test('has the receipts of the days with what each paid', async () => {
    const [receipts, reversed] = await workbook('/v1/repayments?from=2023-01-01&to=2023-06-30');
    expect(totalsOf(receipts as ReadSheet)).toEqual({
      'Số tiền': '823100000', // 580 m + 243.1 m
      'Nợ gốc': '580000000',
      'Lãi trong hạn': '105600000',
      'Lãi quá hạn': '137500000',
      'Lãi chậm trả': '0',
    });
    expect(receipts?.row(3)[0]).toContain('Phiếu thu từ ngày 1/1/2023 đến ngày 30/6/2023');
    expect(reversed?.body[0]).toEqual(['Không có số liệu.']);
  });

  test('has reversed receipts apart, marked, outside the sums', async () => {
    const fund = await api.addFund();
    await contribute(fund);
    const { path, contractNumber } = await lend(fund);
    const pay = (amount: string, day: string) =>
      fund.add(`${path}/repayments`, {
        ...payment(amount, day),
        allocation: components('0', amount),
      });
    await pay('1000', '2023-04-03');
    const wrong = await pay('500', '2023-04-04');
    await pay('2000', '2023-04-05');
    await fund.add(`/v1/repayments/${wrong.id}/reversal`, { reason: 'Nhập nhầm' });
    const [receipts, reversed] = (await workbook('/v1/repayments?limit=1', fund)) as [
      ReadSheet,
      ReadSheet,
    ];
    expect(column(receipts, 'Số tiền')).toEqual(['1000', '2000']);
    expect(totalsOf(receipts)).toMatchObject({ 'Số tiền': '3000', 'Lãi trong hạn': '3000' });
    expect(receipts.row(3)[0]).toContain('Tất cả phiếu thu');
    expect(column(reversed, 'Số phiếu thu')).toEqual([wrong.voucherNumber]);
    expect(column(reversed, 'Số hợp đồng')).toEqual([contractNumber]);
    expect(column(reversed, 'Ngày hủy')[0]).toMatch(/^4\d{4}$/);
    // Before the reversal was recorded it stood (R21).
    const then = await workbook(`/v1/repayments?knownAt=${wrong.recordedAt}`, fund);
    expect(column(then[0] as ReadSheet, 'Số tiền')).toEqual(['1000', '500']);
  });

  test('shows a reversed receipt also where its contract was voided since', async () => {
    const fund = await api.addFund();
    await contribute(fund);
    const { path } = await lend(fund);
    const { data: lent } = await fund.read(`${path}/disbursements`);
    const paid = await fund.add(`${path}/repayments`, payment('1000', '2023-04-03'));
    const reason = { reason: 'Nhập nhầm hợp đồng' };
    await fund.add(`/v1/repayments/${paid.id}/reversal`, reason);
    await fund.add(`/v1/disbursements/${lent[0].id}/reversal`, reason);
    await fund.add(`${path}/void`, reason);
    const [, reversed] = await workbook('/v1/repayments?', fund);
    expect(column(reversed as ReadSheet, 'Số hợp đồng')).toEqual(['(hợp đồng đã hủy)']);
    expect(column(reversed as ReadSheet, 'Số tiền')).toEqual(['1000']);
  });
});

describe('the reports with rows', () => {
  test('have their totals, and a row for each loan', async () => {
    const [groups, loans] = await workbook(`/v1/reports/debt-classification?${AT}`);
    expect(totalsOf(groups as ReadSheet)).toEqual({
      'Số khoản vay': '20',
      'Số HTX': '20',
      'Dư nợ gốc': '4610000000',
      'Dự phòng cụ thể': '1610000000',
      'Dự phòng chung': '15000000', // 0.5% of 3,000 m
      'Tỷ lệ nợ xấu (%)': '34.92', // 1,610 of 4,610
    });
    expect(loans?.body).toHaveLength(21);
  });

  test.each([
    ['arrears-ageing', 'overdueInterestOwed', 'Lãi quá hạn', 2],
    ['interest-receivable', 'receivable', 'Lãi phải thu', 2],
    ['recovery', 'collected', 'Đã thu hồi', 4],
    ['litigation', 'claimed', 'Số tiền yêu cầu', 4],
  ])('%s: its sheets have the total of the answer', async (report, name, title, number) => {
    const sheets = await workbook(`/v1/reports/${report}?${AT}`);
    const { total } = await api.fund.read(`/v1/reports/${report}?${AT}`);
    expect(sheets).toHaveLength(number);
    const summed = sheets.filter((sheet) => sheet.body.at(-1)?.[0] === 'Tổng cộng');
    expect(summed.length).toBeGreaterThanOrEqual(2);
    for (const sheet of summed) expect(totalsOf(sheet)[title]).toBe(total[name]);
  });

  test('a name that a spreadsheet would reckon is a text cell', async () => {
    const fund = await api.addFund();
    await contribute(fund);
    const named = cooperativeBody({ name: '=HYPERLINK("http://x")', code: next('-') });
    const { id } = await fund.add('/v1/cooperatives', named);
    await lend(fund, { contractNumber: '+1/2023' }, id);
    const [, loans] = await workbook(`/v1/reports/arrears-ageing?${AT}`, fund);
    expect(loans?.cells.get('A5')).toMatchObject({ value: '+1/2023', isText: true, formula: null });
    expect(loans?.cells.get('C5')).toMatchObject({
      value: '=HYPERLINK("http://x")',
      isText: true,
      formula: null,
    });
  });
});
