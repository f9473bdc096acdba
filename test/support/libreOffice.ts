import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

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
 * Has LibreOffice write in Tinos what is to be in Times New Roman: it has the same widths, and the
 * machine may have neither.
 */
const FONTS = `<?xml version="1.0"?>
  <fontconfig>
    <dir>/usr/share/fonts</dir>
    <dir>${path.resolve('node_modules/@expo-google-fonts/tinos')}</dir>
    <alias binding="same">
      <family>Times New Roman</family>
      <prefer><family>Tinos</family></prefer>
    </alias>
  </fontconfig>`;

/**
 * Converts files, all in one go: to start takes longer than to convert.
 *
 * @param to the form that LibreOffice is asked for
 * @param into a folder, for what comes out; its profile lies there too, as no two may share one
 */
export async function convert(files: readonly string[], to: string, into: string): Promise<void> {
  const profile = pathToFileURL(path.join(into, 'profile')).href;
  const given = [`-env:UserInstallation=${profile}`, '--headless', '--convert-to', to];
  const fonts = path.join(into, 'fonts.conf');
  fs.writeFileSync(fonts, FONTS);
  await promisify(execFile)(PROGRAM, [...given, '--outdir', into, ...files], {
    env: { ...process.env, FONTCONFIG_FILE: fonts },
  });
}
