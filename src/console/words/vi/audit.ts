/** The words of the audit. */
export const audit = {} as const;
