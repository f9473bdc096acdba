import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { createClient } from '@hey-api/openapi-ts';
import { createConfig, lint } from '@redocly/openapi-core';
import openapiTypescript, { astToString } from 'openapi-typescript';

// The document is good for the tools of others: it passes redocly's recommended rules, and two
// generators make clients of it that compile. Apart from the tests, as the generators need an older
// compiler than the service does.

const DOCUMENT = fileURLToPath(new URL('../../openapi/openapi.json', import.meta.url));
const OUT = fileURLToPath(new URL('./made/', import.meta.url));

const config = await createConfig({ extends: ['recommended'] });
const problems = await lint({ ref: DOCUMENT, config });
for (const { severity, ruleId, message, location } of problems) {
  console.error(`${severity} ${ruleId}: ${message} (${location[0]?.pointer ?? ''})`);
}
if (problems.length > 0) process.exit(1);
console.log('redocly: no problem');

fs.rmSync(OUT, { recursive: true, force: true });
fs.mkdirSync(OUT);
const types = astToString(await openapiTypescript(new URL(`file://${DOCUMENT}`)));
fs.writeFileSync(`${OUT}types.ts`, types);
await createClient({
  input: DOCUMENT,
  output: `${OUT}client`,
  plugins: ['@hey-api/typescript', '@hey-api/client-fetch', '@hey-api/sdk'],
  logs: { level: 'error' },
});
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022'];
const modules = ['--module', 'esnext', '--moduleResolution', 'bundler'];
const made = [`${OUT}types.ts`, `${OUT}client/index.ts`];
execFileSync(process.execPath, [compiler, ...options, ...modules, ...made], { stdio: 'inherit' });
fs.rmSync(OUT, { recursive: true });
console.log('openapi-typescript, hey-api: made and compiled');
