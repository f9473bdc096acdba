import fc from 'fast-check';
import { claimAt } from '../../../src/domain/court/claim.ts';
import { sum } from '../../../src/domain/primitives/money.ts';
import { position } from '../../../src/domain/loans/position.ts';
import { HALVES, lent, NO_HOLIDAYS, on, paid, parts, plain } from '../../support/loans.ts';
import { RULES, DAY, runs } from '../arbitrary/arbitraryLoan.ts';
import { anyLoanBy } from '../arbitrary/arbitraryOpening.ts';

const LOAN_BY_RULES = RULES.chain((rules) => fc.tuple(anyLoanBy(rules), fc.constant(rules)));

describe('a claim at a day (R26, R28)', () => {
  test('is all that is owed, with the lines of its interest and the court fee of it', () => {
    const facts = lent({
      repayments: [paid('2023-04-01', { overdueInterest: '100_000', inTermInterest: '200_000' })],
    });
    const loan = { id: 'A', terms: HALVES, facts };
    const claimed = claimAt([loan], 'civil', NO_HOLIDAYS, on('2023-06-02'));
    // In term: 60 days at 20,000 until 2 March, then 92 at 10,000: 1,200,000 + 920,000 − 200,000.
    // Overdue: half from 2 March, 92 days at 15,000 = 1,380,000 − 100,000.
    // Late: at 3.65% a ten-thousandth a day of what is in arrears since 2 March: 1,200,000 for 30
    // days, 120 a day = 3,600; then 1,000,000 for 62 days, 100 a day = 6,200.
    expect(plain(claimed.claim)).toEqual({
      principal: '100000000',
      inTermInterest: '1920000',
      overdueInterest: '1280000',
      lateInterest: '9800',
    });
    expect(plain(claimed.total)).toBe('103209800');
    expect(plain(claimed.loans[0]?.interest.inTermInterest)).toMatchObject({
      settledBefore: '200000',
      owed: '1920000',
      segments: [
        { balance: '100000000', from: '2023-01-01', to: '2023-03-02', interest: '1200000' },
        { balance: '50000000', from: '2023-03-02', to: '2023-06-02', interest: '920000' },
      ],
    });
    // 5% of 103,209,800
    expect(plain(claimed.courtFee)).toMatchObject({
      docketType: 'civil',
      fee: '5160490',
      advance: '2580245',
      law: 'R1–R31',
    });
  });

  test('of several loans is the sum of theirs, and the fee is that of the sum', () => {
    const loans = ['A', 'B'].map((id) => ({ id, terms: HALVES, facts: lent() }));
    const both = claimAt(loans, 'commercial', NO_HOLIDAYS, on('2023-03-02'));
    expect(plain(both.claim)).toEqual(
      plain(parts({ principal: '200_000_000', inTermInterest: '2_400_000' })),
    );
    // 5% of 202,400,000
    expect(plain(both.courtFee.fee)).toBe('10120000');
  });

  test('is the payoff of any loan on any day, and its lines come to it', () => {
    fc.assert(
      fc.property(LOAN_BY_RULES, DAY, ([{ terms, facts }, rules], asOf) => {
        const at = claimAt([{ id: 'A', terms, facts }], 'civil', rules, asOf);
        const { payoff } = position(terms, facts, rules, asOf);
        expect(plain(at.total)).toBe(plain(payoff));
        const [loan] = at.loans;
        for (const { segments, settledBefore, owed } of Object.values(loan?.interest ?? {})) {
          const lines = sum(segments.map((each) => each.interest));
          expect(plain(lines.minus(settledBefore))).toBe(plain(owed));
        }
      }),
      runs(),
    );
  });
});
