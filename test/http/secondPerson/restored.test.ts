import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { calendarDate } from '../../../src/domain/primitives/dates.ts';
import { buildApp } from '../../../src/process/app.ts';
import { backUp } from '../../../src/store/installation/backup.ts';
import { restore } from '../../../src/store/installation/restore.ts';
import { Client, contribute, lend, startApi, TODAY, type Api } from '../../support/api.ts';
import { withDatabase } from '../../support/connection.ts';
import { asAdmin, openPatiently, testServer } from '../../support/database.ts';
import { confirmationOf, confirmed, secondPersonPolicy } from '../../support/secondPerson.ts';

let api: Api;

let folder: string;

const name = `test_${randomUUID().replaceAll('-', '')}`;

beforeAll(async () => {
  api = await startApi();
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'fund-second-'));
  await asAdmin(`create database ${name} template template_fund strategy file_copy`);
});
afterAll(async () => {
  await api.close();
  await asAdmin(`drop database ${name} with (force)`);
  await fs.rm(folder, { recursive: true, force: true });
});

test('what waits in a backup is confirmed where it is restored, and what was confirmed stays so', async () => {
  const { fund } = api;
  await contribute(fund);
  const second = await api.withRole(fund, 'director');
  const loan = await lend(fund);
  await fund.add('/v1/policies', secondPersonPolicy(['chargeOff', 'waiver']));
  const dated = { effectiveOn: '2024-03-30', decisionNumber: '12/QĐ' };
  const waiver = { ...dated, component: 'inTermInterest', amount: '1' };
  await confirmed(second, await fund.post(`${loan.path}/waivers`, waiver));
  const waiting = await fund.post(`${loan.path}/charge-offs`, dated);
  const file = path.join(folder, 'fund.backup');
  const target = withDatabase(testServer(), name);
  await backUp(api.database.ownerConnectionString, file);
  await restore(target, file);
  const database = openPatiently(target, (error) => {
    throw error;
  });
  const app = await buildApp({
    database,
    clock: { today: () => calendarDate(TODAY), now: () => new Date() },
    logger: pino({ level: 'silent' }),
    rateLimitPerSecond: 0,
    checkAnswers: true,
  });
  try {
    const there = new Client(app, second.actor, second.token);
    const listed = (await there.read('/v1/proposed-acts')).data;
    expect(listed).toEqual((await second.read('/v1/proposed-acts')).data);
    expect((await there.post(confirmationOf(waiting.body.id), {})).status).toBe(200);
    expect((await there.read(`${loan.path}/position`)).standing).toBe('charged_off');
    expect((await there.read('/v1/ledger/verification')).differences).toEqual([]);
  } finally {
    await app.close();
    await database.close();
  }
});
