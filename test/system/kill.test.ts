import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

// The real service, on a database of its own in a folder, killed while it books receipts.

const TOKEN = `bootstrap-${randomUUID()}`;
const ROUNDS = 3;
const RECEIPTS = 20;
const TIMEOUT_MS = 120_000;

const windows = process.platform === 'win32';

let dataDir: string;
let running: Service[] = [];

/** The service as a process. */
class Service {
  output = '';
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;

  constructor(env: Record<string, string>) {
    const { PATH = '', SystemRoot = '' } = process.env;
    this.process = spawn(process.execPath, ['--import', 'tsx', 'src/server.ts'], {
      env: {
        PATH,
        SystemRoot,
        PORT: '0',
        BOOTSTRAP_TOKEN: TOKEN,
        RATE_LIMIT_PER_SECOND: '0',
        ...env,
      },
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
    this.ended = new Promise((resolve) => this.process.once('close', resolve));
    running.push(this);
  }

  async address(): Promise<string> {
    for (;;) {
      const found = /Listening on (\S+)/.exec(this.output)?.[1];
      if (found !== undefined) return found;
      if (this.process.exitCode !== null) throw new Error(`ended: ${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended;
  }
}

beforeAll(async () => {
  dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'fund-kill-'));
});

afterEach(async () => {
  for (const service of running) await service.kill();
  running = [];
});

afterAll(async () => {
  await stopDatabase();
  await fs.rm(dataDir, { recursive: true, force: true });
});

/** The id of the database server's process, from the file it keeps while it runs. */
async function databaseProcess(): Promise<number | null> {
  const folders = await fs.readdir(dataDir, { recursive: true }).catch(() => []);
  const file = folders.find((each) => path.basename(each) === 'postmaster.pid');
  if (file === undefined) return null;
  const [pid = ''] = (await fs.readFile(path.join(dataDir, file), 'utf8')).split('\n');
  return Number(pid);
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Stops the database that a killed service has left, by its id. */
async function stopDatabase(): Promise<void> {
  const pid = await databaseProcess();
  if (pid === null || !lives(pid)) return;
  process.kill(pid, 'SIGINT');
  for (let tries = 0; tries < 200 && (await databaseProcess()) !== null; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

interface Sent {
  readonly key: string;
  readonly body: { readonly voucherNumber: string };
  /** The id answered; undefined: no answer came. */
  id?: string;
}

async function ask(address: string, url: string, sent?: { key: string; body: object }) {
  const answer = await fetch(`${address}${url}`, {
    ...(sent === undefined ? {} : { method: 'POST', body: JSON.stringify(sent.body) }),
    headers: {
      authorization: `Bearer ${TOKEN}`,
      ...(sent === undefined
        ? {}
        : { 'content-type': 'application/json', 'idempotency-key': sent.key }),
    },
  });
  const body = (await answer.json()) as {
    id: string;
    data: { id: string; voucherNumber: string }[];
  };
  if (!answer.ok) throw new Error(`${url}: ${JSON.stringify(body)}`);
  return body;
}

/** A loan of 200 m, disbursed: the address of its receipts. */
async function lend(address: string): Promise<string> {
  const add = (url: string, body: object) => ask(address, url, { key: randomUUID(), body });
  await add('/v1/fund/capital-movements', {
    kind: 'contribution',
    amount: '1000000000',
    effectiveOn: '2023-01-02',
    documentNumber: '1',
  });
  const { id: cooperativeId } = await add('/v1/cooperatives', {
    code: 'HTX01',
    name: 'HTX Xuân Mai',
    locality: 'Văn Quan',
  });
  const { id } = await add('/v1/loans', {
    cooperativeId,
    contractNumber: '01/2023/HĐTD',
    signedOn: '2023-03-20',
    principal: '200000000',
    ratePercent: '6.6',
    principalSchedule: { kind: 'bullet', dueOn: '2024-03-25' },
    interestSchedule: { every: 'maturity' },
  });
  const payment = { effectiveOn: '2023-03-25', voucherNumber: 'PC1' };
  await add(`/v1/loans/${id}/disbursements`, { ...payment, amount: '200000000' });
  return `/v1/loans/${id}/repayments`;
}

async function booked(address: string, receipts: string) {
  return (await ask(address, `${receipts}?limit=200`)).data;
}

describe('the service on its embedded database', () => {
  test(
    'loses no acknowledged receipt when it is killed, and books each retried one once',
    async () => {
      let service = new Service({ DATA_DIR: dataDir });
      let address = await service.address();
      const receipts = await lend(address);
      const all: Sent[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const sent: Sent[] = Array.from({ length: RECEIPTS }, (_, index) => ({
          key: randomUUID(),
          body: { amount: '1000', effectiveOn: '2023-06-01', voucherNumber: `PT${round}-${index}` },
        }));
        all.push(...sent);
        let acknowledged = 0;
        // Killed once some of the receipts, a few more in each round, are acknowledged.
        const answers = sent.map(async (each) => {
          each.id = (await ask(address, receipts, each)).id;
          acknowledged += 1;
          if (acknowledged === 2 + 4 * round) service.process.kill('SIGKILL');
        });
        await Promise.allSettled(answers);
        await service.kill();
        service = new Service({ DATA_DIR: dataDir });
        address = await service.address();

        const known = sent.filter((each) => each.id !== undefined);
        expect(known.length).toBeGreaterThanOrEqual(2 + 4 * round);
        const ids = (await booked(address, receipts)).map((each) => each.id);
        for (const { id } of known) expect(ids.filter((each) => each === id)).toHaveLength(1);

        await Promise.all(
          sent.map(async (each) => {
            const { id } = await ask(address, receipts, each);
            expect(id).toBe(each.id ?? id);
            each.id = id;
          }),
        );
        const rows = await booked(address, receipts);
        const vouchers = rows.map((each) => `${each.id} ${each.voucherNumber}`);
        const expected = all.map((each) => `${each.id} ${each.body.voucherNumber}`);
        expect(vouchers.toSorted()).toEqual(expected.toSorted());
      }
    },
    TIMEOUT_MS,
  );

  test(
    'refuses a second service on its folder in one line, and stops its database when asked to stop',
    async () => {
      const service = new Service({ DATA_DIR: dataDir });
      const address = await service.address();
      const second = new Service({ DATA_DIR: dataDir });
      expect(await second.ended).toBe(1);
      expect(second.output.trim().split('\n')).toEqual([expect.stringContaining(dataDir)]);
      expect((await fetch(`${address}/readyz`)).status).toBe(200);
      expect(await databaseProcess()).not.toBeNull();
      if (windows) return;
      service.process.kill('SIGTERM');
      expect(await service.ended).toBe(0);
      // It takes the file away last of all.
      expect(await databaseProcess()).toBeNull();
    },
    TIMEOUT_MS,
  );
});

describe('a service that cannot start', () => {
  const refused = async (env: Record<string, string>, line: RegExp) => {
    const service = new Service(env);
    expect(await service.ended).toBe(1);
    expect(service.output.trim().split('\n')).toEqual([expect.stringMatching(line)]);
  };

  test('says in one line that its port is taken, and leaves no data folder', async () => {
    const other = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const untouched = `${dataDir}-untouched`;
    await refused({ PORT: String(port), DATA_DIR: untouched }, /^Port \d+ on 127.0.0.1 is taken/);
    await expect(fs.stat(untouched)).rejects.toThrow('ENOENT');
    other.close();
  });

  test('says in one line that its database server does not answer', async () => {
    const DATABASE_URL = 'postgres://fund:secret@127.0.0.1:1/fund';
    await refused({ DATABASE_URL }, /^The database server 127.0.0.1:1 does not answer$/);
  });
});
