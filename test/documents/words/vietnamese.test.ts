import fc from 'fast-check';
import { Dec, sum } from '../../../src/domain/primitives/money.ts';
import { amountInWords } from '../../../src/documents/words/amountInWords.ts';
import {
  count,
  fullVnd,
  groupedVnd,
  headingDate,
  proseDate,
  shortVnd,
  sumWithParts,
  yearlyRate,
} from '../../../src/documents/words/vietnamese.ts';

describe('amounts in digits (R23)', () => {
  test.each([
    ['0', '0'],
    ['999', '999'],
    ['1000', '1.000'],
    ['1610000000', '1.610.000.000'],
    ['-1610000', '-1.610.000'],
    ['999999999999999999', '999.999.999.999.999.999'],
  ])('%s is written %s', (digits, text) => {
    expect(groupedVnd(digits)).toBe(text);
  });

  test('an amount to the đồng names the đồng', () => {
    expect(fullVnd('2310000001')).toBe('2.310.000.001 đồng');
  });

  test('what is no whole number of đồng is refused', () => {
    expect(() => groupedVnd('1.5')).toThrow(RangeError);
  });
});

describe('amounts in prose (R23)', () => {
  test.each([
    ['7500000000', '7,5 tỷ đồng'],
    ['3000000000', '3 tỷ đồng'],
    ['1610000000', '1,61 tỷ đồng'],
    ['2890000000', '2,89 tỷ đồng'],
    ['2310000000', '2,31 tỷ đồng'],
    ['580000000', '580 triệu đồng'],
    ['243100000', '243,1 triệu đồng'],
    ['105600000', '105,6 triệu đồng'],
    ['137500000', '137,5 triệu đồng'],
    ['4110000000', '4,11 tỷ đồng'],
  ])('the target figure %s is said %s', (digits, text) => {
    expect(shortVnd(digits)).toBe(text);
  });

  test.each([
    ['999949999', '999,9 triệu đồng'],
    ['999950000', '1 tỷ đồng'],
    ['1000000000', '1 tỷ đồng'],
    ['1004999999', '1 tỷ đồng'],
    ['1005000000', '1,01 tỷ đồng'],
    ['1234567000000000', '1.234.567 tỷ đồng'],
    ['1234565000000', '1.234,57 tỷ đồng'],
    ['1049999', '1 triệu đồng'],
    ['1050000', '1,1 triệu đồng'],
    ['50000', '0,1 triệu đồng'],
    ['49999', '49.999 đồng'],
    ['1', '1 đồng'],
    ['0', '0 đồng'],
  ])('at the boundary %s is said %s', (digits, text) => {
    expect(shortVnd(digits)).toBe(text);
  });

  test.each([
    ['-1005000000', '-1,01 tỷ đồng'],
    ['-999950000', '-1 tỷ đồng'],
    ['-20050000', '-20,1 triệu đồng'],
    ['-49999', '-49.999 đồng'],
  ])('a negative amount rounds like its size: %s is said %s', (digits, text) => {
    expect(shortVnd(digits)).toBe(text);
  });
});

/** The đồng that a printed amount states, read back as a reader with a calculator would. */
function stated(printed: string): Dec {
  const [figure = '', unit = ''] = printed.split(' ');
  const units: Record<string, number> = { tỷ: 1_000_000_000, triệu: 1_000_000, đồng: 1 };
  return new Dec(figure.replaceAll('.', '').replace(',', '.')).times(units[unit] ?? NaN);
}

describe('a sum with its parts (R23)', () => {
  test('rounded parts that add up are printed rounded', () => {
    expect(sumWithParts('2890000000', ['2310000000', '580000000'])).toEqual({
      total: '2,89 tỷ đồng',
      parts: ['2,31 tỷ đồng', '580 triệu đồng'],
    });
    expect(sumWithParts('1150000000', ['575000000', '575000000'])).toEqual({
      total: '1,15 tỷ đồng',
      parts: ['575 triệu đồng', '575 triệu đồng'],
    });
  });

  test('575 triệu and 580 triệu are not 1,16 tỷ, so all are printed to the đồng', () => {
    expect(sumWithParts('1155000000', ['575000000', '580000000'])).toEqual({
      total: '1.155.000.000 đồng',
      parts: ['575.000.000 đồng', '580.000.000 đồng'],
    });
  });

  test('one đồng more may round away as long as the printed figures add up', () => {
    expect(sumWithParts('2890000001', ['2310000001', '580000000']).total).toBe('2,89 tỷ đồng');
  });

  test('0,05 triệu twice would print as 0,1 and 0,1 of 0,1 triệu, so to the đồng', () => {
    expect(sumWithParts('100000', ['50000', '50000'])).toEqual({
      total: '100.000 đồng',
      parts: ['50.000 đồng', '50.000 đồng'],
    });
  });

  test('a part taken off keeps its minus', () => {
    expect(sumWithParts('400000000', ['900000000', '-500000000'])).toEqual({
      total: '400 triệu đồng',
      parts: ['900 triệu đồng', '-500 triệu đồng'],
    });
  });

  test('no parts are a sum of nothing', () => {
    expect(sumWithParts('0', [])).toEqual({ total: '0 đồng', parts: [] });
  });

  test('parts that are not the total are refused', () => {
    expect(() => sumWithParts('3', ['1', '1'])).toThrow(RangeError);
  });

  const amount = fc.oneof(
    fc.bigInt(-2_000_000n, 2_000_000n),
    fc.bigInt(-10_000_000_000n, 10_000_000_000n),
    fc.bigInt(-1_000n, 1_000n).map((n) => n * 5_000_000n),
  );

  test('what is printed, read back, adds up exactly', () => {
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 5 }), (parts) => {
        const total = parts.reduce((a, b) => a + b, 0n);
        const printed = sumWithParts(String(total), parts.map(String));
        expect(sum(printed.parts.map(stated)).toFixed()).toBe(stated(printed.total).toFixed());
      }),
    );
  });
});

describe('counts and dates (R23)', () => {
  test.each([
    [1, '01'],
    [7, '07'],
    [9, '09'],
    [10, '10'],
    [1234, '1.234'],
    [0, '0'],
  ])('the count %d is written %s', (number, text) => {
    expect(count(number)).toBe(text);
  });

  test('a part of a borrower or less than none is no count', () => {
    expect(() => count(1.5)).toThrow(RangeError);
    expect(() => count(-1)).toThrow(RangeError);
  });

  test.each([
    ['2023-06-30', '30/6/2023', 'ngày 30 tháng 6 năm 2023'],
    ['2023-07-07', '7/7/2023', 'ngày 07 tháng 7 năm 2023'],
    ['2023-01-01', '1/1/2023', 'ngày 01 tháng 01 năm 2023'],
    ['2024-02-29', '29/2/2024', 'ngày 29 tháng 02 năm 2024'],
    ['2023-10-10', '10/10/2023', 'ngày 10 tháng 10 năm 2023'],
    ['2023-12-31', '31/12/2023', 'ngày 31 tháng 12 năm 2023'],
  ])('%s is %s in prose and %s in a heading', (date, prose, heading) => {
    expect(proseDate(date)).toBe(prose);
    expect(headingDate(date)).toBe(heading);
  });

  test('the day before a period that starts on the first day there is can be printed', () => {
    expect(proseDate('1899-12-31')).toBe('31/12/1899');
  });
});

/** Reads words back into the number: what each word does to what was said before it. */
function numberIn(words: string): bigint {
  const [sign, ...said] = words
    .toLowerCase()
    .replace(/ đồng$/, '')
    .split(' ');
  const digits = 'không một hai ba bốn năm sáu bảy tám chín'.split(' ');
  const scales = new Map([
    ['nghìn', 1_000n],
    ['triệu', 1_000_000n],
  ]);
  let [ty, belowTy, group, digit] = [0n, 0n, 0n, 0n];
  const take = (times: bigint) => {
    group += digit * times;
    digit = 0n;
  };
  for (const word of sign === 'âm' ? said : [sign ?? '', ...said]) {
    const scale = scales.get(word);
    if (word === 'trăm') take(100n);
    else if (word === 'mươi') take(10n);
    else if (word === 'mười') group += 10n;
    else if (word === 'linh') expect(digit).toBe(0n);
    else if (word === 'mốt') digit = 1n;
    else if (word === 'lăm') digit = 5n;
    else if (scale !== undefined) {
      take(1n);
      belowTy += group * scale;
      group = 0n;
    } else if (word === 'tỷ') {
      take(1n);
      ty = (ty + belowTy + group) * 1_000_000_000n;
      [belowTy, group] = [0n, 0n];
    } else {
      expect(digits).toContain(word);
      digit = BigInt(digits.indexOf(word));
    }
  }
  take(1n);
  return (sign === 'âm' ? -1n : 1n) * (ty + belowTy + group);
}

describe('amounts in words (R23)', () => {
  test.each([
    ['2991781', 'Hai triệu chín trăm chín mươi mốt nghìn bảy trăm tám mươi mốt đồng'],
    ['1610000000', 'Một tỷ sáu trăm mười triệu đồng'],
    ['105005015', 'Một trăm linh năm triệu không trăm linh năm nghìn không trăm mười lăm đồng'],
  ])('the example of the rule: %s is %s', (digits, words) => {
    expect(amountInWords(digits)).toBe(words);
  });

  test.each([
    ['0', 'Không đồng'],
    ['-1500000', 'Âm một triệu năm trăm nghìn đồng'],
    ['4', 'Bốn đồng'],
    ['5', 'Năm đồng'],
    ['10', 'Mười đồng'],
    ['11', 'Mười một đồng'],
    ['14', 'Mười bốn đồng'],
    ['15', 'Mười lăm đồng'],
    ['20', 'Hai mươi đồng'],
    ['21', 'Hai mươi mốt đồng'],
    ['24', 'Hai mươi bốn đồng'],
    ['55', 'Năm mươi lăm đồng'],
    ['100', 'Một trăm đồng'],
    ['101', 'Một trăm linh một đồng'],
    ['105', 'Một trăm linh năm đồng'],
    ['110', 'Một trăm mười đồng'],
    ['1001', 'Một nghìn không trăm linh một đồng'],
    ['21000', 'Hai mươi mốt nghìn đồng'],
    ['1000005', 'Một triệu không trăm linh năm đồng'],
    ['1000000000', 'Một tỷ đồng'],
    ['1000000001', 'Một tỷ không trăm linh một đồng'],
    ['1000000000000', 'Một nghìn tỷ đồng'],
    ['1005000000000', 'Một nghìn không trăm linh năm tỷ đồng'],
    ['2000000000000015', 'Hai triệu tỷ không trăm mười lăm đồng'],
    [
      '999999999999999999',
      'Chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín tỷ ' +
        'chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín đồng',
    ],
  ])('%s is %s', (digits, words) => {
    expect(amountInWords(digits)).toBe(words);
  });

  test('read back they are the number', () => {
    const anyLength = fc
      .integer({ min: 1, max: 20 })
      .chain((length) => fc.bigInt({ min: -(10n ** BigInt(length)), max: 10n ** BigInt(length) }));
    // Few digits other than 0, where it is decided what is said of nothing.
    const mostlyZeros = fc
      .array(fc.constantFrom('0', '0', '0', '1', '4', '5'), { minLength: 1, maxLength: 20 })
      .map((digits) => BigInt(digits.join('')));
    fc.assert(
      fc.property(fc.oneof(anyLength, mostlyZeros), (number) => {
        const words = amountInWords(number.toString());
        expect(numberIn(words)).toBe(number);
        expect(words).toMatch(/^\p{Lu}[\p{Ll} ]+ đồng$/u);
      }),
      { numRuns: 3_000 },
    );
  });

  test('what is no whole number of đồng is refused', () => {
    expect(() => amountInWords('1.5')).toThrow(RangeError);
  });
});

test('a rate has a comma and its year', () => {
  expect(yearlyRate('9.9')).toBe('9,9%/năm');
  expect(yearlyRate('6')).toBe('6%/năm');
});
