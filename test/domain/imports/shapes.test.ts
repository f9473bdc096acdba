import { fieldOf } from '../../../src/domain/imports/headerWords.ts';
import { NO_ANSWERS, type Answers } from '../../../src/domain/imports/answers.ts';
import type { Planned, PlannedLoan, PlannedReceipt } from '../../../src/domain/imports/planned.ts';
import { understand } from '../../../src/domain/imports/understand.ts';
import { readCsv } from '../../../src/documents/imports/readCsv.ts';

// Books of different shapes, as funds keep them: what each row enters, or what is asked.

function read(text: string, answers: Partial<Answers> = {}) {
  const sheets = readCsv(Buffer.from(text), 1_000);
  return understand(sheets, { ...NO_ANSWERS, ...answers });
}

const loansIn = (planned: readonly Planned[]): PlannedLoan[] =>
  planned.filter((each): each is PlannedLoan => each.kind === 'loan');

const faultsIn = ({ faults }: ReturnType<typeof read>) =>
  faults.map(({ code, row, column }) => [code, row, column]);

/** One loan of 120 million from 25 March 2021 over three years, in whatever shape a register has it. */
const LOAN = {
  contractNumber: '01/2021/HĐTD',
  signedOn: '2021-03-25',
  principal: '120000000',
  ratePercent: '6.6',
};

const SHAPES: readonly (readonly [string, string])[] = [
  [
    'a plain one in đồng',
    `Tên HTX;Số hợp đồng;Ngày ký;Ngày đến hạn;Số tiền vay;Lãi suất (%/năm);Kỳ trả gốc;Kỳ trả lãi
HTX Đại Thắng;01/2021/HĐTD;25/03/2021;25/03/2024;120.000.000;6,6;quý;quý`,
  ],
  [
    'one in millions, with rates of a month',
    `SỔ THEO DÕI;;;;;;;
Đơn vị tính: triệu đồng;;;;;;;
Khách hàng;Số HĐTD;Ngày vay;Hạn trả;Số tiền cho vay;LS (%/tháng);Định kỳ trả gốc;Định kỳ trả lãi
HTX Đại Thắng;01/2021/HĐTD;25/03/2021;25/03/2024;120;0,55;3 tháng;3 tháng`,
  ],
  [
    'one with the term in months, dates with dots and two digits of the year',
    `STT,Đơn vị vay,Số khế ước,Ngày giải ngân,Thời hạn (tháng),Mức vay (nghìn đồng),Lãi suất năm,Phương thức trả gốc,Kỳ hạn trả lãi
1,HTX Đại Thắng,01/2021/HĐTD,25.03.21,36,"120,000","6.6%",hàng quý,hàng quý`,
  ],
  [
    'one without accents, its amounts grouped by spaces',
    `TEN HTX\tSO HD\tNGAY KY\tNGAY DEN HAN\tSO TIEN VAY\tLAI SUAT (%/NAM)\tKY TRA GOC\tKY TRA LAI
HTX Dai Thang\t01/2021/HĐTD\t2021-03-25\t2024-03-25\t120 000 000 đ\t6.6\tquy\tquy`,
  ],
  [
    'one with a head of two rows, columns numbered, groups and sums',
    `Hợp tác xã;Hợp đồng;;;Số tiền vay;Lãi suất (%/năm);Kỳ trả;
;Số;Ngày ký;Ngày đến hạn;;;Gốc;Lãi
(1);(2);(3);(4);(5);(6);(7);(8)
A. Huyện Văn Quan;;;;;;;
HTX Đại Thắng;01/2021/HĐTD;25/03/2021;25/03/2024;120.000.000;6,6;quý;quý
Cộng;;;;120.000.000;;;
Kế toán;;;;Giám đốc;;;`,
  ],
  [
    'one in one sheet a borrower, who stands above the table',
    `Tên khách hàng: HTX Đại Thắng;;;;;;
ĐVT: đồng;;;;;;
Số HĐ;Ngày ký;Ngày đến hạn;Số tiền vay;Lãi suất (%/năm);Kỳ trả gốc;Kỳ trả lãi
01/2021/HĐTD;25/03/2021;25/03/2024;120.000.000;6,6;quý;quý`,
  ],
];

describe('a register', () => {
  test.each(SHAPES)('%s tells the same loan', (_, text) => {
    const found = read(text);
    expect(faultsIn(found)).toEqual([]);
    const [loan, another] = loansIn(found.planned);
    expect(another).toBeUndefined();
    expect(loan).toMatchObject(LOAN);
    expect(loan?.borrower.name).toMatch(/^HTX (Đại Thắng|Dai Thang)$/);
    // Twelve quarters of 10 million.
    expect(loan?.instalments).toHaveLength(12);
    expect(loan?.instalments.at(-1)).toEqual({ dueOn: '2024-03-25', principal: '10000000' });
    expect(loan?.firstInterestDueOn).toBe('2021-06-25');
  });

  const ROW = (more: string) =>
    `Tên HTX;Số HĐ;Ngày ký;Ngày đến hạn;Số tiền vay;Lãi suất (%/năm);Kỳ trả gốc;Kỳ trả lãi${more}`;

  test.each([
    [
      'a number that is a word',
      'HTX A;1;25/03/2021;25/03/2024;nhiều;6,6;quý;quý',
      'not-a-number',
      'E',
    ],
    [
      'a rate that may be a fraction',
      'HTX A;1;25/03/2021;25/03/2024;120000000;0,066;quý;quý',
      'rate-doubtful',
      'F',
    ],
    [
      'a month without a day',
      'HTX A;1;03/2021;25/03/2024;120000000;6,6;quý;quý',
      'date-incomplete',
      'C',
    ],
    [
      'no contract number',
      'HTX A;;25/03/2021;25/03/2024;120000000;6,6;quý;quý',
      'value-missing',
      'B',
    ],
    [
      'a negative amount',
      'HTX A;1;25/03/2021;25/03/2024;-120000000;6,6;quý;quý',
      'negative-amount',
      'E',
    ],
    [
      'an interval that is none',
      'HTX A;1;25/03/2021;25/03/2024;120000000;6,6;thỉnh thoảng;quý',
      'not-an-interval',
      'G',
    ],
  ])('tells the place of %s', (_, row, code, column) => {
    const good = 'HTX B;2;25/03/2021;25/03/2024;120000000;6,6;quý;quý';
    expect(faultsIn(read([ROW(''), row, good].join('\n')))).toEqual([[code, 2, column]]);
  });

  test('of small amounts without a unit, or of rates of no time told, asks', () => {
    const row = 'HTX A;1;25/03/2021;25/03/2024;120;0,55;quý;quý';
    const text = `${ROW('').replace(' (%/năm)', '')}\n${row}`;
    expect(faultsIn(read(text)).map(([code]) => code)).toEqual([
      'unit-unknown',
      'rate-period-unknown',
    ]);
    const [loan] = loansIn(read(text, { unit: 'trieu', rate: 'month' }).planned);
    expect(loan).toMatchObject({ principal: '120000000', ratePercent: '6.6' });
  });

  test('with one contract in two rows is refused at the second', () => {
    const row = 'HTX A;1;25/03/2021;25/03/2024;120000000;6,6;quý;quý';
    const found = read([ROW(''), row, row].join('\n'));
    expect(faultsIn(found)).toEqual([['contract-twice', 3, null]]);
  });

  test('whose overdue principal is not that of its contract asks since when', () => {
    const head = ROW(';Dư nợ;Quá hạn;Lãi đến hạn chưa trả;Lãi quá hạn;Quá hạn từ ngày');
    const row = (since: string) =>
      `HTX A;1;25/03/2021;25/03/2024;120000000;6,6;quý;quý;60000000;20000000;0;0;${since}`;
    const on = { on: '2022-12-31' } as Partial<Answers>;
    // Six quarters were paid, up to 25 September 2022: only that of 25 December 2022 is overdue.
    expect(faultsIn(read(`${head}\n${row('')}`, on))).toEqual([['overdue-since-unknown', 2, 'J']]);
    const [loan] = loansIn(read(`${head}\n${row('25/09/2022')}`, on).planned);
    expect(loan?.opening?.instalments).toEqual([
      { dueOn: '2022-09-25', principal: '20000000' },
      { dueOn: '2023-06-25', principal: '10000000' },
      { dueOn: '2023-09-25', principal: '10000000' },
      { dueOn: '2023-12-25', principal: '10000000' },
      { dueOn: '2024-03-25', principal: '10000000' },
    ]);
  });
});

describe('a book', () => {
  const receipts = (planned: readonly Planned[]) =>
    planned
      .filter((each): each is PlannedReceipt => each.kind === 'receipt')
      .map(({ amount, parts, effectiveOn, method }) => ({ amount, parts, effectiveOn, method }));

  test('of one contract, whose number stands above it, with balances', () => {
    const text = `Hợp đồng số: 01/2021/HĐTD;;;;;;
Ngày;Số phiếu;Cho vay;Thu nợ;;Dư nợ;Hình thức
;;;Gốc;Lãi;;
25/03/2021;PC1;120.000.000;;;120.000.000;CK
25/06/2021;PT1;;10.000.000;1.996.274;110.000.000;tiền mặt
25/09/2021;PT2;;10.000.000;1.829.918;101.000.000;TM`;
    const found = read(text);
    expect(faultsIn(found)).toEqual([['balance-differs', 6, 'F']]);
    expect(found.faults[0]?.figures).toMatchObject({ stated: '101000000', computed: '100000000' });
    expect(found.planned.map((each) => each.kind)).toEqual(['disbursement', 'receipt']);
    expect(receipts(found.planned)).toEqual([
      {
        amount: '11996274',
        parts: { principal: '10000000', interest: '1996274' },
        effectiveOn: '2021-06-25',
        method: 'cash',
      },
    ]);
  });

  test('has rows whose text begins as a sum does', () => {
    const text = `Số HĐ: 01/2021/HĐTD;;;
Ngày;Số phiếu;Diễn giải;Thu gốc
25/06/2021;PT1;Tổng thu nợ gốc kỳ 1;10.000.000
Cộng;;;10.000.000`;
    const found = read(text);
    expect(faultsIn(found)).toEqual([]);
    expect(receipts(found.planned).map(({ amount }) => amount)).toEqual(['10000000']);
    expect(found.sheets[0]?.subtotals.map(({ agrees }) => agrees)).toEqual([true]);
  });

  test('with one column of amounts is read by what each row says that it is', () => {
    const text = `Ngày;Số chứng từ;Số HĐ;Diễn giải;Số tiền
25/03/2021;1;01;Giải ngân;120.000.000
25/06/2021;2;01;Thu gốc kỳ 1;10.000.000
26/06/2021;3;01;Thu lãi quý II;1.996.274
25/09/2021;4;01;HTX nộp tiền;11.000.000`;
    const found = read(text);
    expect(faultsIn(found)).toEqual([]);
    expect(found.planned[0]).toMatchObject({ kind: 'disbursement', amount: '120000000' });
    expect(receipts(found.planned).map(({ parts }) => parts)).toEqual([
      {
        principal: '10000000',
        inTermInterest: '0',
        overdueInterest: '0',
        lateInterest: '0',
      },
      { principal: '0', interest: '1996274' },
      null,
    ]);
  });
});

describe('the detail ledger of one borrower', () => {
  const LEDGER = `SỔ CHI TIẾT TIỀN VAY
Hợp tác xã:;HTX Sáu
Hợp đồng số:;06/2022/HĐ;;;;ĐVT: đồng
Ngày tháng ghi sổ;Chứng từ;;Diễn giải;Số tiền vay;Số tiền trả;;;Còn nợ
;Số;Ngày;;;Gốc;Lãi;Cộng;
1;2;3;4;5;6;7;8;9
Tháng 1/2022
15/01/2022;PC1;15/01/2022;Giải ngân;100.000.000;;;;100.000.000
Quý II
15/04/2022;PT1;15/04/2022;Trả nợ;;10.000.000;1.627.397;11.627.397;90.000.000
Cộng năm 2022;;;;100.000.000;10.000.000;1.627.397;11.627.397;
`;

  test('tells what was lent and repaid, of the contract above it', () => {
    const found = read(LEDGER);
    expect(faultsIn(found)).toEqual([]);
    const moved = found.planned.map((each) =>
      each.kind === 'disbursement' || each.kind === 'receipt'
        ? [each.kind, each.loan.contractNumber, each.effectiveOn, each.amount]
        : [],
    );
    expect(moved).toEqual([
      ['disbursement', '06/2022/HĐ', '2022-01-15', '100000000'],
      ['receipt', '06/2022/HĐ', '2022-04-15', '11627397'],
    ]);
    const [sheet] = found.sheets;
    expect(sheet?.subtotals.map(({ column, agrees }) => [column, agrees])).toEqual([
      ['E', true],
      ['F', true],
      ['G', true],
      ['H', true],
    ]);
  });

  test('is held against its running balance', () => {
    const found = read(LEDGER.replace('11.627.397;90.000.000', '11.627.397;91.000.000'));
    expect(faultsIn(found)).toEqual([['balance-differs', 10, 'I']]);
  });
});

test.each([
  ['Nợ gốc đã xử lý rủi ro', 'chargedOffPrincipal'],
  ['Dư nợ ngoại bảng', 'chargedOffPrincipal'],
  ['Số nợ đã xử lý bằng quỹ dự phòng', 'chargedOffPrincipal'],
  ['Trích lập dự phòng xử lý rủi ro', null],
  ['Dự phòng rủi ro phải trích', null],
  ['Ngày xử lý rủi ro', null],
])('the heading "%s" is understood as %s', (heading, field) => {
  expect(fieldOf(heading)).toBe(field);
});
