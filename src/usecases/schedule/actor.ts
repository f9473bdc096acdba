import type { Actor } from '../../domain/access/actor.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { readFund, type Database } from '../../store/database/database.ts';
import { listTokens } from '../../store/access/token.ts';
import { issueToken } from '../access/manageTokens.ts';
import type { Services } from '../view/services.ts';

/** What marks the token in whose name scheduled work is done: no permission, so that it opens nothing. */
const SCOPE = 'scheduled-work';

const NAME = 'Việc theo lịch';

async function findActor(database: Database, fundId: string): Promise<Actor | null> {
  const tokens = await readFund(database, fundId, (tx) => listTokens(tx));
  const own = tokens.findLast(
    ({ scopes, revokedAt }) => scopes.includes(SCOPE) && revokedAt === null,
  );
  if (own === undefined) return null;
  const { id: tokenId, name: tokenName, role, scopes } = own;
  return { fundId, tokenId, tokenName, role, scopes };
}

/**
 * In whose name a fund's scheduled work is done: a token of its own, which the audit trail names. Nobody ever
 * knew its secret. It is made when it is needed first, and anew if somebody has revoked it.
 */
export async function scheduleActor(
  services: Pick<Services, 'database' | 'clock'>,
  fundId: string,
): Promise<Actor> {
  for (let number = 1; ; number += 1) {
    const found = await findActor(services.database, fundId);
    if (found !== null) return found;
    const name = number === 1 ? NAME : `${NAME} ${number}`;
    const made = { name, role: 'integration', scopes: [SCOPE], expiresOn: null } as const;
    try {
      await issueToken(services, fundId, made);
    } catch (error) {
      // Another service was faster, or somebody's token is called so.
      if (!(error instanceof DomainError) || error.code !== 'duplicate') throw error;
    }
  }
}
