import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  keyed,
  killServices,
  obtain,
  ask,
  Service,
  stopDatabase,
  TOKEN,
} from '../support/service.ts';
import type { Json } from '../support/api.ts';

// The real service, killed while it enters a book: nothing of it is entered, or all of it.

const LOANS = 400;

let dataDir: string;

beforeAll(async () => {
  dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'fund-import-'));
});

afterEach(killServices);

afterAll(async () => {
  await stopDatabase(dataDir);
  await fs.rm(dataDir, { recursive: true, force: true });
});

/** A register of contracts, a borrower each. */
function register(): string {
  const columns =
    'Mã HTX;Tên HTX;Địa bàn;Số hợp đồng;Ngày ký;Ngày đến hạn;Số tiền vay;Lãi suất (%/năm);Kỳ trả gốc;Kỳ trả lãi';
  const rows = Array.from({ length: LOANS }, (_, at) =>
    [
      `HTX${at}`,
      `HTX Chi Lăng ${at}`,
      'Chi Lăng',
      `${at}/2023/HĐTD`,
      '05/01/2023',
      '05/01/2026',
      '100.000.000',
      '6,6',
      'quý',
      'quý',
    ].join(';'),
  );
  return [columns, ...rows].join('\n');
}

async function send(address: string): Promise<string> {
  const answer = await fetch(`${address}/v1/imports?fileName=so.csv`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'text/csv',
      'idempotency-key': randomUUID(),
    },
    body: register(),
  });
  expect(answer.status).toBe(202);
  return ((await answer.json()) as Json).id;
}

test('a book whose entry is killed half-way is not entered, and then it is, as a whole', async () => {
  let service = new Service({ DATA_DIR: dataDir });
  let address = await service.address();
  const url = `/v1/imports/${await send(address)}`;
  const until = async (enough: (found: Json) => boolean) => {
    for (;;) {
      const found = await obtain(address, url);
      if (enough(found)) return found;
      await sleep(2);
    }
  };
  expect((await until(({ status }) => status !== 'reading')).faults).toEqual([]);
  expect((await ask(address, `${url}/entry`, keyed({}))).status).toBe(202);
  const under = await until(({ status, progress }) => status === 'entered' || progress?.done > 50);
  await service.kill();
  expect(under.status).toBe('entering');

  service = new Service({ DATA_DIR: dataDir });
  address = await service.address();
  const again = await until(({ status }) => status !== 'reading');
  expect([again.status, again.faults]).toEqual(['checked', []]);
  expect((await obtain(address, '/v1/loans')).data).toEqual([]);
  expect((await ask(address, `${url}/entry`, keyed({}))).status).toBe(202);
  const done = await until(({ status }) => status !== 'entering');
  expect([done.status, done.wouldEnter.loans]).toEqual(['entered', LOANS]);
  expect((await obtain(address, '/v1/ledger/verification')).differences).toEqual([]);
});
