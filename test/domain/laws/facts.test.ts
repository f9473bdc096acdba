import fc from 'fast-check';
import { addDays, type CalendarDate } from '../../../src/domain/primitives/dates.ts';
import type { LoanFactKind, LoanFacts } from '../../../src/domain/loans/facts.ts';
import { interestBetween } from '../../../src/domain/loans/explained/interestListing.ts';
import { position } from '../../../src/domain/loans/position.ts';
import { scheduleAt } from '../../../src/domain/loans/explained/schedule.ts';
import { plain } from '../../support/loans.ts';
import { anyOrder, DAY, runs, START, type Loan } from '../arbitrary/arbitraryLoan.ts';
import { ANY_LOAN } from '../arbitrary/arbitraryOpening.ts';

/** Every figure that a loan has at the close of a day. */
const figures = ({ terms, facts, rules }: Loan, day: CalendarDate) =>
  plain({
    position: position(terms, facts, rules, day),
    interest: interestBetween(terms, facts, rules, { from: START, to: day }),
    schedule: scheduleAt(terms, facts, rules, day),
  });

const KINDS = [
  'disbursements',
  'repayments',
  'recalls',
  'restructurings',
  'rateChanges',
  'freezes',
  'waivers',
  'chargeOffs',
  'writeOffs',
  'debtGroupOverrides',
] as const satisfies readonly LoanFactKind[];

type Fact = LoanFacts[LoanFactKind][number];

/** The day from which a fact counts. */
function countsFrom(fact: Fact): CalendarDate {
  if ('effectiveOn' in fact) return fact.effectiveOn;
  return 'decidedOn' in fact ? fact.decidedOn : fact.from;
}

/** Of each kind the facts that pass; those of another loan may stand in for more. */
function each(facts: LoanFacts, passes: (fact: Fact) => boolean, more?: LoanFacts): LoanFacts {
  const lists = KINDS.map((kind) => [
    kind,
    [...facts[kind].filter(passes), ...(more?.[kind] ?? [])],
  ]);
  return { opening: facts.opening, ...Object.fromEntries(lists) } as LoanFacts;
}

/** As known when nothing after `day` was: a withdrawal decided later has not happened. */
function withoutLaterWithdrawals(facts: LoanFacts, day: CalendarDate): LoanFacts {
  const recalls = facts.recalls.map((recall) =>
    recall.withdrawnOn !== null && recall.withdrawnOn > day
      ? { ...recall, withdrawnOn: null }
      : recall,
  );
  return { ...facts, recalls };
}

describe('the facts of a loan', () => {
  test('give the same figures in whatever order they were entered (R2, R13)', () => {
    const both = ANY_LOAN.chain((loan) => fc.tuple(fc.constant(loan), anyOrder(loan.facts), DAY));
    fc.assert(
      fc.property(both, ([loan, facts, day]) => {
        expect(figures({ ...loan, facts }, day)).toEqual(figures(loan, day));
      }),
      runs(),
    );
  });

  test('dated after a day leave its figures as they were, of every kind (R15)', () => {
    fc.assert(
      fc.property(ANY_LOAN, ANY_LOAN, DAY, (loan, other, day) => {
        const until = each(loan.facts, (fact) => countsFrom(fact) <= day);
        const before = withoutLaterWithdrawals(until, day);
        const later = each(other.facts, (fact) => countsFrom(fact) > day);
        const after = each(before, () => true, later);
        // those in force are withdrawn the day after
        const recalls = after.recalls.map((recall) => ({
          ...recall,
          withdrawnOn: recall.withdrawnOn ?? addDays(day, 1),
        }));
        const expected = figures({ ...loan, facts: before }, day);
        expect(figures(loan, day)).toEqual(expected);
        expect(figures({ ...loan, facts: { ...after, recalls } }, day)).toEqual(expected);
      }),
      runs(),
    );
  });

  test('once left out again leave no trace, of whatever kind they were (R12)', () => {
    const withOne = ANY_LOAN.chain((loan) => {
      const all = KINDS.flatMap((kind) => loan.facts[kind].map((fact) => fact as Fact));
      return fc.tuple(fc.constant(loan), fc.constantFrom(null, ...all), DAY);
    });
    fc.assert(
      fc.property(withOne, ([loan, reversed, day]) => {
        const facts = each(loan.facts, (fact) => fact !== reversed);
        // what a loan is worked out from is frozen: nothing of the fact can have stayed behind
        const never = figures({ ...loan, facts }, day);
        const before = figures(loan, day);
        expect(figures({ ...loan, facts }, day)).toEqual(never);
        expect(figures(loan, day)).toEqual(before);
      }),
      runs(),
    );
  });

  test('a freeze that ends after a day is the same on it as one without an end (R14 c)', () => {
    fc.assert(
      fc.property(ANY_LOAN, DAY, (loan, day) => {
        const freezes = loan.facts.freezes.map((freeze) =>
          freeze.to !== null && freeze.to > day ? { ...freeze, to: null } : freeze,
        );
        const { terms, facts, rules } = loan;
        const ended = position(terms, facts, rules, day);
        expect(plain(position(terms, { ...facts, freezes }, rules, day))).toEqual(plain(ended));
      }),
      runs(),
    );
  });
});
