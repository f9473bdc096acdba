import { lifeAt, LIFE_STATES, type Life } from '../../domain/borrowers/life.ts';
import { groupBy } from '../../domain/primitives/lists.ts';
import { listCollectionEntries } from '../../store/collection/collectionEntry.ts';
import type { FundTx } from '../../store/database/database.ts';
import type { View } from '../view/readAsKnown.ts';

/**
 * What cooperatives are on a day (R30).
 *
 * @param cooperativeIds those asked about; left out, all of the fund
 */
export async function loadLives(
  tx: FundTx,
  { asOf, knownAt }: View,
  cooperativeIds?: readonly string[],
): Promise<(cooperativeId: string) => Life> {
  const filter = { kinds: LIFE_STATES, cooperativeIds };
  const entries = await listCollectionEntries(tx, filter, knownAt);
  const byCooperative = groupBy(entries, (each) => each.cooperativeId);
  return (cooperativeId) => lifeAt(byCooperative.get(cooperativeId) ?? [], asOf);
}

/** What one cooperative is on a day (R30). */
export async function loadLife(tx: FundTx, cooperativeId: string, view: View): Promise<Life> {
  return (await loadLives(tx, view, [cooperativeId]))(cooperativeId);
}
