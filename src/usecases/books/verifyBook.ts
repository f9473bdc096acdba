import { isDeepStrictEqual } from 'node:util';
import type { Fund } from '../../book/fund.ts';
import { knownLength } from '../../book/known.ts';
import type { Entry } from '../../store/facts/entry.ts';

/** A fact that is another in memory than in the database, or is in one of them only. */
export interface BookDifference {
  readonly code: 'fact-differs' | 'fact-not-in-memory' | 'fact-only-in-memory';
  readonly factId: string;
}

/** A fact with its money as digits and its reversal as an id: for comparison. */
const plain = (entry: Entry): unknown =>
  JSON.parse(JSON.stringify({ ...entry, reversal: entry.reversal?.id ?? null }));

/** Holds the facts in memory against those read anew from the database, up to an instant. */
export function bookDifferences(live: Fund, anew: Fund, knownAt: Date): BookDifference[] {
  const upTo = ({ book }: Fund) => book.log.slice(0, knownLength(book.log, knownAt.getTime()));
  const inMemory = new Map(upTo(live).map((entry) => [entry.id, entry]));
  const found: BookDifference[] = [];
  for (const entry of upTo(anew)) {
    const factId = entry.id;
    const held = inMemory.get(factId);
    inMemory.delete(factId);
    if (held === undefined) found.push({ code: 'fact-not-in-memory', factId });
    else if (!isDeepStrictEqual(plain(held), plain(entry))) {
      found.push({ code: 'fact-differs', factId });
    }
  }
  const left = [...inMemory.keys()];
  return [...found, ...left.map((factId) => ({ code: 'fact-only-in-memory', factId }) as const)];
}
