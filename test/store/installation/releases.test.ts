import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { pino } from 'pino';
import { buildApp } from '../../../src/process/app.ts';
import { systemClock } from '../../../src/usecases/view/clock.ts';
import { openDatabase } from '../../../src/store/database/database.ts';
import type { Json } from '../../support/api.ts';
import { withDatabase } from '../../support/connection.ts';
import { asAdmin, testServer } from '../../support/database.ts';
import { Program } from '../../support/program.ts';

// `releases` holds, of releases that were given out, a backup of the example fund with some months of work, and what
// that release answered about it, every answer as known at one instant.

const FOLDER = new URL('releases/', import.meta.url);

const RELEASES = fs
  .readdirSync(FOLDER)
  .filter((name) => name.endsWith('.backup'))
  .map((name) => name.replace('.backup', ''));

/** What later rules meant to change: the part of an address, and the rule. */
const CHANGED: readonly (readonly [address: string, why: string])[] = [
  // An old charge-off is a matter of the fund's books alone: what the customer owes is listed as due (R40).
  ['/v1/deadlines', 'R40'],
];

const isChanged = (path: string) => CHANGED.some(([address]) => path.startsWith(address));

interface Answered {
  /** The director's, of an example that anybody may see. */
  readonly token: string;
  readonly answers: readonly { readonly path: string; readonly answer: Json }[];
}

function answeredBy(release: string): Answered {
  const bytes = fs.readFileSync(new URL(`${release}.answers.json.gz`, FOLDER));
  return JSON.parse(gunzipSync(bytes).toString()) as Answered;
}

let name: string;

let url: string;

beforeEach(async () => {
  name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(`create database ${name}`);
  url = withDatabase(testServer(), name);
});
afterEach(async () => {
  await asAdmin(`drop database ${name} with (force)`);
});

async function command(source: string, args: string[] = []) {
  const program = new Program(source, { DATABASE_URL: url }, args);
  return { code: await program.ended, output: program.output };
}

/** What this release answers where an earlier one said something else or more than this one does. */
async function differences({ token, answers }: Answered): Promise<string[]> {
  const database = openDatabase(url, () => undefined);
  const app = await buildApp({
    database,
    clock: systemClock,
    logger: pino({ level: 'silent' }),
    rateLimitPerSecond: 0,
    checkAnswers: true,
  });
  const headers = { authorization: `Bearer ${token}` };
  try {
    const differing: string[] = [];
    for (const { path, answer } of answers.filter((each) => !isChanged(each.path))) {
      const now = await app.inject({ url: path, headers });
      try {
        expect(now.json()).toMatchObject(answer);
      } catch (error) {
        differing.push(`${path}: ${String(error)}`);
      }
    }
    return differing;
  } finally {
    await app.close();
    await database.close();
  }
}

describe.each(RELEASES)('a backup of %s', (release) => {
  test('is restored by this release, which answers as that one did, and verifies', async () => {
    const file = new URL(`${release}.backup`, FOLDER).pathname;
    const restored = await command('src/commands/restore.ts', [file]);
    expect(restored).toEqual({
      code: 0,
      output: expect.stringMatching(/^Restored as of \d{4}-/m),
    });
    expect(await differences(answeredBy(release))).toEqual([]);
    const verified = await command('src/commands/verify.ts');
    expect(verified).toEqual({
      code: 0,
      output: expect.stringMatching(/^ +Nothing was found$/m),
    });
  });
});
