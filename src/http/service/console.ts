import fs from 'node:fs';
import path from 'node:path';
import { Type } from 'typebox';
import { ROOT } from '../../root.ts';
import type { App } from './appTypes.ts';
import { addFixedPage } from './fixedPages.ts';

/** Where the build puts the console. */
export const CONSOLE_FOLDER = path.join(ROOT, 'dist/console');

/** The page of the console, which shows the view that the address names. */
const PAGE = 'index.html';

const HTML = 'text/html; charset=utf-8';

/** What is served, by the end of its name; fonts are compressed already, so they are bytes. */
const TYPES: Readonly<Record<string, { readonly type: string; readonly isBytes?: true }>> = {
  '.css': { type: 'text/css; charset=utf-8' },
  '.js': { type: 'text/javascript; charset=utf-8' },
  '.svg': { type: 'image/svg+xml' },
  '.woff2': { type: 'font/woff2', isBytes: true },
};

/**
 * The one style element that React Aria adds to the page, which lets a finger scroll over what can be pressed.
 * A test of the browser holds it: a later React Aria may say it otherwise.
 */
const STYLE_OF_REACT_ARIA = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";

/**
 * Everything comes from this service and nothing runs that is no file of the console. Previews of
 * files are `blob:`; a text becomes markup only by the console's own policy of trusted types.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${STYLE_OF_REACT_ARIA}`,
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default',
].join('; ');

/**
 * The files of a folder and those below, as paths in it; none if there is no such folder. What the
 * build makes has plain names: another name could stand for more addresses than one.
 */
function filesIn(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => /^[\w./-]+$/.test(file));
}

/**
 * Serves the built console: a fixed route for each file, so that no address can lead out of its
 * folder, and the page at every address to which a browser goes. Without a built console nothing is
 * added. The files are read at once: a later build does not change what is served.
 */
export function addConsole(app: App, folder: string): void {
  const files = filesIn(folder);
  if (!files.includes(PAGE)) return;
  for (const file of files) {
    const { type, isBytes } = TYPES[path.extname(file)] ?? {};
    if (type === undefined) continue;
    const bytes = fs.readFileSync(path.join(folder, file));
    const headers = { 'content-security-policy': POLICY };
    const make = () => (isBytes ? bytes : bytes.toString('utf8'));
    const isImmutable = file.startsWith('assets/');
    addFixedPage(app, { url: `/${file}`, type, make, isImmutable, headers });
  }
  const page = fs.readFileSync(path.join(folder, PAGE), 'utf8');
  const headers = { 'content-security-policy': POLICY, vary: 'accept, accept-encoding' };
  for (const url of ['/', '/*']) {
    const constraints = { forBrowsers: true };
    // What a view of the console shows is the console's own matter.
    const querystring = Type.Object({});
    addFixedPage(app, { url, type: HTML, make: () => page, querystring, constraints, headers });
  }
}
