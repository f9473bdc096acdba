import type { By } from '../acts/by.ts';
import type { PlannedMovement } from '../../domain/fund/plannedMovements.ts';
import { text } from '../../domain/primitives/money.ts';
import type { FundTx } from '../../store/database/database.ts';
import { lastRecordedAt, recordFact } from '../../store/database/fact.ts';
import { findFundPlan, putFundPlan, type StoredFundPlan } from '../../store/fund/fundPlan.ts';
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
export async function setFundPlan(
  tx: FundTx,
  by: By,
  entries: readonly PlannedMovement[],
  seen: SeenVersions,
): Promise<StoredFundPlan> {
  const last = await findFundPlan(tx, await lastRecordedAt(tx));
  refuseStale(seen, last);
  if (last !== null && sameMovements(last.entries, entries)) return last;
  const recorded = await recordFact(tx, {
    kind: 'fund_plan',
    effectiveOn: by.today,
    recordedBy: by.actor,
  });
  return putFundPlan(tx, recorded, entries);
}
