import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ask,
  keyed,
  killServices,
  listAll,
  obtain,
  openBorrower,
  openLoan,
  Service,
  stopDatabase,
} from '../support/service.ts';

// The real service, killed while it makes the notices of a quarter.

const LOANS = 160;

let dataDir: string;

beforeAll(async () => {
  dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'fund-run-'));
});

afterEach(killServices);

afterAll(async () => {
  await stopDatabase(dataDir);
  await fs.rm(dataDir, { recursive: true, force: true });
});

test('a run of notices killed half-way goes on where it was, without gaps or doubles', async () => {
  let service = new Service({ DATA_DIR: dataDir });
  let address = await service.address();
  const borrower = await openBorrower(address, LOANS);
  for (let loans = 0; loans < LOANS; loans += 10) {
    await Promise.all(Array.from({ length: 10 }, () => openLoan(address, borrower)));
  }
  // All is payable on 25 March 2024.
  const asked = { year: 2024, quarter: 1, issuedOn: '2024-03-10', payBy: '2024-03-25' };
  const started = await ask(address, '/v1/notice-runs', keyed(asked));
  expect(started.status).toBe(202);
  const url = `/v1/notice-runs/${started.body.id}`;
  const until = async (enough: (run: { done: number; status: string }) => boolean) => {
    for (;;) {
      const run = await obtain(address, url);
      if (enough(run)) return run;
      await sleep(5);
    }
  };
  for (const least of [1, LOANS / 2]) {
    const run = await until(({ done }) => done >= least);
    await service.kill();
    expect(run).toMatchObject({ status: 'running', total: LOANS });
    service = new Service({ DATA_DIR: dataDir });
    address = await service.address();
  }
  const run = await until(({ status }) => status !== 'running');
  expect(run).toMatchObject({ status: 'done', total: LOANS, done: LOANS, failed: [] });
  const notices = await listAll(address, '/v1/notices');
  expect(notices.map((each) => each.number)).toEqual(
    Array.from({ length: LOANS }, (_, index) => index + 1),
  );
  expect(new Set(notices.map((each) => each.loanId)).size).toBe(LOANS);
  expect((await obtain(address, '/v1/ledger/verification')).differences).toEqual([]);
});
