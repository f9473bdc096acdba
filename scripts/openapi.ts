import fs from 'node:fs/promises';
import { pino } from 'pino';
import { format } from 'prettier';
import { buildApp } from '../src/process/app.ts';
import { openDatabase } from '../src/store/database/database.ts';
import { systemClock } from '../src/usecases/view/clock.ts';

// Writes openapi/openapi.json from the schemas that validate; with --check, says whether the file
// is what would be written. Needs no database: none is asked before the first request.

const FILE = 'openapi/openapi.json';

const app = await buildApp({
  database: openDatabase('postgres://nobody@127.0.0.1:1/none', () => undefined),
  clock: systemClock,
  logger: pino({ level: 'silent' }),
  rateLimitPerSecond: 0,
});

const text = await format(JSON.stringify(app.swagger()), { parser: 'json', printWidth: 100 });
await app.close();

if (process.argv.includes('--check')) {
  const committed = await fs.readFile(FILE, 'utf8').catch(() => '');
  if (committed.replaceAll('\r\n', '\n') !== text) {
    console.error(`${FILE} is not up to date: run \`npm run openapi\` and commit it`);
    process.exitCode = 1;
  }
} else {
  await fs.mkdir('openapi', { recursive: true });
  await fs.writeFile(FILE, text);
  console.log(`${FILE} written`);
}
