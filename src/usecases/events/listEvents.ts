import { eventOf, type FundEvent } from '../../book/events.ts';
import { readFund, type Database } from '../../store/database/database.ts';
import { factsOfTrail } from '../../store/books/audit.ts';
import { readLast } from '../view/readAsKnown.ts';

/** An event with its number in the fund: those of later events are higher, and none comes in between. */
export interface NumberedEvent extends Omit<FundEvent, 'number'> {
  readonly number: number;
  /** Of the contract, voucher, decision or document. */
  readonly documentNumber: string | null;
}

/** Events behind a number, and the number up to which they are all. */
export interface EventsAfter {
  readonly events: readonly NumberedEvent[];
  readonly through: number;
}

/**
 * The facts of a fund as events, in the order of their numbers. A number is that of the audit trail, which
 * is written in the transaction of the act while it alone writes to the fund: so numbers rise in the order
 * of the commits, and what is missing between two will never be there.
 *
 * @param after the number of the last event already given
 */
export async function eventsAfter(
  database: Database,
  fundId: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<EventsAfter> {
  const { facts, through } = await readFund(database, fundId, (tx) =>
    factsOfTrail(tx, after, limit),
  );
  if (facts.length === 0) return { events: [], through };
  // The book is asked for behind the trail, so that it has all that the trail has.
  const events = await readLast(database, fundId, (fund) =>
    facts.map(({ number, factId }) => {
      const entry = fund.book.facts.get(factId);
      if (entry === undefined) throw new Error(`fact ${factId} is in no book`);
      const { number: documentNumber, ...event } = eventOf(fund, entry);
      return { ...event, number, documentNumber };
    }),
  );
  return { events, through };
}

/** The event of a number; null: there is none. */
export async function eventAt(
  database: Database,
  fundId: string,
  number: number,
): Promise<NumberedEvent | null> {
  const { events } = await eventsAfter(database, fundId, { after: number - 1, limit: 1 });
  const [event] = events;
  return event?.number === number ? event : null;
}
