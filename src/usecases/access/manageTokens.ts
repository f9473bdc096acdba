import type { Fund, FundAct } from '../../book/fund.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError, invalid } from '../../domain/primitives/errors.ts';
import {
  appendAuditEvents,
  NO_REQUEST,
  revocationEvent,
  tokenEvent,
  type NewAuditEvent,
  type Origin,
} from '../../store/books/audit.ts';
import { writeFund, type FundTx } from '../../store/database/database.ts';
import {
  activeDirectors,
  findTokenById,
  insertRevocation,
  insertToken,
  listTokens,
  isNameInUse,
  type ListedToken,
  type NewToken,
  type StoredToken,
} from '../../store/access/token.ts';
import type { Actor } from '../../domain/access/actor.ts';
import type { By } from '../acts/by.ts';
import { hashToken, newToken } from './authenticate.ts';
import type { Services } from '../view/services.ts';

export type { ListedToken, NewToken, StoredToken };

/** By whom, on which day and from where. */
export interface ByRequest extends By {
  readonly from: Origin;
}

/** @throws DomainError validation, duplicate */
export async function checkToken(tx: FundTx, added: NewToken, today: CalendarDate): Promise<void> {
  const { name, role, scopes, expiresOn } = added;
  if (role === 'integration' && scopes.length === 0) {
    throw invalid('/scopes', {
      en: 'an integration has the permissions named here: name at least one',
      vi: 'mã kết nối (integration) có các quyền nêu ở đây: hãy nêu ít nhất một quyền',
    });
  }
  if (role !== 'integration' && scopes.length > 0) {
    throw invalid('/scopes', {
      en: `only an integration has scopes; a token of role ${role} has none`,
      vi: `chỉ mã kết nối (integration) mới có \`scopes\`; mã của vai trò ${role} không có`,
    });
  }
  if (expiresOn !== null && expiresOn < today) {
    throw invalid('/expiresOn', {
      en: 'is the last day on which it is good: today or later',
      vi: 'là ngày cuối cùng còn hiệu lực: từ hôm nay trở đi',
    });
  }
  if (await isNameInUse(tx, name, today)) {
    throw new DomainError('duplicate', { figures: { field: 'name', value: name } });
  }
}

type MadeToken = StoredToken & { readonly token: string };

async function makeToken(
  tx: FundTx,
  by: Omit<ByRequest, 'actor'> & { readonly actor: Actor | null },
  added: NewToken,
): Promise<{ readonly made: MadeToken; readonly event: NewAuditEvent }> {
  await checkToken(tx, added, by.today);
  const token = newToken();
  const tokenHash = hashToken(token);
  const stored = await insertToken(tx, { ...added, tokenHash });
  // One made on the machine itself, for a lost one, is its own actor.
  const said = { ...stored, tokenHash };
  const event = await tokenEvent(tx, said, by.actor?.tokenId ?? stored.id, by.from);
  return { made: { ...stored, token }, event };
}

/**
 * Makes a token of the fund; of its secret only a hash is kept.
 *
 * @returns with `token`, the secret, which nobody can be told again
 * @throws DomainError validation, duplicate
 */
export async function addToken(fund: FundAct, by: ByRequest, added: NewToken): Promise<MadeToken> {
  const { made, event } = await fund.write((tx) => makeToken(tx, by, added));
  fund.audit(event);
  return made;
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
): Promise<MadeToken> {
  const by = { actor: null, from: NO_REQUEST, today: clock.today() };
  return writeFund(database, fundId, async (tx) => {
    const { made, event } = await makeToken(tx, by, added);
    await appendAuditEvents(tx, [event]);
    return made;
  });
}

/**
 * Ends a token at once. The last director's that is good cannot be ended: nobody could make another.
 *
 * @throws DomainError not-found, already-revoked, last-director
 */
export async function revokeToken(
  fund: FundAct,
  by: ByRequest,
  revoked: { readonly id: string; readonly reason: string },
): Promise<ListedToken> {
  const { id, reason } = revoked;
  const found = await fund.sql((tx) => findTokenById(tx, id));
  if (found === null) throw new DomainError('not-found', { figures: { what: 'token', id } });
  if (found.revokedAt !== null) {
    const figures = { revokedAt: found.revokedAt.toISOString() };
    throw new DomainError('already-revoked', { figures });
  }
  const directors = await fund.sql((tx) => activeDirectors(tx, by.today));
  const others = directors.filter((each) => each.id !== id);
  // A person comes in by a provider, which may fail: only a token is a way in that stays.
  const isWayIn = directors.some((each) => each.id === id);
  if (isWayIn && others.length === 0) throw new DomainError('last-director');
  const { name } = found;
  const revokedAt = await fund.write(async (tx) => {
    const at = await insertRevocation(tx, { tokenId: id, reason, by: by.actor });
    const ended = { id, name, reason, revokedAt: at };
    fund.audit(await revocationEvent(tx, ended, by.actor.tokenId, by.from));
    return at;
  });
  return { ...found, revokedAt, revokedBy: by.actor.tokenName, reason };
}

/** The tokens of the fund, oldest first. */
export function tokens(
  fund: Fund,
  page: { readonly after?: readonly [createdAt: Date, id: string]; readonly limit?: number },
): Promise<ListedToken[]> {
  return fund.sql((tx) => listTokens(tx, page));
}
