import fc from 'fast-check';
import { addDays, type CalendarDate } from '../../../src/domain/primitives/dates.ts';
import {
  defaultHistory,
  type DefaultMovement,
} from '../../../src/domain/reports/defaultHistory.ts';
import { min, sum, text, ZERO, type Money } from '../../../src/domain/primitives/money.ts';
import { position } from '../../../src/domain/loans/position.ts';
import { recovery } from '../../../src/domain/reports/recovery.ts';
import { FUND } from '../arbitrary/arbitraryFund.ts';
import { DAY, eventfulDays, runs, type Loan } from '../arbitrary/arbitraryLoan.ts';
import { ANY_LOAN } from '../arbitrary/arbitraryOpening.ts';
import { START } from '../arbitrary/arbitraryTerms.ts';

/** Overdue principal, and what is charged off and not recovered, as the position has it. */
function inDefaultAt({ terms, facts, rules }: Loan, day: CalendarDate): Money {
  const { overdue, chargedOff } = position(terms, facts, rules, day).principal;
  return overdue.plus(chargedOff);
}

const historyOf = ({ terms, facts, rules }: Loan, until: CalendarDate) =>
  defaultHistory(terms, facts, rules, until);

const of = (movements: readonly DefaultMovement[], flow: DefaultMovement['flow']): Money =>
  sum(movements.filter((each) => each.flow === flow).map((each) => each.amount));

const printed = (movements: readonly DefaultMovement[]) =>
  movements.map(({ on, flow, amount }) => `${on} ${flow} ${text(amount)}`);

describe('the history of default of a loan', () => {
  test('goes each day from the default of its position to that of the next (R6, R14, R15)', () => {
    fc.assert(
      fc.property(ANY_LOAN, (loan) => {
        const last = addDays(START, 700);
        const history = historyOf(loan, last);
        let before = ZERO;
        for (let day = addDays(START, -1); day <= last; day = addDays(day, 1)) {
          const today = history.filter(({ on }) => on === day);
          const received = sum(
            loan.facts.repayments
              .filter(({ effectiveOn }) => effectiveOn === day)
              .map(({ allocation }) => allocation.principal),
          );
          const closing = inDefaultAt(loan, day);
          const collected = min(received, before);
          const rise = closing.minus(before).plus(collected);
          expect([day, ...printed(today)]).toEqual([
            day,
            ...(collected.isZero() ? [] : [`${day} collected ${text(collected)}`]),
            ...(rise.greaterThan(ZERO) ? [`${day} becameOverdue ${text(rise)}`] : []),
            ...(rise.lessThan(ZERO) ? [`${day} otherwise ${text(rise.negated())}`] : []),
          ]);
          before = closing;
        }
      }),
      runs(5),
    );
  });

  test('stands where the position stands at the close of the days of its facts (R15)', () => {
    fc.assert(
      fc.property(ANY_LOAN, (loan) => {
        const history = historyOf(loan, addDays(START, 700));
        for (const day of eventfulDays(loan.facts)) {
          if (day === null) continue;
          const until = history.filter(({ on }) => on <= day);
          const fallen = of(until, 'collected').plus(of(until, 'otherwise'));
          const left = of(until, 'becameOverdue').minus(fallen);
          expect([day, text(left)]).toEqual([day, text(inDefaultAt(loan, day))]);
        }
      }),
      runs(),
    );
  });

  test('up to a day is what it was, whatever comes later (R15)', () => {
    fc.assert(
      fc.property(ANY_LOAN, DAY, (loan, day) => {
        const whole = historyOf(loan, addDays(START, 700));
        expect(printed(historyOf(loan, day))).toEqual(printed(whole.filter(({ on }) => on <= day)));
      }),
      runs(),
    );
  });
});

describe('the recovery report of a fund', () => {
  test('ends where the positions of its loans stand; quarters, vintages and loans agree', () => {
    fc.assert(
      fc.property(FUND, DAY, ({ facts, rules }, asOf) => {
        const { quarters, vintages, loans, total } = recovery(facts.loans, rules, asOf);
        const inDefault = sum(facts.loans.map((loan) => inDefaultAt({ ...loan, rules }, asOf)));
        expect(text(total.inDefault)).toBe(text(inDefault));
        expect(text(quarters.at(-1)?.inDefaultAtEnd ?? ZERO)).toBe(text(inDefault));
        expect(text(sum(vintages.map((each) => each.inDefault)))).toBe(text(inDefault));
        expect(text(sum(loans.map((each) => each.inDefault)))).toBe(text(inDefault));
        const histories = facts.loans.flatMap((loan) => historyOf({ ...loan, rules }, asOf));
        for (const flow of ['becameOverdue', 'collected', 'otherwise'] as const) {
          for (const parts of [quarters, vintages, loans, [total]]) {
            expect(text(sum(parts.map((each) => each[flow])))).toBe(text(of(histories, flow)));
          }
        }
      }),
      runs(),
    );
  });

  test('carries what is in default from the end of a period to the start of the next', () => {
    fc.assert(
      fc.property(FUND, DAY, ({ facts, rules }, asOf) => {
        const { quarters, vintages } = recovery(facts.loans, rules, asOf);
        for (const periods of [quarters, ...vintages.map(({ years }) => years)]) {
          let end = ZERO;
          for (const each of periods) {
            expect(text(each.inDefaultAtStart)).toBe(text(end));
            end = end.plus(each.becameOverdue).minus(each.collected).minus(each.otherwise);
            expect(text(each.inDefaultAtEnd)).toBe(text(end));
            expect(end.isNegative()).toBe(false);
          }
        }
        for (const { from, to, inDefaultAtStart, inDefaultAtEnd } of quarters) {
          const at = (day: CalendarDate) =>
            text(sum(facts.loans.map((loan) => inDefaultAt({ ...loan, rules }, day))));
          expect(text(inDefaultAtStart)).toBe(at(addDays(from, -1)));
          expect(text(inDefaultAtEnd)).toBe(at(to));
        }
      }),
      runs(),
    );
  });

  test('leaves in default what became overdue last: the oldest is taken first', () => {
    fc.assert(
      fc.property(FUND, DAY, ({ facts, rules }, asOf) => {
        for (const loan of facts.loans) {
          const { vintages, total } = recovery([loan], rules, asOf);
          let left = total.inDefault;
          for (const vintage of vintages.toReversed()) {
            const newest = min(vintage.becameOverdue, left);
            expect(text(vintage.inDefault)).toBe(text(newest));
            left = left.minus(newest);
          }
        }
      }),
      runs(),
    );
  });
});
