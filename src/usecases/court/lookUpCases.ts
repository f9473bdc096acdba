import type { Fund } from '../../book/fund.ts';
import { listCases } from '../../book/cases.ts';
import { type CaseFilter, type StoredCase } from '../../store/court/case.ts';
import type { View } from '../view/readAsKnown.ts';

/** The cases as entered, with the stages that stand and the borrower as it counts on the day. */
export function cases(fund: Fund, filter: CaseFilter, view: View): StoredCase[] {
  return listCases(fund, filter, view.knownAt, view.asOf);
}
