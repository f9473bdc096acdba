import { yearOf, type CalendarDate } from '../domain/dates.ts';
import { lastOverduePayBy, recallPayBy } from '../domain/demandNotice.ts';
import { DomainError, ensure, invalid } from '../domain/errors.ts';
import { NO_FACTS, type VoucheredFacts } from '../domain/facts.ts';
import { groupBy } from '../domain/lists.ts';
import type { Letter } from '../domain/letter.ts';
import type { NoticeHead } from '../domain/noticeContent.ts';
import type { DELIVERY_KINDS } from '../domain/noticeKinds.ts';
import type { Calendar } from '../domain/calendar.ts';
import { listCooperatives, type StoredCooperative } from '../store/cooperative.ts';
import type { FundTx } from '../store/database.ts';
import { lastRecordedAt, recordFact, recordFacts } from '../store/fact.ts';
import type { StoredFund } from '../store/fund.ts';
import type { StoredLoan } from '../store/loan.ts';
import { loadLoanFactsOf } from '../store/loanFacts.ts';
import {
  findNotice,
  insertDelivery,
  insertNotices,
  listNotices,
  nextNoticeNumber,
  type StoredDelivery,
  type StoredNotice,
} from '../store/notice.ts';
import type { Actor } from '../store/token.ts';
import { refuseFuture } from './dating.ts';
import {
  aboutOf,
  draftNotice,
  type Asked,
  type DraftNotice,
  type LoanKnown,
} from './draftNotice.ts';
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

/** When a notice is issued, and by when it is to be paid. */
export type NoticeDates = Pick<Asked, 'issuedOn' | 'payBy'>;

/** @throws DomainError validation, dated-in-future */
export function checkDates({ issuedOn, payBy }: NoticeDates, today: CalendarDate): void {
  refuseFuture(issuedOn, today, 'R25');
  if (payBy < issuedOn) throw invalid('/payBy', 'must not be before `issuedOn`');
}

/** How a notice is named in the one that takes its place. */
function supersededOf({ number, effectiveOn, content }: StoredNotice): NoticeHead['supersedes'] {
  const { symbol } = content['letter'] as Letter;
  return { number, symbol, issuedOn: effectiveOn };
}

function headOf(
  { fund, letter, borrowerOf }: NoticeSource,
  { loan, supersedes }: Issuing,
  issuedOn: CalendarDate,
  number: number,
): NoticeHead {
  const old = supersedes?.old;
  const { code, name, address, representative, locality } = borrowerOf(loan);
  return {
    number,
    year: +yearOf(issuedOn),
    issuedOn,
    fund: { code: fund.code, name: fund.name, province: fund.province },
    letter,
    cooperativeId: loan.cooperativeId,
    cooperative: { code, name, address, representative, locality },
    contractNumber: loan.terms.contractNumber,
    signedOn: loan.terms.signedOn,
    supersedes: old === undefined ? null : supersededOf(old),
    wording: 1,
  };
}

/** The loan of a source, as its notices are made of it. */
export function knownOf(source: NoticeSource, loan: StoredLoan): LoanKnown {
  const { calendar, factsOf, noticesOf } = source;
  return { loan, calendar, facts: factsOf(loan.id), notices: noticesOf(loan.id) };
}

/** A notice that is to be issued. */
export interface Issuing {
  readonly loan: StoredLoan;
  readonly draft: DraftNotice;
  /** The notice in whose place it stands, and why. */
  readonly supersedes: { readonly old: StoredNotice; readonly reason: string } | null;
}

/** Issues notices of one day under the next numbers of its year, in their order (R25). */
export async function issueNotices(
  tx: FundTx,
  by: { readonly actor: Actor },
  source: NoticeSource,
  issuedOn: CalendarDate,
  issuings: readonly Issuing[],
): Promise<StoredNotice[]> {
  const first = await nextNoticeNumber(tx, +yearOf(issuedOn));
  const act = { kind: 'notice', effectiveOn: issuedOn, recordedBy: by.actor } as const;
  const recorded = await recordFacts(
    tx,
    issuings.map(() => act),
  );
  const notices = recorded.map((fact, index) => {
    const issuing = issuings[index];
    ensure(issuing !== undefined, 'R25: a fact without its notice');
    const { loan, draft, supersedes } = issuing;
    const { about, payBy, total } = draft;
    const head = headOf(source, issuing, issuedOn, first + index);
    return {
      ...fact,
      loanId: loan.id,
      year: head.year,
      number: head.number,
      quarter: about.kind === 'quarterly' ? about.quarter : null,
      recallId: about.kind === 'recall' ? about.recallId : null,
      payBy,
      total,
      content: draft.contentUnder(head),
      supersedesId: supersedes?.old.id ?? null,
      reason: supersedes?.reason ?? null,
    };
  });
  return insertNotices(tx, notices);
}

/** Issues one notice, as `issueNotices` does. */
export async function issueNotice(
  tx: FundTx,
  by: { readonly actor: Actor },
  source: NoticeSource,
  issuedOn: CalendarDate,
  issuing: Issuing,
): Promise<StoredNotice> {
  const [issued] = await issueNotices(tx, by, source, issuedOn, [issuing]);
  ensure(issued !== undefined, 'R25: a notice was not issued');
  return issued;
}

/** @throws DomainError not-found */
export async function requireNotice(tx: FundTx, id: string, knownAt: Date): Promise<StoredNotice> {
  const found = await findNotice(tx, id, knownAt);
  if (found !== null) return found;
  throw new DomainError('not-found', { figures: { what: 'notice', id } });
}

/**
 * A notice of a recall asks to pay by the recall's deadline, and is issued until then (TT39 art. 21). One
 * of overdue principal asks for what is overdue: it ends before other principal turns overdue.
 *
 * @throws DomainError recall-deadline-passed, pay-by-too-late, validation
 */
export function checkPayBy(
  { loan, facts, calendar }: LoanKnown,
  { about, issuedOn, payBy }: Asked,
): void {
  if (about.kind === 'overdue') {
    const last = lastOverduePayBy(loan.terms, facts, calendar, issuedOn);
    if (last === null || payBy <= last) return;
    throw new DomainError('pay-by-too-late', { rule: 'R6', figures: { last } });
  }
  if (about.kind !== 'recall') return;
  const deadline = recallPayBy(about.recall.deadline, calendar);
  if (issuedOn > deadline) {
    throw new DomainError('recall-deadline-passed', { rule: 'R14', figures: { deadline } });
  }
  if (payBy !== deadline)
    throw invalid('/payBy', `must be the deadline of the recall, ${deadline}`);
}

/**
 * Issues a notice in place of another, with what is known now, under a number of its own (R25).
 *
 * @throws DomainError not-found, already-superseded, already-reversed, nothing-to-pay, recall-deadline-passed,
 *   pay-by-too-late, validation, dated-in-future
 */
export async function supersedeNotice(
  tx: FundTx,
  by: By,
  id: string,
  change: { readonly reason: string } & NoticeDates,
): Promise<StoredNotice> {
  const knownAt = await lastRecordedAt(tx);
  const old = await requireNotice(tx, id, knownAt);
  const { reason, ...dates } = change;
  checkDates(dates, by.today);
  if (old.supersededById !== null) {
    throw new DomainError('already-superseded', { figures: { noticeId: old.supersededById } });
  }
  if (old.reversedAt !== null) {
    const figures = { reversedAt: old.reversedAt.toISOString() };
    throw new DomainError('already-reversed', { rule: 'R12', figures });
  }
  if (dates.issuedOn < old.effectiveOn) {
    throw invalid('/issuedOn', `must not be before the notice superseded, of ${old.effectiveOn}`);
  }
  const loan = await requireLoan(tx, old.loanId, knownAt);
  const source = await loadNoticeSource(tx, [loan], dates.issuedOn, knownAt);
  const asked = { ...dates, about: aboutOf(old) };
  const known = knownOf(source, loan);
  checkPayBy(known, asked);
  const draft = draftNotice(known, asked);
  if (draft === null) throw new DomainError('nothing-to-pay', { rule: 'R25' });
  return issueNotice(tx, by, source, dates.issuedOn, { loan, draft, supersedes: { old, reason } });
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
