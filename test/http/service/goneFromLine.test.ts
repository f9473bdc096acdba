import { connect, type AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import fastify from 'fastify';
import type { App } from '../../../src/http/service/appTypes.ts';
import { addGoneClients } from '../../../src/http/service/goneClients.ts';
import { addHeavyAnswers } from '../../../src/http/service/heavyAnswers.ts';

// A client who goes away between the asking and the line, as a browser does that is led elsewhere.

const app = fastify({ forceCloseConnections: true });

let asked = 0;
let begun = 0;
let isGone = false;

beforeAll(async () => {
  addGoneClients(app as unknown as App);
  app.decorateRequest('actor');
  // Finding who asks takes until whoever asked first is gone.
  app.addHook('preHandler', async (request, reply) => {
    asked += 1;
    Object.assign(request, { actor: { tokenId: 'one' } });
    while (request.headers['goes'] === 'yes' && !isGone) {
      await sleep(5);
      isGone = reply.raw.destroyed;
    }
  });
  addHeavyAnswers(app as unknown as App);
  // Of a stream the place is kept until the last of it is sent.
  app.get('/v1/reports/section', () => Readable.from([`${(begun += 1)}`]));
  app.get('/slow', () => sleep(60_000, '', { ref: false }));
  await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => app.close());

const port = () => (app.server.address() as AddressInfo).port;

const ask = (init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${port()}/v1/reports/section`, init);

test('who is gone before the line takes no place in it', async () => {
  const client = new AbortController();
  const gone = ask({ headers: { goes: 'yes' }, signal: client.signal }).catch(() => null);
  while (asked === 0) await sleep(5);
  client.abort();
  expect(await gone).toBeNull();
  while (!isGone) await sleep(5);
  // The same token is answered at once.
  const answer = await ask({ signal: AbortSignal.timeout(5_000) });
  expect(await answer.text()).toBe('1');
});

test('who goes while the answer waits behind another of the connection leaves its place', async () => {
  const before = begun;
  const client = connect(port(), '127.0.0.1');
  const [slow, heavy] = ['/slow', '/v1/reports/section'].map(
    (path) => `GET ${path} HTTP/1.1\r\nhost: fund\r\n\r\n`,
  );
  client.write(`${slow}${heavy}`);
  while (begun === before) await sleep(5);
  client.destroy();
  const answer = await ask({ signal: AbortSignal.timeout(5_000) });
  expect(await answer.text()).toBe(`${before + 2}`);
});
