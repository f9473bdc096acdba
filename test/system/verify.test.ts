import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { contribute, lend, startApi, type Api } from '../support/api.ts';
import { asAdmin } from '../support/database.ts';
import { Program } from '../support/program.ts';

// `npm run verify` as a program, and the heads of the audit trail that it keeps outside of the database.

let api: Api;

let loanId: string;

let folder: string;

let heads: string;

let key: string;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund);
  ({ loanId } = await lend(api.fund));
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'fund-verify-'));
  heads = path.join(folder, 'heads');
  key = path.join(folder, 'key.pem');
  const { privateKey } = generateKeyPairSync('ed25519');
  await fs.writeFile(key, privateKey.export({ format: 'pem', type: 'pkcs8' }));
});
afterAll(async () => {
  await api.close();
  await fs.rm(folder, { recursive: true, force: true });
});

async function verify(args: string[] = ['--heads', heads], more: Record<string, string> = {}) {
  const env = { DATABASE_URL: api.database.ownerConnectionString, SIGNING_KEY_FILE: key, ...more };
  const program = new Program('src/commands/verify.ts', env, args);
  return { code: await program.ended, output: program.output };
}

/** As one who may switch off every guard. */
const tamper = (statement: string) =>
  asAdmin(
    `set session_replication_role = replica; ${statement}`,
    api.database.ownerConnectionString,
  );

describe('npm run verify', () => {
  test('ends with 0 where nothing was touched, and notes the head of each fund, signed', async () => {
    const { code, output } = await verify();
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringMatching(/Nothing was found/),
    });
    const noted = (await fs.readFile(heads, 'utf8')).trim().split('\n');
    const head = JSON.parse(noted[0] ?? '');
    // The first token, the seal, the capital; the borrower, its contract, its disbursement.
    expect(head).toMatchObject({ fundId: api.fund.actor.fundId, number: 6 });
    expect(output).toContain(`Head of the audit trail: 6 ${head.hash}`);
    expect(head.signature).toMatch(/^[\w+/]{86}==$/);
    expect((await verify([], { SIGNING_KEY_FILE: '' })).code).toBe(0);
  });

  test('ends with 1 where a guard of a table is gone', async () => {
    await tamper('drop trigger insert_only on repayment');
    const { code, output } = await verify();
    expect([code, output]).toEqual([1, expect.stringMatching(/trigger insert_only on repayment/)]);
    await tamper(`create trigger insert_only before update or delete or truncate on repayment
      for each statement execute function refuse_change()`);
    expect((await verify()).code).toBe(0);
  });

  test('ends with 1 where the whole trail was written anew, by a head that was noted', async () => {
    const noted = await fs.readFile(heads, 'utf8');
    const other = '0'.repeat(64);
    await fs.writeFile(heads, noted.replaceAll(/"hash":"\w+"/g, `"hash":"${other}"`));
    const { code, output } = await verify();
    expect([code, output]).toEqual([1, expect.stringMatching(/head-differs/)]);
    // Whoever changes the file too has not the key.
    expect(output).toMatch(/head-not-signed/);
    await fs.writeFile(heads, noted);
    expect((await verify()).code).toBe(0);
  });

  test('ends with 1 where facts contradict one another, names them, and verifies the rest', async () => {
    await tamper(`update disbursement set loan_id = gen_random_uuid() where loan_id = '${loanId}'`);
    const { code, output } = await verify();
    expect([code, output]).toEqual([1, expect.stringMatching(/"fact-not-usable"/)]);
    expect(output).toContain(
      '  Its facts contradict one another: not all can be worked out of them',
    );
    expect(output).toMatch(/"code":"fact-changed"/);
    // The other fund comes behind it.
    expect(output.match(/Head of the audit trail/g)).toHaveLength(2);
    await tamper(`update disbursement set loan_id = '${loanId}'`);
    expect((await verify()).code).toBe(0);
  });

  test('ends with 1 where a fund is gone of which a head was noted', async () => {
    const gone = await api.addFund();
    expect((await verify()).code).toBe(0);
    const { fundId } = gone.actor;
    await tamper(`delete from fund where fund_id = '${fundId}'`);
    const { code, output } = await verify();
    expect([code, output]).toEqual([1, expect.stringMatching(/"fund-missing"/)]);
  });

  test('says in one line what it cannot use', async () => {
    const letter = path.join(folder, 'letter');
    await fs.writeFile(letter, 'a letter');
    expect((await verify(['--heads', letter])).output).toMatch(/is no file of heads/);
    expect((await verify(['--other'])).output).toMatch(/^Usage: npm run verify/);
    const notKey = await verify([], { SIGNING_KEY_FILE: letter });
    expect(notKey.output).toBe('SIGNING_KEY_FILE must be an Ed25519 key in PEM\n');
  });
});
