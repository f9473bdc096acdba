import { DomainError } from '../../domain/primitives/errors.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { endOfDayInVietnam } from '../../domain/primitives/vietnamTime.ts';
import { appendAuditEvents, sessionEvent, type Origin } from '../../store/books/audit.ts';
import { readFund, writeFund } from '../../store/database/database.ts';
import {
  deleteEndedSessions,
  deleteSession,
  findSession,
  insertSession,
  sessionsOf,
  whoVouches,
  type EndedAtProvider,
  type Vouched,
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
 * Begins a session, which ends after 12 hours, with its token, or when somebody signs out. The audit trail
 * tells who signed in, from where, and by whose account.
 *
 * @param vouched the account of a provider; null: the token itself was presented
 * @throws DomainError unauthorized
 */
export async function beginSession(
  { database, clock }: Services,
  actor: Actor,
  vouched: Vouched | null,
  from: Origin,
): Promise<NewSession> {
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
      const begun = { sessionHash: hashToken(secret), tokenId, begunAt, endsAt: ends, vouched };
      await insertSession(tx, begun);
      const of = vouched === null ? actor : { ...actor, issuer: vouched.issuer };
      fund.audit(await sessionEvent(tx, 'sign_in', of, from));
      return ends;
    }),
  );
  return { actor, secret, endsAt };
}

/** Begins a session of a token. @throws DomainError unauthorized */
export async function signIn(services: Services, token: string, from: Origin): Promise<NewSession> {
  const actor = await authenticate(services, { kind: 'token', secret: token }, false);
  if (actor === null) throw new DomainError('unauthorized');
  return beginSession(services, actor, null, from);
}

/** The account of a provider that vouches for a session; null: a token does, or there is no session. */
export async function accountOfSession(
  { database }: Pick<Services, 'database'>,
  secret: string,
): Promise<{ readonly issuer: string; readonly idToken: string } | null> {
  const sessionHash = hashToken(secret);
  const found = await findSession(database, sessionHash);
  if (found === null) return null;
  return readFund(database, found.fundId, (tx) => whoVouches(tx, sessionHash));
}

/** Ends the sessions that a provider says are over, in every fund; says how many. */
export async function endAtProvider(
  { database }: Pick<Services, 'database'>,
  ended: EndedAtProvider,
  from: Origin,
): Promise<number> {
  const sessions = await sessionsOf(database, ended);
  for (const { fundId, sessionHash, tokenId } of sessions) {
    await writeFund(database, fundId, async (tx) => {
      if (!(await deleteSession(tx, sessionHash))) return;
      const token = await findTokenById(tx, tokenId);
      const of = { tokenId, tokenName: token?.name ?? '', issuer: ended.issuer };
      await appendAuditEvents(tx, [await sessionEvent(tx, 'provider_sign_out', of, from)]);
    });
  }
  return sessions.length;
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
