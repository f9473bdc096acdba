import { randomUUID } from 'node:crypto';
import type { Fund, FundAct } from '../../book/fund.ts';
import type { Identity, IdentityKind } from '../../domain/access/identity.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import {
  findIdentity,
  insertIdentity,
  listIdentities,
  livingIdentity,
  type ListedIdentity,
} from '../../store/access/identity.ts';
import { insertToken, type NewToken, type StoredToken } from '../../store/access/token.ts';
import { tokenEvent, type NewAuditEvent, type Origin } from '../../store/books/audit.ts';
import type { FundTx } from '../../store/database/database.ts';
import { checkToken, revokeToken, type ByRequest } from './manageTokens.ts';

export type { ListedIdentity };

/** Whom an account is to stand for. */
export interface NewBinding extends Omit<NewToken, 'expiresOn'> {
  readonly kind: IdentityKind;
  readonly account: Identity;
  readonly invitationId: string | null;
  /** The token that does it; null: whoever it is, itself. */
  readonly by: string | null;
}

/**
 * Makes a row of `token` that nobody can present, as its hash is none, and binds it to an account.
 *
 * @throws DomainError known-already
 */
export async function bind(
  tx: FundTx,
  { kind, account, invitationId, by, name, role, scopes }: NewBinding,
  from: Origin,
): Promise<{ readonly stored: StoredToken; readonly events: NewAuditEvent[] }> {
  const { issuer, subject } = account;
  const known = await livingIdentity(tx, account);
  if (known !== null) throw new DomainError('known-already', { figures: { name: known.name } });
  const tokenHash = `${kind} ${randomUUID()}`;
  const stored = await insertToken(tx, { name, role, scopes, expiresOn: null, tokenHash });
  const boundBy = by ?? stored.id;
  const bound = { tokenId: stored.id, kind, issuer, subject, invitationId, boundBy };
  const events = [
    await tokenEvent(tx, { ...stored, tokenHash }, boundBy, from),
    await insertIdentity(tx, bound, from),
  ];
  return { stored, events };
}

/** @throws DomainError not-found */
async function identityOf(tx: FundTx, id: string): Promise<ListedIdentity> {
  const found = await findIdentity(tx, id);
  if (found === null) throw new DomainError('not-found', { figures: { what: 'user', id } });
  return found;
}

/**
 * Lets a program in that has the access tokens of a provider.
 *
 * @throws DomainError validation, duplicate, known-already
 */
export async function registerProgram(
  fund: FundAct,
  by: ByRequest,
  asked: Identity & Omit<NewToken, 'expiresOn'>,
): Promise<ListedIdentity> {
  const { issuer, subject, name, role, scopes } = asked;
  return fund.write(async (tx) => {
    await checkToken(tx, { name, role, scopes, expiresOn: null }, by.today);
    const rights = { kind: 'program', invitationId: null, by: by.actor.tokenId } as const;
    const account = { issuer, subject };
    const { stored, events } = await bind(tx, { ...rights, account, name, role, scopes }, by.from);
    for (const event of events) fund.audit(event);
    return identityOf(tx, stored.id);
  });
}

/** Ends a person or a program at once, with the sessions. @throws DomainError not-found, already-revoked */
export async function endUser(
  fund: FundAct,
  by: ByRequest,
  ended: { readonly id: string; readonly reason: string },
): Promise<ListedIdentity> {
  await fund.sql((tx) => identityOf(tx, ended.id));
  await revokeToken(fund, by, ended);
  return fund.write((tx) => identityOf(tx, ended.id));
}

/** Who of the fund comes in by a provider's account, oldest first. */
export const users = (fund: Fund): Promise<ListedIdentity[]> => fund.sql(listIdentities);

/** Whom a row of `token` stands for at a provider; null: it is a token. */
export const userOf = (fund: Fund, tokenId: string): Promise<ListedIdentity | null> =>
  fund.sql((tx) => findIdentity(tx, tokenId));
