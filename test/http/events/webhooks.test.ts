import { setTimeout as sleep } from 'node:timers/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Webhook } from 'standardwebhooks';
import { PACE } from '../../../src/domain/webhooks/retries.ts';
import { Networks } from '../../../src/usecases/webhooks/addresses.ts';
import {
  contribute,
  createDirector,
  lend,
  payment,
  startApiOn,
  TEST_KEY,
  TODAY,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';
import { createTestDatabase } from '../../support/database.ts';
import { accept, Receiver } from '../../support/receiver.ts';

// Webhooks of a fund, sent to a receiver on this machine.

const QUICK = {
  ...PACE,
  everyMs: 20,
  timeoutMs: 400,
  leaseMs: 2_000,
  pausesMs: [30, 60],
  giveUpAfterMs: 3_600_000,
};

let api: Api;

const receivers: Receiver[] = [];

beforeAll(async () => {
  const database = await createTestDatabase();
  const fund = await createDirector(database, 'QHT');
  const other = await createDirector(database, 'HAI');
  const webhooks = { key: TEST_KEY, networks: new Networks(['127.0.0.1']), pace: QUICK };
  api = await startApiOn(database, { fund, other }, TODAY, { webhooks });
});

afterEach(async () => {
  for (const receiver of receivers.splice(0)) await receiver.close();
});

afterAll(() => api.close());

interface Hooked {
  readonly fund: Client;
  readonly receiver: Receiver;
  readonly url: string;
  readonly path: string;
  readonly secret: string;
}

/** A fund with a webhook, and what it is sent. */
async function hooked(more: object = {}, fund?: Client): Promise<Hooked> {
  const receiver = new Receiver();
  receivers.push(receiver);
  const url = await receiver.listen();
  const of = fund ?? (await api.addFund());
  const made = await of.add('/v1/webhooks', { url, description: 'Phần mềm kế toán', ...more });
  return { fund: of, receiver, url, path: `/v1/webhooks/${made.id}`, secret: made.secret };
}

/** Waits until nothing waits for a webhook. */
async function settled({ fund, path }: Hooked): Promise<Json> {
  const { data } = await fund.read('/v1/events?limit=200');
  const last = data.at(-1)?.number ?? 0;
  for (;;) {
    const { data: rows } = await fund.read(`${path}/deliveries?limit=1`);
    const at = await fund.read(path);
    if (at.waiting === 0 && rows[0]?.number === last) return at;
    await sleep(50);
  }
}

const state = async ({ fund, path }: Hooked, wanted: string): Promise<Json> => {
  for (;;) {
    const at = await fund.read(path);
    if (at.state === wanted) return at;
    await sleep(10);
  }
};

/** What the OpenAPI document says of a message, as faults of one that is not so; none: it is so. */
async function faultsOf(name: string, { body, headers }: Receiver['received'][number]) {
  const { body: document } = await api.fund.get('/openapi.json');
  const { parameters, requestBody } = document.webhooks[name].post;
  const validator = new Ajv2020({ strict: false, validateFormats: false });
  validator.addSchema({ $id: 'document', components: document.components });
  const { $ref } = requestBody.content['application/json'].schema;
  const isSo = validator.compile({ $ref: `document${$ref}` });
  isSo(body);
  const missing = parameters.filter((each: Json) => headers[each.name] === undefined);
  return [...(isSo.errors ?? []), ...missing];
}

describe('a webhook', () => {
  test('is sent each fact of the fund from then on, signed, as the API has it', async () => {
    const before = await api.addFund();
    await contribute(before);
    const hook = await hooked({}, before);
    const { fund, receiver, secret } = hook;
    const { path, loanId, cooperativeId } = await lend(fund);
    const receipt = await fund.add(`${path}/repayments`, payment('1000', '2023-06-01'));
    await fund.add(`/v1/repayments/${receipt.id}/reversal`, { reason: 'Nhập nhầm' });
    await settled(hook);
    const verifier = new Webhook(secret);
    const told = receiver.received.map(
      ({ text, headers }) => verifier.verify(text, headers) as Json,
    );
    const { data: events } = await fund.read('/v1/events?limit=200');
    // The contribution of before was not sent.
    expect(events[0].type).toBe('capital-movement.recorded');
    const byNumber = told.toSorted((a, b) => a.number - b.number);
    const stamped = events.slice(1).map((each: Json) => ({ ...each, timestamp: each.recordedAt }));
    expect(byNumber).toEqual(stamped);
    expect(byNumber.at(-2)).toMatchObject({
      type: 'repayment.recorded',
      timestamp: receipt.recordedAt,
      id: receipt.id,
      effectiveOn: '2023-06-01',
      subject: { kind: 'loan', id: loanId },
      data: {
        loanId,
        cooperativeId,
        cooperativeName: 'HTX Xuân Mai',
        number: receipt.voucherNumber,
        amount: '1000',
        reversedId: null,
        link: `/v1/repayments/${receipt.id}`,
      },
    });
    expect(byNumber.at(-1)).toMatchObject({
      type: 'repayment.reversed',
      data: { amount: '1000', reversedId: receipt.id, link: `/v1/repayments/${receipt.id}` },
    });
    for (const { headers, body } of receiver.received) {
      expect(headers['webhook-id']).toBe(body.id);
      expect(headers['content-type']).toBe('application/json');
    }
    expect(JSON.stringify(told)).not.toContain('Giám đốc');
    for (const received of receiver.received) {
      expect([received.body.type, await faultsOf('fundEvent', received)]).toEqual([
        received.body.type,
        [],
      ]);
    }
    const [first] = receiver.received as [Receiver['received'][number]];
    // Of another message the document says something else.
    expect(await faultsOf('webhookTest', first)).not.toEqual([]);
  });

  test('is sent only the types that it asks for', async () => {
    const hook = await hooked({ types: ['repayment.recorded'] });
    await contribute(hook.fund);
    const { path } = await lend(hook.fund);
    await hook.fund.add(`${path}/repayments`, payment('1000', '2023-06-01'));
    await settled(hook);
    expect(hook.receiver.accepted.map(({ type }) => type)).toEqual(['repayment.recorded']);
  });

  test('is sent nothing that was refused, and each event once where all goes well', async () => {
    const hook = await hooked({});
    await contribute(hook.fund);
    const { path } = await lend(hook.fund);
    // 200 m at most: of 30 receipts of 10 m on the day of the disbursement 20 are booked.
    const sent = Array.from({ length: 30 }, () =>
      hook.fund.post(`${path}/repayments`, payment('10000000', '2023-03-25')),
    );
    const answers = await Promise.all(sent);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    await settled(hook);
    const ids = answers.flatMap(({ status, body }) => (status === 201 ? [body.id] : []));
    const told = hook.receiver.received.filter(({ body }) => body.type === 'repayment.recorded');
    expect(told.map(({ body }) => body.id).toSorted()).toEqual(ids.toSorted());
  });

  test('is sent the events of a loan in their order, though it fails at random, and no loan waits for another', async () => {
    const hook = await hooked({});
    const { fund, receiver } = hook;
    await contribute(fund, '9000000000');
    const loans = await Promise.all([1, 2, 3, 4].map(() => lend(fund)));
    const [stuck] = loans;
    let failures = 0;
    receiver.behave = (received, answer, request) => {
      const isStuck = received.body.data.loanId === stuck?.loanId;
      failures += 1;
      if (isStuck && failures % 7 !== 0) answer.writeHead(500).end('Lỗi');
      else if (failures % 3 === 0) request.socket.destroy();
      else void accept(received, answer, request);
    };
    const acts = loans.flatMap(({ path }) =>
      Array.from({ length: 12 }, () =>
        fund.add(`${path}/repayments`, payment('1000', '2023-06-01')),
      ),
    );
    await Promise.all(acts);
    await settled(hook);
    const { data: events } = await fund.read('/v1/events?limit=200');
    for (const { loanId } of loans) {
      const ofLoan = ({ data }: Json) => data.loanId === loanId;
      const order = receiver.accepted.filter(ofLoan).map(({ number }) => number);
      // Each at least once, and never an earlier one behind a later one for the first time.
      const firsts = order.filter((number, at) => order.indexOf(number) === at);
      expect(firsts).toEqual(events.filter(ofLoan).map(({ number }: Json) => number));
    }
  });
});

describe('a receiver', () => {
  test('that answers 500 and then 200 is sent the event again, with the same id', async () => {
    const hook = await hooked({});
    let tries = 0;
    hook.receiver.behave = (_, answer) => {
      tries += 1;
      answer.writeHead(tries < 3 ? 500 : 200).end('Xong');
    };
    await contribute(hook.fund);
    await settled(hook);
    const ids = hook.receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
    const { data } = await hook.fund.read(`${hook.path}/deliveries`);
    expect(data).toMatchObject([
      { state: 'accepted', tries: 3, status: 200, failure: null, answer: 'Xong', nextTryAt: null },
    ]);
  });

  test.each<[string, Receiver['behave'], object]>([
    ['never answers', () => undefined, { status: null, failure: 'timeout' }],
    [
      'drips its head',
      async (_, answer) => {
        answer.socket?.write('HTTP/1.1 200 OK\r\n');
        for (let at = 0; at < 50 && answer.socket?.writable; at += 1) {
          answer.socket.write(`x-${at}: 1\r\n`);
          await sleep(50);
        }
      },
      { status: null, failure: 'timeout' },
    ],
    [
      'redirects',
      (_, answer) => void answer.writeHead(307, { location: 'http://127.0.0.1:1/' }).end(),
      { status: 307, failure: null },
    ],
    [
      'speaks no HTTP',
      (_, answer) => void answer.socket?.end('chào\r\n\r\n'),
      { status: null, failure: 'not-http' },
    ],
    [
      'closes without an answer',
      (_, __, request) => void request.socket.destroy(),
      { status: null, failure: 'connection-reset' },
    ],
  ])('that %s has not accepted the event', async (_, behave, outcome) => {
    const hook = await hooked({});
    hook.receiver.behave = behave;
    expect((await hook.fund.post(`${hook.path}/test`, {})).body).toMatchObject(outcome);
    await contribute(hook.fund);
    await hook.receiver.until(({ received }) => received.length > 2);
    expect(await hook.fund.read(hook.path)).toMatchObject({ state: 'active', waiting: 1 });
    hook.receiver.behave = accept;
    await settled(hook);
  });

  test.each<[string, Receiver['behave']]>([
    [
      'sends no end',
      async (_, answer) => {
        answer.writeHead(200);
        for (let at = 0; at < 500 && !answer.destroyed; at += 1) {
          answer.write('đ'.repeat(10_000));
          await sleep(1);
        }
      },
    ],
    [
      'promises more than it sends',
      (_, answer) => {
        answer.writeHead(200, { 'content-length': '1000' });
        answer.write('thiếu');
        setTimeout(() => answer.socket?.destroy(), 20);
      },
    ],
    [
      'drips its answer',
      async (_, answer) => {
        answer.writeHead(200);
        for (let at = 0; at < 60 && !answer.destroyed; at += 1) {
          answer.write('x');
          await sleep(50);
        }
      },
    ],
  ])('that says 200 and %s has accepted it: the status counts', async (_, behave) => {
    const hook = await hooked({});
    hook.receiver.behave = behave;
    await contribute(hook.fund);
    const { waiting } = await settled(hook);
    expect([waiting, hook.receiver.received.length]).toEqual([0, 1]);
    const { data } = await hook.fund.read(`${hook.path}/deliveries`);
    expect(data[0].status).toBe(200);
    expect(data[0].answer.length).toBeLessThanOrEqual(300);
  });

  test('that is down is sent all once it is up', async () => {
    const hook = await hooked({});
    const port = +new URL(hook.url).port;
    await hook.receiver.close();
    await contribute(hook.fund);
    const failed = async () => (await hook.fund.read(`${hook.path}/deliveries`)).data[0];
    while ((await failed())?.failure !== 'connection-refused') await sleep(10);
    const again = new Receiver();
    receivers.push(again);
    await again.listen(port);
    await settled(hook);
    expect(again.accepted).toHaveLength(1);
  });

  test('that asks to be left alone is, with all events', async () => {
    const hook = await hooked({});
    hook.receiver.behave = (_, answer) =>
      void answer.writeHead(503, { 'retry-after': '3600' }).end();
    await contribute(hook.fund);
    await hook.receiver.until(({ received }) => received.length > 0);
    const delivery = async () => (await hook.fund.read(`${hook.path}/deliveries`)).data[0];
    while ((await delivery()).status === null) await sleep(10);
    const { nextTryAt, lastTriedAt } = await delivery();
    expect(Date.parse(nextTryAt) - Date.parse(lastTriedAt)).toBeGreaterThanOrEqual(3_600_000);
    await lend(hook.fund);
    await sleep(150);
    expect(hook.receiver.received).toHaveLength(1);
    // A director who knows better lets it go on.
    hook.receiver.behave = accept;
    await hook.fund.put(hook.path, { state: 'paused' });
    await hook.fund.put(hook.path, { state: 'active' });
    await settled(hook);
  });

  test('that says 410 is sent nothing more, and the audit trail has it', async () => {
    const hook = await hooked({});
    hook.receiver.behave = (_, answer) => void answer.writeHead(410).end();
    await contribute(hook.fund);
    expect(await state(hook, 'ended')).toMatchObject({ reason: '410 Gone', waiting: 1 });
    await lend(hook.fund);
    await sleep(100);
    expect(hook.receiver.received).toHaveLength(1);
    const { id } = await hook.fund.read(hook.path);
    const { data } = await hook.fund.read(`/v1/audit-events?subject=${id}`);
    expect(data.map(({ act }: Json) => act)).toEqual(['webhook', 'webhook_end']);
    expect(data[1]).toMatchObject({ reason: '410 Gone', address: null, after: { state: 'ended' } });
    expect((await hook.fund.put(hook.path, { state: 'active' })).body.code).toBe('webhook-ended');
  });
});

describe('a director', () => {
  test('pauses a webhook and lets it go on: nothing is lost', async () => {
    const hook = await hooked({});
    await hook.fund.put(hook.path, { state: 'paused' });
    await contribute(hook.fund);
    await lend(hook.fund);
    await sleep(100);
    expect(hook.receiver.received).toHaveLength(0);
    await hook.fund.put(hook.path, { state: 'active' });
    await settled(hook);
    const { data: events } = await hook.fund.read('/v1/events?limit=200');
    expect(hook.receiver.accepted).toHaveLength(events.length);
  });

  test('has events sent again from a number, and one alone', async () => {
    const hook = await hooked({});
    await contribute(hook.fund);
    const { path } = await lend(hook.fund);
    await hook.fund.add(`${path}/repayments`, payment('1000', '2023-06-01'));
    await settled(hook);
    const { data: events } = await hook.fund.read('/v1/events?limit=200');
    const numbers = events.map(({ number }: Json) => number);
    const first = hook.receiver.accepted.splice(0);
    expect(first.map(({ number }) => number).toSorted()).toEqual(numbers.toSorted());

    await hook.fund.add(`${hook.path}/replay`, { after: numbers[0] });
    await hook.receiver.until(({ accepted }) => accepted.length === numbers.length - 1);
    const again = hook.receiver.accepted.splice(0).map(({ number }) => number);
    expect(again.toSorted()).toEqual(numbers.slice(1).toSorted());

    await hook.fund.add(`${hook.path}/deliveries/${numbers[1]}/redelivery`, {});
    await hook.receiver.until(({ accepted }) => accepted.length > 0);
    expect(hook.receiver.accepted.map(({ number }) => number)).toEqual([numbers[1]]);

    const beyond = await hook.fund.post(`${hook.path}/replay`, { after: numbers.at(-1) + 100 });
    expect([beyond.status, beyond.body.errors[0].pointer]).toEqual([400, '/after']);
    const none = await hook.fund.post(`${hook.path}/deliveries/999999/redelivery`, {});
    expect([none.status, none.body.code]).toEqual([404, 'not-found']);
  });

  test('changes the secret: for a day both sign, and the secrets are told once', async () => {
    const hook = await hooked({});
    const sent = { 'idempotency-key': 'rotation' };
    const rotated = await hook.fund.post(`${hook.path}/secret-rotation`, {}, sent);
    expect(rotated.body).toMatchObject({
      secretVersion: 2,
      secret: expect.stringMatching(/^whsec_/),
    });
    const retried = await hook.fund.post(`${hook.path}/secret-rotation`, {}, sent);
    expect(retried.body).toEqual({ ...rotated.body, secret: null });
    expect((await hook.fund.get('/v1/webhooks')).text).not.toContain('whsec_');
    await contribute(hook.fund);
    await settled(hook);
    const [{ text, headers }] = hook.receiver.received as [Json];
    expect(headers['webhook-signature'].split(' ')).toHaveLength(2);
    for (const secret of [hook.secret, rotated.body.secret]) {
      expect(new Webhook(secret).verify(text, headers)).toBeDefined();
    }
    const { rows } = await api.database.asOwner(
      `select string_agg(t::text, ' ') as all from (select webhook_version::text as t
        from webhook_version union all select answer::text from idempotency_key) x`,
    );
    const kept = String(rows[0]?.['all']);
    expect(kept).toContain('Phần mềm kế toán');
    for (const secret of [hook.secret, rotated.body.secret]) {
      expect(kept).not.toContain(secret.slice(6));
    }
  });

  test('tries a webhook, and is told what it answered', async () => {
    const hook = await hooked({});
    hook.receiver.behave = (_, answer) => void answer.writeHead(202).end('Đã nhận\u0000\u202E!');
    const tried = await hook.fund.post(`${hook.path}/test`, {});
    expect(tried.body).toEqual({ status: 202, failure: null, answer: 'Đã nhận !' });
    const [{ text, headers }] = hook.receiver.received as [Json];
    expect(new Webhook(hook.secret).verify(text, headers)).toMatchObject({ type: 'webhook.test' });
    expect(await faultsOf('webhookTest', hook.receiver.received[0] as never)).toEqual([]);
    expect((await hook.fund.read(`${hook.path}/deliveries`)).data).toEqual([]);
  });

  test('ends a webhook, and makes ten at the most', async () => {
    const fund = await api.addFund();
    const body = { url: 'https://example.vn/a', description: 'A' };
    const made = [];
    for (let at = 0; at < 10; at += 1) made.push(await fund.add('/v1/webhooks', body));
    const more = await fund.post('/v1/webhooks', body);
    expect([more.status, more.body.code]).toEqual([409, 'too-many-webhooks']);
    const ended = await fund.add(`/v1/webhooks/${made[0].id}/end`, { reason: 'Thôi dùng' });
    expect(ended).toMatchObject({ state: 'ended', reason: 'Thôi dùng' });
    expect((await fund.post('/v1/webhooks', body)).status).toBe(201);
  });

  test('is told by the ETag that another changed the webhook', async () => {
    const hook = await hooked({});
    const { headers } = await hook.fund.get(hook.path);
    const match = { 'if-match': String(headers['etag']) };
    expect((await hook.fund.put(hook.path, { description: 'B' }, match)).status).toBe(200);
    const stale = await hook.fund.put(hook.path, { description: 'C' }, match);
    expect([stale.status, stale.body.code]).toEqual([412, 'stale-version']);
  });

  test('alone manages webhooks; an auditor sees them, an accountant and a program do not', async () => {
    const hook = await hooked({});
    const accountant = await api.withRole(hook.fund, 'accountant');
    const auditor = await api.withRole(hook.fund, 'auditor');
    const program = await api.withRole(hook.fund, 'integration', ['events:read']);
    const body = { url: 'https://example.vn/a', description: 'A' };
    for (const client of [accountant, auditor, program]) {
      expect((await client.post('/v1/webhooks', body)).status).toBe(403);
    }
    const seen = await Promise.all(
      [accountant, auditor, program].map((each) => each.get(hook.path)),
    );
    expect(seen.map(({ status }) => status)).toEqual([403, 200, 403]);
    expect((await program.get('/v1/events')).status).toBe(200);
    expect((await program.get('/v1/loans')).status).toBe(403);
    expect((await api.other.get(hook.path)).status).toBe(404);
  });
});
