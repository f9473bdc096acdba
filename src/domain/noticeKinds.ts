/** How a notice reaches a borrower. */
export const DELIVERY_KINDS = ['handed_over', 'posted', 'emailed'] as const;
