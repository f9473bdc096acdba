import { decodeJwt } from 'jose';
import * as oidc from 'openid-client';
import { isText, kept } from '../../domain/primitives/texts.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import type { Identity } from '../../domain/access/identity.ts';
import type {
  Account,
  Attempt,
  Provider,
  ProviderLogout,
} from '../../usecases/access/providers.ts';
import { ProviderKeys, SKEW_SECONDS } from './keys.ts';
import type { ProviderSettings } from './settings.ts';

/** How long the provider may take. */
const TIMEOUT_SECONDS = 5;

/** How long what the provider says of itself is taken as it is. */
const FRESH_MS = 3_600_000;

/** After how long it is asked again if it did not answer. */
const AGAIN_MS = 30_000;

const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** A logout token may be so old at the most: it is sent at once. */
const LOGOUT_SECONDS = 120;

type Claims = Readonly<Record<string, unknown>>;

/** What a claim says; a dot in its name leads into it, unless the provider has a claim of the whole name. */
function claimAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name.split('.').reduce<unknown>((within, part) => {
    const isObject = typeof within === 'object' && within !== null && Object.hasOwn(within, part);
    return isObject ? (within as Claims)[part] : undefined;
  }, claims);
}

const textsOf = (value: unknown): string[] =>
  [value].flat().filter((each) => typeof each === 'string');

const nameOf = (value: unknown): string | null => {
  const name = typeof value === 'string' ? kept(value).slice(0, 200) : '';
  return name !== '' && isText(name) ? name : null;
};

/** Refusals by the provider or of its answer; all else is a provider that does not answer. */
function isRefusal(error: unknown): boolean {
  if (error instanceof oidc.AuthorizationResponseError)
    return error.error !== 'temporarily_unavailable';
  if (error instanceof oidc.ResponseBodyError) return error.status < 500;
  if (error instanceof DomainError) return error.code === 'unauthorized';
  const { code } = error as { code?: unknown };
  const ofAnswer = ['OAUTH_INVALID_RESPONSE', 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'];
  const ofTime = ['OAUTH_JWT_TIMESTAMP_CHECK_FAILED', 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED'];
  return (
    typeof code === 'string' &&
    [...ofAnswer, ...ofTime, 'OAUTH_KEY_SELECTION_FAILED'].includes(code)
  );
}

/** A provider by OpenID Connect; what it says of itself is asked for when it is first needed. */
export class OpenIdProvider implements Provider {
  readonly name: string;
  readonly issuer: string;
  readonly funds: readonly string[] | null;
  readonly takesBearers: boolean;
  readonly readsRoles: boolean;
  readonly #settings: ProviderSettings;
  readonly #publicUrl: string;
  readonly #keys: ProviderKeys;
  #known: { readonly config: oidc.Configuration; readonly at: number } | null = null;
  #asking: Promise<oidc.Configuration> | null = null;

  constructor(settings: ProviderSettings, publicUrl: string, coolDownMs?: number) {
    this.#settings = settings;
    this.#publicUrl = publicUrl;
    this.#keys = new ProviderKeys(coolDownMs);
    this.name = settings.name;
    this.issuer = settings.issuer.replace(/\/+$/, '');
    this.funds = settings.funds;
    this.takesBearers = settings.audience !== null;
    this.readsRoles = settings.rolesClaim !== null;
  }

  #unavailable(): DomainError {
    return new DomainError('provider-unavailable', { figures: { provider: this.name } });
  }

  async #discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings;
    const isPlain = issuer.startsWith('http:');
    const config = await oidc.discovery(
      new URL(issuer),
      clientId,
      { client_secret: clientSecret, [oidc.clockTolerance]: SKEW_SECONDS },
      undefined,
      { timeout: TIMEOUT_SECONDS, execute: isPlain ? [oidc.allowInsecureRequests] : [] },
    );
    this.#known = { config, at: performance.now() };
    return config;
  }

  /**
   * What the provider says of itself. What is known stays good if it is asked again and does not answer.
   *
   * @throws DomainError provider-unavailable
   */
  async #config(): Promise<oidc.Configuration> {
    const known = this.#known;
    if (known !== null && performance.now() - known.at < FRESH_MS) return known.config;
    this.#asking ??= this.#discover().finally(() => {
      this.#asking = null;
    });
    try {
      return await this.#asking;
    } catch {
      if (known === null) throw this.#unavailable();
      this.#known = { ...known, at: performance.now() - FRESH_MS + AGAIN_MS };
      return known.config;
    }
  }

  async #keysUrl(): Promise<string> {
    const { jwks_uri: url } = (await this.#config()).serverMetadata();
    if (url === undefined) throw this.#unavailable();
    return url;
  }

  async begin(): Promise<{ readonly address: string; readonly attempt: Attempt }> {
    const config = await this.#config();
    const attempt = {
      provider: this.name,
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
    };
    const address = oidc.buildAuthorizationUrl(config, {
      redirect_uri: `${this.#publicUrl}/sign-on/callback`,
      scope: this.#settings.scope,
      code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
      state: attempt.state,
      nonce: attempt.nonce,
    });
    return { address: address.href, attempt };
  }

  async finish(query: string, attempt: Attempt): Promise<Account> {
    const config = await this.#config();
    try {
      const address = new URL(`${this.#publicUrl}/sign-on/callback?${query}`);
      const tokens = await oidc.authorizationCodeGrant(config, address, {
        pkceCodeVerifier: attempt.verifier,
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        idTokenExpected: true,
      });
      const { id_token: idToken = '', access_token: accessToken } = tokens;
      const { clientId: audience } = this.#settings;
      const url = await this.#keysUrl();
      const issuer = config.serverMetadata().issuer;
      const claims = await this.#keys.verify(url, idToken, { issuer, audience });
      return this.#accountOf(idToken, await this.#allClaims(config, claims, accessToken));
    } catch (error) {
      if (!isRefusal(error)) throw this.#unavailable();
      const why = error instanceof oidc.AuthorizationResponseError ? error.error : '';
      const figures = { provider: this.name, ...(/^[a-z_]{1,60}$/.test(why) ? { why } : {}) };
      throw new DomainError('sign-on-refused', { figures });
    }
  }

  /** The claims of the ID token, and where these do not say all that is wanted, the provider's others. */
  async #allClaims(
    config: oidc.Configuration,
    claims: Claims,
    accessToken: string,
  ): Promise<Claims> {
    const { nameClaim, rolesClaim } = this.#settings;
    const wanted = [nameClaim, ...(rolesClaim === null ? [] : [rolesClaim])];
    const isWhole = wanted.every((name) => claimAt(claims, name) !== undefined);
    const { userinfo_endpoint: place } = config.serverMetadata();
    if (isWhole || place === undefined) return claims;
    const more = await oidc.fetchUserInfo(config, accessToken, String(claims['sub']));
    return { ...more, ...claims };
  }

  #accountOf(idToken: string, claims: Claims): Account {
    const { nameClaim, rolesClaim } = this.#settings;
    const { sub, sid } = claims;
    return {
      issuer: this.issuer,
      subject: String(sub),
      name: nameOf(claimAt(claims, nameClaim)),
      values: rolesClaim === null ? null : textsOf(claimAt(claims, rolesClaim)),
      providerSession: typeof sid === 'string' ? sid : null,
      idToken,
    };
  }

  async endOf(idToken: string): Promise<string | null> {
    // Another client of the same provider has its own addresses there.
    if (![decodeJwt(idToken).aud].flat().includes(this.#settings.clientId)) return null;
    const config = await this.#config().catch(() => null);
    if (config?.serverMetadata().end_session_endpoint === undefined) return null;
    const asked = {
      id_token_hint: idToken,
      post_logout_redirect_uri: `${this.#publicUrl}/sign-in`,
    };
    return oidc.buildEndSessionUrl(config, asked).href;
  }

  async readLogout(logoutToken: string): Promise<ProviderLogout> {
    const { clientId: audience } = this.#settings;
    const issuer = (await this.#config()).serverMetadata().issuer;
    const options = { issuer, audience, requiredClaims: ['iat', 'jti', 'events'] };
    const url = await this.#keysUrl();
    const said = await this.#keys.verify(url, logoutToken, {
      ...options,
      maxTokenAge: LOGOUT_SECONDS,
    });
    const { sub = null, sid, iat = 0, events, nonce } = said;
    const isLogout =
      typeof events === 'object' && events !== null && Object.hasOwn(events, LOGOUT_EVENT);
    const providerSession = typeof sid === 'string' ? sid : null;
    // A nonce would make an ID token of it.
    const isWhole = isLogout && nonce === undefined && (sub !== null || providerSession !== null);
    if (!isWhole) throw new DomainError('unauthorized');
    const at = new Date((iat + 1) * 1_000);
    return { issuer: this.issuer, subject: sub, providerSession, at };
  }

  async bearerOf(accessToken: string): Promise<Identity> {
    const { audience } = this.#settings;
    if (audience === null) throw new DomainError('unauthorized');
    const issuer = (await this.#config()).serverMetadata().issuer;
    const options = { issuer, audience, typ: 'at+jwt', requiredClaims: ['exp', 'sub'] };
    const { sub } = await this.#keys.verify(await this.#keysUrl(), accessToken, options);
    return { issuer: this.issuer, subject: String(sub) };
  }
}
