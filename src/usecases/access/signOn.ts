import type { Actor } from '../../domain/access/actor.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { identitiesOf, livingIdentity, type FoundIdentity } from '../../store/access/identity.ts';
import { endInvitation, findInvitation, invitationByCode } from '../../store/access/invitation.ts';
import { isNameInUse } from '../../store/access/token.ts';
import { appendAuditEvents, sessionEvent, type Origin } from '../../store/books/audit.ts';
import { readFund, writeFund } from '../../store/database/database.ts';
import type { Services } from '../view/services.ts';
import { hashToken } from './authenticate.ts';
import { isOpen } from './invitations.ts';
import { bind } from './users.ts';
import { followClaims } from './roleClaims.ts';
import { isFor, type Account, type Provider } from './providers.ts';

/** Somebody in a fund, who may begin a session there. */
export interface Entrant extends Actor {
  readonly fundCode: string;
}

const entrantOf = (found: FoundIdentity): Entrant => {
  const { fundId, fundCode, tokenId, tokenName, role, scopes } = found;
  return { fundId, fundCode, tokenId, tokenName, role, scopes };
};

/** Who is known in which funds of a provider, and is let in. */
async function known(
  { database, clock }: Services,
  provider: Provider,
  account: Account,
): Promise<{ readonly good: FoundIdentity[]; readonly ended: FoundIdentity[] }> {
  const found = (await identitiesOf(database, account)).filter(
    ({ kind, fundCode }) => kind === 'person' && isFor(provider, fundCode),
  );
  const isGood = ({ revoked, expiresOn }: FoundIdentity) =>
    !revoked && (expiresOn === null || expiresOn >= clock.today());
  return { good: found.filter(isGood), ended: found.filter((each) => !isGood(each)) };
}

/** Those of them who came by an invitation: without a claim that is read nobody comes in by one. */
async function invited(
  { database }: Services,
  good: readonly FoundIdentity[],
  account: Account,
): Promise<FoundIdentity[]> {
  const found: FoundIdentity[] = [];
  for (const each of good) {
    const living = await readFund(database, each.fundId, (tx) => livingIdentity(tx, account));
    if (living?.isInvited === true) found.push(each);
  }
  return found;
}

/** Enters in the trail that somebody came whom the fund has known, and was not let in. */
async function noteRefusal(
  { database }: Services,
  { fundId, tokenId, tokenName }: FoundIdentity,
  issuer: string,
  from: Origin,
): Promise<void> {
  await writeFund(database, fundId, async (tx) => {
    const of = { tokenId, tokenName, issuer };
    await appendAuditEvents(tx, [await sessionEvent(tx, 'sign_in_refused', of, from)]);
  });
}

/**
 * Binds an account to the name and role of an invitation, which then has ended: once, also where two come
 * with it at the same time.
 *
 * @throws DomainError invitation-not-open, known-already, duplicate
 */
async function accept(
  { database, clock }: Services,
  provider: Provider,
  account: Account,
  asked: { readonly code: string; readonly from: Origin },
): Promise<Entrant> {
  const found = await invitationByCode(database, hashToken(asked.code));
  if (found === null || !isFor(provider, found.fundCode)) {
    throw new DomainError('invitation-not-open');
  }
  const { fundId, fundCode, id } = found;
  const { issuer, subject } = account;
  return writeFund(database, fundId, async (tx) => {
    const invitation = await findInvitation(tx, id);
    if (invitation === null || !isOpen(invitation, clock.now())) {
      throw new DomainError('invitation-not-open');
    }
    const { name, role } = invitation;
    if (await isNameInUse(tx, name, clock.today())) {
      throw new DomainError('duplicate', { figures: { field: 'name', value: name } });
    }
    const rights = { kind: 'person', account: { issuer, subject }, scopes: [], by: null } as const;
    const { stored, events } = await bind(
      tx,
      { ...rights, name, role, invitationId: id },
      asked.from,
    );
    const by = { ...asked.from, actor: stored.id };
    events.push(await endInvitation(tx, { id, outcome: 'accepted' }, by));
    await appendAuditEvents(tx, events);
    return { fundId, fundCode, tokenId: stored.id, tokenName: name, role, scopes: [] };
  });
}

/**
 * Whom an account stands for: in one fund, or in several, of which somebody is to choose.
 *
 * @param code of an invitation that somebody brings along; null: none
 * @throws DomainError not-let-in, invitation-not-open, known-already, duplicate
 */
export async function entrants(
  services: Services,
  provider: Provider,
  account: Account,
  { code, from }: { readonly code: string | null; readonly from: Origin },
): Promise<readonly Entrant[]> {
  if (code !== null) return [await accept(services, provider, account, { code, from })];
  await followClaims(services, provider, account, from);
  const { good, ended } = await known(services, provider, account);
  const letIn = account.values === null ? await invited(services, good, account) : good;
  if (letIn.length > 0) return letIn.map(entrantOf);
  for (const each of ended) await noteRefusal(services, each, account.issuer, from);
  const figures = account.name === null ? {} : { account: account.name };
  throw new DomainError('not-let-in', { figures });
}
