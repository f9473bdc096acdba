import { plainText } from '../../../src/documents/print/content.ts';
import {
  overdueNoticeParts,
  recallNoticeParts,
} from '../../../src/documents/notices/demandNotice.ts';
import { overdueLetter, recallLetter } from '../../support/demandLetters.ts';
import { on } from '../../support/loans.ts';

const linesOf = (text: string): string[] =>
  text.split('\n').map((line) => line.trim().replace(/ {2,}/g, ' | '));

describe('the letter that principal has turned overdue (TT39 art. 20)', () => {
  const lines = linesOf(plainText(overdueNoticeParts(overdueLetter())));

  test('says how much is overdue, since when, and at what rate', () => {
    expect(lines).toEqual(
      expect.arrayContaining([
        'THÔNG BÁO',
        'Về việc chuyển nợ quá hạn',
        'Kính gửi: HTX Xuân Mai',
        'Quỹ hỗ trợ phát triển hợp tác xã Lạng Sơn thông báo chuyển nợ quá hạn như sau: dư nợ gốc đến ngày 11/4/2023 là 100.000.000 đồng, trong đó nợ gốc bị quá hạn là 50.000.000 ' +
          'đồng, quá hạn từ ngày 3/3/2023. Lãi suất áp dụng đối với dư nợ gốc bị quá hạn: 10,95%/năm.',
        'Nợ gốc đến hạn ngày 2/3/2023 | 50.000.000',
      ]),
    );
  });

  test('shows each line of interest, what was paid of it, and the total in words', () => {
    // 60 days at 20,000 less 200,000; 60 days at 15,000 less 100,000; late 3,600 + 3,000.
    const said = [
      '100.000.000 | 1/1/2023 | 2/3/2023 | 60 | 7,3%/năm | 1.200.000',
      'Đã trả, miễn, giảm | -200.000',
      'Lãi trong hạn phải trả | 1.000.000',
      '50.000.000 | 2/3/2023 | 1/5/2023 | 60 | 10,95%/năm | 900.000',
      'Đã trả, miễn, giảm | -100.000',
      'Lãi quá hạn phải trả | 800.000',
      '1.200.000 | 2/3/2023 | 1/4/2023 | 30 | 3,65%/năm | 3.600',
      '1.000.000 | 1/4/2023 | 1/5/2023 | 30 | 3,65%/năm | 3.000',
      'Lãi chậm trả phải trả | 6.600',
      'Tổng cộng | 51.806.600',
      'Bằng chữ: Năm mươi mốt triệu tám trăm linh sáu nghìn sáu trăm đồng.',
    ];
    expect(lines.filter((line) => said.includes(line))).toEqual(said);
  });

  test('tells of each instalment since when it is overdue', () => {
    const letter = overdueLetter();
    const [first] = letter.instalments;
    if (first === undefined) throw new Error('no instalment');
    const half = { ...first, amount: '25000000' };
    const instalments = [half, { ...half, overdueFrom: on('2023-04-03') }];
    const text = plainText(overdueNoticeParts({ ...letter, instalments }));
    expect(text).toContain(
      'phần quá hạn sớm nhất từ ngày 3/3/2023, từng kỳ hạn theo bảng dưới đây.',
    );
  });

  test('names the notice in whose place it stands', () => {
    const supersedes = { number: 2, symbol: 'QHT', issuedOn: on('2023-04-10') };
    expect(plainText(overdueNoticeParts({ ...overdueLetter(), supersedes }))).toContain(
      'Thông báo này thay thế Thông báo số 02/TB-QHT ngày 10/4/2023.',
    );
  });

  test('throws where its figures do not add up', () => {
    const letter = overdueLetter();
    expect(() => overdueNoticeParts({ ...letter, total: '51806601' })).toThrow(RangeError);
    expect(() => overdueNoticeParts({ ...letter, principal: '50000001' })).toThrow(RangeError);
  });
});

describe('the letter of an early recall (TT39 art. 21)', () => {
  const lines = linesOf(plainText(recallNoticeParts(recallLetter())));

  test('says what is recalled since when, by when it is to be paid, and what follows', () => {
    expect(lines).toEqual(
      expect.arrayContaining([
        'Về việc chấm dứt cho vay, thu hồi nợ trước hạn',
        'Căn cứ Quyết định số 06/QĐ-QHT ngày 01 tháng 02 năm 2023 của Quỹ hỗ trợ phát triển hợp tác xã Lạng Sơn ' +
          'về việc thu hồi nợ trước hạn.',
        'Thời điểm chấm dứt cho vay, thu hồi nợ trước hạn: ngày 1/2/2023. Số dư nợ gốc bị thu hồi ' +
          'trước hạn: 50.000.000 đồng. Thời hạn hoàn trả: chậm nhất ngày 20/3/2023; từ ngày 21/3/2023, ' +
          'phần chưa trả của số này bị chuyển nợ quá hạn với lãi suất 10,95%/năm.',
        'Nợ gốc đến hạn ngày 2/3/2023 | 50.000.000',
        'Nợ gốc thu hồi trước hạn, trả chậm nhất ngày 20/3/2023 | 50.000.000',
        // 1,380,000 in term, 270,000 overdue, 2,160 late
        'Tổng cộng | 101.652.160',
      ]),
    );
  });
});
