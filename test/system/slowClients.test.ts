import { once } from 'node:events';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { contribute, lend, payment, startApi, type Api } from '../support/api.ts';

// Clients on real sockets that send or read slowly, or go away. More of them than the database has
// connections: what they held would be missing.

const CLIENTS = 15;

let api: Api;

let path: string;

let port: number;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund);
  ({ path } = await lend(api.fund));
  // The limits of `plumbing.ts`, shortened: that for a stalled answer only in its test.
  Object.assign(api.app.server, { headersTimeout: 500, requestTimeout: 1_000 });
  await api.app.listen({ port: 0, host: '127.0.0.1' });
  ({ port } = api.app.server.address() as AddressInfo);
});

afterAll(() => api.close());

const head = (line: string, ...more: string[]) =>
  [line, 'Host: x', `Authorization: Bearer ${api.fund.token}`, ...more, '', ''].join('\r\n');

/** A client that does not end when the server does, as one that means harm would. */
function connect(): net.Socket {
  const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  return socket.on('error', () => undefined);
}

/** How many clients the server still has. */
const connections = () =>
  new Promise<number>((resolve, reject) => {
    api.app.server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
  });

/** Sends byte by byte until the connection is gone; gives what was answered. */
async function drip(text: string, rest: string): Promise<string> {
  const socket = connect();
  let answer = '';
  socket.setEncoding('utf8').on('data', (part: string) => (answer += part));
  const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.write(text);
  const bytes = [...rest];
  const timer = setInterval(() => socket.write(bytes.shift() ?? ' '), 50);
  await gone;
  clearInterval(timer);
  socket.destroy();
  return answer;
}

/** That nothing of the database is held, and receipts are booked as ever. */
async function expectUnharmed(): Promise<void> {
  const { pool } = api.database.database;
  // Who asks has to be found out first: for a moment that takes a connection.
  for (let tries = 0; pool.idleCount < pool.totalCount && tries < 50; tries += 1) await sleep(20);
  expect([pool.totalCount - pool.idleCount, pool.waitingCount]).toEqual([0, 0]);
  const receipt = () => api.fund.post(`${path}/repayments`, payment('1000', '2023-06-01'));
  const answers = await Promise.all(Array.from({ length: 5 }, receipt));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
}

const clients = <T>(client: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: CLIENTS }, client));

describe('a client', () => {
  test('that sends its headers or its body byte by byte is cut off, and holds no connection', async () => {
    const before = await api.countRows();
    const body = JSON.stringify(payment('1000', '2023-06-01'));
    const long = `Content-Length: ${body.length + 10_000}`;
    const json = ['Content-Type: application/json', 'Idempotency-Key: slow'];
    const late = [
      clients(() => drip('GET /v1/fund HTTP/1.1\r\n', `X-Slow: ${'x'.repeat(1_000)}`)),
      clients(() => drip(head(`POST ${path}/repayments HTTP/1.1`, long, ...json), body)),
    ];
    await expectUnharmed();
    const answers = (await Promise.all(late)).flat();
    expect(answers.filter((answer) => answer.startsWith('HTTP/1.1 2'))).toEqual([]);
    // Only the five receipts of `expectUnharmed`.
    expect(await api.countRows()).toBe(before + 5);
  });

  test('that goes away in the middle of an answer harms nobody', async () => {
    const leave = async (line: string, times: number) => {
      const socket = net.connect({ port, host: '127.0.0.1' }).on('error', () => undefined);
      socket.write(head(line).repeat(times));
      await Promise.race(['data', 'close'].map((name) => once(socket, name)));
      socket.resetAndDestroy();
    };
    await clients(() => leave(`GET ${path}/schedule?asOf=2023-06-30 HTTP/1.1`, 10));
    await clients(() => leave('GET /openapi.json HTTP/1.1', 1));
    await expectUnharmed();
  });

  test('that asks much and reads nothing holds no connection, and is cut off', async () => {
    Object.assign(api.app.server, { timeout: 1_000 });
    const one = (await api.fund.get('/openapi.json')).text.length;
    const socket = connect();
    const gone = Promise.race(['end', 'close'].map((name) => once(socket, name)));
    socket.pause();
    // More than the buffers of the system take.
    const times = Math.ceil(30_000_000 / one);
    socket.write(head('GET /openapi.json HTTP/1.1').repeat(times));
    await expectUnharmed();
    // Cut off where nothing moved from one look to the next.
    while ((await connections()) > 0) await sleep(20);
    // What was not sent before it was cut off never comes.
    let length = 0;
    socket.on('data', (part: Buffer) => (length += part.length)).resume();
    await gone;
    socket.destroy();
    expect(length).toBeLessThan(times * one);
  });
});
