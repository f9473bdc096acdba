import { describe, expect, test } from '@jest/globals';
import { plainText } from '../../../src/documents/print/content.ts';
import { quarterlyNoticeParts } from '../../../src/documents/notices/quarterlyNotice.ts';
import type { QuarterlyContent } from '../../../src/domain/notices/noticeContent.ts';
import { NO_INTEREST, OVERDUE_NOTICE, segment } from '../../support/noticeContent.ts';

const printed = (more: Partial<QuarterlyContent> = {}): string =>
  plainText(quarterlyNoticeParts({ ...OVERDUE_NOTICE, ...more }));

const { letter, cooperative, interest } = OVERDUE_NOTICE;

const TEXT = `\
ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
QUỸ HỖ TRỢ PHÁT TRIỂN HỢP TÁC XÃ   Độc lập - Tự do - Hạnh phúc
Số: 05/TB-QHT                      Lạng Sơn, ngày 15 tháng 9 năm 2023

THÔNG BÁO
Về việc thu lãi và nợ gốc quý III năm 2023

Kính gửi: HTX Xuân Mai
Địa chỉ: thôn Đồng Bụt, xã Hữu Lũng, tỉnh Lạng Sơn
Người đại diện: Trần Thị Bình

Căn cứ Hợp đồng tín dụng số 01/2023/HĐTD ngày 20/3/2023 ký giữa Quỹ hỗ trợ phát triển hợp tác xã Lạng Sơn và HTX Xuân Mai.
Quỹ hỗ trợ phát triển hợp tác xã Lạng Sơn thông báo số tiền lãi và nợ gốc phải trả quý III năm 2023, tính đến ngày 25/9/2023, như sau:

1. Khoản vay
Dư nợ gốc đến ngày 15/9/2023: 200.000.000 đồng, trong đó nợ gốc quá hạn 50.000.000 đồng. Khoản vay có nợ quá hạn.

2. Tiền lãi tính đến ngày 25/9/2023

Lãi trong hạn:

Số dư tính lãi (đồng)     Từ ngày    Đến ngày   Số ngày   Lãi suất   Tiền lãi (đồng)
          200.000.000   25/6/2023   26/6/2023         1   6,6%/năm            36.164
          150.000.000   26/6/2023   25/9/2023        91   6,6%/năm         2.468.219
Cộng lãi các dòng trên                                                     2.504.383
Lãi các kỳ trước chuyển sang                                               2.327.123
Đã trả hoặc được miễn, giảm từ ngày 25/6/2023                               -500.000
Lãi trong hạn phải trả                                                     4.331.506

Lãi quá hạn:

Số dư tính lãi (đồng)     Từ ngày    Đến ngày   Số ngày   Lãi suất   Tiền lãi (đồng)
           50.000.000   26/6/2023   25/9/2023        91   9,9%/năm         1.234.110
Lãi quá hạn phải trả                                                       1.234.110

Lãi chậm trả:

Số dư tính lãi (đồng)     Từ ngày    Đến ngày   Số ngày   Lãi suất   Tiền lãi (đồng)
            2.327.123   26/6/2023   10/7/2023        14    10%/năm             8.926
            1.827.123   10/7/2023   25/9/2023        77    10%/năm            38.545
Lãi chậm trả phải trả                                                         47.471

Tiền lãi = số dư tính lãi × lãi suất năm × số ngày : 365, làm tròn đến đồng; tính ngày đầu, không tính ngày cuối. Số dư tính lãi của lãi chậm trả là lãi trong hạn đã đến hạn mà chưa trả.

3. Nợ gốc phải trả

Ngày đến hạn   Hạn trả     Số tiền (đồng)
Đã quá hạn trả tại ngày 15/9/2023
25/6/2023      26/6/2023       50.000.000
Đến hạn đến hết quý III năm 2023
25/9/2023      25/9/2023       50.000.000
Nợ gốc phải trả               100.000.000

4. Số tiền đã trả trong kỳ
Từ ngày 1/7/2023 đến ngày 15/9/2023, Quỹ đã ghi nhận các khoản trả sau, đã tính trong số liệu trên:

Ngày trả    Số chứng từ   Số tiền (đồng)
10/7/2023   PT021/2023           500.000
Cộng                             500.000

5. Tổng số tiền phải trả

Chỉ tiêu        Số tiền (đồng)
Nợ gốc             100.000.000
Lãi trong hạn        4.331.506
Lãi quá hạn          1.234.110
Lãi chậm trả            47.471
Tổng cộng          105.613.087

Bằng chữ: Một trăm linh năm triệu sáu trăm mười ba nghìn không trăm tám mươi bảy đồng.
Số liệu trên gồm các khoản ghi nhận đến ngày 15/9/2023, với lãi tính đến ngày 25/9/2023. Nếu trả vào ngày khác, tiền lãi được tính lại theo số ngày thực tế.

6. Thời hạn và cách trả
Đề nghị HTX Xuân Mai trả đủ 105.613.087 đồng chậm nhất ngày 25/9/2023 vào tài khoản:
- Số tài khoản: 3761.0.1052687;
- Chủ tài khoản: Quỹ hỗ trợ phát triển hợp tác xã Lạng Sơn;
- Mở tại: Kho bạc Nhà nước Lạng Sơn;
- Nội dung: trả nợ hợp đồng số 01/2023/HĐTD, theo Thông báo số 05/TB-QHT.

7. Trường hợp không trả đúng hạn
Nợ gốc không được trả đủ vào hạn trả nêu tại mục 3 bị chuyển nợ quá hạn và chịu lãi suất nợ quá hạn theo hợp đồng.
Nếu nghĩa vụ trả nợ bị vi phạm, Quỹ có quyền chấm dứt cho vay, thu hồi nợ trước hạn và khởi kiện tại Tòa án có thẩm quyền để thu hồi nợ theo hợp đồng và quy định của pháp luật.
Nếu có vướng mắc về số liệu, đề nghị liên hệ Quỹ (địa chỉ: số 2 đường Hoàng Văn Thụ, Lạng Sơn; điện thoại: 0205 3 812 345) trước ngày 25/9/2023 để đối chiếu./.

Nơi nhận:     GIÁM ĐỐC
- Như trên;
- Lưu: VT.    Nguyễn Văn An
`;

describe('the quarterly notice (R25)', () => {
  test('of a loan overdue says every figure, and each can be recomputed from its lines', () => {
    expect(printed()).toBe(TEXT);
  });

  test('of a loan in term with nothing due but interest asks for no principal', () => {
    const text = printed({
      quarter: '2023-Q1' as QuarterlyContent['quarter'],
      standing: 'in_term',
      overduePrincipal: '0',
      principal: { overdue: [], dueInQuarter: [], total: '0' },
      interest: {
        ...interest,
        // 200 m × 6.6 × 5 / 36500 = 180,821.92
        inTermInterest: {
          ...NO_INTEREST,
          segments: [segment('200000000', ['2023-03-25', '2023-03-30', 5], '6.6', '180822')],
          owed: '180822',
        },
        overdueInterest: NO_INTEREST,
        lateInterest: NO_INTEREST,
      },
      total: '180822',
      paidSinceLastNotice: [],
    });
    expect(text).toContain('200.000.000 đồng. Khoản vay đang trong hạn.');
    expect(text).toContain('Không có nợ gốc đến hạn đến hết quý I năm 2023.');
    expect(text).toContain('Quỹ không ghi nhận khoản trả nào.');
    expect(text).toContain('Bằng chữ: Một trăm tám mươi nghìn tám trăm hai mươi hai đồng.');
    for (const absent of ['Lãi quá hạn', 'Lãi chậm trả', 'chuyển nợ quá hạn']) {
      expect(text).not.toContain(absent);
    }
  });

  test('shows what was paid above what accrued as a line, so that the sum holds', () => {
    const inTermInterest = {
      // -3,000 brought forward + 36,164 - 40,000 = -6,836
      broughtForward: '-3000',
      segments: [segment('200000000', ['2023-06-25', '2023-06-26', 1], '6.6', '36164')],
      settledSince: '40000',
      owed: '0',
      credit: '6836',
    };
    // 100,000,000 + 1,234,110 + 47,471
    const text = printed({ interest: { ...interest, inTermInterest }, total: '101281581' });
    const lines = text.split('\n').map((line) => line.replace(/ {2,}/g, ' | '));
    const from = lines.indexOf('Cộng lãi các dòng trên | 36.164');
    expect(lines.slice(from, from + 5)).toEqual([
      'Cộng lãi các dòng trên | 36.164',
      'Số trả thừa các kỳ trước chuyển sang | -3.000',
      'Đã trả hoặc được miễn, giảm từ ngày 25/6/2023 | -40.000',
      'Số trả thừa, được trừ vào lãi phát sinh sau | 6.836',
      'Lãi trong hạn phải trả | 0',
    ]);
  });

  test('leaves the place blank and leaves out what the fund has not settled', () => {
    const text = printed({
      letter: {
        ...letter,
        superiorName: null,
        place: null,
        signatoryName: null,
        recipients: [],
        accountNumber: null,
        bankName: null,
        address: null,
        phone: null,
      },
      cooperative: { ...cooperative, address: null, representative: null },
    });
    expect(text).toContain('……………, ngày 15 tháng 9 năm 2023');
    expect(text).toContain(
      'chậm nhất ngày 25/9/2023 cho Quỹ hỗ trợ phát triển hợp tác xã Lạng Sơn.',
    );
    expect(text).toContain('đề nghị liên hệ Quỹ trước ngày 25/9/2023');
    expect(text).toContain('- Như trên;\n- Lưu: VT.\n');
    expect(text).not.toMatch(/null|Số tài khoản|Địa chỉ|Người đại diện|ỦY BAN/);
  });

  test('numbers below 10 have a zero, large ones no dot', () => {
    expect(printed({ number: 9 })).toContain('Số: 09/TB-QHT');
    expect(printed({ number: 1234 })).toContain('Số: 1234/TB-QHT');
  });

  test('a loan overdue by its interest alone says so', () => {
    expect(printed({ overduePrincipal: '0' })).toContain(
      'Khoản vay quá hạn do còn lãi đến hạn chưa trả.',
    );
  });

  test('figures that do not add up are never printed', () => {
    const { inTermInterest } = interest;
    const wrong = { ...interest, inTermInterest: { ...inTermInterest, owed: '4331507' } };
    expect(() => printed({ total: '105613088' })).toThrow('do not add up to 105613088');
    expect(() => printed({ interest: wrong })).toThrow('does not add up to 4331507');
    expect(() => printed({ principal: { ...OVERDUE_NOTICE.principal, total: '1' } })).toThrow(
      'do not add up to 1',
    );
  });
});
