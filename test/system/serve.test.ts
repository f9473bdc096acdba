import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import {
  CannotStart,
  readBootstrapToken,
  readDatabasePlace,
  readSettings,
} from '../../src/process/settings.ts';
import { withDatabase } from '../support/connection.ts';
import { asAdmin, testServer } from '../support/database.ts';
import { Program } from '../support/program.ts';

const TOKEN = `bootstrap-${randomUUID()}`;

describe('the service as a process', () => {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const url = withDatabase(testServer(), name);
  const programs: Program[] = [];

  beforeAll(async () => {
    await asAdmin(`create database ${name}`);
  });

  afterEach(async () => {
    for (const program of programs.splice(0)) {
      program.process.kill('SIGKILL');
      await program.ended;
    }
  });

  afterAll(async () => {
    await asAdmin(`drop database ${name} with (force)`);
  });

  const run = (env: Record<string, string>, file = 'src/server.ts', args: string[] = []) => {
    const program = new Program(file, env, args);
    programs.push(program);
    return program;
  };

  const listening = (program: Program) => program.until(/Listening on (\S+)/);

  const get = (address: string, token: string) =>
    fetch(`${address}/v1/fund`, { headers: { authorization: `Bearer ${token}` } });

  test('migrates, creates its first fund with the given token, and stops when asked', async () => {
    const fund = { FUND_CODE: 'LS', FUND_NAME: 'Quỹ Lạng Sơn', FUND_PROVINCE: 'Lạng Sơn' };
    const program = run({ DATABASE_URL: url, BOOTSTRAP_TOKEN: TOKEN, ...fund });
    const address = await listening(program);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    const answer = await get(address, TOKEN);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ code: 'LS', province: 'Lạng Sơn' });
    expect(program.output).not.toContain(TOKEN);
    if (process.platform === 'win32') return;
    program.process.kill('SIGTERM');
    // As under npm, which passes on a signal that has reached us already.
    program.process.kill('SIGINT');
    expect(await program.ended).toBe(0);
  });

  test('has its fund after a restart, and takes no bootstrap token any more', async () => {
    const program = run({ DATABASE_URL: url, BOOTSTRAP_TOKEN: 'short', HOST: '0.0.0.0' });
    const address = await listening(program);
    expect((await get(address, TOKEN)).status).toBe(200);
    expect(program.output).not.toContain('Token');
    expect(program.output).toContain('TLS must stand in front');
  });

  test('is given another fund while it runs', async () => {
    const add = ['HAI', 'Quỹ hai', 'Cao Bằng'];
    const program = run({ DATABASE_URL: url }, 'src/commands/addFund.ts', add);
    expect(await program.ended).toBe(0);
    const token = await program.until(/^Token \(shown once\): (\S+)$/m);
    const service = run({ DATABASE_URL: url });
    const answer = await get(await listening(service), token);
    expect(await answer.json()).toMatchObject({ code: 'HAI' });
    const again = run({ DATABASE_URL: url }, 'src/commands/addFund.ts', add);
    expect(await again.ended).toBe(1);
    expect(again.output).toBe('There is a fund with the code HAI already\n');
  });

  test('is given an operator while it runs, who sees the funds until the token is ended', async () => {
    const service = run({ DATABASE_URL: url });
    const address = await listening(service);
    const operator = async (...args: string[]) => {
      const program = run({ DATABASE_URL: url }, 'src/commands/addOperator.ts', args);
      return { code: await program.ended, output: program.output };
    };
    const { output } = await operator('Trung tâm dữ liệu');
    const [, token = ''] = /^Token of the operator .+ \(shown once\): (\S+)$/m.exec(output) ?? [];
    const ask = async (path: string) =>
      fetch(`${address}${path}`, { headers: { authorization: `Bearer ${token}` } });
    const seen = (await (await ask('/v1/operator/funds')).json()) as { data: { code: string }[] };
    expect(seen.data.every(({ code }) => /^[A-Z]+$/.test(code)) && seen.data.length > 0).toBe(true);
    expect((await ask('/v1/fund')).status).toBe(401);
    expect((await operator('Trung tâm dữ liệu', '--end')).code).toBe(0);
    expect((await ask('/v1/operator/funds')).status).toBe(401);
    const again = await operator('Trung tâm dữ liệu', '--end');
    expect(again).toMatchObject({
      code: 1,
      output: expect.stringContaining('There is no operator'),
    });
    expect(await operator('--all')).toMatchObject({ code: 1 });
  });

  test('is given a token while it runs: for a lost one, or with a role and a last day', async () => {
    const service = run({ DATABASE_URL: url });
    const address = await listening(service);
    const add = async (...args: string[]) => {
      const program = run({ DATABASE_URL: url }, 'src/commands/addToken.ts', args);
      return { code: await program.ended, output: program.output };
    };
    const scope = '--scope=reports:read';
    const made = await add('LS', 'Báo cáo', 'integration', '--expires-on=2199-12-31', scope);
    expect(made).toMatchObject({ code: 0, output: expect.stringContaining('shown once') });
    const [, token = ''] = /^Token of .+ \(shown once\): (\S+)$/m.exec(made.output) ?? [];
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${address}/v1/fund`, { headers })).status).toBe(200);
    expect((await fetch(`${address}/v1/loans`, { headers })).status).toBe(403);
    for (const [args, line] of [
      [['LS', 'Báo cáo', 'auditor'], /^There is a token of this name already$/],
      [['XX', 'Khác', 'auditor'], /^There is no fund with the code XX$/],
      [['LS', 'Khác', 'auditor', '--expires-on=2020-01-01'], /^expiresOn: is the last day/],
      [['LS', 'Khác', 'integration', '--scope=tokens:write'], /^No such scope: tokens:write/],
      [['LS', 'Khác', 'auditor', '--for-ever'], /^Usage: npm run token/],
      [['LS', 'Khác', 'owner'], /^Usage: npm run token/],
    ] as const) {
      const { code, output } = await add(...args);
      expect([code, output.trim().split('\n')]).toEqual([1, [expect.stringMatching(line)]]);
    }
  });

  test('says in one line why it cannot start', async () => {
    const other = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const taken = String((other.address() as AddressInfo).port);
    const nothing = path.join(os.tmpdir(), `never-${randomUUID()}`);
    const file = path.join(os.tmpdir(), `file-${randomUUID()}`);
    await fs.writeFile(file, '');
    const wrong = withDatabase(testServer(), name, { name: 'postgres', password: 'wrong' });
    const cases: [Record<string, string>, RegExp][] = [
      [{ PORT: taken, DATA_DIR: nothing }, /^Port \d+ on 127.0.0.1 is taken/],
      [{ DATA_DIR: file }, /^The data folder .+ is not a folder/],
      [{ DATABASE_URL: url, HOST: '192.0.2.1' }, /^HOST 192.0.2.1 is not an address/],
      [
        { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' },
        /^The database server \S+ does not answer$/,
      ],
      [{ DATABASE_URL: wrong }, /^The database server \S+ refuses the user or password/],
      [{ DATABASE_URL: withDatabase(url, 'nowhere') }, /^The database server \S+ has no database/],
    ];
    await Promise.all(
      cases.map(async ([env, line]) => {
        const program = run(env);
        expect(await program.ended).toBe(1);
        expect(program.output.trim().split('\n')).toEqual([expect.stringMatching(line)]);
      }),
    );
    // The port is looked at before anything is created.
    await expect(fs.stat(nothing)).rejects.toThrow('ENOENT');
    await fs.rm(file);
    other.close();
  });

  test.each<[Record<string, string>, RegExp]>([
    [{ PORT: 'x' }, /^PORT must be a whole number from 0 to 65535, not "x"$/],
    [{ PORT: '65536' }, /^PORT must be a whole number/],
    [{ RATE_LIMIT_PER_SECOND: '-1' }, /^RATE_LIMIT_PER_SECOND must be a whole number/],
    [{ FUNDS_IN_MEMORY: '0' }, /^FUNDS_IN_MEMORY must be a whole number from 1 to 10000, not "0"$/],
    [{ TRUSTED_PROXIES: 'proxy' }, /^TRUSTED_PROXIES must be addresses .+, not "proxy"$/],
    [{ TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/33' }, /not "10\.0\.0\.0\/33"$/],
    // Whoever is trusted without exception is believed to be anybody.
    [{ TRUSTED_PROXIES: '0.0.0.0/0' }, /not "0\.0\.0\.0\/0"$/],
    [{ TRUSTED_PROXIES: '::1/1/1' }, /not "::1\/1\/1"$/],
    [{ FUND_CODE: 'x'.repeat(65) }, /^FUND_CODE must have 1 to 64 characters$/],
    [{ FUND_NAME: 'x'.repeat(501) }, /^FUND_NAME must have 1 to 500 characters$/],
    [{ FUND_NAME: 'Quỹ\u202e hỗ trợ' }, /^FUND_NAME must not contain control characters/],
    [{ FUND_PROVINCE: 'L\ufffdng Sơn' }, /^FUND_PROVINCE must not contain .* and be UTF-8$/],
    [{ FUND_HOLIDAYS: 'all' }, /^FUND_HOLIDAYS must be vietnam or none, not "all"$/],
    [{ FUND_CODE: 'Q\u0007HT' }, /^FUND_CODE must not contain control characters/],
    [{ DATABASE_URL: 'localhost' }, /^DATABASE_URL must look like postgres:/],
    [{ BOOTSTRAP_TOKEN: 'short' }, /^BOOTSTRAP_TOKEN must have 32 to 500 characters$/],
    [{ BOOTSTRAP_TOKEN: 'ő'.repeat(32) }, /^BOOTSTRAP_TOKEN may have only letters/],
  ])('refuses the setting %j', (env, line) => {
    const read = () => [readSettings(env), readDatabasePlace(env), readBootstrapToken(env)];
    expect(read).toThrow(CannotStart);
    expect(read).toThrow(line);
  });

  test('takes addresses and networks of proxies, none if nothing is said', () => {
    const of = (env: Record<string, string>) => readSettings(env).trustedProxies;
    expect(of({})).toEqual([]);
    expect(of({ TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8,fd00::/8' })).toEqual([
      '127.0.0.1',
      '10.0.0.0/8',
      'fd00::/8',
    ]);
  });

  test('takes an empty variable for one that is not set', () => {
    const env = { PORT: '', DATABASE_URL: ' ', FUND_CODE: '', BOOTSTRAP_TOKEN: '' };
    expect(readSettings(env)).toMatchObject({ port: 3_000, firstFund: { code: undefined } });
    expect(readDatabasePlace(env)).toEqual({ kind: 'embedded', dataDir: './data' });
    expect(readBootstrapToken(env)).toBeUndefined();
  });

  test('refuses a short bootstrap token for an empty installation', async () => {
    const empty = `${name}_empty`;
    await asAdmin(`create database ${empty}`);
    const program = run({
      DATABASE_URL: withDatabase(testServer(), empty),
      BOOTSTRAP_TOKEN: 'short',
    });
    expect(await program.ended).toBe(1);
    expect(program.output).toContain('BOOTSTRAP_TOKEN must have 32 to 500 characters');
    await asAdmin(`drop database ${empty} with (force)`);
  });
});
