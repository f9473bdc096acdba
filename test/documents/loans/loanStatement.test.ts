import { plainText, type Part } from '../../../src/documents/print/content.ts';
import {
  loanStatementDocument,
  type LoanStatementView,
} from '../../../src/documents/loans/loanStatement.ts';
import { letterOf, NO_SETTINGS } from '../../../src/domain/fund/documentSettings.ts';

const NOTHING = {
  principal: '0',
  chargedOffPrincipal: '0',
  inTermInterest: '0',
  overdueInterest: '0',
  lateInterest: '0',
};

function segment(from: string, to: string, days: number, balance = '200000000') {
  return { class: 'in_term', balance, from, to, days, ratePercent: '6.6' } as const;
}

/**
 * 200 million at 6.6% from 25/3/2023. 68 days: 2,459,178.08; 92 days: 3,327,123.29; one day:
 * 36,164.38; 4 days of 150 m: 108,493.15. Of in-term interest 2,459,178 + 3,327,123 − 2,459,178 +
 * 36,164 + 108,493 − 3,363,287 = 108,493.
 */
const JUNE: LoanStatementView = {
  contractNumber: '01/2023/HĐTD',
  from: '2023-06-01',
  to: '2023-06-30',
  opening: {
    balance: { ...NOTHING, principal: '200000000', inTermInterest: '2459178' },
    principal: { disbursed: '200000000', repaid: '0' },
  },
  lines: [
    { type: 'recall', on: '2023-06-10', change: NOTHING, number: '06/QĐ-QHT' },
    {
      type: 'interest',
      on: '2023-06-25',
      change: { ...NOTHING, inTermInterest: '3327123' },
      segment: segment('2023-03-25', '2023-06-25', 92),
    },
    {
      type: 'interest_in_opening',
      on: '2023-06-25',
      change: { ...NOTHING, inTermInterest: '-2459178' },
      segment: segment('2023-03-25', '2023-06-01', 68),
    },
    {
      type: 'interest',
      on: '2023-06-26',
      change: { ...NOTHING, inTermInterest: '36164' },
      segment: segment('2023-06-25', '2023-06-26', 1),
    },
    {
      type: 'repayment',
      on: '2023-06-26',
      change: { ...NOTHING, principal: '-50000000', inTermInterest: '-3363287' },
      number: 'PT015',
    },
    {
      type: 'interest',
      on: '2023-06-30',
      change: { ...NOTHING, inTermInterest: '108493' },
      segment: segment('2023-06-26', '2023-06-30', 4, '150000000'),
    },
  ],
  closing: {
    balance: { ...NOTHING, principal: '150000000', inTermInterest: '108493' },
    principal: { disbursed: '200000000', repaid: '50000000' },
  },
};

const FUND = { code: 'QHT', name: 'Quỹ hỗ trợ phát triển hợp tác xã', province: 'Lạng Sơn' };

const LOAN = {
  signedOn: '2023-03-20',
  contracted: '200000000',
  cooperative: { name: 'HTX Xuân Mai', address: 'Xã Tri Lễ, huyện Văn Quan' },
};

const partsOf = (view: LoanStatementView) =>
  loanStatementDocument(view, LOAN, letterOf(NO_SETTINGS, FUND));

const TEXT = `\
QUỸ HỖ TRỢ PHÁT TRIỂN HỢP TÁC XÃ   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                                   Độc lập - Tự do - Hạnh phúc
                                   Lạng Sơn, ngày …… tháng …… năm ………

SAO KÊ KHOẢN VAY
(Từ ngày 1/6/2023 đến ngày 30/6/2023)

Bên vay: HTX Xuân Mai
Địa chỉ: Xã Tri Lễ, huyện Văn Quan
Hợp đồng tín dụng số 01/2023/HĐTD ngày 20/3/2023: số tiền vay 200.000.000 đồng; đến ngày 30/6/2023 đã giải ngân 200.000.000 đồng, đã trả nợ gốc 50.000.000 đồng.

1. Tổng hợp (đơn vị: đồng)

Khoản               Đầu kỳ      Tăng         Giảm   Cuối kỳ
Dư nợ gốc      200.000.000         0   50.000.000      150.000.000
Lãi trong hạn    2.459.178   1.012.602    3.363.287          108.493

2. Chi tiết (đơn vị: đồng)

`;

describe('the loan statement (R3, R15, R24)', () => {
  test('tells whose loan it is, and leads each component from its opening to its closing', () => {
    // Interest of June: 3,327,123 − 2,459,178 + 36,164 + 108,493 = 1,012,602.
    const squeezed = (text: string) => text.replace(/ +/g, ' ');
    expect(squeezed(plainText(partsOf(JUNE)))).toContain(squeezed(TEXT));
  });

  test('has a line for each fact and each segment, with its working, and closes with the sums', () => {
    const tables = partsOf(JUNE).filter((part) => part.kind === 'table');
    const [, detail] = tables as Extract<Part, { kind: 'table' }>[];
    expect(detail?.columns.map(({ title }) => title)).toEqual([
      'Ngày',
      'Diễn giải',
      'Nợ gốc',
      'Lãi trong hạn',
    ]);
    expect(detail?.rows).toEqual([
      ['1/6/2023', 'Số dư đầu kỳ', '200.000.000', '2.459.178'],
      ['10/6/2023', 'Thu hồi vốn trước hạn, quyết định số 06/QĐ-QHT', '', ''],
      [
        '25/6/2023',
        'Lãi trong hạn 25/3/2023 - 25/6/2023: 200.000.000 × 6,6%/năm × 92 ngày',
        '',
        '3.327.123',
      ],
      [
        '25/6/2023',
        'Trừ lãi trong hạn 25/3/2023 - 1/6/2023 đã có trong số dư đầu kỳ: 200.000.000 × ' +
          '6,6%/năm × 68 ngày',
        '',
        '-2.459.178',
      ],
      [
        '26/6/2023',
        'Lãi trong hạn 25/6/2023 - 26/6/2023: 200.000.000 × 6,6%/năm × 1 ngày',
        '',
        '36.164',
      ],
      ['26/6/2023', 'Thu nợ, chứng từ số PT015', '-50.000.000', '-3.363.287'],
      [
        '30/6/2023',
        'Lãi trong hạn 26/6/2023 - 30/6/2023: 150.000.000 × 6,6%/năm × 4 ngày',
        '',
        '108.493',
      ],
    ]);
    expect(detail?.totals).toEqual([
      ['Cộng phát sinh trong kỳ', '', '-50.000.000', '-2.350.685'],
      ['Số dư cuối kỳ, 30/6/2023', '', '150.000.000', '108.493'],
    ]);
  });

  test('says what is owed in digits and in words', () => {
    const text = plainText(partsOf(JUNE));
    expect(text).toContain(
      'Đến ngày 30/6/2023: 150.108.493 đồng. Bằng chữ: Một trăm năm mươi triệu một trăm linh tám ' +
        'nghìn bốn trăm chín mươi ba đồng.\n',
    );
  });

  test('of a loan charged off shows the principal moved off the books', () => {
    const balance = { ...NOTHING, principal: '150000000', inTermInterest: '108493' };
    const after = { ...NOTHING, chargedOffPrincipal: '150000000', inTermInterest: '108493' };
    const parts = partsOf({
      ...JUNE,
      from: '2023-07-01',
      to: '2023-07-31',
      opening: { ...JUNE.closing, balance },
      lines: [
        {
          type: 'charge_off',
          on: '2023-07-01',
          change: { ...NOTHING, principal: '-150000000', chargedOffPrincipal: '150000000' },
          number: '12/QĐ-QHT',
        },
      ],
      closing: { ...JUNE.closing, balance: after },
    });
    const text = plainText(parts);
    expect(text).toMatch(/\nDư nợ gốc +150\.000\.000 +0 +150\.000\.000 +0\n/);
    expect(text).toMatch(/\nNợ gốc đã xử lý rủi ro +0 +150\.000\.000 +0 +150\.000\.000\n/);
    expect(text).toMatch(
      /1\/7\/2023 +Xử lý rủi ro, quyết định số 12\/QĐ-QHT +-150\.000\.000 +150\.000\.000\n/,
    );
    expect(text).toContain('Đến ngày 31/7/2023: 150.108.493 đồng.');
  });

  test('says what is owed on balance where a class is owed beside one that is overpaid', () => {
    const balance = { ...NOTHING, inTermInterest: '1606193', overdueInterest: '-2141507' };
    const end = { balance, principal: { disbursed: '0', repaid: '0' } };
    const text = plainText(partsOf({ ...JUNE, opening: end, lines: [], closing: end }));
    expect(text).toContain(
      'Bù trừ: bên vay còn nợ lãi trong hạn 1.606.193 đồng, đồng thời đã trả thừa',
    );
    // 2,141,507 − 1,606,193
    expect(text).toContain(
      'số lãi trả thừa còn 535.314 đồng; số còn phải trả sau bù trừ là 0 đồng',
    );
  });

  test('does not take a credit off what is owed, and says so', () => {
    const balance = { ...NOTHING, principal: '50000000', inTermInterest: '-1121095' };
    const at = { balance, principal: { disbursed: '200000000', repaid: '150000000' } };
    const text = plainText(partsOf({ ...JUNE, opening: at, lines: [], closing: at }));
    expect(text).toContain('\nTrong kỳ không có phát sinh.\n');
    expect(text).toMatch(/\nLãi trong hạn +-1\.121\.095 +0 +0 +-1\.121\.095\n/);
    expect(text).toContain('Đến ngày 30/6/2023: 50.000.000 đồng.');
    expect(text).toContain('Lãi trong hạn đã thu nhiều hơn số phát sinh 1.121.095 đồng;');
  });

  test('of a settled loan says that nothing is owed', () => {
    const at = { balance: NOTHING, principal: { disbursed: '200000000', repaid: '200000000' } };
    const text = plainText(partsOf({ ...JUNE, opening: at, lines: [], closing: at }));
    expect(text).toContain('Đến ngày 30/6/2023, khoản vay không còn nợ gốc và nợ lãi.');
    expect(text).not.toContain('Bằng chữ');
  });

  test('whose lines do not lead to its closing is our bug', () => {
    const wrong = { ...JUNE.closing.balance, inTermInterest: '108494' };
    const closing = { ...JUNE.closing, balance: wrong };
    expect(() => partsOf({ ...JUNE, closing })).toThrow(RangeError);
  });
});
