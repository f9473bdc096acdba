/** The groups of debt, from standard to loss (R16). */
export const DEBT_GROUPS = [1, 2, 3, 4, 5] as const satisfies readonly DebtGroup[];

/** 1 standard … 5 loss (R16). */
export type DebtGroup = 1 | 2 | 3 | 4 | 5;
