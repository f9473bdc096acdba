import { randomUUID } from 'node:crypto';
import type { CooperativeEntry } from '../../store/borrowers/cooperative.ts';
import {
  ANY_DAY,
  codesLike,
  findCooperative,
  lastChangeOf,
  listCooperativeVersions,
} from '../../book/borrowers.ts';
import { type Fund, lastRecordedAt, type FundAct } from '../../book/fund.ts';
import { listLoans } from '../../book/loans.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { nearest } from '../../domain/primitives/likeness.ts';
import { DomainError, invalid } from '../../domain/primitives/errors.ts';
import {
  type CooperativeDetails,
  type StoredCooperative,
} from '../../store/borrowers/cooperative.ts';
import type { By } from '../acts/by.ts';
import { refuseClosed } from '../acts/closedPeriods.ts';
import { refuseStale, type SeenVersions } from '../acts/versions.ts';

function checkDetails(
  fund: Fund,
  { code, relatedCooperativeIds, memberOfId }: CooperativeDetails,
  id: string | null,
): void {
  const knownAt = lastRecordedAt(fund);
  const { same } = nearest(code, codesLike(fund, code, id, knownAt));
  if (same !== null)
    throw new DomainError('duplicate', { figures: { field: 'code', value: same } });
  const named: (readonly [pointer: string, id: string])[] = [
    ...relatedCooperativeIds.map(
      (related, index) => [`/relatedCooperativeIds/${index}`, related] as const,
    ),
    ...(memberOfId === null ? [] : [['/memberOfId', memberOfId] as const]),
  ];
  for (const [pointer, related] of named) {
    if (related === id)
      throw invalid(pointer, { en: 'is the cooperative itself', vi: 'chính là hợp tác xã này' });
    if (findCooperative(fund, related, knownAt) === null) {
      throw invalid(pointer, {
        en: 'is not a cooperative of the fund',
        vi: 'không phải hợp tác xã của quỹ',
      });
    }
  }
}

/** @throws DomainError validation, duplicate: the code exists */
export function addCooperative(
  fund: FundAct,
  by: By,
  details: CooperativeDetails,
): StoredCooperative {
  checkDetails(fund, details, null);
  const cooperativeId = randomUUID();
  const said = {
    factKind: 'cooperative',
    effectiveOn: by.today,
    cooperativeId,
    ...details,
  } as const;
  fund.record<CooperativeEntry>({ ...said, changedOn: null, reason: null }, cooperativeId);
  return cooperativeNow(fund, cooperativeId, by.today);
}

/** What may be known of a borrower or not. */
const PARTICULARS = [
  'taxCode',
  'representative',
  'address',
  'phone',
  'sector',
  'relatedCooperativeIds',
  'memberOfId',
] as const satisfies readonly (keyof CooperativeDetails)[];

const isKnown = (particular: string | readonly string[] | null | undefined): boolean =>
  particular !== null && particular !== undefined && particular.length > 0;

/**
 * Puts what is known of a borrower in place of what was: a real change from its day on, a correction
 * for all days. The versions are kept.
 *
 * @param changed `changedOn`: the day of a real change; null: a correction
 * @returns the borrower as it counts today, `leftOut`, the particulars that it had and has no more, and
 * `knownAt` of what is known with the change
 * @throws DomainError not-found, stale-version, validation, duplicate, period-closed
 */
export function changeCooperative(
  fund: FundAct,
  by: By,
  changed: CooperativeDetails & {
    readonly cooperativeId: string;
    readonly changedOn: CalendarDate | null;
    readonly reason: string;
  },
  seen: SeenVersions,
): {
  readonly cooperative: StoredCooperative;
  readonly version: string;
  readonly leftOut: readonly string[];
  readonly knownAt: Date;
} {
  const { cooperativeId: id } = changed;
  const before = lastRecordedAt(fund);
  const versions = listCooperativeVersions(fund, id, before);
  if (versions.length === 0) {
    throw new DomainError('not-found', { figures: { what: 'cooperative', id } });
  }
  refuseStale(seen, { id: lastChangeOf(fund, id, before) });
  const stood = findCooperative(fund, id, before, changed.changedOn ?? ANY_DAY);
  checkDetails(fund, changed, id);
  const moved = changed.locality !== findCooperative(fund, id, before)?.locality;
  if (moved && changed.changedOn === null) {
    // The borrowers of a locality are counted, from its first contract on.
    const loans = listLoans(fund, { cooperativeId: id }, before);
    const signed = loans.map(({ terms }) => terms.signedOn);
    refuseClosed(fund, signed, before);
  }
  const effectiveOn = changed.changedOn ?? by.today;
  const said = { factKind: 'cooperative_change', effectiveOn, ...changed } as const;
  const version = fund.record<CooperativeEntry>(said).id;
  const knownAt = lastRecordedAt(fund);
  const leftOut = PARTICULARS.filter((name) => isKnown(stood?.[name]) && !isKnown(changed[name]));
  return { cooperative: cooperativeNow(fund, id, by.today), version, leftOut, knownAt };
}

/** The borrower as it counts on a day, with what the act under way has recorded. */
function cooperativeNow(fund: FundAct, id: string, today: CalendarDate): StoredCooperative {
  const cooperative = findCooperative(fund, id, lastRecordedAt(fund), today);
  if (cooperative === null) throw new Error(`cooperative ${id} has no version`);
  return cooperative;
}
