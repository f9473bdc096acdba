import { plainText } from '../../../src/documents/print/content.ts';
import { pdf } from '../../../src/documents/print/pdf.ts';
import { quarterlyNoticeParts } from '../../../src/documents/notices/quarterlyNotice.ts';
import type { QuarterlyContent } from '../../../src/domain/notices/noticeContent.ts';
import { NO_INTEREST, OVERDUE_NOTICE as FIRST, segment } from '../../support/noticeContent.ts';

const OVERDUE_NOTICE: QuarterlyContent = {
  ...FIRST,
  wording: 2,
  state: { sued: false, recalled: false, frozen: false },
};

const MARKS = { title: 'Thông báo', createdOn: '2023-09-15' };

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

Căn cứ Hợp đồng tín dụng số 01/2023/HĐTD ngày 20 tháng 3 năm 2023 ký giữa Quỹ hỗ trợ phát triển hợp tác xã Lạng Sơn và HTX Xuân Mai.
Đến ngày 15/9/2023, dư nợ gốc là 200.000.000 đồng, trong đó quá hạn 50.000.000 đồng. Quỹ hỗ trợ phát triển hợp tác xã Lạng Sơn thông báo số tiền lãi và nợ gốc phải trả quý III năm 2023, tính đến ngày 25/9/2023, như sau:

     Số dư tính lãi (đồng)     Từ ngày    Đến ngày   Số ngày   Lãi suất   Số tiền (đồng)
Nợ gốc đã quá hạn, đến hạn ngày 25/6/2023, trả chậm nhất ngày 26/6/2023       50.000.000
Nợ gốc đến hạn trong quý III năm 2023, ngày 25/9/2023                         50.000.000
Lãi trong hạn
               200.000.000   25/6/2023   26/6/2023         1   6,6%/năm           36.164
               150.000.000   26/6/2023   25/9/2023        91   6,6%/năm        2.468.219
Cộng lãi phát sinh                                                             2.504.383
Lãi kỳ trước chuyển sang                                                       2.327.123
Đã trả, miễn, giảm (từ ngày 25/6/2023)                                          -500.000
Lãi trong hạn phải trả                                                         4.331.506
Lãi quá hạn
                50.000.000   26/6/2023   25/9/2023        91   9,9%/năm        1.234.110
Lãi quá hạn phải trả                                                           1.234.110
Lãi chậm trả
                 2.327.123   26/6/2023   10/7/2023        14    10%/năm            8.926
                 1.827.123   10/7/2023   25/9/2023        77    10%/năm           38.545
Lãi chậm trả phải trả                                                             47.471
Tổng cộng                                                                    105.613.087

Bằng chữ: Một trăm linh năm triệu sáu trăm mười ba nghìn không trăm tám mươi bảy đồng.
Tiền lãi = số dư tính lãi × lãi suất năm × số ngày : 365, làm tròn đến đồng; tính ngày đầu, không tính ngày cuối. Số dư tính lãi của lãi chậm trả là lãi trong hạn đã đến hạn mà chưa trả. Số liệu gồm các khoản ghi nhận đến ngày 15/9/2023, lãi tính đến ngày 25/9/2023; trả vào ngày khác thì tiền lãi được tính lại theo số ngày thực tế. Từ ngày 1/7/2023 đến ngày 15/9/2023, Quỹ đã ghi nhận 500.000 đồng ngày 10/7/2023 (chứng từ số PT021/2023), đã tính trong số liệu trên.
Đề nghị HTX Xuân Mai trả đủ 105.613.087 đồng chậm nhất ngày 25/9/2023 vào tài khoản số 3761.0.1052687 của Quỹ, mở tại Kho bạc Nhà nước Lạng Sơn; nội dung: trả nợ hợp đồng số 01/2023/HĐTD, Thông báo số 05/TB-QHT.
Nợ gốc đến hạn mà không được trả đủ đúng hạn thì bị chuyển nợ quá hạn và chịu lãi suất nợ quá hạn theo hợp đồng. Nợ gốc đã quá hạn tiếp tục chịu lãi suất nợ quá hạn cho đến khi trả hết. Nếu vi phạm nghĩa vụ trả nợ, Quỹ có quyền chấm dứt cho vay, thu hồi nợ trước hạn, khởi kiện để thu hồi nợ theo hợp đồng và quy định của pháp luật.
Vướng mắc về số liệu, đề nghị liên hệ Quỹ (địa chỉ: số 2 đường Hoàng Văn Thụ, Lạng Sơn; điện thoại: 0205 3 812 345) trước ngày 25/9/2023./.

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
    expect(text).toContain('Quỹ không ghi nhận khoản trả nào.');
    expect(text).toContain('Bằng chữ: Một trăm tám mươi nghìn tám trăm hai mươi hai đồng.');
    for (const absent of ['Lãi quá hạn', 'Lãi chậm trả', 'Nợ gốc', 'chuyển nợ quá hạn']) {
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
    const from = lines.indexOf('Số trả thừa kỳ trước chuyển sang | -3.000');
    expect(lines.slice(from, from + 4)).toEqual([
      'Số trả thừa kỳ trước chuyển sang | -3.000',
      'Đã trả, miễn, giảm (từ ngày 25/6/2023) | -40.000',
      'Số trả thừa | 6.836',
      'Lãi trong hạn phải trả | 0',
    ]);
  });

  test('asks for no interest of a class where another is overpaid by more, and says why', () => {
    const text = printed({
      standing: 'in_term',
      overduePrincipal: '0',
      principal: { overdue: [], dueInQuarter: [], total: '0' },
      interest: {
        // 200 m × 6.6 × 92 / 36500 = 3,327,123.29; less 1,720,930 = 1,606,193
        inTermInterest: {
          ...NO_INTEREST,
          segments: [segment('200000000', ['2023-06-25', '2023-09-25', 92], '6.6', '3327123')],
          settledSince: '1720930',
          owed: '1606193',
        },
        overdueInterest: { ...NO_INTEREST, broughtForward: '-2141507', credit: '2141507' },
        lateInterest: NO_INTEREST,
      },
      total: '1606193',
    });
    const lines = text.split('\n').map((line) => line.replace(/ {2,}/g, ' | '));
    const from = lines.indexOf('Tổng cộng | 1.606.193');
    expect(lines.slice(from, from + 3)).toEqual([
      'Tổng cộng | 1.606.193',
      'Bù trừ với lãi đã trả thừa | -1.606.193',
      'Còn phải trả sau bù trừ | 0',
    ]);
    // 2,141,507 − 1,606,193
    expect(text).toContain('không còn phải trả lãi, số lãi trả thừa còn 535.314 đồng');
    expect(text).toContain('không yêu cầu HTX Xuân Mai trả thêm theo thông báo này');
    expect(text).not.toMatch(/Đề nghị HTX|khởi kiện|chậm nhất/);
  });

  test('asks for what is left of interest where another class is overpaid by less', () => {
    const lateInterest = { ...NO_INTEREST, broughtForward: '-31506', credit: '31506' };
    // 100,000,000 + 4,331,506 + 1,234,110 = 105,565,616; less 31,506 = 105,534,110
    const text = printed({ interest: { ...interest, lateInterest }, total: '105565616' });
    expect(text).toContain('Đề nghị HTX Xuân Mai trả đủ 105.534.110 đồng');
    // 4,331,506 + 1,234,110 − 31,506
    expect(text).toContain('HTX Xuân Mai còn phải trả lãi 5.534.110 đồng');
  });

  test('threatens with nothing that does not fit the loan as it stands', () => {
    const of = (state: Partial<NonNullable<QuarterlyContent['state']>>) =>
      printed({ state: { sued: false, recalled: false, frozen: false, ...state } });
    const goesOn = 'Nợ gốc đã quá hạn tiếp tục chịu lãi suất nợ quá hạn cho đến khi trả hết.';
    expect(of({})).toContain(goesOn);
    expect(of({})).toContain('có quyền chấm dứt cho vay, thu hồi nợ trước hạn, khởi kiện');
    expect(of({ sued: true })).toContain('Quỹ đã khởi kiện để thu hồi khoản nợ này');
    expect(of({ sued: true })).not.toContain('có quyền');
    expect(of({ recalled: true })).toContain('Quỹ có quyền khởi kiện');
    expect(of({ frozen: true })).toContain('đang được khoanh nợ, không tính lãi');
    expect(of({ frozen: true })).not.toContain(goesOn);
    // All of it is overdue: nothing is left to be recalled, and nothing turns overdue any more.
    const [overdue] = OVERDUE_NOTICE.principal.overdue;
    if (overdue === undefined) throw new Error('nothing is overdue');
    const whole = printed({
      principalOutstanding: '50000000',
      principal: { overdue: [overdue], dueInQuarter: [], total: '50000000' },
      total: '55613087',
    });
    expect(whole).toContain('dư nợ gốc là 50.000.000 đồng, toàn bộ đã quá hạn.');
    expect(whole).not.toMatch(/thu hồi nợ trước hạn|bị chuyển nợ quá hạn/);
  });

  test('is a page of paper, or two if much is owed, and never a page of a signature alone', async () => {
    const pagesOf = async (more: Partial<QuarterlyContent>) =>
      Buffer.from(await pdf(quarterlyNoticeParts({ ...OVERDUE_NOTICE, ...more }), MARKS))
        .toString('latin1')
        .match(/\/Type \/Page$/gm)?.length;
    const usual = {
      overduePrincipal: '0',
      principal: { overdue: [], dueInQuarter: [], total: '0' },
      interest: { ...interest, overdueInterest: NO_INTEREST, lateInterest: NO_INTEREST },
      total: '4331506',
      paidSinceLastNotice: [],
    };
    expect(await pagesOf(usual)).toBe(1);
    expect(await pagesOf({})).toBe(2);
    const [overdue] = OVERDUE_NOTICE.principal.overdue;
    if (overdue === undefined) throw new Error('nothing is overdue');
    const instalments = Array.from({ length: 10 }, () => ({ ...overdue, amount: '5000000' }));
    const principal = { ...OVERDUE_NOTICE.principal, overdue: instalments };
    expect(await pagesOf({ principal })).toBe(2);
  });

  test('lists receipts in a table where they are too many for a sentence', () => {
    const [receipt] = OVERDUE_NOTICE.paidSinceLastNotice;
    if (receipt === undefined) throw new Error('no receipt');
    const text = printed({ paidSinceLastNotice: Array.from({ length: 4 }, () => receipt) });
    expect(text.match(/^10\/7\/2023 +PT021\/2023 +500\.000$/gm)).toHaveLength(4);
    expect(text).toMatch(/^Cộng +2\.000\.000$/m);
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
    expect(text).not.toMatch(/null|tài khoản|Địa chỉ|Người đại diện|ỦY BAN/);
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
