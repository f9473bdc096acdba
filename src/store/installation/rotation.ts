/** How many of the newest backups of days, weeks and months are kept. */
export interface Keep {
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
}

const DAY_MS = 86_400_000;

/** The Monday of a day's week, as its number since 1970. */
function weekOf(day: string): string {
  const number = Date.parse(`${day}T00:00:00Z`) / DAY_MS;
  // The 1st of January 1970 was a Thursday.
  return String(number - ((number + 3) % 7));
}

const monthOf = (day: string): string => day.slice(0, 7);

/** The newest day of each of the newest periods. */
function newestOf(days: readonly string[], periodOf: (day: string) => string, most: number) {
  const newest = new Map<string, string>();
  for (const day of days) if (!newest.has(periodOf(day))) newest.set(periodOf(day), day);
  return [...newest.values()].slice(0, most);
}

/**
 * Which of the days of backups, as `YYYY-MM-DD`, are kept: the newest days, and the newest day of each of the
 * newest weeks, from Monday on, and months.
 */
export function daysToKeep(days: readonly string[], keep: Keep): ReadonlySet<string> {
  const newestFirst = [...new Set(days)].toSorted().toReversed();
  return new Set([
    ...newestFirst.slice(0, keep.daily),
    ...newestOf(newestFirst, weekOf, keep.weekly),
    ...newestOf(newestFirst, monthOf, keep.monthly),
  ]);
}
