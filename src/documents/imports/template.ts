import { Dec } from '../../domain/primitives/money.ts';
import { fundName, proseDate } from '../words/vietnamese.ts';
import {
  date,
  money,
  sheetOf,
  text,
  type ColumnOf,
  type FundView,
  type Sheet,
  type SheetCell,
  type Workbook,
} from '../sheets/workbook.ts';

// A workbook whose sheets and headings are surely understood. The row of each sheet that begins with
// `Ví dụ` is left out when the file comes back.

/** A column of the template: its heading, an example, and what to write. */
interface Asked {
  readonly title: string;
  readonly kind: 'text' | 'date' | 'money';
  readonly width: number;
  readonly example: string;
  readonly isRequired: boolean;
  readonly help: string;
}

const asked = (
  kind: Asked['kind'],
  title: string,
  example: string,
  help: string,
  isRequired = false,
  width = kind === 'money' ? 17 : kind === 'date' ? 13 : 18,
): Asked => ({ kind, title, width, example, isRequired, help });

const NUMBER = asked(
  'text',
  'STT',
  'Ví dụ',
  'Số thứ tự. Dòng ghi “Ví dụ” không được nhập.',
  false,
  7,
);

const BORROWER: readonly Asked[] = [
  asked('text', 'Mã HTX', 'HTX01', 'Mã của hợp tác xã; bỏ trống thì dịch vụ đặt mã.', false, 10),
  asked('text', 'Tên HTX', 'HTX Đại Thắng', 'Tên đầy đủ.', true, 28),
  asked('text', 'Địa bàn', 'Xã Chi Lăng', 'Xã, phường; cần cho hợp tác xã chưa có.', true),
];

const CONTRACT = asked('text', 'Số hợp đồng', '01/2021/HĐTD', 'Ghi đúng như trên hợp đồng.', true);

const COOPERATIVES: readonly Asked[] = [
  NUMBER,
  ...BORROWER,
  asked('text', 'Mã số thuế', '4900123456', 'Dạng chữ, giữ số 0 ở đầu.'),
  asked('text', 'Người đại diện', 'Nguyễn Văn An', 'Người đại diện theo pháp luật.'),
  asked('text', 'Điện thoại', '0912345678', 'Dạng chữ, giữ số 0 ở đầu.'),
  asked('text', 'Địa chỉ', 'Thôn 1, xã Chi Lăng', 'Địa chỉ trụ sở.', false, 26),
];

const REGISTER: readonly Asked[] = [
  NUMBER,
  ...BORROWER,
  CONTRACT,
  asked('date', 'Ngày ký', '2021-03-25', 'Ngày ký hợp đồng.', true),
  asked('date', 'Ngày giải ngân', '2021-03-25', 'Ngày giải ngân đầu tiên; bỏ trống là ngày ký.'),
  asked('date', 'Ngày đến hạn', '2024-03-25', 'Ngày đến hạn cuối theo hợp đồng.', true),
  asked('money', 'Số tiền vay', '600000000', 'Theo hợp đồng.', true),
  asked('text', 'Lãi suất (%/năm)', '6,6', 'Phần trăm một năm.', true, 11),
  asked(
    'text',
    'Lãi suất quá hạn (%/năm)',
    '9,9',
    'Bỏ trống là 150 % lãi suất trong hạn.',
    false,
    13,
  ),
  asked('text', 'Kỳ trả gốc', 'quý', 'tháng, quý, 6 tháng, năm hoặc cuối kỳ.', true, 11),
  asked('text', 'Kỳ trả lãi', 'quý', 'tháng, quý, 6 tháng, năm hoặc cuối kỳ.', true, 11),
  asked('money', 'Dư nợ', '250000000', 'Dư nợ gốc cuối ngày chốt sổ.', true),
  asked('money', 'Dư nợ quá hạn', '0', 'Phần gốc đã quá hạn; không có ghi 0.', true),
  asked(
    'money',
    'Lãi đến hạn chưa trả',
    '0',
    'Lãi trong hạn đã đến hạn mà chưa trả; không có ghi 0.',
    true,
  ),
  asked('money', 'Lãi quá hạn', '0', 'Lãi trên gốc quá hạn còn nợ; không có ghi 0.', true),
  asked('money', 'Lãi chậm trả', '0', 'Lãi chậm trả còn nợ; không có ghi 0.'),
  asked(
    'date',
    'Lãi trả đến ngày',
    '2022-12-25',
    'Ngày đã trả hết lãi; cần khi còn lãi đến hạn chưa trả.',
  ),
  asked('date', 'Gia hạn đến', '', 'Ngày đến hạn mới, nếu đã gia hạn.'),
  asked('text', 'Số lần gia hạn', '', 'Số lần đã cơ cấu lại thời hạn trả nợ.', false, 10),
  asked('text', 'Nguồn vốn', 'Vốn điều lệ', 'Bỏ trống là vốn điều lệ.'),
  asked('text', 'Mục đích', 'Trồng rau an toàn', 'Mục đích vay.', false, 24),
];

const INSTALMENTS: readonly Asked[] = [
  NUMBER,
  CONTRACT,
  asked('date', 'Ngày đến hạn kỳ', '2023-03-25', 'Ngày đến hạn của kỳ.', true),
  asked('money', 'Số tiền phải trả kỳ', '50000000', 'Gốc phải trả của kỳ.', true),
];

const MOVEMENTS: readonly Asked[] = [
  NUMBER,
  asked('date', 'Ngày', '2023-03-25', 'Ngày trên chứng từ.', true),
  asked('text', 'Số chứng từ', 'PT01', 'Số phiếu thu, phiếu chi, ủy nhiệm chi.', true, 14),
  CONTRACT,
  asked('text', 'Diễn giải', 'Thu nợ quý I', 'Nội dung, nếu có.', false, 24),
  asked('money', 'Giải ngân', '', 'Số tiền giải ngân, nếu là giải ngân.'),
  asked('money', 'Thu gốc', '50000000', 'Phần gốc của phiếu thu.'),
  asked('money', 'Thu lãi trong hạn', '4125000', 'Phần lãi trong hạn.'),
  asked('money', 'Thu lãi quá hạn', '0', 'Phần lãi quá hạn.'),
  asked('money', 'Thu lãi chậm trả', '0', 'Phần lãi chậm trả.'),
  asked(
    'money',
    'Tổng thu',
    '54125000',
    'Bằng tổng các phần; chỉ có cột này thì phân bổ theo thứ tự thu nợ.',
  ),
  asked('text', 'Hình thức', 'CK', 'TM (tiền mặt) hoặc CK (chuyển khoản).', false, 11),
];

const SHEETS: readonly (readonly [name: string, title: string, columns: readonly Asked[]])[] = [
  ['Hợp tác xã', 'DANH SÁCH HỢP TÁC XÃ', COOPERATIVES],
  ['Sổ khoản vay', 'SỔ KHOẢN VAY: MỖI KHOẢN VAY MỘT DÒNG', REGISTER],
  ['Kỳ hạn', 'KỲ HẠN TRẢ GỐC, NẾU KHÔNG ĐỀU (CHƯA TRẢ HOẶC THEO HỢP ĐỒNG)', INSTALMENTS],
  ['Sổ thu chi', 'SỔ THU CHI: MỖI LẦN THU, CHI MỘT DÒNG', MOVEMENTS],
];

const cellOf = ({ kind, example }: Asked): SheetCell => {
  if (example === '') return null;
  return kind === 'money' ? new Dec(example) : example;
};

function columnOf(of: Asked): ColumnOf<null> {
  const { title, width } = of;
  if (of.kind === 'date') return { ...date<null>(title, () => of.example || null), width };
  if (of.kind === 'money') return { ...money<null>(title, () => cellOf(of) as Dec | null), width };
  return text<null>(title, width, () => of.example || null);
}

interface Help {
  readonly sheet: string;
  readonly of: Asked;
}

/** What of the template is to be written where. */
function helpSheet(): Sheet {
  const rows = SHEETS.flatMap(([sheet, , columns]) => columns.map((of) => ({ sheet, of })));
  return sheetOf(
    'Hướng dẫn',
    'CÁCH GHI: BỎ TRANG KHÔNG DÙNG, GIỮ NGUYÊN DÒNG TIÊU ĐỀ',
    [
      text('Ở trang', 16, ({ sheet }: Help) => sheet),
      text('Ở cột', 26, ({ of }: Help) => of.title),
      text('Phải ghi', 10, ({ of }: Help) => (of.isRequired ? 'có' : '')),
      text('Ghi thế nào', 60, ({ of }: Help) => of.help),
    ],
    rows,
  );
}

/**
 * The workbook that a fund fills in to take its book over.
 *
 * @param on the day at whose close the balances of its register stand
 */
export function templateWorkbook(fund: FundView, on: string, knownAt: Date): Workbook {
  const sheets = SHEETS.map(([name, title, columns]) =>
    sheetOf(name, title, columns.map(columnOf), [null]),
  );
  return {
    fileName: 'mau nhap so',
    issuer: fundName(fund),
    days: `Số dư tính đến ngày ${proseDate(on)}`,
    knownAt,
    narrowedTo: [],
    sheets: [...sheets, helpSheet()],
  };
}
