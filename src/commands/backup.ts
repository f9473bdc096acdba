import path from 'node:path';
import { fileArgument, runCommand } from './command.ts';
import { joinAsItIs } from '../process/installation.ts';
import { CannotStart, readDatabasePlace, readOperatorKey } from '../process/settings.ts';
import { backUp } from '../store/installation/backup.ts';
import { describeFunds } from '../store/installation/backupFile.ts';

// `npm run backup -- FILE`: writes all funds to one new file, also while the service runs.

await runCommand(async () => {
  const file = fileArgument('npm run backup -- FILE');
  const key = readOperatorKey(process.env);
  if (key !== null && key.secret === null) {
    throw new CannotStart('SIGNING_KEY_FILE has the public half of a key, which cannot sign');
  }
  const installation = await joinAsItIs(readDatabasePlace(process.env), console.log);
  try {
    const backup = await backUp(installation.ownerConnectionString, file, key);
    for (const line of describeFunds(backup)) console.log(line);
    const signed = key === null ? '' : ', signed';
    console.log(`Backed up to ${path.resolve(file)}${signed}`);
  } finally {
    await installation.stop();
  }
});
