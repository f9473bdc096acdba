import { DomainError } from '../../domain/primitives/errors.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { endOfDayInVietnam } from '../../domain/primitives/vietnamTime.ts';
import { sessionEvent, type Origin } from '../../store/books/audit.ts';
import {
  deleteEndedSessions,
  deleteSession,
  findSession,
  insertSession,
} from '../../store/access/session.ts';
import { findTokenById } from '../../store/access/token.ts';
import { writeActs } from '../acts/writeActs.ts';
import type { Services } from '../view/services.ts';
import { authenticate, forget, hashToken, newToken, type Actor } from './authenticate.ts';

/** The longest that a session lasts: a day of work. */
const LONGEST_MS = 12 * 3_600_000;

/** A session that has begun; its secret is told once. */
export interface NewSession {
  readonly actor: Actor;
  readonly secret: string;
  readonly endsAt: Date;
}

function endOf(begunAt: Date, tokenExpiresOn: CalendarDate | null): Date {
  const longest = begunAt.getTime() + LONGEST_MS;
  if (tokenExpiresOn === null) return new Date(longest);
  return new Date(Math.min(longest, endOfDayInVietnam(tokenExpiresOn)));
}

/**
 * Begins a session of a token, which ends after 12 hours, with the token, or when somebody signs out.
 * The audit trail tells who signed in, and from where.
 *
 * @throws DomainError unauthorized
 */
export async function signIn(services: Services, token: string, from: Origin): Promise<NewSession> {
  const { database, clock } = services;
  const actor = await authenticate(services, { kind: 'token', secret: token }, false);
  if (actor === null) throw new DomainError('unauthorized');
  const { tokenId } = actor;
  const begunAt = clock.now();
  const secret = newToken();
  const endsAt = await writeActs(database, actor, from, (fund) =>
    fund.write(async (tx) => {
      const token = await findTokenById(tx, tokenId);
      const ends = endOf(begunAt, token?.expiresOn ?? null);
      // The last day of the token may end between the check of the token and here.
      if (ends <= begunAt) throw new DomainError('unauthorized');
      await deleteEndedSessions(tx, begunAt);
      await insertSession(tx, { sessionHash: hashToken(secret), tokenId, begunAt, endsAt: ends });
      fund.audit(await sessionEvent(tx, 'sign_in', actor, from));
      return ends;
    }),
  );
  return { actor, secret, endsAt };
}

/** Ends a session at once; does nothing if there is none of this secret. */
export async function signOut(
  { database }: Pick<Services, 'database'>,
  secret: string,
  from: Origin,
): Promise<void> {
  const sessionHash = hashToken(secret);
  const found = await findSession(database, sessionHash);
  forget(database, { kind: 'session', secret });
  // With its token the session has ended already.
  if (found === null || found.revoked) return;
  await writeActs(database, found, from, (fund) =>
    fund.write(async (tx) => {
      if (!(await deleteSession(tx, sessionHash))) return;
      fund.audit(await sessionEvent(tx, 'sign_out', found, from));
    }),
  );
}
