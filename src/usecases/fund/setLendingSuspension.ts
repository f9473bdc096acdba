import { shownAt } from '../../book/known.ts';
import type { LendingSuspensionEntry } from '../../store/fund/lendingSuspension.ts';
import { type Fund, lastRecordedAt, type FundAct } from '../../book/fund.ts';
import { lastLendingSuspension, suspensionInForce } from '../../book/rules.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { type StoredLendingSuspension } from '../../store/fund/lendingSuspension.ts';
import type { View } from '../view/readAsKnown.ts';
import { refuseStale, type SeenVersions } from '../acts/versions.ts';

/** The suspension in force on a day, and the version that a change of it replaces. */
export function suspensionAt(
  fund: Fund,
  view: View,
): { inForce: StoredLendingSuspension | null; version: string | null } {
  const last = lastLendingSuspension(fund, view.knownAt);
  const inForce = suspensionInForce(fund, view.asOf, view.knownAt);
  return { inForce, version: last?.id ?? null };
}

/**
 * Suspends new lending from a decision's day on, or lifts the suspension (R29); each is kept.
 *
 * @throws DomainError stale-version
 */
export function setLendingSuspension(
  fund: FundAct,
  change: {
    readonly suspended: boolean;
    readonly decisionNumber: string;
    readonly decidedOn: CalendarDate;
  },
  seen: SeenVersions,
): StoredLendingSuspension {
  const { suspended, decisionNumber, decidedOn } = change;
  const last = lastLendingSuspension(fund, lastRecordedAt(fund));
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
