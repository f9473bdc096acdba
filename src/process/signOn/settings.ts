import fs from 'node:fs';
import { CannotStart, type Environment } from '../settings.ts';
import { readPublicUrl } from '../scheduleSettings.ts';

/** A provider of accounts, as the operator has set it. */
export interface ProviderSettings {
  /** What people read on the sign-in page. */
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The codes of the funds that it is for; null: all. */
  readonly funds: readonly string[] | null;
  /** Whom the access tokens of programs must be for; null: none are taken. */
  readonly audience: string | null;
  readonly scope: string;
  /** The claim with the name of whoever signs in. */
  readonly nameClaim: string;
  /** The claim whose values may give roles, a dot for each step inwards; null: none. */
  readonly rolesClaim: string | null;
}

export interface SignOnSettings {
  readonly providers: readonly ProviderSettings[];
  readonly publicUrl: string;
}

const MOST_PROVIDERS = 20;

const MOST_CHARACTERS = 500;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

const given = (env: Environment, name: string): string | undefined => {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
};

/** An address of https, or of http on this machine alone. */
function checkAddress(what: string, value: string): string {
  if (URL.canParse(value)) {
    const { protocol, hostname, search, hash, username } = new URL(value);
    const isPlain = search === '' && hash === '' && username === '';
    const isSafe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
    if (isPlain && isSafe) return value;
  }
  throw new CannotStart(
    `${what} must be an address such as https://dang-nhap.example.vn, http only on this machine, not "${value}"`,
  );
}

type Given = Readonly<Record<string, unknown>>;

const KNOWN: ReadonlySet<string> = new Set([
  'name',
  'issuer',
  'clientId',
  'clientSecret',
  'funds',
  'audience',
  'scope',
  'nameClaim',
  'rolesClaim',
]);

function textOf(where: string, from: Given, field: string): string | undefined {
  const value = from[field];
  if (value === undefined) return undefined;
  const isFit = typeof value === 'string' && value.trim() !== '' && value.length <= MOST_CHARACTERS;
  if (isFit) return value.trim();
  throw new CannotStart(`${where}: ${field} must be a text of 1 to ${MOST_CHARACTERS} characters`);
}

function needed(where: string, from: Given, field: string): string {
  const value = textOf(where, from, field);
  if (value !== undefined) return value;
  throw new CannotStart(`${where}: ${field} is missing`);
}

function fundsOf(where: string, { funds }: Given): string[] | null {
  if (funds === undefined) return null;
  const isList =
    Array.isArray(funds) && funds.length > 0 && funds.every((each) => typeof each === 'string');
  if (isList) return funds as string[];
  throw new CannotStart(`${where}: funds must be a list of the codes of funds, such as ["QHT"]`);
}

function scopeOf(where: string, from: Given): string {
  const scope = textOf(where, from, 'scope') ?? 'openid profile email';
  if (scope.split(/\s+/).includes('openid')) return scope;
  throw new CannotStart(`${where}: scope must have "openid" among its words`);
}

function providerIn(where: string, from: unknown): ProviderSettings {
  if (typeof from !== 'object' || from === null || Array.isArray(from)) {
    throw new CannotStart(`${where} must be an object with name, issuer, clientId, clientSecret`);
  }
  const said = from as Given;
  const unknown = Object.keys(said).find((name) => !KNOWN.has(name));
  if (unknown !== undefined) throw new CannotStart(`${where}: "${unknown}" is not known`);
  return {
    name: needed(where, said, 'name'),
    issuer: checkAddress(`${where}: issuer`, needed(where, said, 'issuer')),
    clientId: needed(where, said, 'clientId'),
    clientSecret: needed(where, said, 'clientSecret'),
    funds: fundsOf(where, said),
    audience: textOf(where, said, 'audience') ?? null,
    scope: scopeOf(where, said),
    nameClaim: textOf(where, said, 'nameClaim') ?? 'name',
    rolesClaim: textOf(where, said, 'rolesClaim') ?? null,
  };
}

function fromFile(file: string): ProviderSettings[] {
  let list: unknown;
  try {
    list = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    // A syntax error quotes what stands there, which may be a secret.
    const why = error instanceof SyntaxError ? 'it is not JSON' : (error as Error).message;
    throw new CannotStart(`SIGN_ON_FILE cannot be read: ${why}`);
  }
  if (!Array.isArray(list) || list.length === 0 || list.length > MOST_PROVIDERS) {
    throw new CannotStart(`SIGN_ON_FILE must be a list of 1 to ${MOST_PROVIDERS} providers`);
  }
  const providers = list.map((each, at) => providerIn(`SIGN_ON_FILE, provider ${at + 1}`, each));
  const names = new Set(providers.map(({ name }) => name));
  if (names.size === providers.length) return providers;
  throw new CannotStart('SIGN_ON_FILE: two providers have the same name');
}

const ALONE = ['SIGN_ON_ISSUER', 'SIGN_ON_CLIENT_ID', 'SIGN_ON_CLIENT_SECRET'] as const;

function fromVariables(env: Environment): ProviderSettings[] {
  const [issuer, clientId, clientSecret] = ALONE.map((name) => given(env, name));
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return [];
  const missing = ALONE.filter((name) => given(env, name) === undefined);
  if (missing.length > 0) {
    throw new CannotStart(`Signing on needs ${ALONE.join(', ')}: ${missing.join(', ')} is not set`);
  }
  const host = URL.canParse(String(issuer)) ? new URL(String(issuer)).hostname : '';
  const name = given(env, 'SIGN_ON_NAME') ?? host;
  checkAddress('SIGN_ON_ISSUER', String(issuer));
  return [providerIn('SIGN_ON_ISSUER', { name, issuer, clientId, clientSecret })];
}

/**
 * The providers with whose accounts people sign in.
 *
 * @returns null: none
 * @throws CannotStart
 */
export function readSignOnSettings(env: Environment): SignOnSettings | null {
  const file = given(env, 'SIGN_ON_FILE');
  const alone = fromVariables(env);
  if (file !== undefined && alone.length > 0) {
    throw new CannotStart('Set SIGN_ON_FILE or SIGN_ON_ISSUER, not both');
  }
  const providers = file === undefined ? alone : fromFile(file);
  if (providers.length === 0) return null;
  const publicUrl = readPublicUrl(env);
  if (publicUrl === null) {
    throw new CannotStart(
      'Signing on needs PUBLIC_URL, to which the provider sends people back, such as https://quy.example.vn',
    );
  }
  return { providers, publicUrl: checkAddress('PUBLIC_URL', publicUrl) };
}
