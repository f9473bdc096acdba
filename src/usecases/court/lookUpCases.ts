import type { FundTx } from '../../store/database/database.ts';
import { listCases, type CaseFilter, type StoredCase } from '../../store/court/case.ts';
import type { View } from '../view/readAsKnown.ts';

/** The cases as entered, with the stages that stand and the borrower as it counts on the day. */
export function cases(tx: FundTx, filter: CaseFilter, view: View): Promise<StoredCase[]> {
  return listCases(tx, filter, view.knownAt, view.asOf);
}
