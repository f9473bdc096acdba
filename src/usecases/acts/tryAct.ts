import type { FundAct } from '../../book/fund.ts';
import { shelfOf } from '../../book/shelf.ts';
import type { Actor } from '../../domain/access/actor.ts';
import type { LateBooking } from '../../domain/books/lateBooking.ts';
import type { Services } from '../view/services.ts';
import { refuseUnknownDay } from '../view/sinceOpening.ts';
import { refuseFactsOnClosedDays } from './closedPeriods.ts';
import { TryScope } from './tryScope.ts';

/**
 * How much later than now what is tried is recorded: no reader can ask for what was known then, so none
 * sees it in the book.
 */
const LATER_MS = 100 * 365 * 86_400_000;

/**
 * Carries an act out on the fund's book as it would be carried out now, and takes it back: nothing is
 * written, and the answer is what the act would say. It is refused as the act would be.
 *
 * @param attempt `knownAt` is the instant of the last fact before those that are tried
 * @throws DomainError before-opening, period-closed, and what the act throws
 */
export function tryAct<T>(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  { actor, late }: { readonly actor: Actor; readonly late: LateBooking | null },
  attempt: (fund: FundAct, known: { readonly knownAt: Date }) => Promise<T>,
): Promise<T> {
  return shelfOf(database).trying(actor.fundId, async (book, tx) => {
    const knownAt = new Date(book.through);
    const startedAt = tx.now + LATER_MS;
    const scope = new TryScope(book, { actor, startedAt, late, sql: (read) => read(tx) });
    refuseUnknownDay(scope, clock.today(), knownAt);
    const answer = await attempt(scope, { knownAt });
    refuseFactsOnClosedDays(scope, scope.recorded);
    return answer;
  });
}
