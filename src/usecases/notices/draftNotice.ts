import { isDeepStrictEqual } from 'node:util';
import type { FundRules } from '../../domain/policies/fundRules.ts';
import { totalOf, type VoucheredFacts } from '../../domain/loans/facts.ts';
import { addDays, type CalendarDate } from '../../domain/primitives/dates.ts';
import { overdueNotice, recallNotice } from '../../domain/notices/demandNotice.ts';
import type { Money } from '../../domain/primitives/money.ts';
import { collectionNotice } from '../../domain/notices/quarterlyNotice.ts';
import {
  demandFigures,
  figuresContent,
  overdueContent,
  quarterlyContent,
  recallContent,
  type NoticeHead,
  type PaidSince,
  type RecallOfNotice,
} from '../../domain/notices/noticeContent.ts';
import { deadlineInForce } from '../../domain/loans/recalls.ts';
import { firstDayOf, type Quarter } from '../../domain/primitives/quarters.ts';
import type { StoredLoan } from '../../store/loans/loan.ts';
import type { FrozenContent, StoredNotice } from '../../store/notices/notice.ts';

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

/** What a notice is made of. */
export interface LoanKnown {
  readonly loan: StoredLoan;
  readonly facts: VoucheredFacts;
  readonly rules: FundRules;
  /** Those issued of it before. */
  readonly notices: readonly StoredNotice[];
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
export function aboutOf({ quarter, recallId, content }: StoredNotice): NoticeAbout {
  if (quarter !== null) return { kind: 'quarterly', quarter };
  if (recallId === null) return { kind: 'overdue' };
  return { kind: 'recall', recallId, recall: content['recall'] as RecallOfNotice };
}

/**
 * The receipts since the notice of an earlier quarter; where there is none, from the quarter's first day
 * on. A notice that is superseded by this one is no notice before.
 */
function paidSince({ facts, notices }: LoanKnown, quarter: Quarter, issuedOn: CalendarDate) {
  const earlier = notices
    .filter((each) => each.quarter !== null && each.quarter !== quarter)
    .map((each) => each.effectiveOn)
    .filter((day) => day < issuedOn)
    .toSorted()
    .at(-1);
  const from = earlier === undefined ? firstDayOf(quarter) : addDays(earlier, 1);
  const receipts = facts.repayments
    .filter((each) => each.effectiveOn >= from && each.effectiveOn <= issuedOn)
    .map(({ effectiveOn, voucherNumber, allocation }): PaidSince => ({
      effectiveOn,
      voucherNumber,
      amount: totalOf(allocation),
    }));
  return { from, receipts };
}

/** Whether a recall stands and rules the deadline at the close of a day (R14 b). */
function rulesDeadline({ recalls }: VoucheredFacts, recallId: string, on: CalendarDate): boolean {
  const recall = recalls.find((each) => each.id === recallId);
  if (recall === undefined) return false;
  const { decidedOn, deadline, withdrawnOn } = recall;
  const isInForce = decidedOn <= on && (withdrawnOn === null || withdrawnOn > on);
  return isInForce && deadline === deadlineInForce(recalls, on);
}

/** Whose loan it is, by which contract: a notice about another is another notice. */
const contractOf = ({ cooperativeId, terms }: StoredLoan) => ({
  cooperativeId,
  contractNumber: terms.contractNumber,
  signedOn: terms.signedOn,
});

/**
 * The notice that a loan would get by what is known; null where it has nothing of the kind to pay
 * (R25, TT39 art. 20 and 21).
 */
export function draftNotice(known: LoanKnown, asked: Asked): DraftNotice | null {
  const { facts, rules } = known;
  const { terms } = known.loan;
  const { about, issuedOn, payBy } = asked;
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
  if (about.kind === 'recall' && !rulesDeadline(facts, about.recallId, issuedOn)) return null;
  const demandOf = about.kind === 'recall' ? recallNotice : overdueNotice;
  const notice = demandOf(terms, facts, rules, { issuedOn, payBy });
  return (
    notice && {
      about,
      payBy,
      total: notice.total,
      figures: { ...contractOf(known.loan), ...demandFigures(notice) },
      contentUnder: (head) =>
        about.kind === 'recall'
          ? recallContent(head, { payBy }, notice, about.recall)
          : overdueContent(head, { payBy }, notice),
    }
  );
}

/** What a notice of the same day says with what is known; null: there would be none (R25). */
export function figuresWith(
  notice: StoredNotice,
  known: Omit<LoanKnown, 'notices'>,
): FrozenContent | null {
  const { payBy, effectiveOn: issuedOn } = notice;
  const asked = { about: aboutOf(notice), issuedOn, payBy };
  return draftNotice({ ...known, notices: [] }, asked)?.figures ?? null;
}

/** Whether what is known would make another notice of the same day: its figures are compared (R25). */
export function isStale(notice: StoredNotice, known: Omit<LoanKnown, 'notices'>): boolean {
  const figures = figuresWith(notice, known);
  if (figures === null) return true;
  return Object.keys(figures).some(
    (name) => !isDeepStrictEqual(figures[name], notice.content[name]),
  );
}
