import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { allocate, owedAt } from '../../src/domain/allocation.ts';
import { addDays, type CalendarDate } from '../../src/domain/dates.ts';
import { COMPONENTS, NO_FACTS, type LoanFacts } from '../../src/domain/facts.ts';
import { fundBalances, type FundFacts, type LoanOfFund } from '../../src/domain/fundBalances.ts';
import { interestBetween } from '../../src/domain/interest.ts';
import { Dec, sum, text, ZERO } from '../../src/domain/money.ts';
import { DEFAULT_POLICIES } from '../support/policies.ts';
import { position } from '../../src/domain/position.ts';
import { scheduleAt } from '../../src/domain/schedule.ts';
import { paid, plain, recalled, vnd, vouchered } from '../support/loans.ts';
import { anyOrder, DAY, LOAN, START, type Loan } from './arbitraryLoan.ts';
import { movement } from './smallFund.ts';

const RUNS = { numRuns: 80 };

const at = ({ terms, facts, calendar }: Loan, day: CalendarDate) =>
  position(terms, facts, calendar, day);

const listed = ({ terms, facts, calendar }: Loan, from: CalendarDate, to: CalendarDate) =>
  interestBetween(terms, facts, calendar, { from, to });

describe('the facts of a loan', () => {
  test('give the same position in whatever order they were entered (R13)', () => {
    const both = LOAN.chain((loan) => fc.tuple(fc.constant(loan), anyOrder(loan.facts), DAY));
    fc.assert(
      fc.property(both, ([loan, facts, day]) => {
        expect(plain(at({ ...loan, facts }, day))).toEqual(plain(at(loan, day)));
      }),
      RUNS,
    );
  });

  test('dated after a day leave its position as it was (R15)', () => {
    fc.assert(
      fc.property(LOAN, LOAN, DAY, (loan, other, day) => {
        const { disbursements, repayments, recalls } = loan.facts;
        const before: LoanFacts = {
          ...NO_FACTS,
          disbursements: disbursements.filter((each) => each.effectiveOn <= day),
          repayments: repayments.filter((each) => each.effectiveOn <= day),
          recalls: recalls
            .filter((each) => each.decidedOn <= day)
            .map((each) =>
              each.withdrawnOn !== null && each.withdrawnOn > day
                ? { ...each, withdrawnOn: null }
                : each,
            ),
        };
        const next = addDays(day, 1);
        const after: LoanFacts = {
          ...NO_FACTS,
          disbursements: [...before.disbursements, { effectiveOn: next, amount: vnd('7') }],
          repayments: [...before.repayments, paid(next, { principal: '5', inTermInterest: '3' })],
          recalls: [
            ...before.recalls.map((each) => ({ ...each, withdrawnOn: each.withdrawnOn ?? next })),
            recalled(next, addDays(next, other.facts.recalls.length)),
          ],
        };
        const expected = plain(at({ ...loan, facts: before }, day));
        expect(plain(at({ ...loan, facts: after }, day))).toEqual(expected);
        expect(plain(at(loan, day))).toEqual(expected);
      }),
      RUNS,
    );
  });
});

describe('interest', () => {
  test('accrued is the sum of the lines from the first day on (R3)', () => {
    fc.assert(
      fc.property(LOAN, DAY, (loan, day) => {
        const { totals } = listed(loan, addDays(START, -10), day);
        const today = at(loan, day);
        expect(plain(totals)).toEqual({
          inTerm: text(today.inTermInterest.accrued),
          overdue: text(today.overdueInterest.accrued),
          late: text(today.lateInterest.accrued),
        });
      }),
      RUNS,
    );
  });

  test('of two adjoining windows adds up to within a đồng for each line cut (R3)', () => {
    fc.assert(
      fc.property(LOAN, DAY, DAY, DAY, (loan, ...days) => {
        const [from = START, middle = START, to = START] = days.toSorted();
        const whole = listed(loan, from, to).totals;
        const first = listed(loan, from, middle).totals;
        const second = listed(loan, middle, to).totals;
        for (const name of ['inTerm', 'overdue', 'late'] as const) {
          const apart = first[name].plus(second[name]).minus(whole[name]).abs();
          expect(apart.lessThanOrEqualTo(1)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  test('lines of a class follow one another without a day counted twice', () => {
    fc.assert(
      fc.property(LOAN, DAY, (loan, day) => {
        for (const name of ['in_term', 'overdue', 'late'] as const) {
          const segments = listed(loan, START, day).segments.filter((each) => each.class === name);
          for (const [index, segment] of segments.entries()) {
            expect(segment.from < segment.to).toBe(true);
            expect(segment.balance.greaterThan(ZERO)).toBe(true);
            const next = segments[index + 1];
            if (next !== undefined) expect(segment.to <= next.from).toBe(true);
          }
        }
      }),
      RUNS,
    );
  });
});

describe('a position', () => {
  test('has its outstanding principal in term or overdue, and none below 0', () => {
    fc.assert(
      fc.property(LOAN, DAY, (loan, day) => {
        const { inTerm, overdue, outstanding, disbursed, repaid } = at(loan, day).principal;
        expect(text(inTerm.plus(overdue))).toBe(text(outstanding));
        expect(text(disbursed.minus(repaid))).toBe(text(outstanding));
        for (const each of [inTerm, overdue, outstanding]) expect(each.isNegative()).toBe(false);
      }),
      RUNS,
    );
  });

  test('has instalments that sum to what was disbursed, unpaid to what is outstanding', () => {
    fc.assert(
      fc.property(LOAN, DAY, (loan, day) => {
        const { principal, standing } = at(loan, day);
        fc.pre(standing !== 'not_disbursed');
        const { instalments } = scheduleAt(loan.terms, loan.facts, loan.calendar, day);
        expect(text(sum(instalments.map((each) => each.principal)))).toBe(
          text(principal.disbursed),
        );
        expect(text(sum(instalments.map((each) => each.principalUnpaid)))).toBe(
          text(principal.outstanding),
        );
      }),
      RUNS,
    );
  });

  test('overdue and left alone is one day more past due each day', () => {
    fc.assert(
      fc.property(LOAN, fc.integer({ min: 0, max: 200 }), (loan, days) => {
        // later than every fact, also than a withdrawal: nothing happens from here on
        const day = addDays(START, 620 + days);
        const today = at(loan, day);
        fc.pre(today.standing === 'overdue' && !today.principal.outstanding.isZero());
        const tomorrow = at(loan, addDays(day, 1));
        expect(tomorrow.daysPastDue).toBe(today.daysPastDue + 1);
        expect(tomorrow.oldestUnpaidDueOn).toBe(today.oldestUnpaidDueOn);
      }),
      RUNS,
    );
  });

  test('is overdue exactly where something is past due', () => {
    fc.assert(
      fc.property(LOAN, DAY, (loan, day) => {
        const { standing, oldestUnpaidDueOn, daysPastDue, principal, inTermInterest } = at(
          loan,
          day,
        );
        expect(oldestUnpaidDueOn !== null).toBe(standing === 'overdue');
        if (standing !== 'overdue') expect(daysPastDue).toBe(0);
        const unpaid = principal.overdue.plus(inTermInterest.inArrears);
        if (!unpaid.isZero()) expect(daysPastDue).toBeGreaterThan(0);
      }),
      RUNS,
    );
  });
});

describe('a receipt', () => {
  test('is split into parts that sum to it, none below 0 or above what is owed (R9)', () => {
    fc.assert(
      fc.property(LOAN, DAY, fc.integer({ min: 1, max: 1000 }), (loan, day, permille) => {
        const today = at(loan, day);
        const amount = today.payoff.times(permille).div(1000).toDecimalPlaces(0, Dec.ROUND_CEIL);
        const allocation = allocate(loan.terms, today, loan.calendar.policies, amount);
        const owed = owedAt(today);
        expect(text(sum(COMPONENTS.map((each) => allocation[each])))).toBe(text(amount));
        for (const each of COMPONENTS) {
          expect(allocation[each].isNegative()).toBe(false);
          expect(allocation[each].lessThanOrEqualTo(owed[each])).toBe(true);
        }
      }),
      RUNS,
    );
  });

  test('of exactly the payoff settles the loan that day (R11, R15)', () => {
    fc.assert(
      fc.property(LOAN, DAY, (loan, day) => {
        const today = at(loan, day);
        fc.pre(!today.payoff.isZero());
        const allocation = allocate(loan.terms, today, loan.calendar.policies, today.payoff);
        const repayments = [...loan.facts.repayments, { effectiveOn: day, allocation }].filter(
          (each) => each.effectiveOn <= day,
        );
        const settled = at({ ...loan, facts: { ...loan.facts, repayments } }, day);
        expect(settled).toMatchObject({ standing: 'settled', ownDebtGroup: null, daysPastDue: 0 });
        expect(text(settled.payoff)).toBe('0');
      }),
      RUNS,
    );
  });
});

test('charter capital is outstanding and available principal on every day of a fund (R18)', () => {
  const loans = fc.array(LOAN, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(loans, fc.integer({ min: 0, max: 600 }), (made, from) => {
      const facts: FundFacts = {
        loans: made.map((loan, index): LoanOfFund => ({
          ...loan,
          facts: vouchered(loan.facts, `${index}`),
          id: `${index}`,
          borrower: { id: `${index}`, code: `${index}`, name: 'HTX', locality: 'Cao Lộc' },
          recoveryPlan: null,
        })),
        capitalMovements: [
          movement('1', 'contribution', START, '5_000_000_000_000'),
          movement('2', 'withdrawal', addDays(START, 100), '1_000'),
        ],
        cash: [
          { on: START, amount: vnd('5_000_000_000_000') },
          { on: addDays(START, 100), amount: vnd('-1_000') },
          ...made.flatMap(({ facts: { disbursements, repayments } }) => [
            ...disbursements.map((each) => ({
              on: each.effectiveOn,
              amount: each.amount.negated(),
            })),
            ...repayments.map((each) => ({
              on: each.effectiveOn,
              amount: each.allocation.principal,
            })),
          ]),
        ],
        cases: [],
        suspension: null,
      };
      const calendar = { holidays: new Set<CalendarDate>(), policies: DEFAULT_POLICIES };
      for (let day = from; day < from + 60; day += 1) {
        const { charterCapital, principalOutstanding, availablePrincipal } = fundBalances(
          facts,
          calendar,
          addDays(START, day),
        );
        expect(text(principalOutstanding.plus(availablePrincipal))).toBe(text(charterCapital));
      }
    }),
    { numRuns: 12 },
  );
});
