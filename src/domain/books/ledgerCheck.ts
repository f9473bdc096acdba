import type { Account } from '../policies/accounts.ts';
import { accountOf, partsOfAccount, type LedgerAccount } from './sourceAccounts.ts';
import { CHARTER, type Source } from '../fund/sources.ts';
import { movementsOfOpening, type FundOpening } from '../fund/fundOpening.ts';
import type { FundRules } from '../policies/fundRules.ts';
import { availableAt } from '../fund/cash.ts';
import type { CashChange } from '../primitives/datedAmounts.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import { bookedMovements, capitalAt, type CapitalMovement } from '../fund/capital.ts';
import type { LoanOfFund } from '../loans/portfolio.ts';
import {
  entriesOfLoan,
  entriesOfMovement,
  entriesOfOpenings,
  type LedgerEntry,
  type Lifetime,
  type MoneyHistory,
  type Posting,
} from './ledger.ts';
import { entriesOfOwn, type OwnMoney } from './ledgerOfFund.ts';
import { groupByInTurns } from '../primitives/lists.ts';
import { dongOf, moneyOf } from '../primitives/dong.ts';
import { sum, text, ZERO, type Money } from '../primitives/money.ts';
import { atOnce, type InTurns } from '../primitives/turns.ts';
import { factsUntil } from '../loans/facts.ts';
import { openCredit, type InterestCredit } from '../loans/opening.ts';
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
  readonly account: LedgerAccount;
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
  /** Each with the id of its loan, also of contracts voided since. */
  readonly histories: Iterable<readonly [loanId: string, MoneyHistory]>;
  readonly movements: readonly (CapitalMovement & Lifetime)[];
  /** The versions of the fund's opening, in the order recorded (R32). */
  readonly openings: readonly (FundOpening & { readonly id: string; readonly recordedAt: Date })[];
  /** The principal money of each source, summed as facts come. */
  readonly cash: ReadonlyMap<Source, readonly CashChange[]>;
  /** Transfers between places, and money beside the principal. */
  readonly own: readonly (OwnMoney & Lifetime)[];
  /** What is in the places of the fund, and what of it is interest and other money (R35). */
  readonly places: {
    readonly moved: readonly CashChange[];
    readonly income: readonly CashChange[];
  };
}

type Where = Omit<LedgerDifference, 'expected' | 'found'>;

function compared(where: Where, expected: Money, found: Money): LedgerDifference[] {
  if (expected.equals(found)) return [];
  return [{ ...where, expected: text(expected), found: text(found) }];
}

/** The entries that the facts ask for, of one loan or movement; `loanId` null: of a movement. */
interface AskedEntries {
  readonly loanId: string | null;
  readonly entries: readonly LedgerEntry[];
}

function* askedEntries(facts: BookedFacts): Generator<AskedEntries> {
  const { histories, movements, openings, own } = facts;
  yield { loanId: null, entries: entriesOfOpenings(openings) };
  for (const movement of movements) yield { loanId: null, entries: entriesOfMovement(movement) };
  for (const fact of own) yield { loanId: null, entries: entriesOfOwn(fact) };
  for (const [loanId, history] of histories) yield { loanId, entries: entriesOfLoan(history) };
}

type Compared = Omit<KeptPosting, 'recordedAt'>;

const isSamePlace = (a: Compared, b: Compared): boolean =>
  a.account === b.account && a.effectiveOn === b.effectiveOn && a.loanId === b.loanId;

/** Whether all postings kept are those asked for; no two that are asked for have one place. */
const isAsAsked = (kept: readonly Compared[], asked: readonly Compared[]): boolean =>
  kept.length === asked.length &&
  asked.every((each) =>
    kept.some((other) => isSamePlace(each, other) && each.amount.equals(other.amount)),
  );

/**
 * Compares, for each fact, the postings kept with the postings that the fact should have. If they
 * agree for every fact, the whole ledger balances too, because the postings that a fact should have
 * balance.
 */
function* entryDifferences(
  facts: BookedFacts,
  posted: readonly KeptPosting[],
): InTurns<LedgerDifference[]> {
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
  const left = yield* groupByInTurns(posted, ({ recordedAt }) => recordedAt.getTime());
  const amountIn = (all: readonly Compared[], posting: Compared): Money =>
    sum(all.filter((each) => isSamePlace(each, posting)).map((each) => each.amount));
  for (const { loanId, entries } of askedEntries(facts)) {
    for (const { recordedAt, postings } of entries) {
      const kept = left.get(recordedAt.getTime()) ?? [];
      left.delete(recordedAt.getTime());
      const asked = postings.map((each): Compared => ({ loanId, ...each }));
      if (isAsAsked(kept, asked)) continue;
      for (const each of asked) compare(recordedAt, each, each.amount, amountIn(kept, each));
      for (const each of kept) {
        if (!asked.some((other) => isSamePlace(other, each))) {
          compare(recordedAt, each, ZERO, each.amount);
        }
      }
    }
    yield;
  }
  for (const each of [...left.values()].flat()) {
    compare(each.recordedAt, each, ZERO, each.amount);
  }
  return found;
}

/**
 * The balance that a loan's position asks of each account that is about loans alone; what was paid too much before
 * the loan was taken over was collected by another fund.
 */
const OF_POSITION: readonly (readonly [Account, (at: Position, open: InterestCredit) => Money])[] =
  [
    ['outstandingPrincipal', ({ principal }) => principal.outstanding],
    [
      'principalChargedOff',
      ({ principal }) => principal.chargedOff.plus(principal.recoveredAsIncome),
    ],
    ['recoveryIncome', ({ principal }) => principal.recoveredAsIncome.negated()],
    [
      'inTermInterestCollected',
      ({ inTermInterest }, open) => open.inTermInterest.minus(inTermInterest.paid),
    ],
    [
      'overdueInterestCollected',
      ({ overdueInterest }, open) => open.overdueInterest.minus(overdueInterest.paid),
    ],
    [
      'lateInterestCollected',
      ({ lateInterest }, open) => open.lateInterest.minus(lateInterest.paid),
    ],
  ];

/** The place of the first of rising days on or after a day; their count where none is. */
function firstAtOrAfter(days: readonly CalendarDate[], day: CalendarDate): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? '') < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many postings are summed between two turns. */
const POSTINGS_PER_TURN = 5_000;

/** What the postings come to at the close of days. */
class Balances {
  readonly #days: readonly CalendarDate[];
  /** By account, of each day in đồng what was posted from the day before on; then up to the day. */
  readonly #sums = new Map<LedgerAccount, bigint[]>();

  private constructor(days: readonly CalendarDate[]) {
    this.#days = days;
  }

  /** @param days rising, each once */
  static *of(postings: readonly Posting[], days: readonly CalendarDate[]): InTurns<Balances> {
    const balances = new Balances(days);
    let count = 0;
    for (const posting of postings) {
      balances.#add(posting);
      count += 1;
      if (count % POSTINGS_PER_TURN === 0) yield;
    }
    for (const sums of balances.#sums.values()) {
      for (let at = 1; at < sums.length; at += 1) {
        sums[at] = (sums[at] ?? 0n) + (sums[at - 1] ?? 0n);
      }
    }
    return balances;
  }

  #add({ account, effectiveOn, amount }: Posting): void {
    const at = firstAtOrAfter(this.#days, effectiveOn);
    if (at === this.#days.length) return;
    let sums = this.#sums.get(account);
    if (sums === undefined) this.#sums.set(account, (sums = this.#days.map(() => 0n)));
    sums[at] = (sums[at] ?? 0n) + dongOf(amount);
  }

  /** The sources of which anything was posted, and charter capital. */
  get sources(): Source[] {
    const posted = [...this.#sums.keys()].map((account) => partsOfAccount(account).source);
    return [...new Set([CHARTER, ...posted])];
  }

  of(account: LedgerAccount, on: CalendarDate): Money {
    return moneyOf(this.#sums.get(account)?.[firstAtOrAfter(this.#days, on)] ?? 0n);
  }
}

const NO_CASH: readonly CashChange[] = [];

/** The books and the position of a loan at the close of a day. */
function positionDifferences(
  loan: LoanOfFund,
  posted: Balances,
  rules: FundRules,
  on: CalendarDate,
): LedgerDifference[] {
  const facts = factsUntil(loan.books.on(on), on);
  const at = position(loan.terms, facts, rules, on);
  const open = openCredit(facts.opening);
  const { contractNumber } = loan.terms;
  const where = { recordedAt: null, loanId: loan.id, contractNumber, on };
  return OF_POSITION.flatMap(([of, asked]) => {
    const account = accountOf(of, loan.source);
    return compared(
      { code: 'position', ...where, account },
      asked(at, open),
      posted.of(account, on),
    );
  });
}

/**
 * Capital = outstanding + available + charged off + entrusted, and each as summed elsewhere, of a source
 * (R18, R34, R35).
 */
function identityDifferences(
  { movements, openings, cash }: BookedFacts,
  posted: Balances,
  source: Source,
  on: CalendarDate,
): LedgerDifference[] {
  const of = (account: Account): Money => posted.of(accountOf(account, source), on);
  const capital = of('charterCapital').negated();
  const parts = sum([
    of('outstandingPrincipal'),
    of('availablePrincipal'),
    of('principalChargedOff'),
    of('entrustedPrincipal'),
  ]);
  const ofFund = { recordedAt: null, loanId: null, contractNumber: null, on };
  const where = (account: Account): Where => ({
    code: 'identity',
    ...ofFund,
    account: accountOf(account, source),
  });
  const last = openings.at(-1);
  const all = [...(last ? movementsOfOpening(last) : []), ...bookedMovements(movements)];
  const available = availableAt(cash.get(source) ?? NO_CASH, on);
  return [
    ...compared(where('charterCapital'), parts, capital),
    ...compared(where('charterCapital'), capitalAt(all, source, on), capital),
    ...compared(where('availablePrincipal'), available, of('availablePrincipal')),
  ];
}

/**
 * Interest and other money, and what else is in all places together: available and entrusted principal of
 * all sources; each as summed from what moved at the places (R35).
 */
function placeDifferences(
  { places }: BookedFacts,
  posted: Balances,
  sources: Iterable<Source>,
  on: CalendarDate,
): LedgerDifference[] {
  const principal = sum(
    [...sources].flatMap((source) => [
      posted.of(accountOf('availablePrincipal', source), on),
      posted.of(accountOf('entrustedPrincipal', source), on),
    ]),
  );
  const income = availableAt(places.income, on);
  const ofFund = { recordedAt: null, loanId: null, contractNumber: null, on };
  const where = (account: Account): Where => ({ code: 'identity', ...ofFund, account });
  return [
    ...compared(where('interestMoney'), income, posted.of('interestMoney', on)),
    ...compared(
      where('availablePrincipal'),
      availableAt(places.moved, on).minus(income),
      principal,
    ),
  ];
}

const throwOn = (_: LoanOfFund, error: unknown): never => {
  throw error;
};

/**
 * Holds the ledger against the facts, some at a time: every entry, fact by fact; the position of every
 * loan at the close of each day given; and the identity of the fund on these days (R14 e, R18).
 *
 * @param noPosition is told the loans whose facts contradict one another, so that no position can be worked
 *   out; without it that is an error
 */
export function* ledgerDifferencesInTurns(
  facts: BookedFacts,
  posted: readonly KeptPosting[],
  rules: FundRules,
  asked: readonly CalendarDate[],
  noPosition: (loan: LoanOfFund, error: unknown) => void = throwOn,
): InTurns<LedgerDifference[]> {
  const days = [...new Set(asked)].toSorted();
  const found = yield* entryDifferences(facts, posted);
  const ofLoan = yield* groupByInTurns(posted, ({ loanId }) => loanId ?? '');
  for (const loan of facts.loans) {
    const balances = yield* Balances.of(ofLoan.get(loan.id) ?? [], days);
    try {
      for (const on of days) found.push(...positionDifferences(loan, balances, rules, on));
    } catch (error) {
      noPosition(loan, error);
    }
    yield;
  }
  const ofFund = yield* Balances.of(posted, days);
  const sources = new Set([...ofFund.sources, ...facts.cash.keys()]);
  for (const source of sources) {
    for (const on of days) found.push(...identityDifferences(facts, ofFund, source, on));
  }
  for (const on of days) found.push(...placeDifferences(facts, ofFund, sources, on));
  return found;
}

/** Holds the ledger against the facts, as `ledgerDifferencesInTurns`. */
export function ledgerDifferences(
  ...given: Parameters<typeof ledgerDifferencesInTurns>
): LedgerDifference[] {
  return atOnce(ledgerDifferencesInTurns(...given));
}
