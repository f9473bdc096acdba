import fc from 'fast-check';
import type { CalendarDate } from '../../../src/domain/primitives/dates.ts';
import type { LoanFacts } from '../../../src/domain/loans/facts.ts';
import { position } from '../../../src/domain/loans/position.ts';
import { plain } from '../../support/loans.ts';
import { RECALL_IN_VAIN } from '../arbitrary/arbitraryActs.ts';
import { DAY, runs, type Loan } from '../arbitrary/arbitraryLoan.ts';
import { ANY_LOAN } from '../arbitrary/arbitraryOpening.ts';

const at = ({ terms, facts, rules }: Loan, day: CalendarDate, other: Partial<LoanFacts> = {}) =>
  position(terms, { ...facts, ...other }, rules, day);

test('freezes, rates, waivers and groups by hand move no principal (R14 c, R14 d)', () => {
  fc.assert(
    fc.property(ANY_LOAN, DAY, (loan, day) => {
      const none = { freezes: [], rateChanges: [], waivers: [], debtGroupOverrides: [] };
      const { principal } = at(loan, day, none);
      expect(plain(at(loan, day).principal)).toEqual(plain(principal));
    }),
    runs(),
  );
});

test('a recall withdrawn by its deadline is from then on as if never decided (R14 b)', () => {
  fc.assert(
    fc.property(ANY_LOAN, RECALL_IN_VAIN, DAY, (loan, recall, day) => {
      const recalled = recall(loan);
      const withdrawnOn = recalled?.recalls?.at(-1)?.withdrawnOn;
      fc.pre(recalled !== null && typeof withdrawnOn === 'string' && withdrawnOn <= day);
      expect(plain(at(loan, day, recalled))).toEqual(plain(at(loan, day)));
    }),
    runs(),
  );
});

test('on the day of a restructuring no principal is overdue (R14 a)', () => {
  fc.assert(
    fc.property(ANY_LOAN, (loan) => {
      for (const { decidedOn } of loan.facts.restructurings) {
        expect(plain(at(loan, decidedOn).principal)).toMatchObject({ overdue: '0' });
      }
    }),
    runs(),
  );
});
