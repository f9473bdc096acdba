import type { AddressInfo, Server as NetServer } from 'node:net';
import { createServer } from 'node:net';
import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { spyOn } from 'jest-mock';
import { mailer } from '../../src/process/mailer.ts';
import { WorkFailed } from '../../src/usecases/schedule/recordRun.ts';
import { money } from '../../src/domain/primitives/money.ts';
import type { Deadline } from '../../src/domain/collection/deadlineKinds.ts';
import type { DeadlinesMail } from '../../src/usecases/view/services.ts';
import { on } from '../support/entries.ts';

// Against a real SMTP server on this machine.

const NEVER = new AbortController().signal;

/** The server says in its tests that the certificate it comes with is known to everybody. */
const warning = spyOn(console, 'error').mockImplementation(() => undefined);
afterAll(() => warning.mockRestore());

/** A certificate that nobody but itself vouches for. */
async function certificate(): Promise<{ readonly key: string; readonly cert: string }> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'smtp-'));
  const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
  const asked = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=thu'];
  const named = ['-addext', 'subjectAltName=IP:0.0.0.0', '-keyout', key, '-out', cert];
  await promisify(execFile)('openssl', [...asked, ...named]);
  const pair = { key: await fs.readFile(key, 'utf8'), cert: await fs.readFile(cert, 'utf8') };
  await fs.rm(folder, { recursive: true });
  return pair;
}

const servers: (() => void)[] = [];
afterEach(() => {
  for (const close of servers.splice(0)) close();
});

/** A server that takes mail as its options say; what it took, as it was sent. */
async function serve(options: SMTPServerOptions = {}) {
  const taken: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    onData: (stream, _session, done) => {
      let text = '';
      stream.setEncoding('utf8').on('data', (part: string) => (text += part));
      stream.on('end', () => {
        taken.push(text);
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(() => server.close(() => undefined));
  return { taken, port: (server.server.address() as AddressInfo).port };
}

const settings = (port: number, more: object = {}) => ({
  host: '127.0.0.1',
  port,
  isTls: false,
  login: null,
  authority: null,
  from: 'Quỹ HTX <quy@example.vn>',
  publicUrl: 'https://quy.example.vn',
  ...more,
});

const refused = (responseCode: number, text: string) =>
  Object.assign(new Error(text), { responseCode });

const deadline = (more: Partial<Deadline> = {}): Deadline => ({
  kind: 'instalment',
  dueOn: on('2026-12-01'),
  payableBy: on('2026-12-01'),
  ground: 'contract',
  since: null,
  daysNotCounted: 0,
  law: null,
  borrower: { id: 'b1', code: 'HTX1', name: 'HTX <Xuân> & Mai', locality: 'Văn Quan' },
  loan: null,
  litigationCaseId: null,
  collateral: null,
  amount: money('1610000000'),
  ...more,
});

const mail = (more: Partial<DeadlinesMail> = {}): DeadlinesMail => ({
  fundId: '0195f3f0-5b6e-7c3a-9d53-000000000001',
  slot: '2026-11-30',
  week: {
    fund: { name: 'Quỹ hỗ trợ phát triển hợp tác xã', province: 'Lạng Sơn' },
    from: on('2026-11-30'),
    until: on('2026-12-06'),
    lapsed: [deadline({ kind: 'promise', payableBy: on('2026-11-20'), amount: null })],
    coming: [deadline()],
  },
  recipients: ['giamdoc@example.vn', 'ketoan@example.vn'],
  ...more,
});

const failureOf = (sending: Promise<unknown>) =>
  sending.then(
    () => 'sent',
    (error: unknown) => (error instanceof WorkFailed ? error.message : error),
  );

describe('the mail about the deadlines of a week', () => {
  test('says in Vietnamese what is due, with links, and has one Message-ID however often it is sent', async () => {
    const { taken, port } = await serve();
    const send = mailer(settings(port));
    expect(await send(mail(), NEVER)).toEqual({
      accepted: ['giamdoc@example.vn', 'ketoan@example.vn'],
      refused: [],
    });
    await send(mail(), NEVER);
    const [first, second] = await Promise.all(taken.map((text) => simpleParser(text)));
    expect(first?.messageId).toBe(
      '<deadlines-mail.2026-11-30.0195f3f0-5b6e-7c3a-9d53-000000000001@example.vn>',
    );
    expect(second?.messageId).toBe(first?.messageId);
    expect(first?.subject).toBe(
      'Việc đến hạn từ 30/11/2026 đến 6/12/2026 – Quỹ hỗ trợ phát triển hợp tác xã Lạng Sơn',
    );
    expect(first?.from?.text).toContain('quy@example.vn');
    expect(first?.text).toContain('- 1/12/2026: kỳ trả gốc – HTX <Xuân> & Mai: 1.610.000.000 đồng');
    expect(first?.text).toContain('- 20/11/2026: cam kết trả nợ – HTX <Xuân> & Mai');
    expect(first?.html).toContain('HTX &lt;Xuân&gt; &amp; Mai');
    expect(first?.html).toContain('href="https://quy.example.vn/cooperatives/b1"');
  });

  test('names itself to the server, over TLS that somebody vouches for', async () => {
    const { key, cert } = await certificate();
    const names: string[] = [];
    const { taken, port } = await serve({
      key,
      cert,
      authOptional: false,
      onAuth: ({ username, password }, session, done) => {
        names.push(`${username}/${password}/${session.secure ? 'TLS' : 'clear'}`);
        done(null, { user: username });
      },
    });
    // Not a name of the machine itself, but the way to it.
    const elsewhere = { host: '0.0.0.0', login: { user: 'quy', password: 'b@t mat' } };
    const unknown = mailer(settings(port, elsewhere));
    expect(await failureOf(unknown(mail(), NEVER))).toMatch(/self.signed certificate/);
    expect(names).toEqual([]);
    const send = mailer(settings(port, { ...elsewhere, authority: cert }));
    expect((await send(mail(), NEVER)).refused).toEqual([]);
    expect(names).toEqual(['quy/b@t mat/TLS']);
    expect(taken).toHaveLength(1);
  });

  test('tells no password to a server without TLS', async () => {
    const names: string[] = [];
    const { port } = await serve({
      authOptional: false,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      onAuth: ({ username }, _, done) => {
        names.push(username ?? '');
        done(null, { user: username });
      },
    });
    const login = { user: 'quy', password: 'b@t mat' };
    const send = mailer(settings(port, { host: '0.0.0.0', login }));
    expect(await failureOf(send(mail(), NEVER))).toMatch(/^500 /);
    expect(names).toEqual([]);
  });

  test('fails in words where the server is down, refuses, or is slow', async () => {
    const { port } = await serve({
      onMailFrom: (_address, _session, done) => done(refused(550, 'sender not allowed')),
    });
    expect(await failureOf(mailer(settings(port))(mail(), NEVER))).toBe('550 sender not allowed');
    const down = createServer();
    await new Promise<void>((resolve) => down.listen(0, '127.0.0.1', resolve));
    const { port: gone } = down.address() as AddressInfo;
    await new Promise((resolve) => down.close(resolve));
    expect(await failureOf(mailer(settings(gone))(mail(), NEVER))).toMatch(/ECONNREFUSED/);
  });

  test('is given up at once where the service stops while a server keeps silent', async () => {
    const silent: NetServer = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    servers.push(() => silent.close());
    const { port } = silent.address() as AddressInfo;
    const stopping = new AbortController();
    const sending = failureOf(mailer(settings(port))(mail(), stopping.signal));
    stopping.abort(new Error('the service stops'));
    expect(await sending).toBe('the service stops');
  });

  test('tells who was put off, as by greylisting, and who took it', async () => {
    let isFirst = true;
    const { taken, port } = await serve({
      onRcptTo: ({ address }, _session, done) => {
        const isPutOff = isFirst && address.startsWith('ketoan');
        if (isPutOff) isFirst = false;
        done(isPutOff ? refused(450, '4.2.0 greylisted, try again later') : null);
      },
    });
    const send = mailer(settings(port));
    expect(await send(mail(), NEVER)).toEqual({
      accepted: ['giamdoc@example.vn'],
      refused: [{ recipient: 'ketoan@example.vn', why: '450 4.2.0 greylisted, try again later' }],
    });
    const left = mail({ recipients: ['ketoan@example.vn'] });
    expect(await send(left, NEVER)).toEqual({ accepted: ['ketoan@example.vn'], refused: [] });
    expect(taken).toHaveLength(2);
  });
});
