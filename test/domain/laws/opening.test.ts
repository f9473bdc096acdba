import fc from 'fast-check';
import { accrue } from '../../../src/domain/loans/accrual.ts';
import { allocate } from '../../../src/domain/loans/allocation.ts';
import { payoffOn } from '../../../src/domain/loans/explained/payoff.ts';
import { scheduleAt } from '../../../src/domain/loans/explained/schedule.ts';
import { statement } from '../../../src/domain/loans/explained/statement.ts';
import { factsUntil, type LoanFacts } from '../../../src/domain/loans/facts.ts';
import { position } from '../../../src/domain/loans/position.ts';
import {
  addDays,
  later as latest,
  type CalendarDate,
} from '../../../src/domain/primitives/dates.ts';
import { Dec, sum } from '../../../src/domain/primitives/money.ts';
import { plain } from '../../support/loans.ts';
import { eventfulDays, LOAN, printed, runs, START, type Loan } from '../arbitrary/arbitraryLoan.ts';
import { factsAfter, openingFrom } from '../arbitrary/openedLoan.ts';

const LAST = addDays(START, 760);

/** The days on which interest falls due. */
function interestDates({ terms, facts, rules }: Loan): CalendarDate[] {
  const dues = accrue(terms, factsUntil(facts, LAST), rules, LAST).interestDues;
  return dues.filter(({ isOfPeriod }) => isOfPeriod).map(({ dueOn }) => dueOn);
}

/**
 * A loan as a book can tell of it: not charged off by a day, its group not set by hand, and without what is lent
 * after that day, which is asked by the last instalment (R33).
 */
function asTold({ terms, facts, rules }: Loan, day: CalendarDate): Loan {
  const after = (on: CalendarDate): boolean => on > day;
  const kept: LoanFacts = {
    ...facts,
    disbursements: facts.disbursements.filter(({ effectiveOn }) => effectiveOn <= day),
    chargeOffs: facts.chargeOffs.filter(({ effectiveOn }) => after(effectiveOn)),
    debtGroupOverrides: facts.debtGroupOverrides.filter(({ effectiveOn }) => after(effectiveOn)),
  };
  return { terms, facts: kept, rules };
}

/** Whether nothing was owed once: the restructurings and waivers of before count no more (R16). */
function wasSettled({ terms, facts, rules }: Loan, until: CalendarDate): boolean {
  const days = eventfulDays(facts).filter((day) => day !== null && day <= until);
  return days.some((day) => position(terms, facts, rules, day ?? until).standing === 'settled');
}

/** A book tells no credits: nothing is below 0 in what is taken over. */
function isTold({ terms, facts, rules }: Loan, on: CalendarDate): boolean {
  const at = position(terms, facts, rules, on);
  const amounts = [
    at.principal.outstanding,
    at.inTermInterest.owed,
    at.overdueInterest.owed,
    at.lateInterest.owed,
  ];
  return amounts.every((each) => each.greaterThanOrEqualTo(0)) && at.payoff.greaterThan(0);
}

/** A loan with its whole history, and the same taken over on one of its interest dates. */
const PAIR = fc
  .tuple(LOAN, fc.nat({ max: 1000 }))
  .map(([loan, choice]) => {
    const dates = interestDates(loan);
    const on = dates[choice % Math.max(dates.length, 1)];
    if (on === undefined) return null;
    const whole = asTold(loan, on);
    if (!isTold(whole, on) || wasSettled(whole, on)) return null;
    const facts = factsAfter(whole.facts, openingFrom(whole, on));
    const opened = { ...whole, facts };
    return {
      on,
      whole,
      opened,
      [fc.toStringMethod]: () => `${printed(opened)} as ${printed(whole)}`,
    };
  })
  .filter((pair) => pair !== null);

/** What must agree: all that is owed, and when it is to be paid. */
function figures({ terms, facts, rules }: Loan, on: CalendarDate, day: CalendarDate) {
  const { principal, inTermInterest, overdueInterest, lateInterest, ...at } = position(
    terms,
    facts,
    rules,
    day,
  );
  const { instalments, interestPeriods } = scheduleAt(terms, facts, rules, day);
  const next = payoffOn(terms, facts, rules, day);
  const half = at.payoff.div(2).toDecimalPlaces(0, Dec.ROUND_DOWN);
  const due = position(terms, facts, rules, day);
  return plain({
    ...at,
    principal,
    owed: [inTermInterest.owed, overdueInterest.owed, lateInterest.owed],
    inArrears: inTermInterest.inArrears,
    next,
    instalments: instalments
      .filter(({ principalUnpaid }) => !principalUnpaid.isZero())
      .map(({ dueOn, payableBy, principalUnpaid }) => ({ dueOn, payableBy, principalUnpaid })),
    periods: interestPeriods
      .filter(({ to }) => to > on)
      .map(({ from, to, payableBy, interest, interestUnpaid }) => ({
        // Of the running period a book tells no beginning: a decision may have made it another (R5).
        from: latest(from, on),
        to,
        payableBy,
        interest,
        interestUnpaid,
      })),
    allocation: half.greaterThan(0) ? allocate(terms, due, rules.policies, half) : null,
  });
}

describe('a loan taken over on an interest date (R33)', () => {
  test('agrees with its whole history from then on, whatever follows', () => {
    fc.assert(
      fc.property(PAIR, fc.nat({ max: 400 }), ({ on, whole, opened }, later) => {
        for (const day of [on, addDays(on, 1), addDays(on, later)]) {
          expect(figures(opened, on, day)).toEqual(figures(whole, on, day));
        }
      }),
      runs(),
    );
  });

  test('is explained from its opening on: every statement adds up', () => {
    fc.assert(
      fc.property(
        PAIR,
        fc.nat({ max: 400 }),
        fc.nat({ max: 30 }),
        ({ on, opened }, later, skip) => {
          const { terms, facts, rules } = opened;
          const books = { bookingDays: [], on: () => facts };
          const to = addDays(on, later);
          const from = addDays(on, Math.min(skip, later));
          const { lines, opening } = statement(terms, books, rules, { from, to });
          expect(lines.some(({ type }) => type === 'opening')).toBe(from === on);
          if (from === on) expect(opening.payoff.isZero()).toBe(true);
        },
      ),
      runs(),
    );
  });

  test('has interest that adds up to its lines, what was taken over among them', () => {
    fc.assert(
      fc.property(PAIR, fc.nat({ max: 400 }), ({ on, opened }, later) => {
        const { terms, facts, rules } = opened;
        const day = addDays(on, later);
        const { segments, accrued } = accrue(terms, factsUntil(facts, day), rules, day);
        for (const [of, amount] of Object.entries(accrued)) {
          const lines = segments.filter((each) => each.class === of);
          expect(sum(lines.map((each) => each.interest)).equals(amount)).toBe(true);
        }
      }),
      runs(),
    );
  });
});
