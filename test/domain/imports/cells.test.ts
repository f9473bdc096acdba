import fc from 'fast-check';
import { columnLetters, type ReadCell } from '../../../src/domain/imports/cells.ts';
import {
  dateOfCell,
  noEvidence,
  orderOf,
  weigh,
  type DateOrder,
} from '../../../src/domain/imports/dateCells.ts';
import { fieldOf, HEADING_OF, type Field } from '../../../src/domain/imports/headerWords.ts';
import { everyOf } from '../../../src/domain/imports/intervals.ts';
import { decimalSignOf, numberOfText } from '../../../src/domain/imports/numbers.ts';
import { periodIn, rateOfCell, yearly } from '../../../src/domain/imports/rates.ts';
import { dayOfTitles, contractOfTitles } from '../../../src/domain/imports/titles.ts';
import { unitOfHeading, unitOfTitle } from '../../../src/domain/imports/units.ts';
import { NearNames, sameName } from '../../../src/domain/borrowers/nearNames.ts';
import { calendarDate, daysBetween } from '../../../src/domain/primitives/dates.ts';
import { Dec, text } from '../../../src/domain/primitives/money.ts';

const cell = (kind: ReadCell['kind'], of: string, more: Partial<ReadCell> = {}): ReadCell => ({
  kind,
  text: of,
  ...more,
});

describe('a number as it is typed', () => {
  const said = (typed: string, sign: ',' | '.' | null = null): string => {
    const read = numberOfText(typed, sign);
    return read.kind === 'number' ? text(read.value) : read.kind;
  };

  test.each([
    ['1610000000', '1610000000'],
    ['1.610.000.000', '1610000000'],
    ['1,610,000,000', '1610000000'],
    ['1 610 000 000', '1610000000'],
    ['200.000.000 đ', '200000000'],
    ['200.000.000 VNĐ', '200000000'],
    ['1.234.567,89', '1234567.89'],
    ['1,234,567.89', '1234567.89'],
    ['12,5', '12.5'],
    ['0,0333', '0.0333'],
    ['(5.000.000)', '-5000000'],
    ['-5', '-5'],
    ['-', 'nothing'],
    ['–', 'nothing'],
    ['', 'nothing'],
    ['1.234', 'doubtful'],
    ['1,234', 'doubtful'],
    ['1.23.456', 'none'],
    ['5 triệu', 'none'],
    ['abc', 'none'],
  ])('%s is %s', (typed, expected) => {
    expect(said(typed)).toBe(expected);
  });

  test('of one sign and three digits is read as the others of its column', () => {
    expect([said('1.234', ','), said('1.234', '.')]).toEqual(['1234', '1.234']);
    expect(decimalSignOf(['1.234', '1.234.567'])).toBe(',');
    expect(decimalSignOf(['1.234', '2,5'])).toBe(',');
    expect(decimalSignOf(['1,234', '2.55'])).toBe('.');
    expect(decimalSignOf(['1.234', '12'])).toBeNull();
  });

  test('grouped by dots, commas or spaces is itself again', () => {
    const amounts = fc.bigInt({ min: 0n, max: 10n ** 18n - 1n });
    fc.assert(
      fc.property(amounts, fc.constantFrom('.', ',', ' '), (amount, group) => {
        const typed = amount.toString().replace(/\B(?=(\d{3})+$)/g, group);
        const sign = group === ',' ? '.' : ',';
        expect(said(typed, sign)).toBe(amount.toString());
      }),
    );
  });
});

describe('a date as it stands', () => {
  const said = (of: ReadCell, order: DateOrder = 'dmy', epoch: 1900 | 1904 = 1900): string => {
    const read = dateOfCell(of, epoch, order);
    return read.kind === 'date' ? read.date : read.kind;
  };

  test.each([
    ['25/03/2018', '2018-03-25'],
    ['5/7/17', '2017-07-05'],
    ['05.07.98', '1998-07-05'],
    ['25-3-2018', '2018-03-25'],
    ['2018-03-25', '2018-03-25'],
    ['2018-03-25T00:00:00', '2018-03-25'],
    ['Ngày 05 tháng 7 năm 2018', '2018-07-05'],
    ['31/02/2018', 'none'],
    ['03/2018', 'part'],
    ['2018', 'part'],
    ['-', 'nothing'],
    ['chưa rõ', 'none'],
  ])('%s is %s', (typed, expected) => {
    expect(said(cell('text', typed))).toBe(expected);
  });

  test('as a serial number counts from 1900 or 1904; a year or an amount is no date', () => {
    // 25 March 2021 in the two countings.
    expect(said(cell('number', '44280'))).toBe('2021-03-25');
    expect(said(cell('number', '42818'), 'dmy', 1904)).toBe('2021-03-25');
    expect(said(cell('number', '2021'))).toBe('part');
    expect(said(cell('number', '600000000'))).toBe('none');
  });

  test('as a serial number is the day so many days after its first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20_000, max: 79_999 }), (serial) => {
        const day = said(cell('number', String(serial)));
        // 1 March 1900 is day 61: Excel counts a 29 February of that year.
        expect(daysBetween(calendarDate('1900-03-01'), calendarDate(day))).toBe(serial - 61);
      }),
    );
  });

  const orderIn = (...cells: readonly ReadCell[]): DateOrder | null => {
    const evidence = noEvidence();
    for (const each of cells) weigh(each, evidence);
    return orderOf(evidence);
  };

  test('is day first, unless another date of its column can only be month first', () => {
    expect(orderIn(cell('text', '05/03/2021'))).toBe('dmy');
    expect(orderIn(cell('text', '03/25/2021'), cell('text', '03/26/2021'))).toBe('mdy');
    expect(orderIn(cell('text', '05/03/2021'), cell('text', '03/25/2021'))).toBeNull();
  });

  test('is doubtful where a spreadsheet may have taken days for months', () => {
    // 25/03/2021 stayed a text; 05/03/2021 became 3 May.
    expect(orderIn(cell('text', '25/03/2021'), cell('date', '2021-05-03'))).toBeNull();
    expect(orderIn(cell('text', '25/03/2021'), cell('date', '2021-05-31'))).toBe('dmy');
    expect(said(cell('date', '2021-05-03'), 'swapped')).toBe('2021-03-05');
  });
});

describe('a rate', () => {
  const said = (of: ReadCell): unknown => {
    const read = rateOfCell(of);
    return read.kind === 'rate' ? [text(read.percent), read.period] : read.kind;
  };

  test('is percent, of a percentage a hundred times what is kept', () => {
    expect(said(cell('number', '6.6'))).toEqual(['6.6', null]);
    expect(said(cell('number', '0.066', { percent: true }))).toEqual(['6.6', null]);
    expect(said(cell('text', '6,6%'))).toEqual(['6.6', null]);
    expect(said(cell('text', '0,55 %/tháng'))).toEqual(['0.55', 'month']);
    expect(said(cell('text', '6,6%/năm'))).toEqual(['6.6', 'year']);
    expect(said(cell('number', '0.066'))).toBe('doubtful');
    expect(said(cell('text', 'theo QĐ'))).toBe('none');
  });

  test('of a month is twelve times that a year', () => {
    expect(yearly(new Dec('0.55'), 'month')?.toFixed()).toBe('6.6');
    expect(yearly(new Dec('0.0000001'), 'year')).toBeNull();
    expect([periodIn('LS (%/tháng)'), periodIn('Lãi suất %/năm'), periodIn('Lãi suất')]).toEqual([
      'month',
      'year',
      null,
    ]);
  });
});

describe('words', () => {
  test.each<[string, Field | null]>([
    ['Số HĐ', 'contractNumber'],
    ['SỐ HỢP ĐỒNG TÍN DỤNG', 'contractNumber'],
    ['Số khế ước', 'contractNumber'],
    ['Khách hàng', 'cooperativeName'],
    ['Đơn vị vay vốn', 'cooperativeName'],
    ['Mã KH', 'cooperativeCode'],
    ['MST', 'taxCode'],
    ['LS trong hạn', 'ratePercent'],
    ['LS quá hạn', 'overdueRatePercent'],
    ['Dư nợ / Trong hạn', 'inTermPrincipal'],
    ['Dư nợ (quá hạn)', 'overduePrincipal'],
    ['Lãi quá hạn', 'overdueInterest'],
    ['Lãi tồn', 'interestDue'],
    ['Lãi chưa thu / Lãi quá hạn', 'overdueInterest'],
    ['Lãi còn nợ của kỳ', 'instalmentInterest'],
    ['Lãi phải thu', 'interestOwed'],
    ['Gốc đã trả', 'repaid'],
    ['Thời hạn (tháng)', 'termMonths'],
    ['Gia hạn đến', 'extendedTo'],
    ['TSBĐ', 'collateral'],
    ['Nhóm nợ', 'debtGroup'],
    ['Trả lãi đến ngày', 'interestPaidUntil'],
    ['Lãi trả đến', 'interestPaidUntil'],
    ['Ngày tháng ký HĐ', 'signedOn'],
    ['Số tiền trả / Gốc', 'paidPrincipal'],
    ['Số tiền trả / Cộng', 'paidTotal'],
    ['Số ngày quá hạn', null],
    ['Chữ ký', null],
  ])('“%s” heads %s', (heading, field) => {
    expect(fieldOf(heading)).toBe(field);
  });

  test('of every heading that people are told to write are known for what they are', () => {
    for (const [field, heading] of Object.entries(HEADING_OF)) {
      expect([heading, fieldOf(heading)]).toEqual([heading, field]);
    }
  });

  test('tell the unit, the day and the contract of a sheet', () => {
    expect([unitOfTitle('ĐVT: triệu đồng'), unitOfTitle('Đơn vị tính: 1.000 đồng')]).toEqual([
      'trieu',
      'nghin',
    ]);
    expect([unitOfTitle('(Đơn vị: đồng)'), unitOfTitle('Đơn vị: HTX Đại Thắng')]).toEqual([
      'dong',
      null,
    ]);
    expect(unitOfTitle('BẢNG KÊ DƯ NỢ (nghìn đồng)')).toBe('nghin');
    expect(unitOfTitle('Mức vay đến 2 tỷ đồng (theo quy chế)')).toBeNull();
    expect(dayOfTitles(['BẢNG KÊ DƯ NỢ 31/12/2022'])).toBe('2022-12-31');
    expect(unitOfHeading('Dư nợ (trđ)')).toBe('trieu');
    expect(dayOfTitles(['Từ ngày 01/01/2022 đến ngày 31/12/2022'])).toBe('2022-12-31');
    expect(dayOfTitles(['Tại thời điểm ngày 30 tháng 6 năm 2023'])).toBe('2023-06-30');
    expect(dayOfTitles(['Lạng Sơn, ngày 05 tháng 01 năm 2023'])).toBeNull();
    expect(contractOfTitles(['Hợp đồng tín dụng số: 01/2021/HĐTD'])).toBe('01/2021/HĐTD');
    expect([everyOf('theo quý'), everyOf('6 tháng/lần'), everyOf('cuối kỳ')]).toEqual([
      'quarter',
      'half_year',
      'maturity',
    ]);
    expect([columnLetters(0), columnLetters(26), columnLetters(701)]).toEqual(['A', 'AA', 'ZZ']);
  });

  test('of names are near but for what many have, and the same but for case and HTX', () => {
    const names = new NearNames<string>();
    for (const each of ['HTX Hồi Thơm', 'HTX Xuân Mai', 'HTX Nông Lâm Sơn Trang']) {
      names.add(each, each);
    }
    expect(names.near('HTX NN Hồi Thơm')).toEqual(['HTX Hồi Thơm']);
    expect(names.near('htx hoi thom')).toEqual(['HTX Hồi Thơm']);
    expect(names.near('HTX Xuân Mái')).toEqual(['HTX Xuân Mai']);
    expect(names.near('HTX Hồng Thơm')).toEqual([]);
    expect(sameName('Hợp tác xã  Hồi Thơm')).toBe(sameName('HTX HỒI THƠM'));
    expect(sameName('HTX Hồi Thơm')).not.toBe(sameName('HTX Hoi Thom'));
  });
});
