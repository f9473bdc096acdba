import type { Account } from './accounts.ts';
import type { Calendar } from './calendar.ts';
import { availableAt } from './cash.ts';
import type { CalendarDate } from './dates.ts';
import { charterCapitalAt, type FundFacts, type LoanOfFund } from './fundBalances.ts';
import { postingsOfLoan, postingsOfMovement, type Posting } from './ledger.ts';
import { sum, text, ZERO, type Money } from './money.ts';
import { position, type Position } from './position.ts';

/** Where the ledger says something else than the facts it was made from. */
export interface LedgerDifference {
  readonly code: 'posting' | 'position' | 'identity';
  /** Null: of the fund. */
  readonly contractNumber: string | null;
  readonly account: Account;
  readonly on: CalendarDate;
  /** By the facts; debit above 0. */
  readonly expected: string;
  /** In the ledger. */
  readonly found: string;
}

/** A posting with the loan that it is about; null: about none. */
export type LoanPosting = Posting & { readonly loanId: string | null };

type Where = Pick<LedgerDifference, 'code' | 'contractNumber' | 'account' | 'on'>;

function compared(where: Where, expected: Money, found: Money): LedgerDifference[] {
  if (expected.equals(found)) return [];
  return [{ ...where, expected: text(expected), found: text(found) }];
}

function byDay(postings: readonly Posting[]): Map<string, Posting> {
  const days = new Map<string, Posting>();
  for (const posting of postings) {
    const key = `${posting.effectiveOn} ${posting.account}`;
    const amount = posting.amount.plus(days.get(key)?.amount ?? ZERO);
    days.set(key, { ...posting, amount });
  }
  return days;
}

/** Day by day: what is posted, and what the facts ask to be posted. */
function postingDifferences(
  contractNumber: string | null,
  asked: readonly Posting[],
  posted: readonly Posting[],
): LedgerDifference[] {
  const [expected, found] = [byDay(asked), byDay(posted)];
  const keys = new Map([...expected, ...found]);
  return [...keys].flatMap(([key, { account, effectiveOn: on }]) =>
    compared(
      { code: 'posting', contractNumber, account, on },
      expected.get(key)?.amount ?? ZERO,
      found.get(key)?.amount ?? ZERO,
    ),
  );
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
  calendar: Calendar,
  on: CalendarDate,
): LedgerDifference[] {
  const at = position(loan.terms, loan.facts, calendar, on);
  const { contractNumber } = loan.terms;
  return OF_POSITION.flatMap(([account, asked]) =>
    compared(
      { code: 'position', contractNumber, account, on },
      asked(at),
      balance(posted, account, on),
    ),
  );
}

/** Charter capital = outstanding + available + charged off, and each as summed elsewhere (R18). */
function identityDifferences(
  facts: Pick<FundFacts, 'capitalMovements' | 'cash'>,
  posted: readonly Posting[],
  on: CalendarDate,
): LedgerDifference[] {
  const of = (account: Account): Money => balance(posted, account, on);
  const capital = of('charterCapital').negated();
  const parts = sum([
    of('outstandingPrincipal'),
    of('availablePrincipal'),
    of('principalChargedOff'),
  ]);
  const where = (account: Account) =>
    ({ code: 'identity', contractNumber: null, account, on }) as const;
  return [
    ...compared(where('charterCapital'), parts, capital),
    ...compared(where('charterCapital'), charterCapitalAt(facts.capitalMovements, on), capital),
    ...compared(where('availablePrincipal'), availableAt(facts.cash, on), of('availablePrincipal')),
  ];
}

/**
 * Holds the ledger against the facts: every posting day by day, every loan's position at the close of
 * each of the days given, and the fund's identity on them (R14 e, R18).
 */
export function ledgerDifferences(
  facts: Pick<FundFacts, 'loans' | 'capitalMovements' | 'cash'>,
  posted: readonly LoanPosting[],
  calendar: Calendar,
  days: readonly CalendarDate[],
): LedgerDifference[] {
  const ofLoan = new Map<string | null, LoanPosting[]>([[null, []]]);
  for (const each of posted) {
    const own = ofLoan.get(each.loanId);
    if (own === undefined) ofLoan.set(each.loanId, [each]);
    else own.push(each);
  }
  const movements = facts.capitalMovements.flatMap(postingsOfMovement);
  return [
    ...postingDifferences(null, movements, ofLoan.get(null) ?? []),
    ...facts.loans.flatMap((loan) => {
      const own = ofLoan.get(loan.id) ?? [];
      return [
        ...postingDifferences(loan.terms.contractNumber, postingsOfLoan(loan.facts), own),
        ...days.flatMap((on) => positionDifferences(loan, own, calendar, on)),
      ];
    }),
    ...days.flatMap((on) => identityDifferences(facts, posted, on)),
  ];
}
