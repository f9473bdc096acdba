import { fundSectionProse } from '../documents/section/prose.ts';
import { calendarDate } from '../domain/primitives/dates.ts';
import { enterExample, exampleFund } from './example.ts';
import { presentFundSection } from '../http/routes/reports/section.ts';
import { serve, type FirstFund, type Prepared } from '../process/serve.ts';
import { CannotStart } from '../process/settings.ts';
import { fundByCode } from '../store/fund/fund.ts';
import { readAsKnown } from '../usecases/view/readAsKnown.ts';
import { reportFundSection } from '../usecases/reports/reportSection.ts';
import { ownFund } from '../usecases/fund/lookUpFund.ts';
import { issueToken } from '../usecases/access/manageTokens.ts';

const AS_OF = calendarDate('2023-06-30');

const PERIOD_START = calendarDate('2023-01-01');

/** The example's director: that of the fund just created, or a new token where it was there. */
async function directorOf(prepared: Prepared, code: string): Promise<FirstFund> {
  if (prepared.firstFund !== null) return prepared.firstFund;
  const fund = await fundByCode(prepared.ownerConnectionString, code);
  if (fund === null) {
    throw new CannotStart(
      `The database holds other funds than ${code}; set DATA_DIR to a new folder for the demo.`,
    );
  }
  const name = `Chạy thử ${new Date().toISOString()}`;
  const rights = { name, role: 'director', scopes: [], expiresOn: null } as const;
  const made = await issueToken(prepared.services, fund.fundId, rights);
  const { id: tokenId, token, role, scopes } = made;
  return { director: { fundId: fund.fundId, tokenId, tokenName: name, role, scopes }, token };
}

async function printSection({ services }: Prepared, { director }: FirstFund): Promise<void> {
  const asked = { asOf: AS_OF };
  const prose = await readAsKnown(services, director, asked, async (tx, view) => {
    const section = await reportFundSection(tx, { ...view, periodStart: PERIOD_START });
    return fundSectionProse(presentFundSection(section, view.knownAt, 'vi'), ownFund(tx, view));
  });
  console.log(`\n${prose}\n`);
}

const example = await exampleFund();

const env = {
  FUND_CODE: example.code,
  FUND_NAME: example.name,
  FUND_PROVINCE: example.province,
  ...process.env,
};

let director: FirstFund | undefined;

await serve(env, {
  beforeListen: async (prepared) => {
    director = await directorOf(prepared, env.FUND_CODE);
    const { clock, database } = prepared.services;
    console.log('Entering the example of Lạng Sơn ...');
    const by = { actor: director.director, today: clock.today() };
    const entered = await enterExample(database, by);
    console.log(
      entered ? 'The example was entered.' : 'The fund holds data already: left as it is.',
    );
    await printSection(prepared, director);
  },
  afterListen: async (prepared, address) => {
    if (director === undefined || prepared.firstFund !== null) return;
    console.log(`Token for ${address} (shown once): ${director.token}`);
  },
});
