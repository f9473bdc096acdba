import { dayInBooks, isShownOn, type Booked, type LateBooking } from './lateBooking.ts';
import { movementsOfOpening, type FundOpening } from '../fund/fundOpening.ts';
import type { Source } from '../fund/sources.ts';
import type { Account } from '../policies/accounts.ts';
import { accountOf, type LedgerAccount } from './sourceAccounts.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import { chargeOffOf, treatmentOf, type ChargeOff } from '../loans/chargeOff.ts';
import { cameIn, type Allocation, type LoanFacts } from '../loans/facts.ts';
import { openPrincipal, type LoanOpening } from '../loans/opening.ts';
import type { CapitalMovement } from '../fund/capital.ts';
import type { Method } from '../primitives/paymentMethods.ts';
import { sum, ZERO, type Money } from '../primitives/money.ts';

/** Before every day on which anything was booked later. */
const BEFORE_ALL_BOOKINGS = '0001-01-01' as CalendarDate;

/** What the books say of an account on a day: debit above 0, credit below. */
export interface Posting {
  readonly effectiveOn: CalendarDate;
  readonly account: LedgerAccount;
  readonly amount: Money;
}

/** The facts of a loan that move money; they stand in any order. */
export type MoneyFacts = Pick<LoanFacts, 'opening' | 'disbursements' | 'repayments' | 'chargeOffs'>;

const NOTHING_MOVED: MoneyFacts = {
  opening: null,
  disbursements: [],
  repayments: [],
  chargeOffs: [],
};

export function entry(on: CalendarDate, debit: Account, credit: Account, amount: Money): Posting[] {
  return [
    { effectiveOn: on, account: debit, amount },
    { effectiveOn: on, account: credit, amount: amount.negated() },
  ];
}

/** Principal that was lent before the loan was taken over, and is unpaid (R33). */
const ofOpening = (opening: LoanOpening): Posting[] =>
  entry(opening.on, 'outstandingPrincipal', 'availablePrincipal', openPrincipal(opening));
/** How a payment moved money, as far as the ledger tells it. */
interface PostedPayment {
  readonly method?: Method | null;
  readonly postedAs?: 'by_place';
}

/** That a payment in cash moved what is in cash, where the ledger tells it: out of it, below 0 (R35). */
function inCash(on: CalendarDate, { method, postedAs }: PostedPayment, amount: Money): Posting[] {
  const isTold = postedAs === 'by_place' && method === 'cash';
  return isTold ? entry(on, 'cashInHand', 'heldElsewhere', amount) : [];
}

/**
 * A receipt after a charge-off recovers what was charged off (R14 e): capital again, or income, and then
 * the loss of capital stays (R40).
 */
function ofPrincipal(on: CalendarDate, amount: Money, chargeOff: ChargeOff | null): Posting[] {
  if (chargeOff === null || on <= chargeOff.effectiveOn) {
    return entry(on, 'availablePrincipal', 'outstandingPrincipal', amount);
  }
  return treatmentOf(chargeOff).recovery === 'capital'
    ? entry(on, 'availablePrincipal', 'principalChargedOff', amount)
    : entry(on, 'interestMoney', 'recoveryIncome', amount);
}

function ofReceipt(on: CalendarDate, paid: Allocation, chargeOff: ChargeOff | null): Posting[] {
  return [
    ...ofPrincipal(on, paid.principal, chargeOff),
    ...entry(on, 'interestMoney', 'inTermInterestCollected', paid.inTermInterest),
    ...entry(on, 'interestMoney', 'overdueInterestCollected', paid.overdueInterest),
    ...entry(on, 'interestMoney', 'lateInterestCollected', paid.lateInterest),
  ];
}

/**
 * What an enforcement office kept back is a cost of the fund, paid out of interest and other money: the
 * principal that the borrower repaid is available whole, so that R18 holds (R39).
 */
const ofFee = ({ effectiveOn: on, enforcementFee: fee }: LoanFacts['repayments'][number]) =>
  fee === undefined ? [] : entry(on, 'enforcementFees', 'interestMoney', fee);

function ofChargeOff(facts: MoneyFacts, on: CalendarDate): Posting[] {
  const until = <Fact extends { readonly effectiveOn: CalendarDate }>(all: readonly Fact[]) =>
    all.filter((each) => each.effectiveOn <= on);
  const lent = sum(until(facts.disbursements).map((each) => each.amount));
  const repaid = sum(until(facts.repayments).map((each) => each.allocation.principal));
  const taken = facts.opening === null ? ZERO : openPrincipal(facts.opening);
  const unpaid = taken.plus(lent).minus(repaid);
  return entry(on, 'principalChargedOff', 'outstandingPrincipal', unpaid);
}

/**
 * What the books say of a loan's standing facts, on a cash basis (R14 e, R18). Not worked out from
 * its position: the two are held against each other.
 */
export function postingsOfLoan(facts: MoneyFacts): Posting[] {
  const chargeOff = chargeOffOf(facts);
  return [
    ...(facts.opening === null ? [] : ofOpening(facts.opening)),
    ...facts.disbursements.flatMap((lent) => [
      ...entry(lent.effectiveOn, 'outstandingPrincipal', 'availablePrincipal', lent.amount),
      ...inCash(lent.effectiveOn, lent, lent.amount.negated()),
    ]),
    ...facts.repayments.flatMap((paid) => [
      ...ofReceipt(paid.effectiveOn, paid.allocation, chargeOff),
      ...ofFee(paid),
      ...inCash(paid.effectiveOn, paid, cameIn(paid)),
    ]),
    ...(chargeOff === null ? [] : ofChargeOff(facts, chargeOff.effectiveOn)),
  ];
}

/** What the books say of charter capital as they say it of another source, on its accounts (R34). */
export const ofSource = (postings: readonly Posting[], source: Source): Posting[] =>
  postings.map((each) => ({ ...each, account: accountOf(each.account as Account, source) }));

/** What the books say of money that comes from the province or goes back to it (R18). */
function postingsOfMovement(movement: CapitalMovement): Posting[] {
  const { kind, source, effectiveOn: on, amount, fromIncome } = movement;
  const moved = kind === 'contribution' ? amount : amount.negated();
  const postings =
    fromIncome === true
      ? [
          ...entry(on, 'availablePrincipal', 'interestMoney', amount),
          ...entry(on, 'undistributedIncome', 'charterCapital', amount),
        ]
      : [
          ...entry(on, 'availablePrincipal', 'charterCapital', moved),
          ...inCash(on, movement, moved),
        ];
  return ofSource(postings, source);
}

type Opening = FundOpening & { readonly id: string };

const postingsOfOpening = (opening: Opening | null): Posting[] =>
  opening === null ? [] : movementsOfOpening(opening).flatMap(postingsOfMovement);

/**
 * What a version of the fund's opening posts: what it says less what the one before said (R32).
 *
 * @param before null: it is the first
 */
export const ledgerChangeOfOpening = (before: Opening | null, after: Opening): Posting[] =>
  ledgerChange(postingsOfOpening(before), postingsOfOpening(after));

type BookedMovement = CapitalMovement & Pick<Booked, 'late'>;

/** The same postings, of another day. */
const dated = (postings: readonly Posting[], effectiveOn: CalendarDate): Posting[] =>
  postings.map((each) => ({ ...each, effectiveOn }));

/** What a movement posts, on the day on which it was booked (R42). */
export const postingsOfBookedMovement = (movement: BookedMovement): Posting[] =>
  postingsOfBooked(movement, postingsOfMovement(movement));

/** What takes a movement back, on the day of its reversal's booking, else on its own (R12, R42). */
export const postingsOfReversedMovement = (
  movement: BookedMovement,
  reversal: BookedReversal,
): Posting[] => postingsOfReversed(movement, postingsOfMovement(movement), reversal);

type BookedOwn = Pick<Booked, 'late'> & { readonly effectiveOn: CalendarDate };

type BookedReversal = { readonly late: Pick<LateBooking, 'bookedOn'> | null };

/** What a fact posts that no other fact changes, on the day on which it was booked (R42). */
export const postingsOfBooked = (fact: BookedOwn, postings: readonly Posting[]): Posting[] =>
  netted(dated(postings, dayInBooks(fact)));

/** What takes such a fact back, on the day of its reversal's booking, else on its own (R12, R42). */
export const postingsOfReversed = (
  fact: BookedOwn,
  postings: readonly Posting[],
  reversal: BookedReversal,
): Posting[] => ledgerChange(dated(postings, reversal.late?.bookedOn ?? dayInBooks(fact)), []);

/** One posting a day and account, those of 0 left out. */
export function netted(postings: readonly Posting[]): Posting[] {
  const totals = new Map<string, Posting>();
  for (const posting of postings) {
    const key = `${posting.effectiveOn} ${posting.account}`;
    const amount = totals.get(key)?.amount.plus(posting.amount) ?? posting.amount;
    totals.set(key, { ...posting, amount });
  }
  return [...totals.values()].filter(({ amount }) => !amount.isZero());
}

/**
 * What a newly recorded fact posts: what the books say with the fact, less what they said without
 * it. So a reversal posts the reversed fact's postings negated, on its day. A receipt dated before
 * a charge-off also posts the correction of the charge-off, on the charge-off's day.
 */
export function ledgerChange(before: readonly Posting[], after: readonly Posting[]): Posting[] {
  return netted([...after, ...before.map((each) => ({ ...each, amount: each.amount.negated() }))]);
}

/** The facts of the first list that the second one does not have. */
function besides<Fact>(facts: readonly Fact[], others: readonly Fact[]): readonly Fact[] {
  const had = new Set(others);
  return facts.filter((fact) => !had.has(fact));
}

/**
 * What the books of a loan change by from one state of its facts to the next. Facts that are the same
 * objects in both cancel each other out, but not beside a charge-off, which asks for all of them.
 */
export function ledgerChangeOfLoan(before: MoneyFacts, after: MoneyFacts): Posting[] {
  const isChargedOff = before.chargeOffs.length + after.chargeOffs.length > 0;
  if (isChargedOff) return ledgerChange(postingsOfLoan(before), postingsOfLoan(after));
  const only = (these: MoneyFacts, others: MoneyFacts): MoneyFacts => ({
    opening: these.opening === others.opening ? null : these.opening,
    disbursements: besides(these.disbursements, others.disbursements),
    repayments: besides(these.repayments, others.repayments),
    chargeOffs: [],
  });
  return ledgerChange(postingsOfLoan(only(before, after)), postingsOfLoan(only(after, before)));
}

/** The facts of a loan that move money, as the figures of days from `from` on show them (R42). */
interface MoneyView {
  readonly from: CalendarDate | null;
  readonly facts: MoneyFacts;
}

/**
 * What the books say of a loan some of whose facts were booked later: what they would have said before,
 * and on each day of booking what changes of it up to that day, dated that day.
 */
function postingsOfViews(views: readonly MoneyView[]): Posting[] {
  let before: MoneyFacts | null = null;
  const postings: Posting[] = [];
  for (const { from, facts } of views) {
    const changes = before === null ? postingsOfLoan(facts) : ledgerChangeOfLoan(before, facts);
    for (const each of changes) {
      const isLate = from !== null && each.effectiveOn < from;
      postings.push(isLate ? { ...each, effectiveOn: from } : each);
    }
    before = facts;
  }
  return postings;
}

/** A loan as the books have it: what it moved, and the source of which it is lent (R34). */
export interface LoanInBooks {
  readonly source: Source;
  readonly views: readonly MoneyView[];
}

/**
 * What the books of a loan change by from one state of them to the next (R18, R42). Where its source was
 * corrected, all that it moved goes from the accounts of one source to those of the other, on its days.
 */
export function ledgerChangeOfBooks(before: LoanInBooks, after: LoanInBooks): Posting[] {
  if (before.source !== after.source) {
    return ledgerChange(
      ofSource(postingsOfViews(before.views), before.source),
      ofSource(postingsOfViews(after.views), after.source),
    );
  }
  const [was, is] = [before.views[0]?.facts, after.views[0]?.facts];
  const isOnTime = before.views.length === 1 && after.views.length === 1;
  const change =
    isOnTime && was !== undefined && is !== undefined
      ? ledgerChangeOfLoan(was, is)
      : ledgerChange(postingsOfViews(before.views), postingsOfViews(after.views));
  return ofSource(change, after.source);
}

/** When a fact was recorded and reversed, and when each was booked (R12, R42). */
export interface Lifetime extends Booked {
  readonly recordedAt: Date;
}

/** The source of which a contract said that its loan is lent, from when it was entered or corrected. */
export interface SourceVersion {
  readonly recordedAt: Date;
  readonly source: Source;
}

/** The facts of a loan that moved money, also those reversed since. */
export interface MoneyHistory {
  /** In the order recorded; the first stands before all that moved money. */
  readonly sources: readonly [SourceVersion, ...SourceVersion[]];
  readonly openings: readonly (LoanOpening & Lifetime)[];
  readonly disbursements: readonly (LoanFacts['disbursements'][number] & Lifetime)[];
  readonly repayments: readonly (LoanFacts['repayments'][number] & Lifetime)[];
  readonly chargeOffs: readonly (LoanFacts['chargeOffs'][number] & Lifetime)[];
}

/** What the fact recorded at an instant posts; no two facts of a fund share one (R21). */
export interface LedgerEntry {
  readonly recordedAt: Date;
  readonly postings: readonly Posting[];
}

/** The instants at which some facts were recorded or reversed, or a source corrected, rising, each once. */
const instantsOf = (facts: readonly Lifetime[], sources: readonly SourceVersion[]): Date[] =>
  [
    ...sources.slice(1).map(({ recordedAt }) => recordedAt),
    ...facts.flatMap(({ recordedAt, reversedAt }) => [
      recordedAt,
      ...(reversedAt ? [reversedAt] : []),
    ]),
  ].toSorted((a, b) => a.getTime() - b.getTime());

/** The booking of a fact as it was known at an instant; null: the fact was not. */
function knownAt(fact: Lifetime, at: Date): Booked | null {
  if (fact.recordedAt > at) return null;
  const isReversedLater = fact.reversedAt !== null && fact.reversedAt > at;
  return isReversedLater ? { late: fact.late, reversedAt: null, reversalBookedOn: null } : fact;
}

/** The days on which the books begin to show other facts, whatever the dates of these. */
function bookingDaysOf(facts: readonly Lifetime[], at: Date): CalendarDate[] {
  const days = facts.flatMap((fact) => {
    const booked = knownAt(fact, at);
    if (booked === null) return [];
    const { late, reversedAt, reversalBookedOn: off } = booked;
    if (reversedAt !== null && off === null) return [];
    return [...(late === null ? [] : [late.bookedOn]), ...(off === null ? [] : [off])];
  });
  return [...new Set(days)].toSorted();
}

/**
 * What a fact posts if no other fact changes that, on the day of its booking; and its reversal the same
 * negated, on the day of the reversal's booking, else on the fact's (R12, R42).
 */
export function entriesOfFact(
  fact: Lifetime & { readonly effectiveOn: CalendarDate },
  postings: readonly Posting[],
): LedgerEntry[] {
  const { recordedAt, reversedAt, reversalBookedOn } = fact;
  const on = dayInBooks(fact);
  const entered = { recordedAt, postings: netted(dated(postings, on)) };
  if (reversedAt === null) return [entered];
  const back = ledgerChange(dated(postings, reversalBookedOn ?? on), []);
  return [entered, { recordedAt: reversedAt, postings: back }];
}

/** The entries that a loan's facts and their reversals ask for, in the order of recording. */
export function entriesOfLoan(history: MoneyHistory): LedgerEntry[] {
  const { sources, openings, disbursements, repayments, chargeOffs } = history;
  const [{ source: first }] = sources;
  if (chargeOffs.length === 0 && sources.every(({ source }) => source === first)) {
    return [
      ...openings.flatMap((each) =>
        entriesOfFact({ ...each, effectiveOn: each.on }, ofSource(ofOpening(each), first)),
      ),
      ...disbursements.flatMap((each) =>
        entriesOfFact(
          each,
          ofSource(postingsOfLoan({ ...NOTHING_MOVED, disbursements: [each] }), first),
        ),
      ),
      ...repayments.flatMap((each) =>
        entriesOfFact(
          each,
          ofSource(postingsOfLoan({ ...NOTHING_MOVED, repayments: [each] }), first),
        ),
      ),
    ].toSorted((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime());
  }
  const facts = [...openings, ...disbursements, ...repayments, ...chargeOffs];
  const isLate = facts.some((each) => each.late !== null || each.reversalBookedOn !== null);
  const shownAt = (at: Date, day: CalendarDate): MoneyFacts => {
    const isShown = (fact: Lifetime): boolean => {
      const booked = knownAt(fact, at);
      return booked !== null && isShownOn(booked, day);
    };
    return {
      opening: openings.findLast(isShown) ?? null,
      disbursements: disbursements.filter(isShown),
      repayments: repayments.filter(isShown),
      chargeOffs: chargeOffs.filter(isShown),
    };
  };
  let before: LoanInBooks = { source: first, views: [{ from: null, facts: NOTHING_MOVED }] };
  const entries: LedgerEntry[] = [];
  for (const at of instantsOf(facts, sources)) {
    const days = isLate ? bookingDaysOf(facts, at) : [];
    const views = [null, ...days].map((from) => ({
      from,
      facts: shownAt(at, from ?? BEFORE_ALL_BOOKINGS),
    }));
    const { source } = sources.findLast((each) => each.recordedAt <= at) ?? sources[0];
    const after = { source, views };
    entries.push({ recordedAt: at, postings: ledgerChangeOfBooks(before, after) });
    before = after;
  }
  return entries;
}

/** The entries that the versions of a fund's opening ask for, in the order recorded (R32). */
export const entriesOfOpenings = (
  versions: readonly (Opening & { readonly recordedAt: Date })[],
): LedgerEntry[] =>
  versions.map((opening, at) => ({
    recordedAt: opening.recordedAt,
    postings: ledgerChangeOfOpening(versions[at - 1] ?? null, opening),
  }));

/** The entries that a movement of capital, and its reversal, ask for. */
export function entriesOfMovement(movement: CapitalMovement & Lifetime): LedgerEntry[] {
  return entriesOfFact(movement, postingsOfMovement(movement));
}
