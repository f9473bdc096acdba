import type { CalendarDate } from '../primitives/dates.ts';

/** What was recorded about the locality of a borrower. */
export interface LocalityStatement {
  readonly locality: string;
  /** The day from which it counts; null: all days. */
  readonly from: CalendarDate | null;
  /** Whether an act says it that changes localities and nothing else. */
  readonly isAct: boolean;
}

/** A locality that counts, the day of what names it, and the day from which it really is the locality. */
interface Counting {
  readonly locality: string;
  readonly from: CalendarDate | null;
  readonly movedOn: CalendarDate | null;
}

const isBy = (from: CalendarDate | null, day: CalendarDate | null): boolean =>
  from === null || (day !== null && from <= day);

function after(counting: Counting | null, said: LocalityStatement, day: CalendarDate): Counting {
  const { locality, from, isAct } = said;
  const stated = { locality, from, movedOn: from };
  if (counting === null || from === null) return stated;
  if (from > day) return counting;
  if (isAct) {
    // A version that names the locality there was already, for another change, moves nobody.
    if (!isBy(counting.movedOn, from)) return counting;
    return { ...stated, from: isBy(counting.from, from) ? from : counting.from };
  }
  if (!isBy(counting.from, from)) return counting;
  return locality === counting.locality ? { ...counting, from } : stated;
}

/**
 * The locality of a borrower on a day (R37): of the versions of the borrower and the acts that change
 * localities, the one that counts from the latest day up to it; of two of one day the later one. What
 * counts for all days takes the place of all before it.
 *
 * @param statements in the order recorded, at least one that counts for all days
 */
export function localityOn(statements: readonly LocalityStatement[], day: CalendarDate): string {
  let counting: Counting | null = null;
  for (const said of statements) counting = after(counting, said, day);
  if (counting === null) throw new Error('a borrower has a locality from its first version on');
  return counting.locality;
}
