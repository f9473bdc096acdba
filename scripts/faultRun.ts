import { randomInt, randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ask, keyed, listAll, obtain } from '../test/support/service.ts';
import type { Json } from '../test/support/api.ts';
import { chanceOf, firstTranche, loanOf, pick } from './faults/acts.ts';
import { client, noFigures, type Run } from './faults/client.ts';
import { Installation, type Fault } from './faults/installation.ts';
import { BY_SCHEDULE, checkSchedule, killScheduled, switchOn } from './faults/schedule.ts';
import { Senders } from './faults/webhooks.ts';

// `npm run faults -- --minutes=3 --seed=1`: the service on an embedded database of its own, under
// parallel clients, is killed with or without its database at random moments. At the end each
// acknowledged act must be there once, and the books must agree. The moments are those of the seed
// as far as the machine is as fast. Ctrl-C ends it early, with the checks.

const CLIENTS = 8;

const LOANS = 12;

/** What the clients stop at, however many minutes are left. */
const MAX_ACTS = 50_000;

const MAX_MINUTES = 120;

/** Between two faults, from the moment at which all works again. */
const MAX_PAUSE_MS = 10_000;

const FAULTS: readonly Fault[] = [
  'service killed',
  'service killed',
  'database killed',
  'both killed',
  'database stopped fast',
  'database stopped at once',
];

function readArguments(): { minutes: number; seed: number } {
  const { values } = parseArgs({
    options: { minutes: { type: 'string', default: '3' }, seed: { type: 'string' } },
  });
  const minutes = Number(values.minutes);
  const seed = Number(values.seed ?? randomInt(2 ** 31));
  if (!(minutes > 0 && minutes <= MAX_MINUTES) || !Number.isSafeInteger(seed)) {
    throw new Error(`Usage: npm run faults -- --minutes=N --seed=N (N up to ${MAX_MINUTES})`);
  }
  return { minutes, seed };
}

/** A fund with capital and loans to act upon. */
async function setTheScene({ scene, address }: Run): Promise<void> {
  const add = (url: string, sent = keyed({})) => obtain(address(), url, sent);
  const contribution = {
    kind: 'contribution',
    amount: '100000000000',
    effectiveOn: '2023-01-02',
    documentNumber: randomUUID(),
  };
  await add('/v1/fund/capital-movements', keyed(contribution));
  for (let loan = 0; loan < LOANS; loan += 1) {
    const cooperative = { code: randomUUID(), name: 'HTX Xuân Mai', locality: 'Văn Quan' };
    const { id: cooperativeId } = await add('/v1/cooperatives', keyed(cooperative));
    const { id } = await add('/v1/loans', loanOf(cooperativeId));
    await add(`/v1/loans/${id}/disbursements`, firstTranche());
    scene.loanIds.push(id);
  }
}

/** Harms the installation at random moments, and waits each time until it works again. */
async function doHarm(installation: Installation, run: Run, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await sleep(run.chance() * MAX_PAUSE_MS);
    if (isOver()) return;
    await installation.harm(pick(run.chance, FAULTS));
    // Now and then another one follows while the last is still being mended.
    if (run.chance() < 0.8) await installation.recover();
  }
}

/** The ids of what an answer says was entered: one, or one for each part of a voucher. */
const idsOf = ({ id, parts }: Json): string[] =>
  parts === undefined ? [id] : parts.map((part: Json) => part.id);

async function checkEntries(run: Run, before: readonly Json[]): Promise<void> {
  const entries = await listAll(run.address(), '/v1/entries');
  const expected = [
    ...before.map(({ id }) => id),
    ...run.acknowledged.flatMap(({ answer }) => idsOf(answer.body)),
  ];
  const times = new Map<string, number>();
  for (const { id } of entries) times.set(id, 1 + (times.get(id) ?? 0));
  for (const id of expected) {
    if (times.get(id) !== 1)
      run.wrongs.push(`acknowledged, but there ${times.get(id) ?? 0} times: ${id}`);
  }
  const known = new Set(expected);
  for (const { id, kind, recordedBy } of entries) {
    if (!known.has(id) && recordedBy !== BY_SCHEDULE)
      run.wrongs.push(`there, but not acknowledged: ${kind} ${id}`);
  }
  const instants = entries.map(({ recordedAt }) => recordedAt);
  if (instants.some((instant, index) => instant <= instants[index - 1])) {
    run.wrongs.push('recordedAt does not rise strictly');
  }
}

/** R18, and the ledger against the positions. */
async function checkBooks(run: Run): Promise<void> {
  const fund = await obtain(run.address(), '/v1/fund');
  const { charterCapital, principalOutstanding, availablePrincipal, principalChargedOff } = fund;
  const sum = BigInt(principalOutstanding) + BigInt(availablePrincipal);
  if (BigInt(charterCapital) !== sum + BigInt(principalChargedOff)) {
    run.wrongs.push(`the identity does not hold: ${JSON.stringify(fund)}`);
  }
  const { status, body } = await ask(run.address(), '/v1/ledger/verification');
  if (status === 404) return console.log('There is no ledger yet to be verified.');
  const { differences } = body;
  if (status !== 200 || differences.length !== 0) {
    run.wrongs.push(`the ledger differs: ${JSON.stringify(body)}`);
  }
}

function print({ figures, wrongs }: Run, { faults, output }: Installation): void {
  const count = (pattern: RegExp) => output.match(pattern)?.length ?? 0;
  const lines: Record<string, number> = {
    'acts acknowledged': figures.acknowledged,
    'acts refused by a rule': figures.refusedByRule,
    ...Object.fromEntries(faults),
    'starts of the service': count(/^Listening on/gm),
    'revivals of the database by the service': count(/^The database answers again/gm),
    'answers 503': figures.unavailable,
    'answers lost': figures.lostAnswers,
    'retries under the same key': figures.retries,
    'retries that found the act done': figures.foundByRetry,
    'acknowledged acts sent again': figures.replays,
    'internal errors logged': count(/internal error/g),
  };
  for (const [name, number] of Object.entries(lines)) {
    console.log(`${name.padEnd(42)}${String(number).padStart(8)}`);
  }
  for (const wrong of wrongs.slice(0, 50)) console.log(`WRONG: ${wrong}`);
  console.log(wrongs.length === 0 ? 'Nothing was lost, nothing was booked twice.' : 'FAILED');
}

async function run(dataDir: string): Promise<boolean> {
  const { minutes, seed } = readArguments();
  console.log(`A fault run of ${minutes} minutes with --seed=${seed}, in ${dataDir}`);
  const installation = new Installation(dataDir);
  try {
    await installation.listen();
    const current: Run = {
      chance: chanceOf(seed),
      scene: { loanIds: [], receiptIds: [], movementIds: [] },
      figures: noFigures(),
      acknowledged: [],
      wrongs: [],
      address: () => installation.address,
    };
    await setTheScene(current);
    const senders = new Senders(dataDir, current);
    await senders.begin();
    await switchOn(current);
    const before = await listAll(installation.address, '/v1/entries');
    const end = performance.now() + minutes * 60_000;
    let isAsked = false;
    for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => (isAsked = true));
    const isOver = () =>
      isAsked || performance.now() > end || current.acknowledged.length >= MAX_ACTS;
    const clients = Array.from({ length: CLIENTS }, () => client(current, isOver));
    const [kills] = await Promise.all([
      killScheduled(dataDir, current, isOver),
      ...clients,
      doHarm(installation, current, isOver),
      senders.killThem(isOver),
    ]);
    await installation.recover();
    await checkEntries(current, before);
    await checkBooks(current);
    const told = await senders.check();
    const months = await checkSchedule(current);
    print(current, installation);
    console.log(
      `${told} events told, ${senders.receiver.received.length} messages, ${senders.kills} kills of senders`,
    );
    console.log(`${months} ends of months kept, ${kills} kills of services that keep them`);
    await senders.stop();
    return current.wrongs.length === 0;
  } finally {
    await installation.stop();
  }
}

const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'fund-faults-'));
try {
  process.exitCode = (await run(dataDir)) ? 0 : 1;
} finally {
  await fs.rm(dataDir, { recursive: true, force: true });
}
