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

/** The entries that the facts ask for, posting by posting. */
function askedPostings({ histories, movements }: BookedFacts): KeptPosting[] {
  const of = (loanId: string | null, entries: readonly LedgerEntry[]): KeptPosting[] =>
    entries.flatMap(({ recordedAt, postings }) =>
      postings.map((each) => ({ ...each, loanId, recordedAt })),
    );
  return [
    ...movements.flatMap((movement) => of(null, entriesOfMovement(movement))),
    ...[...histories].flatMap(([loanId, history]) => of(loanId, entriesOfLoan(history))),
  ];
}

const placeOf = ({ recordedAt, loanId, effectiveOn, account }: KeptPosting): string =>
  [recordedAt.toISOString(), loanId, effectiveOn, account].join(' ');

/**
 * Compares, for each fact, the postings kept with the postings that the fact should have. If they
 * agree for every fact, the whole ledger balances too, because the postings that a fact should have
 * balance.
 */
function entryDifferences(facts: BookedFacts, posted: readonly KeptPosting[]): LedgerDifference[] {
  const numbers = new Map(facts.loans.map(({ id, terms }) => [id, terms.contractNumber]));
  const asked = new Map(askedPostings(facts).map((each) => [placeOf(each), each]));
  const kept = new Map(posted.map((each) => [placeOf(each), each]));
  return [...new Map([...asked, ...kept])].flatMap(([place, posting]) => {
    const { recordedAt, loanId, account, effectiveOn: on } = posting;
    const contractNumber = numbers.get(loanId ?? '') ?? null;
    const where = { recordedAt: recordedAt.toISOString(), loanId, contractNumber, account, on };
    return compared(
      { code: 'entry', ...where },
      asked.get(place)?.amount ?? ZERO,
      kept.get(place)?.amount ?? ZERO,
    );
  });
}

/** The balance that a loan's position asks of each account that is about loans alone. */
const OF_POSITION: readonly (readonly [Account, (at: Position) => Money])[] = [
  ['outstandingPrincipal', ({ principal }) => principal.outstanding],
  ['principalChargedOff', ({ principal }) => principal.chargedOff],
  ['inTermInterestCollected', ({ inTermInterest }) => inTermInterest.paid.negated()],
  ['overdueInterestCollected', ({ overdueInterest }) => overdueInterest.paid.negated()],
  ['lateInterestCollected', ({ lateInterest }) => lateInterest.paid.negated()],
];

function balance(postings: readonly Posting[], account: Account, on: CalendarDate): Money {
  return sum(
    postings
      .filter((each) => each.account === account && each.effectiveOn <= on)
      .map((each) => each.amount),
  );
}

/** The books and the position of a loan at the close of a day. */
function positionDifferences(
  loan: LoanOfFund,
  posted: readonly Posting[],
  rules: FundRules,
  on: CalendarDate,
): LedgerDifference[] {
  const at = position(loan.terms, loan.facts, rules, on);
  const { contractNumber } = loan.terms;
  const where = { recordedAt: null, loanId: loan.id, contractNumber, on };
  return OF_POSITION.flatMap(([account, asked]) =>
    compared({ code: 'position', ...where, account }, asked(at), balance(posted, account, on)),
  );
}

/** Charter capital = outstanding + available + charged off, and each as summed elsewhere (R18). */
function identityDifferences(
  { movements, cash }: BookedFacts,
  posted: readonly Posting[],
  on: CalendarDate,
): LedgerDifference[] {
  const standing = movements.filter(({ reversedAt }) => reversedAt === null);
  const of = (account: Account): Money => balance(posted, account, on);
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
  return [
    ...entryDifferences(facts, posted),
    ...facts.loans.flatMap((loan) =>
      days.flatMap((on) => positionDifferences(loan, ofLoan.get(loan.id) ?? [], rules, on)),
    ),
    ...days.flatMap((on) => identityDifferences(facts, posted, on)),
  ];
}
