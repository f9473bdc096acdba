import type { SuitState } from '../court/suitState.ts';
import type { Segment } from '../loans/accrual.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import type { DemandNoticeAsked, DemandNotice } from './demandNotice.ts';
import type { InterestComponent } from '../loans/facts.ts';
import type { Letter } from '../fund/documentSettings.ts';
import { text, type Money } from '../primitives/money.ts';
import type { CollectionNotice, NoticeInstalment, NoticeInterest } from './quarterlyNotice.ts';
import type { OwedInterest } from '../loans/explained/owedInterest.ts';
import type { Quarter } from '../primitives/quarters.ts';

/** What a notice says, as it was issued: money as digits, dates as text. */
export type FrozenContent = Readonly<Record<string, unknown>>;

/** What every notice says first. */
export interface NoticeHead {
  readonly number: number;
  /** The year of the day of issue. */
  readonly year: number;
  readonly issuedOn: CalendarDate;
  readonly fund: { readonly code: string; readonly name: string; readonly province: string };
  readonly letter: Letter;
  readonly cooperativeId: string;
  readonly cooperative: {
    readonly code: string;
    readonly name: string;
    readonly address: string | null;
    readonly representative: string | null;
    readonly locality: string;
  };
  readonly contractNumber: string;
  readonly signedOn: CalendarDate;
  /** The notice in whose place it stands; null: none. It is not dated before that one. */
  readonly supersedes: {
    readonly number: number;
    readonly symbol: string;
    readonly issuedOn: CalendarDate;
  } | null;
  /**
   * Which words its letter has. Other words are another number beside the old one, so that what was
   * issued is printed as it was.
   */
  readonly wording: 1 | 2;
  /** Wording 1 says nothing of it. */
  readonly state?: NoticeState;
}

/** What has become of a loan on the day of issue, by which a letter says what follows. */
export interface NoticeState {
  /** A case about it is before the courts or in enforcement (R26). */
  readonly sued: boolean;
  /**
   * How far the case about it has come; null: there was none. What was issued before letters told it
   * leaves it out, and is printed as it was.
   */
  readonly suit?: SuitState | null;
  readonly recalled: boolean;
  readonly frozen: boolean;
  /** That no interest runs any more, for a reason that is the fund's alone (R40); left out: it does. */
  readonly noInterest?: true;
}

/** A receipt since the notice before. */
export interface PaidSince {
  readonly effectiveOn: CalendarDate;
  readonly voucherNumber: string;
  readonly amount: Money;
}

function instalmentContent({ dueOn, payableBy, amount }: NoticeInstalment) {
  return { dueOn, payableBy, amount: text(amount) };
}

function segmentContent({ balance, from, to, days, ratePercent, interest, opening }: Segment) {
  return {
    balance: text(balance),
    from,
    to,
    days,
    ratePercent: text(ratePercent),
    interest: text(interest),
    ...(opening === undefined ? {} : { opening }),
  };
}

function interestContent({ broughtForward, segments, settledSince, owed, credit }: NoticeInterest) {
  return {
    broughtForward: text(broughtForward),
    segments: segments.map(segmentContent),
    settledSince: text(settledSince),
    owed: text(owed),
    credit: text(credit),
  };
}

/** The figures of a quarterly notice, as they are kept: money as digits (R25). */
export function figuresContent(notice: CollectionNotice) {
  const { principal, interest } = notice;
  const interestOf = (component: InterestComponent) => interestContent(interest[component]);
  return {
    ...(notice.openedOn === null ? {} : { openedOn: notice.openedOn }),
    standing: notice.standing,
    principalOutstanding: text(notice.principalOutstanding),
    overduePrincipal: text(notice.overduePrincipal),
    interestSince: notice.interestSince,
    principal: {
      overdue: principal.overdue.map(instalmentContent),
      dueInQuarter: principal.dueInQuarter.map(instalmentContent),
      total: text(principal.total),
    },
    interest: {
      inTermInterest: interestOf('inTermInterest'),
      overdueInterest: interestOf('overdueInterest'),
      lateInterest: interestOf('lateInterest'),
    },
    total: text(notice.total),
  };
}

/** A quarterly notice as it is kept and printed again (R25). */
export function quarterlyContent(
  head: NoticeHead,
  asked: { readonly quarter: Quarter; readonly payBy: CalendarDate },
  notice: CollectionNotice,
  paid: { readonly from: CalendarDate; readonly receipts: readonly PaidSince[] },
) {
  return {
    ...head,
    quarter: asked.quarter,
    payBy: asked.payBy,
    ...figuresContent(notice),
    paidFrom: paid.from,
    paidSinceLastNotice: paid.receipts.map(({ effectiveOn, voucherNumber, amount }) => ({
      effectiveOn,
      voucherNumber,
      amount: text(amount),
    })),
  };
}

export type QuarterlyContent = ReturnType<typeof quarterlyContent>;

function owedContent({ segments, settledBefore, owed }: OwedInterest) {
  return {
    segments: segments.map(segmentContent),
    settledBefore: text(settledBefore),
    owed: text(owed),
  };
}

/** The figures of a demand notice, as they are kept: money as digits. */
export function demandNoticeFigures(notice: DemandNotice) {
  const { interest } = notice;
  return {
    standing: notice.standing,
    principalOutstanding: text(notice.principalOutstanding),
    overduePrincipal: text(notice.overduePrincipal),
    instalments: notice.instalments.map((each) => ({
      ...instalmentContent(each),
      overdueFrom: each.overdueFrom,
    })),
    principal: text(notice.principal),
    recalledPrincipal: text(notice.recalledPrincipal),
    overdueRatePercent: text(notice.overdueRatePercent),
    interest: {
      inTermInterest: owedContent(interest.inTermInterest),
      overdueInterest: owedContent(interest.overdueInterest),
      lateInterest: owedContent(interest.lateInterest),
    },
    total: text(notice.total),
  };
}

/** What was collected above what accrued, by class: a figure beside those that are compared. */
const creditsContent = ({ interest }: DemandNotice) => ({
  inTermInterest: text(interest.inTermInterest.credit),
  overdueInterest: text(interest.overdueInterest.credit),
  lateInterest: text(interest.lateInterest.credit),
});

/** The notice that principal has turned overdue, as it is kept and printed again (TT39 art. 20). */
export function overdueContent(
  head: NoticeHead,
  { payBy }: Pick<DemandNoticeAsked, 'payBy'>,
  notice: DemandNotice,
) {
  return { ...head, payBy, ...demandNoticeFigures(notice), credits: creditsContent(notice) };
}

/** Wording 1 has no credits. */
export type OverdueContent = Omit<ReturnType<typeof overdueContent>, 'credits'> & {
  readonly credits?: ReturnType<typeof creditsContent>;
};

/** The recall that a notice is about. */
export interface RecallOfNotice {
  readonly decisionNumber: string;
  readonly decidedOn: CalendarDate;
  readonly deadline: CalendarDate;
}

/** The notice of an early recall, as it is kept and printed again (TT39 art. 21). */
export function recallContent(
  head: NoticeHead,
  asked: Pick<DemandNoticeAsked, 'payBy'>,
  notice: DemandNotice,
  { decisionNumber, decidedOn, deadline }: RecallOfNotice,
) {
  const recall = { decisionNumber, decidedOn, deadline };
  return { ...overdueContent(head, asked, notice), recall };
}

export type RecallContent = OverdueContent & { readonly recall: RecallOfNotice };
