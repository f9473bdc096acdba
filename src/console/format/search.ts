/** A text without accents and case, so that `thong nhat` is found in `Thống Nhất`. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
}
