import { randomUUID } from 'node:crypto';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { withDatabase } from '../support/connection.ts';
import { asAdmin, testServer } from '../support/database.ts';
import { Program } from '../support/program.ts';

// The real service, told to stop while it works, and asked while it starts.

const TOKEN = `bootstrap-${randomUUID()}`;

/** After it the service cuts off what it still waits for. */
const DRAIN_MS = 10_000;

const MIGRATION_LOCK = 7_214_502;

const name = `test_${randomUUID().replaceAll('-', '')}`;

const url = withDatabase(testServer(), name);

let programs: Program[] = [];

beforeAll(async () => {
  await asAdmin(`create database ${name}`);
});
afterEach(async () => {
  for (const program of programs) {
    program.process.kill('SIGKILL');
    await program.ended;
  }
  programs = [];
});
afterAll(async () => {
  await asAdmin(`drop database ${name} with (force)`);
});

function start(env: Record<string, string> = {}): Program {
  const all = { DATABASE_URL: url, BOOTSTRAP_TOKEN: TOKEN, ...env };
  const program = new Program('src/server.ts', all);
  programs.push(program);
  return program;
}

const listening = (program: Program) => program.until(/Listening on (\S+)/);

/** Holds something in the database, until it is asked to let go. */
async function holding(statement: string): Promise<() => Promise<void>> {
  const session = new pg.Client({ connectionString: url });
  await session.connect();
  await session.query('begin');
  await session.query(statement);
  return () => session.end();
}

const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };

function addCooperative(address: string, code: string): Promise<Response> {
  const body = JSON.stringify({ code, name: 'Vạn An', locality: 'Lạng Sơn' });
  return fetch(`${address}/v1/cooperatives`, { method: 'POST', headers, body });
}

async function waitersFor(what: string): Promise<void> {
  const waiting = `select from pg_stat_activity
    where datname = '${name}' and wait_event_type = 'Lock' and query like '%${what}%'`;
  while ((await asAdmin(waiting)).rowCount === 0) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function untilStatus(address: string, status: number): Promise<void> {
  for (;;) {
    const answer = await fetch(address).catch(() => null);
    if (answer?.status === status) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const onPosix = process.platform === 'win32' ? describe.skip : describe;

onPosix('the service, told to stop', () => {
  test('is not ready any more, answers what is under way, takes nothing else, and then is gone', async () => {
    const program = start();
    const address = await listening(program);
    const letGo = await holding('select from fund_clock for update');
    const slow = addCooperative(address, 'VA');
    await waitersFor('select from fund_clock');
    program.process.kill('SIGTERM');
    await untilStatus(`${address}/readyz`, 503);
    expect((await fetch(`${address}/livez`)).status).toBe(200);
    const late = await addCooperative(address, 'LATE');
    expect([late.status, late.headers.get('connection')]).toEqual([503, 'close']);
    expect(late.headers.get('retry-after')).toBe('5');
    expect(await late.json()).toMatchObject({ code: 'service-unavailable' });
    await letGo();
    const answer = await slow;
    expect([answer.status, answer.headers.get('connection')]).toEqual([201, 'close']);
    const began = performance.now();
    expect(await program.ended).toBe(0);
    // No connection kept alive holds it up.
    expect(performance.now() - began).toBeLessThan(DRAIN_MS);
    await expect(fetch(`${address}/livez`)).rejects.toThrow('fetch failed');
    const { rows } = await asAdmin('select code from cooperative_version', url);
    expect(rows).toEqual([{ code: 'VA' }]);
  });

  test('hears a request out whose body is still on its way', async () => {
    const program = start();
    const address = await listening(program);
    const { port, hostname } = new URL(address);
    const body = JSON.stringify({ code: 'BODY', name: 'Vạn An', locality: 'Lạng Sơn' });
    const head = [
      'POST /v1/cooperatives HTTP/1.1',
      'Host: x',
      `Authorization: Bearer ${TOKEN}`,
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
    ];
    const socket = net.connect(Number(port), hostname);
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    socket.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, 10)}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
    program.process.kill('SIGTERM');
    await untilStatus(`${address}/readyz`, 503);
    socket.write(body.slice(10));
    expect(await program.ended).toBe(0);
    expect(answer).toMatch(/^HTTP\/1\.1 201 /);
  });

  test('does not wait for those who have gone, nor for connections at rest', async () => {
    const program = start();
    const address = await listening(program);
    const { port, hostname } = new URL(address);
    const atRest = net.connect(Number(port), hostname);
    await new Promise((resolve) => atRest.once('connect', resolve));
    const letGo = await holding('select from fund_clock for update');
    const gone = new AbortController();
    const body = JSON.stringify({ code: 'GONE', name: 'Vạn An', locality: 'Lạng Sơn' });
    const post = { method: 'POST', headers, body, signal: gone.signal };
    const asked = fetch(`${address}/v1/cooperatives`, post).catch(() => null);
    await waitersFor('select from fund_clock');
    gone.abort();
    await asked;
    await program.until(/the client went away/);
    await letGo();
    const began = performance.now();
    program.process.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    expect(performance.now() - began).toBeLessThan(DRAIN_MS);
  });
});

describe('the service, while it starts', () => {
  test('lives and is not ready, until the database is migrated', async () => {
    const probe = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => probe.once('listening', resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    const letGo = await holding(`select pg_advisory_lock(${MIGRATION_LOCK})`);
    const program = start({ PORT: String(port) });
    const address = `http://127.0.0.1:${port}`;
    await program.until(/Waiting for another service/);
    expect((await fetch(`${address}/livez`)).status).toBe(200);
    for (const path of ['/readyz', '/v1/fund']) {
      const answer = await fetch(`${address}${path}`, { headers });
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(await answer.json()).toMatchObject({ code: 'service-unavailable' });
    }
    await letGo();
    await untilStatus(`${address}/readyz`, 200);
    expect((await fetch(`${address}/v1/fund`, { headers })).status).toBe(200);
  });

  test('and later is ready only while the migrations are those of its release', async () => {
    const address = await listening(start());
    const ready = async () => (await fetch(`${address}/readyz`)).status;
    expect(await ready()).toBe(200);
    const migrations = 'drizzle.__drizzle_migrations';
    await asAdmin(`insert into ${migrations} (hash, created_at) values ('newer', 9e15)`, url);
    expect(await ready()).toBe(503);
    expect((await fetch(`${address}/livez`)).status).toBe(200);
    await asAdmin(`delete from ${migrations} where hash = 'newer'`, url);
    expect(await ready()).toBe(200);
  });
});
