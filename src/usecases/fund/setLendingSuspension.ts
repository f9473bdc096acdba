import { shownAt } from '../../book/known.ts';
import type { LendingSuspensionEntry } from '../../store/fund/lendingSuspension.ts';
import { type Fund, lastRecordedAt, type FundAct } from '../../book/fund.ts';
import { carriedOverAfter, lastLendingSuspension, suspensionInForce } from '../../book/rules.ts';
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
 * The day from which a decision counts: its own. One of before a fund was taken over that undoes what was suspended
 * there counts as that does, from the takeover on.
 */
function countsFrom(
  fund: Fund,
  { suspended, decidedOn }: Pick<StoredLendingSuspension, 'suspended' | 'decidedOn'>,
): CalendarDate {
  const carried = carriedOverAfter(fund, decidedOn, lastRecordedAt(fund));
  if (carried === null || carried.suspended === suspended) return decidedOn;
  return decidedOn < carried.decidedOn ? decidedOn : carried.effectiveOn;
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
  const effectiveOn = countsFrom(fund, change);
  const recorded = fund.record<LendingSuspensionEntry>({
    factKind: 'lending_suspension',
    effectiveOn,
    suspended,
    decisionNumber,
    ...(effectiveOn !== decidedOn && { decidedOn }),
  });
  return { ...shownAt(recorded, recorded.recordedAt), decidedOn };
}
