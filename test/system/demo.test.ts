import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Json } from '../support/api.ts';
import { withDatabase } from '../support/connection.ts';
import { asAdmin, testServer } from '../support/database.ts';
import { Program } from '../support/program.ts';

const EXAMPLE = 'Fund LSN: Quỹ hỗ trợ phát triển hợp tác xã tỉnh Lạng Sơn, province Lạng Sơn';

const TOKEN = `bootstrap-${randomUUID()}`;

describe('the example and a fund of one’s own', () => {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const [example, own] = [`${name}_example`, `${name}_own`];
  const programs: Program[] = [];
  let folder: string;

  beforeAll(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'demo-'));
    for (const each of [example, own]) await asAdmin(`create database ${each}`);
  });

  afterEach(async () => {
    for (const program of programs.splice(0)) {
      program.process.kill('SIGKILL');
      await program.ended;
    }
  });

  afterAll(async () => {
    for (const each of [example, own]) await asAdmin(`drop database ${each} with (force)`);
    await fs.rm(folder, { recursive: true, force: true });
  });

  const run = (file: string, database: string, env: Record<string, string> = {}) => {
    const url = withDatabase(testServer(), database);
    const program = new Program(file, { DATABASE_URL: url, DATA_DIR: folder, ...env });
    programs.push(program);
    return program;
  };

  /** What a start prints, and a list of the fund, asked with the token that it printed above the address. */
  async function startDemo(): Promise<{ output: string; token: string; tokens: Json[] }> {
    const program = run('src/demo/demo.ts', example);
    const address = await program.until(/^Listening on (\S+)$/m);
    const token = await program.until(/^Token .*: (\S+)\nListening on /m);
    const headers = { authorization: `Bearer ${token}` };
    const { data } = (await (await fetch(`${address}/v1/tokens`, { headers })).json()) as Json;
    program.process.kill('SIGKILL');
    await program.ended;
    return { output: program.output, token, tokens: data };
  }

  test('the example has one token, told above the address at each start', async () => {
    const first = await startDemo();
    expect(first.output).toContain(EXAMPLE);
    expect(first.output).toContain('The example of Lạng Sơn was entered.');
    const again = await startDemo();
    expect(again.token).toBe(first.token);
    expect(again.tokens).toEqual([expect.objectContaining({ name: 'Giám đốc' })]);
    expect(again.output).toContain('is there from before');
    expect(again.output).not.toContain('ATTENTION');
    // Nobody else on the machine reads it.
    const { mode } = await fs.stat(path.join(folder, 'director-token'));
    if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o600);
    await fs.rm(path.join(folder, 'director-token'));
    const { token, tokens } = await startDemo();
    expect([token === first.token, tokens.length]).toEqual([false, 2]);
    expect((await startDemo()).token).toBe(token);
  });

  test('the example that is started as if it were a fund of one’s own is told as what it is', async () => {
    const program = run('src/server.ts', example);
    await program.until(/^Listening on (\S+)$/m);
    expect(program.output).toContain(EXAMPLE);
    expect(program.output).toContain('ATTENTION: the fund LSN is the EXAMPLE');
    expect(program.output).toContain(`Data in the database ${example} on `);
  });

  test('a fund of one’s own is told by its name of today, and is not taken for the example', async () => {
    const named = { FUND_CODE: 'LSN', FUND_NAME: 'Quỹ của tỉnh', FUND_PROVINCE: 'Lạng Sơn' };
    const holidays = { FUND_HOLIDAYS: 'vietnam' };
    const first = run('src/server.ts', own, { ...named, ...holidays, BOOTSTRAP_TOKEN: TOKEN });
    const address = await first.until(/^Listening on (\S+)$/m);
    expect(first.output).toContain('Fund LSN: Quỹ của tỉnh, province Lạng Sơn');
    expect(first.output).toContain('The holidays of Vietnam 2015–2027 were entered');
    const renamed = await fetch(`${address}/v1/fund`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        name: 'Quỹ sau sáp nhập',
        effectiveOn: '2025-07-01',
        reason: 'NQ 202',
      }),
    });
    expect(renamed.status).toBe(200);
    const again = run('src/server.ts', own);
    await again.until(/^Listening on (\S+)$/m);
    expect(again.output).toContain('Fund LSN: Quỹ sau sáp nhập, province Lạng Sơn');
    expect(again.output).not.toContain('ATTENTION');
  });

  test('the example is not entered into a fund of one’s own, even one of the same code', async () => {
    await fs.rm(path.join(folder, 'director-token'), { force: true });
    const program = run('src/demo/demo.ts', own);
    expect(await program.ended).toBe(1);
    expect(program.output).toContain('The database holds a fund that is not the example');
    await expect(fs.stat(path.join(folder, 'director-token'))).rejects.toThrow('ENOENT');
  });
});
