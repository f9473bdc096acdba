import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { withDatabase } from '../support/connection.ts';
import { asAdmin, testServer } from '../support/database.ts';
import { wrongsOf } from '../support/deliveries.ts';
import { accept, Receiver } from '../support/receiver.ts';
import {
  ask,
  insist,
  keyed,
  killServices,
  obtain,
  openLoan,
  Service,
  smallReceipt,
} from '../support/service.ts';
import type { Json } from '../support/api.ts';

// Two services as processes on one database, killed while they send events to a receiver that fails.

const name = `test_${randomUUID().replaceAll('-', '')}`;

const DATABASE_URL = withDatabase(testServer(), name);

const WEBHOOK_KEY = 'một khóa dài hơn ba mươi hai ký tự, chỉ để thử';

const start = (more: Record<string, string> = {}) =>
  new Service(
    { DATABASE_URL, WEBHOOK_KEY, WEBHOOK_NETWORKS: '127.0.0.1', ...more },
    { isQuick: true },
  );

const receiver = new Receiver();

const down = new Receiver();

beforeAll(() => asAdmin(`create database ${name} template template_fund`));

afterAll(async () => {
  await killServices();
  await receiver.close();
  await down.close();
  await asAdmin(`drop database ${name} with (force)`);
});

/** All events of the fund. */
async function eventsOf(address: string): Promise<Json[]> {
  const events: Json[] = [];
  for (let after = 0; ;) {
    const { data, through } = await obtain(address, `/v1/events?after=${after}&limit=200`);
    if (data.length === 0) return events;
    events.push(...data);
    after = through;
  }
}

describe('two services that share the work', () => {
  test('tell each event once where nothing fails; and at least once, in order for a loan, where one is killed in the middle', async () => {
    const first = start();
    let second = start();
    const [here, there] = await Promise.all([first.address(), second.address()]);
    const url = await receiver.listen();
    const hook = await obtain(here, '/v1/webhooks', keyed({ url, description: 'Kế toán' }));
    const loans = [await openLoan(here), await openLoan(there), await openLoan(here)];
    const receipts = (count: number) =>
      Promise.all(
        Array.from({ length: count }, (_, at) =>
          insist(at % 2 === 0 ? here : there, loans[at % 3] ?? '', smallReceipt()),
        ),
      );
    await receipts(30);
    const all = await eventsOf(here);
    await receiver.until(({ accepted }) => accepted.length >= all.length);
    await sleep(200);
    expect(receiver.accepted).toHaveLength(all.length);
    expect(wrongsOf(all, receiver.accepted)).toEqual([]);

    let sent = 0;
    const dying = second;
    receiver.behave = async (received, answer, request) => {
      sent += 1;
      // In the middle of what it sends.
      if (sent === 12) dying.process.kill('SIGKILL');
      if (sent % 5 === 0) await sleep(30);
      if (sent % 4 === 0) answer.writeHead(500).end();
      else await accept(received, answer, request);
    };
    const acts = Array.from({ length: 45 }, (_, at) =>
      insist(here, loans[at % 3] ?? '', smallReceipt()),
    );
    await Promise.all(acts);
    await dying.ended;
    second = start();
    await second.address();
    const everything = await eventsOf(here);
    const isAll = () => new Set(receiver.accepted.map(({ id }) => id)).size === everything.length;
    while (!isAll()) await sleep(50);
    expect(wrongsOf(everything, receiver.accepted)).toEqual([]);
    expect(await obtain(here, `/v1/webhooks/${hook.id}`)).toMatchObject({ state: 'active' });

    // Stopped as the operator stops it, a service leaves nothing claimed that it did not send.
    receiver.behave = accept;
    const before = receiver.accepted.length;
    await Promise.all(loans.map((loan) => insist(here, loan, smallReceipt())));
    second.process.kill('SIGTERM');
    expect(await second.ended).toBe(0);
    await receiver.until(({ accepted }) => accepted.length >= before + 3);
    expect(wrongsOf(await eventsOf(here), receiver.accepted)).toEqual([]);
  });
});

describe('a receiver that accepts nothing for as long as the service tries', () => {
  // Five days, as long as this service lives.
  const GIVE_UP = { GIVE_UP_AFTER_MS: '700' };

  test('has its webhook switched off, with the reason, until it is let go on; then all of it is sent, and again', async () => {
    await killServices();
    const first = start(GIVE_UP);
    let at = await first.address();
    down.behave = (_, answer) => void answer.writeHead(500).end('Đang bảo trì');
    const url = await down.listen();
    const { through } = await obtain(at, '/v1/events?after=0&limit=200');
    const said = keyed({ url, description: 'Sổ theo dõi của tỉnh' });
    const path = `/v1/webhooks/${(await obtain(at, '/v1/webhooks', said)).id}`;
    const before = (await eventsOf(at)).at(-1)?.number ?? through;
    const loan = await openLoan(at);
    await insist(at, loan, smallReceipt());
    while ((await obtain(at, path)).state !== 'off') await sleep(50);

    // What was under way when it was switched off is over.
    await sleep(1_200);
    const tried = down.received.length;
    const { data: listed } = await obtain(at, '/v1/webhooks');
    const off = listed.find((each: Json) => each.url === url);
    expect(off).toMatchObject({
      state: 'off',
      reason: 'nothing accepted for days',
      lastAcceptedAt: null,
    });
    // One event a subject was tried again and again; the others wait behind them, and those that come now too.
    const { data: deliveries } = await obtain(at, `${path}/deliveries`);
    const failing = deliveries.filter(({ tries }: Json) => tries > 0);
    expect(failing.every(({ status }: Json) => status === 500)).toBe(true);
    expect(failing[0].answer).toBe('Đang bảo trì');
    await insist(at, loan, smallReceipt());
    await sleep(300);

    // Nor does another service, begun anew, send anything.
    first.process.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    at = await start(GIVE_UP).address();
    await insist(at, loan, smallReceipt());
    await sleep(500);
    expect([down.received.length, (await obtain(at, path)).state]).toEqual([tried, 'off']);

    // The receiver is there again, and the director lets the webhook go on: nothing is lost.
    down.behave = accept;
    const on = await ask(at, path, { ...keyed({ state: 'active' }), method: 'PUT' });
    expect([on.status, on.body.state, on.body.reason]).toEqual([200, 'active', null]);
    const events = (await eventsOf(at)).filter(({ number }) => number > before);
    expect(events.length).toBeGreaterThan(6);
    await down.until(({ accepted }) => accepted.length >= events.length);
    expect(wrongsOf(events, down.accepted)).toEqual([]);

    // What it lost meanwhile is sent again from a number on.
    const lost = down.accepted.splice(0);
    const from = events[2]?.number;
    await obtain(at, `${path}/replay`, keyed({ after: from }));
    const again = events.filter(({ number }) => number > from);
    await down.until(({ accepted }) => accepted.length >= again.length);
    expect(wrongsOf(again, down.accepted)).toEqual([]);
    expect(new Set(lost.map(({ id }) => id))).toEqual(new Set(events.map(({ id }) => id)));
  });
});
