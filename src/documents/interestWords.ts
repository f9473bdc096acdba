import { fullVnd } from './vietnamese.ts';

/** The classes of interest, in the order in which documents name them. */
export const INTEREST_LABELS = {
  inTermInterest: 'Lãi trong hạn',
  overdueInterest: 'Lãi quá hạn',
  lateInterest: 'Lãi chậm trả',
} as const;

/** How a line of interest is recomputed by hand (R2, R3). */
export const INTEREST_FORMULA =
  'Tiền lãi = số dư tính lãi × lãi suất năm × số ngày : 365, làm tròn đến đồng; tính ngày đầu, ' +
  'không tính ngày cuối.';

/** What becomes of interest collected above what accrued (R13). */
export function creditSentence(label: string, credit: string): string {
  return (
    `${label} đã thu nhiều hơn số phát sinh ${fullVnd(credit)}; số này chỉ được trừ vào ` +
    `${label.toLocaleLowerCase('vi')} phát sinh sau.`
  );
}
