import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { examplesAmong } from '../demo/example.ts';
import { FIRST_HOLIDAY_YEAR, LAST_HOLIDAY_YEAR } from '../domain/policies/vietnamHolidays.ts';
import { DomainError } from '../domain/primitives/errors.ts';
import { buildApp } from './app.ts';
import type { App } from '../http/service/appTypes.ts';
import { nameFirstFund, ownTerminal } from './firstFund.ts';
import { openInstallation } from './installation.ts';
import { nightlyBackups } from './backups.ts';
import { mailer } from './mailer.ts';
import { addressOf, explainListening, isLoopback } from './listening.ts';
import { createLog } from './log.ts';
import {
  CannotStart,
  readBootstrapToken,
  readDatabasePlace,
  readOperatorKey,
  readSettings,
  type Environment,
  type Settings,
} from './settings.ts';
import { FUNDS_TOLD, servedLines } from './served.ts';
import { readBackupSettings, readMailSettings } from './scheduleSettings.ts';
import { readSignOnSettings } from './signOn/settings.ts';
import { signOnBy } from './signOn/signOn.ts';
import { Shutdown } from './shutdown.ts';
import { answerWhileStarting } from './starting.ts';
import { NO_REQUEST } from '../store/books/audit.ts';
import { openDatabase, type Database } from '../store/database/database.ts';
import { fundIds, isEmptyInstallation } from '../store/fund/fund.ts';
import type { Actor } from '../usecases/access/authenticate.ts';
import { NO_SIGN_ON } from '../usecases/access/providers.ts';
import { systemClock } from '../usecases/view/clock.ts';
import type { Pace } from '../domain/webhooks/retries.ts';
import { Networks } from '../usecases/webhooks/addresses.ts';
import { webhookKeyOf } from '../usecases/webhooks/secrets.ts';
import { createFund } from '../usecases/fund/createFund.ts';
import { enterVietnamHolidays } from '../usecases/fund/enterVietnamHolidays.ts';
import { nameFunds } from '../usecases/fund/nameFunds.ts';
import { writeActs } from '../usecases/acts/writeActs.ts';
import { sealOlderFacts } from '../usecases/acts/sealOlderFacts.ts';
import type { Services } from '../usecases/view/services.ts';

const DRAIN_MS = 10_000;

const print = (line: string) => console.log(line);

/** The first fund of an installation, when this start has created it. */
export interface FirstFund {
  readonly director: Actor;
  readonly token: string;
}

interface CreatedFund extends FirstFund {
  readonly takesHolidays: boolean;
}

/** What there is before the service listens. */
export interface Prepared {
  readonly services: Services;
  readonly ownerConnectionString: string;
  /** Null where the installation had a fund. */
  readonly firstFund: FirstFund | null;
}

export interface ServeOptions {
  /** Whether the example is served, and who serves it tells its token. */
  readonly servesExample?: boolean;
  /** Runs when all is ready but nobody is answered yet. */
  readonly beforeListen?: (prepared: Prepared) => Promise<void>;
  /** Runs when the service answers, before the addresses are printed. */
  readonly afterListen?: (prepared: Prepared, address: string) => Promise<void>;
  /** How fast events are sent to webhooks, where it is not as for all. */
  readonly webhookPace?: Pace;
  /** Where in the console somebody begins; its first screen if left out. */
  readonly firstScreen?: () => string;
}

async function createFirstFund(
  owner: string,
  env: Environment,
  { firstFund }: Settings,
  { servesExample = false }: ServeOptions,
): Promise<CreatedFund | null> {
  if (!(await isEmptyInstallation(owner))) return null;
  const given = readBootstrapToken(env);
  const named = await nameFirstFund(firstFund, ownTerminal());
  try {
    const created = await createFund(owner, named, given);
    print(`The fund ${named.code} was created: ${named.name}`);
    if (given === undefined && !servesExample) print(`Token (shown once): ${created.token}`);
    return { ...created, takesHolidays: named.takesHolidays };
  } catch (error) {
    // Another service that started at the same time was faster.
    if (error instanceof DomainError && error.code === 'duplicate') return null;
    throw error;
  }
}

/** Enters the public holidays of Vietnam in a fund just created, or says how they can be. */
async function offerHolidays(database: Database, created: CreatedFund): Promise<void> {
  const years = { from: FIRST_HOLIDAY_YEAR, to: LAST_HOLIDAY_YEAR };
  if (!created.takesHolidays) {
    print('It has no holidays yet: POST /v1/fund/holidays takes over those of Vietnam');
    return;
  }
  const by = { actor: created.director, today: systemClock.today() };
  await writeActs(database, created.director, NO_REQUEST, async (fund) =>
    enterVietnamHolidays(fund, by, years),
  );
  print(`The holidays of Vietnam ${years.from}–${years.to} were entered`);
}

/** What is done beside the requests, as the operator has set it. */
function readBeside(env: Environment) {
  const backups = readBackupSettings(env);
  const key = backups === null ? null : readOperatorKey(env);
  if (key !== null && key.secret === null) {
    throw new CannotStart(
      'SIGNING_KEY_FILE has the public half of a key, which cannot sign the backups of BACKUP_DIR',
    );
  }
  return { backups, key, mail: readMailSettings(env), signOn: readSignOnSettings(env) };
}

const FUNDS_KNOWN_MS = 60_000;

/** Another fund may be added meanwhile; the list is asked for anew after a minute. */
function listedNowAndThen(list: () => Promise<string[]>): () => Promise<readonly string[]> {
  let known: readonly string[] = [];
  let knownUntil = 0;
  return async () => {
    if (performance.now() < knownUntil) return known;
    known = await list();
    knownUntil = performance.now() + FUNDS_KNOWN_MS;
    return known;
  };
}

/** Lets requests under way finish, but not for ever. */
async function drain(app: App): Promise<void> {
  const timer = new AbortController();
  const closed = app.close().finally(() => timer.abort());
  const late = sleep(DRAIN_MS, undefined, { signal: timer.signal }).then(
    () => app.server.closeAllConnections(),
    () => undefined,
  );
  await Promise.all([closed, late]);
}

async function start(env: Environment, options: ServeOptions, shutdown: Shutdown): Promise<void> {
  const settings = readSettings(env);
  const place = readDatabasePlace(env);
  const beside = readBeside(env);
  const stopAnswering = await answerWhileStarting(settings);
  shutdown.add(stopAnswering);
  const { ownerConnectionString, serviceConnectionString, stop } = await openInstallation(
    place,
    print,
  );
  shutdown.add(stop);
  if (shutdown.isAsked) return;
  const logger = createLog();
  const firstFund = await createFirstFund(ownerConnectionString, env, settings, options);
  const { rateLimitPerSecond, fundsInMemory, trustedProxies } = settings;
  const database = openDatabase(
    serviceConnectionString,
    (err) => logger.warn({ err }, 'an idle database connection broke'),
    { fundsInMemory },
  );
  shutdown.add(() => database.close());
  const sealed = await sealOlderFacts(ownerConnectionString, database);
  if (sealed > 0) print(`Entered ${sealed} earlier facts in the ledger and the audit trail`);
  if (firstFund !== null && options.servesExample !== true) {
    await offerHolidays(database, firstFund);
  }
  const prepared = {
    services: { database, clock: systemClock },
    ownerConnectionString,
    firstFund,
  };
  await options.beforeListen?.(prepared);
  if (shutdown.isAsked) return;
  const ids = await fundIds(ownerConnectionString);
  const { backups: backupSettings, mail, signOn } = beside;
  const app = await buildApp({
    ...prepared.services,
    logger,
    rateLimitPerSecond,
    trustedProxies,
    addFund: async (fund) => createFund(ownerConnectionString, fund),
    fundIds: listedNowAndThen(() => fundIds(ownerConnectionString)),
    sendDeadlines: mail && mailer(mail),
    backups: backupSettings && nightlyBackups(ownerConnectionString, backupSettings, beside.key),
    webhooks: webhooksOf(settings, options),
    signOn: signOn === null ? NO_SIGN_ON : signOnBy(signOn),
  });
  shutdown.add(() => drain(app));
  await stopAnswering();
  const address = await listen(app, settings);
  if (!isLoopback(settings.host)) {
    logger.warn(
      { host: settings.host },
      'reachable from outside: a proxy with TLS must stand in front',
    );
  }
  const funds = await nameFunds(prepared.services, ids.slice(0, FUNDS_TOLD));
  const examples = options.servesExample === true ? [] : await examplesAmong(database, funds);
  for (const line of servedLines(funds, ids.length, place, examples)) print(line);
  await options.afterListen?.(prepared, address);
  printAddresses(address, options);
}

/** With what and where events are sent. */
function webhooksOf({ webhookKey, webhookNetworks }: Settings, { webhookPace }: ServeOptions) {
  return {
    key: webhookKey === null ? null : webhookKeyOf(webhookKey),
    networks: new Networks(webhookNetworks),
    ...(webhookPace === undefined ? {} : { pace: webhookPace }),
  };
}

function printAddresses(address: string, { firstScreen }: ServeOptions): void {
  print(`Listening on ${address}`);
  print(`Documentation: ${address}/docs`);
  print(`Open in a browser: ${address}${firstScreen?.() ?? '/'}`);
}

async function listen(app: App, settings: Settings): Promise<string> {
  try {
    await app.listen({ port: settings.port, host: settings.host });
    // With PORT=0 the system has chosen one.
    const { port } = app.server.address() as AddressInfo;
    return addressOf({ host: settings.host, port });
  } catch (error) {
    throw explainListening(error, settings);
  }
}

/**
 * Runs the service until a signal ends it, then ends the process: 0, or 1 where it cannot start,
 * with one line on stderr that says why.
 */
export async function serve(env: Environment, options: ServeOptions = {}): Promise<void> {
  const shutdown = new Shutdown();
  try {
    await start(env, options, shutdown);
    await shutdown.asked;
    print('Stopping ...');
    await shutdown.run();
    process.exit(0);
  } catch (error) {
    console.error(error instanceof CannotStart ? error.message : error);
    await shutdown.run().catch((failure: unknown) => console.error(failure));
    process.exit(1);
  }
}
