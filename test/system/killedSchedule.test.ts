import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { contribute, lend, startApi, type Api, type Json } from '../support/api.ts';
import { compiled } from '../support/program.ts';

// Two services on one database whose clock runs so fast that a month ends every second, killed at random.

/** A month, or 30.4 days, in a second. */
const SPEED = 30.4 * 86_400;

const MONTHS = 10;

let api: Api;

const workers: ChildProcess[] = [];

beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  await api.close();
});

test('each end of a month is kept once, whatever is killed when', async () => {
  const { fund } = api;
  await contribute(fund);
  await lend(fund);
  const begunAt = Date.now();
  expect((await fund.put('/v1/scheduled-work/month-end', { isOn: true, day: 1 })).status).toBe(200);
  const start = () => {
    const owner = api.database.ownerConnectionString;
    const args = [owner, fund.actor.fundId, String(begunAt), String(SPEED)];
    const worker = spawn(process.execPath, [compiled('test/support/scheduledWorker.ts'), ...args]);
    workers.push(worker);
    return { worker, isWorking: once(worker.stdout, 'data') };
  };
  const pair = [start(), start()];
  const kept = async (): Promise<Json[]> =>
    (await fund.read('/v1/kept-classifications?limit=200')).data.toReversed();
  for (let before = 0; before < MONTHS;) {
    for (const place of [0, 1, 0, 1]) {
      // However slow the machine is, it is killed at work and not at its start.
      await pair[place]?.isWorking;
      await sleep(Math.random() * 500);
      pair[place]?.worker.kill('SIGKILL');
      pair[place] = start();
    }
    // However slow it is, something is done between.
    let now = (await kept()).length;
    for (; now <= before; now = (await kept()).length) await sleep(50);
    before = now;
  }
  // What a killed service was at is left to others after a while, and kept behind what these went on with.
  const days = async () => (await kept()).map(({ asOf }): string => asOf).toSorted();
  const monthOf = (day = '') => +day.slice(0, 4) * 12 + +day.slice(5, 7);
  const isWhole = (of: readonly string[]) => monthOf(of.at(-1)) - monthOf(of[0]) < of.length;
  while (!isWhole(await days())) await sleep(50);
  const ended = pair.map(({ worker }) => once(worker, 'close'));
  for (const { isWorking, worker } of pair) {
    // One that is not at work yet has nothing to end.
    await isWorking;
    worker.kill('SIGTERM');
  }
  await Promise.all(ended);
  // None twice, none left out: each is the end of the month after the one before.
  const all = await days();
  const first = monthOf(all[0]);
  expect(all.map(monthOf)).toEqual(all.map((_, place) => first + place));
  const runs = (await fund.read('/v1/scheduled-runs?limit=200')).data;
  const done = runs.filter(({ outcome }: Json) => outcome === 'done');
  expect(done).toHaveLength(all.length);
  expect((await fund.read('/v1/ledger/verification')).differences).toEqual([]);
});
