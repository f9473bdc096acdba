import fc from 'fast-check';
import type { CalendarDate } from '../../../src/domain/primitives/dates.ts';
import { sum, text } from '../../../src/domain/primitives/money.ts';
import { position } from '../../../src/domain/loans/position.ts';
import { scheduleAt } from '../../../src/domain/loans/explained/schedule.ts';
import { DAY, LOAN, runs, type Loan } from '../arbitrary/arbitraryLoan.ts';

const at = ({ terms, facts, rules }: Loan, day: CalendarDate) => ({
  position: position(terms, facts, rules, day),
  schedule: scheduleAt(terms, facts, rules, day),
});

describe('the schedule of a loan', () => {
  test('has instalments that sum to what was disbursed, unpaid to what is not repaid (R14)', () => {
    fc.assert(
      fc.property(LOAN, DAY, (loan, day) => {
        const {
          position: { principal, standing },
          schedule: { instalments },
        } = at(loan, day);
        fc.pre(standing !== 'not_disbursed');
        const unpaid = principal.outstanding.plus(principal.chargedOff);
        const total = sum(instalments.map((each) => each.principal));
        expect(text(total)).toBe(text(principal.disbursed));
        expect(text(sum(instalments.map((each) => each.principalUnpaid)))).toBe(text(unpaid));
        expect(instalments.map((each) => each.number)).toEqual(instalments.map((_, i) => i + 1));
      }),
      runs(),
    );
  });

  test('leaves of each amount unpaid at most all of it, and nothing below 0', () => {
    fc.assert(
      fc.property(LOAN, DAY, (loan, day) => {
        const { instalments, interestPeriods } = at(loan, day).schedule;
        const amounts = [
          ...instalments.map((each) => [each.principal, each.principalUnpaid] as const),
          ...interestPeriods.map((each) => [each.interest, each.interestUnpaid] as const),
        ];
        for (const [asked, unpaid] of amounts) {
          expect(unpaid.isNegative() || unpaid.greaterThan(asked)).toBe(false);
        }
      }),
      runs(),
    );
  });

  test('has periods whose lines sum to their interest, one following the other (R3, R5)', () => {
    fc.assert(
      fc.property(LOAN, DAY, (loan, day) => {
        const { interestPeriods } = at(loan, day).schedule;
        for (const [index, { from, to, interest, segments }] of interestPeriods.entries()) {
          expect(text(sum(segments.map((each) => each.interest)))).toBe(text(interest));
          for (const each of segments) expect(each.from >= from && each.to <= to).toBe(true);
          const next = interestPeriods[index + 1];
          if (next !== undefined) expect(next.from).toBe(to);
        }
      }),
      runs(),
    );
  });

  test('leaves unpaid of the interest past its payable-by what is in arrears (R5, R6)', () => {
    fc.assert(
      fc.property(LOAN, DAY, (loan, day) => {
        const {
          position: { inTermInterest },
          schedule: { interestPeriods },
        } = at(loan, day);
        const past = interestPeriods.filter((each) => each.payableBy < day);
        const unpaid = sum(past.map((each) => each.interestUnpaid));
        expect(text(unpaid)).toBe(text(inTermInterest.inArrears));
      }),
      runs(),
    );
  });
});
