import type { Fund } from '../../book/fund.ts';
import { fundAt } from '../../book/rules.ts';
import {
  weekOfDeadlines,
  weekUntil,
  type DeadlinesOfWeek,
} from '../../domain/collection/weekOfDeadlines.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { deadlines } from '../collection/deadlines.ts';
import { refuseUnknownDay } from '../view/sinceOpening.ts';

/**
 * The deadlines of a fund's week, for a mail.
 *
 * @throws DomainError before-opening
 */
export async function deadlinesOfWeek(
  fund: Fund,
  from: CalendarDate,
  knownAt: Date,
): Promise<DeadlinesOfWeek> {
  refuseUnknownDay(fund, from, knownAt);
  const all = await deadlines(fund, { asOf: from, knownAt }, weekUntil(from));
  const { name, province } = fundAt(fund, from, knownAt);
  return { fund: { name, province }, ...weekOfDeadlines(from, all) };
}
