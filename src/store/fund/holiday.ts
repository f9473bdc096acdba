import { and, asc, eq } from 'drizzle-orm';
import { calendarDate, type CalendarDate } from '../../domain/primitives/dates.ts';
import type { FundTx } from '../database/database.ts';
import { factOf, recorder, recording, stands } from '../database/fact.ts';
import type { RecordedFact } from '../database/recording.ts';
import { fact, holidayList, token } from '../database/tables/schema.ts';

/** The holidays of a year, as last put. */
export interface StoredHolidayList extends RecordedFact {
  readonly year: number;
  readonly dates: readonly CalendarDate[];
}

/** Puts the holidays of a year in place of those put before, under a fact of their own. */
export async function putHolidays(
  tx: FundTx,
  recorded: RecordedFact,
  list: { readonly year: number; readonly dates: readonly CalendarDate[] },
): Promise<StoredHolidayList> {
  const { year } = list;
  const dates = list.dates.toSorted();
  await tx.db.insert(holidayList).values({ fundId: tx.fundId, id: recorded.id, year, dates });
  return { ...recorded, year, dates };
}

/** For each year put by `knownAt` its last list, by year. */
export async function listHolidays(tx: FundTx, knownAt: Date): Promise<StoredHolidayList[]> {
  const rows = await tx.db
    .select({
      id: holidayList.id,
      year: holidayList.year,
      dates: holidayList.dates,
      ...recording,
    })
    .from(holidayList)
    .innerJoin(fact, factOf(holidayList))
    .innerJoin(token, recorder())
    .where(and(eq(holidayList.fundId, tx.fundId), stands(knownAt)))
    .orderBy(asc(holidayList.year), asc(fact.recordedAt));
  const lastByYear = new Map(rows.map((row) => [row.year, row]));
  return [...lastByYear.values()].map((row) => ({ ...row, dates: row.dates.map(calendarDate) }));
}

/** All holidays known at `knownAt` (R6). */
export async function loadHolidays(tx: FundTx, knownAt: Date): Promise<ReadonlySet<CalendarDate>> {
  const lists = await listHolidays(tx, knownAt);
  return new Set(lists.flatMap((list) => list.dates));
}
