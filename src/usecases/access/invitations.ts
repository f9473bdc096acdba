import type { Fund, FundAct } from '../../book/fund.ts';
import type { PersonRole } from '../../domain/access/identity.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import {
  endInvitation,
  findInvitation,
  insertInvitation,
  listInvitations,
  type ListedInvitation,
} from '../../store/access/invitation.ts';
import { isNameInUse } from '../../store/access/token.ts';
import type { FundTx } from '../../store/database/database.ts';
import { hashToken, newToken } from './authenticate.ts';
import type { ByRequest } from './manageTokens.ts';

export type { ListedInvitation };

/** How long an invitation is open. */
const OPEN_MS = 14 * 24 * 3_600_000;

/** Whether an invitation can still be accepted. */
export const isOpen = (
  { outcome, expiresAt }: Pick<ListedInvitation, 'outcome' | 'expiresAt'>,
  now: Date,
): boolean => outcome === null && expiresAt > now;

async function invitationOf(tx: FundTx, id: string): Promise<ListedInvitation> {
  const found = await findInvitation(tx, id);
  if (found === null) throw new DomainError('not-found', { figures: { what: 'invitation', id } });
  return found;
}

/**
 * Invites somebody, for 14 days; of the code only a hash is kept.
 *
 * @returns with the code, which nobody can be told again
 * @throws DomainError duplicate
 */
export async function invite(
  fund: FundAct,
  by: ByRequest & { readonly now: Date },
  asked: { readonly name: string; readonly role: PersonRole },
): Promise<ListedInvitation & { readonly code: string }> {
  const code = newToken();
  return fund.write(async (tx) => {
    const open = (await listInvitations(tx)).filter((each) => isOpen(each, by.now));
    const isInvited = open.some(({ name }) => name === asked.name);
    if (isInvited || (await isNameInUse(tx, asked.name, by.today))) {
      throw new DomainError('duplicate', { figures: { field: 'name', value: asked.name } });
    }
    const expiresAt = new Date(by.now.getTime() + OPEN_MS);
    const added = { ...asked, codeHash: hashToken(code), expiresAt };
    const of = { ...by.from, actor: by.actor.tokenId };
    const { id, event } = await insertInvitation(tx, added, of);
    fund.audit(event);
    return { ...(await invitationOf(tx, id)), code };
  });
}

/** Withdraws an invitation that is open. @throws DomainError not-found, invitation-not-open */
export async function withdrawInvitation(
  fund: FundAct,
  by: ByRequest & { readonly now: Date },
  id: string,
): Promise<ListedInvitation> {
  return fund.write(async (tx) => {
    if (!isOpen(await invitationOf(tx, id), by.now)) throw new DomainError('invitation-not-open');
    const of = { ...by.from, actor: by.actor.tokenId };
    fund.audit(await endInvitation(tx, { id, outcome: 'withdrawn' }, of));
    return invitationOf(tx, id);
  });
}

/** The invitations of the fund, oldest first. */
export const invitations = (fund: Fund): Promise<ListedInvitation[]> => fund.sql(listInvitations);
