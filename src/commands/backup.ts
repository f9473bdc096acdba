import path from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from './command.ts';
import { joinAsItIs } from '../process/installation.ts';
import { CannotStart, readDatabasePlace, readOperatorKey } from '../process/settings.ts';
import { backUp } from '../store/installation/backup.ts';
import { describeFunds } from '../store/installation/backupFile.ts';

// `npm run backup -- FILE [--fund CODE]`: writes all funds, or one, to one new file, also while the service runs.

const USAGE = 'Usage: npm run backup -- FILE [--fund CODE]';

function asked(): { readonly file: string; readonly code: string | null } {
  try {
    const options = { fund: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ allowPositionals: true, options });
    const [file = '', ...more] = positionals;
    if (file !== '' && more.length === 0) return { file, code: values.fund ?? null };
  } catch {
    // What it was not asked for is told below.
  }
  throw new CannotStart(USAGE);
}

await runCommand(async () => {
  const { file, code } = asked();
  const key = readOperatorKey(process.env);
  if (key !== null && key.secret === null) {
    throw new CannotStart('SIGNING_KEY_FILE has the public half of a key, which cannot sign');
  }
  const installation = await joinAsItIs(readDatabasePlace(process.env), console.log);
  try {
    const backup = await backUp(installation.ownerConnectionString, file, key, code);
    for (const line of describeFunds(backup)) console.log(line);
    const signed = key === null ? '' : ', signed';
    console.log(`Backed up to ${path.resolve(file)}${signed}`);
  } finally {
    await installation.stop();
  }
});
