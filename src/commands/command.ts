import { CannotStart } from '../process/settings.ts';
import { BackupRefused } from '../store/installation/backupFile.ts';

/**
 * Runs a command to its end; where it is refused, one line on stderr says why, and it exits with 1.
 */
export async function runCommand(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const refused = error instanceof CannotStart || error instanceof BackupRefused;
    console.error(refused ? error.message : error);
    process.exitCode = 1;
  }
}

/** The one argument of a command that takes a file. */
export function fileArgument(usage: string): string {
  const [file = '', ...more] = process.argv.slice(2);
  if (file === '' || more.length > 0) throw new CannotStart(`Usage: ${usage}`);
  return file;
}
