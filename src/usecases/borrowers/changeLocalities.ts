import { randomUUID } from 'node:crypto';
import { findCooperative } from '../../book/borrowers.ts';
import { type Fund, type FundAct, lastRecordedAt } from '../../book/fund.ts';
import {
  listLocalityActs,
  type LocalityActFilter,
  type StoredLocalityAct,
} from '../../book/localities.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError, invalid } from '../../domain/primitives/errors.ts';
import { refuseReversed } from '../../domain/primitives/refusals.ts';
import type { LocalityChangeEntry } from '../../store/borrowers/localityChange.ts';
import { reverseFact } from '../acts/reverseFact.ts';
import type { View } from '../view/readAsKnown.ts';

/** Localities of many cooperatives, changed by one act with its document (R37). */
export interface NewLocalityAct {
  readonly effectiveOn: CalendarDate;
  readonly documentNumber: string;
  readonly changes: readonly { readonly cooperativeId: string; readonly locality: string }[];
}

/** The acts that changed localities, oldest first. */
export function localityActs(
  fund: Fund,
  filter: LocalityActFilter,
  { knownAt }: Pick<View, 'knownAt'>,
): StoredLocalityAct[] {
  return listLocalityActs(fund, filter, knownAt);
}

/** @throws DomainError not-found */
export function requireLocalityAct(
  fund: Fund,
  id: string,
  { knownAt }: Pick<View, 'knownAt'>,
): StoredLocalityAct {
  const [found] = listLocalityActs(fund, { id }, knownAt);
  if (found !== undefined) return found;
  throw new DomainError('not-found', { figures: { what: 'locality_change', id } });
}

function checkChanges(fund: Fund, { changes }: NewLocalityAct, knownAt: Date): void {
  const seen = new Set<string>();
  for (const [index, { cooperativeId }] of changes.entries()) {
    const pointer = `/changes/${index}/cooperativeId`;
    if (seen.has(cooperativeId)) {
      throw invalid(pointer, { en: 'is named twice', vi: 'được nêu hai lần' });
    }
    seen.add(cooperativeId);
    if (findCooperative(fund, cooperativeId, knownAt) === null) {
      throw invalid(pointer, {
        en: 'is not a cooperative of the fund',
        vi: 'không phải hợp tác xã của quỹ',
      });
    }
  }
}

/**
 * Changes the localities of many cooperatives from a day on, all or nothing (R37).
 *
 * @throws DomainError validation, period-closed
 */
export function changeLocalities(fund: FundAct, act: NewLocalityAct): StoredLocalityAct {
  checkChanges(fund, act, lastRecordedAt(fund));
  const { effectiveOn, documentNumber, changes } = act;
  const actId = randomUUID();
  for (const [index, { cooperativeId, locality }] of changes.entries()) {
    const said = { factKind: 'locality_change', effectiveOn, actId, documentNumber } as const;
    const id = index === 0 ? actId : randomUUID();
    fund.record<LocalityChangeEntry>({ ...said, cooperativeId, locality }, id);
  }
  return requireLocalityAct(fund, actId, { knownAt: lastRecordedAt(fund) });
}

/**
 * Reverses an act that changed localities: all that stands of it, or what it changed of some
 * cooperatives (R12, R37).
 *
 * @param cooperativeIds null: all
 * @returns the act as it stands now
 * @throws DomainError not-found, validation, already-reversed, period-closed
 */
export function reverseLocalities(
  fund: FundAct,
  actId: string,
  {
    reason,
    cooperativeIds,
  }: { readonly reason: string; readonly cooperativeIds: readonly string[] | null },
): StoredLocalityAct {
  const { changes } = requireLocalityAct(fund, actId, { knownAt: lastRecordedAt(fund) });
  const standing = changes.filter((each) => each.reversedAt === null);
  if (standing.length === 0) refuseReversed(changes[0]?.reversedAt ?? null);
  const asked =
    cooperativeIds?.map((cooperativeId, index) => {
      const found = changes.find((each) => each.cooperativeId === cooperativeId);
      if (found !== undefined) return found;
      throw invalid(`/cooperativeIds/${index}`, {
        en: 'is not one whose locality the act changed',
        vi: 'không phải hợp tác xã được đổi địa bàn trong lần này',
      });
    }) ?? standing;
  for (const change of asked) {
    refuseReversed(change.reversedAt);
    reverseFact(fund, change.id, reason);
  }
  return requireLocalityAct(fund, actId, { knownAt: lastRecordedAt(fund) });
}
