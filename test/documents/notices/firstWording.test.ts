import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { docx } from '../../../src/documents/print/docx.ts';
import { pdf } from '../../../src/documents/print/pdf.ts';
import { plainText, type Part } from '../../../src/documents/print/content.ts';
import {
  firstOverdueNoticeParts,
  firstRecallNoticeParts,
} from '../../../src/documents/notices/first/demandNotice.ts';
import { firstQuarterlyNoticeParts } from '../../../src/documents/notices/first/quarterlyNotice.ts';
import { unzipped } from '../../../src/documents/zip.ts';
import { overdueLetter, recallLetter } from '../../support/demandLetters.ts';
import { OVERDUE_NOTICE } from '../../support/noticeContent.ts';

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

const sha = (bytes: string | Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

/** What a PDF draws: its streams, unpacked, so that it does not depend on how they are packed. */
function drawn(bytes: Uint8Array): Buffer {
  const file = Buffer.from(bytes);
  const streams = file
    .toString('latin1')
    .matchAll(/\/Length (\d+)\n\/Filter \/FlateDecode\n>>\nstream\n/g);
  const unpacked = [...streams].map((found) => {
    const start = found.index + found[0].length;
    return inflateSync(file.subarray(start, start + Number(found[1])));
  });
  return Buffer.concat(unpacked);
}

const MARKS = { title: 'Thông báo số 05/TB-QHT', author: 'Quỹ', createdOn: '2023-09-15' };

/** The document of a letter for Word. */
async function wordOf(parts: readonly Part[]): Promise<Uint8Array> {
  const files = unzipped(await docx(parts, MARKS));
  const document = files.find(({ name }) => name === 'word/document.xml');
  if (document === undefined) throw new Error('no document');
  return document.bytes;
}

// The sums are those of the letters as the service printed them when wording 1 was the only one.
describe('a letter of wording 1, issued before there was another (R25)', () => {
  test('says what it said', () => {
    expect(plainText(firstQuarterlyNoticeParts(OVERDUE_NOTICE))).toBe(TEXT);
    expect(sha(plainText(firstOverdueNoticeParts(overdueLetter())))).toBe(
      'bec867db50918c7f892c0dcd3871c3ab8c815445d7625feac6fe505a93e3202f',
    );
    expect(sha(plainText(firstRecallNoticeParts(recallLetter())))).toBe(
      'ca832eaff388a16b8bce8d965c73ed322ab3638add047e5533a3d6a09e4ce9d7',
    );
  });

  test('is printed as it was: what the PDF draws and the document for Word are the same', async () => {
    const letters = [
      firstQuarterlyNoticeParts(OVERDUE_NOTICE),
      firstOverdueNoticeParts(overdueLetter()),
      firstRecallNoticeParts(recallLetter()),
    ];
    const sums = [];
    for (const parts of letters) {
      sums.push(sha(drawn(await pdf(parts, MARKS))), sha(await wordOf(parts)));
    }
    expect(sums).toEqual([
      'af5972bd55b39d509840c15dd791104362a7992720faeae5d89efdeb559faf68',
      'e8635c911b181125cbc57deea371479b2cbc992015feb9c212b95e1dee30ea48',
      '57b4000912d6313864cad270033716c8f17f686567b34e7cf6ac46dbdee0bb1f',
      'a0fbb3000835b75648079f7dd0ce7106b878f349b38ce32421031680bc430599',
      '657a58a2471afc3f2dee6f87ff7a18e6b8eba9a886e8fcbe04a4208d9d5e9e94',
      'f80097c849c0630b2f91999fac9f14951964aa74b110031b47e1bd008a3cbf7d',
    ]);
  });
});
