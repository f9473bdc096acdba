import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { App } from '../../../src/http/service/appTypes.ts';
import { buildApp } from '../../../src/process/app.ts';
import { calendarDate } from '../../../src/domain/primitives/dates.ts';
import type { Database } from '../../../src/store/database/database.ts';
import {
  Client,
  contribute,
  lend,
  startApi,
  TODAY,
  type Answer,
  type Api,
} from '../../support/api.ts';
import { asAdmin, openPatiently } from '../../support/database.ts';
import { confirmationOf, secondPersonPolicy } from '../../support/secondPerson.ts';

// Two services on one database: whoever proposes and whoever confirm sit at different ones.

let api: Api;

let database: Database;

let otherApp: App;

beforeAll(async () => {
  api = await startApi();
  database = openPatiently(api.database.ownerConnectionString, (error) => {
    throw error;
  });
  otherApp = await buildApp({
    database,
    clock: { today: () => calendarDate(TODAY), now: () => new Date() },
    logger: pino({ level: 'silent' }),
    rateLimitPerSecond: 0,
    checkAnswers: true,
  });
});
afterAll(async () => {
  await otherApp.close();
  await database.close();
  await api.close();
});

const CHARGE_OFF = { effectiveOn: '2024-03-30', decisionNumber: '12/QĐ-QHT' };

/** A proposed charge-off, with who proposed it at one service, and another person at each. */
async function proposed() {
  const first = await api.addFund();
  await contribute(first);
  const second = await api.withRole(first, 'director');
  const made = await api.withRole(first, 'director');
  const third = new Client(otherApp, made.actor, made.token);
  const loan = await lend(first);
  await first.add('/v1/policies', secondPersonPolicy(['chargeOff']));
  const { status, body } = await first.post(`${loan.path}/charge-offs`, CHARGE_OFF);
  expect(status).toBe(202);
  const path = `/v1/proposed-acts/${body.id}`;
  const decisions = async () => (await first.read(`${loan.path}/decisions`)).data.length;
  return { first, second, third, id: body.id as string, path, decisions, loan };
}

const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status).toSorted();

describe('a proposed act over two services', () => {
  test('that two persons confirm at once is carried out once', async () => {
    const { second, third, id, decisions } = await proposed();
    const confirm = (client: Client) => client.post(confirmationOf(id), {});
    const answers = await Promise.all([confirm(second), confirm(third)]);
    expect(statuses(answers)).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('proposed-act-ended');
    expect(await decisions()).toBe(1);
  });

  test('that one confirms and another rejects at once ends in one way', async () => {
    for (const isSecond of [true, false]) {
      const { second, third, id, path, decisions } = await proposed();
      const [one, other] = isSecond ? [second, third] : [third, second];
      const answers = await Promise.all([
        one.post(confirmationOf(id), {}),
        other.post(`${path}/rejection`, { reason: 'Chưa đủ hồ sơ' }),
      ]);
      const isConfirmed = answers[0].status === 200;
      expect(statuses(answers)).toEqual(isConfirmed ? [200, 409] : [201, 409]);
      expect((await third.read(path)).status).toBe(isConfirmed ? 'confirmed' : 'rejected');
      expect(await decisions()).toBe(isConfirmed ? 1 : 0);
    }
  });

  test('that is withdrawn while another confirms it ends in one way', async () => {
    const { first, third, id, path, decisions } = await proposed();
    const answers = await Promise.all([
      third.post(confirmationOf(id), {}),
      first.post(`${path}/withdrawal`, { reason: 'Nhập nhầm' }),
    ]);
    const isConfirmed = answers[0].status === 200;
    expect(statuses(answers)).toEqual(isConfirmed ? [200, 409] : [201, 409]);
    expect(await decisions()).toBe(isConfirmed ? 1 : 0);
  });

  test('whose confirmation comes at both under one key is confirmed once', async () => {
    const { third, id, decisions } = await proposed();
    const here = new Client(api.app, third.actor, third.token);
    const key = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all(
      [third, here].map((client) => client.post(confirmationOf(id), {}, key)),
    );
    expect(statuses(answers)).toEqual([200, 200]);
    expect(answers[0]?.body).toEqual(answers[1]?.body);
    expect(await decisions()).toBe(1);
  });

  test('whose request comes at both under one key is proposed once', async () => {
    const { first, loan } = await proposed();
    const there = new Client(otherApp, first.actor, first.token);
    const key = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all(
      [first, there].map((client) => client.post(`${loan.path}/charge-offs`, CHARGE_OFF, key)),
    );
    expect(statuses(answers)).toEqual([202, 202]);
    expect(answers[0]?.body).toEqual(answers[1]?.body);
    expect((await there.read('/v1/proposed-acts')).data).toHaveLength(2);
  });

  test('stays open where the database fails in the middle of its confirmation, and nothing is recorded', async () => {
    const { second, third, id, path, decisions } = await proposed();
    const { ownerConnectionString: owner } = api.database;
    await asAdmin(
      `create function fail() returns trigger language plpgsql as $$
        begin raise exception 'the machine is off' using errcode = '57P01'; end $$;
      create trigger fail before insert on proposed_act_end execute function fail()`,
      owner,
    );
    const key = { 'idempotency-key': randomUUID() };
    const broken = await second.post(confirmationOf(id), {}, key);
    expect(broken.status).toBe(503);
    await asAdmin('drop trigger fail on proposed_act_end; drop function fail', owner);
    expect((await third.read(path)).status).toBe('open');
    expect(await decisions()).toBe(0);
    expect((await second.post(confirmationOf(id), {}, key)).status).toBe(200);
    expect(await decisions()).toBe(1);
    expect((await third.read('/v1/ledger/verification')).differences).toEqual([]);
  });
});
