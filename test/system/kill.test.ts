import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import {
  databaseProcess,
  killServices,
  listAll,
  obtain,
  openLoan,
  Service,
  stopDatabase,
} from '../support/service.ts';

// The real service, on a database of its own in a folder, killed while it books receipts.

const ROUNDS = 3;

const RECEIPTS = 20;

const windows = process.platform === 'win32';

let dataDir: string;

beforeAll(async () => {
  dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'fund-kill-'));
});

afterEach(killServices);

afterAll(async () => {
  await stopDatabase(dataDir);
  await fs.rm(dataDir, { recursive: true, force: true });
});

interface Sent {
  readonly key: string;
  readonly body: { readonly voucherNumber: string };
  /** The id answered; undefined: no answer came. */
  id?: string;
}

describe('the service on its embedded database', () => {
  test('loses no acknowledged receipt when it is killed, and books each retried one once', async () => {
    let service = new Service({ DATA_DIR: dataDir });
    let address = await service.address();
    const receipts = await openLoan(address);
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
        each.id = (await obtain(address, receipts, each)).id;
        acknowledged += 1;
        if (acknowledged === 2 + 4 * round) service.process.kill('SIGKILL');
      });
      await Promise.allSettled(answers);
      await service.kill();
      service = new Service({ DATA_DIR: dataDir });
      address = await service.address();

      const known = sent.filter((each) => each.id !== undefined);
      expect(known.length).toBeGreaterThanOrEqual(2 + 4 * round);
      const ids = (await listAll(address, receipts)).map((each) => each.id);
      for (const { id } of known) expect(ids.filter((each) => each === id)).toHaveLength(1);

      await Promise.all(
        sent.map(async (each) => {
          const { id } = await obtain(address, receipts, each);
          expect(id).toBe(each.id ?? id);
          each.id = id;
        }),
      );
      const rows = await listAll(address, receipts);
      const vouchers = rows.map((each) => `${each.id} ${each.voucherNumber}`);
      const expected = all.map((each) => `${each.id} ${each.body.voucherNumber}`);
      expect(vouchers.toSorted()).toEqual(expected.toSorted());
    }
  });

  test('refuses a second service on its folder in one line, and stops its database when asked to stop', async () => {
    const service = new Service({ DATA_DIR: dataDir });
    const address = await service.address();
    const second = new Service({ DATA_DIR: dataDir });
    expect(await second.ended).toBe(1);
    expect(second.output.trim().split('\n')).toEqual([expect.stringContaining(dataDir)]);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    expect(await databaseProcess(dataDir)).not.toBeNull();
    if (windows) return;
    service.process.kill('SIGTERM');
    expect(await service.ended).toBe(0);
    // It takes the file away last of all.
    expect(await databaseProcess(dataDir)).toBeNull();
  });
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
