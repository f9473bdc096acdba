import type { FundRules } from '../policies/fundRules.ts';
import type { LoanBooks } from '../loans/loanBooks.ts';
import { totalOf } from '../loans/facts.ts';
import { addDays, later, type CalendarDate } from '../primitives/dates.ts';
import { overdueNotice, recallNotice } from './demandNotice.ts';
import type { Money } from '../primitives/money.ts';
import { collectionNotice } from './quarterlyNotice.ts';
import {
  demandNoticeFigures,
  figuresContent,
  overdueContent,
  quarterlyContent,
  recallContent,
  type FrozenContent,
  type NoticeHead,
  type PaidSince,
  type RecallOfNotice,
} from './noticeContent.ts';
import { rulesDeadline } from '../loans/recalls.ts';
import { firstDayOf, type Quarter } from '../primitives/quarters.ts';
import type { LoanTerms } from '../loans/terms.ts';

/** What a notice is about: a quarter, principal that turned overdue, or a recall. */
export type NoticeAbout =
  | { readonly kind: 'quarterly'; readonly quarter: Quarter }
  | { readonly kind: 'overdue' }
  | { readonly kind: 'recall'; readonly recallId: string; readonly recall: RecallOfNotice };

/** What is asked for in a notice: the facts dated until `issuedOn` count. */
export interface Asked {
  readonly about: NoticeAbout;
  readonly issuedOn: CalendarDate;
  readonly payBy: CalendarDate;
}

/** A contract, and whose it is. */
export interface NoticedLoan {
  readonly cooperativeId: string;
  readonly terms: LoanTerms;
}

/** A notice that was issued. */
export interface IssuedNotice {
  /** Null, where it is no quarterly notice. */
  readonly quarter: Quarter | null;
  /** The recall that it is about; null: it is about none. */
  readonly recallId: string | null;
  readonly effectiveOn: CalendarDate;
  readonly payBy: CalendarDate;
  readonly content: FrozenContent;
}

/** What a notice is made of. */
export interface LoanKnown {
  readonly loan: NoticedLoan;
  readonly books: LoanBooks;
  readonly rules: FundRules;
  /** Those issued of it before. */
  readonly notices: readonly Pick<IssuedNotice, 'quarter' | 'effectiveOn'>[];
}

/** A notice that has no number yet. */
export interface DraftNotice {
  readonly about: NoticeAbout;
  readonly payBy: CalendarDate;
  readonly total: Money;
  /** What is compared with what is known later. */
  readonly figures: FrozenContent;
  readonly contentUnder: (head: NoticeHead) => FrozenContent;
}

/** What a notice that was issued is about. */
export function aboutOf({
  quarter,
  recallId,
  content,
}: Pick<IssuedNotice, 'quarter' | 'recallId' | 'content'>): NoticeAbout {
  if (quarter !== null) return { kind: 'quarterly', quarter };
  if (recallId === null) return { kind: 'overdue' };
  return { kind: 'recall', recallId, recall: content['recall'] as RecallOfNotice };
}

/**
 * The receipts since the notice of an earlier quarter; where there is none, from the quarter's first day
 * on, of a loan that was taken over later from that day on (R33). A notice that is superseded by this one is no
 * notice before.
 */
function paidSince({ books, notices }: LoanKnown, quarter: Quarter, issuedOn: CalendarDate) {
  const earlier = notices
    .filter((each) => each.quarter !== null && each.quarter !== quarter)
    .map((each) => each.effectiveOn)
    .filter((day) => day < issuedOn)
    .toSorted()
    .at(-1);
  const since = earlier === undefined ? firstDayOf(quarter) : addDays(earlier, 1);
  const from = later(since, books.on(issuedOn).opening?.on ?? since);
  // By the day of booking: what was booked later was in no notice before (R42).
  const receipts = books.bookings.repayments
    .filter((each) => each.effectiveOn >= from && each.effectiveOn <= issuedOn)
    .map(({ effectiveOn, datedOn = effectiveOn, voucherNumber, allocation }): PaidSince => ({
      effectiveOn: datedOn,
      voucherNumber,
      amount: totalOf(allocation),
    }));
  return { from, receipts };
}

/** Whose loan it is, by which contract: a notice about another is another notice. */
const contractOf = ({ cooperativeId, terms }: NoticedLoan) => ({
  cooperativeId,
  contractNumber: terms.contractNumber,
  signedOn: terms.signedOn,
});

/**
 * The notice that a loan would get by what is known; null where it has nothing of the kind to pay
 * (R25, TT39 art. 20 and 21).
 */
export function draftNotice(known: LoanKnown, asked: Asked): DraftNotice | null {
  const { books, rules } = known;
  const { terms } = known.loan;
  const { about, issuedOn, payBy } = asked;
  const facts = books.on(issuedOn);
  if (about.kind === 'quarterly') {
    const { quarter } = about;
    const notice = collectionNotice(terms, facts, rules, { quarter, issuedOn, payBy });
    return (
      notice && {
        about,
        payBy,
        total: notice.total,
        figures: { ...contractOf(known.loan), ...figuresContent(notice) },
        contentUnder: (head) =>
          quarterlyContent(head, { quarter, payBy }, notice, paidSince(known, quarter, issuedOn)),
      }
    );
  }
  if (about.kind === 'recall' && !rulesDeadline(facts.recalls, about.recallId, issuedOn))
    return null;
  const demandNoticeOf = about.kind === 'recall' ? recallNotice : overdueNotice;
  const notice = demandNoticeOf(terms, facts, rules, { issuedOn, payBy });
  return (
    notice && {
      about,
      payBy,
      total: notice.total,
      figures: { ...contractOf(known.loan), ...demandNoticeFigures(notice) },
      contentUnder: (head) =>
        about.kind === 'recall'
          ? recallContent(head, { payBy }, notice, about.recall)
          : overdueContent(head, { payBy }, notice),
    }
  );
}

/** What a notice of the same day says with what is known; null: there would be none (R25). */
export function figuresWith(
  notice: IssuedNotice,
  known: Omit<LoanKnown, 'notices'>,
): FrozenContent | null {
  const { payBy, effectiveOn: issuedOn } = notice;
  const asked = { about: aboutOf(notice), issuedOn, payBy };
  return draftNotice({ ...known, notices: [] }, asked)?.figures ?? null;
}
