export const section = {} as const;
