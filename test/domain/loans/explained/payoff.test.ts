import fc from 'fast-check';
import { addDays } from '../../../../src/domain/primitives/dates.ts';
import { factsUntil, type LoanFacts } from '../../../../src/domain/loans/facts.ts';
import { sum, text, ZERO } from '../../../../src/domain/primitives/money.ts';
import { payoffOn } from '../../../../src/domain/loans/explained/payoff.ts';
import { position } from '../../../../src/domain/loans/position.ts';
import { COLUMNS } from '../../../../src/domain/loans/explained/statement.ts';
import type { LoanTerms } from '../../../../src/domain/loans/terms.ts';
import {
  bulletLoan,
  HALVES,
  lent,
  NO_HOLIDAYS,
  on,
  paid,
  plain,
  vnd,
} from '../../../support/loans.ts';
import { DAY } from '../../arbitrary/arbitraryLoan.ts';
import { ANY_LOAN } from '../../arbitrary/arbitraryOpening.ts';

const BULLET = bulletLoan('2023-12-25');

function asked(terms: LoanTerms, facts: LoanFacts, day: string) {
  return plain(payoffOn(terms, facts, NO_HOLIDAYS, on(day)));
}

const NO_CREDITS = { inTermInterest: '0', overdueInterest: '0', lateInterest: '0' };

/** 50 m paid on 6/1, entered after the 200,000 received on 11/1 for ten days of 20,000. */
const BACK_DATED = lent({
  repayments: [
    paid('2023-01-11', { inTermInterest: '200_000' }),
    paid('2023-01-06', { principal: '50_000_000' }),
  ],
});

describe('the payoff (R15)', () => {
  test('has its parts and what one more day adds', () => {
    // Ten days after 2/3: in-term 1,200,000 + 10 × 10,000, overdue 10 × 15,000, late 10 × 120.
    expect(asked(HALVES, lent(), '2023-03-12')).toEqual({
      payoff: '101451200',
      owed: {
        principal: '100000000',
        chargedOffPrincipal: '0',
        inTermInterest: '1300000',
        overdueInterest: '150000',
        lateInterest: '1200',
      },
      credits: NO_CREDITS,
      perDay: '25120',
    });
  });

  test('is not lowered by a credit, which is shown beside it and used up first', () => {
    // Accrued to 11/1: 5 × 20,000 + 5 × 10,000 = 150,000 of 200,000; then 10,000 a day.
    const owed = {
      principal: '50000000',
      chargedOffPrincipal: '0',
      inTermInterest: '0',
      overdueInterest: '0',
      lateInterest: '0',
    };
    expect(asked(BULLET, BACK_DATED, '2023-01-11')).toEqual({
      payoff: '50000000',
      owed,
      credits: { ...NO_CREDITS, inTermInterest: '50000' },
      perDay: '0',
    });
    expect(asked(BULLET, BACK_DATED, '2023-01-16')).toMatchObject({
      payoff: '50000000',
      credits: NO_CREDITS,
      perDay: '10000',
    });
  });

  test('of a loan charged off is what was charged off with the interest of before', () => {
    const facts = lent({
      repayments: [paid('2023-01-21', { principal: '40_000_000' })],
      chargeOffs: [{ effectiveOn: on('2023-01-11') }],
    });
    expect(asked(BULLET, facts, '2023-02-01')).toMatchObject({
      payoff: '60200000',
      owed: { principal: '0', chargedOffPrincipal: '60000000', inTermInterest: '200000' },
      perDay: '0',
    });
  });

  test('looks at no fact of the next day, when it says what that day adds', () => {
    const next = lent({
      repayments: [paid('2023-01-12', { principal: '100_000_000' })],
      waivers: [
        { effectiveOn: on('2023-01-12'), component: 'inTermInterest', amount: vnd('9_000') },
      ],
    });
    expect(asked(BULLET, next, '2023-01-11')).toMatchObject({
      payoff: '100200000',
      perDay: '20000',
    });
  });

  test('of a loan not disbursed or paid off is 0', () => {
    const nothing = { payoff: '0', perDay: '0', credits: NO_CREDITS };
    expect(asked(BULLET, lent(), '2022-12-31')).toMatchObject(nothing);
    const repayments = [paid('2023-01-02', { principal: '100_000_000', inTermInterest: '20_000' })];
    expect(asked(BULLET, lent({ repayments }), '2023-01-02')).toMatchObject(nothing);
  });

  test('of any loan is the sum of its parts; received that day, it leaves nothing', () => {
    fc.assert(
      fc.property(ANY_LOAN, DAY, ({ terms, facts, rules }, day) => {
        const { payoff, owed, perDay } = payoffOn(terms, facts, rules, day);
        expect(text(sum(COLUMNS.map((column) => owed[column])))).toBe(text(payoff));
        expect(text(payoff)).toBe(text(position(terms, facts, rules, day).payoff));
        for (const column of COLUMNS) expect(owed[column].isNegative()).toBe(false);
        expect(perDay.greaterThanOrEqualTo(ZERO)).toBe(true);
        const known = factsUntil(facts, day);
        const { chargedOffPrincipal, principal, ...interest } = owed;
        const allocation = { ...interest, principal: principal.plus(chargedOffPrincipal) };
        const repayments = [...known.repayments, { effectiveOn: day, allocation }];
        const tomorrow = position(terms, { ...known, repayments }, rules, addDays(day, 1));
        expect(text(tomorrow.payoff)).toBe('0');
      }),
      { numRuns: 200 },
    );
  });
});
