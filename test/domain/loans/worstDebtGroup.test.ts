import { withDebtGroups } from '../../../src/domain/loans/debtGroup.ts';
import type { DebtGroup } from '../../../src/domain/policies/debtGroups.ts';
import type { Policies } from '../../../src/domain/policies/policies.ts';
import { DEFAULT_POLICIES } from '../../support/policies.ts';
import { on } from '../../support/loans.ts';

const loan = (borrower: string, ownDebtGroup: DebtGroup | null) => ({
  borrower,
  position: { ownDebtGroup },
});

/** A: groups 1 and 3, and a loan without a group; B: group 2; C: a loan without a group. */
const LOANS = [loan('A', 1), loan('B', 2), loan('A', 3), loan('A', null), loan('C', null)];

const groups = (policies: Policies, asOf = '2023-06-30', loans = LOANS) =>
  withDebtGroups(loans, (each) => each.borrower, policies, on(asOf)).map((each) => each.debtGroup);

describe('the debt group of a loan (R16)', () => {
  test('is the worst of its borrower’s, where it has one of its own', () => {
    expect(groups(DEFAULT_POLICIES)).toEqual([3, 2, 3, null, null]);
    expect(groups(DEFAULT_POLICIES, '2023-06-30', LOANS.toReversed())).toEqual(
      [3, 2, 3, null, null].toReversed(),
    );
  });

  test('is its own from the day on which the policy says so', () => {
    const policies: Policies = {
      ...DEFAULT_POLICIES,
      worstDebtGroupOfBorrower: [
        ...DEFAULT_POLICIES.worstDebtGroupOfBorrower,
        {
          effectiveOn: on('2023-06-30'),
          endsOn: on('2023-07-31'),
          sourceDocument: 'R16',
          value: false,
        },
      ],
    };
    expect(groups(policies, '2023-06-29')).toEqual([3, 2, 3, null, null]);
    expect(groups(policies, '2023-06-30')).toEqual([1, 2, 3, null, null]);
    expect(groups(policies, '2023-08-01')).toEqual([3, 2, 3, null, null]);
  });

  test('comes to each loan with all else it had', () => {
    const [first] = withDebtGroups(
      LOANS,
      (each) => each.borrower,
      DEFAULT_POLICIES,
      on('2023-06-30'),
    );
    expect(first).toEqual({ borrower: 'A', position: { ownDebtGroup: 1 }, debtGroup: 3 });
  });
});
