import assert from 'node:assert';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { isSignedBy, signatureOf, type OperatorKey } from './signature.ts';

/** A backup cannot be made or used; the message is one line for the user. */
export class BackupRefused extends Error {}

/** What a backup says of itself, in its first line. */
export interface BackupHead {
  readonly format: 1;
  /** The migrations of the database, oldest first. */
  readonly migrations: readonly string[];
  readonly madeAt: string;
  /** Whether it holds one fund of an installation, which can come beside others; false if left out. */
  readonly isOneFund?: boolean;
  readonly funds: readonly { readonly fundId: string; readonly code: string }[];
}

/** A line of a backup: its head; the table of a fund whose rows follow; a row, as text of JSON. */
export type BackupItem =
  | { readonly head: BackupHead }
  | { readonly fundId: string; readonly table: string }
  | { readonly row: string };

/** How many rows a table of a fund has. */
export interface RowCount {
  readonly fundId: string;
  readonly table: string;
  readonly rows: number;
}

/** What all lines before the last come to: two backups with the same seal hold the same. */
export interface Seal {
  readonly rows: readonly RowCount[];
  readonly sha256: string;
}

/** A seal with its signature. */
type Sealed = Pick<Backup, 'seal' | 'signature'>;

/** A backup, whole. */
export interface Backup {
  readonly head: BackupHead;
  readonly seal: Seal;
  /** Of the seal, by the operator's key; null: it was made without one. */
  readonly signature: string | null;
}

/** A line about each fund of a backup. */
export function describeFunds({ head, seal }: Omit<Backup, 'signature'>): string[] {
  return head.funds.map(({ fundId, code }) => {
    const own = seal.rows.filter((each) => each.fundId === fundId);
    const facts = own.find(({ table }) => table === 'fact')?.rows ?? 0;
    const rows = own.reduce((sum, each) => sum + each.rows, 0);
    return `Fund ${code}: ${rows} rows, ${facts} of them facts`;
  });
}

const FOOT = '{"foot":';

const ROW = '{"row":';

const FORMAT = 1;

/** The row stays the text it is: no number in it passes through JavaScript. */
function lineOf(item: BackupItem): string {
  return 'row' in item ? `${ROW}${item.row}}` : JSON.stringify(item);
}

function itemOf(line: string): BackupItem {
  return line.startsWith(ROW)
    ? { row: line.slice(ROW.length, -1) }
    : (JSON.parse(line) as BackupItem);
}

/** Adds up the lines of a backup. */
class Sealing {
  readonly #hash = createHash('sha256');
  readonly #rows: { fundId: string; table: string; rows: number }[] = [];

  add(item: BackupItem, line: string): void {
    this.#hash.update(`${line}\n`);
    if ('table' in item) this.#rows.push({ ...item, rows: 0 });
    const last = this.#rows.at(-1);
    if ('row' in item && last !== undefined) last.rows += 1;
  }

  seal(): Seal {
    return { rows: this.#rows, sha256: this.#hash.copy().digest('hex') };
  }
}

/** What is signed of a backup: its seal covers all its lines. */
const signedText = ({ sha256 }: Seal): string => `cooperative-support-fund backup ${sha256}`;

/** The last line: the seal, and its signature if there is one. */
function footOf(seal: Seal, signature: string | null): string {
  const signed = signature === null ? '' : `,"signature":${JSON.stringify(signature)}`;
  return `${FOOT}${JSON.stringify(seal)}${signed}}`;
}

/** @throws BackupRefused where a backup is not signed by the key */
export function checkSignature(
  file: string,
  { seal, signature }: Backup,
  key: OperatorKey | null,
): void {
  if (key === null || isSignedBy(key, signedText(seal), signature)) return;
  const by = signature === null ? '' : ' by the key in SIGNING_KEY_FILE';
  throw new BackupRefused(`${file} is not signed${by}`);
}

/** The seal that a backup of these items would have. */
export async function sealOf(items: AsyncIterable<BackupItem>): Promise<Seal> {
  const sealing = new Sealing();
  for await (const item of items) sealing.add(item, lineOf(item));
  return sealing.seal();
}

async function* sealed(
  items: AsyncIterable<BackupItem>,
  sealing: Sealing,
  key: OperatorKey | null,
): AsyncGenerator<string> {
  for await (const item of items) {
    const line = lineOf(item);
    sealing.add(item, line);
    yield `${line}\n`;
  }
  const seal = sealing.seal();
  yield `${footOf(seal, signatureOf(key, signedText(seal)))}\n`;
}

async function createPart(part: string): Promise<fs.FileHandle> {
  try {
    await fs.mkdir(path.dirname(part), { recursive: true });
    return await fs.open(part, 'wx', 0o600);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isLeft = code === 'EEXIST' && (await fs.stat(part).catch(() => null)) !== null;
    const left = `${part} exists: another backup is being made, or was cut off; remove it then`;
    const cannot = `The backup cannot be written: ${message}`;
    throw new BackupRefused(isLeft ? left : cannot, { cause: error });
  }
}

/**
 * Writes a new backup file, which its owner alone may read. Under its name it is there complete, and on
 * disk, or not at all.
 *
 * @throws BackupRefused where the file exists or cannot be written
 */
export async function writeBackup(
  file: string,
  items: AsyncIterable<BackupItem>,
  key: OperatorKey | null = null,
): Promise<Seal> {
  const part = `${file}.part`;
  const handle = await createPart(part);
  try {
    if (await fs.stat(file).catch(() => null)) throw new BackupRefused(`${file} exists already`);
    const sealing = new Sealing();
    const disk = handle.createWriteStream({ flush: true });
    await pipeline(Readable.from(sealed(items, sealing, key)), createGzip(), disk);
    await fs.rename(part, file);
    return sealing.seal();
  } catch (error) {
    await handle.close().catch(() => undefined);
    await fs.rm(part, { force: true });
    throw error;
  }
}

/** A backup packs its rows to a tenth or so; nothing but a trap unpacks to a hundred times its size. */
const MOST_EXPANSION = 100;

/** What a file unpacks to, in characters, before its size is looked at. */
const UNPACKED_FREELY = 1_048_576;

async function* linesOf(file: string): AsyncGenerator<string> {
  const text = createGunzip();
  // Its error is that of the loop below, which the failure of either stream ends.
  pipeline(createReadStream(file), text).catch(() => undefined);
  const { size } = await fs.stat(file);
  let unpacked = 0;
  // The parts of a line that is not at its end: joined once, as each part would copy all before it.
  let parts: string[] = [];
  for await (const chunk of text.setEncoding('utf8') as AsyncIterable<string>) {
    unpacked += chunk.length;
    if (unpacked > UNPACKED_FREELY + size * MOST_EXPANSION) {
      throw new Error(`it unpacks to more than ${MOST_EXPANSION} times its size`);
    }
    const [first = '', ...lines] = chunk.split('\n');
    parts.push(first);
    const rest = lines.pop();
    if (rest === undefined) continue;
    yield parts.join('');
    yield* lines;
    parts = [rest];
  }
  const last = parts.join('');
  if (last !== '') yield last;
}

async function* checkedItems(file: string): AsyncGenerator<BackupItem, Sealed> {
  const sealing = new Sealing();
  let foot: string | undefined;
  let isFirst = true;
  for await (const line of linesOf(file)) {
    if (foot !== undefined) throw new Error('lines after its end');
    if (line.startsWith(FOOT)) {
      foot = line;
      continue;
    }
    const item = itemOf(line);
    if (isFirst !== 'head' in item) throw new Error('a head that is not its first line');
    isFirst = false;
    sealing.add(item, line);
    yield item;
  }
  const seal = sealing.seal();
  const { signature = null } = JSON.parse(foot ?? '{}') as { signature?: string };
  if (foot !== footOf(seal, signature)) throw new Error('another end than its lines');
  return { seal, signature };
}

/**
 * Reads a backup from its head on. That it is whole is known at its end: what it gives may only be
 * used once it has returned its seal.
 *
 * @throws BackupRefused where the file cannot be read, is damaged, cut off or no backup
 */
export async function* readBackup(file: string): AsyncGenerator<BackupItem, Sealed> {
  try {
    return yield* checkedItems(file);
  } catch (error) {
    const { message, syscall } = error as NodeJS.ErrnoException;
    const cannot = `${file} cannot be read: ${message}`;
    const damaged = `${file} is damaged or cut off, or no backup (${message})`;
    throw new BackupRefused(syscall === undefined ? damaged : cannot, { cause: error });
  }
}

/**
 * Reads a backup to its end.
 *
 * @throws BackupRefused as `readBackup`, and where it is written in another format
 */
export async function checkBackup(file: string): Promise<Backup> {
  const items = readBackup(file);
  let head: BackupHead | undefined;
  let next = await items.next();
  for (; !next.done; next = await items.next()) {
    if ('head' in next.value) head = next.value.head;
    if (head?.format === FORMAT) continue;
    throw new BackupRefused(`${file} is in a format that this release does not read`);
  }
  assert(head, 'no head');
  return { head, ...next.value };
}
