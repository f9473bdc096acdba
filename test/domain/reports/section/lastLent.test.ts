import type { LoanOfFund } from '../../../../src/domain/loans/portfolio.ts';
import {
  changedLastLent,
  LAST_LENT,
  lastLentChanges,
} from '../../../../src/domain/reports/section/lastLent.ts';
import { disbursed, factsOf, HALVES, on, onTime, vouchered } from '../../../support/loans.ts';

const lentTo = (borrowerId: string, ...days: string[]): LoanOfFund => {
  const disbursements = days.map((day) => disbursed(day, '1'));
  return {
    id: `loan of ${borrowerId}`,
    borrower: { id: borrowerId, code: borrowerId, name: borrowerId, locality: 'Lạng Sơn' },
    terms: HALVES,
    source: 'charter',
    ...onTime(vouchered(factsOf({ disbursements }), borrowerId)),
    recoveryPlan: null,
  };
};

const LAST_DAY = on('2023-12-31');

test('a disbursement changes the day on which the fund last lent, where none is later', () => {
  const loans = [lentTo('A', '2023-01-10', '2023-03-10'), lentTo('B', '2023-02-10')];
  const changes = [
    { touch: 'to A in January', borrowerId: 'A', before: null },
    { touch: 'to A in March', borrowerId: 'A', before: on('2023-01-10') },
    // Entered after that of March, which is later.
    { touch: 'to B in February', borrowerId: 'B', before: null },
  ];
  expect(changedLastLent({ loans }, LAST_DAY, changes)).toEqual([
    'to A in January',
    'to A in March',
  ]);
  // On a day before March, what is dated in March is no change.
  const known = changes.filter(({ touch }) => touch !== 'to A in March');
  expect(changedLastLent({ loans }, on('2023-02-28'), known)).toEqual([
    'to A in January',
    'to B in February',
  ]);
});

test('a loan given to another borrower changes two, and the fund not at all', () => {
  const loans = [lentTo('B', '2023-01-10')];
  const given = { touch: 'given to B' };
  const changes = [
    { ...given, borrowerId: 'A', before: on('2023-01-10') },
    { ...given, borrowerId: 'B', before: null },
  ];
  expect(changedLastLent({ loans }, LAST_DAY, changes)).toEqual([]);
});

test('only that figure of a borrower is told of', () => {
  const change = { after: '2023-03-10', difference: null };
  const changes = [
    { ...change, path: 'availablePrincipal.amount', before: '1' },
    { ...change, path: LAST_LENT, before: '2023-01-10' },
  ];
  expect(lastLentChanges('a fact', 'A', changes)).toEqual([
    { touch: 'a fact', borrowerId: 'A', before: '2023-01-10' },
  ]);
});
