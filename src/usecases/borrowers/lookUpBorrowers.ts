import {
  findCooperative,
  lastChangeOf,
  listCooperativeVersions,
  listCooperatives,
} from '../../book/borrowers.ts';
import type { Fund } from '../../book/fund.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import {
  type StoredCooperative,
  type StoredCooperativeVersion,
} from '../../store/borrowers/cooperative.ts';
import type { View } from '../view/readAsKnown.ts';

/** The cooperatives by code, as they count on the day; `q` is a part of the code or name. */
export function cooperatives(
  fund: Fund,
  filter: Parameters<typeof listCooperatives>[1],
  view: View,
): StoredCooperative[] {
  return listCooperatives(fund, filter, view.knownAt, view.asOf, view.localitiesOn);
}

/** @throws DomainError not-found */
export function requireCooperative(fund: Fund, id: string, view: View): StoredCooperative {
  const found = findCooperative(fund, id, view.knownAt, view.asOf, view.localitiesOn);
  if (found !== null) return found;
  throw new DomainError('not-found', { figures: { what: 'cooperative', id } });
}

/**
 * The versions of a cooperative as recorded, oldest first.
 *
 * @throws DomainError not-found
 */
export function cooperativeVersions(
  fund: Fund,
  id: string,
  view: View,
): StoredCooperativeVersion[] {
  requireCooperative(fund, id, view);
  return listCooperativeVersions(fund, id, view.knownAt);
}

/** The id of what was recorded last of a cooperative: its version for a PUT. */
export function cooperativeVersion(fund: Fund, id: string, { knownAt }: View): string {
  return lastChangeOf(fund, id, knownAt);
}
