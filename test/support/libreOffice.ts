import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

// LibreOffice opens what we write: Debian's packages `libreoffice-calc` and `libreoffice-writer`.

const PROGRAM = 'soffice';

/** Whether it is there; says so where it is not, as the tests with it are skipped then. */
export function hasLibreOffice(): boolean {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const found = folders.some((folder) => fs.existsSync(path.join(folder, PROGRAM)));
  if (!found) process.stderr.write(`SKIPPED: the tests with ${PROGRAM}: it is not installed\n`);
  return found;
}

/**
 * Converts a file.
 *
 * @param to the form that LibreOffice is asked for
 * @param into the folder of what comes out; its profile lies there too
 */
export function convert(file: string, to: string, into: string): void {
  const profile = pathToFileURL(path.join(into, 'profile')).href;
  const given = [`-env:UserInstallation=${profile}`, '--headless', '--convert-to', to];
  execFileSync(PROGRAM, [...given, '--outdir', into, file], { encoding: 'utf8', stdio: 'pipe' });
}
