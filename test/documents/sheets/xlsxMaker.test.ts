import {
  count,
  date,
  money,
  percent,
  sheetOf,
  text,
  workbookAt,
} from '../../../src/documents/sheets/workbook.ts';
import { xlsx } from '../../../src/documents/sheets/xlsx.ts';
import { XlsxMaker } from '../../../src/documents/sheets/xlsxMaker.ts';
import { Dec, sum } from '../../../src/domain/primitives/money.ts';
import { compiled } from '../../support/program.ts';

const FUND = { name: 'Quỹ hỗ trợ phát triển hợp tác xã', province: 'Lạng Sơn' };

const VIEW = { asOf: '2023-06-30', knownAt: new Date('2023-07-07T01:02:03.004Z') };

/** A workbook of two sheets; the first has amounts up to 18 digits, and what is left empty. */
function workbook(rows: number) {
  const amounts = Array.from({ length: rows }, (_, index) => new Dec(`1${index}`.padEnd(18, '7')));
  const sheet = sheetOf(
    'Khoản vay',
    'BẢNG THỬ',
    [
      text<Dec>('Tên', 9, (row) => (row.mod(2).isZero() ? `["1"] & <${row.toFixed()}>` : null)),
      count('Số', (row: Dec) => row.precision()),
      percent('Lãi', (row: Dec) => row.div('1e17').toDecimalPlaces(6)),
      date('Ngày', () => '2023-06-30'),
      money('Tiền', (row: Dec) => row, sum(amounts)),
    ],
    amounts,
  );
  const other = sheetOf('Khác', 'BẢNG KHÁC', [text<string>('Tên', 9, (row) => row)], ['x']);
  return workbookAt('Thử', FUND, VIEW, [sheet, other], ['địa bàn: Văn Quan']);
}

let maker: XlsxMaker;

beforeAll(() => {
  maker = new XlsxMaker(compiled('src/documents/sheets/xlsxThread.ts'));
});
afterAll(() => maker.end());

describe('a workbook that a thread makes', () => {
  test('is the same file, byte for byte, also where several are asked for at once', async () => {
    const workbooks = [250, 0, 3].map(workbook);
    const made = await Promise.all(workbooks.map((each) => maker.make(each)));
    const expected = await Promise.all(workbooks.map(xlsx));
    expect(made.map((bytes) => Buffer.from(bytes))).toEqual(
      expected.map((bytes) => Buffer.from(bytes)),
    );
  });

  test('that cannot be made is an error, and the next one is made', async () => {
    const good = workbook(1);
    const bad = { ...good, issuer: null as unknown as string };
    await expect(maker.make(bad)).rejects.toThrow(/of null/);
    expect(Buffer.from(await maker.make(good))).toEqual(Buffer.from(await xlsx(good)));
  });

  test('is made after the thread was ended too', async () => {
    await maker.end();
    expect((await maker.make(workbook(1))).byteLength).toBeGreaterThan(1000);
  });

  test('is an error where the thread does not start', async () => {
    const none = new XlsxMaker('/there/is/no/thread.js');
    await expect(none.make(workbook(1))).rejects.toThrow(/thread\.js/);
  });
});
