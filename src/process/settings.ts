import fs from 'node:fs';
import { operatorKey, type OperatorKey } from '../store/installation/signature.ts';
import { isText, kept } from '../domain/primitives/texts.ts';
import { isIP } from 'node:net';
import { FUNDS_IN_MEMORY } from '../store/database/database.ts';

/** A setting or the surroundings forbid to go on; the message is one line for the user. */
export class CannotStart extends Error {}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the data is: one's own server, or an embedded one in a folder. */
export type DatabasePlace =
  | { readonly kind: 'server'; readonly connectionString: string }
  | { readonly kind: 'embedded'; readonly dataDir: string };

export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly rateLimitPerSecond: number;
  /** How many funds' books are kept in memory. */
  readonly fundsInMemory: number;
  /** The proxies, by address or network, that say for whom they ask. */
  readonly trustedProxies: readonly string[];
  /** The operator's key of which the secrets of webhooks are made; null: events are sent nowhere. */
  readonly webhookKey: string | null;
  /** Networks of which receivers may stand in, though they are private. */
  readonly webhookNetworks: readonly string[];
  readonly firstFund: GivenFund;
}

/** What is given of the first fund of an installation. */
export interface GivenFund {
  readonly code: string | undefined;
  readonly name: string | undefined;
  readonly province: string | undefined;
  /** Whether it begins with the public holidays of Vietnam. */
  readonly takesHolidays: boolean | undefined;
}

const MIN_TOKEN_LENGTH = 32;

const MAX_TOKEN_LENGTH = 500;

/** A variable that is set; empty counts as not set. */
function given(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}

function wholeNumber(
  env: Environment,
  name: string,
  fallback: number,
  [min, max]: readonly [number, number],
): number {
  const value = given(env, name) ?? String(fallback);
  const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
  if (number >= min && number <= max) return number;
  throw new CannotStart(`${name} must be a whole number from ${min} to ${max}, not "${value}"`);
}

/** Addresses and networks (`10.0.0.0/8`), separated by commas. */
function addresses(env: Environment, name: string): string[] {
  const parts = (given(env, name) ?? '').split(',').map((part) => part.trim());
  return parts.filter(Boolean).map((part) => {
    const [address = '', bits = '', ...more] = part.split('/');
    const most = isIP(address) === 6 ? 128 : 32;
    const isNetwork = /^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= most;
    if (isIP(address) !== 0 && more.length === 0 && (isNetwork || part === address)) return part;
    throw new CannotStart(
      `${name} must be addresses or networks such as "127.0.0.1, 10.0.0.0/8", not "${part}"`,
    );
  });
}

/** A text as the service keeps it. */
export function fundText(what: string, value: string, min: number, max: number): string {
  const text = kept(value);
  const { length } = [...text];
  if (length < min || length > max) {
    throw new CannotStart(`${what} must have ${min} to ${max} characters`);
  }
  if (isText(text)) return text;
  throw new CannotStart(
    `${what} must not contain control characters or direction marks, and be UTF-8`,
  );
}

function fundTextGiven(env: Environment, name: string, max: number): string | undefined {
  const value = given(env, name);
  return value === undefined ? undefined : fundText(name, value, 1, max);
}

function holidaysGiven(env: Environment): boolean | undefined {
  const value = given(env, 'FUND_HOLIDAYS');
  if (value === undefined || value === 'vietnam' || value === 'none') {
    return value === undefined ? undefined : value === 'vietnam';
  }
  throw new CannotStart(`FUND_HOLIDAYS must be vietnam or none, not "${value}"`);
}

/** What a fund may be called, by field. */
export const checkFund = {
  code: (text: string) => fundText('The code of the fund', text, 1, 64),
  name: (text: string) => fundText('The name of the fund', text, 1, 500),
  province: (text: string) => fundText('The province of the fund', text, 1, 500),
};

/** The folder of an installation whose database is not said to be on a server. */
export function dataFolder(env: Environment, fallback = './data'): string {
  return given(env, 'DATA_DIR') ?? fallback;
}

/**
 * The operator's key, with which backups and heads of the audit trail are signed and checked.
 *
 * @returns null where none is set
 * @throws CannotStart where it cannot be read, or is no Ed25519 key
 */
export function readOperatorKey(env: Environment): OperatorKey | null {
  const file = given(env, 'SIGNING_KEY_FILE');
  if (file === undefined) return null;
  let pem: string;
  try {
    pem = fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new CannotStart(`SIGNING_KEY_FILE cannot be read: ${(error as Error).message}`);
  }
  const key = operatorKey(pem);
  if (key === null) throw new CannotStart('SIGNING_KEY_FILE must be an Ed25519 key in PEM');
  return key;
}

const MIN_KEY_LENGTH = 32;

function webhookKeyGiven(env: Environment): string | null {
  const key = given(env, 'WEBHOOK_KEY');
  if (key === undefined) return null;
  if (key.length >= MIN_KEY_LENGTH) return key;
  // Not repeated here: it is a secret.
  throw new CannotStart(
    `WEBHOOK_KEY must have ${MIN_KEY_LENGTH} characters at least, made by chance`,
  );
}

export function readDatabasePlace(env: Environment): DatabasePlace {
  const connectionString = given(env, 'DATABASE_URL');
  if (connectionString === undefined) {
    return { kind: 'embedded', dataDir: dataFolder(env) };
  }
  if (/^postgres(ql)?:\/\//.test(connectionString) && URL.canParse(connectionString)) {
    return { kind: 'server', connectionString };
  }
  // Not repeated here: it holds a password.
  throw new CannotStart('DATABASE_URL must look like postgres://USER:PASSWORD@HOST:5432/DATABASE');
}

export function readSettings(env: Environment): Settings {
  return {
    port: wholeNumber(env, 'PORT', 3_000, [0, 65_535]),
    host: given(env, 'HOST') ?? '127.0.0.1',
    rateLimitPerSecond: wholeNumber(env, 'RATE_LIMIT_PER_SECOND', 100, [0, 1_000_000]),
    fundsInMemory: wholeNumber(env, 'FUNDS_IN_MEMORY', FUNDS_IN_MEMORY, [1, 10_000]),
    trustedProxies: addresses(env, 'TRUSTED_PROXIES'),
    webhookKey: webhookKeyGiven(env),
    webhookNetworks: addresses(env, 'WEBHOOK_NETWORKS'),
    firstFund: {
      code: fundTextGiven(env, 'FUND_CODE', 64),
      name: fundTextGiven(env, 'FUND_NAME', 500),
      province: fundTextGiven(env, 'FUND_PROVINCE', 500),
      takesHolidays: holidaysGiven(env),
    },
  };
}

/** The token the first fund is to get; undefined: one is to be made. */
export function readBootstrapToken(env: Environment): string | undefined {
  const token = given(env, 'BOOTSTRAP_TOKEN');
  if (token === undefined) return undefined;
  if (token.length < MIN_TOKEN_LENGTH || token.length > MAX_TOKEN_LENGTH) {
    const lengths = `${MIN_TOKEN_LENGTH} to ${MAX_TOKEN_LENGTH}`;
    throw new CannotStart(`BOOTSTRAP_TOKEN must have ${lengths} characters`);
  }
  if (/^[\w.~+/=-]+$/.test(token)) return token;
  throw new CannotStart('BOOTSTRAP_TOKEN may have only letters, digits and - . _ ~ + / =');
}
