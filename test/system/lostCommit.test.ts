import { randomUUID } from 'node:crypto';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { withDatabase } from '../support/connection.ts';
import { asAdmin, testServer } from '../support/database.ts';
import { ask, killServices, listAll, openLoan, Service, smallReceipt } from '../support/service.ts';

// The service reaches its database through a proxy that cuts a writer's connection at its commit.

type Cut = 'before the database hears of it' | 'when the database has done it';

const name = `test_${randomUUID().replaceAll('-', '')}`;

let nextCut: Cut | null = null;

let proxy: net.Server;

let address: string;

function connectThrough(client: net.Socket): void {
  const server = net.connect(Number(new URL(testServer()).port), '127.0.0.1');
  const cut = () => {
    client.destroy();
    server.destroy();
  };
  for (const each of [client, server]) each.on('error', cut).on('close', cut);
  let isWriting = false;
  client.on('data', (sent: Buffer) => {
    const text = sent.toString('latin1');
    if (text.includes('begin isolation level')) isWriting = text.includes('read committed');
    const isCut = isWriting && text.includes('commit\0') ? nextCut : null;
    if (isCut !== null) nextCut = null;
    if (isCut === 'before the database hears of it') return cut();
    if (isCut === 'when the database has done it')
      server.removeAllListeners('data').on('data', cut);
    server.write(sent);
  });
  server.on('data', (answer: Buffer) => client.write(answer));
}

beforeAll(async () => {
  await asAdmin(`create database ${name} template template_fund`);
  proxy = net.createServer(connectThrough).listen(0, '127.0.0.1');
  await new Promise((resolve) => proxy.once('listening', resolve));
  const url = new URL(withDatabase(testServer(), name));
  url.port = String((proxy.address() as AddressInfo).port);
  address = await new Service({ DATABASE_URL: url.href }).address();
});

afterAll(async () => {
  await killServices();
  proxy.close();
  await asAdmin(`drop database ${name} with (force)`);
});

describe('a connection that breaks during the commit', () => {
  test.each<[Cut, boolean]>([
    ['before the database hears of it', false],
    ['when the database has done it', true],
  ])('%s: a 503, and the retry under the same key finds out', async (cut, done) => {
    const receipts = await openLoan(address);
    const sent = smallReceipt();
    nextCut = cut;
    expect(await ask(address, receipts, sent)).toMatchObject({ status: 503, retryAfter: '5' });
    expect(nextCut).toBeNull();
    expect(await listAll(address, receipts)).toHaveLength(done ? 1 : 0);

    expect(await ask(address, receipts, sent)).toMatchObject({ status: 201, replayed: done });
    expect(await ask(address, receipts, sent)).toMatchObject({ status: 201, replayed: true });
    expect(await listAll(address, receipts)).toHaveLength(1);
  });
});
