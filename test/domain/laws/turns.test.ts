import fc from 'fast-check';
import { deadlinesAt, deadlinesInTurns } from '../../../src/domain/collection/deadlines.ts';
import { position } from '../../../src/domain/loans/position.ts';
import { positionsAt, positionsInTurns } from '../../../src/domain/loans/portfolio.ts';
import { firstDayOfYear, lastDayOfYear } from '../../../src/domain/primitives/dates.ts';
import { atOnce } from '../../../src/domain/primitives/turns.ts';
import { forecast, forecastInTurns } from '../../../src/domain/reports/forecast/forecast.ts';
import { recovery, recoveryInTurns } from '../../../src/domain/reports/recovery.ts';
import {
  explainedSection,
  explainedSectionInTurns,
} from '../../../src/domain/reports/section/fundSection.ts';
import { plain } from '../../support/loans.ts';
import { FUND } from '../arbitrary/arbitraryFund.ts';
import { DAY, runs } from '../arbitrary/arbitraryLoan.ts';

describe('an answer that gives way', () => {
  test('is the same in turns of one loan as at once, and again', () => {
    fc.assert(
      fc.property(FUND, DAY, DAY, ({ facts, rules }, asOf, later) => {
        const { loans } = facts;
        for (const day of [asOf, later, asOf]) {
          const period = { asOf: day, periodStart: firstDayOfYear(day) };
          const window = { asOf: day, until: lastDayOfYear(day) };
          const alone = loans.map((loan) => position(loan.terms, { ...loan.facts }, rules, day));
          const positioned = atOnce(positionsInTurns({ loans }, rules, day, 1));
          expect(plain(positioned.map((each) => each.position))).toEqual(plain(alone));
          expect(positionsAt({ loans }, rules, day)).toBe(positioned);
          expect(plain(atOnce(explainedSectionInTurns(facts, rules, period, 1)))).toEqual(
            plain(explainedSection(facts, rules, period)),
          );
          expect(plain(atOnce(recoveryInTurns([...loans], rules, day, 1)))).toEqual(
            plain(recovery(loans, rules, day)),
          );
          expect(plain(atOnce(forecastInTurns(facts, rules, window, 1)))).toEqual(
            plain(forecast(facts, rules, window)),
          );
          const around = { cases: [], debtConfirmations: [], enforcementLog: [] };
          const rest = { promises: [], notices: [], collaterals: [], bankruptSince: () => null };
          const known = { positioned, ...around, ...rest };
          const days = { asOf: day, until: later };
          expect(plain(atOnce(deadlinesInTurns(known, rules, days, 1)))).toEqual(
            plain(deadlinesAt(known, rules, day).filter((each) => each.dueOn <= later)),
          );
        }
      }),
      runs(5),
    );
  });
});
