import type { Fund, FundAct } from '../../book/fund.ts';
import type { PersonRole } from '../../domain/access/identity.ts';
import { identitiesOf, livingIdentity, type ListedIdentity } from '../../store/access/identity.ts';
import {
  insertRoleClaim,
  listRoleClaims,
  roleClaimsOf,
  type NewRoleClaim,
  type RoleOfValue,
  type StoredRoleClaim,
} from '../../store/access/roleClaim.ts';
import { insertRevocation, isNameInUse } from '../../store/access/token.ts';
import { appendAuditEvents, revocationEvent, type Origin } from '../../store/books/audit.ts';
import { readFund, writeFund, type FundTx } from '../../store/database/database.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { Services } from '../view/services.ts';
import type { ByRequest } from './manageTokens.ts';
import { isFor, type Account, type Provider } from './providers.ts';
import { bind } from './users.ts';

export type { StoredRoleClaim };

/** Settles what the fund makes of a provider's claim from a day on. */
export function settleRoleClaim(
  fund: FundAct,
  by: ByRequest,
  asked: NewRoleClaim,
): Promise<StoredRoleClaim> {
  return fund.write(async (tx) => {
    const of = { ...by.from, actor: by.actor.tokenId };
    const { id, event } = await insertRoleClaim(tx, asked, of);
    fund.audit(event);
    const stored = (await listRoleClaims(tx)).find((each) => each.id === id);
    if (stored === undefined) throw new Error('the roles of a claim are not there');
    return stored;
  });
}

/** What the fund makes of claims, the first entered first. */
export const roleClaims = (fund: Fund): Promise<StoredRoleClaim[]> => fund.sql(listRoleClaims);

/** The role that the values of a claim give: that of the first line that names one of them. */
export const roleFor = (
  roles: readonly RoleOfValue[],
  values: readonly string[],
): PersonRole | null => roles.find(({ value }) => values.includes(value))?.role ?? null;

/** A name that nobody of the fund has now: people may be called the same. */
async function freeName(tx: FundTx, name: string, today: CalendarDate): Promise<string> {
  for (let count = 1; ; count += 1) {
    const tried = count === 1 ? name : `${name} (${count})`;
    if (!(await isNameInUse(tx, tried, today))) return tried;
  }
}

/** Ends who came in by a claim, in this person's own name: nobody of the fund did it. */
async function end(
  tx: FundTx,
  { id, name, role, scopes }: ListedIdentity,
  reason: string,
  from: Origin,
): Promise<void> {
  const by = { fundId: tx.fundId, tokenId: id, tokenName: name, role, scopes };
  const revokedAt = await insertRevocation(tx, { tokenId: id, reason, by });
  await appendAuditEvents(tx, [
    await revocationEvent(tx, { id, name, reason, revokedAt }, id, from),
  ]);
}

/** What is to be done in a fund so that who came in by a claim has the role that the claim gives now. */
type Step = 'nothing' | 'make' | 'change' | 'end';

function stepFor(living: ListedIdentity | null, role: PersonRole | null): Step {
  if (living === null) return role === null ? 'nothing' : 'make';
  // Who was invited has the role of the invitation.
  if (living.isInvited || living.role === role) return 'nothing';
  return role === null ? 'end' : 'change';
}

/** Has a claim followed in one fund, under the fund's lock. */
async function follow(
  { database, clock }: Services,
  fundId: string,
  account: Account,
  { role, from }: { readonly role: PersonRole | null; readonly from: Origin },
): Promise<void> {
  const seen = await readFund(database, fundId, (tx) => livingIdentity(tx, account));
  if (stepFor(seen, role) === 'nothing') return;
  await writeFund(database, fundId, async (tx) => {
    // Another sign-in of the account may have been faster.
    const living = await livingIdentity(tx, account);
    if (stepFor(living, role) === 'nothing') return;
    const why = role === null ? 'không còn cho quyền nào' : 'cho vai trò khác';
    if (living !== null) await end(tx, living, `Nhóm của tài khoản ${why}`, from);
    if (role === null) return;
    const { issuer, subject } = account;
    const name = living?.name ?? (await freeName(tx, account.name ?? subject, clock.today()));
    const rights = { kind: 'person', invitationId: null, scopes: [], by: null } as const;
    const made = { ...rights, account: { issuer, subject }, name, role };
    await appendAuditEvents(tx, (await bind(tx, made, from)).events);
  });
}

/**
 * Has the roles of an account follow what the provider's claim says now, in every fund that makes something of
 * it: a person is made, made anew with another role, or ended.
 */
export async function followClaims(
  services: Services,
  provider: Provider,
  account: Account,
  from: Origin,
): Promise<void> {
  const { database, clock } = services;
  const { values } = account;
  // Without a claim that is read nobody comes in by one, and nobody is ended for it.
  if (values === null) return;
  const mapped = await roleClaimsOf(database, account.issuer, clock.today());
  const known = (await identitiesOf(database, account)).filter(
    ({ kind, revoked }) => kind === 'person' && !revoked,
  );
  const funds = new Map([...mapped, ...known].map((each) => [each.fundId, each.fundCode]));
  for (const [fundId, fundCode] of funds) {
    if (!isFor(provider, fundCode)) continue;
    const roles = mapped.find((each) => each.fundId === fundId)?.roles ?? [];
    await follow(services, fundId, account, { role: roleFor(roles, values), from });
  }
}
