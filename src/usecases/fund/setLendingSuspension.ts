import { shownAt } from '../../book/known.ts';
import type { LendingSuspensionEntry } from '../../store/facts/entry.ts';
import { type Fund, lastRecordedAt, type FundAct } from '../../book/fund.ts';
import { lastLendingSuspension, suspensionInForce } from '../../book/rules.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { type StoredLendingSuspension } from '../../store/fund/lendingSuspension.ts';
import type { View } from '../view/readAsKnown.ts';
import { refuseStale, type SeenVersions } from '../acts/versions.ts';

/** The suspension in force on a day, and the version that a change of it replaces. */
export async function suspensionAt(
  fund: Fund,
  view: View,
): Promise<{ inForce: StoredLendingSuspension | null; version: string | null }> {
  const last = await lastLendingSuspension(fund, view.knownAt);
  const inForce = await suspensionInForce(fund, view.asOf, view.knownAt);
  return { inForce, version: last?.id ?? null };
}

/**
 * Suspends new lending from a decision's day on, or lifts the suspension (R29); each is kept.
 *
 * @throws DomainError stale-version
 */
export async function setLendingSuspension(
  fund: FundAct,
  change: {
    readonly suspended: boolean;
    readonly decisionNumber: string;
    readonly decidedOn: CalendarDate;
  },
  seen: SeenVersions,
): Promise<StoredLendingSuspension> {
  const { suspended, decisionNumber, decidedOn } = change;
  const last = await lastLendingSuspension(fund, await lastRecordedAt(fund));
  refuseStale(seen, last);
  const same =
    last?.suspended === suspended &&
    last.decisionNumber === decisionNumber &&
    last.decidedOn === decidedOn;
  if (same) return last;
  const recorded = fund.record<LendingSuspensionEntry>({
    factKind: 'lending_suspension',
    effectiveOn: decidedOn,
    suspended,
    decisionNumber,
  });
  return { ...shownAt(recorded, recorded.recordedAt), decidedOn };
}
