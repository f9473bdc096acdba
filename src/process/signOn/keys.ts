import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyOptions,
} from 'jose';
import { DomainError } from '../../domain/primitives/errors.ts';

/** With which a provider may sign; never `none`, and nothing that is checked with a shared secret. */
export const ALGORITHMS = ['RS256', 'PS256', 'ES256'];

/** By how much the clocks of provider and service may differ. */
export const SKEW_SECONDS = 30;

/** How long the keys are taken as they are, before they are asked for anew in the background. */
const FRESH_MS = 600_000;

const TIMEOUT_MS = 5_000;

/** How often the keys may be asked for at the most, where a key is not known. */
export const COOL_DOWN_MS = 30_000;

type Remote = ReturnType<typeof createRemoteJWKSet>;

/**
 * The keys of a provider. What is known goes on to count if the provider does not answer; a key that is not
 * known has the keys asked for anew, but not all the time.
 */
export class ProviderKeys {
  readonly #coolDownMs: number;
  #remote: { readonly url: string; readonly keys: Remote } | null = null;
  #askedAt = -Infinity;
  #failedAt = -Infinity;

  constructor(coolDownMs = COOL_DOWN_MS) {
    this.#coolDownMs = coolDownMs;
  }

  #keysAt(url: string): Remote {
    if (this.#remote?.url !== url) {
      const keys = createRemoteJWKSet(new URL(url), {
        cacheMaxAge: Infinity,
        cooldownDuration: this.#coolDownMs,
        timeoutDuration: TIMEOUT_MS,
      });
      this.#remote = { url, keys };
      this.#askedAt = performance.now();
    }
    return this.#remote.keys;
  }

  /** Asks for the keys anew once they are old; nobody waits for it. */
  #refresh(keys: Remote): void {
    if (performance.now() - this.#askedAt < FRESH_MS) return;
    this.#askedAt = performance.now();
    keys.reload().catch(() => undefined);
  }

  /**
   * What a signed token says, if all of it is right.
   *
   * @throws DomainError unauthorized; provider-unavailable, where its key is not known and cannot be asked for
   */
  async verify(
    url: string,
    token: string,
    options: Omit<JWTVerifyOptions, 'algorithms' | 'clockTolerance'>,
  ): Promise<JWTPayload> {
    const keys = this.#keysAt(url);
    this.#refresh(keys);
    const key: Remote = Object.assign(async (...asked: Parameters<Remote>) => {
      // Whoever sends keys that nobody knows must not have a provider asked that does not answer.
      const isResting = performance.now() - this.#failedAt < this.#coolDownMs;
      if (!isResting) return keys(...asked);
      const known = keys.jwks();
      if (known === undefined) throw new errors.JWKSTimeout();
      return createLocalJWKSet(known)(...asked);
    }, keys);
    try {
      const fixed = { algorithms: ALGORITHMS, clockTolerance: SKEW_SECONDS };
      return (await jwtVerify(token, key, { ...options, ...fixed })).payload;
    } catch (error) {
      if (this.#isAnswered(error)) throw new DomainError('unauthorized');
      this.#failedAt = performance.now();
      throw new DomainError('provider-unavailable');
    }
  }

  /** Whether it is the token that is wrong, and not the provider that did not answer. */
  #isAnswered(error: unknown): boolean {
    if (!(error instanceof errors.JOSEError)) return false;
    return error.code !== 'ERR_JWKS_TIMEOUT' && error.code !== 'ERR_JOSE_GENERIC';
  }
}
