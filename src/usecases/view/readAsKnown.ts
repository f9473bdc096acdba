import type { Fund } from '../../book/fund.ts';
import { usualDay } from '../../book/handovers.ts';
import { bookAsKnown, readBook } from '../../book/shelf.ts';
import type { Actor } from '../../domain/access/actor.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { invalid } from '../../domain/primitives/errors.ts';
import { readFund, type Database } from '../../store/database/database.ts';
import type { LeftOut } from '../../store/facts/readFacts.ts';
import type { Book } from '../../book/book.ts';
import type { Services } from './services.ts';
import { refuseUnknownDay } from './sinceOpening.ts';

/** The day an answer stands at and the instant up to which recordings count (R21). */
export interface View {
  readonly asOf: CalendarDate;
  readonly knownAt: Date;
  /** The day whose localities are named; left out: that of the answer (R37). */
  readonly localitiesOn?: CalendarDate | undefined;
}

/** What a request says of its view; the rest is today and now. */
export interface AskedView {
  readonly asOf?: CalendarDate;
  readonly knownAt?: string;
  readonly localitiesOn?: CalendarDate;
}

/** A fund to be read, its facts from a book. */
export const fundOf = (database: Database, book: Book): Fund => ({
  fundId: book.fundId,
  book,
  sql: (read) => readFund(database, book.fundId, read),
});

/**
 * Reads a fund as it was known at an instant: the same for ever for the view it was given.
 *
 * @throws DomainError validation, where `knownAt` lies in the future; before-opening, where nothing is known
 *   of the day asked for (R32); handed-over, where another fund has what there is on it
 */
export function readAsKnown<T>(
  services: Services,
  actor: Pick<Actor, 'fundId'>,
  asked: AskedView,
  read: (fund: Fund, view: View) => T | Promise<T>,
): Promise<T> {
  return readOnAnyDay(services, actor, asked, (fund, view) => {
    refuseUnknownDay(fund, view.asOf, view.knownAt);
    return read(fund, view);
  });
}

/**
 * The same of what the fund's opening says nothing of: borrowers, contracts, what was decided or noted.
 *
 * @throws DomainError validation, where `knownAt` lies in the future
 */
export async function readOnAnyDay<T>(
  { database, clock }: Services,
  { fundId }: Pick<Actor, 'fundId'>,
  asked: AskedView,
  read: (fund: Fund, view: View) => T | Promise<T>,
): Promise<T> {
  const given = asked.knownAt === undefined ? null : new Date(asked.knownAt);
  const known = await bookAsKnown(database, fundId, given);
  if (known === null) {
    throw invalid('?knownAt', {
      en: 'lies in the future; leave it out for what is known now',
      vi: 'ở tương lai; hãy bỏ đi để lấy số liệu hiện có',
    });
  }
  const asOf = asked.asOf ?? usualDay(known, clock.today(), known.knownAt);
  const { localitiesOn } = asked;
  return read(fundOf(database, known.book), { asOf, knownAt: known.knownAt, localitiesOn });
}

/** Reads a fund as of its last fact. */
export async function readLast<T>(
  database: Database,
  fundId: string,
  read: (fund: Fund, known: { readonly knownAt: Date }) => T | Promise<T>,
): Promise<T> {
  const known = await bookAsKnown(database, fundId, null);
  if (known === null) throw new Error('the last fact is always known');
  return read(fundOf(database, known.book), { knownAt: known.knownAt });
}

/** What was known when a book was read anew, and the facts that could not be taken into it. */
export interface KnownAnew {
  readonly knownAt: Date;
  readonly leftOut: readonly LeftOut[];
}

/**
 * Reads a fund whose book is read anew from the database, in one transaction: for those who do not
 * trust what is in memory, nor what is in the database.
 */
export function readAnew<T>(
  database: Database,
  fundId: string,
  read: (fund: Fund, known: KnownAnew) => Promise<T>,
): Promise<T> {
  return readFund(database, fundId, async (tx) => {
    const leftOut: LeftOut[] = [];
    const book = await readBook(tx, (fact) => leftOut.push(fact));
    const fund: Fund = { fundId, book, sql: (select) => select(tx) };
    return read(fund, { knownAt: new Date(tx.lastRecordedAt), leftOut });
  });
}
