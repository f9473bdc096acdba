import { runCommand } from './command.ts';
import { DomainError } from '../domain/primitives/errors.ts';
import { joinInstallation } from '../process/installation.ts';
import { CannotStart, fundText, readDatabasePlace } from '../process/settings.ts';
import { createFund, type NewFund } from '../usecases/fund/createFund.ts';

// `npm run fund -- CODE NAME PROVINCE`: adds a fund and prints its director's token once.

function readFund([code, name, province, ...more]: string[]): NewFund {
  if (code === undefined || name === undefined || province === undefined || more.length > 0) {
    throw new CannotStart('Usage: npm run fund -- CODE "NAME" "PROVINCE"');
  }
  return {
    code: fundText('CODE', code, 1, 64),
    name: fundText('NAME', name, 1, 500),
    province: fundText('PROVINCE', province, 0, 500),
  };
}

await runCommand(async () => {
  const fund = readFund(process.argv.slice(2));
  const installation = await joinInstallation(readDatabasePlace(process.env), console.log);
  try {
    const { token } = await createFund(installation.ownerConnectionString, fund);
    console.log(`The fund ${fund.code} was created: ${fund.name}`);
    console.log(`Token (shown once): ${token}`);
  } catch (error) {
    const taken = error instanceof DomainError && error.code === 'duplicate';
    throw taken ? new CannotStart(`There is a fund with the code ${fund.code} already`) : error;
  } finally {
    await installation.stop();
  }
});
