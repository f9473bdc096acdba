/** How a notice reaches a borrower. */
export const DELIVERY_KINDS = ['handed_over', 'posted', 'emailed'] as const;

/**
 * Quarterly (R25); of principal that turned overdue (TT39 art. 20); of an early recall (art. 21).
 */
export const NOTICE_KINDS = ['quarterly', 'overdue', 'recall'] as const;

export type NoticeKind = (typeof NOTICE_KINDS)[number];
