import type { Part } from '../../src/documents/print/content.ts';

/** All letters of Vietnamese: 29 letters, their vowels with five tones, in both cases. */
export const VIETNAMESE_LETTERS = (() => {
  const vowels = [...'aăâeêioôơuưy'];
  const tones = ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'];
  const withTones = vowels.flatMap((vowel) => tones.map((tone) => (vowel + tone).normalize('NFC')));
  const small = [...withTones, ...'bcdđghklmnpqrstvx'];
  return [...small, ...small.map((letter) => letter.toLocaleUpperCase('vi'))];
})();

export const text = (words: string): Part => ({ kind: 'paragraph', text: words });

/** A table of two columns, with a total. */
export const table = (rows: number): Extract<Part, { kind: 'table' }> => ({
  kind: 'table',
  columns: [
    { title: 'Nội dung', align: 'left' },
    { title: 'Số tiền (đồng)', align: 'right' },
  ],
  rows: Array.from({ length: rows }, (_, index) => [`Dòng ${index + 1}`, '1.000']),
  totals: [['Cộng', `${rows}.000`]],
});

export const CLOSING: Part = {
  kind: 'closing',
  recipients: ['- Như trên;', '- Lưu: VT.'],
  title: 'GIÁM ĐỐC',
  name: 'Nguyễn Văn An',
};

/** Every kind of part once. */
export const EVERY_PART: readonly Part[] = [
  {
    kind: 'letterhead',
    superior: 'Ủy ban nhân dân tỉnh Lạng Sơn',
    issuer: 'Quỹ hỗ trợ phát triển hợp tác xã',
    number: 'Số: 05/TB-QHT',
    subject: 'V/v thu lãi và nợ gốc',
    placeAndDate: 'Lạng Sơn, ngày 15 tháng 6 năm 2023',
  },
  { kind: 'title', lines: ['THÔNG BÁO', '(Số liệu đến ngày 15 tháng 6 năm 2023)'] },
  { kind: 'addressee', lines: ['Kính gửi: HTX Xuân Mai', 'Địa chỉ: xã Hữu Lũng'] },
  { kind: 'heading', text: '1. Khoản vay' },
  { kind: 'paragraph', text: ['Tổng số ', { bold: '2.000 đồng' }, ', ', { italic: 'bằng chữ' }] },
  {
    kind: 'table',
    columns: [
      { title: 'Ngày', align: 'center' },
      { title: 'Nội dung', align: 'left' },
      { title: 'Số tiền', align: 'right' },
    ],
    rows: [['Lãi trong hạn'], ['15/6/2023', 'Thu lãi & gốc <quý II>', '2.000']],
    totals: [['Cộng', '', '2.000']],
  },
  { kind: 'signatures', left: ['BÊN B', '(Ký tên)'], right: ['BÊN A', '(Ký tên)'] },
  CLOSING,
];
