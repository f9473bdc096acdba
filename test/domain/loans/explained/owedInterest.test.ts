import fc from 'fast-check';
import { accrue, COMPONENT_OF, type InterestClass } from '../../../../src/domain/loans/accrual.ts';
import { factsUntil, type LoanFacts } from '../../../../src/domain/loans/facts.ts';
import { positive, sum, text } from '../../../../src/domain/primitives/money.ts';
import {
  owedInterest,
  type OwedInterest,
} from '../../../../src/domain/loans/explained/owedInterest.ts';
import { position } from '../../../../src/domain/loans/position.ts';
import type { LoanTerms } from '../../../../src/domain/loans/terms.ts';
import {
  bulletLoan,
  factsOf,
  HALVES,
  lent,
  lines,
  loanOf,
  NO_HOLIDAYS,
  on,
  paid,
  disbursed,
  vnd,
} from '../../../support/loans.ts';
import { DAY } from '../../arbitrary/arbitraryLoan.ts';
import { ANY_LOAN } from '../../arbitrary/arbitraryOpening.ts';

const BULLET = bulletLoan('2023-12-25');

const shown = (owed: OwedInterest) => ({
  lines: lines(owed),
  settledBefore: text(owed.settledBefore),
  owed: text(owed.owed),
});

function asked(terms: LoanTerms, facts: LoanFacts, day: string) {
  const { inTermInterest, overdueInterest, lateInterest } = owedInterest(
    terms,
    facts,
    NO_HOLIDAYS,
    on(day),
  );
  return {
    inTerm: shown(inTermInterest),
    overdue: shown(overdueInterest),
    late: shown(lateInterest),
  };
}

/** In term, of the loan in halves: 60 days on all of it to 2/3, then 10,000 a day on half. */
const FIRST = 'in_term 100000000 2023-01-01 2023-03-02 60 7.3 1200000';

const SECOND = 'in_term 50000000 2023-03-02 2023-03-12 10 7.3 100000';

const CLASSES: readonly InterestClass[] = ['in_term', 'overdue', 'late'];

const NOTHING = { lines: [], settledBefore: '0', owed: '0' };

describe('the interest owed (R3, R15)', () => {
  test('of which nothing is paid has every segment', () => {
    // Overdue 10 × 15,000; late 10 × 120 on the 1,200,000 that fell due on 2/3.
    expect(asked(HALVES, lent(), '2023-03-12')).toEqual({
      inTerm: { lines: [FIRST, SECOND], settledBefore: '0', owed: '1300000' },
      overdue: {
        lines: ['overdue 50000000 2023-03-02 2023-03-12 10 10.95 150000'],
        settledBefore: '0',
        owed: '150000',
      },
      late: {
        lines: ['late 1200000 2023-03-02 2023-03-12 10 3.65 1200'],
        settledBefore: '0',
        owed: '1200',
      },
    });
  });

  test('of the rule’s example is one line: 200 m × 6.6 × 92 / 36500', () => {
    const facts = factsOf({ disbursements: [disbursed('2023-03-25', '200_000_000')] });
    expect(asked(loanOf(), facts, '2023-06-25').inTerm).toEqual({
      lines: ['in_term 200000000 2023-03-25 2023-06-25 92 6.6 3327123'],
      settledBefore: '0',
      owed: '3327123',
    });
  });

  test('keeps a segment paid in part whole, and says what was paid of it', () => {
    // 1,200,000 + 100,000 − 500,000; late 10 × 70 on the 700,000 left.
    const facts = lent({ repayments: [paid('2023-03-02', { inTermInterest: '500_000' })] });
    expect(asked(HALVES, facts, '2023-03-12')).toMatchObject({
      inTerm: { lines: [FIRST, SECOND], settledBefore: '500000', owed: '800000' },
      late: { owed: '700' },
    });
  });

  test('leaves out the segments that are paid in full', () => {
    const exact = lent({ repayments: [paid('2023-03-02', { inTermInterest: '1_200_000' })] });
    expect(asked(HALVES, exact, '2023-03-12')).toMatchObject({
      inTerm: { lines: [SECOND], settledBefore: '0', owed: '100000' },
      late: NOTHING,
    });
    const more = lent({ repayments: [paid('2023-03-12', { inTermInterest: '1_260_000' })] });
    expect(asked(HALVES, more, '2023-03-12').inTerm).toEqual({
      lines: [SECOND],
      settledBefore: '60000',
      owed: '40000',
    });
    const all = lent({ repayments: [paid('2023-03-12', { inTermInterest: '1_300_000' })] });
    expect(asked(HALVES, all, '2023-03-12').inTerm).toEqual(NOTHING);
  });

  test('counts a waiver of a class like a payment of it', () => {
    const waivers = [
      { effectiveOn: on('2023-03-12'), component: 'overdueInterest', amount: vnd('40_000') },
    ] as const;
    expect(asked(HALVES, lent({ waivers }), '2023-03-12')).toMatchObject({
      inTerm: { settledBefore: '0', owed: '1300000' },
      overdue: { settledBefore: '40000', owed: '110000' },
    });
  });

  test('is nothing where more was collected than accrued', () => {
    // Accrued to 11/1: 5 × 20,000 + 5 × 10,000 = 150,000 of the 200,000 received.
    const facts = lent({
      repayments: [
        paid('2023-01-11', { inTermInterest: '200_000' }),
        paid('2023-01-06', { principal: '50_000_000' }),
      ],
    });
    expect(asked(BULLET, facts, '2023-01-11').inTerm).toEqual(NOTHING);
    // Five days later the 50,000 are used up; one more day is owed of the last 11 of 10,000.
    expect(asked(BULLET, facts, '2023-01-17').inTerm).toEqual({
      lines: ['in_term 50000000 2023-01-06 2023-01-17 11 7.3 110000'],
      settledBefore: '100000',
      owed: '10000',
    });
  });

  test('stays as it was on the day of a charge-off, and looks at no later fact', () => {
    const chargeOffs = [{ effectiveOn: on('2023-01-11') }];
    const repayments = [paid('2023-03-01', { inTermInterest: '200_000' })];
    expect(asked(BULLET, lent({ chargeOffs, repayments }), '2023-02-28').inTerm).toEqual({
      lines: ['in_term 100000000 2023-01-01 2023-01-11 10 7.3 200000'],
      settledBefore: '0',
      owed: '200000',
    });
  });

  test('of any loan: its lines less what was settled of the first are what its position owes', () => {
    fc.assert(
      fc.property(ANY_LOAN, DAY, ({ terms, facts, rules }, day) => {
        const owed = owedInterest(terms, facts, rules, day);
        const at = position(terms, facts, rules, day);
        const { segments } = accrue(terms, factsUntil(facts, day), rules, day);
        for (const name of CLASSES) {
          const mine = owed[COMPONENT_OF[name]];
          const total = sum(mine.segments.map((each) => each.interest));
          expect(text(total.minus(mine.settledBefore))).toBe(text(mine.owed));
          expect(text(mine.owed)).toBe(text(positive(at[COMPONENT_OF[name]].owed)));
          const [first] = mine.segments;
          if (first !== undefined)
            expect(first.interest.greaterThan(mine.settledBefore)).toBe(true);
          const ofClass = segments.filter((each) => each.class === name);
          expect(mine.segments).toEqual(ofClass.slice(ofClass.length - mine.segments.length));
        }
      }),
      { numRuns: 200 },
    );
  });
});
