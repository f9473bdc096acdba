import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { recallPayBy } from '../../domain/notices/demandNotice.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import type { FundTx } from '../../store/database/database.ts';
import { lastRecordedAt } from '../../store/database/fact.ts';
import type { StoredLoan } from '../../store/loans/loan.ts';
import { isStanding, type StoredNotice } from '../../store/notices/notice.ts';
import { findRecall } from '../../store/loans/recall.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { draftNotice } from './draftNotice.ts';
import { requireLoan } from '../loans/loanState.ts';
import { checkDates, checkPayBy, type NoticeDates } from './noticeDates.ts';
import { issueNotice } from './issueNotices.ts';
import { knownOf, loadNoticeSource } from './noticeSource.ts';

interface By {
  readonly actor: Actor;
  readonly today: CalendarDate;
}

async function loadSource(tx: FundTx, loan: StoredLoan, issuedOn: CalendarDate, knownAt: Date) {
  const source = await loadNoticeSource(tx, [loan], issuedOn, knownAt);
  return { source, known: knownOf(source, loan) };
}

/**
 * Issues the notice that principal of a loan has turned overdue (TT39 art. 20).
 *
 * @throws DomainError not-found, nothing-overdue, pay-by-too-late, validation, dated-in-future
 */
export async function issueOverdueNotice(
  tx: FundTx,
  by: By,
  loanId: string,
  dates: NoticeDates,
): Promise<StoredNotice> {
  checkDates(dates, by.today);
  const knownAt = await lastRecordedAt(tx);
  const loan = await requireLoan(tx, loanId, knownAt);
  const { source, known } = await loadSource(tx, loan, dates.issuedOn, knownAt);
  const asked = { ...dates, about: { kind: 'overdue' } as const };
  const draft = draftNotice(known, asked);
  if (draft === null) {
    throw new DomainError('nothing-overdue', { rule: 'R6', figures: { on: dates.issuedOn } });
  }
  checkPayBy(known, asked);
  return issueNotice(tx, by, source, asked.issuedOn, { loan, draft, supersedes: null });
}

/**
 * Issues the notice of an early recall, to pay by its deadline; one a recall (TT39 art. 21).
 *
 * @throws DomainError not-found, recall-not-in-force, recall-deadline-passed, notice-stands,
 *   dated-in-future
 */
export async function issueRecallNotice(
  tx: FundTx,
  by: By,
  recallId: string,
  issuedOn: CalendarDate,
): Promise<StoredNotice> {
  const knownAt = await lastRecordedAt(tx);
  const recall = await findRecall(tx, recallId, knownAt);
  if (recall === null) {
    throw new DomainError('not-found', { figures: { what: 'recall', id: recallId } });
  }
  const loan = await requireLoan(tx, recall.loanId, knownAt);
  const { source, known } = await loadSource(tx, loan, issuedOn, knownAt);
  const asked = {
    issuedOn,
    payBy: recallPayBy(recall.deadline, source.calendar),
    about: { kind: 'recall', recallId, recall } as const,
  };
  checkPayBy(known, asked);
  checkDates(asked, by.today);
  const standing = known.notices.find((each) => each.recallId === recallId && isStanding(each));
  if (standing !== undefined) {
    throw new DomainError('notice-stands', { figures: { noticeId: standing.id } });
  }
  const draft = recall.reversedAt === null ? draftNotice(known, asked) : null;
  if (draft === null) {
    throw new DomainError('recall-not-in-force', { rule: 'R14', figures: { on: issuedOn } });
  }
  return issueNotice(tx, by, source, asked.issuedOn, { loan, draft, supersedes: null });
}
