/** How money changes hands: in cash, or by bank transfer. */
export const METHODS = ['cash', 'transfer'] as const;

export type Method = (typeof METHODS)[number];

/** What money is counted under that says none. */
export const UNSTATED = 'unstated';
