import fs from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { contribute, startApi, type Api } from '../support/api.ts';
import { asAdmin } from '../support/database.ts';
import { Program } from '../support/program.ts';

// `npm run doctor` as a program, beside a service that answers and one that does not.

let api: Api;

let service: http.Server;

let isReady = true;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund);
  service = http.createServer((_, answer) => {
    answer.writeHead(isReady ? 200 : 503).end();
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  service.close();
  await api.close();
});

async function doctor(more: Record<string, string> = {}) {
  const { port } = service.address() as AddressInfo;
  const env = { DATABASE_URL: api.database.ownerConnectionString, PORT: String(port) };
  const program = new Program('src/commands/doctor.ts', { ...env, ...more });
  return { code: await program.ended, output: program.output };
}

describe('npm run doctor', () => {
  test('ends with 0 where all is well', async () => {
    const { code, output } = await doctor();
    expect({ code, wrong: output.includes('WRONG') }).toEqual({ code: 0, wrong: false });
    expect(output).toMatch(/^ok +Migrations: all \d+$/m);
    expect(output).toMatch(/^ok +Clock: the database and this machine agree$/m);
    expect(output).toMatch(/^ok +Service: answers at http:\/\/127\.0\.0\.1:\d+$/m);
    expect(output).toMatch(/^look +TLS: this machine alone reaches the service$/m);
  });

  test('ends with 1 where the service is not ready, or does not answer', async () => {
    isReady = false;
    const busy = await doctor();
    isReady = true;
    expect(busy.code).toBe(1);
    expect(busy.output).toMatch(/WRONG +Service: \S+ answers 503\n +Its log tells why/);
    const away = await doctor({ PORT: '1' });
    expect(away.code).toBe(1);
    expect(away.output).toMatch(/WRONG +Service: does not answer at http:\/\/127\.0\.0\.1:1/);
  });

  test('tells that other machines would speak to the service without TLS', async () => {
    const { code, output } = await doctor({ HOST: '0.0.0.0' });
    expect(code).toBe(1);
    expect(output).toMatch(/WRONG +TLS: 0\.0\.0\.0 answers other machines without TLS/);
  });

  test('tells how old the newest backup is', async () => {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'fund-doctor-'));
    await fs.writeFile(path.join(folder, 'by-hand.backup'), '');
    const young = await doctor({ BACKUP_DIR: folder });
    expect(young.code).toBe(0);
    expect(young.output).toMatch(/look +Backups: there is none yet in /);
    const daysAgo = new Date(Date.now() - 37 * 3_600_000);
    await fs.utimes(folder, daysAgo, daysAgo);
    const none = await doctor({ BACKUP_DIR: folder });
    expect(none.output).toMatch(/WRONG +Backups: there is none in /);
    const file = path.join(folder, 'fund-2023-07-06.backup');
    await fs.writeFile(file, '');
    const fresh = await doctor({ BACKUP_DIR: folder });
    expect(fresh.code).toBe(0);
    expect(fresh.output).toMatch(/ok +Backups: the newest of 1 in \S+ is 0 hours old/);
    const twoDaysAgo = new Date(Date.now() - 48 * 3_600_000);
    await fs.utimes(file, twoDaysAgo, twoDaysAgo);
    const old = await doctor({ BACKUP_DIR: folder });
    expect(old.code).toBe(1);
    expect(old.output).toMatch(/WRONG +Backups: the newest of 1 in \S+ is 48 hours old/);
  });

  test('looks at the certificate with which people reach the service', async () => {
    const plain = await doctor({ PUBLIC_URL: 'http://quy.example.vn' });
    expect(plain.output).toMatch(/WRONG +Certificate: PUBLIC_URL \S+ is without TLS/);
    const { port } = service.address() as AddressInfo;
    const none = await doctor({ PUBLIC_URL: `https://localhost:${port}` });
    expect(none.code).toBe(1);
    expect(none.output).toMatch(/WRONG +Certificate: of localhost: /);
  });

  test('names the setting that is not understood', async () => {
    const { code, output } = await doctor({ TRUSTED_PROXIES: 'everybody' });
    expect(code).toBe(1);
    expect(output).toMatch(/^TRUSTED_PROXIES must be addresses or networks/);
  });

  test('says that there is no database yet, and makes none', async () => {
    const { code, output } = await doctor({ DATABASE_URL: '', DATA_DIR: '/nowhere/at/all' });
    expect(code).toBe(1);
    expect(output).toMatch(/WRONG +Database: There is no database in \/nowhere\/at\/all/);
  });

  test('notices that the clock was set back behind the last fact', async () => {
    await asAdmin(
      `set session_replication_role = replica;
       update fund_clock set last_recorded_at = now() + interval '3 days'`,
      api.database.ownerConnectionString,
    );
    const { code, output } = await doctor();
    expect(code).toBe(1);
    expect(output).toMatch(/WRONG +Last fact: recorded at \S+, which is still to come/);
  });
});
