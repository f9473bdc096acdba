import path from 'node:path';
import { fileArgument, runCommand } from './command.ts';
import { joinAsItIs } from '../process/installation.ts';
import { readDatabasePlace } from '../process/settings.ts';
import { backUp } from '../store/installation/backup.ts';
import { describeFunds } from '../store/installation/backupFile.ts';

// `npm run backup -- FILE`: writes all funds to one new file, also while the service runs.

await runCommand(async () => {
  const file = fileArgument('npm run backup -- FILE');
  const installation = await joinAsItIs(readDatabasePlace(process.env), console.log);
  try {
    const backup = await backUp(installation.ownerConnectionString, file);
    for (const line of describeFunds(backup)) console.log(line);
    console.log(`Backed up to ${path.resolve(file)}`);
  } finally {
    await installation.stop();
  }
});
