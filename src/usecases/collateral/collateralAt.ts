import { collateralsShown, collateralShown, type CollateralSeen } from '../../book/collaterals.ts';
import type { Fund } from '../../book/fund.ts';
import { collateralOn, type CollateralOnDay } from '../../domain/collateral/collateral.ts';
import {
  collateralOfLoans,
  deductibleOf,
  type CollateralShare,
  type Deductible,
  type DeductedAsset,
} from '../../domain/collateral/deductible.ts';
import { sum, ZERO, type Money } from '../../domain/primitives/money.ts';
import { positionsInTurns, type Positioned } from '../../domain/loans/portfolio.ts';
import { loadRules } from '../loans/loanState.ts';
import { loadLoansOfFund } from '../reports/loadFundFacts.ts';
import { ownerAt, type OwnerAt } from './securing.ts';
import { givingWay, LOANS_PER_TURN } from '../view/turns.ts';
import type { View } from '../view/readAsKnown.ts';

type Seen = Pick<View, 'asOf' | 'knownAt'>;

/** The assets of the fund as they count on a day, with what may be deducted of each (R41). */
export function deductedAssets(fund: Fund, { asOf, knownAt }: Seen): DeductedAsset[] {
  const seen = collateralsShown(fund, { asOf, knownAt });
  if (seen.length === 0) return [];
  const { policies } = loadRules(fund, knownAt);
  return seen.map(({ facts }) => {
    const asset = collateralOn(facts, asOf);
    return { asset, deductible: deductibleOf(asset, policies, asOf) };
  });
}

/** What loans may have deducted, by their positions: those in term or overdue have principal (R41). */
export function sharesOf(
  assets: readonly DeductedAsset[],
  positioned: Positioned,
): ReadonlyMap<string, readonly CollateralShare[]> {
  if (assets.length === 0) return new Map();
  const loans = positioned.flatMap(({ loan, position }) =>
    position.standing === 'in_term' || position.standing === 'overdue'
      ? [
          {
            loanId: loan.id,
            contractNumber: loan.terms.contractNumber,
            principal: position.principal.outstanding,
          },
        ]
      : [],
  );
  return collateralOfLoans(assets, loans);
}

/** A loan that an asset secures, as the day has it. */
export interface SecuredLoanAt {
  readonly loanId: string;
  readonly contractNumber: string;
  readonly cooperativeId: string;
  readonly cooperativeName: string;
  readonly standing: Positioned[number]['position']['standing'];
  readonly principalOutstanding: Money;
  readonly payoff: Money;
  readonly upTo: CollateralOnDay['secures'][number]['upTo'];
  /** What of the asset is deducted from it. */
  readonly share: Money | null;
}

/** An asset on a day, with its owner, its loans, and what is deducted of it. */
export interface CollateralAt {
  readonly seen: CollateralSeen;
  readonly asset: CollateralOnDay;
  readonly state: CollateralState;
  readonly owner: OwnerAt;
  readonly deductible: Deductible;
  readonly loans: readonly SecuredLoanAt[];
  /** What of it counts in the provisions of its loans. */
  readonly deducted: Money;
}

/** An asset in force whose loans are all settled is to be released. */
export const COLLATERAL_STATES = ['not_yet', 'in_force', 'to_be_released', 'released'] as const;

export type CollateralState = (typeof COLLATERAL_STATES)[number];

const stateOf = (
  { standing }: CollateralOnDay,
  loans: readonly Pick<SecuredLoanAt, 'standing'>[],
): CollateralState =>
  standing === 'in_force' && loans.every((loan) => loan.standing === 'settled')
    ? 'to_be_released'
    : standing;

/** The loans of the fund with their positions at the close of a day, worked out in turns. */
export async function positionedLoans(fund: Fund, view: View): Promise<Positioned> {
  const loans = loadLoansOfFund(fund, view);
  const rules = loadRules(fund, view.knownAt);
  return givingWay(positionsInTurns({ loans }, rules, view.asOf, LOANS_PER_TURN));
}

function assembled(
  fund: Fund,
  view: View,
  positioned: Positioned,
): (seen: CollateralSeen, deducted: DeductedAsset) => CollateralAt {
  const byId = new Map(positioned.map((each) => [each.loan.id, each]));
  const shares = sharesOf(deductedAssets(fund, view), positioned);
  return (seen, { asset, deductible }) => {
    const loans = asset.secures.flatMap(({ loanId, upTo }): SecuredLoanAt[] => {
      const found = byId.get(loanId);
      if (found === undefined) return [];
      const { loan, position } = found;
      const part = shares.get(loanId)?.find((each) => each.asset.id === asset.id);
      return [
        {
          loanId,
          contractNumber: loan.terms.contractNumber,
          cooperativeId: loan.borrower.id,
          cooperativeName: loan.borrower.name,
          standing: position.standing,
          principalOutstanding: position.principal.outstanding,
          payoff: position.payoff,
          upTo,
          share: part?.share ?? null,
        },
      ];
    });
    const borrowerIds = new Set(loans.map((each) => each.cooperativeId));
    const owner = ownerAt(fund, asset, view, borrowerIds);
    const deducted = sum(loans.map(({ share }) => share ?? ZERO));
    return { seen, asset, state: stateOf(asset, loans), owner, deductible, loans, deducted };
  };
}

/** The assets that are shown on a day, as recorded, with their owners, loans and deductions (R41). */
export async function collateralsAt(fund: Fund, view: View): Promise<CollateralAt[]> {
  const seen = collateralsShown(fund, view);
  if (seen.length === 0) return [];
  const positioned = await positionedLoans(fund, view);
  const assemble = assembled(fund, view, positioned);
  const { policies } = loadRules(fund, view.knownAt);
  return seen.map((each) => {
    const asset = collateralOn(each.facts, view.asOf);
    return assemble(each, { asset, deductible: deductibleOf(asset, policies, view.asOf) });
  });
}

/** One asset on a day; null: the figures of the day show none of this id. */
export async function collateralAt(
  fund: Fund,
  id: string,
  view: View,
): Promise<CollateralAt | null> {
  if (collateralShown(fund, id, view) === null) return null;
  const all = await collateralsAt(fund, view);
  return all.find((each) => each.asset.id === id) ?? null;
}
