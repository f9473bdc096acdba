import { isDeepStrictEqual } from 'node:util';
import { atOnce, type InTurns } from '../../domain/primitives/turns.ts';
import type { Fund } from '../../book/fund.ts';
import { knownLength } from '../../book/known.ts';
import type { Entry } from '../../store/facts/entry.ts';

/** A fact that is another in memory than in the database, or is in one of them only. */
export interface BookDifference {
  readonly code: 'fact-differs' | 'fact-not-in-memory' | 'fact-only-in-memory';
  readonly factId: string;
}

/** A fact with its money as digits and its reversal as an id: for comparison. */
const plain = (entry: Entry): string =>
  JSON.stringify({ ...entry, reversal: entry.reversal?.id ?? null });

/** Fields of an entry may stand in another order where it was written than where it was read. */
function isSame(a: Entry, b: Entry): boolean {
  const [one, other] = [plain(a), plain(b)];
  return one === other || isDeepStrictEqual(JSON.parse(one), JSON.parse(other));
}

/** How many facts are compared between two turns. */
const FACTS_PER_TURN = 200;

/** The facts of a book known at an instant, by id. */
function* knownById({ book }: Fund, instant: number): InTurns<Map<string, Entry>> {
  const known = new Map<string, Entry>();
  for (const entry of book.log.slice(0, knownLength(book.log, instant))) {
    known.set(entry.id, entry);
    if (known.size % FACTS_PER_TURN === 0) yield;
  }
  return known;
}

/** Holds the facts in memory against those read anew from the database, up to an instant. */
export function* bookDifferencesInTurns(
  live: Fund,
  anew: Fund,
  knownAt: Date,
): InTurns<BookDifference[]> {
  const instant = knownAt.getTime();
  const inMemory = yield* knownById(live, instant);
  const found: BookDifference[] = [];
  let compared = 0;
  for (const [factId, entry] of yield* knownById(anew, instant)) {
    const held = inMemory.get(factId);
    inMemory.delete(factId);
    if (held === undefined) found.push({ code: 'fact-not-in-memory', factId });
    else if (!isSame(held, entry)) found.push({ code: 'fact-differs', factId });
    compared += 1;
    if (compared % FACTS_PER_TURN === 0) yield;
  }
  for (const factId of inMemory.keys()) found.push({ code: 'fact-only-in-memory', factId });
  return found;
}

/** Holds the facts in memory against those read anew, as `bookDifferencesInTurns`. */
export function bookDifferences(live: Fund, anew: Fund, knownAt: Date): BookDifference[] {
  return atOnce(bookDifferencesInTurns(live, anew, knownAt));
}
