import { setImmediate as nextTurn } from 'node:timers/promises';
import { NO_FACTS } from '../domain/facts.ts';
import type { FundTx } from '../store/database.ts';
import { listLoans } from '../store/loan.ts';
import { loadLoanFactsOf } from '../store/loanFacts.ts';
import { isStanding, listNotices, type NoticeFilter, type StoredNotice } from '../store/notice.ts';
import { isStale } from './draftNotice.ts';
import { loadCalendar } from './loanState.ts';
import { requireNotice } from './notices.ts';

/** A notice, and whether what is known now would make another one of the same day (R25). */
export interface NoticeAt {
  readonly notice: StoredNotice;
  readonly stale: boolean;
}

/** Which of these notices are stale; one that was superseded is not. */
export async function withStaleness(
  tx: FundTx,
  notices: readonly StoredNotice[],
  knownAt: Date,
): Promise<NoticeAt[]> {
  if (notices.length === 0) return [];
  const ids = [...new Set(notices.map((each) => each.loanId))];
  const loans = new Map((await listLoans(tx, { ids }, knownAt)).map((loan) => [loan.id, loan]));
  const facts = await loadLoanFactsOf(tx, ids, knownAt);
  const calendar = await loadCalendar(tx, knownAt);
  const found: NoticeAt[] = [];
  for (const notice of notices) {
    // Thousands of notices take seconds: other requests have their turn between them.
    await nextTurn();
    const loan = loans.get(notice.loanId);
    const ofLoan = facts.get(notice.loanId) ?? NO_FACTS;
    const stale =
      isStanding(notice) &&
      (loan === undefined || isStale(notice, { loan, facts: ofLoan, calendar }));
    found.push({ notice, stale });
  }
  return found;
}

/** The notices by year and number, superseded ones included. */
export async function noticesOf(
  tx: FundTx,
  filter: NoticeFilter,
  knownAt: Date,
): Promise<NoticeAt[]> {
  return withStaleness(tx, await listNotices(tx, filter, knownAt), knownAt);
}

/** @throws DomainError not-found */
export async function noticeAt(tx: FundTx, id: string, knownAt: Date): Promise<NoticeAt> {
  const notice = await requireNotice(tx, id, knownAt);
  const [found] = await withStaleness(tx, [notice], knownAt);
  if (found === undefined) throw new Error(`notice ${id} is not there`);
  return found;
}
