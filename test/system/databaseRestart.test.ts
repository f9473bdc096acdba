import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres } from '../../src/store/installation/embeddedPostgres.ts';
import {
  ask,
  databaseProcess,
  killServices,
  listAll,
  openLoan,
  Service,
  signal,
  smallReceipt,
  stopDatabase,
  type NetworkAnswer,
  type Sent,
} from '../support/service.ts';

// The database goes down and comes again while clients post receipts.

const CLIENTS = 6;

/** `pg_ctl stop -m fast`, `-m immediate`, and a crash of all of PostgreSQL. */
const FAST = 'SIGINT';

const IMMEDIATE = 'SIGQUIT';

const CRASH = 'SIGKILL';

let dataDir: string;

beforeAll(async () => {
  dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'fund-restart-'));
});

afterEach(killServices);

afterAll(async () => {
  await stopDatabase(dataDir);
  await fs.rm(dataDir, { recursive: true, force: true });
});

/** Clients that post receipts, each until it is acknowledged, one after the other. */
class Load {
  readonly acknowledged: { sent: Sent; answer: NetworkAnswer }[] = [];
  readonly refused: NetworkAnswer[] = [];
  #stopping = false;
  readonly #clients: Promise<void>[];

  constructor(address: string, receipts: string) {
    this.#clients = Array.from({ length: CLIENTS }, () => this.#post(address, receipts));
  }

  async #post(address: string, receipts: string): Promise<void> {
    while (!this.#stopping) {
      const sent = smallReceipt();
      let answer = await ask(address, receipts, sent);
      while (answer.status !== 201) {
        this.refused.push(answer);
        await sleep(20);
        answer = await ask(address, receipts, sent);
      }
      this.acknowledged.push({ sent, answer });
    }
  }

  /** Waits for so many acknowledgements more. */
  async more(count: number): Promise<void> {
    const enough = this.acknowledged.length + count;
    while (this.acknowledged.length < enough) await sleep(20);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#clients);
  }
}

async function expectEachOnce(address: string, receipts: string, load: Load): Promise<void> {
  expect(load.refused.length).toBeGreaterThan(0);
  for (const { status, retryAfter } of load.refused)
    expect([status, retryAfter]).toEqual([503, '5']);
  const rows = await listAll(address, receipts);
  const ids = load.acknowledged.map(({ answer }) => answer.body.id);
  expect(rows.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
}

/** Ends the database under load, time and again, and waits until receipts are booked again. */
async function endDatabase(load: Load, signals: NodeJS.Signals[]): Promise<void> {
  for (const name of signals) {
    await load.more(10);
    const pid = await databaseProcess(dataDir);
    expect(signal(pid, name)).toBe(true);
    while ((await databaseProcess(dataDir)) === pid) await sleep(20);
    await load.more(10);
  }
}

const onPosix = process.platform === 'win32' ? test.skip : test;

describe('a database that goes down under load', () => {
  onPosix(
    'on a server: answers are 201 or 503, and each receipt is booked once when it is back',
    async () => {
      const server = await startEmbeddedPostgres({ dataDir });
      try {
        const service = new Service({ DATABASE_URL: server.connectionString });
        const address = await service.address();
        const receipts = await openLoan(address);
        const load = new Load(address, receipts);
        await endDatabase(load, [FAST, IMMEDIATE]);
        await load.stop();
        await expectEachOnce(address, receipts, load);
        await service.kill();
      } finally {
        await server.stop();
      }
    },
  );

  onPosix('embedded: the service starts it again by itself', async () => {
    const service = new Service({ DATA_DIR: dataDir });
    const address = await service.address();
    const receipts = await openLoan(address);
    const load = new Load(address, receipts);
    await endDatabase(load, [CRASH, CRASH, IMMEDIATE]);
    await load.stop();
    await expectEachOnce(address, receipts, load);
    // A receipt may be booked before the service says so; the service says so after each of three ends.
    await service.until(/(The database answers again[^]*){3}/);
    expect(service.output.match(/The database answers again/g)).toHaveLength(3);
    service.process.kill('SIGTERM');
    expect(await service.ended).toBe(0);
    expect(await databaseProcess(dataDir)).toBeNull();
  });
});
