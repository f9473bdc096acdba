import { fileArgument, runCommand } from './command.ts';
import { joinInstallation } from '../process/installation.ts';
import { readDatabasePlace, readOperatorKey } from '../process/settings.ts';
import { describeFunds } from '../store/installation/backupFile.ts';
import { migrate } from '../store/installation/migrate.ts';
import { inspectBackup, restore } from '../store/installation/restore.ts';

// `npm run restore -- FILE`: brings the funds of a backup into an installation that has none. A backup of an
// earlier release is restored at that release's migrations, and brought to this one's like an upgrade.

await runCommand(async () => {
  const file = fileArgument('npm run restore -- FILE');
  // Before a database is started for nothing, or made.
  const key = readOperatorKey(process.env);
  const { migrations } = (await inspectBackup(file, key)).head;
  const place = readDatabasePlace(process.env);
  const installation = await joinInstallation(place, console.log, migrations.length);
  try {
    const restored = await restore(installation.ownerConnectionString, file, key);
    await migrate(installation.ownerConnectionString, console.log);
    for (const line of describeFunds(restored)) console.log(line);
    if (key === null)
      console.log('Who made the backup was not checked: no SIGNING_KEY_FILE is set');
    console.log(`Restored as of ${restored.head.madeAt}`);
  } finally {
    await installation.stop();
  }
});
