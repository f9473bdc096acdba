import type { Fund } from '../../book/fund.ts';
import { listLoans, loadLoanBooksOf } from '../../book/loans.ts';
import { listNotices } from '../../book/notices.ts';
import { isDeepStrictEqual } from 'node:util';
import { NO_BOOKS } from '../../domain/loans/loanBooks.ts';
import { type StoredLoan } from '../../store/loans/loan.ts';
import { isStanding, type NoticeFilter, type StoredNotice } from '../../store/notices/notice.ts';
import { figuresWith, type LoanKnown } from '../../domain/notices/draftNotice.ts';
import type { InTurns } from '../../domain/primitives/turns.ts';
import { givingWay } from '../view/turns.ts';
import { loadRules } from '../loans/loanState.ts';
import { requireNotice } from './findNotice.ts';

/** A notice, and whether what is known now would make another one of the same day (R25). */
export interface NoticeAt {
  readonly notice: StoredNotice;
  readonly stale: boolean;
}

/** What is known of a loan; undefined: it is not there. */
export type KnownOfLoan = (loanId: string) => Omit<LoanKnown, 'notices'> | undefined;

/** Reads what notices of some loans are made of, once for all of them. */
export function loadKnown(fund: Fund, loans: readonly StoredLoan[], knownAt: Date): KnownOfLoan {
  const byId = new Map(loans.map((loan) => [loan.id, loan]));
  const books = loadLoanBooksOf(fund, [...byId.keys()], knownAt);
  const rules = loadRules(fund, knownAt);
  return (loanId) => {
    const loan = byId.get(loanId);
    return loan && { loan, books: books.get(loanId) ?? NO_BOOKS, rules };
  };
}

/** Whether what is known would make another notice of the day: its figures are compared (R25). */
function isStale(notice: StoredNotice, known: Omit<LoanKnown, 'notices'>): boolean {
  const figures = figuresWith(notice, known);
  if (figures === null) return true;
  return Object.keys(figures).some(
    (name) => !isDeepStrictEqual(figures[name], notice.content[name]),
  );
}

/** Which of these notices are stale; one that does not stand is not. */
export function staleAmong(
  notices: readonly StoredNotice[],
  knownOf: KnownOfLoan,
): Promise<NoticeAt[]> {
  return givingWay(staleInTurns(notices, knownOf));
}

function* staleInTurns(
  notices: readonly StoredNotice[],
  knownOf: KnownOfLoan,
): InTurns<NoticeAt[]> {
  const found: NoticeAt[] = [];
  for (const notice of notices) {
    yield;
    const known = knownOf(notice.loanId);
    const stale = isStanding(notice) && (known === undefined || isStale(notice, known));
    found.push({ notice, stale });
  }
  return found;
}

function withStaleness(
  fund: Fund,
  notices: readonly StoredNotice[],
  knownAt: Date,
): Promise<NoticeAt[]> {
  if (notices.length === 0) return Promise.resolve([]);
  const ids = [...new Set(notices.map((each) => each.loanId))];
  const loans = listLoans(fund, { ids }, knownAt);
  return staleAmong(notices, loadKnown(fund, loans, knownAt));
}

/** The notices by year and number, superseded ones included. */
export async function noticesOf(
  fund: Fund,
  filter: NoticeFilter,
  knownAt: Date,
): Promise<NoticeAt[]> {
  return withStaleness(fund, await listNotices(fund, filter, knownAt), knownAt);
}

/** @throws DomainError not-found */
export async function noticeAt(fund: Fund, id: string, knownAt: Date): Promise<NoticeAt> {
  const notice = await requireNotice(fund, id, knownAt);
  const [found] = await withStaleness(fund, [notice], knownAt);
  if (found === undefined) throw new Error(`notice ${id} is not there`);
  return found;
}
