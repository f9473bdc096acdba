import type { Identity } from '../../domain/access/identity.ts';

/** A sign-in that was begun, kept by the browser until its provider sends it back. */
export interface Attempt {
  /** The name of the provider. */
  readonly provider: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Whom a provider has signed in. */
export interface Account extends Identity {
  /** As the provider calls whoever it is; null: it does not say. */
  readonly name: string | null;
  /** What the claim says that may give roles; null: no claim of the provider is read. */
  readonly values: readonly string[] | null;
  /** How the provider calls its own session; null: it does not say. */
  readonly providerSession: string | null;
  /** What tells the provider who signs out; null: it is too long to be kept. */
  readonly idToken: string | null;
}

/** What a provider says when it ends sessions: all of an account, or one. */
export interface ProviderLogout {
  readonly issuer: string;
  readonly subject: string | null;
  readonly providerSession: string | null;
  readonly at: Date;
}

/** A provider of accounts, as the operator has set it. */
export interface Provider {
  readonly name: string;
  readonly issuer: string;
  /** The codes of the funds that it is for; null: all. */
  readonly funds: readonly string[] | null;
  /** Whether programs may ask with its access tokens. */
  readonly takesBearers: boolean;
  /** Whether a claim of it is read that may give roles. */
  readonly readsRoles: boolean;
  /** Begins a sign-in; gives the address to which the browser goes. @throws DomainError provider-unavailable */
  begin(): Promise<{ readonly address: string; readonly attempt: Attempt }>;
  /**
   * Ends a sign-in: what the browser brings back is exchanged and checked.
   *
   * @param query what stands behind the `?` of the address to which the browser was sent back
   * @throws DomainError sign-on-refused, provider-unavailable
   */
  finish(query: string, attempt: Attempt): Promise<Account>;
  /**
   * Where a browser goes to sign out there too; null: the ID token is another client's, the provider has no such
   * place, or it does not answer.
   */
  endOf(idToken: string): Promise<string | null>;
  /** Who is signed out. @throws DomainError unauthorized, provider-unavailable */
  readLogout(logoutToken: string): Promise<ProviderLogout>;
  /** Whose an access token is. @throws DomainError unauthorized, provider-unavailable */
  bearerOf(accessToken: string): Promise<Identity>;
}

/** The providers of an installation, and what they need of it. */
export interface SignOn {
  readonly providers: readonly Provider[];
  /** Where people open the service; only without providers it may be empty. */
  readonly publicUrl: string;
  /** With which what a browser keeps is sealed: 32 bytes. */
  readonly key: Buffer;
}

/** An installation without providers. */
export const NO_SIGN_ON: SignOn = { providers: [], publicUrl: '', key: Buffer.alloc(32) };

/** Whether a provider is for a fund. */
export const isFor = ({ funds }: Pick<Provider, 'funds'>, fundCode: string): boolean =>
  funds === null || funds.includes(fundCode);

/** What a token says of itself, unchecked; null: it is no token of a provider. */
export function issuerIn(token: string): string | null {
  try {
    const [, payload = ''] = token.split('.');
    const { iss } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { iss?: unknown };
    return typeof iss === 'string' ? iss.replace(/\/+$/, '') : null;
  } catch {
    return null;
  }
}
