import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csv } from '../../../src/documents/sheets/csv.ts';
import { vnd } from '../../support/loans.ts';

const cell = (value: Parameters<typeof csv>[1][number][string]) =>
  csv(['a'], [{ a: value }]).slice('a\r\n'.length, -'\r\n'.length);

describe('a table as CSV', () => {
  test('has a header, then the rows, each line ended by CRLF, without a byte-order mark', () => {
    const rows = [
      { name: 'HTX Vạn An', days: 12, onBooks: true },
      { name: 'HTX Yên Dũng', days: 0, onBooks: false },
    ];
    expect(csv(['name', 'days', 'onBooks'], rows)).toBe(
      'name,days,onBooks\r\n"HTX Vạn An",12,true\r\n"HTX Yên Dũng",0,false\r\n',
    );
  });

  test('without rows is its header', () => {
    expect(csv(['name', 'days'], [])).toBe('name,days\r\n');
  });

  test('has the columns asked for, in that order, whatever else a row has', () => {
    expect(csv(['b', 'a'], [{ a: 1, b: 2, c: 3 } as { a: number; b: number }])).toBe(
      'b,a\r\n2,1\r\n',
    );
  });

  test('prints amounts as digits, null as nothing', () => {
    expect(cell(vnd('1_610_000_000'))).toBe('1610000000');
    expect(cell(vnd('0').negated())).toBe('0');
    expect(cell(null)).toBe('');
  });

  test.each([
    ['HTX', '"HTX"'],
    ['', '""'],
    ['a,b', '"a,b"'],
    ['HTX "Xuân Mai"', '"HTX ""Xuân Mai"""'],
    ['two\nlines', '"two\nlines"'],
    ['a;b', '"a;b"'],
    ['2023-06-30', '"2023-06-30"'],
  ])('quotes the text %j', (value, written) => {
    expect(cell(value)).toBe(written);
  });

  test.each([
    ['=1+1', "'=1+1"],
    ['+84 205', "'+84 205"],
    ['-01/2023', "'-01/2023"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝1+1', "'＝1+1"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ['\t=x', "'\t'=x"],
    ['HTX;=1+1', "HTX;'=1+1"],
    ['HTX; =1+1;y', "HTX; '=1+1;y"],
    ['HTX\t=1+1', "HTX\t'=1+1"],
    ['HTX\r\n@x', "HTX\r\n'@x"],
    ['HTX;"=1+1"', 'HTX;"\'=1+1"'],
    ['"=1', '"\'=1'],
  ])('keeps %j from being a formula, whatever parts the cells', (value, shown) => {
    expect(cell(value)).toBe(`"${shown.replaceAll('"', '""')}"`);
  });

  test.each(['1=1', 'a-b', 'HTX; b', 'a;1-2', '01/2023', 'x\ty'])('leaves %j as it is', (value) =>
    expect(cell(value)).toBe(`"${value}"`),
  );

  test('does not take a negative amount for a text', () => {
    expect(cell(vnd('-1_250_000'))).toBe('-1250000');
    expect(cell(-3)).toBe('-3');
  });

  test('is read back as what was written', () => {
    const texts = fc.array(
      fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 2 }),
    );
    fc.assert(
      fc.property(texts, (rows) => {
        const written = csv(
          ['a', 'b'],
          rows.map(([a = '', b = '']) => ({ a, b })),
        );
        const read = parse(written, { recordDelimiter: '\r\n' });
        const bare = (row: readonly string[]) => row.map((each) => each.replaceAll("'", ''));
        expect(read.map(bare)).toEqual([['a', 'b'], ...rows.map(bare)]);
      }),
    );
  });
});
