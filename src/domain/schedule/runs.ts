/** How a try of a slot ended: with what it made, with nothing to make, or not. */
export const RUN_OUTCOMES = ['done', 'nothing', 'failed'] as const;

export type RunOutcome = (typeof RUN_OUTCOMES)[number];

/** What a run made: ids, counts and names, for those who look for it. Mail: to whom it was sent. */
export type Made = Readonly<Record<string, string | number | readonly string[]>>;
