import { listCollectionEntries } from '../../book/collection.ts';
import type { Fund } from '../../book/fund.ts';
import { lifeAt, LIFE_STATES, type Life } from '../../domain/borrowers/life.ts';
import { groupBy } from '../../domain/primitives/lists.ts';
import type { View } from '../view/readAsKnown.ts';

/**
 * What cooperatives are on a day (R30).
 *
 * @param cooperativeIds those asked about; left out, all of the fund
 */
export function loadLives(
  fund: Fund,
  { asOf, knownAt }: View,
  cooperativeIds?: readonly string[],
): (cooperativeId: string) => Life {
  const filter = { kinds: LIFE_STATES, cooperativeIds };
  const entries = listCollectionEntries(fund, filter, knownAt);
  const byCooperative = groupBy(entries, (each) => each.cooperativeId);
  return (cooperativeId) => lifeAt(byCooperative.get(cooperativeId) ?? [], asOf);
}

/** What one cooperative is on a day (R30). */
export function loadLife(fund: Fund, cooperativeId: string, view: View): Life {
  return loadLives(fund, view, [cooperativeId])(cooperativeId);
}
