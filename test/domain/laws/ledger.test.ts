import { totalOf } from '../../../src/domain/loans/facts.ts';
import fc from 'fast-check';
import { addDays } from '../../../src/domain/primitives/dates.ts';
import type { LoanOfFund } from '../../../src/domain/loans/portfolio.ts';
import {
  entriesOfLoan,
  entriesOfMovement,
  netted,
  postingsOfLoan,
  type LedgerEntry,
  type Lifetime,
  type MoneyHistory,
  type Posting,
} from '../../../src/domain/books/ledger.ts';
import {
  ledgerDifferences,
  type BookedFacts,
  type KeptPosting,
} from '../../../src/domain/books/ledgerCheck.ts';
import { sum, text, ZERO } from '../../../src/domain/primitives/money.ts';
import { FUND, type Fund } from '../arbitrary/arbitraryFund.ts';
import { anyOrder, DAY, LOAN, runs, START } from '../arbitrary/arbitraryLoan.ts';

type Kinds = 'disbursements' | 'repayments' | 'chargeOffs';

/** When each fact was recorded: in any order; and now and then, when it was reversed. */
const LIVES: fc.Arbitrary<readonly Lifetime[]> = fc
  .shuffledSubarray([...Array(120).keys()], { minLength: 120 })
  .chain((instants) =>
    fc.array(fc.boolean(), { minLength: 60, maxLength: 60, size: 'max' }).map((reversed) =>
      reversed.map((isReversed, index) => {
        const [one = 0, two = 0] = instants
          .slice(index * 2, index * 2 + 2)
          .toSorted((a, b) => a - b);
        const reversedAt = isReversed ? new Date(two) : null;
        return { recordedAt: new Date(one), reversedAt, late: null, reversalBookedOn: null };
      }),
    ),
  );

const ofSource = (source: string): MoneyHistory['sources'] => [{ recordedAt: new Date(0), source }];

/** Of receipts above 9 đồng a tenth was kept back by an enforcement office (R39). */
const withFees = (repayments: LoanOfFund['facts']['repayments']) =>
  repayments.map((each) => {
    const enforcementFee = totalOf(each.allocation).div(10).floor();
    return enforcementFee.isZero() ? each : { ...each, enforcementFee };
  });

/** The facts of a loan with a life each, taken from `lives` one after the other. */
function historyOf(facts: LoanOfFund['facts'], lives: Lifetime[]): MoneyHistory {
  const living = <Fact>(list: readonly Fact[]): (Fact & Lifetime)[] =>
    list.map((fact) => {
      const life = lives.pop();
      if (life === undefined) throw new Error('more facts than lives');
      return { ...fact, ...life };
    });
  return {
    sources: ofSource('charter'),
    openings: [],
    disbursements: living(facts.disbursements),
    repayments: living(withFees(facts.repayments)),
    chargeOffs: living(facts.chargeOffs),
  };
}

const HISTORY = fc
  .tuple(LOAN, LIVES)
  .map(([{ facts }, lives]) => historyOf(facts as LoanOfFund['facts'], [...lives]));

const postingsOf = (entries: readonly LedgerEntry[]): Posting[] =>
  entries.flatMap((each) => each.postings);

/** Balances a day and account, in an order that entry has no part in. */
const written = (postings: readonly Posting[]): string[] =>
  netted(postings)
    .map(({ effectiveOn, account, amount }) => `${effectiveOn} ${account} ${text(amount)}`)
    .toSorted();

describe('the entries of a loan', () => {
  test('balance, each of them and on each of its days', () => {
    fc.assert(
      fc.property(HISTORY, (history) => {
        for (const { postings } of entriesOfLoan(history)) {
          for (const day of new Set(postings.map((each) => each.effectiveOn))) {
            const ofDay = postings.filter((each) => each.effectiveOn === day);
            expect(text(sum(ofDay.map((each) => each.amount)))).toBe('0');
          }
        }
      }),
      runs(),
    );
  });

  test('add up to the books of what stands: what was reversed might never have been entered', () => {
    fc.assert(
      fc.property(HISTORY, (history) => {
        const standing = <Fact extends Lifetime>(list: readonly Fact[]) =>
          list.filter((each) => each.reversedAt === null);
        const books = postingsOfLoan({
          opening: null,
          disbursements: standing(history.disbursements),
          repayments: standing(history.repayments),
          chargeOffs: standing(history.chargeOffs),
        });
        expect(written(postingsOf(entriesOfLoan(history)))).toEqual(written(books));
      }),
      runs(),
    );
  });

  test('are of the source that the contract names last, wherever they were before (R34)', () => {
    const sources = fc.array(fc.constantFrom('charter', 'advance', 'Quỹ Thiện Tâm'), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(HISTORY, sources, fc.nat({ max: 500 }), (history, later, first) => {
        const versions = later.map((source, at) => ({
          recordedAt: new Date(first + at * 40 + 0.5),
          source,
        }));
        const moved = { ...history, sources: [...history.sources, ...versions] };
        const once = { ...history, sources: ofSource(later.at(-1) ?? 'charter') };
        const entries = entriesOfLoan(moved as unknown as MoneyHistory);
        expect(written(postingsOf(entries))).toEqual(written(postingsOf(entriesOfLoan(once))));
      }),
      runs(),
    );
  });

  test('give the same balances in whatever order the facts were entered', () => {
    const orders = LOAN.chain(({ facts }) => fc.tuple(fc.constant(facts), anyOrder(facts)));
    fc.assert(
      fc.property(orders, ([facts, shuffled]) => {
        expect(written(postingsOfLoan(shuffled))).toEqual(written(postingsOfLoan(facts)));
      }),
      runs(),
    );
  });
});

/** A fund whose facts all stand, recorded one after the other, and the ledger they ask for. */
function booked({ facts }: Fund): { asked: BookedFacts; posted: KeptPosting[] } {
  let instant = 0;
  const recorded = <Fact>(list: readonly Fact[]): (Fact & Lifetime)[] =>
    list.map((each) => ({
      ...each,
      recordedAt: new Date((instant += 1)),
      reversedAt: null,
      late: null,
      reversalBookedOn: null,
    }));
  const movements = recorded(facts.capitalMovements);
  const histories = new Map(
    facts.loans.map((loan) => {
      const of = <Kind extends Kinds>(kind: Kind) =>
        recorded<LoanOfFund['facts'][Kind][number]>(loan.facts[kind]);
      return [
        loan.id,
        {
          sources: ofSource(loan.source),
          openings: [],
          disbursements: of('disbursements'),
          repayments: recorded(withFees(loan.facts.repayments)),
          chargeOffs: of('chargeOffs'),
        },
      ];
    }),
  );
  const kept = (loanId: string | null, entries: readonly LedgerEntry[]): KeptPosting[] =>
    entries.flatMap(({ recordedAt, postings }) =>
      postings.map((each) => ({ ...each, loanId, recordedAt })),
    );
  const posted = [
    ...movements.flatMap((each) => kept(null, entriesOfMovement(each))),
    ...[...histories].flatMap(([id, history]) => kept(id, entriesOfLoan(history))),
  ];
  const income = facts.loans.flatMap(({ facts: { repayments, chargeOffs } }) =>
    withFees(repayments).map(({ effectiveOn, allocation, enforcementFee = ZERO }) => ({
      on: effectiveOn,
      amount: (chargeOffs.some((off) => off.recovery === 'income' && effectiveOn > off.effectiveOn)
        ? totalOf(allocation)
        : totalOf(allocation).minus(allocation.principal)
      ).minus(enforcementFee),
    })),
  );
  const places = { income, moved: [...facts.cash.all, ...income] };
  const cash = facts.cash.bySource;
  const { loans } = facts;
  const asked = { loans, histories, movements, openings: [], cash, own: [], places };
  return { asked, posted };
}

describe('the ledger of a fund', () => {
  test('says what positions, capital and cash say, on every day (R14 e, R18)', () => {
    const days = Array.from({ length: 36 }, (_, index) => addDays(START, index * 20 - 3));
    fc.assert(
      fc.property(FUND, DAY, (fund, day) => {
        const { asked, posted } = booked(fund);
        expect(ledgerDifferences(asked, posted, fund.rules, [...days, day])).toEqual([]);
      }),
      runs(5),
    );
  });

  test('is found to differ whichever posting is changed, moved or taken away', () => {
    const change = fc.constantFrom('amount', 'day', 'fact', 'loan', 'removed');
    fc.assert(
      fc.property(FUND, fc.nat(), change, (fund, place, what) => {
        const { asked, posted } = booked(fund);
        const index = place % posted.length;
        const touched = posted.flatMap((each, at) => {
          if (at !== index) return [each];
          if (what === 'removed') return [];
          if (what === 'amount') return [{ ...each, amount: each.amount.plus(1) }];
          if (what === 'day') return [{ ...each, effectiveOn: addDays(each.effectiveOn, 1) }];
          if (what === 'loan') return [{ ...each, loanId: 'a loan that was voided' }];
          return [{ ...each, recordedAt: new Date(each.recordedAt.getTime() + 500) }];
        });
        expect(ledgerDifferences(asked, touched, fund.rules, [])).not.toEqual([]);
      }),
      runs(),
    );
  });
});
