import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { withDatabase } from '../support/connection.ts';
import { asAdmin, testServer } from '../support/database.ts';
import { wrongsOf } from '../support/deliveries.ts';
import { accept, Receiver } from '../support/receiver.ts';
import {
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

const start = () =>
  new Service({ DATABASE_URL, WEBHOOK_KEY, WEBHOOK_NETWORKS: '127.0.0.1' }, { isQuick: true });

const receiver = new Receiver();

beforeAll(() => asAdmin(`create database ${name} template template_fund`));

afterAll(async () => {
  await killServices();
  await receiver.close();
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
