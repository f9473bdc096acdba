import { isDeepStrictEqual } from 'node:util';
import { totalOf } from '../domain/caseSums.ts';
import { addDays, yearOf, type CalendarDate } from '../domain/dates.ts';
import { DomainError, ensure, invalid } from '../domain/errors.ts';
import { NO_FACTS, type VoucheredFacts } from '../domain/facts.ts';
import { groupBy } from '../domain/lists.ts';
import type { Letter } from '../domain/letter.ts';
import { collectionNotice, type CollectionNotice, type NoticeAsked } from '../domain/notice.ts';
import { figuresContent, quarterlyContent, type NoticeHead } from '../domain/noticeContent.ts';
import { firstDayOf } from '../domain/quarters.ts';
import type { DELIVERY_KINDS } from '../domain/noticeKinds.ts';
import type { Calendar } from '../domain/calendar.ts';
import { listCooperatives, type StoredCooperative } from '../store/cooperative.ts';
import type { FundTx } from '../store/database.ts';
import { lastRecordedAt, recordFact } from '../store/fact.ts';
import type { StoredFund } from '../store/fund.ts';
import type { StoredLoan } from '../store/loan.ts';
import { loadLoanFactsOf } from '../store/loanFacts.ts';
import {
  findNotice,
  insertDelivery,
  insertNotice,
  listNotices,
  nextNoticeNumber,
  type StoredDelivery,
  type StoredNotice,
} from '../store/notice.ts';
import type { Actor } from '../store/token.ts';
import { refuseFuture } from './dating.ts';
import { loadCalendar, requireLoan } from './loanState.ts';
import { fundLetter } from './settings.ts';

interface By {
  readonly actor: Actor;
  readonly today: CalendarDate;
}

/** What the notices of some loans are made with, read once for all of them. */
export interface NoticeSource {
  readonly fund: StoredFund;
  readonly letter: Letter;
  readonly calendar: Calendar;
  readonly factsOf: (loanId: string) => VoucheredFacts;
  readonly noticesOf: (loanId: string) => readonly StoredNotice[];
  readonly borrowerOf: (loan: StoredLoan) => StoredCooperative;
}

export async function loadNoticeSource(
  tx: FundTx,
  loans: readonly StoredLoan[],
  issuedOn: CalendarDate,
  knownAt: Date,
): Promise<NoticeSource> {
  const { fund, letter } = await fundLetter(tx, knownAt);
  const loanIds = loans.map((each) => each.id);
  const facts = await loadLoanFactsOf(tx, loanIds, knownAt);
  const notices = groupBy(await listNotices(tx, { loanIds }, knownAt), (each) => each.loanId);
  const ids = [...new Set(loans.map((each) => each.cooperativeId))];
  const borrowers = new Map(
    (await listCooperatives(tx, { ids }, knownAt, issuedOn)).map((each) => [each.id, each]),
  );
  return {
    fund,
    letter,
    calendar: await loadCalendar(tx, knownAt),
    factsOf: (loanId) => facts.get(loanId) ?? NO_FACTS,
    noticesOf: (loanId) => notices.get(loanId) ?? [],
    borrowerOf: ({ id, cooperativeId }) => {
      const borrower = borrowers.get(cooperativeId);
      ensure(borrower !== undefined, `loan ${id} has no borrower`);
      return borrower;
    },
  };
}

/** @throws DomainError validation, dated-in-future */
export function checkAsked({ issuedOn, payBy }: Omit<NoticeAsked, 'quarter'>, today: CalendarDate) {
  refuseFuture(issuedOn, today, 'R25');
  if (payBy < issuedOn) throw invalid('/payBy', 'must not be before `issuedOn`');
}

async function headOf(
  tx: FundTx,
  { fund, letter, borrowerOf }: NoticeSource,
  loan: StoredLoan,
  issuedOn: CalendarDate,
): Promise<NoticeHead> {
  const year = +yearOf(issuedOn);
  const { code, name, address, representative, locality } = borrowerOf(loan);
  return {
    number: await nextNoticeNumber(tx, year),
    year,
    issuedOn,
    fund: { code: fund.code, name: fund.name, province: fund.province },
    letter,
    cooperative: { code, name, address, representative, locality },
    contractNumber: loan.terms.contractNumber,
    signedOn: loan.terms.signedOn,
  };
}

/** A notice that is to be issued. */
interface Issuing {
  readonly loan: StoredLoan;
  readonly asked: NoticeAsked;
  readonly notice: CollectionNotice;
  /** The notice in whose place it stands, and why. */
  readonly supersedes: { readonly id: string; readonly reason: string } | null;
}

/** Issues the notice of a loan for a quarter under the next number (R25). */
export async function issueQuarterlyNotice(
  tx: FundTx,
  by: { readonly actor: Actor },
  source: NoticeSource,
  { loan, asked, notice, supersedes }: Issuing,
): Promise<StoredNotice> {
  const { issuedOn, quarter, payBy } = asked;
  const head = await headOf(tx, source, loan, issuedOn);
  const earlier = source
    .noticesOf(loan.id)
    .map((each) => each.effectiveOn)
    .filter((day) => day < issuedOn);
  const since = earlier.toSorted().at(-1) ?? addDays(firstDayOf(quarter), -1);
  const paidSince = source
    .factsOf(loan.id)
    .repayments.filter((each) => each.effectiveOn > since && each.effectiveOn <= issuedOn)
    .map(({ effectiveOn, voucherNumber, allocation }) => ({
      effectiveOn,
      voucherNumber,
      amount: totalOf(allocation),
    }));
  const recorded = await recordFact(tx, {
    kind: 'notice',
    effectiveOn: issuedOn,
    recordedBy: by.actor,
  });
  return insertNotice(tx, recorded, {
    loanId: loan.id,
    year: head.year,
    number: head.number,
    quarter,
    payBy,
    total: notice.total,
    content: quarterlyContent(head, asked, notice, paidSince),
    supersedesId: supersedes?.id ?? null,
    reason: supersedes?.reason ?? null,
  });
}

/** @throws DomainError not-found */
export async function requireNotice(tx: FundTx, id: string, knownAt: Date): Promise<StoredNotice> {
  const found = await findNotice(tx, id, knownAt);
  if (found !== null) return found;
  throw new DomainError('not-found', { figures: { what: 'notice', id } });
}

/**
 * Issues a notice in place of another, with what is known now, under a number of its own (R25).
 *
 * @throws DomainError not-found, already-superseded, nothing-to-pay, validation, dated-in-future
 */
export async function supersedeNotice(
  tx: FundTx,
  by: By,
  id: string,
  change: { readonly reason: string } & Omit<NoticeAsked, 'quarter'>,
): Promise<StoredNotice> {
  const knownAt = await lastRecordedAt(tx);
  const old = await requireNotice(tx, id, knownAt);
  const { reason, ...dates } = change;
  checkAsked(dates, by.today);
  if (old.supersededById !== null) {
    throw new DomainError('already-superseded', { figures: { noticeId: old.supersededById } });
  }
  const loan = await requireLoan(tx, old.loanId, knownAt);
  const source = await loadNoticeSource(tx, [loan], dates.issuedOn, knownAt);
  const asked = { ...dates, quarter: old.quarter };
  const notice = collectionNotice(loan.terms, source.factsOf(loan.id), source.calendar, asked);
  if (notice === null) throw new DomainError('nothing-to-pay', { rule: 'R25' });
  const issuing = { loan, asked, notice, supersedes: { id, reason } };
  return issueQuarterlyNotice(tx, by, source, issuing);
}

/**
 * Records how a notice reached its borrower.
 *
 * @throws DomainError not-found, dated-in-future, validation: before it was issued
 */
export async function deliverNotice(
  tx: FundTx,
  by: By,
  noticeId: string,
  delivery: {
    readonly kind: (typeof DELIVERY_KINDS)[number];
    readonly deliveredOn: CalendarDate;
    readonly proofNumber: string | null;
  },
): Promise<StoredDelivery> {
  const { deliveredOn, kind, proofNumber } = delivery;
  const { effectiveOn: issuedOn } = await requireNotice(tx, noticeId, await lastRecordedAt(tx));
  refuseFuture(deliveredOn, by.today, 'R25');
  if (deliveredOn < issuedOn) {
    throw invalid('/deliveredOn', `must not be before the notice was issued on ${issuedOn}`);
  }
  const recorded = await recordFact(tx, {
    kind: 'notice_delivery',
    effectiveOn: deliveredOn,
    recordedBy: by.actor,
  });
  return insertDelivery(tx, recorded, { noticeId, kind, proofNumber });
}

/**
 * Whether what is known now would make another notice of the same day (R25): its figures, and
 * nothing else, are compared.
 */
export function isStale(
  notice: StoredNotice,
  loan: StoredLoan,
  facts: VoucheredFacts,
  calendar: Calendar,
): boolean {
  const { quarter, payBy, effectiveOn: issuedOn, content } = notice;
  const now = collectionNotice(loan.terms, facts, calendar, { quarter, issuedOn, payBy });
  if (now === null) return true;
  const figures: Readonly<Record<string, unknown>> = figuresContent(now);
  return Object.keys(figures).some((name) => !isDeepStrictEqual(figures[name], content[name]));
}
