import {
  readClock,
  readFund,
  readFundInTurn,
  waitForWriter,
  type Database,
  type FundClock,
  type FundTx,
} from '../store/database/database.ts';
import type { Entry } from '../store/facts/entry.ts';
import { readAllFacts, readFactsAfter, type LeaveOut } from '../store/facts/readFacts.ts';
import { listDefaultPolicies } from '../store/fund/policy.ts';
import { findFund } from '../store/fund/fund.ts';
import { Book } from './book.ts';
import { nextTurn } from './turns.ts';

/** How many facts are added before other work has its turn. */
const FACTS_AT_ONCE = 1_000;

/** Of how many loans it is found out what stands before other work has its turn. */
const LOANS_AT_ONCE = 200;

/** A fund's book, and who works on it. */
interface Place {
  book: Book | null;
  /** Up to which instant the book has what is committed; facts of an act under way lie behind. */
  through: number;
  /** The last that reads facts into the book, or writes: one at a time, each with its connection. */
  last: Promise<void>;
  /** The last that asks for a connection to read facts into the book: one at a time. */
  lastReader: Promise<void>;
}

/** Merges lists in the order recorded into one; the lists are sorted. */
async function* merged(lists: readonly Entry[][]): AsyncGenerator<Entry[]> {
  const places = lists.map(() => 0);
  for (;;) {
    const page: Entry[] = [];
    while (page.length < FACTS_AT_ONCE) {
      let first = -1;
      for (const [at, list] of lists.entries()) {
        const next = list[places[at] ?? 0];
        const best = first < 0 ? undefined : lists[first]?.[places[first] ?? 0];
        if (next && (best === undefined || next.recordedAt < best.recordedAt)) first = at;
      }
      const entry = lists[first]?.[places[first] ?? 0];
      if (entry === undefined) break;
      places[first] = (places[first] ?? 0) + 1;
      page.push(entry);
    }
    if (page.length === 0) return;
    yield page;
  }
}

/** Adds a fact, where it fits those before it. */
function addFitting(book: Book, entry: Entry, leaveOut: LeaveOut): void {
  book.draft();
  try {
    book.add(entry);
  } catch (error) {
    // Only what this fact has begun is noted.
    book.takeBackAfter(Number.NEGATIVE_INFINITY);
    const loanId = 'loanId' in entry ? entry.loanId : null;
    leaveOut({ factId: entry.id, loanId, error });
  }
}

/**
 * Reads a fund's book, as it is in a transaction that sees one moment.
 *
 * @param leaveOut is told each fact that cannot be read or does not fit those before it; without it such a
 *   fact is an error
 */
export async function readBook(tx: FundTx, leaveOut?: LeaveOut): Promise<Book> {
  const book = new Book(await findFund(tx), await listDefaultPolicies(tx));
  const byKind = new Map<string, Entry[]>();
  for await (const page of readAllFacts(tx, leaveOut)) {
    for (const entry of page) {
      const list = byKind.get(entry.factKind);
      if (list === undefined) byKind.set(entry.factKind, [entry]);
      else list.push(entry);
    }
    await nextTurn();
  }
  for await (const page of merged([...byKind.values()])) {
    for (const entry of page) {
      if (leaveOut === undefined) book.add(entry);
      else addFitting(book, entry, leaveOut);
    }
    await nextTurn();
  }
  book.keep();
  let loans = 0;
  for (const loan of book.loans.values()) {
    // Here in turns, so that the first answer need not sort out all loans at once.
    loan.at(book.through);
    loans += 1;
    if (loans % LOANS_AT_ONCE === 0) await nextTurn();
  }
  return book;
}

/** The books of the funds that were asked for last, each with those who wait for it. */
export class Shelf {
  readonly #database: Database;
  readonly #places = new Map<string, Place>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** How many funds' books are in memory. */
  get books(): number {
    return this.#places.size;
  }

  /** How many loans these have. */
  get loans(): number {
    return [...this.#places.values()].reduce((sum, { book }) => sum + (book?.loans.size ?? 0), 0);
  }

  /** Whether the book of a fund is in memory. */
  has(fundId: string): boolean {
    return (this.#places.get(fundId)?.book ?? null) !== null;
  }

  #place(fundId: string): Place {
    const found = this.#places.get(fundId);
    const nobody = Promise.resolve();
    const place = found ?? { book: null, through: 0, last: nobody, lastReader: nobody };
    // The one asked for last stands last.
    this.#places.delete(fundId);
    this.#places.set(fundId, place);
    for (const [oldest] of this.#places) {
      if (this.#places.size <= this.#database.fundsInMemory) break;
      this.#places.delete(oldest);
    }
    return place;
  }

  /** Waits until nobody else adds to a book; the caller must call what is given back. */
  async #take(place: Place, turn: 'last' | 'lastReader' = 'last'): Promise<() => void> {
    const before = place[turn];
    let release: () => void = () => undefined;
    place[turn] = new Promise<void>((resolve) => (release = resolve));
    await before;
    return release;
  }

  async #catchUp(place: Place, tx: FundTx & FundClock): Promise<Book> {
    const { book } = place;
    if (book === null) {
      const read = await readBook(tx);
      place.book = read;
      place.through = tx.lastRecordedAt;
      return read;
    }
    if (place.through < tx.lastRecordedAt) {
      for (const entry of await readFactsAfter(tx, book.through)) book.add(entry);
      place.through = tx.lastRecordedAt;
    }
    return book;
  }

  /** The fund's book with everything that its clock knows of; nothing is read where all is there. */
  async caughtUp(fundId: string, clock: FundClock): Promise<Book> {
    const place = this.#place(fundId);
    const { book } = place;
    if (book !== null && place.through >= clock.lastRecordedAt) return book;
    const done = await this.#take(place, 'lastReader');
    try {
      // Another of this process may have brought what was missing.
      if (place.book !== null && place.through >= clock.lastRecordedAt) return place.book;
      // Whoever has taken a book has a connection already, as writers have: else the writers of many
      // funds could hold all connections and wait for readers, who wait for a connection.
      return await readFund(this.#database, fundId, async (tx) => {
        const release = await this.#take(place);
        try {
          return await this.#catchUp(place, tx);
        } finally {
          release();
        }
      });
    } finally {
      done();
    }
  }

  /**
   * Lets a writer add to the book what it records, inside its transaction. What it added is kept if
   * `write` resolves, which it does when all is committed; else the book is as it was before.
   */
  async writing<T>(fundId: string, write: (open: OpenBook) => Promise<T>): Promise<T> {
    const place = this.#place(fundId);
    let drafted: Book | null = null;
    let release: () => void = () => undefined;
    const open = async (tx: FundTx & FundClock): Promise<Book> => {
      if (drafted === null) release = await this.#take(place);
      else drafted.takeBackAfter(place.through);
      drafted = await this.#catchUp(place, tx);
      drafted.draft();
      return drafted;
    };
    const opened = (): Book | null => drafted;
    try {
      const result = await write(open);
      const book = opened();
      if (book !== null) place.through = Math.max(place.through, book.through);
      return result;
    } catch (error) {
      opened()?.takeBackAfter(place.through);
      throw error;
    } finally {
      opened()?.keep();
      release();
    }
  }

  /**
   * Lets facts be tried on the book, which is caught up with the transaction before and as it was
   * afterwards. Nobody adds to the book meanwhile, so it is to be short.
   */
  trying<T>(
    fundId: string,
    attempt: (book: Book, tx: FundTx & FundClock) => Promise<T>,
  ): Promise<T> {
    const place = this.#place(fundId);
    return readFundInTurn(
      this.#database,
      fundId,
      () => this.#take(place),
      async (tx) => {
        const book = await this.#catchUp(place, tx);
        book.draft();
        try {
          return await attempt(book, tx);
        } finally {
          book.takeBackAfter(place.through);
          book.keep();
        }
      },
    );
  }
}

/** Opens the book to a writer who has begun a transaction, again where it begins another. */
export type OpenBook = (tx: FundTx & FundClock) => Promise<Book>;

const shelves = new WeakMap<Database, Shelf>();

/** The books of a database's funds in this process. */
export function shelfOf(database: Database): Shelf {
  const found = shelves.get(database);
  if (found !== undefined) return found;
  const shelf = new Shelf(database);
  shelves.set(database, shelf);
  return shelf;
}

/**
 * A fund's book and the instant for which a read of it answers (R21): no fact will ever appear with a
 * `recordedAt` at or before it. One round trip, where nothing is new.
 *
 * @param given the caller's `knownAt`; null: the last fact of the fund
 * @returns null where `given` lies in the future
 */
export async function bookAsKnown(
  database: Database,
  fundId: string,
  given: Date | null,
): Promise<{ readonly book: Book; readonly knownAt: Date } | null> {
  const shelf = shelfOf(database);
  let clock = await readClock(database, fundId);
  if (given === null) {
    const book = await shelf.caughtUp(fundId, clock);
    return { book, knownAt: new Date(clock.lastRecordedAt) };
  }
  if (given.getTime() > clock.now && given.getTime() > clock.lastRecordedAt) return null;
  if (given.getTime() > clock.lastRecordedAt) {
    // A writer at work may have taken an earlier instant already: its facts are to be seen. Later
    // writers take one after now.
    await waitForWriter(database, fundId);
    clock = await readClock(database, fundId);
  }
  return { book: await shelf.caughtUp(fundId, clock), knownAt: given };
}
