import { yearOf, type CalendarDate } from '../domain/dates.ts';
import { DomainError, invalid } from '../domain/errors.ts';
import type { RecoveryPlanEntry } from '../domain/projection.ts';
import type { FundTx } from '../store/database.ts';
import { lastRecordedAt, recordFact } from '../store/fact.ts';
import { listHolidays, putHolidays, type StoredHolidayList } from '../store/holiday.ts';
import {
  insertLendingSuspension,
  lastLendingSuspension,
  type StoredLendingSuspension,
} from '../store/lendingSuspension.ts';
import {
  findRecoveryPlan,
  putRecoveryPlan,
  type StoredRecoveryPlan,
} from '../store/recoveryPlan.ts';
import type { Actor } from '../store/token.ts';
import { requireLoan } from './loanState.ts';

interface By {
  readonly actor: Actor;
  readonly today: CalendarDate;
}

/** The version that a client saw of what it replaces: the id of its last fact, or null for none. */
export type SeenVersion = string | null | undefined;

/** @throws DomainError stale-version where the client has seen another version than the last */
function refuseStale(seen: SeenVersion, last: { readonly id: string } | null): void {
  if (seen === undefined || seen === (last?.id ?? null)) return;
  throw new DomainError('stale-version', {});
}

export async function holidaysOfYear(
  tx: FundTx,
  year: number,
  knownAt: Date,
): Promise<StoredHolidayList | null> {
  return (await listHolidays(tx, knownAt)).find((each) => each.year === year) ?? null;
}

/**
 * Puts the holidays of a year in place of those put before; the versions are kept (R6).
 *
 * @throws DomainError validation, stale-version
 */
export async function setHolidays(
  tx: FundTx,
  by: By,
  list: { readonly year: number; readonly dates: readonly CalendarDate[] },
  seen: SeenVersion,
): Promise<StoredHolidayList> {
  for (const [index, date] of list.dates.entries()) {
    if (yearOf(date) !== String(list.year)) {
      throw invalid(`/dates/${index}`, `the date is not in the year ${list.year}`);
    }
  }
  if (new Set(list.dates).size < list.dates.length) throw invalid('/dates', 'a date stands twice');
  const last = await holidaysOfYear(tx, list.year, await lastRecordedAt(tx));
  refuseStale(seen, last);
  if (last !== null && last.dates.join() === list.dates.toSorted().join()) return last;
  const recorded = await recordFact(tx, {
    kind: 'holiday_list',
    effectiveOn: by.today,
    recordedBy: by.actor,
  });
  return putHolidays(tx, recorded, list);
}

/** The change of the suspension recorded last; null where there was none. */
export function lastSuspension(tx: FundTx, knownAt: Date): Promise<StoredLendingSuspension | null> {
  return lastLendingSuspension(tx, knownAt);
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
  seen: SeenVersion,
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

/**
 * Puts a loan's recovery plan in place of the one before; an empty one ends it (R20).
 *
 * @throws DomainError not-found, stale-version
 */
export async function setRecoveryPlan(
  tx: FundTx,
  by: By,
  plan: { readonly loanId: string; readonly entries: readonly RecoveryPlanEntry[] },
  seen: SeenVersion,
): Promise<StoredRecoveryPlan> {
  const knownAt = await lastRecordedAt(tx);
  await requireLoan(tx, plan.loanId, knownAt);
  refuseStale(seen, await findRecoveryPlan(tx, plan.loanId, knownAt));
  const recorded = await recordFact(tx, {
    kind: 'recovery_plan',
    effectiveOn: by.today,
    recordedBy: by.actor,
  });
  return putRecoveryPlan(tx, recorded, plan);
}
