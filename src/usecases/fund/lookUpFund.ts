import {
  listCapitalMovements,
  type StoredCapitalMovement,
} from '../../store/fund/capitalMovement.ts';
import type { FundTx } from '../../store/database/database.ts';
import { findFund, type StoredFund } from '../../store/fund/fund.ts';
import { findFundPlan, type StoredFundPlan } from '../../store/fund/fundPlan.ts';

/** The fund the token belongs to. */
export function ownFund(tx: FundTx): Promise<StoredFund> {
  return findFund(tx);
}

/** The capital movements by date, reversed ones included. */
export function capitalMovements(tx: FundTx, knownAt: Date): Promise<StoredCapitalMovement[]> {
  return listCapitalMovements(tx, knownAt);
}

/** The fund's plan of its own money; null where none was ever put. */
export function fundPlanOf(tx: FundTx, knownAt: Date): Promise<StoredFundPlan | null> {
  return findFundPlan(tx, knownAt);
}
