import { atOnce, type InTurns } from './turns.ts';

/** Which of two texts comes first, by their code units. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const ALPHABET = new Intl.Collator('vi');

/** Which of two named groups comes first: the larger, then by the Vietnamese alphabet (R19). */
export function byNumberThenName(
  [nameOfA, a]: readonly [string, readonly unknown[]],
  [nameOfB, b]: readonly [string, readonly unknown[]],
): number {
  return b.length - a.length || ALPHABET.compare(nameOfA, nameOfB);
}

/** The items by text key, in the order of the keys; those of one key stay in their order. */
export function orderedBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  const groups = groupBy(items, key);
  return [...groups.keys()].toSorted(compareText).flatMap((each) => groups.get(each) ?? []);
}

/** The items by key, keys and items in the order in which they come. */
export function groupBy<T, K extends string | number>(
  items: readonly T[],
  key: (item: T) => K,
): Map<K, T[]> {
  return atOnce(groupByInTurns(items, key));
}

/** How many items are put in their groups between two turns. */
const ITEMS_PER_TURN = 5_000;

/** The items by key, as `groupBy`, some at a time. */
export function* groupByInTurns<T, K extends string | number>(
  items: readonly T[],
  key: (item: T) => K,
): InTurns<Map<K, T[]>> {
  const groups = new Map<K, T[]>();
  let count = 0;
  for (const item of items) {
    const of = key(item);
    const group = groups.get(of);
    if (group === undefined) groups.set(of, [item]);
    else group.push(item);
    count += 1;
    if (count % ITEMS_PER_TURN === 0) yield;
  }
  return groups;
}
