import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError, invalid } from '../../domain/primitives/errors.ts';
import { auditRevocation, auditToken, NO_REQUEST, type Origin } from '../../store/books/audit.ts';
import { writeFund, type FundTx } from '../../store/database/database.ts';
import {
  activeDirectors,
  findTokenById,
  insertRevocation,
  insertToken,
  listTokens,
  tokenNameExists,
  type ListedToken,
  type NewToken,
  type StoredToken,
} from '../../store/access/token.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { hashToken, newToken } from './authenticate.ts';
import type { Services } from '../view/services.ts';

export type { ListedToken, NewToken, StoredToken };

interface By {
  readonly actor: Actor;
  readonly from: Origin;
  readonly today: CalendarDate;
}

/** @throws DomainError validation, duplicate */
async function checkToken(tx: FundTx, added: NewToken, today: CalendarDate): Promise<void> {
  const { name, role, scopes, expiresOn } = added;
  if (role === 'integration' && scopes.length === 0) {
    throw invalid('/scopes', 'an integration has the permissions named here: name at least one');
  }
  if (role !== 'integration' && scopes.length > 0) {
    throw invalid('/scopes', `only an integration has scopes; a token of role ${role} has none`);
  }
  if (expiresOn !== null && expiresOn < today) {
    throw invalid('/expiresOn', 'is the last day on which it is good: today or later');
  }
  if (await tokenNameExists(tx, name)) {
    throw new DomainError('duplicate', { figures: { field: 'name', value: name } });
  }
}

/**
 * Makes a token of the fund; of its secret only a hash is kept.
 *
 * @returns with `token`, the secret, which nobody can be told again
 * @throws DomainError validation, duplicate
 */
export async function addToken(
  tx: FundTx,
  by: Omit<By, 'actor'> & { readonly actor: Actor | null },
  added: NewToken,
): Promise<StoredToken & { readonly token: string }> {
  await checkToken(tx, added, by.today);
  const token = newToken();
  const stored = await insertToken(tx, { ...added, tokenHash: hashToken(token) });
  // One made on the machine itself, for a lost one, is its own actor.
  await auditToken(tx, stored, by.actor?.tokenId ?? stored.id, by.from);
  return { ...stored, token };
}

/**
 * Makes a token on the machine itself: the first of a new person, or one in place of a lost one.
 *
 * @throws DomainError validation, duplicate
 */
export function issueToken(
  { database, clock }: Services,
  fundId: string,
  added: NewToken,
): Promise<StoredToken & { readonly token: string }> {
  const by = { actor: null, from: NO_REQUEST, today: clock.today() };
  return writeFund(database, fundId, (tx) => addToken(tx, by, added));
}

/**
 * Ends a token at once. The last director's that is good cannot be ended: nobody could make another.
 *
 * @throws DomainError not-found, already-revoked, last-director
 */
export async function revokeToken(
  tx: FundTx,
  by: By,
  revoked: { readonly id: string; readonly reason: string },
): Promise<ListedToken> {
  const { id, reason } = revoked;
  const found = await findTokenById(tx, id);
  if (found === null) throw new DomainError('not-found', { figures: { what: 'token', id } });
  if (found.revokedAt !== null) {
    const figures = { revokedAt: found.revokedAt.toISOString() };
    throw new DomainError('already-revoked', { figures });
  }
  const others = (await activeDirectors(tx, by.today)).filter((each) => each.id !== id);
  if (found.role === 'director' && others.length === 0) throw new DomainError('last-director');
  const revokedAt = await insertRevocation(tx, { tokenId: id, reason, by: by.actor });
  await auditRevocation(tx, { id, name: found.name, reason, revokedAt }, by.actor.tokenId, by.from);
  return { ...found, revokedAt, revokedBy: by.actor.tokenName, reason };
}

/** The tokens of the fund, oldest first. */
export function tokens(
  tx: FundTx,
  page: { readonly after?: readonly [createdAt: Date, id: string]; readonly limit?: number },
): Promise<ListedToken[]> {
  return listTokens(tx, page);
}
