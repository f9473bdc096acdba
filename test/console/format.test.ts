import fc from 'fast-check';
import {
  daysAfter,
  endOfQuarter,
  endOfQuarterBefore,
  isDay,
  momentText,
  quarterOf,
} from '../../src/console/format/days.ts';
import {
  digitsOf,
  grouped,
  inMillions,
  less,
  percent,
  sumOf,
} from '../../src/console/format/money.ts';
import { searchIn, searchOf } from '../../src/console/format/addresses.ts';
import { share } from '../../src/console/parts/plots/scale.ts';
import { folded } from '../../src/console/format/search.ts';

describe('amounts in the browser', () => {
  test.each([
    ['1610000', '1610000'],
    ['1.610.000', '1610000'],
    ['1,610,000', '1610000'],
    ['1 610 000', '1610000'],
    ['1.610.000 đ', '1610000'],
    ['1.610.000 đồng', '1610000'],
    ['1.610.000VND', '1610000'],
    ['0', '0'],
    ['007', '7'],
    ['999999999999999999', '999999999999999999'],
  ])('%s is read as %s', (typed, digits) => {
    expect(digitsOf(typed)).toBe(digits);
  });

  test.each([
    '',
    'đ',
    '-5',
    '1.5',
    '1,50',
    '1.610,000',
    '16.10.000',
    '12e3',
    '0x10',
    '1234567890123456789',
  ])('%j is no amount', (typed) => {
    expect(digitsOf(typed)).toBeNull();
  });

  test('what is shown is read back as what it was, beyond what a number holds', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }), (amount) => {
        expect(digitsOf(grouped(`${amount}`))).toBe(`${amount}`);
      }),
    );
  });

  test('sums and differences are those of whole đồng', () => {
    expect(sumOf(['900719925474099299', '2'])).toBe('900719925474099301');
    expect(less('900719925474099301', '2')).toBe('900719925474099299');
    expect(sumOf([])).toBe('0');
  });

  test.each([
    ['1610500000', '1.610,5'],
    ['1610449999', '1.610,4'],
    ['1610450000', '1.610,5'],
    ['0', '0'],
    ['3000000000', '3.000'],
  ])('%s is %s million', (digits, millions) => {
    expect(inMillions(digits)).toBe(millions);
  });

  test.each([
    ['-1610500000', '-1.610,5'],
    ['-400000', '-0,4'],
    ['-150000', '-0,1'],
    ['-50000', '0'],
    ['-50001', '-0,1'],
    ['-999999999999900000', '-999.999.999.999,9'],
  ])('%s below none is %s millions', (digits, millions) => {
    expect(inMillions(digits)).toBe(millions);
  });

  test('an amount has a place in a plot from none to the most', () => {
    const most = 999_999_999_999_999_999n;
    const places = ['999999999999999999', '500000000000000000', '0', '-1', '-999999999999999999'];
    expect(places.map((each) => share(each, most))).toEqual([1, 0.5, 0, 0, 0]);
  });

  test('a rate has a comma', () => {
    expect(percent('9.9')).toBe('9,9 %');
  });
});

describe('days in the browser', () => {
  test.each(['2023-06-30', '2024-02-29'])('%s is a day', (text) => expect(isDay(text)).toBe(true));

  test.each(['2023-02-29', '2023-13-01', '30/06/2023', '', undefined])('%j is none', (text) =>
    expect(isDay(text)).toBe(false),
  );

  test('days go over the ends of months and years', () => {
    expect(daysAfter('2024-02-28', 2)).toBe('2024-03-01');
    expect(daysAfter('2023-01-01', -1)).toBe('2022-12-31');
  });

  test.each([
    ['2023-01-01', '2023-Q1', '2023-03-31', '2022-12-31'],
    ['2023-06-30', '2023-Q2', '2023-06-30', '2023-03-31'],
    ['2023-12-31', '2023-Q4', '2023-12-31', '2023-09-30'],
  ])('%s lies in %s, which ends on %s', (day, quarter, end, before) => {
    expect(quarterOf(day)).toBe(quarter);
    expect(endOfQuarter(quarter)).toBe(end);
    expect(endOfQuarterBefore(day)).toBe(before);
  });

  test('an instant is said by the clock of Viet Nam', () => {
    expect(momentText('2026-11-28T17:05:09.123Z')).toBe('00:05:09 29/11/2026');
  });
});

test('a search finds without accents', () => {
  expect(folded('HTX Thống Nhất Đồng Văn')).toBe('htx thong nhat dong van');
  expect(folded('Thống'.normalize('NFD'))).toBe('thong');
});

describe('what an address says', () => {
  test.each([
    '1e3',
    '001',
    'true',
    'null',
    '{"a":1}',
    '12345678901234567890',
    '1/5%#',
    'Đội 1 & 2',
  ])('%s is the text that it is, there and back', (q) => {
    expect(searchIn(searchOf({ q }))).toEqual({ q });
    expect(searchIn(`?q=${encodeURIComponent(q)}`)).toEqual({ q });
  });

  test('is nothing where all is empty', () => {
    expect(searchOf({ q: '', knownAt: undefined })).toBe('');
    expect(searchIn('')).toEqual({});
  });

  test('is a day of the years of the service, or none', () => {
    const days = [
      '1900-01-01',
      '2199-12-31',
      '1899-12-31',
      '2200-01-01',
      '0202-06-30',
      '2023-02-30',
    ];
    expect(days.map(isDay)).toEqual([true, true, false, false, false, false]);
  });
});
