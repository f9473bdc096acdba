import { atOnce, type InTurns } from './turns.ts';

/** Which of two texts comes first, by their code units. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A list in the order of a text of its items: the list itself where it has that order, as most have. */
export function inTextOrder<T>(items: readonly T[], text: (item: T) => string): readonly T[] {
  let before: string | null = null;
  for (const item of items) {
    const next = text(item);
    if (before !== null && before > next) {
      return items.toSorted((a, b) => compareText(text(a), text(b)));
    }
    before = next;
  }
  return items;
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
  return atOnce(orderedByInTurns(items, key));
}

/** The items by text key, as `orderedBy`, some at a time. */
export function* orderedByInTurns<T>(items: readonly T[], key: (item: T) => string): InTurns<T[]> {
  const groups = yield* groupByInTurns(items, key);
  const ordered: T[] = [];
  for (const each of [...groups.keys()].toSorted(compareText)) {
    for (const item of groups.get(each) ?? []) ordered.push(item);
    yield;
  }
  return ordered;
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
