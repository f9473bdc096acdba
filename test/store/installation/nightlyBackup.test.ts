import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { checkBackup } from '../../../src/store/installation/backupFile.ts';
import { takeNightly, type NightlyBackups } from '../../../src/store/installation/nightlyBackup.ts';
import { asAdmin, createTestDatabase, type TestDatabase } from '../../support/database.ts';

let db: TestDatabase;
let folder: string;
let fundId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  ({ fundId } = await db.addFund());
});
afterAll(() => db.close());

beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'nightly-'));
});

const nightly = (more: Partial<NightlyBackups> = {}): NightlyBackups => ({
  ownerConnectionString: db.ownerConnectionString,
  folder,
  keep: { daily: 2, weekly: 0, monthly: 0 },
  key: null,
  isRestored: false,
  ...more,
});

const files = async () => (await fs.readdir(folder)).toSorted();

test('a backup of a night is written, read again to its seal, and is there once', async () => {
  const first = await takeNightly(nightly(), '2026-11-28');
  expect(first).toMatchObject({ fileName: 'fund-2026-11-28.backup', removed: [] });
  expect(first.head.funds).toEqual([{ fundId, code: 'QHT' }]);
  const { seal } = await checkBackup(path.join(folder, 'fund-2026-11-28.backup'));
  expect(first.seal).toEqual(seal);
  const again = await takeNightly(nightly(), '2026-11-28');
  expect([again.head.madeAt, await files()]).toEqual([
    first.head.madeAt,
    ['fund-2026-11-28.backup'],
  ]);
});

test('what a killed service has left is written anew; what is damaged is laid aside', async () => {
  await fs.writeFile(path.join(folder, 'fund-2026-11-28.backup.part'), 'cut');
  await fs.writeFile(path.join(folder, 'fund-2026-11-28.backup'), 'damaged');
  const taken = await takeNightly(nightly(), '2026-11-28');
  expect(taken.head.funds).toHaveLength(1);
  const [whole, damaged, ...more] = await files();
  expect([whole, more]).toEqual(['fund-2026-11-28.backup', []]);
  expect(damaged).toMatch(/^fund-2026-11-28\.backup\.damaged-\d+$/);
});

test('those that are no longer kept are removed, and no other file of the folder', async () => {
  for (const name of ['by-hand.backup', 'fund-2026-11-01.backup', 'fund-2026-11-02.backup']) {
    await fs.writeFile(path.join(folder, name), '');
  }
  const { removed } = await takeNightly(nightly(), '2026-11-28');
  expect(removed).toEqual(['fund-2026-11-01.backup']);
  expect(await files()).toEqual([
    'by-hand.backup',
    'fund-2026-11-02.backup',
    'fund-2026-11-28.backup',
  ]);
});

test('nothing is removed where the backup cannot be made', async () => {
  await fs.writeFile(path.join(folder, 'fund-2026-11-01.backup'), '');
  await fs.writeFile(path.join(folder, 'fund-2026-11-02.backup'), '');
  const gone = nightly({ ownerConnectionString: 'postgres://nobody@127.0.0.1:1/none' });
  await expect(takeNightly(gone, '2026-11-28')).rejects.toThrow(/ECONNREFUSED/);
  expect(await files()).toEqual(['fund-2026-11-01.backup', 'fund-2026-11-02.backup']);
});

test('a backup can be restored to see that it works: nothing of the trial is left', async () => {
  const trials = async () =>
    (await asAdmin(`select oid from pg_database where datname like '%restore_check'`)).rows.map(
      ({ oid }) => String(oid),
    );
  // Other files of a run make databases and roles meanwhile: the trial's own are watched.
  const seen = new Set<string>();
  let isDone = false;
  const watching = (async () => {
    while (!isDone) for (const each of await trials()) seen.add(each);
  })();
  const taken = await takeNightly(nightly({ isRestored: true }), '2026-11-28');
  isDone = true;
  await watching;
  expect(taken).toMatchObject({ isRestored: true });
  expect(seen.size).toBe(1);
  const [trial = ''] = seen;
  const { rows } = await asAdmin(
    `select rolname from pg_roles where rolname = 'cooperative_fund_service_${trial}'`,
  );
  expect([await trials(), rows]).toEqual([[], []]);
});
