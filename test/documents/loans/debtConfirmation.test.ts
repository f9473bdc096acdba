import { plainText } from '../../../src/documents/print/content.ts';
import {
  debtConfirmationContent,
  type DebtConfirmationView,
  type OwedInterestView,
} from '../../../src/documents/loans/debtConfirmation.ts';
import { letterOf, NO_SETTINGS } from '../../../src/domain/fund/documentSettings.ts';

const NOTHING: OwedInterestView = {
  accrued: '0',
  paid: '0',
  waived: '0',
  owed: '0',
  credit: '0',
  segments: [],
  settledBefore: '0',
};

/** Of 50 million at 9.9%: 50,000,000 × 9.9 × 14 / 36500 = 189,863.01. */
const OVERDUE: OwedInterestView = {
  ...NOTHING,
  accrued: '189863',
  owed: '189863',
  segments: [
    {
      balance: '50000000',
      from: '2023-06-26',
      to: '2023-07-10',
      days: 14,
      ratePercent: '9.9',
      interest: '189863',
    },
  ],
};

/** 200 million at 6.6%, of which 50 million fell overdue on 26 June; 1 million of interest paid. */
const VIEW: DebtConfirmationView = {
  contractNumber: '01/2023/HĐTD',
  signedOn: '2023-03-20',
  asOf: '2023-07-10',
  standing: 'overdue',
  fund: { code: 'QHT', name: 'Quỹ hỗ trợ phát triển hợp tác xã', province: 'Lạng Sơn' },
  cooperative: {
    name: 'HTX Xuân Mai',
    representative: 'Nguyễn Văn An',
    address: null,
    phone: '0205 3 812 345',
  },
  principal: {
    contracted: '200000000',
    disbursed: '200000000',
    repaid: '0',
    outstanding: '200000000',
    inTerm: '150000000',
    overdue: '50000000',
  },
  inTermInterest: {
    accrued: '3743013',
    paid: '1000000',
    waived: '0',
    owed: '2743013',
    credit: '0',
    // 200 m × 6.6 × 92 / 36500 = 3,327,123.29; one day 36,164.38; 150 m × 14 days 379,726.03.
    segments: [
      {
        balance: '200000000',
        from: '2023-03-25',
        to: '2023-06-25',
        days: 92,
        ratePercent: '6.6',
        interest: '3327123',
      },
      {
        balance: '200000000',
        from: '2023-06-25',
        to: '2023-06-26',
        days: 1,
        ratePercent: '6.6',
        interest: '36164',
      },
      {
        balance: '150000000',
        from: '2023-06-26',
        to: '2023-07-10',
        days: 14,
        ratePercent: '6.6',
        interest: '379726',
      },
    ],
    settledBefore: '1000000',
  },
  overdueInterest: OVERDUE,
  lateInterest: NOTHING,
  // 200,000,000 + 2,743,013 + 189,863
  payoff: '202932876',
};

const segmentOf = ({ inTermInterest }: DebtConfirmationView) => {
  const [first] = inTermInterest.segments;
  if (first === undefined) throw new Error('no segment');
  return first;
};

const LETTER = letterOf(NO_SETTINGS, VIEW.fund);

const printed = (more: Partial<DebtConfirmationView> = {}) =>
  plainText(debtConfirmationContent({ ...VIEW, ...more }, LETTER));

const TEXT = `\
QUỸ HỖ TRỢ PHÁT TRIỂN HỢP TÁC XÃ   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: …………/BB-QHT                    Độc lập - Tự do - Hạnh phúc
                                   Lạng Sơn, ngày …… tháng …… năm ………

BIÊN BẢN ĐỐI CHIẾU VÀ XÁC NHẬN NỢ
(Số liệu đến ngày 10 tháng 7 năm 2023)

Căn cứ Bộ luật Dân sự số 91/2015/QH13 ngày 24 tháng 11 năm 2015 (Điều 157, Điều 429, Điều 466);
Căn cứ Nghị định số 45/2021/NĐ-CP ngày 31 tháng 3 năm 2021 của Chính phủ về việc thành lập, tổ chức và hoạt động của Quỹ hỗ trợ phát triển hợp tác xã;
Căn cứ Hợp đồng tín dụng số 01/2023/HĐTD ngày 20 tháng 3 năm 2023 ký giữa hai bên.
Hôm nay, ngày …… tháng …… năm ………, tại ……………………, chúng tôi gồm:

Bên cho vay (Bên A): Quỹ hỗ trợ phát triển hợp tác xã Lạng Sơn
Người đại diện: ……………………; chức vụ: ……………………

Bên vay (Bên B): HTX Xuân Mai
Địa chỉ: ……………………; Điện thoại: 0205 3 812 345
Người đại diện: Nguyễn Văn An; chức vụ: ……………………
Cùng đối chiếu và xác nhận nợ theo hợp đồng nêu trên như sau:

1. Nợ gốc

Chỉ tiêu                    Số tiền (đồng)
Số tiền vay theo hợp đồng      200.000.000
Đã giải ngân                   200.000.000
Dư nợ gốc, trong đó:           200.000.000
- Trong hạn                    150.000.000
- Quá hạn                       50.000.000

2. Nợ lãi (đơn vị: đồng)

Loại lãi        Phát sinh      Đã trả   Còn phải trả
Lãi trong hạn   3.743.013   1.000.000      2.743.013
Lãi quá hạn       189.863           0        189.863

Lãi còn phải trả gồm:

Số dư tính lãi (đồng)     Từ ngày    Đến ngày   Số ngày   Lãi suất   Tiền lãi (đồng)
Lãi trong hạn
          200.000.000   25/3/2023   25/6/2023        92   6,6%/năm         3.327.123
          200.000.000   25/6/2023   26/6/2023         1   6,6%/năm            36.164
          150.000.000   26/6/2023   10/7/2023        14   6,6%/năm           379.726
Cộng lãi phát sinh                                                         3.743.013
Đã trả, miễn, giảm                                                        -1.000.000
Lãi trong hạn còn phải trả                                                 2.743.013
Lãi quá hạn
           50.000.000   26/6/2023   10/7/2023        14   9,9%/năm           189.863
Lãi quá hạn còn phải trả                                                     189.863

Tiền lãi = số dư tính lãi × lãi suất năm × số ngày : 365, làm tròn đến đồng; tính ngày đầu, không tính ngày cuối.

3. Tổng số nợ phải trả đến ngày 10/7/2023

Chỉ tiêu        Số tiền (đồng)
Nợ gốc             200.000.000
Lãi trong hạn        2.743.013
Lãi quá hạn            189.863
Tổng cộng          202.932.876

Bằng chữ: Hai trăm linh hai triệu chín trăm ba mươi hai nghìn tám trăm bảy mươi sáu đồng.

4. Xác nhận của hai bên
Hai bên thống nhất xác nhận số liệu nêu trên là đúng; Bên B thừa nhận và có nghĩa vụ trả số nợ này cho Bên A.
Lãi nêu trên chưa bao gồm lãi từ ngày 10/7/2023 trở đi; lãi này được tính theo hợp đồng và các quyết định có hiệu lực.
Theo Điều 157 Bộ luật Dân sự năm 2015, thời hiệu khởi kiện bắt đầu lại kể từ ngày tiếp theo sau ngày hai bên ký biên bản này.
Biên bản được lập thành 02 bản có giá trị như nhau, mỗi bên giữ 01 bản.

ĐẠI DIỆN BÊN B                  ĐẠI DIỆN BÊN A
(Ký, ghi rõ họ tên, đóng dấu)   (Ký, ghi rõ họ tên, đóng dấu)
`;

const NO_PRINCIPAL = { outstanding: '0', inTerm: '0', overdue: '0' };

describe('the debt confirmation (R30)', () => {
  test('of a loan overdue is ready to sign, and each figure can be recomputed from its lines', () => {
    expect(printed()).toBe(TEXT);
  });

  test('of a settled loan says that nothing is owed, and where more was collected', () => {
    const text = printed({
      standing: 'settled',
      principal: { ...VIEW.principal, ...NO_PRINCIPAL, repaid: '200000000' },
      inTermInterest: { ...NOTHING, accrued: '3743013', paid: '3753013', credit: '10000' },
      overdueInterest: { ...NOTHING, accrued: '189863', paid: '100000', waived: '89863' },
      payoff: '0',
    });
    expect(text).toMatch(/Lãi quá hạn +189\.863 +100\.000 +89\.863 +0\n/);
    expect(text).toContain(
      'Lãi trong hạn đã thu nhiều hơn số phát sinh 10.000 đồng; số này chỉ được trừ vào lãi trong ' +
        'hạn phát sinh sau.',
    );
    expect(text).toContain('Bằng chữ: Không đồng.');
    expect(text).toContain('Bên B đã trả hết nợ gốc và nợ lãi');
    expect(text).not.toMatch(/Điều 157 Bộ luật|thừa nhận|còn phải trả gồm/);
  });

  test('of a loan not disbursed says that there is no debt yet', () => {
    const text = printed({
      standing: 'not_disbursed',
      principal: { ...VIEW.principal, ...NO_PRINCIPAL, disbursed: '0' },
      inTermInterest: NOTHING,
      overdueInterest: NOTHING,
      payoff: '0',
    });
    expect(text).toContain('đến ngày 10/7/2023 Bên A chưa giải ngân, Bên B chưa có nợ.');
    expect(text).not.toContain('Lãi quá hạn');
  });

  test('whose parts do not add up is our bug', () => {
    expect(() => printed({ payoff: '202932877' })).toThrow(RangeError);
  });
});

test('a debt beside a credit is confirmed on balance', () => {
  const overdueInterest = { ...NOTHING, accrued: '100000', paid: '2241507', credit: '2141507' };
  const owed = { ...VIEW.inTermInterest, paid: '0', segments: [], settledBefore: '0' };
  const inTermInterest = {
    ...owed,
    accrued: '1606193',
    owed: '1606193',
    // 150 m × 6.6 × 59.2 days do not come whole: one line that the fund took over from its book.
    segments: [{ ...segmentOf(VIEW), interest: '1606193' }],
  };
  // 200,000,000 + 1,606,193; on balance no interest: 2,141,507 − 1,606,193 = 535,314 stay overpaid
  const text = printed({ inTermInterest, overdueInterest, payoff: '201606193' });
  expect(text).toContain(
    'Bên B còn nợ lãi trong hạn 1.606.193 đồng, đồng thời đã trả thừa lãi quá hạn',
  );
  expect(text).toContain('không còn phải trả lãi, số lãi trả thừa còn 535.314 đồng');
  expect(text).toContain('có nghĩa vụ trả số nợ còn phải trả sau bù trừ là 200.000.000 đồng');
  expect(text).not.toContain('chỉ được trừ vào');
});

test('the office of who represents the borrower is told, where it is given with the name', () => {
  const of = (representative: string) =>
    printed({ cooperative: { ...VIEW.cooperative, representative } });
  expect(of('Bà Vàng Thị Mai – Giám đốc')).toContain(
    'Người đại diện: Bà Vàng Thị Mai; chức vụ: Giám đốc\n',
  );
  expect(of('Vàng Thị Mai, Chủ tịch HĐQT')).toContain(
    'Người đại diện: Vàng Thị Mai; chức vụ: Chủ tịch HĐQT\n',
  );
  expect(of('Vàng Thị Mai')).toContain('Người đại diện: Vàng Thị Mai; chức vụ: ……………………');
});

test('the letterhead and who signs for the fund come from its settings', () => {
  const letter = letterOf(
    { ...NO_SETTINGS, symbol: 'QHTLS', superiorName: 'UBND tỉnh', signatoryName: 'Lê Thị Hoa' },
    VIEW.fund,
  );
  const lines = plainText(debtConfirmationContent(VIEW, letter)).split('\n');
  expect(lines[0]).toMatch(/^UBND TỈNH {3}/);
  expect(lines[2]).toMatch(/^Số: …………\/BB-QHTLS /);
  expect(lines).toContain('Người đại diện: Lê Thị Hoa; chức vụ: Giám đốc');
});

test('lines of interest that do not come to what is owed are our bug and throw', () => {
  // 200 million, 2,743,013 and 189,862: the total would add up, the lines of overdue interest do not.
  const overdueInterest = { ...OVERDUE, owed: '189862' };
  expect(() => printed({ overdueInterest, payoff: '202932875' })).toThrow(
    'the lines of interest do not add up to 189862',
  );
});
