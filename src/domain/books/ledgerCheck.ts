import type { Account } from '../policies/accounts.ts';
import type { FundRules } from '../policies/fundRules.ts';
import { availableAt } from '../fund/cash.ts';
import type { CashChange } from '../primitives/datedAmounts.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import { charterCapitalAt, type CapitalMovement } from '../fund/capital.ts';
import type { LoanOfFund } from '../loans/portfolio.ts';
import {
  entriesOfLoan,
  entriesOfMovement,
  type LedgerEntry,
  type Lifetime,
  type MoneyHistory,
  type Posting,
} from './ledger.ts';
import { groupBy } from '../primitives/lists.ts';
import { sum, text, ZERO, type Money } from '../primitives/money.ts';
import { position, type Position } from '../loans/position.ts';

/** Where the ledger says something else than the facts it was made from. */
export interface LedgerDifference {
  readonly code: 'entry' | 'position' | 'identity';
  /** The instant of the fact that made the entry; null if the difference is not about an entry. */
  readonly recordedAt: string | null;
  /** Null: the difference is about the fund. */
  readonly loanId: string | null;
  /** Null: the difference is about the fund, or about a contract that was voided. */
  readonly contractNumber: string | null;
  readonly account: Account;
  readonly on: CalendarDate;
  /** By the facts; debit above 0. */
  readonly expected: string;
  /** In the ledger. */
  readonly found: string;
}

/** A posting as kept; `loanId` null: it is about no loan. */
export interface KeptPosting extends Posting {
  readonly loanId: string | null;
  /** The instant of the fact that made the posting. */
  readonly recordedAt: Date;
}

/** What the ledger is held against. */
export interface BookedFacts {
  readonly loans: readonly LoanOfFund[];
  /** By the id of the loan, also of contracts voided since. */
  readonly histories: ReadonlyMap<string, MoneyHistory>;
  readonly movements: readonly (CapitalMovement & Lifetime)[];
  /** The principal money, summed by the database. */
  readonly cash: readonly CashChange[];
}

type Where = Omit<LedgerDifference, 'expected' | 'found'>;

function compared(where: Where, expected: Money, found: Money): LedgerDifference[] {
  if (expected.equals(found)) return [];
  return [{ ...where, expected: text(expected), found: text(found) }];
}

/** An entry that the facts ask for; `loanId` null: it is about no loan. */
type AskedEntry = LedgerEntry & { readonly loanId: string | null };

function* askedEntries({ histories, movements }: BookedFacts): Generator<AskedEntry> {
  for (const movement of movements) {
    for (const each of entriesOfMovement(movement)) yield { ...each, loanId: null };
  }
  for (const [loanId, history] of histories) {
    for (const each of entriesOfLoan(history)) yield { ...each, loanId };
  }
}

type Compared = Omit<KeptPosting, 'recordedAt'>;

const isSamePlace = (a: Compared, b: Compared): boolean =>
  a.account === b.account && a.effectiveOn === b.effectiveOn && a.loanId === b.loanId;

/**
 * Compares, for each fact, the postings kept with the postings that the fact should have. If they
 * agree for every fact, the whole ledger balances too, because the postings that a fact should have
 * balance.
 */
function entryDifferences(facts: BookedFacts, posted: readonly KeptPosting[]): LedgerDifference[] {
  const numbers = new Map(facts.loans.map(({ id, terms }) => [id, terms.contractNumber]));
  const found: LedgerDifference[] = [];
  const compare = (at: Date, posting: Compared, expected: Money, kept: Money) => {
    if (expected.equals(kept)) return;
    const { loanId, account, effectiveOn: on } = posting;
    const contractNumber = numbers.get(loanId ?? '') ?? null;
    const where = { recordedAt: at.toISOString(), loanId, contractNumber, account, on };
    found.push(...compared({ code: 'entry', ...where }, expected, kept));
  };
  // No two facts of a fund share an instant (R21).
  const left = groupBy(posted, ({ recordedAt }) => recordedAt.getTime());
  for (const { recordedAt, loanId, postings } of askedEntries(facts)) {
    const kept = left.get(recordedAt.getTime()) ?? [];
    left.delete(recordedAt.getTime());
    const asked = postings.map((each) => ({ ...each, loanId }));
    const amountIn = (all: readonly Compared[], posting: Compared): Money =>
      sum(all.filter((each) => isSamePlace(each, posting)).map((each) => each.amount));
    for (const each of asked) compare(recordedAt, each, each.amount, amountIn(kept, each));
    for (const each of kept) {
      if (!asked.some((other) => isSamePlace(other, each))) {
        compare(recordedAt, each, ZERO, each.amount);
      }
    }
  }
  for (const each of [...left.values()].flat()) {
    compare(each.recordedAt, each, ZERO, each.amount);
  }
  return found;
}

/** The balance that a loan's position asks of each account that is about loans alone. */
const OF_POSITION: readonly (readonly [Account, (at: Position) => Money])[] = [
  ['outstandingPrincipal', ({ principal }) => principal.outstanding],
  ['principalChargedOff', ({ principal }) => principal.chargedOff],
  ['inTermInterestCollected', ({ inTermInterest }) => inTermInterest.paid.negated()],
  ['overdueInterestCollected', ({ overdueInterest }) => overdueInterest.paid.negated()],
  ['lateInterestCollected', ({ lateInterest }) => lateInterest.paid.negated()],
];

/** What the postings come to at the close of days. */
class Balances {
  /** By account, of each day what was posted from the day before on. */
  readonly #sums = new Map<Account, Money[]>();
  readonly #places: ReadonlyMap<CalendarDate, number>;

  constructor(postings: readonly Posting[], asked: readonly CalendarDate[]) {
    const days = [...new Set(asked)].toSorted();
    this.#places = new Map(days.map((day, at) => [day, at]));
    for (const { account, effectiveOn, amount } of postings) {
      const at = days.findIndex((day) => effectiveOn <= day);
      const sums = this.#sums.get(account) ?? days.map(() => ZERO);
      this.#sums.set(account, sums);
      if (at >= 0) sums[at] = (sums[at] ?? ZERO).plus(amount);
    }
    for (const sums of this.#sums.values()) {
      for (let at = 1; at < sums.length; at += 1) {
        sums[at] = (sums[at] ?? ZERO).plus(sums[at - 1] ?? ZERO);
      }
    }
  }

  of(account: Account, on: CalendarDate): Money {
    return this.#sums.get(account)?.[this.#places.get(on) ?? -1] ?? ZERO;
  }
}

/** The books and the position of a loan at the close of a day. */
function positionDifferences(
  loan: LoanOfFund,
  posted: Balances,
  rules: FundRules,
  on: CalendarDate,
): LedgerDifference[] {
  const at = position(loan.terms, loan.facts, rules, on);
  const { contractNumber } = loan.terms;
  const where = { recordedAt: null, loanId: loan.id, contractNumber, on };
  return OF_POSITION.flatMap(([account, asked]) =>
    compared({ code: 'position', ...where, account }, asked(at), posted.of(account, on)),
  );
}

/** Charter capital = outstanding + available + charged off, and each as summed elsewhere (R18). */
function identityDifferences(
  { movements, cash }: BookedFacts,
  posted: Balances,
  on: CalendarDate,
): LedgerDifference[] {
  const standing = movements.filter(({ reversedAt }) => reversedAt === null);
  const of = (account: Account): Money => posted.of(account, on);
  const capital = of('charterCapital').negated();
  const parts = sum([
    of('outstandingPrincipal'),
    of('availablePrincipal'),
    of('principalChargedOff'),
  ]);
  const ofFund = { recordedAt: null, loanId: null, contractNumber: null, on };
  const where = (account: Account): Where => ({ code: 'identity', ...ofFund, account });
  return [
    ...compared(where('charterCapital'), parts, capital),
    ...compared(where('charterCapital'), charterCapitalAt(standing, on), capital),
    ...compared(where('availablePrincipal'), availableAt(cash, on), of('availablePrincipal')),
  ];
}

/**
 * Holds the ledger against the facts: every entry, fact by fact; the position of every loan at the
 * close of each day given; and the identity of the fund on these days (R14 e, R18).
 */
export function ledgerDifferences(
  facts: BookedFacts,
  posted: readonly KeptPosting[],
  rules: FundRules,
  days: readonly CalendarDate[],
): LedgerDifference[] {
  const ofLoan = groupBy(posted, ({ loanId }) => loanId ?? '');
  const ofFund = new Balances(posted, days);
  return [
    ...entryDifferences(facts, posted),
    ...facts.loans.flatMap((loan) => {
      const balances = new Balances(ofLoan.get(loan.id) ?? [], days);
      return days.flatMap((on) => positionDifferences(loan, balances, rules, on));
    }),
    ...days.flatMap((on) => identityDifferences(facts, ofFund, on)),
  ];
}
