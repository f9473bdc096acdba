import { daysAfter, endOfMonth, endOfWeek } from '../../format/days.ts';

/** The groups of what is due, in their order. */
export const GROUPS = ['lapsed', 'week', 'month', 'later'] as const;

export type GroupName = (typeof GROUPS)[number];

/** What is asked for of a group. */
export interface GroupQuery {
  readonly lapsed: boolean;
  readonly from?: string;
  readonly until: string;
}

const earlier = (a: string, b: string): string => (a < b ? a : b);

/** What is asked for of each group up to a day; null: the group begins after the last day. */
export function groupQueries(
  asOf: string,
  until: string,
): Readonly<Record<GroupName, GroupQuery | null>> {
  const week = endOfWeek(asOf);
  const month = endOfMonth(asOf);
  const between = (from: string, last: string): GroupQuery | null =>
    from > last ? null : { lapsed: false, from, until: last };
  return {
    lapsed: { lapsed: true, until },
    // What fell due on a rest day may be payable today only.
    week: { lapsed: false, until: earlier(week, until) },
    month: between(daysAfter(week, 1), earlier(month, until)),
    later: between(daysAfter(week > month ? week : month, 1), until),
  };
}
