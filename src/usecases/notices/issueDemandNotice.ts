import { lastRecordedAt, type Fund, type FundAct } from '../../book/fund.ts';
import { findRecall } from '../../book/loans.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { recallPayBy } from '../../domain/notices/demandNotice.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import type { StoredLoan } from '../../store/loans/loan.ts';
import { isStanding, type StoredNotice } from '../../store/notices/notice.ts';
import type { By } from '../acts/by.ts';
import { draftNotice } from '../../domain/notices/draftNotice.ts';
import { requireLoan } from '../loans/loanState.ts';
import { checkDates, checkPayBy, type NoticeDates } from '../../domain/notices/noticeDates.ts';
import { issueNotice } from './issueNotices.ts';
import { knownOf, loadNoticeSource } from './noticeSource.ts';

async function loadSource(fund: Fund, loan: StoredLoan, issuedOn: CalendarDate, knownAt: Date) {
  const source = await loadNoticeSource(fund, [loan], issuedOn, knownAt);
  return { source, known: knownOf(source, loan) };
}

/**
 * Issues the notice that principal of a loan has turned overdue (TT39 art. 20).
 *
 * @throws DomainError not-found, nothing-overdue, pay-by-too-late, validation, dated-in-future
 */
export async function issueOverdueNotice(
  fund: FundAct,
  by: By,
  loanId: string,
  dates: NoticeDates,
): Promise<StoredNotice> {
  checkDates(dates, by.today);
  const knownAt = lastRecordedAt(fund);
  const loan = requireLoan(fund, loanId, knownAt);
  const { source, known } = await loadSource(fund, loan, dates.issuedOn, knownAt);
  const asked = { ...dates, about: { kind: 'overdue' } as const };
  const draft = draftNotice(known, asked);
  if (draft === null) {
    throw new DomainError('nothing-overdue', { rule: 'R6', figures: { on: dates.issuedOn } });
  }
  checkPayBy(known, asked);
  return issueNotice(fund, source, asked.issuedOn, { loan, draft, supersedes: null });
}

/**
 * Issues the notice of an early recall, to pay by its deadline; one a recall (TT39 art. 21).
 *
 * @throws DomainError not-found, recall-not-in-force, recall-deadline-passed, notice-stands,
 *   dated-in-future
 */
export async function issueRecallNotice(
  fund: FundAct,
  by: By,
  recallId: string,
  issuedOn: CalendarDate,
): Promise<StoredNotice> {
  const knownAt = lastRecordedAt(fund);
  const recall = findRecall(fund, recallId, knownAt);
  if (recall === null) {
    throw new DomainError('not-found', { figures: { what: 'recall', id: recallId } });
  }
  const loan = requireLoan(fund, recall.loanId, knownAt);
  const { source, known } = await loadSource(fund, loan, issuedOn, knownAt);
  const asked = {
    issuedOn,
    payBy: recallPayBy(recall.deadline, source.rules),
    about: { kind: 'recall', recallId, recall } as const,
  };
  checkPayBy(known, asked);
  checkDates(asked, by.today);
  const standing = source
    .noticesOf(loan.id)
    .find((each) => each.recallId === recallId && isStanding(each));
  if (standing !== undefined) {
    throw new DomainError('notice-stands', { figures: { noticeId: standing.id } });
  }
  const draft = recall.reversedAt === null ? draftNotice(known, asked) : null;
  if (draft === null) {
    throw new DomainError('recall-not-in-force', { rule: 'R14', figures: { on: issuedOn } });
  }
  return issueNotice(fund, source, asked.issuedOn, { loan, draft, supersedes: null });
}
