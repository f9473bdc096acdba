import { execFileSync } from 'node:child_process';
import {
  count,
  date,
  money,
  percent,
  sheetOf,
  text,
  workbookAt,
  type ColumnOf,
} from '../../../src/documents/sheets/workbook.ts';
import { cellNumber, xlsx } from '../../../src/documents/sheets/xlsx.ts';
import { Dec, sum } from '../../../src/domain/primitives/money.ts';
import { readWorkbook, type ReadSheet } from '../../support/workbooks.ts';

const FUND = { name: 'Quỹ hỗ trợ phát triển hợp tác xã', province: 'Lạng Sơn' };

const VIEW = { asOf: '2023-06-30', knownAt: new Date('2023-07-07T01:02:03.004Z') };

function made<Row>(columns: readonly ColumnOf<Row>[], rows: readonly Row[]) {
  return workbookAt('Thử', FUND, VIEW, [sheetOf('Thử', 'BẢNG THỬ', columns, rows)]);
}

async function written<Row>(columns: readonly ColumnOf<Row>[], rows: readonly Row[]) {
  const [sheet] = readWorkbook(await xlsx(made(columns, rows)));
  if (sheet === undefined) throw new Error('no sheet');
  return sheet;
}

/** A sheet of one column of money with its total. */
function amounts(...digits: string[]): Promise<ReadSheet> {
  const rows = digits.map((each) => new Dec(each));
  return written(
    [text<Dec>('Tên', 9, () => 'x'), money('Tiền', (row: Dec) => row, sum(rows))],
    rows,
  );
}

describe('an amount in a cell', () => {
  test.each([
    ['0', 0],
    ['1610000000', 1_610_000_000],
    ['999999999999999', 999_999_999_999_999],
    ['-999999999999999', -999_999_999_999_999],
    ['6.6', 6.6],
    ['14.999999', 14.999999],
  ])('%s is a number', (digits, number) => {
    expect(cellNumber(new Dec(digits))).toBe(number);
  });

  test.each(['1000000000000000', '-1000000000000000', '123456789012345678'])(
    '%s has more than 15 digits and is none',
    (digits) => expect(cellNumber(new Dec(digits))).toBeNull(),
  );

  test('is a number cell that is shown with separators; above 15 digits a text cell', async () => {
    const { cells } = await amounts('999999999999999', '-1000000000000000');
    expect(cells.get('B5')).toEqual({
      value: '999999999999999',
      isText: false,
      formula: null,
      format: '[$-42A]#,##0',
    });
    expect(cells.get('B6')).toMatchObject({
      value: '-1000000000000000',
      isText: true,
      format: '@',
    });
  });

  test('a rate keeps its decimals', async () => {
    const { cells } = await written(
      [percent<string>('Lãi suất', (row) => new Dec(row))],
      ['6.125'],
    );
    expect(cells.get('A5')).toMatchObject({ value: '6.125', format: '[$-42A]0.00####' });
  });
});

describe('a total', () => {
  test('is the sum of its column as a formula, with the value beside it', async () => {
    const { cells } = await amounts('1500000000', '110000000', '-1');
    expect(cells.get('A8')?.value).toBe('Tổng cộng');
    expect(cells.get('B8')).toMatchObject({ formula: 'SUM(B5:B7)', value: '1609999999' });
  });

  test('is our own, as a text, where the sum has more than 15 digits', async () => {
    // Twice 999,999,999,999,999
    const { cells } = await amounts('999999999999999', '999999999999999');
    expect(cells.get('B7')).toMatchObject({
      formula: null,
      value: '1999999999999998',
      isText: true,
    });
  });

  test('is our own where an amount is a text, which a formula would leave out', async () => {
    const { cells } = await amounts('1000000000000000', '-999999999999999');
    expect(cells.get('B7')).toMatchObject({ formula: null, value: '1', isText: false });
  });

  test('of no rows is 0', async () => {
    const { cells } = await amounts();
    expect(cells.get('A5')?.value).toBe('Không có số liệu.');
    expect(cells.get('B6')).toMatchObject({ formula: null, value: '0' });
  });

  test('to which the rows do not add up is our bug', () => {
    const column = money<Dec>('Tiền', (row) => row, new Dec(3));
    expect(() => sheetOf('Thử', 'THỬ', [column], [new Dec(1), new Dec(1)])).toThrow(
      'do not add up',
    );
  });

  test('of a count is what it is given, as a borrower counts once', async () => {
    const columns = [text<number>('Nhóm', 9, () => 'x'), count<number>('HTX', (row) => row, 2)];
    const { cells } = await written(columns, [1, 2]);
    expect(cells.get('B7')).toMatchObject({ formula: null, value: '2' });
  });

  test('in the 28th column names it AB', async () => {
    const columns = Array.from({ length: 28 }, () => money<Dec>('Tiền', (row) => row, new Dec(5)));
    const { cells } = await written(columns, [new Dec(2), new Dec(3)]);
    expect(cells.get('AB7')).toMatchObject({ formula: 'SUM(AB5:AB6)', value: '5' });
  });
});

describe('a text', () => {
  test.each(['=1+1', '+84 205', '-x', '@SUM(A1)', '\t=1', '\r=1', '0123', '1E5', '<b>&"x"'])(
    '%j is a text cell, never a formula or a number',
    async (value) => {
      const { cells } = await written([text<string>('Tên', 30, (row) => row)], [value]);
      expect(cells.get('A5')).toEqual({ value, isText: true, formula: null, format: '@' });
    },
  );

  test.each(['constructor', '__proto__', 'toString'])('%s is like any other', async (value) => {
    const { cells } = await written([text<string>('Tên', 30, (row) => row)], [value]);
    expect(cells.get('A5')?.value.trim()).toBe(value);
  });

  test('left out leaves the cell empty', async () => {
    const { cells } = await written([text<null>('Tên', 30, (row) => row)], [null]);
    expect(cells.get('A5')?.value).toBe('');
  });

  test('of many lines makes a row no higher than Excel takes', async () => {
    const { xml } = await written([text<string>('Tên', 5, (row) => row)], ['Ăn '.repeat(200)]);
    const heights = [...xml.matchAll(/ ht="([\d.]+)"/g)].map(([, height]) => Number(height));
    expect(Math.max(...heights)).toBeLessThanOrEqual(409);
    expect(Math.max(...heights)).toBeGreaterThan(200);
  });
});

describe('a date', () => {
  const inZone = (zone: string): string =>
    execFileSync(process.execPath, ['--import', 'tsx', 'test/support/printWorkbook.ts'], {
      encoding: 'utf8',
      env: { ...process.env, TZ: zone },
    });

  test('is the same day in any time zone, and the file the same bytes', () => {
    const zones = ['Asia/Ho_Chi_Minh', 'America/Los_Angeles', 'Pacific/Kiritimati', 'UTC'];
    const [first = '', ...others] = zones.map(inZone);
    expect(others).toEqual(others.map(() => first));
    const [sheet] = readWorkbook(Buffer.from(first, 'base64'));
    // 1 January 1900 is 1, and Excel counts a 29 February 1900: 2023-06-30 is 45107.
    expect(sheet?.cells.get('A5')).toMatchObject({ value: '45107', format: 'dd/mm/yyyy' });
    expect(sheet?.cells.get('A6')).toMatchObject({ value: '45351', isText: false });
    expect(sheet?.cells.get('A7')).toMatchObject({ value: '61', isText: false });
    // Before that day Excel and others count differently.
    expect(sheet?.cells.get('A8')).toMatchObject({ value: '28/2/1900', isText: true });
  });
});

describe('a sheet', () => {
  const columns = [text<string>('Tên', 34, (row) => row), date<string>('Ngày', () => null)];

  test('says above its rows what it is, whose, of which day and as known when', async () => {
    const sheet = await written(columns, ['x']);
    expect(sheet.name).toBe('Thử');
    expect([1, 2, 3, 4, 5].map((row) => sheet.row(row)[0])).toEqual([
      'BẢNG THỬ',
      'Quỹ hỗ trợ phát triển hợp tác xã Lạng Sơn',
      'Số liệu đến ngày 30/6/2023; theo sổ sách lúc 08:02 ngày 7/7/2023; đơn vị tính: đồng',
      'Tên',
      'x',
    ]);
  });

  test('keeps its head in sight, and its columns as wide as said', async () => {
    const { xml } = await written(columns, ['x']);
    expect(xml).toMatch(
      /<pane [^>]*ySplit="4"[^>]*state="frozen"|<pane [^>]*state="frozen"[^>]*ySplit="4"/,
    );
    expect(xml).toContain('<col min="1" max="1" width="34" customWidth="1"/>');
  });

  test('has a name that every spreadsheet takes', () => {
    expect(() => sheetOf('x'.repeat(32), '', columns, [])).toThrow('no name of a sheet');
    expect(() => sheetOf('a/b', '', columns, [])).toThrow('no name of a sheet');
  });
});

test('a workbook made again is the same bytes, without the time of day', async () => {
  const workbook = made([text<string>('Tên', 9, (row) => row)], ['x']);
  const bytes = Buffer.from(await xlsx(workbook));
  // The time and the date of the first file: 0:00 on 1 January 1980.
  expect(bytes.readUInt32LE(10)).toBe(0x00_21_00_00);
  expect(Buffer.from(await xlsx(workbook)).equals(bytes)).toBe(true);
});

describe('a text in a cell', () => {
  test.each([
    '_x0031_',
    'HĐ_x0031_x0032_',
    '_x005F_x0031_',
    '_x000D__x000a_',
    '__x0041_',
    '_x12_ _X0031_ x0031_',
    'a & b <c>',
  ])('is read by a spreadsheet as it is: %s', async (said) => {
    const { cells } = await written([text<string>('Tên', 20, (row) => row)], [said]);
    expect(cells.get('A5')).toMatchObject({ value: said, isText: true });
  });
});
