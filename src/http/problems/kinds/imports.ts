import { kind } from '../problemKind.ts';

/** Refusals about files that are taken over (R36). */
export const IMPORTS = {
  'import-entered': kind(
    409,
    ['The file is entered already', 'Tệp này đã được nhập'],
    [
      'The same bytes were entered before[, by the import {importId}]: nothing is entered twice. Reverse ' +
        'that import first if it was wrong.',
      'Tệp có cùng nội dung đã được nhập trước đây[ ở lần nhập {importId}], nên không nhập lần nữa. Nếu ' +
        'lần nhập đó sai, hãy hủy lần nhập đó trước.',
    ],
  ),
  'import-not-entered': kind(
    409,
    ['The file is not entered', 'Tệp này chưa được nhập'],
    [
      'Nothing of the file stands in the books, so there is nothing to reverse.',
      'Sổ sách chưa có số liệu nào của tệp này, nên không có gì để hủy.',
    ],
  ),
  'import-not-ready': kind(
    409,
    ['The file cannot be entered yet', 'Chưa nhập được tệp này'],
    [
      '[Its status is `{status}`. ][It has {faults} faults. ]Only a file that was checked, has no faults and ' +
        'has rows to enter is entered: poll it, correct the faults in the file and send it again.',
      '[Trạng thái: `{status}`. ][Có {faults} lỗi. ]Chỉ nhập tệp đã kiểm tra xong, không có lỗi và có ' +
        'dòng để nhập: hãy xem lại trạng thái, sửa lỗi trong tệp rồi gửi lại.',
    ],
  ),
} as const;
