export const issued = {} as const;
