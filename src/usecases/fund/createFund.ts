import { addFund } from '../../store/fund/fund.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { hashToken, newToken } from '../access/authenticate.ts';

/** The name of the first token of a fund. */
const FIRST_TOKEN_NAME = 'Giám đốc';

export interface NewFund {
  readonly code: string;
  readonly name: string;
  readonly province: string;
}

/**
 * Adds a fund to the installation with its director's token, which is kept only as a hash.
 *
 * @throws DomainError duplicate, where a fund has the code
 */
export async function createFund(
  ownerConnectionString: string,
  fund: NewFund,
  token: string = newToken(),
): Promise<{ director: Actor; token: string }> {
  const first = { tokenHash: hashToken(token), tokenName: FIRST_TOKEN_NAME };
  const { director } = await addFund(ownerConnectionString, { ...fund, ...first });
  return { director, token };
}
