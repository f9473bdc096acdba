import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError, invalid } from '../../domain/primitives/errors.ts';
import {
  cooperativeCodeExists,
  findCooperative,
  insertCooperative,
  insertCooperativeVersion,
  listCooperativeVersions,
  type CooperativeDetails,
  type StoredCooperative,
} from '../../store/borrowers/cooperative.ts';
import type { FundTx } from '../../store/database/database.ts';
import { lastRecordedAt, recordFact } from '../../store/database/fact.ts';
import { listLoans } from '../../store/loans/loan.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { refuseClosed } from '../acts/closedPeriods.ts';
import { refuseStale, type SeenVersions } from '../acts/versions.ts';

interface By {
  readonly actor: Actor;
  readonly today: CalendarDate;
}

async function checkDetails(
  tx: FundTx,
  { code, relatedCooperativeIds }: CooperativeDetails,
  id: string | null,
): Promise<void> {
  const knownAt = await lastRecordedAt(tx);
  if (await cooperativeCodeExists(tx, code, id, knownAt)) {
    throw new DomainError('duplicate', { figures: { field: 'code', value: code } });
  }
  for (const [index, related] of relatedCooperativeIds.entries()) {
    const pointer = `/relatedCooperativeIds/${index}`;
    if (related === id) throw invalid(pointer, 'is the cooperative itself');
    if ((await findCooperative(tx, related, knownAt)) === null) {
      throw invalid(pointer, 'is not a cooperative of the fund');
    }
  }
}

/** @throws DomainError validation, duplicate: the code exists */
export async function addCooperative(
  tx: FundTx,
  by: By,
  details: CooperativeDetails,
): Promise<StoredCooperative> {
  await checkDetails(tx, details, null);
  const recorded = await recordFact(tx, {
    kind: 'cooperative',
    effectiveOn: by.today,
    recordedBy: by.actor,
  });
  return insertCooperative(tx, recorded, details);
}

/**
 * Puts what is known of a borrower in place of what was: a real change from its day on, a correction
 * for all days. The versions are kept.
 *
 * @param changed `changedOn`: the day of a real change; null: a correction
 * @returns the borrower as it counts today, and `knownAt` of what is known with the change
 * @throws DomainError not-found, stale-version, validation, duplicate, period-closed
 */
export async function changeCooperative(
  tx: FundTx,
  by: By,
  changed: CooperativeDetails & {
    readonly cooperativeId: string;
    readonly changedOn: CalendarDate | null;
    readonly reason: string;
  },
  seen: SeenVersions,
): Promise<{
  readonly cooperative: StoredCooperative;
  readonly version: string;
  readonly knownAt: Date;
}> {
  const { cooperativeId: id } = changed;
  const before = await lastRecordedAt(tx);
  const versions = await listCooperativeVersions(tx, id, before);
  if (versions.length === 0) {
    throw new DomainError('not-found', { figures: { what: 'cooperative', id } });
  }
  refuseStale(seen, versions.at(-1) ?? null);
  await checkDetails(tx, changed, id);
  const moved = changed.locality !== versions.at(-1)?.locality;
  if (moved && changed.changedOn === null) {
    // The borrowers of a locality are counted, from its first contract on.
    const loans = await listLoans(tx, { cooperativeId: id }, before);
    const signed = loans.map(({ terms }) => terms.signedOn);
    await refuseClosed(tx, signed, before);
  }
  const recorded = await recordFact(tx, {
    kind: 'cooperative_change',
    effectiveOn: changed.changedOn ?? by.today,
    recordedBy: by.actor,
  });
  await insertCooperativeVersion(tx, recorded, changed);
  const knownAt = recorded.recordedAt;
  const cooperative = await findCooperative(tx, id, knownAt, by.today);
  if (cooperative === null) throw new Error(`cooperative ${id} has no version`);
  return { cooperative, version: recorded.id, knownAt };
}
