import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import fastify from 'fastify';
import type { App } from '../../../src/http/service/appTypes.ts';
import { addGoneClients } from '../../../src/http/service/goneClients.ts';
import { ClientGone, givingWay } from '../../../src/usecases/view/turns.ts';

let turns = 0;

let ended: unknown = null;

/** Work without end. */
function* endless() {
  for (;;) {
    turns += 1;
    yield undefined;
  }
}

const app = fastify({ forceCloseConnections: true });

beforeAll(async () => {
  addGoneClients(app as unknown as App);
  app.get('/endless', () =>
    givingWay(endless()).catch((error: unknown) => {
      ended = error;
      throw error;
    }),
  );
  app.get('/short', () => ({ turns }));
  await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => app.close());

const address = (path: string) =>
  `http://127.0.0.1:${(app.server.address() as AddressInfo).port}${path}`;

test('work for an answer lets others have their turn, and ends when its client goes away', async () => {
  const client = new AbortController();
  const answer = fetch(address('/endless'), { signal: client.signal }).catch(() => null);
  while (turns === 0) await sleep(5);
  // Answered while the other is being worked at.
  const other = (await (await fetch(address('/short'))).json()) as { turns: number };
  expect(other.turns).toBeGreaterThan(0);
  expect(ended).toBeNull();
  client.abort();
  expect(await answer).toBeNull();
  while (ended === null) await sleep(5);
  expect(ended).toBeInstanceOf(ClientGone);
  const before = turns;
  await sleep(20);
  expect(turns).toBe(before);
});

test('work that no request asks for goes on to its end', async () => {
  function* three() {
    for (let turn = 0; turn < 3; turn += 1) yield undefined;
    return 'done';
  }
  expect(await givingWay(three())).toBe('done');
});
