import { earlier, type CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { quarterOf } from '../../domain/primitives/quarters.ts';
import type { FundTx } from '../../store/database/database.ts';
import type { NotedFact } from '../../store/database/recording.ts';
import { closedThrough } from '../../store/books/period.ts';

function refuse(date: CalendarDate, closed: CalendarDate | null): void {
  if (closed === null || date > closed) return;
  const figures = { date, quarter: quarterOf(date), closedThrough: closed };
  throw new DomainError('period-closed', { rule: 'R22', figures });
}

/**
 * Refuses what would change a figure on a closed day, whoever asks (R22).
 *
 * @param dates the days from which on figures change
 * @throws DomainError period-closed
 */
export async function refuseClosed(
  tx: FundTx,
  dates: readonly CalendarDate[],
  knownAt: Date,
): Promise<void> {
  const [first, ...more] = dates;
  if (first === undefined) return;
  refuse(more.reduce(earlier, first), await closedThrough(tx, knownAt));
}

/**
 * Refuses facts that count on a closed day; a reopening alone may.
 *
 * @throws DomainError period-closed
 */
export async function refuseFactsOnClosedDays(
  tx: FundTx,
  facts: readonly NotedFact[],
): Promise<void> {
  const dated = facts.filter(({ kind }) => kind !== 'period_reopening');
  const [first] = dated;
  if (first === undefined) return;
  // As it was before them: a closing counts on the last of the days that it closes.
  const before = new Date(first.recordedAt.getTime() - 1);
  const dates = dated.map((each) => each.effectiveOn);
  await refuseClosed(tx, dates, before);
}
