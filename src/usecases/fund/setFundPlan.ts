import { shownAt } from '../../book/known.ts';
import type { FundPlanEntry } from '../../store/fund/fundPlan.ts';
import { lastRecordedAt, type FundAct } from '../../book/fund.ts';
import { findFundPlan } from '../../book/rules.ts';
import type { By } from '../acts/by.ts';
import type { PlannedMovement } from '../../domain/fund/plannedMovements.ts';
import { text } from '../../domain/primitives/money.ts';
import { type StoredFundPlan } from '../../store/fund/fundPlan.ts';
import { refuseStale, type SeenVersions } from '../acts/versions.ts';

function sameMovements(a: readonly PlannedMovement[], b: readonly PlannedMovement[]): boolean {
  const lines = (entries: readonly PlannedMovement[]): string =>
    JSON.stringify(
      entries.map((each) => [each.kind, each.expectedOn, text(each.amount), each.ground]),
    );
  return lines(a) === lines(b);
}

/**
 * Puts a plan of the fund's own money in place of the one before; an empty one ends it (R20).
 *
 * @throws DomainError stale-version
 */
export function setFundPlan(
  fund: FundAct,
  by: By,
  entries: readonly PlannedMovement[],
  seen: SeenVersions,
): StoredFundPlan {
  const last = findFundPlan(fund, lastRecordedAt(fund));
  refuseStale(seen, last);
  if (last !== null && sameMovements(last.entries, entries)) return last;
  const said = { factKind: 'fund_plan', effectiveOn: by.today, entries } as const;
  const recorded = fund.record<FundPlanEntry>(said);
  return shownAt(recorded, recorded.recordedAt);
}
