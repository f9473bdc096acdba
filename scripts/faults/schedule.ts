import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Json } from '../../test/support/api.ts';
import { listAll, ownerOf, TOKEN } from '../../test/support/service.ts';
import type { Run } from './client.ts';

// Two services beside that do what is due by a clock on which a month ends every two seconds, killed at random.

/** 30.4 days in two seconds. */
const SPEED = (30.4 * 86_400) / 2;

const SERVICES = 2;

/** Until is looked again whether the database was started. */
const WAIT_MS = 200;

/** From the moment at which one works until it is killed. */
const MAX_PAUSE_MS = 20_000;

/** In whose name scheduled work is recorded. */
export const BY_SCHEDULE = 'Việc theo lịch';

/** Has the ends of months kept from today on. */
export async function switchOn({ address }: Run): Promise<void> {
  const answer = await fetch(`${address()}/v1/scheduled-work/month-end`, {
    method: 'PUT',
    body: JSON.stringify({ isOn: true, day: 1 }),
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
  });
  if (!answer.ok) throw new Error(`the schedule is not switched on: ${await answer.text()}`);
}

async function fundOf(owner: string): Promise<string> {
  const client = new pg.Client({ connectionString: owner });
  await client.connect();
  const { rows } = await client.query<{ id: string }>('select fund_id::text as id from fund');
  await client.end();
  return rows[0]?.id ?? '';
}

/** Starts a process that does scheduled work, kills it some time after it began to, and so on. */
async function startAndKill(
  argumentsNow: () => Promise<string[] | null>,
  { chance }: Run,
  isOver: () => boolean,
): Promise<number> {
  let kills = 0;
  while (!isOver()) {
    const args = await argumentsNow();
    if (args === null) {
      await sleep(WAIT_MS);
      continue;
    }
    const service = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    // It says so when it works.
    await new Promise((resolve) => service.stdout.once('data', resolve).once('close', resolve));
    await sleep(chance() * MAX_PAUSE_MS);
    service.kill('SIGKILL');
    kills += 1;
  }
  return kills;
}

/** Does scheduled work by two processes, each killed again and again, until all is over; says how often. */
export async function killScheduled(
  dataDir: string,
  run: Run,
  isOver: () => boolean,
): Promise<number> {
  const fundId = await fundOf(await ownerOf(dataDir));
  const begunAt = String(Date.now());
  // The database answers at another place after each start; null: it does not run.
  const argumentsNow = async () => {
    const owner = await ownerOf(dataDir).catch(() => null);
    if (owner === null) return null;
    const told = [owner, fundId, begunAt, String(SPEED)];
    return ['--import', 'tsx', 'test/support/scheduledWorker.ts', ...told];
  };
  const services = Array.from({ length: SERVICES }, () => startAndKill(argumentsNow, run, isOver));
  return (await Promise.all(services)).reduce((sum, kills) => sum + kills, 0);
}

const monthOf = (day: string): number => +day.slice(0, 4) * 12 + +day.slice(5, 7);

/** Each end of a month must be kept once, and none left out; says how many there are. */
export async function checkSchedule({ address, wrongs }: Run): Promise<number> {
  const kept = await listAll(address(), '/v1/kept-classifications');
  // One that a killed process was at is kept behind those that another one went on with.
  const days = kept.map(({ asOf }: Json) => asOf as string).toSorted();
  const months = days.map(monthOf);
  for (const [place, month] of months.entries()) {
    if (place > 0 && month !== (months[place - 1] ?? 0) + 1) {
      wrongs.push(`ends of months are kept twice or left out: ${days[place]}`);
    }
  }
  const runs = await listAll(address(), '/v1/scheduled-runs?kind=month-end');
  const done = runs.filter(({ outcome }: Json) => outcome === 'done');
  if (done.length !== kept.length) {
    wrongs.push(`${done.length} runs are done, and ${kept.length} classifications kept`);
  }
  return kept.length;
}
