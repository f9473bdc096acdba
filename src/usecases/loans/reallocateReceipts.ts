import { lastRecordedAt, type Fund, type FundAct } from '../../book/fund.ts';
import { shownAt } from '../../book/known.ts';
import { findRepayment } from '../../book/payments.ts';
import { closedThrough } from '../../book/periods.ts';
import { dayInBooks, type LateBooking } from '../../domain/books/lateBooking.ts';
import { LoanBooks } from '../../domain/loans/loanBooks.ts';
import { refuseClosedDay } from '../../domain/books/closedPeriods.ts';
import { allocate } from '../../domain/loans/allocation.ts';
import { creditsBesideDebt, receiptsOf } from '../../domain/loans/credits.ts';
import { checkPrincipal } from '../../domain/loans/checkPrincipal.ts';
import { totalOf, type Allocation, type VoucheredFacts } from '../../domain/loans/facts.ts';
import { position } from '../../domain/loans/position.ts';
import { isSameAllocation, reallocate, type Reallocated } from '../../domain/loans/reallocation.ts';
import { earlier, type CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { refuseReversed } from '../../domain/primitives/refusals.ts';
import type { RepaymentEntry, StoredRepayment } from '../../store/loans/repayment.ts';
import type { StoredReversal } from '../../store/facts/reversal.ts';
import type { By } from '../acts/by.ts';
import { reverseFact } from '../acts/reverseFact.ts';
import { awardLeftFor } from '../court/awardOfReceipt.ts';
import { justBefore } from '../view/clock.ts';
import { creditWarning, type CreditWarning } from './creditWarnings.ts';
import { shownFrom } from '../acts/bookLater.ts';
import {
  loadLoanState,
  loanPosition,
  positionWith,
  requireLoan,
  type LoanPosition,
} from './loanState.ts';

type Receipt = VoucheredFacts['repayments'][number];

interface At {
  readonly today: CalendarDate;
  readonly knownAt: Date;
  /** When and why the receipts of closed days are allocated anew (R42); null: they are not. */
  readonly late: LateBooking | null;
}

/** Whether a receipt counts on a day that is open. */
function isOpen(fund: Fund, entry: RepaymentEntry, knownAt: Date): boolean {
  const closed = closedThrough(fund, knownAt);
  return closed === null || dayInBooks(entry) > closed;
}

function entryOf({ book }: Fund, { id }: Receipt): RepaymentEntry {
  const entry = book.facts.get(id);
  if (entry?.factKind !== 'repayment') throw new Error(`no receipt ${id}`);
  return entry;
}

/** Whether the accountant stated the allocation (R10): the order would have given another then (R9). */
function isStated(fund: Fund, receipt: Receipt): boolean {
  const entry = entryOf(fund, receipt);
  const { loanId, recordedAt, effectiveOn, allocation } = entry;
  const at = { asOf: dayInBooks(entry), knownAt: justBefore(recordedAt) };
  const { loan, facts, rules } = loadLoanState(fund, loanId, at);
  const before = position(loan.terms, facts, rules, effectiveOn);
  try {
    const total = totalOf(allocation);
    const left = awardLeftFor(fund, entry, at);
    return !isSameAllocation(allocate(loan.terms, before, rules.policies, total, left), allocation);
  } catch (error) {
    if (error instanceof DomainError) return true;
    throw error;
  }
}

/** @throws DomainError not-found, already-reversed, period-closed */
function refuseNamed(
  fund: Fund,
  loanId: string,
  ids: readonly string[],
  { knownAt, late }: At,
): void {
  for (const id of ids) {
    const found = findRepayment(fund, id, knownAt);
    if (found?.loanId !== loanId) {
      throw new DomainError('not-found', { figures: { what: 'repayment', id } });
    }
    refuseReversed(found.reversedAt);
    if (late === null) refuseClosedDay(dayInBooks(found), closedThrough(fund, knownAt));
  }
}

interface Decided {
  readonly changed: readonly Reallocated<Receipt>[];
  readonly facts: VoucheredFacts;
  readonly before: LoanPosition;
}

/** @throws DomainError period-closed, nothing-to-reallocate */
function refuseNothing(
  fund: Fund,
  contractNumber: string,
  { repayments }: VoucheredFacts,
  credits: ReturnType<typeof creditsBesideDebt>,
  { knownAt, late }: At,
): never {
  const closed = late === null ? closedThrough(fund, knownAt) : null;
  for (const credit of credits) {
    for (const receipt of receiptsOf(credit, repayments)) {
      refuseClosedDay(dayInBooks(entryOf(fund, receipt)), closed);
    }
  }
  throw new DomainError('nothing-to-reallocate', { rule: 'R9', figures: { contractNumber } });
}

/** Refuses what repays more than was lent by the books of any day from the first on (R13, R42). */
function refuseBelowZero(
  books: LoanBooks,
  from: CalendarDate,
  changed: readonly Reallocated<Receipt>[],
): void {
  const allocations = new Map(changed.map(({ receipt, allocation }) => [receipt.id, allocation]));
  const days = changed.map(({ receipt }) => receipt.effectiveOn);
  for (const { facts } of books.from(from)) {
    const repayments = facts.repayments.map((each) => ({
      ...each,
      allocation: allocations.get(each.id) ?? each.allocation,
    }));
    checkPrincipal({ ...facts, repayments }, days.reduce(earlier));
  }
}

function decideReallocation(
  fund: Fund,
  at: At,
  loanId: string,
  repaymentIds: readonly string[] | null,
): Decided {
  const { today, knownAt, late } = at;
  // By the books of today also if they are booked on an earlier day: these show what was booked since.
  const { loan, books, facts, rules } = loadLoanState(fund, loanId, { asOf: today, knownAt });
  refuseNamed(fund, loanId, repaymentIds ?? [], at);
  const open = facts.repayments.filter(
    (each) => late !== null || isOpen(fund, entryOf(fund, each), knownAt),
  );
  const concerned =
    repaymentIds === null
      ? open.map((receipt) => ({ receipt, isKept: isStated(fund, receipt) }))
      : open
          .filter(({ id }) => repaymentIds.includes(id))
          .map((receipt) => ({ receipt, isKept: false }));
  const { terms } = loan;
  const view = { asOf: today, knownAt };
  const { changed, facts: after } = reallocate(
    { terms, facts, rules },
    concerned,
    (receipt, repayments) => awardLeftFor(fund, receipt, view, new Map([[loanId, { repayments }]])),
  );
  const before = loanPosition(fund, loanId, view);
  if (changed.length === 0) {
    const credits = creditsBesideDebt(before.position);
    refuseNothing(fund, terms.contractNumber, facts, credits, at);
  }
  const days = changed.map(({ receipt }) => dayInBooks(entryOf(fund, receipt)));
  const from = shownFrom(fund, late, days.reduce(earlier), knownAt);
  refuseBelowZero(books, from, changed);
  return { changed, facts: { ...facts, repayments: after.repayments }, before };
}

/** The credits beside a debt that are left, whoever made them. */
function remaining(
  fund: Fund,
  loanId: string,
  { position: after }: LoanPosition,
  { repayments }: Pick<VoucheredFacts, 'repayments'>,
  { today, knownAt }: Pick<At, 'today' | 'knownAt'>,
): CreditWarning[] {
  const { contractNumber } = requireLoan(fund, loanId, knownAt).terms;
  return creditsBesideDebt(after).map((credit) =>
    creditWarning({ loanId, contractNumber }, credit, repayments, today),
  );
}

/** A loan before and after its receipts were allocated anew, today, and what is left to be warned of. */
export interface AroundReallocation {
  readonly before: LoanPosition;
  readonly after: LoanPosition;
  readonly warnings: readonly CreditWarning[];
}

/** What receipts would pay if they were allocated anew. */
export interface PreviewedReallocation extends AroundReallocation {
  readonly receipts: readonly {
    readonly replaced: StoredRepayment;
    readonly allocation: Allocation;
  }[];
}

/**
 * Works out what `reallocateReceipts` would do, from what is known at `knownAt`; refuses what it
 * refuses.
 */
export function previewReallocation(
  fund: Fund,
  at: At,
  loanId: string,
  repaymentIds: readonly string[] | null,
): PreviewedReallocation {
  const { changed, facts, before } = decideReallocation(fund, at, loanId, repaymentIds);
  const view = { asOf: at.today, knownAt: at.knownAt };
  const state = { ...loadLoanState(fund, loanId, view), books: new LoanBooks(facts) };
  const after = positionWith(fund, state, new Map([[state.loan.id, state.books]]), view);
  const receipts = changed.map(({ receipt, allocation }) => ({
    replaced: shownAt(entryOf(fund, receipt), at.knownAt.getTime()),
    allocation,
  }));
  return { receipts, before, after, warnings: remaining(fund, loanId, after, facts, at) };
}

/** Receipts that were allocated anew. */
export interface ReallocatedReceipts extends AroundReallocation {
  readonly receipts: readonly {
    readonly replaced: StoredRepayment;
    readonly reversal: StoredReversal;
    readonly repayment: StoredRepayment;
  }[];
}

/** Enters a receipt as it was, but for what it pays. */
function enterAnew(
  fund: FundAct,
  entry: RepaymentEntry,
  allocation: Allocation,
  late: LateBooking | null,
): StoredRepayment {
  const { id: _, recordedAt: __, recordedBy: ___, reversal: ____, ...said } = entry;
  const recorded = fund.record<RepaymentEntry>({ ...said, allocation, late });
  return shownAt(recorded, recorded.recordedAt);
}

/**
 * Allocates receipts of a loan anew as the books stand now (R9), where a decision, a correction or
 * another receipt came after them: each of them is reversed (R12), and entered again under the same
 * voucher and day.
 *
 * Receipts of closed quarters are allocated anew by an act that is booked later (R42).
 *
 * @param repaymentIds which receipts; null: all of open quarters, or of all quarters by an act that is
 *   booked later, that would pay something else today, but for those whose allocation was stated and can be stated today (R10)
 * @throws DomainError not-found, already-reversed, period-closed, nothing-to-reallocate,
 *   more-than-payoff, principal-below-zero, booked-later-on-open-day
 */
export function reallocateReceipts(
  fund: FundAct,
  { today }: Pick<By, 'today'>,
  loanId: string,
  { reason, repaymentIds }: { reason: string; repaymentIds: readonly string[] | null },
): ReallocatedReceipts {
  const at = { today, knownAt: lastRecordedAt(fund), late: fund.late };
  const { changed, before } = decideReallocation(fund, at, loanId, repaymentIds);
  const entries = changed.map(({ receipt }) => entryOf(fund, receipt));
  // A receipt that counts on an open day is replaced on that day, whenever it was booked.
  const isOpenNow = new Set(entries.filter((each) => isOpen(fund, each, at.knownAt)));
  const reversals = entries.map((entry) =>
    reverseFact(fund, entry.id, reason, isOpenNow.has(entry) ? null : fund.late),
  );
  const receipts = changed.map(({ allocation }, place) => {
    const [entry, reversal] = [entries[place], reversals[place]];
    if (entry === undefined || reversal === undefined) throw new Error('a receipt is missing');
    const late = isOpenNow.has(entry) ? entry.late : fund.late;
    const repayment = enterAnew(fund, entry, allocation, late);
    return { replaced: shownAt(entry, repayment.recordedAt.getTime()), reversal, repayment };
  });
  const knownAt = lastRecordedAt(fund);
  const after = loanPosition(fund, loanId, { asOf: today, knownAt });
  const { facts } = loadLoanState(fund, loanId, { asOf: today, knownAt });
  const warnings = remaining(fund, loanId, after, facts, { today, knownAt });
  return { receipts, before, after, warnings };
}
