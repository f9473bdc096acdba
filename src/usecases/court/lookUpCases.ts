import type { Fund } from '../../book/fund.ts';
import { listCases } from '../../book/cases.ts';
import { loadPolicies } from '../../book/rules.ts';
import { canFollowOn } from '../../domain/court/stageChecks.ts';
import { type CaseFilter, type StoredCase } from '../../store/court/case.ts';
import type { Stage } from '../../domain/court/stages.ts';
import type { View } from '../view/readAsKnown.ts';

/** What can come next in a case by the law of the day (R26, R38). */
export function nextStagesOf(fund: Fund, { asOf, knownAt }: View) {
  const policies = loadPolicies(fund, knownAt);
  return ({ stages }: StoredCase): Stage[] => [
    ...canFollowOn(stages.at(-1) ?? null, policies, asOf),
  ];
}

/** Which cases: besides what is entered, by the court and by the stage that is the last one. */
export interface CaseSearch extends CaseFilter {
  readonly court?: string | undefined;
  readonly stage?: Stage | undefined;
}

/** The cases as entered, with the stages that stand and the borrower as it counts on the day. */
export function cases(
  fund: Fund,
  { court, stage, limit, ...filter }: CaseSearch,
  view: View,
): StoredCase[] {
  return listCases(fund, filter, view.knownAt, view.asOf, view.localitiesOn)
    .filter((each) => court === undefined || each.court === court)
    .filter((each) => stage === undefined || each.stages.at(-1)?.stage === stage)
    .slice(0, limit);
}
