import fc from 'fast-check';
import { debtGroupDays } from '../../../src/domain/loans/explained/debtGroupDays.ts';
import { addDays, type CalendarDate } from '../../../src/domain/primitives/dates.ts';
import { debtGroupByDays } from '../../../src/domain/loans/debtGroup.ts';
import { positive, sum, text, type Money } from '../../../src/domain/primitives/money.ts';
import { position } from '../../../src/domain/loans/position.ts';
import { DAY, eventfulDays, LOAN, runs, type Loan } from '../arbitrary/arbitraryLoan.ts';
import { ANY_LOAN } from '../arbitrary/arbitraryOpening.ts';

const INTEREST = ['inTermInterest', 'overdueInterest', 'lateInterest'] as const;

const at = ({ terms, facts, rules }: Loan, day: CalendarDate) => position(terms, facts, rules, day);

/** The amounts of the facts dated `day` or earlier. */
function upTo<Fact extends { readonly effectiveOn: CalendarDate }>(
  facts: readonly Fact[],
  day: CalendarDate,
  amount: (fact: Fact) => Money,
): Money {
  return sum(facts.filter((fact) => fact.effectiveOn <= day).map(amount));
}

describe('a position', () => {
  test('has the principal that its facts move: on the books, charged off, or repaid (R14 e)', () => {
    fc.assert(
      fc.property(LOAN, DAY, (loan, day) => {
        const { principal, standing } = at(loan, day);
        const { disbursements, repayments, chargeOffs } = loan.facts;
        const disbursed = upTo(disbursements, day, (each) => each.amount);
        const repaid = upTo(repayments, day, (each) => each.allocation.principal);
        const isChargedOff = chargeOffs.some((each) => each.effectiveOn <= day);
        const unpaid = text(disbursed.minus(repaid));
        expect(text(principal.disbursed)).toBe(text(disbursed));
        expect(text(principal.repaid)).toBe(text(repaid));
        expect(text(principal.chargedOff)).toBe(isChargedOff ? unpaid : '0');
        expect(text(principal.outstanding)).toBe(isChargedOff ? '0' : unpaid);
        if (isChargedOff) expect(['charged_off', 'settled']).toContain(standing);
      }),
      runs(),
    );
  });

  test('has its outstanding principal in term or overdue, and none below 0', () => {
    fc.assert(
      fc.property(LOAN, DAY, (loan, day) => {
        const { inTerm, overdue, outstanding, chargedOff } = at(loan, day).principal;
        expect(text(inTerm.plus(overdue))).toBe(text(outstanding));
        for (const each of [inTerm, overdue, chargedOff]) expect(each.isNegative()).toBe(false);
      }),
      runs(),
    );
  });

  test('owes of each class what accrued, less what was paid and waived (R14 d, R15)', () => {
    fc.assert(
      fc.property(LOAN, DAY, (loan, day) => {
        const today = at(loan, day);
        const { repayments, waivers } = loan.facts;
        let payoff = today.principal.outstanding.plus(today.principal.chargedOff);
        for (const component of INTEREST) {
          const { accrued, paid, waived, owed } = today[component];
          const ofIt = waivers.filter((each) => each.component === component);
          const receipts = upTo(repayments, day, (each) => each.allocation[component]);
          expect(text(paid)).toBe(text(receipts));
          expect(text(waived)).toBe(text(upTo(ofIt, day, (each) => each.amount)));
          expect(text(owed)).toBe(text(accrued.minus(paid).minus(waived)));
          payoff = payoff.plus(positive(owed));
        }
        expect(text(today.payoff)).toBe(text(payoff));
      }),
      runs(),
    );
  });

  test('past due and left alone is one day more past due each day', () => {
    fc.assert(
      fc.property(LOAN, DAY, (loan, day) => {
        const today = at(loan, day);
        const { outstanding, chargedOff } = today.principal;
        const next = addDays(day, 1);
        fc.pre(today.daysPastDue > 0 && !eventfulDays(loan.facts).includes(next));
        // With no principal left, late interest that arises counts from the day it was paid (R15).
        fc.pre(!outstanding.plus(chargedOff).isZero());
        const tomorrow = at(loan, next);
        expect(tomorrow.daysPastDue).toBe(today.daysPastDue + 1);
        expect(tomorrow.oldestUnpaidDueOn).toBe(today.oldestUnpaidDueOn);
      }),
      runs(),
    );
  });

  test('is past due exactly where an amount is, and overdue unless charged off (R15)', () => {
    fc.assert(
      fc.property(LOAN, DAY, (loan, day) => {
        const today = at(loan, day);
        const { standing, oldestUnpaidDueOn, daysPastDue, principal, inTermInterest } = today;
        if (standing !== 'charged_off') {
          expect(oldestUnpaidDueOn !== null).toBe(standing === 'overdue');
        }
        if (oldestUnpaidDueOn === null) expect(daysPastDue).toBe(0);
        const unpaid = principal.overdue.plus(inTermInterest.inArrears);
        if (!unpaid.isZero()) expect(daysPastDue).toBeGreaterThan(0);
      }),
      runs(),
    );
  });

  test('is in a debt group while in term or overdue, none better than its days allow (R16)', () => {
    fc.assert(
      fc.property(LOAN, DAY, (loan, day) => {
        const { standing, ownDebtGroup, daysPastDue } = at(loan, day);
        const isLive = standing === 'in_term' || standing === 'overdue';
        expect(ownDebtGroup !== null).toBe(isLive);
        const byDays = debtGroupByDays(daysPastDue, [10, 30, 90, 180]);
        if (ownDebtGroup !== null) expect(ownDebtGroup).toBeGreaterThanOrEqual(byDays);
      }),
      runs(),
    );
  });

  test('changes its group on the days of its history only (R16)', () => {
    fc.assert(
      fc.property(ANY_LOAN, DAY, ({ terms, facts, rules }, start) => {
        const openedOn = facts.opening?.on ?? start;
        const from = start < openedOn ? openedOn : start;
        const window = { from, to: addDays(from, 100) };
        const days = new Set(debtGroupDays(terms, facts, rules, window));
        const groupOn = (day: CalendarDate): unknown => {
          const { standing, ownDebtGroup } = position(terms, facts, rules, day);
          return [standing, ownDebtGroup];
        };
        for (let day = from; day < window.to; day = addDays(day, 1)) {
          const next = addDays(day, 1);
          if (!days.has(next)) expect([next, groupOn(next)]).toEqual([next, groupOn(day)]);
        }
      }),
      runs(2),
    );
  });
});
