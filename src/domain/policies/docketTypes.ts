/** The two kinds of docket that a claim for a debt is entered on (R26). */
export const DOCKET_TYPES = ['civil', 'commercial'] as const;

export type DocketType = (typeof DOCKET_TYPES)[number];
