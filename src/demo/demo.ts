import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fundSectionProse } from '../documents/section/prose.ts';
import { calendarDate } from '../domain/primitives/dates.ts';
import { enterExample, exampleFund, examplesAmong } from './example.ts';
import { presentFundSection } from '../http/routes/reports/section.ts';
import { serve, type FirstFund, type Prepared } from '../process/serve.ts';
import { CannotStart, dataFolder } from '../process/settings.ts';
import { findToken } from '../store/access/token.ts';
import { fundByCode } from '../store/fund/fund.ts';
import { readAsKnown } from '../usecases/view/readAsKnown.ts';
import { reportFundSection } from '../usecases/reports/reportSection.ts';
import { ownFund } from '../usecases/fund/lookUpFund.ts';
import { hashToken } from '../usecases/access/authenticate.ts';
import { issueToken } from '../usecases/access/manageTokens.ts';

const AS_OF = calendarDate('2023-06-30');

const PERIOD_START = calendarDate('2023-01-01');

const example = await exampleFund();

const folder = dataFolder(process.env, './data-demo');

const env = {
  FUND_CODE: example.code,
  FUND_NAME: example.name,
  FUND_PROVINCE: example.province,
  ...process.env,
  DATA_DIR: folder,
};

// The example is invented, so its token may be kept where its data is: every start tells the same.
const tokenFile = path.join(folder, 'director-token');

async function keep(token: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(tokenFile, `${token}\n`, { mode: 0o600 });
}

/** Who the token kept by an earlier start is; null: there is none, or it is good no more. */
async function directorBefore({ services }: Prepared, fundId: string): Promise<FirstFund | null> {
  const token = (await readFile(tokenFile, 'utf8').catch(() => '')).trim();
  const found = token === '' ? null : await findToken(services.database, hashToken(token));
  const isGood = found?.fundId === fundId && found.role === 'director' && !found.revoked;
  return isGood ? { director: found, token } : null;
}

async function newDirector({ services }: Prepared, fundId: string): Promise<FirstFund> {
  const name = `Chạy thử ${new Date().toISOString()}`;
  const rights = { name, role: 'director', scopes: [], expiresOn: null } as const;
  const { id: tokenId, token, role, scopes } = await issueToken(services, fundId, rights);
  return { director: { fundId, tokenId, tokenName: name, role, scopes }, token };
}

/**
 * The example's director.
 *
 * @throws CannotStart where the database holds a fund that is not the example
 */
async function directorOf(prepared: Prepared): Promise<FirstFund> {
  const { firstFund, ownerConnectionString, services } = prepared;
  if (firstFund !== null) return firstFund;
  const fund = await fundByCode(ownerConnectionString, env.FUND_CODE);
  const before = fund && (await directorBefore(prepared, fund.fundId));
  if (before) return before;
  const [entered] = fund === null ? [] : await examplesAmong(services.database, [fund]);
  if (entered !== undefined) return newDirector(prepared, entered.fundId);
  throw new CannotStart(
    'The database holds a fund that is not the example: set DATA_DIR to a new folder for the demo',
  );
}

async function printSection({ services }: Prepared, { director }: FirstFund): Promise<void> {
  const asked = { asOf: AS_OF };
  const prose = await readAsKnown(services, director, asked, async (tx, view) => {
    const section = await reportFundSection(tx, { ...view, periodStart: PERIOD_START });
    return fundSectionProse(presentFundSection(section, view.knownAt, 'vi'), ownFund(tx, view));
  });
  console.log(`\n${prose}\n`);
}

let token = '';

await serve(env, {
  servesExample: true,
  beforeListen: async (prepared) => {
    const known = await directorOf(prepared);
    ({ token } = known);
    await keep(token);
    const { clock, database } = prepared.services;
    const by = { actor: known.director, today: clock.today() };
    const entered = await enterExample(database, by);
    console.log(
      entered
        ? 'The example of Lạng Sơn was entered.'
        : 'The example of Lạng Sơn is there from before, with what was entered since.',
    );
    await printSection(prepared, known);
  },
  afterListen: async () => console.log(`Token (director, the same at each start): ${token}`),
  // What stands behind the # is not sent to the service: the console puts the token into its field.
  firstScreen: () => `/?asOf=${AS_OF}#token=${token}`,
});
