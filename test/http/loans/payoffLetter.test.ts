import { contribute, lend, payment, startApi, type Api } from '../../support/api.ts';
import { hasPdftotext, pagesOfText } from '../../support/poppler.ts';
import { getFile } from '../../support/workbooks.ts';

// 200 m at 6.6%, overdue 9.9%, lent on 25/3/2023, 50 m due on Sunday 25/6/2023; 1 m of interest came on 10/6. On
// 5 July the borrower asks what pays the loan off on the 10th.

let api: Api;

let path: string;

beforeAll(async () => {
  api = await startApi('2023-07-05');
  await contribute(api.fund, '50000000000');
  const loan = await lend(api.fund, { contractNumber: '01/2023/HĐTD' });
  await api.fund.add(`${loan.path}/repayments`, payment('1000000', '2023-06-10'));
  await api.fund.put('/v1/fund/document-settings', {
    place: 'Lạng Sơn',
    signatoryName: 'Nguyễn Văn An',
    accountNumber: '3761.0.1052687',
    bankName: 'Kho bạc Nhà nước Lạng Sơn',
  });
  path = `${loan.path}/payoff?on=2023-07-10`;
});

afterAll(() => api.close());

describe('the letter that tells what pays a loan off on a day to come', () => {
  test('has principal, each class of interest, their sum in words, and what a day more adds', async () => {
    const { headers, text } = await api.fund.get(`${path}&issuedOn=2023-07-05`, {
      accept: 'text/plain',
    });
    expect([headers['content-type'], headers['vary']]).toEqual([
      'text/plain; charset=utf-8',
      expect.stringContaining('accept'),
    ]);
    for (const said of [
      'Lạng Sơn, ngày 05 tháng 7 năm 2023',
      'Kính gửi: HTX Xuân Mai',
      'Hợp đồng tín dụng số 01/2023/HĐTD ngày 20/3/2023, nếu trả vào ngày 10/7/2023:',
      // In term 92 + 1 days of 200 m and 14 of 150 m, less 1 m: 3,327,123 + 36,164 + 379,726 − 1,000,000;
      // overdue 14 days of 50 m: 189,863.
      'Hai trăm linh hai triệu chín trăm ba mươi hai nghìn tám trăm bảy mươi sáu đồng',
      // A fifteenth day: 150 m × 6.6% × 15 / 365 = 406,849 and 50 m × 9.9% × 15 / 365 = 203,425;
      // 27,123 and 13,562 more.
      'Trả sau ngày 10/7/2023 thì mỗi ngày cộng thêm 40.685 đồng tiền lãi',
      'đề nghị HTX Xuân Mai trả 202.932.876 đồng vào ngày 10/7/2023 vào tài khoản số 3761.0.1052687',
      'nội dung: tất toán hợp đồng số 01/2023/HĐTD',
    ]) {
      expect(text).toContain(said);
    }
    for (const [label, amount] of [
      ['Nợ gốc', '200.000.000'],
      ['Lãi trong hạn', '2.743.013'],
      ['Lãi quá hạn', '189.863'],
      ['Tổng cộng', '202.932.876'],
    ] as const) {
      expect(text).toMatch(new RegExp(`${label}\\D+${amount.replaceAll('.', '\\.')}`));
    }
    expect(text).not.toContain('Lãi chậm trả');
    // The figures are those of the answer.
    expect(await api.fund.read(path)).toMatchObject({ payoff: '202932876', perDay: '40685' });
  });

  test('is a page of PDF and a document for Word', async () => {
    const pdf = await getFile(api, api.fund, `${path}&format=pdf`);
    expect(pdf.headers['content-disposition']).toContain('tat-toan-01-2023-');
    if (hasPdftotext()) {
      const pages = pagesOfText(pdf.bytes);
      expect(pages).toHaveLength(1);
      expect(pages[0]?.join(' ')).toContain('Số tiền phải trả để tất toán khoản vay');
    }
    const docx = await getFile(api, api.fund, `${path}&format=docx`);
    expect([...docx.bytes.subarray(0, 2)]).toEqual([0x50, 0x4b]);
  });

  test('is for the borrower, and dated by today at the latest', async () => {
    const refused = await api.fund.get(`${path}&format=pdf&audience=fund`);
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, '?audience']);
    const later = await api.fund.get(`${path}&format=pdf&issuedOn=2023-07-06`);
    expect([later.status, later.body.code]).toEqual([422, 'dated-in-future']);
  });

  test('of a loan of which nothing is owed says so', async () => {
    const { path: settled } = await lend(api.fund);
    await api.fund.add(`${settled}/repayments`, payment('200000000', '2023-03-25'));
    const { text } = await api.fund.get(`${settled}/payoff?on=2023-07-10&format=text`);
    expect(text).toContain('không còn nợ phải trả');
    expect(text).not.toContain('đề nghị HTX');
  });
});
