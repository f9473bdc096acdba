import type { Fund } from '../../book/fund.ts';
import { listLoans, loadLoanBooksOf } from '../../book/loans.ts';
import { listNotices } from '../../book/notices.ts';
import type { FigureFact } from '../../book/issued.ts';
import { isDeepStrictEqual } from 'node:util';
import type { FundRules } from '../../domain/policies/fundRules.ts';
import { changedDays, overlap, type DaySpan } from '../../domain/policies/rulesChange.ts';
import { daysOfNotice } from '../../domain/notices/noticeDays.ts';
import { NO_BOOKS, type LoanBooks } from '../../domain/loans/loanBooks.ts';
import { noticePaper, type IssuedPaper } from '../../store/issued/affected.ts';
import { type StoredLoan } from '../../store/loans/loan.ts';
import { type NoticeFilter, type StoredNotice } from '../../store/notices/notice.ts';
import { around, mayChange, type Around } from './aroundFact.ts';
import { figuresWith } from '../../domain/notices/draftNotice.ts';
import { partsOf } from './fundPart.ts';
import { nextTurn } from '../../book/turns.ts';

interface Loans {
  readonly loans: ReadonlyMap<string, StoredLoan>;
  readonly books: ReadonlyMap<string, LoanBooks>;
}

function loadLoansOf(fund: Fund, ids: readonly string[], knownAt: Date): Loans {
  const loans = listLoans(fund, { ids }, knownAt);
  return {
    loans: new Map(loans.map((loan) => [loan.id, loan])),
    books: loadLoanBooksOf(fund, ids, knownAt),
  };
}

/** What a notice of the same days says with what is known; null: there would be none (R25). */
function figuresNow(notice: StoredNotice, { loans, books }: Loans, rules: FundRules) {
  const loan = loans.get(notice.loanId);
  if (loan === undefined) return null;
  return figuresWith(notice, { loan, books: books.get(loan.id) ?? NO_BOOKS, rules });
}

/** Whether a notice may depend on the days that the rules read otherwise now. */
function mayDependOn(
  days: DaySpan,
  { loanId, quarter, effectiveOn: issuedOn, payBy }: StoredNotice,
  { loans, books }: Loans,
  rules: FundRules,
): boolean {
  const terms = loans.get(loanId)?.terms;
  if (terms === undefined) return false;
  const asked = { quarter, issuedOn, payBy };
  const facts = (books.get(loanId) ?? NO_BOOKS).on(issuedOn);
  return overlap(days, daysOfNotice(terms, facts, rules, asked));
}

/** What is known of the loans of notices before and with a fact: of the rules', the same. */
function loansAround(
  fund: Fund,
  touch: FigureFact,
  notices: readonly StoredNotice[],
): Around<Loans> {
  const ids = [...new Set(notices.map((notice) => notice.loanId))];
  if (touch.loanId !== null) return around(touch, (knownAt) => loadLoansOf(fund, ids, knownAt));
  const known = loadLoansOf(fund, ids, touch.recordedAt);
  return { before: known, after: known };
}

/** The notices of a page whose figures differ before and after a fact. */
async function changedAmong(
  fund: Fund,
  touch: FigureFact,
  rules: Around<FundRules>,
  days: DaySpan | null,
  page: readonly StoredNotice[],
): Promise<IssuedPaper[]> {
  const possible = page.filter((notice) => mayChange(touch, notice.effectiveOn));
  if (possible.length === 0) return [];
  const { before, after } = loansAround(fund, touch, possible);
  const changed: IssuedPaper[] = [];
  for (const notice of possible) {
    if (days !== null && !mayDependOn(days, notice, after, rules.after)) continue;
    // Thousands of notices take seconds: other requests have their turn between them.
    await nextTurn();
    const was = figuresNow(notice, before, rules.before);
    const is = figuresNow(notice, after, rules.after);
    if (!isDeepStrictEqual(was, is)) changed.push(noticePaper(notice));
  }
  return changed;
}

const NOTICES_AT_ONCE = 200;

/** The standing notices whose figures a fact changes, read some at a time. */
export async function changedNotices(
  fund: Fund,
  touch: FigureFact,
  rules: Around<FundRules>,
): Promise<IssuedPaper[]> {
  const { loanId } = touch;
  if (loanId === null && !partsOf(touch).includes('all')) return [];
  const days = loanId === null ? changedDays(rules) : null;
  if (loanId === null && days === null) return [];
  const filter: NoticeFilter = { loanIds: loanId === null ? undefined : [loanId], standing: true };
  const changed: IssuedPaper[] = [];
  let after: NoticeFilter['after'];
  for (;;) {
    const page = await listNotices(
      fund,
      { ...filter, after, limit: NOTICES_AT_ONCE },
      touch.recordedAt,
    );
    changed.push(...(await changedAmong(fund, touch, rules, days, page)));
    after = page.at(-1);
    if (page.length < NOTICES_AT_ONCE) return changed;
  }
}
