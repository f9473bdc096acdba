import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { withDatabase } from '../support/connection.ts';
import { asAdmin, testServer } from '../support/database.ts';
import { Program } from '../support/program.ts';
import {
  Service,
  killServices,
  listAll,
  obtain,
  openLoan,
  smallReceipt,
  stopDatabase,
} from '../support/service.ts';

// `npm run backup` and `npm run restore` as programs, from the embedded database of a service that is
// running to another folder, and to a server.

let folder: string;

beforeAll(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'fund-backup-'));
  // As root the database runs as another user, who must get through.
  await fs.chmod(folder, 0o755);
});
afterEach(killServices);
afterAll(async () => {
  for (const name of ['source', 'target']) await stopDatabase(path.join(folder, name));
  await fs.rm(folder, { recursive: true, force: true });
});

/** Runs a program to its end; gives its exit code and the lines that it printed. */
async function run(name: 'backup' | 'restore', env: Record<string, string>, args: string[]) {
  const program = new Program(`src/commands/${name}.ts`, env, args);
  const code = await program.ended;
  return { code, lines: program.output.trim().split('\n') };
}

async function figures(address: string, receipts: string): Promise<unknown> {
  const { knownAt: _, ...fund } = await obtain(address, '/v1/fund?asOf=2023-06-30');
  return [fund, await listAll(address, receipts)];
}

describe('a backup of the embedded database, while the service runs on it', () => {
  const source = () => path.join(folder, 'source');
  // In a folder that is not there yet.
  const file = () => path.join(folder, 'backups', 'fund.backup');
  let before: unknown;
  let receipts: string;

  test('is written, and the service goes on', async () => {
    const service = new Service({ DATA_DIR: source() });
    const address = await service.address();
    receipts = await openLoan(address);
    for (let n = 0; n < 5; n += 1) await obtain(address, receipts, smallReceipt());
    before = await figures(address, receipts);
    const { code, lines } = await run('backup', { DATA_DIR: source() }, [file()]);
    expect([code, lines.at(-1)]).toEqual([0, `Backed up to ${file()}`]);
    expect(lines[0]).toMatch(/^Fund QHT: \d+ rows, 9 of them facts$/);
    await obtain(address, receipts, smallReceipt());
    // It is neither stopped nor overwritten by what asks it for a restore.
    const refused = await run('restore', { DATA_DIR: source() }, [file()]);
    const reason = 'There is a fund in the database: restore into an empty one';
    expect(refused).toEqual({ code: 1, lines: [reason] });
    expect(await listAll(address, receipts)).toHaveLength(6);
  });

  test('comes to another folder, where the service goes on with the same tokens', async () => {
    const target = path.join(folder, 'target');
    const { code, lines } = await run('restore', { DATA_DIR: target }, [file()]);
    expect([code, lines.at(-1)]).toEqual([0, expect.stringMatching(/^Restored as of 20/)]);
    const address = await new Service({ DATA_DIR: target }).address();
    expect(await figures(address, receipts)).toEqual(before);
    await obtain(address, receipts, smallReceipt());
  });

  test('comes to a server, and from there to a file of the same rows', async () => {
    const name = `test_${randomUUID().replaceAll('-', '')}`;
    await asAdmin(`create database ${name}`);
    try {
      const env = { DATABASE_URL: withDatabase(testServer(), name) };
      const restored = await run('restore', env, [file()]);
      expect(restored.code).toBe(0);
      const again = await run('backup', env, [`${file()}-2`]);
      expect(again.code).toBe(0);
      expect(restored.lines).toContain(again.lines[0]);
      const address = await new Service(env).address();
      expect(await figures(address, receipts)).toEqual(before);
      await killServices();
    } finally {
      await asAdmin(`drop database ${name} with (force)`);
    }
  });
});

describe('the programs', () => {
  test('say in one line why they refuse, and make no database for it', async () => {
    const nowhere = path.join(folder, 'nowhere');
    const text = path.join(folder, 'letter');
    await fs.writeFile(text, 'a letter');
    const cases: ['backup' | 'restore', string[], RegExp][] = [
      ['backup', [], /^Usage: npm run backup -- FILE \[--fund CODE\]$/],
      ['restore', ['one', 'two'], /^Usage: npm run restore -- FILE$/],
      ['backup', [path.join(folder, 'of-nothing')], /^There is no database in .+nowhere$/],
      ['restore', [path.join(folder, 'none')], /^.+none cannot be read: ENOENT/],
      ['restore', [text], /^.+letter is damaged or cut off, or no backup/],
    ];
    for (const [name, args, line] of cases) {
      const { code, lines } = await run(name, { DATA_DIR: nowhere }, args);
      expect([code, lines]).toEqual([1, [expect.stringMatching(line)]]);
    }
    const DATABASE_URL = 'postgres://fund:secret@127.0.0.1:1/fund';
    const { code, lines } = await run('backup', { DATABASE_URL }, [path.join(folder, 'x')]);
    const down = 'The database server 127.0.0.1:1 does not answer';
    expect([code, lines]).toEqual([1, [down]]);
    await expect(fs.stat(nowhere)).rejects.toThrow('ENOENT');
  });
});
