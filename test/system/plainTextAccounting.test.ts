import { execFileSync } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  components,
  contribute,
  cooperativeBody,
  lend,
  payment,
  type Api,
  type Client,
  type Json,
} from '../support/api.ts';
import { startLangSon } from '../support/langSon.ts';
import { DEFAULT_POLICY_VALUES } from '../support/policies.ts';

// The journal read by the real programs, hledger and ledger-cli: Debian's packages `hledger` and
// `ledger`, which .ci/run installs where it can.

const BALANCE = ['balance', '--flat', '--no-total'];

/** How each program is asked for the balances up to a day, as lines `"account","amount"`. */
const PROGRAMS = {
  hledger: ['-f', 'FILE', ...BALANCE, '-e', 'BEFORE', '--output-format', 'csv'],
  ledger: ['--args-only', '-f', 'FILE', ...BALANCE, '-e', 'BEFORE', '--format'].concat(
    '"%(account)","%(quantity(scrub(display_total)))"\n',
  ),
} as const;

/** How each program is asked to refuse what the journal does not declare. */
const STRICT = {
  hledger: ['-f', 'FILE', 'check', '--strict'],
  ledger: ['--args-only', '-f', 'FILE', '--pedantic', 'balance'],
} as const;

type Program = keyof typeof PROGRAMS;

const env = { ...process.env, LC_ALL: 'C.UTF-8' };

function isInstalled(program: Program): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore', env });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

let api: Api;

let folder: string;

beforeAll(async () => {
  api = await startLangSon('2023-07-07');
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'fund-ledger-'));
});

afterAll(async () => {
  await fs.rm(folder, { recursive: true, force: true });
  await api.close();
});

/** The journal as plain text, in a file. */
async function journalFile(client: Client, name: string): Promise<string> {
  const { text } = await client.get('/v1/ledger/journal?format=ledger');
  const file = path.join(folder, `${name}.ledger`);
  await fs.writeFile(file, text);
  return file;
}

/** Has a program read a file and refuse what is not declared in it. */
function readStrictly(program: Program, file: string): void {
  const asked = STRICT[program].map((part) => (part === 'FILE' ? file : part));
  execFileSync(program, asked, { encoding: 'utf8', env });
}

/** The balances of a program by the code of the account, debit above 0; those of 0 left out. */
function balancesOf(program: Program, file: string, before: string): Record<string, string> {
  const asked = PROGRAMS[program].map((part) =>
    part === 'FILE' ? file : part === 'BEFORE' ? before : part,
  );
  const output = execFileSync(program, asked, { encoding: 'utf8', env });
  const found = [...output.matchAll(/^"\w+:(\d+) [^"]*","(-?\d+)(?: VND)?"$/gm)];
  // Every line was understood, but for the heading of hledger's.
  const rows = output
    .trim()
    .split('\n')
    .filter((line) => line !== '"account","balance"');
  expect(found).toHaveLength(rows.length);
  return Object.fromEntries(found.map(([, code, amount]) => [code, amount]));
}

async function trialBalance(client: Client, asOf: string): Promise<Record<string, string>> {
  const { rows } = await client.read(`/v1/ledger/trial-balance?asOf=${asOf}`);
  return Object.fromEntries(
    rows
      .map(({ code, balance: { debit, credit } }: Json) => [
        code,
        credit === '0' ? debit : `-${credit}`,
      ])
      .filter(([, balance]: [string, string]) => balance !== '0'),
  );
}

test('the trial balance of Lạng Sơn has the figures of the provincial report', async () => {
  expect(await trialBalance(api.fund, '2023-06-30')).toMatchObject({
    11211: '2890000000',
    1283: '4610000000', // 3,000 m in term + 1,610 m overdue
    4111: '-7500000000',
  });
  const { differences } = await api.fund.read('/v1/ledger/verification');
  expect(differences).toEqual([]);
});

for (const program of Object.keys(PROGRAMS) as Program[]) {
  const installed = isInstalled(program);
  const name = installed ? program : `${program} (SKIPPED: the program is not installed)`;
  if (!installed) process.stderr.write(`SKIPPED: the tests with ${program}: it is not installed\n`);

  (installed ? describe : describe.skip)(name, () => {
    test('gives the balances of the trial balance, of Lạng Sơn at several days', async () => {
      const file = await journalFile(api.fund, `lang-son-${program}`);
      readStrictly(program, file);
      for (const [asOf, dayAfter] of [
        ['2016-12-31', '2017-01-01'],
        ['2020-09-30', '2020-10-01'],
        ['2022-12-31', '2023-01-01'],
        ['2023-06-30', '2023-07-01'],
      ] as const) {
        const balances = balancesOf(program, file, dayAfter);
        expect([asOf, balances]).toEqual([asOf, await trialBalance(api.fund, asOf)]);
        expect(balances['4111']).toBeDefined();
      }
    });

    test('reads texts that mean something in its format, charge-offs and reversals', async () => {
      const fund = await api.addFund();
      await contribute(fund);
      const chart = DEFAULT_POLICY_VALUES['chartOfAccounts'] as Record<string, object>;
      const title = { code: '1283', vietnamese: 'Dư  nợ\n; (gốc)', english: 'Loans' };
      await fund.add('/v1/policies', {
        name: 'chartOfAccounts',
        value: { ...chart, outstandingPrincipal: title },
        effectiveOn: '2023-01-01',
        sourceDocument: '1/QĐ',
      });
      const named = { name: 'HTX "Hợp; Thịnh"  | @ {A} [B] = 5 VND' };
      const cooperative = await fund.add('/v1/cooperatives', cooperativeBody(named));
      const { path: loan } = await lend(fund, { contractNumber: '1:2/HĐ; (a)' }, cooperative.id);
      const pay = (voucherNumber: string, effectiveOn: string) =>
        fund.add(`${loan}/repayments`, {
          ...payment('1000000', effectiveOn, { allocation: components('900000', '100000') }),
          voucherNumber,
        });
      await pay('PT (1);\n  x  y', '2023-05-04');
      const { id } = await pay(') ; * !', '2023-05-05');
      await fund.add(`/v1/repayments/${id}/reversal`, { reason: 'Nhập nhầm; (2)' });
      const off = { effectiveOn: '2023-06-30', decisionNumber: '=9/QĐ' };
      await fund.add(`${loan}/charge-offs`, off);
      await pay('~ PT 3', '2023-05-06');
      const file = await journalFile(fund, `texts-${program}`);
      readStrictly(program, file);
      const balances = balancesOf(program, file, '2023-07-08');
      expect(balances).toEqual({
        11211: '801800000', // 1,000 m − 200 m + 2 × 0.9 m
        11212: '200000',
        4111: '-1000000000',
        4118: '198200000', // 200 m − 2 × 0.9 m
        5151: '-200000',
      });
      expect(balances).toEqual(await trialBalance(fund, '2023-07-07'));
    });
  });
}
