/** What a notice to a borrower is (R25; TT39 art. 20, 21). */
export const NOTICE_KINDS = ['quarterly', 'transfer_to_overdue', 'early_recall'] as const;

export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** How a notice reaches a borrower. */
export const DELIVERY_KINDS = ['handed_over', 'posted', 'emailed'] as const;
