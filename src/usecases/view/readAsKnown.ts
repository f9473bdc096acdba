import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { invalid } from '../../domain/primitives/errors.ts';
import { readFund, settleKnownAt, type FundTx } from '../../store/database/database.ts';
import type { Actor } from '../../domain/access/actor.ts';
import type { Services } from './services.ts';

/** The day an answer stands at and the instant up to which recordings count (R21). */
export interface View {
  readonly asOf: CalendarDate;
  readonly knownAt: Date;
}

/** What a request says of its view; the rest is today and now. */
export interface AskedView {
  readonly asOf?: CalendarDate;
  readonly knownAt?: string;
}

/**
 * Reads a fund as it was known at an instant: the same for ever for the view it was given.
 *
 * @throws DomainError validation, where `knownAt` lies in the future
 */
export async function readAsKnown<T>(
  { database, clock }: Services,
  { fundId }: Actor,
  asked: AskedView,
  read: (tx: FundTx, view: View) => Promise<T>,
): Promise<T> {
  const given = asked.knownAt === undefined ? null : new Date(asked.knownAt);
  const knownAt = await settleKnownAt(database, fundId, given);
  if (knownAt === null) {
    throw invalid('?knownAt', 'lies in the future; leave it out for what is known now');
  }
  const asOf = asked.asOf ?? clock.today();
  return readFund(database, fundId, (tx) => read(tx, { asOf, knownAt }));
}
