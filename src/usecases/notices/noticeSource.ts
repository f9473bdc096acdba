import { listCooperatives } from '../../book/borrowers.ts';
import { listCases } from '../../book/cases.ts';
import type { Fund } from '../../book/fund.ts';
import { loadLoanBooksOf } from '../../book/loans.ts';
import { listNotices } from '../../book/notices.ts';
import { isPending } from '../../domain/court/stages.ts';
import { interestStopsOn } from '../../domain/loans/chargeOff.ts';
import { furthest, suitStateAt } from '../../domain/court/suitState.ts';
import { deadlineInForce } from '../../domain/loans/recalls.ts';
import type { NoticeState } from '../../domain/notices/noticeContent.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { ensure } from '../../domain/primitives/errors.ts';
import { NO_BOOKS, type LoanBooks } from '../../domain/loans/loanBooks.ts';
import { groupBy } from '../../domain/primitives/lists.ts';
import type { Letter } from '../../domain/fund/documentSettings.ts';
import type { FundRules } from '../../domain/policies/fundRules.ts';
import { type StoredCooperative } from '../../store/borrowers/cooperative.ts';
import type { StoredFund } from '../../store/fund/fund.ts';
import type { StoredLoan } from '../../store/loans/loan.ts';
import { type StoredNotice } from '../../store/notices/notice.ts';
import type { LoanKnown } from '../../domain/notices/draftNotice.ts';
import { loadRules } from '../loans/loanState.ts';
import { assetsSecuring } from '../collateral/securing.ts';
import { withCopies } from '../../domain/notices/copies.ts';
import { fundLetter } from '../fund/documentSettings.ts';

/** What the notices of some loans are made with, read once for all of them. */
export interface NoticeSource {
  readonly fund: StoredFund;
  /** How letters about a loan are headed and signed; owners of assets that secure it get copies (R41). */
  readonly letterOf: (loan: StoredLoan) => Letter;
  readonly rules: FundRules;
  readonly booksOf: (loanId: string) => LoanBooks;
  readonly noticesOf: (loanId: string) => readonly StoredNotice[];
  readonly borrowerOf: (loan: StoredLoan) => StoredCooperative;
  /** On the day of issue. */
  readonly stateOf: (loan: StoredLoan) => NoticeState;
}

export async function loadNoticeSource(
  fund: Fund,
  loans: readonly StoredLoan[],
  issuedOn: CalendarDate,
  knownAt: Date,
): Promise<NoticeSource> {
  const { fund: of, letter } = fundLetter(fund, { asOf: issuedOn, knownAt });
  const loanIds = loans.map((each) => each.id);
  const books = loadLoanBooksOf(fund, loanIds, knownAt);
  const booksOf = (loanId: string): LoanBooks => books.get(loanId) ?? NO_BOOKS;
  const notices = groupBy(await listNotices(fund, { loanIds }, knownAt), (each) => each.loanId);
  const ids = [...new Set(loans.map((each) => each.cooperativeId))];
  const borrowers = new Map(
    listCooperatives(fund, { ids }, knownAt, issuedOn).map((each) => [each.id, each]),
  );
  const cases = groupBy(
    listCases(fund, {}, knownAt).flatMap(({ loanIds: of, stages }) =>
      of.map((loanId) => ({ loanId, stages })),
    ),
    ({ loanId }) => loanId,
  );
  return {
    fund: of,
    letterOf: ({ id, cooperativeId }) => {
      const others = assetsSecuring(fund, [id], { asOf: issuedOn, knownAt })
        .filter(({ owner }) => owner.cooperativeId !== cooperativeId)
        .map(({ owner }) => owner.name);
      return { ...letter, recipients: withCopies(letter.recipients, [...new Set(others)]) };
    },
    rules: loadRules(fund, knownAt),
    booksOf,
    noticesOf: (loanId) => notices.get(loanId) ?? [],
    stateOf: ({ id }) => {
      const ofLoan = cases.get(id) ?? [];
      const facts = booksOf(id).on(issuedOn);
      const { recalls, freezes } = facts;
      const stopsOn = interestStopsOn(facts);
      return {
        sued: ofLoan.some(({ stages }) => isPending(stages, issuedOn)),
        suit: furthest(ofLoan.flatMap(({ stages }) => suitStateAt(stages, issuedOn) ?? [])),
        recalled: deadlineInForce(recalls, issuedOn) !== null,
        frozen: freezes.some(({ from, to }) => from <= issuedOn && (to === null || to > issuedOn)),
        ...(stopsOn !== null && stopsOn <= issuedOn ? { noInterest: true as const } : {}),
      };
    },
    borrowerOf: ({ id, cooperativeId }) => {
      const borrower = borrowers.get(cooperativeId);
      ensure(borrower !== undefined, `loan ${id} has no borrower`);
      return borrower;
    },
  };
}

/** The loan of a source, as its notices are made of it. */
export function knownOf(source: NoticeSource, loan: StoredLoan): LoanKnown {
  const { rules, booksOf, noticesOf } = source;
  return { loan, rules, books: booksOf(loan.id), notices: noticesOf(loan.id) };
}
