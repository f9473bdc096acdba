import { fileArgument, runCommand } from './command.ts';
import { joinInstallation } from '../process/installation.ts';
import { readDatabasePlace } from '../process/settings.ts';
import { describeFunds } from '../store/installation/backupFile.ts';
import { inspectBackup, restore } from '../store/installation/restore.ts';

// `npm run restore -- FILE`: brings the funds of a backup into an installation that has none.

await runCommand(async () => {
  const file = fileArgument('npm run restore -- FILE');
  // Before a database is started for nothing, or made.
  await inspectBackup(file);
  const installation = await joinInstallation(readDatabasePlace(process.env), console.log);
  try {
    const restored = await restore(installation.ownerConnectionString, file);
    for (const line of describeFunds(restored)) console.log(line);
    console.log(`Restored as of ${restored.head.madeAt}`);
  } finally {
    await installation.stop();
  }
});
