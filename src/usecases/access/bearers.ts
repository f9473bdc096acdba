import { DomainError } from '../../domain/primitives/errors.ts';
import type { Identity } from '../../domain/access/identity.ts';
import { identitiesOf } from '../../store/access/identity.ts';
import { findToken } from '../../store/access/token.ts';
import type { Services } from '../view/services.ts';
import { forget, remember, type Actor } from './authenticate.ts';
import { isFor, issuerIn, type Provider, type SignOn } from './providers.ts';

/** The providers whose access token this says to be; none: it is a token of the fund, or nothing. */
export function providersOf({ providers }: SignOn, token: string): readonly Provider[] {
  const taking = providers.filter(({ takesBearers }) => takesBearers);
  if (taking.length === 0 || token.split('.').length !== 3) return [];
  const issuer = issuerIn(token);
  return taking.filter((each) => each.issuer === issuer);
}

/** Whose an access token is, and by which provider; null: nobody's. */
async function subjectOf(
  providers: readonly Provider[],
  token: string,
): Promise<{ readonly provider: Provider; readonly account: Identity } | null> {
  for (const provider of providers) {
    try {
      return { provider, account: await provider.bearerOf(token) };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      // To a program that is the same as a database that does not answer: it asks again.
      if (error.code !== 'unauthorized') throw new DomainError('service-unavailable');
    }
  }
  return null;
}

/**
 * For whom an access token of a provider stands: a program that a director has registered. The token itself gives
 * nothing.
 *
 * @param fundCode which fund is asked, where the program is registered in several; null: not said
 * @returns null: nobody, or it is not said which fund is asked
 * @throws DomainError service-unavailable, where the provider is needed and does not answer
 */
export async function authenticateBearer(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  providers: readonly Provider[],
  token: string,
  fundCode: string | null,
): Promise<Actor | null> {
  const credential = { kind: 'bearer', secret: token } as const;
  const of = await subjectOf(providers, token);
  const found = of === null ? [] : await identitiesOf(database, of.account);
  const good = found.filter(
    ({ kind, revoked, expiresOn, fundCode: code }) =>
      kind === 'program' &&
      !revoked &&
      (expiresOn === null || expiresOn >= clock.today()) &&
      of !== null &&
      isFor(of.provider, code) &&
      (fundCode === null || fundCode === code),
  );
  const [only] = good;
  // The second look notes that it was used.
  const used = good.length === 1 && only ? await findToken(database, only.tokenHash) : null;
  if (used === null || used.revoked) {
    forget(database, credential);
    return null;
  }
  remember(database, credential, used);
  const { expiresOn: _, revoked: __, ...actor } = used;
  return actor;
}
