import fs from 'node:fs';
import path from 'node:path';
import type { Keep } from '../store/installation/rotation.ts';
import { CannotStart, type Environment } from './settings.ts';

/** The mail server of the operator. */
export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; else STARTTLS where the server has it. */
  readonly isTls: boolean;
  /** Null: the server asks for no name. */
  readonly login: { readonly user: string; readonly password: string } | null;
  /** The certificate of who vouches for the server, in PEM; null: one of those that everybody trusts. */
  readonly authority: string | null;
  /** `Quỹ HTX <quy@example.vn>` or an address alone. */
  readonly from: string;
  /** Where the console is opened; null: mails have no links. */
  readonly publicUrl: string | null;
}

export interface BackupSettings {
  readonly folder: string;
  /** `HH:MM` in Asia/Ho_Chi_Minh. */
  readonly at: string;
  readonly keep: Keep;
  /** Whether each backup is restored into a database of its own to see that it works. */
  readonly isRestored: boolean;
}

const given = (env: Environment, name: string): string | undefined => {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
};

const ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[A-Za-z0-9.-]+$/;

/** The address within `Name <address>`, or the whole; null: there is none. */
export function addressIn(from: string): string | null {
  const [, inner = from] = /^[^<>\r\n]*<([^<>]+)>$/.exec(from) ?? [];
  return ADDRESS.test(inner.trim()) ? inner.trim() : null;
}

/** Where people open the console, without a slash at the end; null: not said. */
export function readPublicUrl(env: Environment): string | null {
  const value = given(env, 'PUBLIC_URL');
  if (value === undefined) return null;
  const isUrl = URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
  if (!isUrl)
    throw new CannotStart(`PUBLIC_URL must look like https://quy.example.vn, not "${value}"`);
  return value.replace(/\/+$/, '');
}

function authorityIn(env: Environment): string | null {
  const file = given(env, 'SMTP_CA_FILE');
  if (file === undefined) return null;
  try {
    const pem = fs.readFileSync(file, 'utf8');
    if (pem.includes('BEGIN CERTIFICATE')) return pem;
  } catch (error) {
    throw new CannotStart(`SMTP_CA_FILE cannot be read: ${(error as Error).message}`);
  }
  throw new CannotStart('SMTP_CA_FILE must be a certificate in PEM');
}

/** @returns null: no mail is sent */
export function readMailSettings(env: Environment): MailSettings | null {
  const value = given(env, 'SMTP_URL');
  const from = given(env, 'SMTP_FROM');
  const url = readPublicUrl(env);
  if (value === undefined) {
    if (from !== undefined) throw new CannotStart('SMTP_FROM is set, but SMTP_URL is not');
    return null;
  }
  // Not repeated here: it holds a password.
  const shape =
    'SMTP_URL must look like smtp://USER:PASSWORD@mail.example.vn:587, or smtps://…:465';
  if (!URL.canParse(value)) throw new CannotStart(shape);
  const { protocol, hostname, port, username, password } = new URL(value);
  const isTls = protocol === 'smtps:';
  if ((protocol !== 'smtp:' && !isTls) || hostname === '') throw new CannotStart(shape);
  if (from === undefined || addressIn(from) === null) {
    throw new CannotStart('SMTP_FROM must be the sender, such as "Quỹ HTX <quy@example.vn>"');
  }
  const user = decodeURIComponent(username);
  return {
    host: hostname,
    port: port === '' ? (isTls ? 465 : 587) : +port,
    isTls,
    login: user === '' ? null : { user, password: decodeURIComponent(password) },
    authority: authorityIn(env),
    from,
    publicUrl: url,
  };
}

/** How many are kept if nothing is set: two weeks of days, two months of weeks, a year of months. */
const USUAL_KEEP = '14/8/12';

function keepIn(value: string): Keep {
  const [, daily = '', weekly = '', monthly = ''] =
    /^(\d{1,4})\/(\d{1,4})\/(\d{1,4})$/.exec(value) ?? [];
  if (daily !== '' && +daily > 0) return { daily: +daily, weekly: +weekly, monthly: +monthly };
  throw new CannotStart(
    `BACKUP_KEEP must be days/weeks/months such as ${USUAL_KEEP}, at least 1 day, not "${value}"`,
  );
}

/** A folder that can be written to; it is made where it is not there. */
function folderIn(value: string): string {
  const folder = path.resolve(value);
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    fs.accessSync(folder, fs.constants.W_OK | fs.constants.R_OK);
  } catch (error) {
    throw new CannotStart(`BACKUP_DIR cannot be written to: ${(error as Error).message}`);
  }
  return folder;
}

/** @returns null: no backups are made by the service */
export function readBackupSettings(env: Environment): BackupSettings | null {
  const folder = given(env, 'BACKUP_DIR');
  const at = given(env, 'BACKUP_AT') ?? '01:00';
  const keep = keepIn(given(env, 'BACKUP_KEEP') ?? USUAL_KEEP);
  const check = given(env, 'BACKUP_RESTORE_CHECK') ?? 'off';
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(at)) {
    throw new CannotStart(`BACKUP_AT must be a time such as 01:00, not "${at}"`);
  }
  if (check !== 'on' && check !== 'off') {
    throw new CannotStart(`BACKUP_RESTORE_CHECK must be on or off, not "${check}"`);
  }
  if (folder === undefined) {
    if (check === 'on')
      throw new CannotStart('BACKUP_RESTORE_CHECK is on, but BACKUP_DIR is not set');
    return null;
  }
  return { folder: folderIn(folder), at, keep, isRestored: check === 'on' };
}
