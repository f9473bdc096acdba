import type { CollateralOnDay } from '../collateral/collateral.ts';
import { countsUntil } from '../collateral/deductible.ts';
import { versionInForce, type Policies } from '../policies/policies.ts';
import { addMonths, type CalendarDate } from '../primitives/dates.ts';
import { OF_LOAN, type Deadline, type DeadlineFacts } from './deadlineKinds.ts';

type Term = Pick<Deadline, 'kind' | 'dueOn' | 'ground' | 'since' | 'law'>;

/** Until when an asset may be deducted; null: the fund may not sell it yet. */
function deductionEnd(asset: CollateralOnDay, policies: Policies, asOf: CalendarDate): Term | null {
  const dueOn = countsUntil(asset, policies, asOf);
  if (dueOn === null) return null;
  const { sourceDocument: law } = versionInForce(policies, 'collateralDeductionYears', asOf);
  const since = asset.mayBeSoldFrom;
  return { kind: 'collateral_deduction_end', dueOn, ground: 'right_to_sell', since, law };
}

/** When an asset is to be valued anew, by the policy of the day asked for; null: never, or it never was. */
function nextValuation(
  { valuation }: CollateralOnDay,
  policies: Policies,
  asOf: CalendarDate,
): Term | null {
  const { value: months, sourceDocument: law } = versionInForce(
    policies,
    'collateralValuationMonths',
    asOf,
  );
  if (valuation === null || months === 0) return null;
  const { valuedOn: since } = valuation;
  const dueOn = addMonths(since, months);
  return { kind: 'collateral_valuation', dueOn, ground: 'valuation', since, law };
}

/**
 * Until when assets may be deducted, and when they are to be valued anew (R41): one row for each loan
 * that an asset in force secures, as long as principal of it is on the books. Nothing is deducted of others.
 */
export function collateralDeadlines(
  { positioned, collaterals }: Pick<DeadlineFacts, 'positioned' | 'collaterals'>,
  policies: Policies,
  asOf: CalendarDate,
): Deadline[] {
  if (collaterals.length === 0) return [];
  const owing = positioned.filter(
    ({ position: { standing, principal } }) =>
      (standing === 'in_term' || standing === 'overdue') && !principal.outstanding.isZero(),
  );
  const loans = new Map(owing.map(({ loan }) => [loan.id, loan]));
  return collaterals.flatMap((asset) => {
    if (asset.standing !== 'in_force') return [];
    const { id, description } = asset;
    const terms = [deductionEnd(asset, policies, asOf), nextValuation(asset, policies, asOf)];
    return asset.secures.flatMap(({ loanId }): Deadline[] => {
      const loan = loans.get(loanId);
      if (loan === undefined) return [];
      const said = { borrower: loan.borrower, loan, amount: null, collateral: { id, description } };
      return terms.flatMap((term) =>
        term === null ? [] : [{ ...OF_LOAN, ...said, ...term, payableBy: term.dueOn }],
      );
    });
  });
}
