import fc from 'fast-check';
import { availableAt } from '../../../src/domain/fund/cash.ts';
import { addDays, lastDayOfYear, type CalendarDate } from '../../../src/domain/primitives/dates.ts';
import { forecast, SCENARIOS } from '../../../src/domain/reports/forecast/forecast.ts';
import { forecastAccuracy } from '../../../src/domain/reports/forecast/accuracy.ts';
import type { FundFacts } from '../../../src/domain/fund/balances.ts';
import type { LoanOfFund } from '../../../src/domain/loans/portfolio.ts';
import type { CashChange } from '../../../src/domain/primitives/datedAmounts.ts';
import { PLANNED_KINDS, type PlannedMovement } from '../../../src/domain/fund/plannedMovements.ts';
import { fundSection } from '../../../src/domain/reports/section/fundSection.ts';
import { Dec, sum, text, type Money } from '../../../src/domain/primitives/money.ts';
import { position } from '../../../src/domain/loans/position.ts';
import {
  expectedReceipts,
  principalAsked,
} from '../../../src/domain/reports/forecast/expectedReceipts.ts';
import type { RecoveryPlanEntry } from '../../../src/domain/loans/recoveryPlan.ts';
import { plain } from '../../support/loans.ts';
import { FUND, isIncome, type Fund } from '../arbitrary/arbitraryFund.ts';
import { runs, START } from '../arbitrary/arbitraryLoan.ts';
import { dayWithin } from '../arbitrary/arbitraryTerms.ts';

const AMOUNT = fc.integer({ min: 1, max: 10 ** 9 }).map((each) => new Dec(each));

const ENTRY: fc.Arbitrary<RecoveryPlanEntry> = fc.record({
  expectedOn: dayWithin(1_200),
  principal: AMOUNT,
  ground: fc.constant(null),
});

const MOVEMENT: fc.Arbitrary<PlannedMovement> = fc.record({
  kind: fc.constantFrom(...PLANNED_KINDS),
  expectedOn: dayWithin(1_200),
  amount: AMOUNT,
  ground: fc.constant(null),
});

/** A fund, some of its loans with a recovery plan, that plans with its own money too. */
const PLANNING: fc.Arbitrary<Fund> = fc
  .record({
    fund: FUND,
    plans: fc.array(fc.option(fc.array(ENTRY, { maxLength: 3 })), { minLength: 5, maxLength: 5 }),
    plannedMovements: fc.array(MOVEMENT, { maxLength: 5 }),
  })
  .map(({ fund: { facts, rules }, plans, plannedMovements }) => {
    const loans = facts.loans.map((loan, index) => ({
      ...loan,
      recoveryPlan: plans[index] ?? null,
    }));
    return { rules, facts: { ...facts, loans, plannedMovements } };
  });

/** A day, and one up to 1,000 days later. */
const WINDOW = fc
  .record({ asOf: dayWithin(900), days: fc.nat({ max: 1_000 }) })
  .map(({ asOf, days }) => ({ asOf, until: addDays(asOf, days) }));

const total = (of: readonly { readonly principal: Money }[]): Money =>
  sum(of.map((each) => each.principal));

test('the parts of a scenario, its months and its loans, add up to the đồng (R20)', () => {
  fc.assert(
    fc.property(PLANNING, WINDOW, ({ facts, rules }, window) => {
      const made = forecast(facts, rules, window);
      for (const name of SCENARIOS) {
        const { months, expectedReceipts: receipts, ...sums } = made.scenarios[name];
        for (const [part, whole] of [
          ['expected', 'expectedTotal'],
          ['plannedDisbursements', 'plannedDisbursements'],
          ['plannedContributions', 'plannedContributions'],
        ] as const) {
          expect(text(sum(months.map((each) => each[part])))).toBe(text(sums[whole]));
        }
        expect(text(total(receipts))).toBe(text(sums.expectedTotal));
        expect(text(sum(made.differences.map((row) => row[name])))).toBe(text(sums.expectedTotal));
        const closing = made.availablePrincipal
          .plus(sums.expectedTotal)
          .minus(sums.plannedDisbursements)
          .plus(sums.plannedContributions);
        expect(text(sums.availablePrincipal)).toBe(text(closing));
        const last = months.at(-1)?.availablePrincipal ?? made.availablePrincipal;
        expect(text(last)).toBe(text(closing));
      }
      for (const row of made.differences) {
        expect(text(row.plannedLessScheduled)).toBe(text(row.planned.minus(row.scheduled)));
        expect(text(row.recordLessPlanned)).toBe(text(row.record.minus(row.planned)));
        expect(text(row.recordScheduled.plus(row.recordOverdue))).toBe(text(row.record));
      }
    }),
    runs(2),
  );
});

test('the planned scenario is R20, and at the year’s end that of the fund section', () => {
  fc.assert(
    fc.property(PLANNING, WINDOW, ({ facts, rules }, { asOf, until }) => {
      const { planned } = forecast(facts, rules, { asOf, until }).scenarios;
      const expected = facts.loans.map((loan) => {
        const at = position(loan.terms, loan.facts, rules, asOf);
        return total(expectedReceipts({ ...loan, position: at }, rules, until));
      });
      expect(text(planned.expectedTotal)).toBe(text(sum(expected)));
      const yearEnd = forecast(facts, rules, { asOf, until: lastDayOfYear(asOf) });
      const section = fundSection(facts, rules, { asOf, periodStart: asOf }).projectedYearEnd;
      const { availablePrincipal, plannedDisbursements, plannedContributions } = section;
      expect(plain(yearEnd.scenarios.planned)).toMatchObject(
        plain({ availablePrincipal, plannedDisbursements, plannedContributions }) as object,
      );
      expect(plain(yearEnd.scenarios.planned.expectedReceipts)).toMatchObject(
        section.expectedReceipts.map(({ loanId, expectedOn, principal, ground }) =>
          plain({ loanId, expectedOn, principal, ground }),
        ) as object[],
      );
      expect(text(yearEnd.differenceTotals.overduePrincipal)).toBe(
        text(fundSection(facts, rules, { asOf, periodStart: asOf }).overduePrincipal.amount),
      );
    }),
    runs(2),
  );
});

test('what is asked is the principal of the position: overdue, and without end in term', () => {
  fc.assert(
    fc.property(FUND, dayWithin(900), ({ facts, rules }, asOf) => {
      for (const loan of facts.loans) {
        const at = position(loan.terms, loan.facts, rules, asOf);
        const until = '2199-12-31' as CalendarDate;
        const asked = principalAsked(loan, rules, asOf, until);
        expect(text(total(asked.scheduled))).toBe(text(at.principal.inTerm));
        expect(text(asked.overdue)).toBe(text(at.principal.overdue));
      }
    }),
    runs(2),
  );
});

test('a forecast cut earlier expects the same up to then', () => {
  fc.assert(
    fc.property(PLANNING, WINDOW, fc.nat(), ({ facts, rules }, { asOf, until }, less) => {
      const long = forecast(facts, rules, { asOf, until });
      const cut = addDays(until, -less % 400) < asOf ? asOf : addDays(until, -less % 400);
      const short = forecast(facts, rules, { asOf, until: cut });
      for (const name of SCENARIOS) {
        const upTo = long.scenarios[name].expectedReceipts.filter((each) => each.expectedOn <= cut);
        expect(plain(short.scenarios[name].expectedReceipts)).toEqual(plain(upTo));
      }
    }),
    runs(2),
  );
});

test('what a quarter collected is parted whole, and no part is more than there was to collect', () => {
  fc.assert(
    fc.property(FUND, dayWithin(900), ({ facts, rules }, asOf) => {
      const { record } = forecast(facts, rules, { asOf, until: asOf });
      for (const quarter of record.quarters) {
        const { overdueCollected, scheduledCollected, otherCollected } = quarter;
        const received = facts.loans
          .flatMap((loan) => loan.facts.repayments)
          .filter((each) => each.effectiveOn >= quarter.from && each.effectiveOn <= quarter.to);
        const parts = sum([overdueCollected, scheduledCollected, otherCollected]);
        expect(text(parts)).toBe(text(total(received.map((each) => each.allocation))));
        expect(overdueCollected.lessThanOrEqualTo(quarter.overdueAtStart)).toBe(true);
        expect(scheduledCollected.lessThanOrEqualTo(quarter.scheduledDue)).toBe(true);
        for (const part of [overdueCollected, scheduledCollected, otherCollected]) {
          expect(part.isNegative()).toBe(false);
        }
      }
    }),
    runs(2),
  );
});

/** The fund as it was known before the receipts of a day or later were entered. */
function knownBefore(facts: FundFacts, day: CalendarDate): FundFacts {
  const loans = facts.loans.map((loan) => ({
    ...loan,
    facts: {
      ...loan.facts,
      repayments: loan.facts.repayments.filter((each) => each.effectiveOn < day),
    },
  }));
  const later = (of: readonly LoanOfFund[]): CashChange[] =>
    of
      .flatMap(({ facts: { repayments, chargeOffs } }) =>
        repayments.filter(({ effectiveOn: on }) => on >= day && !isIncome(on, chargeOffs)),
      )
      .map((each) => ({ on: each.effectiveOn, amount: each.allocation.principal.negated() }));
  const bySource = [...facts.cash.bySource].map(([source, changes]) => {
    const own = facts.loans.filter((each) => each.source === source);
    return [source, [...changes, ...later(own)]] as const;
  });
  const cash = { all: [...facts.cash.all, ...later(facts.loans)], bySource: new Map(bySource) };
  return { ...facts, loans, cash };
}

test('the months and loans of an accuracy add up, whatever was entered since', () => {
  fc.assert(
    fc.property(PLANNING, WINDOW, dayWithin(900), ({ facts, rules }, { asOf, until }, entered) => {
      const known = knownBefore(facts, entered < START ? START : entered);
      const made = forecast(known, rules, { asOf, until });
      const accuracy = forecastAccuracy(made, facts);
      for (const name of SCENARIOS) {
        const { expected, collected, months, availablePrincipal, explained } =
          accuracy.scenarios[name];
        expect(text(sum(months.map((each) => each.expected)))).toBe(text(expected));
        expect(text(sum(months.map((each) => each.collected)))).toBe(text(collected));
        expect(text(sum(accuracy.loans.map((each) => each[name])))).toBe(text(expected));
        expect(text(sum(accuracy.loans.map((each) => each.collected)))).toBe(text(collected));
        expect(text(sum(explained.map((each) => each.amount)))).toBe(
          text(availablePrincipal.difference),
        );
        expect(text(availablePrincipal.actual)).toBe(text(availableAt(facts.cash.all, until)));
      }
    }),
    runs(2),
  );
});
