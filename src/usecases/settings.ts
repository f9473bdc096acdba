import { isDeepStrictEqual } from 'node:util';
import { yearOf, type CalendarDate } from '../domain/dates.ts';
import { invalid } from '../domain/errors.ts';
import type { PlannedMovement } from '../domain/fundPlan.ts';
import { letterOf, NO_SETTINGS, type DocumentSettings, type Letter } from '../domain/letter.ts';
import { text } from '../domain/money.ts';
import type { RecoveryPlanEntry } from '../domain/projection.ts';
import type { FundTx } from '../store/database.ts';
import {
  findDocumentSettings,
  putDocumentSettings,
  type StoredDocumentSettings,
} from '../store/documentSettings.ts';
import { lastRecordedAt, recordFact } from '../store/fact.ts';
import { findFund, type StoredFund } from '../store/fund.ts';
import { findFundPlan, putFundPlan, type StoredFundPlan } from '../store/fundPlan.ts';
import { listHolidays, putHolidays, type StoredHolidayList } from '../store/holiday.ts';
import {
  insertLendingSuspension,
  lastLendingSuspension,
  suspensionInForce,
  type StoredLendingSuspension,
} from '../store/lendingSuspension.ts';
import {
  findRecoveryPlan,
  putRecoveryPlan,
  type StoredRecoveryPlan,
} from '../store/recoveryPlan.ts';
import type { Actor } from '../store/token.ts';
import type { View } from './asKnown.ts';
import { refuseClosed } from './closedPeriods.ts';
import { requireLoan } from './loanState.ts';
import { refuseStale, type SeenVersions } from './versions.ts';

interface By {
  readonly actor: Actor;
  readonly today: CalendarDate;
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
 * @throws DomainError validation, stale-version, period-closed
 */
export async function setHolidays(
  tx: FundTx,
  by: By,
  list: { readonly year: number; readonly dates: readonly CalendarDate[] },
  seen: SeenVersions,
): Promise<StoredHolidayList> {
  for (const [index, date] of list.dates.entries()) {
    if (yearOf(date) !== String(list.year)) {
      throw invalid(`/dates/${index}`, `the date is not in the year ${list.year}`);
    }
  }
  if (new Set(list.dates).size < list.dates.length) throw invalid('/dates', 'a date stands twice');
  const knownAt = await lastRecordedAt(tx);
  const last = await holidaysOfYear(tx, list.year, knownAt);
  refuseStale(seen, last);
  if (last !== null && last.dates.join() === list.dates.toSorted().join()) return last;
  const before = last?.dates ?? [];
  const added = list.dates.filter((date) => !before.includes(date));
  const removed = before.filter((date) => !list.dates.includes(date));
  await refuseClosed(tx, [...added, ...removed], knownAt);
  const recorded = await recordFact(tx, {
    kind: 'holiday_list',
    effectiveOn: by.today,
    recordedBy: by.actor,
  });
  return putHolidays(tx, recorded, list);
}

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

function samePlan(a: readonly RecoveryPlanEntry[], b: readonly RecoveryPlanEntry[]): boolean {
  const lines = (entries: readonly RecoveryPlanEntry[]): string =>
    JSON.stringify(entries.map((each) => [each.expectedOn, text(each.principal), each.ground]));
  return lines(a) === lines(b);
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
  seen: SeenVersions,
): Promise<StoredRecoveryPlan> {
  const knownAt = await lastRecordedAt(tx);
  await requireLoan(tx, plan.loanId, knownAt);
  const last = await findRecoveryPlan(tx, plan.loanId, knownAt);
  refuseStale(seen, last);
  if (last !== null && samePlan(last.entries, plan.entries)) return last;
  const recorded = await recordFact(tx, {
    kind: 'recovery_plan',
    effectiveOn: by.today,
    recordedBy: by.actor,
  });
  return putRecoveryPlan(tx, recorded, plan);
}

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

/** How the fund's documents are headed, signed and sent; null: nothing was ever put. */
export function documentSettingsOf(
  tx: FundTx,
  knownAt: Date,
): Promise<StoredDocumentSettings | null> {
  return findDocumentSettings(tx, knownAt);
}

/** The fund, and how its documents are headed, signed and sent: its settings or the defaults (R24). */
export async function fundLetter(
  tx: FundTx,
  knownAt: Date,
): Promise<{ readonly fund: StoredFund; readonly letter: Letter }> {
  const fund = await findFund(tx);
  const stored = await findDocumentSettings(tx, knownAt);
  return { fund, letter: letterOf(stored?.settings ?? NO_SETTINGS, fund) };
}

/**
 * Puts settings of documents in place of those before; the versions are kept (R24).
 *
 * @throws DomainError stale-version
 */
export async function setDocumentSettings(
  tx: FundTx,
  by: By,
  settings: DocumentSettings,
  seen: SeenVersions,
): Promise<StoredDocumentSettings> {
  const last = await findDocumentSettings(tx, await lastRecordedAt(tx));
  refuseStale(seen, last);
  if (last !== null && isDeepStrictEqual(last.settings, settings)) return last;
  const recorded = await recordFact(tx, {
    kind: 'document_settings',
    effectiveOn: by.today,
    recordedBy: by.actor,
  });
  return putDocumentSettings(tx, recorded, settings);
}
