import fs from 'node:fs';
import { joinAsItIs } from '../process/installation.ts';
import { databaseState } from '../store/installation/databaseState.ts';
import {
  CannotStart,
  readDatabasePlace,
  readOperatorKey,
  readSettings,
  type DatabasePlace,
  type Environment,
} from '../process/settings.ts';
import {
  readBackupSettings,
  readMailSettings,
  readPublicUrl,
} from '../process/scheduleSettings.ts';
import { readSignOnSettings } from '../process/signOn/settings.ts';
import { runCommand } from './command.ts';
import {
  checkBackups,
  checkCertificate,
  checkDatabase,
  checkDisk,
  checkFolder,
  checkFront,
  checkNode,
  checkProvider,
  checkService,
  type Finding,
} from './checks.ts';

// `npm run doctor`: looks at the machine and the installation, changes nothing, and says what to do. It ends
// with 1 if something is wrong.

const MARKS = { ok: 'ok   ', look: 'look ', wrong: 'WRONG' } as const;

async function databaseFindings(place: DatabasePlace): Promise<Finding[]> {
  const installation = await joinAsItIs(place, () => undefined);
  try {
    return checkDatabase(await databaseState(installation.ownerConnectionString));
  } finally {
    await installation.stop();
  }
}

async function* findings(env: Environment): AsyncGenerator<Finding> {
  const settings = readSettings(env);
  const place = readDatabasePlace(env);
  readOperatorKey(env);
  readMailSettings(env);
  const [backups, publicUrl] = [readBackupSettings(env), readPublicUrl(env)];
  const providers = readSignOnSettings(env)?.providers ?? [];
  yield { what: 'Settings', state: 'ok', found: 'are understood' };
  yield checkNode(process.version);
  const folder = place.kind === 'embedded' ? place.dataDir : '.';
  if (fs.existsSync(folder)) yield await checkDisk(folder);
  if (place.kind === 'embedded' && fs.existsSync(folder)) yield await checkFolder(folder);
  yield* await databaseFindings(place).catch((error: unknown) => {
    if (!(error instanceof CannotStart)) throw error;
    const advice = 'Start the service once: npm start, or systemctl start cooperative-fund';
    return [{ what: 'Database', state: 'wrong', found: error.message, advice } as const];
  });
  yield await checkService(settings.host, settings.port);
  yield checkFront(settings.host, settings.trustedProxies);
  if (publicUrl !== null) yield await checkCertificate(publicUrl);
  for (const { name, issuer } of providers) yield await checkProvider(name, issuer);
  yield await checkBackups(backups?.folder ?? null);
}

await runCommand(async () => {
  for await (const { what, state, found, advice } of findings(process.env)) {
    console.log(`${MARKS[state]}  ${what}: ${found}`);
    if (advice !== undefined) console.log(`       ${advice}`);
    if (state === 'wrong') process.exitCode = 1;
  }
});
