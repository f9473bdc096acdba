import fc from 'fast-check';
import { allocate } from '../../../src/domain/loans/allocation.ts';
import { NO_CREDIT } from '../../../src/domain/loans/opening.ts';
import { creditsBesideDebt } from '../../../src/domain/loans/credits.ts';
import { totalOf, type LoanFacts, type Repayment } from '../../../src/domain/loans/facts.ts';
import { position } from '../../../src/domain/loans/position.ts';
import { reallocate } from '../../../src/domain/loans/reallocation.ts';
import type { CalendarDate } from '../../../src/domain/primitives/dates.ts';
import { DomainError } from '../../../src/domain/primitives/errors.ts';
import { Dec, text, type Money } from '../../../src/domain/primitives/money.ts';
import { plain, refusal } from '../../support/loans.ts';
import { DAY, runs, type Loan } from '../arbitrary/arbitraryLoan.ts';
import { ANY_LOAN } from '../arbitrary/arbitraryOpening.ts';
import { dayWithin } from '../arbitrary/arbitraryTerms.ts';

type DecisionKind = Exclude<keyof LoanFacts, 'disbursements' | 'repayments'>;

/** What is entered after the receipts: the decisions of some kinds. */
const LATE: fc.Arbitrary<readonly DecisionKind[]> = fc.subarray(
  ['recalls', 'restructurings', 'rateChanges', 'freezes', 'waivers', 'chargeOffs'],
  { minLength: 1 },
);

interface Receipt {
  readonly effectiveOn: CalendarDate;
  readonly permille: number;
}

const RECEIPTS: fc.Arbitrary<Receipt[]> = fc
  .array(fc.record({ effectiveOn: dayWithin(500), permille: fc.integer({ min: 1, max: 700 }) }), {
    minLength: 1,
    maxLength: 6,
    size: 'max',
  })
  .map((receipts) => receipts.toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1)));

const at = ({ terms, rules }: Loan, facts: LoanFacts, day: CalendarDate) =>
  position(terms, facts, rules, day);

/** A receipt more, of an amount, allocated by the order in force (R9). */
function received(loan: Loan, facts: LoanFacts, on: CalendarDate, amount: Money): LoanFacts {
  const { terms, rules } = loan;
  const allocation = allocate(terms, at(loan, facts, on), rules.policies, amount);
  return { ...facts, repayments: [...facts.repayments, { effectiveOn: on, allocation }] };
}

/** A loan on which receipts were entered by date before the decisions of some kinds. */
function decidedLate(loan: Loan, receipts: readonly Receipt[], late: readonly DecisionKind[]) {
  const all: LoanFacts = { ...loan.facts, repayments: [] };
  const none = Object.fromEntries(late.map((kind) => [kind, []]));
  let facts: LoanFacts = { ...all, ...none };
  for (const { effectiveOn, permille } of receipts) {
    const { payoff } = at(loan, facts, effectiveOn);
    const amount = payoff.times(permille).div(1000).toDecimalPlaces(0, Dec.ROUND_CEIL);
    if (!amount.isZero()) facts = received(loan, facts, effectiveOn, amount);
  }
  return { all, before: { ...all, repayments: facts.repayments } };
}

const concerned = ({ repayments }: LoanFacts) =>
  repayments.map((receipt) => ({ receipt, isKept: false }));

const WORLD = fc.record({ loan: ANY_LOAN, receipts: RECEIPTS, late: LATE });

/** The same receipts entered after the decisions; a refusal where one is too much then. */
function timely(loan: Loan, all: LoanFacts, repayments: readonly Repayment[]): LoanFacts {
  return repayments.reduce(
    (facts, { effectiveOn, allocation }) => received(loan, facts, effectiveOn, totalOf(allocation)),
    all,
  );
}

/** What was allocated anew; null where it is refused. */
function anew(loan: Loan, facts: LoanFacts) {
  try {
    return reallocate({ ...loan, facts }, concerned(facts));
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

describe('receipts that are allocated anew', () => {
  test('leave the loan as if the decisions had been entered before them (R9)', () => {
    fc.assert(
      fc.property(WORLD, DAY, ({ loan, receipts, late }, day) => {
        const { all, before } = decidedLate(loan, receipts, late);
        const done = anew(loan, before);
        if (done === null) {
          const again = refusal(() => reallocate({ ...loan, facts: before }, concerned(before)));
          expect(again).toEqual(refusal(() => timely(loan, all, before.repayments)));
          return;
        }
        const expected = timely(loan, all, before.repayments);
        expect(plain(done.facts.repayments)).toEqual(plain(expected.repayments));
        expect(plain(at(loan, done.facts, day))).toEqual(plain(at(loan, expected, day)));
      }),
      runs(),
    );
  });

  test('keep day and amount of each, and the position of every day before them', () => {
    fc.assert(
      fc.property(WORLD, DAY, ({ loan, receipts, late }, day) => {
        const { before } = decidedLate(loan, receipts, late);
        const done = anew(loan, before);
        fc.pre(done !== null);
        const said = ({ effectiveOn, allocation }: Repayment) =>
          `${effectiveOn} ${text(totalOf(allocation))}`;
        expect(done.facts.repayments.map(said)).toEqual(before.repayments.map(said));
        const [first] = done.changed;
        fc.pre(first === undefined || day < first.receipt.effectiveOn);
        expect(plain(at(loan, done.facts, day))).toEqual(plain(at(loan, before, day)));
      }),
      runs(),
    );
  });

  test('leave no credit, unless interest was waived that they pay, or was paid before (R13, R14 d)', () => {
    fc.assert(
      fc.property(WORLD, DAY, ({ loan, receipts, late }, day) => {
        const opening = loan.facts.opening && { ...loan.facts.opening, credit: NO_CREDIT };
        const unwaived = { ...loan, facts: { ...loan.facts, opening, waivers: [] } };
        const { before } = decidedLate(unwaived, receipts, late);
        const done = anew(unwaived, before);
        fc.pre(done !== null);
        expect(creditsBesideDebt(at(unwaived, done.facts, day))).toEqual([]);
      }),
      runs(),
    );
  });

  test('are those that would pay something else; asked for again, none is left', () => {
    fc.assert(
      fc.property(WORLD, ({ loan, receipts, late }) => {
        const { all, before } = decidedLate(loan, receipts, late);
        const none = Object.fromEntries(late.map((kind) => [kind, []]));
        const inTime = { ...all, ...none, repayments: before.repayments };
        expect(reallocate({ ...loan, facts: inTime }, concerned(inTime)).changed).toEqual([]);
        const done = anew(loan, before);
        fc.pre(done !== null);
        const again = reallocate({ ...loan, facts: done.facts }, concerned(done.facts));
        expect(again.changed).toEqual([]);
      }),
      runs(),
    );
  });
});
