import type { Fund } from '../../book/fund.ts';
import { lastDatedNotice } from '../../book/notices.ts';
import { yearOf, type CalendarDate } from '../../domain/primitives/dates.ts';

/** A number out of the order of the days: what a clerk would ask about. */
interface NoticeWarning {
  readonly code: 'dated-before-earlier-number';
  readonly rule: 'R25';
  readonly figures: { readonly number: number; readonly date: CalendarDate };
}

/**
 * What may be wrong with the date of a notice: another of its year has a lower number and a later
 * date.
 *
 * @param number of the notice; left out, of one that is still to be made
 */
export function noticeWarnings(
  fund: Pick<Fund, 'book'>,
  issuedOn: CalendarDate,
  number = Number.POSITIVE_INFINITY,
): NoticeWarning[] {
  const last = lastDatedNotice(fund, +yearOf(issuedOn), number);
  if (last === null || last.effectiveOn <= issuedOn) return [];
  const figures = { number: last.number, date: last.effectiveOn };
  return [{ code: 'dated-before-earlier-number', rule: 'R25', figures }];
}
