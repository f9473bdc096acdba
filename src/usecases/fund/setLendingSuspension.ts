import type { By } from '../acts/by.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { FundTx } from '../../store/database/database.ts';
import { lastRecordedAt, recordFact } from '../../store/database/fact.ts';
import {
  insertLendingSuspension,
  lastLendingSuspension,
  suspensionInForce,
  type StoredLendingSuspension,
} from '../../store/fund/lendingSuspension.ts';
import type { View } from '../view/readAsKnown.ts';
import { refuseStale, type SeenVersions } from '../acts/versions.ts';

/** The suspension in force on a day, and the version that a change of it replaces. */
export async function suspensionAt(
  tx: FundTx,
  view: View,
): Promise<{ inForce: StoredLendingSuspension | null; version: string | null }> {
  const last = await lastLendingSuspension(tx, view.knownAt);
  const inForce = await suspensionInForce(tx, view.asOf, view.knownAt);
  return { inForce, version: last?.id ?? null };
}

/**
 * Suspends new lending from a decision's day on, or lifts the suspension (R29); each is kept.
 *
 * @throws DomainError stale-version
 */
export async function setLendingSuspension(
  tx: FundTx,
  by: By,
  change: {
    readonly suspended: boolean;
    readonly decisionNumber: string;
    readonly decidedOn: CalendarDate;
  },
  seen: SeenVersions,
): Promise<StoredLendingSuspension> {
  const { suspended, decisionNumber, decidedOn } = change;
  const last = await lastLendingSuspension(tx, await lastRecordedAt(tx));
  refuseStale(seen, last);
  const same =
    last?.suspended === suspended &&
    last.decisionNumber === decisionNumber &&
    last.decidedOn === decidedOn;
  if (same) return last;
  const recorded = await recordFact(tx, {
    kind: 'lending_suspension',
    effectiveOn: decidedOn,
    recordedBy: by.actor,
  });
  return insertLendingSuspension(tx, recorded, { suspended, decisionNumber });
}
