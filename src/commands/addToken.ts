import { parseArgs } from 'node:util';
import { runCommand } from './command.ts';
import { ROLES } from '../domain/access/actor.ts';
import { isCalendarDate } from '../domain/primitives/dates.ts';
import { DomainError } from '../domain/primitives/errors.ts';
import { GRANTABLE, type Permission } from '../http/service/permissions.ts';
import { joinInstallation } from '../process/installation.ts';
import { CannotStart, fundText, readDatabasePlace } from '../process/settings.ts';
import { openDatabase } from '../store/database/database.ts';
import { fundByCode } from '../store/fund/fund.ts';
import { systemClock } from '../usecases/view/clock.ts';
import { issueToken, type NewToken } from '../usecases/access/manageTokens.ts';

// `npm run token -- CODE NAME ROLE`: makes a token of a fund, for the first of somebody or a lost
// one.

const USAGE =
  `Usage: npm run token -- FUND_CODE "NAME" ${ROLES.join('|')} ` +
  '[--expires-on=YYYY-MM-DD] [--scope=reports:read ...]';

function parse(args: string[]) {
  const options = {
    'expires-on': { type: 'string' },
    scope: { type: 'string', multiple: true, default: [] as string[] },
  } as const;
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch {
    throw new CannotStart(USAGE);
  }
}

function readToken(args: string[]): { code: string; added: NewToken } {
  const { positionals, values } = parse(args);
  const [code, name, given, ...more] = positionals;
  const role = ROLES.find((each) => each === given);
  if (code === undefined || name === undefined || role === undefined || more.length > 0) {
    throw new CannotStart(USAGE);
  }
  const { 'expires-on': expiresOn = null, scope: scopes } = values;
  if (expiresOn !== null && !isCalendarDate(expiresOn)) {
    throw new CannotStart(`--expires-on must be a date YYYY-MM-DD, not ${expiresOn}`);
  }
  const unknown = scopes.filter((scope) => !GRANTABLE.includes(scope as Permission));
  if (unknown.length > 0) {
    throw new CannotStart(
      `No such scope: ${unknown.join(', ')}. There are ${GRANTABLE.join(', ')}`,
    );
  }
  return { code, added: { name: fundText('NAME', name, 1, 500), role, scopes, expiresOn } };
}

function explain(error: unknown): unknown {
  if (!(error instanceof DomainError)) return error;
  if (error.code === 'duplicate') return new CannotStart('There is a token of this name already');
  const faults = error.faults.map((each) => `${each.pointer.slice(1)}: ${each.message.en}`);
  return new CannotStart(faults.join('; ') || error.code);
}

await runCommand(async () => {
  const { code, added } = readToken(process.argv.slice(2));
  const installation = await joinInstallation(readDatabasePlace(process.env), console.log);
  const { ownerConnectionString, serviceConnectionString } = installation;
  const database = openDatabase(serviceConnectionString, () => undefined);
  try {
    const fund = await fundByCode(ownerConnectionString, code);
    if (fund === null) throw new CannotStart(`There is no fund with the code ${code}`);
    const services = { database, clock: systemClock };
    const { token } = await issueToken(services, fund.fundId, added);
    console.log(`Token of ${added.name}, ${added.role} (shown once): ${token}`);
  } catch (error) {
    throw explain(error);
  } finally {
    await database.close();
    await installation.stop();
  }
});
