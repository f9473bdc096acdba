import fs from 'node:fs/promises';
import path from 'node:path';
import { backUp } from './backup.ts';
import { BackupRefused, checkBackup, checkSignature, type Backup } from './backupFile.ts';
import { checkRestore } from './restoreCheck.ts';
import { daysToKeep, type Keep } from './rotation.ts';
import type { OperatorKey } from './signature.ts';

/** Where and how the backups of nights are kept. */
export interface NightlyBackups {
  readonly ownerConnectionString: string;
  readonly folder: string;
  readonly keep: Keep;
  /** With which they are signed and checked, whole; null: with none. */
  readonly key: OperatorKey | null;
  /** Whether each is restored into a database of its own. */
  readonly isRestored: boolean;
}

/** A backup of a night that is there, whole. */
export interface NightlyBackup extends Backup {
  readonly fileName: string;
  readonly bytes: number;
  readonly isRestored: boolean;
  /** The files that are no longer kept. */
  readonly removed: readonly string[];
}

/** Nothing else in the folder is ever touched. */
const NAME = /^fund-(\d{4}-\d{2}-\d{2})\.backup$/;

const nameOf = (day: string): string => `fund-${day}.backup`;

const isThere = async (file: string): Promise<boolean> =>
  (await fs.stat(file).catch(() => null)) !== null;

/** The file is read again from its head to its seal. */
async function checked(file: string, key: OperatorKey | null): Promise<Backup> {
  const backup = await checkBackup(file);
  checkSignature(file, backup, key);
  return backup;
}

/** A backup that is there and whole is left as it is; one that is damaged is laid aside. */
async function existing(file: string, key: OperatorKey | null): Promise<Backup | null> {
  if (!(await isThere(file))) return null;
  try {
    return await checked(file, key);
  } catch (error) {
    if (!(error instanceof BackupRefused)) throw error;
    await fs.rename(file, `${file}.damaged-${Date.now()}`);
    return null;
  }
}

async function removeOld(folder: string, keep: Keep): Promise<string[]> {
  const days = (await fs.readdir(folder)).flatMap((name) => NAME.exec(name)?.[1] ?? []);
  const kept = daysToKeep(days, keep);
  const removed = days.filter((day) => !kept.has(day)).map(nameOf);
  for (const name of removed) await fs.rm(path.join(folder, name), { force: true });
  return removed;
}

/**
 * Makes the backup of a night and reads it again to its seal; then removes those that are no longer kept. One
 * that is there already is only read again. To be called by one process at a time.
 *
 * @param day of the night, `YYYY-MM-DD`
 * @throws BackupRefused
 */
export async function takeNightly(
  { ownerConnectionString, folder, keep, key, isRestored }: NightlyBackups,
  day: string,
): Promise<NightlyBackup> {
  const fileName = nameOf(day);
  const file = path.join(folder, fileName);
  let backup = await existing(file, key);
  if (backup === null) {
    await fs.mkdir(folder, { recursive: true, mode: 0o700 });
    // Of a process that was killed: nobody else is at it.
    await fs.rm(`${file}.part`, { force: true });
    await backUp(ownerConnectionString, file, key);
    backup = await checked(file, key);
  }
  if (isRestored) await checkRestore(ownerConnectionString, file, key);
  const removed = await removeOld(folder, keep);
  const { size: bytes } = await fs.stat(file);
  return { ...backup, fileName, bytes, isRestored, removed };
}
