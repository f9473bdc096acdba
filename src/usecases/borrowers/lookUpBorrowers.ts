import { DomainError } from '../../domain/primitives/errors.ts';
import {
  findCooperative,
  listCooperatives,
  listCooperativeVersions,
  type StoredCooperative,
  type StoredCooperativeVersion,
} from '../../store/borrowers/cooperative.ts';
import type { FundTx } from '../../store/database/database.ts';
import type { View } from '../view/readAsKnown.ts';

/** The cooperatives by code, as they count on the day; `q` is a part of the code or name. */
export function cooperatives(
  tx: FundTx,
  filter: Parameters<typeof listCooperatives>[1],
  view: View,
): Promise<StoredCooperative[]> {
  return listCooperatives(tx, filter, view.knownAt, view.asOf);
}

/** @throws DomainError not-found */
export async function requireCooperative(
  tx: FundTx,
  id: string,
  view: View,
): Promise<StoredCooperative> {
  const found = await findCooperative(tx, id, view.knownAt, view.asOf);
  if (found !== null) return found;
  throw new DomainError('not-found', { figures: { what: 'cooperative', id } });
}

/**
 * The versions of a cooperative as recorded, oldest first.
 *
 * @throws DomainError not-found
 */
export async function cooperativeVersions(
  tx: FundTx,
  id: string,
  view: View,
): Promise<StoredCooperativeVersion[]> {
  await requireCooperative(tx, id, view);
  return listCooperativeVersions(tx, id, view.knownAt);
}
