import { findFundPlan, listCapitalMovements } from '../../book/rules.ts';
import type { Fund } from '../../book/fund.ts';
import { type StoredCapitalMovement } from '../../store/fund/capitalMovement.ts';
import type { StoredFund } from '../../store/fund/fund.ts';
import { type StoredFundPlan } from '../../store/fund/fundPlan.ts';

/** The fund the token belongs to. */
export function ownFund({ book }: Fund): StoredFund {
  return book.fund;
}

/** The capital movements by date, reversed ones included. */
export function capitalMovements(fund: Fund, knownAt: Date): StoredCapitalMovement[] {
  return listCapitalMovements(fund, knownAt);
}

/** The fund's plan of its own money; null where none was ever put. */
export function fundPlanOf(fund: Fund, knownAt: Date): StoredFundPlan | null {
  return findFundPlan(fund, knownAt);
}
