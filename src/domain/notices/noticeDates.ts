import type { CalendarDate } from '../primitives/dates.ts';
import { lastOverduePayBy, recallPayBy } from './demandNotice.ts';
import { DomainError, invalid } from '../primitives/errors.ts';
import { refuseFuture } from '../primitives/refusals.ts';
import type { Asked, LoanKnown } from './draftNotice.ts';

/** When a notice is issued, and by when it is to be paid. */
export type NoticeDates = Pick<Asked, 'issuedOn' | 'payBy'>;

/** @throws DomainError validation, dated-in-future */
export function checkDates({ issuedOn, payBy }: NoticeDates, today: CalendarDate): void {
  refuseFuture(issuedOn, today, 'R25');
  if (payBy < issuedOn)
    throw invalid('/payBy', {
      en: 'must not be before `issuedOn`',
      vi: 'không được trước `issuedOn`',
    });
}

/**
 * A notice of a recall asks to pay by the recall's deadline, and is issued until then (TT39 art. 21). One
 * of overdue principal asks for what is overdue: it ends before other principal turns overdue.
 *
 * @throws DomainError recall-deadline-passed, pay-by-too-late, validation
 */
export function checkPayBy(
  { loan, books, rules }: LoanKnown,
  { about, issuedOn, payBy }: Asked,
): void {
  if (about.kind === 'overdue') {
    const last = lastOverduePayBy(loan.terms, books.on(issuedOn), rules, issuedOn);
    if (last === null || payBy <= last) return;
    throw new DomainError('pay-by-too-late', { rule: 'R6', figures: { last } });
  }
  if (about.kind !== 'recall') return;
  const deadline = recallPayBy(about.recall.deadline, rules);
  if (issuedOn > deadline) {
    throw new DomainError('recall-deadline-passed', { rule: 'R14', figures: { deadline } });
  }
  if (payBy !== deadline)
    throw invalid('/payBy', {
      en: `must be the deadline of the recall, ${deadline}`,
      vi: `phải là thời hạn thu hồi, ${deadline}`,
    });
}
