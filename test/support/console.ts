import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type Locator,
  type Page,
} from 'playwright-core';
import type { Api, AppParts, Client } from './api.ts';
import { underLock } from './database.ts';
import { startLangSon } from './langSon.ts';
import { compiled } from './program.ts';

// The console in the real Chromium, before the real service on the example fund.

const LOCK = 2;

/** Chromium without a window, Debian's or the one that is named: a page comes three times as fast as with one. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium-headless-shell';

const hasBrowser = existsSync(CHROMIUM);

if (!hasBrowser) console.warn(`There is no ${CHROMIUM}: the tests of the console are skipped`);

let begun = 0;

/** The number of the test that is running; 0: none is, as before all of them. */
let running = 0;

/** Describes what somebody sees and does in a browser; where there is none, it is skipped. */
export const describeInBrowser = (name: string, body: () => void): void =>
  (hasBrowser ? describe : describe.skip)(name, () => {
    beforeEach(() => {
      running = begun += 1;
    });
    afterEach(() => {
      running = 0;
    });
    body();
  });

/** The console as it is built for users; the first of a run's test files builds it. */
async function builtConsole(): Promise<string> {
  const folder = path.resolve(path.dirname(compiled('src/server.ts')), 'console');
  await underLock(LOCK, async () => {
    if (existsSync(path.join(folder, 'index.html'))) return;
    const vite = 'node_modules/vite/bin/vite.js';
    const args = [vite, 'build', 'src/console', '--outDir', folder, '-l', 'warn'];
    const env = { ...process.env, NODE_ENV: 'production' };
    await promisify(execFile)(process.execPath, args, { env });
  });
  return folder;
}

/** How somebody sits before the console. */
export interface Seat {
  /** Who is signed in; nobody unless said. */
  readonly as?: Client;
  readonly width?: number;
  readonly height?: number;
  readonly language?: 'vi' | 'en';
  readonly colorScheme?: 'light' | 'dark';
}

/** What a browser must never say: errors, what the policy stopped, requests to others. */
export interface Complaints {
  readonly said: string[];
}

/** Where a console is served, and by what. */
export interface ServedAt extends Pick<AppParts, 'signOn'> {
  readonly port?: number;
}

/** A console that is served, and a browser. */
export interface Console extends Complaints {
  readonly api: Api;
  readonly address: string;
  readonly browser: Browser;
  /** Opens an address of the console in a browser profile of its own. */
  open(address: string, seat?: Seat): Promise<Page>;
  close(): Promise<void>;
}

/** The name under which another machine of the local network would be asked. */
export const LAN_NAME = 'quy.local';

/**
 * The browser without the walls of Debian's, with that name for this machine, and without compilers that
 * pay off only where a page lives longer than a test.
 */
const ARGUMENTS = [
  '--no-sandbox',
  `--host-resolver-rules=MAP ${LAN_NAME} 127.0.0.1`,
  '--js-flags=--no-opt --no-maglev',
];

const PATIENCE_MS = 120_000;

const WIDE = 1280;

const HIGH = 900;

function noteComplaints(page: Page, address: string, said: string[]): void {
  page.on('pageerror', ({ message }) => said.push(`error: ${message}`));
  page.on('console', (message) => {
    const text = message.text();
    // A refusal is an answer like others; the browser writes each down as an error.
    const isRefusal = /Failed to load resource: the server responded with a status of 4\d\d/.test(
      text,
    );
    if (message.type() === 'error' && !isRefusal) said.push(`console: ${text}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !/^(blob|data):/.test(url)) said.push(`asked ${url}`);
  });
}

async function signIn(context: BrowserContext, address: string, client: Client): Promise<void> {
  const answer = await context.request.post(`${address}/session`, {
    data: { token: client.token },
  });
  if (!answer.ok()) throw new Error(`not signed in: ${answer.status()} ${await answer.text()}`);
}

/** A browser profile, its page, and the number of the test that has it. */
interface Profile {
  readonly kind: string;
  readonly page: Page;
  test: number;
}

/** Whether the test that had a profile is over; what was opened before the tests is for all of them. */
const isLeft = ({ page, test }: Profile): boolean =>
  test !== 0 && test !== running && !page.isClosed();

/** Takes away what a test has left in a profile: to make a profile anew takes a browser longer than most pages. */
async function cleanUp(
  page: Page,
  address: string,
  { width, height, colorScheme }: Required<Omit<Seat, 'as'>>,
): Promise<void> {
  const context = page.context();
  for (const other of context.pages()) if (other !== page) await other.close();
  await context.setOffline(false);
  await context.unrouteAll();
  await page.unrouteAll();
  await page.goto(`${address}/livez`);
  await page.evaluate('sessionStorage.clear(); localStorage.clear()');
  await context.clearCookies();
  await context.clearPermissions();
  await page.emulateMedia({ media: null, colorScheme, reducedMotion: null });
  await page.setViewportSize({ width, height });
}

/**
 * Serves the console on the example fund, and starts a browser.
 *
 * @param today the day that is today for service and browser
 * @param seat where it listens, if that must be known before, and what else it is given
 */
export async function startConsole(today = '2023-07-07', seat: ServedAt = {}): Promise<Console> {
  const consoleFolder = await builtConsole();
  const { port = 0, ...parts } = seat;
  const api = await startLangSon(today, { consoleFolder, ...parts });
  const address = await api.app.listen({ port, host: '127.0.0.1' });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
  const said: string[] = [];
  const profiles: Profile[] = [];
  const profileFor = async (seat: Required<Omit<Seat, 'as'>>): Promise<Page> => {
    const kind = JSON.stringify(seat);
    const free = profiles.find((each) => each.kind === kind && isLeft(each));
    if (free !== undefined) {
      free.test = running;
      await cleanUp(free.page, address, seat);
      return free.page;
    }
    const context = await browser.newContext({
      viewport: { width: seat.width, height: seat.height },
      locale: 'vi-VN',
      colorScheme: seat.colorScheme,
    });
    // A machine may be busy; what never comes is still found by the test's own limit.
    context.setDefaultTimeout(PATIENCE_MS);
    await context.clock.setFixedTime(`${today}T03:00:00Z`);
    await context.addInitScript(`localStorage.setItem('language', '${seat.language}')`);
    const page = await context.newPage();
    noteComplaints(page, address, said);
    profiles.push({ kind, page, test: running });
    return page;
  };
  const open = async (to: string, seat: Seat = {}): Promise<Page> => {
    const { as, width = WIDE, height = HIGH, language = 'vi', colorScheme = 'light' } = seat;
    const page = await profileFor({ width, height, language, colorScheme });
    if (as !== undefined) await signIn(page.context(), address, as);
    await page.goto(`${address}${to}`);
    return page;
  };
  const close = async (): Promise<void> => {
    await browser.close();
    await api.close();
  };
  return { api, address, browser, said, open, close };
}

/** A fault that axe finds, and where. */
export interface Barrier {
  readonly rule: string;
  readonly places: readonly string[];
}

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What keeps people out of a screen, by WCAG 2.2 AA. */
export async function barriersOf(page: Page): Promise<Barrier[]> {
  // The policy of the page lets no script of others in: the browser's own tools do.
  const source = await import('node:fs/promises').then((fs) => fs.readFile(AXE, 'utf8'));
  await page.evaluate(source);
  const found = await page.evaluate(
    `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
      .then(({ violations }) => violations.map(({ id, nodes }) =>
        ({ rule: id, places: nodes.map(({ html }) => html.slice(0, 160)) })))`,
  );
  return found as Barrier[];
}

/** By how many pixels a screen is wider than its window. */
export async function overflowOf(page: Page): Promise<number> {
  const root = 'document.documentElement';
  return page.evaluate<number>(`${root}.scrollWidth - ${root}.clientWidth`);
}

/** Types a day, as `15/06/2023`, into a field digit by digit. */
export async function typeDay(within: Locator | Page, label: string, day: string): Promise<void> {
  const field = within.getByRole('group', { name: label });
  await field.getByRole('spinbutton').first().click();
  await field.page().keyboard.type(day.replaceAll('/', ''));
}
