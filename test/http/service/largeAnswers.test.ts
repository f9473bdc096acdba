import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import fastify from 'fastify';
import { money } from '../../../src/domain/primitives/money.ts';
import { presentLater } from '../../../src/http/present/rows.ts';
import type { App } from '../../../src/http/service/appTypes.ts';
import { addLargeAnswers, jsonParts } from '../../../src/http/service/largeAnswers.ts';
import { runs } from '../../domain/arbitrary/arbitraryLoan.ts';

const inParts = (value: unknown): string => [...jsonParts(value)].join('');

/** What is presented, as an answer has it; the lists in place of rows may be long. */
const LEAF = fc.oneof(
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.date({ noInvalidDate: true }),
  fc.bigInt().map((digits) => money(String(digits))),
);

const { value: VALUE } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    LEAF,
    fc.array(tie('value'), { maxLength: 120 }),
    fc.dictionary(fc.string(), tie('value')),
  ),
}));

describe('an answer in parts', () => {
  test('is the text that JSON.stringify writes', () => {
    fc.assert(
      fc.property(VALUE, (value) => {
        expect(inParts({ value })).toBe(JSON.stringify({ value }));
      }),
      runs(),
    );
  });

  test('has rows that are presented later as if they had been before', () => {
    const rows = Array.from({ length: 60 }, (_, index) => index);
    const present = (index: number) => ({ index, text: `đồng ${index}` });
    const answer = { rows: presentLater(rows, present), none: presentLater([], present) };
    const expected = JSON.stringify({ rows: rows.map(present), none: [] });
    expect([inParts(answer), JSON.stringify(answer)]).toEqual([expected, expected]);
  });
});

const ROWS = Array.from({ length: 30_000 }, (_, index) => ({ index, text: `dòng ${index}` }));

let presented = 0;

const app = fastify({ forceCloseConnections: true });

beforeAll(async () => {
  addLargeAnswers(app as unknown as App);
  app.get('/large', () => ({ rows: ROWS }));
  app.get('/few', () => ({ rows: ROWS.slice(0, 1000) }));
  app.get('/presented', () => ({ presented }));
  app.get('/endless', () => ({
    rows: presentLater(Array.from({ length: 1_000_000 }), () => {
      presented += 1;
      return 'x'.repeat(1000);
    }),
  }));
  await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => app.close());

const address = (path: string) =>
  `http://127.0.0.1:${(app.server.address() as AddressInfo).port}${path}`;

describe('an answer of many rows', () => {
  test('is sent in parts, and whole', async () => {
    const answer = await fetch(address('/large'));
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('content-length')).toBeNull();
    expect(await answer.text()).toBe(JSON.stringify({ rows: ROWS }));
    const head = await fetch(address('/large'), { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  test('is sent at once where it has a thousand rows or fewer', async () => {
    const answer = await fetch(address('/few'));
    const text = JSON.stringify({ rows: ROWS.slice(0, 1000) });
    expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
    expect(await answer.text()).toBe(text);
  });

  test('lets others have their turn, and ends when its client goes away', async () => {
    const client = new AbortController();
    const answer = await fetch(address('/endless'), { signal: client.signal });
    const reading = answer.text().catch(() => 'cut off');
    while (presented === 0) await sleep(5);
    const other = (await (await fetch(address('/presented'))).json()) as { presented: number };
    expect(other.presented).toBeGreaterThan(0);
    client.abort();
    expect(await reading).toBe('cut off');
    // What was on its way is written still; then nothing more is.
    let before = -1;
    while (before !== presented) {
      before = presented;
      await sleep(100);
    }
    expect(presented).toBeLessThan(1_000_000);
  });
});
