import type { NoteCode } from '../../domain/reports/section/notes.ts';

/** What a note of the fund section says, in English and in Vietnamese (R19). */
const NOTES: Readonly<Record<NoteCode, { readonly en: string; readonly vi: string }>> = {
  overdue_without_overdue_principal: {
    en:
      'Overdue for interest only: all principal due was repaid, so they count among the overdue ' +
      'borrowers but owe nothing of the overdue principal',
    vi:
      'Nợ quá hạn nhưng không có dư nợ gốc quá hạn (đã trả hết nợ gốc đến hạn, chỉ còn nợ lãi), ' +
      'nên được tính vào số HTX nợ quá hạn mà không có trong dư nợ gốc quá hạn',
  },
  in_both_principal_lines: {
    en: 'Counted in both principal lines: part of their principal is overdue, the rest is in term',
    vi: 'Được tính vào cả dư nợ gốc trong hạn và dư nợ gốc quá hạn, vì một phần nợ gốc đã quá hạn',
  },
  sued_not_overdue: {
    en: 'Before the courts but not overdue on the cut-off date',
    vi: 'Đang bị khởi kiện nhưng không quá hạn tại ngày chốt số liệu',
  },
  recalled_overdue: {
    en: 'Recalled early but overdue, so not counted among the in-term borrowers recalled',
    vi:
      'Bị thu hồi vốn trước hạn nhưng đang nợ quá hạn, nên không tính vào số HTX nợ trong hạn bị thu ' +
      'hồi vốn trước hạn',
  },
  charged_off: {
    en:
      'Charged off and not fully recovered: this principal has left the books and is in neither ' +
      'principal line',
    vi:
      'Đã xử lý rủi ro nhưng chưa thu hồi hết nợ gốc (theo dõi ngoại bảng, không nằm trong hai ' +
      'dòng dư nợ gốc)',
  },
  cooperative_not_active: {
    en: 'In debt and no longer active: operation ceased, dissolved or bankrupt',
    vi: 'Còn nợ nhưng không còn hoạt động (ngừng hoạt động, đã giải thể hoặc phá sản)',
  },
  available_below_zero: {
    en: 'The available principal is below zero: a receipt that later lending relied on was reversed',
    vi:
      'Nguồn vốn gốc đã thu được nhỏ hơn 0 do phiếu thu là căn cứ của khoản giải ngân sau đó đã ' +
      'bị hủy',
  },
};

/** The note with the cooperatives it is about. */
export function noteDetail(
  code: NoteCode,
  cooperatives: readonly { readonly name: string }[],
  language: 'en' | 'vi',
): string {
  const names = cooperatives.map((each) => each.name).join(', ');
  return names === '' ? `${NOTES[code][language]}.` : `${NOTES[code][language]}: ${names}.`;
}
