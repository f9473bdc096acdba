import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { asAdmin } from '../support/database.ts';
import {
  ask,
  killServices,
  listAll,
  obtain,
  openLoan,
  ownerOf,
  Service,
  smallReceipt,
  stopDatabase,
  type Sent,
} from '../support/service.ts';

// The service with its data on a small disk of its own, which is filled to the last byte.

const DISK = 'size=200m,mode=755';

const run = promisify(execFile);

const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'fund-disk-'));

async function mount(): Promise<string | null> {
  try {
    await run('mount', ['-t', 'tmpfs', '-o', DISK, 'tmpfs', folder]);
    return null;
  } catch (error) {
    return String(error).trim().split('\n').at(-1) ?? '';
  }
}

/** Null where this process may mount a small disk: as root, on Linux, where containers let it. */
const whyNot = await mount();

const onSmallDisk = whyNot === null ? test : test.skip;

afterAll(async () => {
  await killServices();
  await stopDatabase(folder);
  if (whyNot === null) await run('umount', [folder]);
  await fs.rm(folder, { recursive: true, force: true });
});

/** Takes what space there is; gives it back when called. */
async function fill(): Promise<() => Promise<void>> {
  const ballast = path.join(folder, 'ballast');
  const file = await fs.open(ballast, 'w');
  for (let size = 2 ** 20; size >= 4096; size /= 2) {
    // Until not even a page fits.
    while (await file.write(Buffer.alloc(size)).catch(() => null));
  }
  await file.close();
  return () => fs.rm(ballast);
}

describe('a full disk', () => {
  onSmallDisk(
    `refuses writes with 503 and loses nothing; with space again the service works by itself${
      whyNot === null ? '' : ` (skipped, no small disk can be mounted here: ${whyNot})`
    }`,
    async () => {
      const service = new Service({ DATA_DIR: folder });
      const address = await service.address();
      const receipts = await openLoan(address);
      const owner = await ownerOf(folder);
      const sent: Sent[] = [];
      const acknowledged: string[] = [];
      const refused: Sent[] = [];
      const post = async (each = smallReceipt()) => {
        if (!sent.includes(each)) sent.push(each);
        const answer = await ask(address, receipts, each);
        if (answer.status === 201) return void acknowledged.push(answer.body.id);
        expect(answer).toMatchObject({ status: 503, retryAfter: '5' });
        refused.push(each);
      };
      const postUntilRefused = async () => {
        const before = refused.length;
        while (refused.length === before) await post();
      };

      for (let booked = 0; booked < 20; booked += 1) await post();
      // First the tables cannot grow any more: what is there can be read.
      const giveBack = await fill();
      await postUntilRefused();
      expect((await obtain(address, '/v1/fund')).availablePrincipal).toMatch(/^\d+$/);
      expect(await listAll(address, receipts)).toHaveLength(acknowledged.length);

      // Then the write-ahead log has no room for its next file: PostgreSQL ends itself.
      const nextLogFile = () => asAdmin('select pg_switch_wal()', owner);
      while (await nextLogFile().catch(() => null)) await post();
      await postUntilRefused();
      expect((await fetch(`${address}/livez`)).status).toBe(200);

      await giveBack();
      while ((await fetch(`${address}/readyz`)).status !== 200) await sleep(100);
      expect((await listAll(address, receipts)).map(({ id }) => id)).toEqual(acknowledged);
      for (const each of refused.splice(0)) await post(each);
      expect(refused).toEqual([]);
      const rows = await listAll(address, receipts);
      expect(rows.map(({ id }) => id)).toEqual(acknowledged);
      expect(rows).toHaveLength(sent.length);
      // A line of the log may come later than an answer.
      await service.until(/The database answers again/);
      expect(service.output).not.toContain('internal error');
    },
  );
});
