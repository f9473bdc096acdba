import fc from 'fast-check';
import type { InterestClass, Segment } from '../../../src/domain/loans/accrual.ts';
import { addDays, daysBetween, type CalendarDate } from '../../../src/domain/primitives/dates.ts';
import { factsUntil } from '../../../src/domain/loans/facts.ts';
import { interestBetween } from '../../../src/domain/loans/explained/interestListing.ts';
import {
  interestHalfUp,
  sum,
  text,
  ZERO,
  type Money,
} from '../../../src/domain/primitives/money.ts';
import { planOf } from '../../../src/domain/loans/plan.ts';
import { position } from '../../../src/domain/loans/position.ts';
import { lines, plain } from '../../support/loans.ts';
import { DAY, eventfulDays, LOAN, runs, START, type Loan } from '../arbitrary/arbitraryLoan.ts';

const CLASSES = [
  ['in_term', 'inTerm', 'inTermInterest'],
  ['overdue', 'overdue', 'overdueInterest'],
  ['late', 'late', 'lateInterest'],
] as const;

/** Before every fact of a loan. */
const BEFORE = addDays(START, -10);

const listed = ({ terms, facts, rules }: Loan, from: CalendarDate, to: CalendarDate) =>
  interestBetween(terms, facts, rules, { from, to });

const ofClass = (segments: readonly Segment[], name: InterestClass) =>
  segments.filter((each) => each.class === name);

/** The line in two where a day parts it, each piece rounded by itself (R3). */
function cut(segment: Segment, day: CalendarDate): Segment[] {
  if (segment.to <= day || segment.from >= day) return [segment];
  const piece = (from: CalendarDate, to: CalendarDate): Segment => {
    const days = daysBetween(from, to);
    const interest = interestHalfUp(segment.balance, segment.ratePercent, days);
    return { ...segment, from, to, days, interest };
  };
  return [piece(segment.from, day), piece(day, segment.to)];
}

describe('interest', () => {
  test('accrued is the sum of the lines from the first day on (R3)', () => {
    fc.assert(
      fc.property(LOAN, DAY, (loan, day) => {
        const { totals } = listed(loan, BEFORE, day);
        const { terms, facts, rules } = loan;
        const today = position(terms, facts, rules, day);
        for (const [, total, component] of CLASSES) {
          expect(text(totals[total])).toBe(text(today[component].accrued));
        }
      }),
      runs(),
    );
  });

  test('of a window is the sum of its lines, class by class (R3)', () => {
    fc.assert(
      fc.property(LOAN, DAY, DAY, (loan, ...days) => {
        const [from = START, to = START] = days.toSorted();
        const { segments, totals } = listed(loan, from, to);
        for (const [name, total] of CLASSES) {
          const printed = ofClass(segments, name).map((each) => each.interest);
          expect(text(sum(printed))).toBe(text(totals[total]));
        }
        for (const { balance, ratePercent, days: count, interest } of segments) {
          expect(text(interest)).toBe(text(interestHalfUp(balance, ratePercent, count)));
        }
      }),
      runs(),
    );
  });

  test('of two adjoining windows has the lines of one, those that run across cut in two (R3)', () => {
    fc.assert(
      fc.property(LOAN, DAY, DAY, DAY, (loan, ...days) => {
        const [from = START, middle = START, to = START] = days.toSorted();
        const whole = listed(loan, from, to);
        const first = listed(loan, from, middle);
        const second = listed(loan, middle, to);
        for (const [name, total] of CLASSES) {
          const inOne = ofClass(whole.segments, name);
          const inTwo = ofClass([...first.segments, ...second.segments], name);
          const segments = inOne.flatMap((each) => cut(each, middle));
          expect(lines({ segments: inTwo })).toEqual(lines({ segments }));
          // So each class differs by at most a đồng, and by none where no line of it was cut.
          const cuts = segments.length - inOne.length;
          const apart = first.totals[total].plus(second.totals[total]).minus(whole.totals[total]);
          expect(cuts).toBeLessThanOrEqual(1);
          expect(apart.abs().lessThanOrEqualTo(cuts)).toBe(true);
        }
      }),
      runs(),
    );
  });

  test('accrued never falls as days pass, in any class', () => {
    fc.assert(
      fc.property(LOAN, DAY, fc.integer({ min: 1, max: 40 }), (loan, day, later) => {
        const { terms, facts, rules } = loan;
        const before = position(terms, facts, rules, day);
        const after = position(terms, facts, rules, addDays(day, later));
        for (const [, , component] of CLASSES) {
          const rise = after[component].accrued.minus(before[component].accrued);
          expect(rise.isNegative()).toBe(false);
        }
      }),
      runs(),
    );
  });

  test('lines of a class follow one another without a day counted twice', () => {
    fc.assert(
      fc.property(LOAN, DAY, (loan, day) => {
        for (const [name] of CLASSES) {
          const segments = ofClass(listed(loan, BEFORE, day).segments, name);
          for (const [index, segment] of segments.entries()) {
            expect(segment.days).toBe(daysBetween(segment.from, segment.to));
            expect(segment.days).toBeGreaterThan(0);
            expect(segment.balance.greaterThan(ZERO)).toBe(true);
            const next = segments[index + 1];
            if (next !== undefined) expect(segment.to <= next.from).toBe(true);
          }
        }
      }),
      runs(),
    );
  });

  test('lines end where an interest period does, or balance or rate change, only (R3)', () => {
    fc.assert(
      fc.property(LOAN, DAY, (loan, day) => {
        const { terms, facts, rules } = loan;
        const plan = planOf(terms, factsUntil(facts, day), rules);
        const periodEnds = plan?.interestDues.map((due) => due.dueOn) ?? [];
        for (const [name] of CLASSES) {
          const segments = ofClass(listed(loan, BEFORE, day).segments, name);
          for (const [index, segment] of segments.entries()) {
            const within = periodEnds.filter((end) => end > segment.from && end < segment.to);
            expect(within).toEqual([]);
            const next = segments[index + 1];
            if (next === undefined || next.from !== segment.to) continue;
            const isSame =
              next.balance.equals(segment.balance) && next.ratePercent.equals(segment.ratePercent);
            if (isSame) expect(periodEnds).toContain(segment.to);
          }
        }
      }),
      runs(),
    );
  });

  test('of a day is borne by what is in term, overdue and in arrears the day after (R6, R8)', () => {
    fc.assert(
      fc.property(LOAN, DAY, (loan, day) => {
        const { terms, facts, rules } = loan;
        const before = addDays(day, -1);
        fc.pre(!eventfulDays(facts).includes(day));
        fc.pre(!facts.freezes.some(({ from, to }) => from <= before && (to ?? day) > before));
        fc.pre(!facts.chargeOffs.some(({ effectiveOn }) => effectiveOn <= before));
        const { principal, inTermInterest } = position(terms, facts, rules, day);
        const bearing: [InterestClass, Money][] = [
          ['in_term', principal.inTerm],
          ['overdue', principal.overdue],
          ['late', terms.lateInterestRatePercent.isZero() ? ZERO : inTermInterest.inArrears],
        ];
        const balances = listed(loan, before, day).segments.map((each) => [
          each.class,
          each.balance,
        ]);
        expect(plain(balances)).toEqual(plain(bearing.filter(([, amount]) => !amount.isZero())));
      }),
      runs(),
    );
  });

  test('of no class accrues on frozen days, nor from a charge-off on that stops it (R14 c, R14 e, R40)', () => {
    fc.assert(
      fc.property(LOAN, DAY, (loan, day) => {
        const still = [
          ...loan.facts.freezes,
          ...loan.facts.chargeOffs
            .filter(({ interest }) => interest !== 'goes_on')
            .map(({ effectiveOn }) => ({ from: effectiveOn, to: null })),
        ];
        for (const { from, to } of listed(loan, BEFORE, day).segments) {
          const within = still.filter(
            (each) => each.from < to && (each.to === null || each.to > from),
          );
          expect(plain(within)).toEqual([]);
        }
      }),
      runs(),
    );
  });
});
