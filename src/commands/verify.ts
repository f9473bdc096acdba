import { parseArgs } from 'node:util';
import { runCommand } from './command.ts';
import {
  headDifferences,
  noteHeads,
  notedDifferences,
  readHeads,
  type NotedHead,
} from './heads.ts';
import type { Fund } from '../book/fund.ts';
import { joinInstallation } from '../process/installation.ts';
import { CannotStart, readDatabasePlace, readOperatorKey } from '../process/settings.ts';
import { hashesAt } from '../store/books/audit.ts';
import { isUnavailable, openDatabase, type Database } from '../store/database/database.ts';
import { fundIds } from '../store/fund/fund.ts';
import { sealOlderFacts } from '../usecases/acts/sealOlderFacts.ts';
import { verify } from '../usecases/books/verify.ts';
import { ownFund } from '../usecases/fund/lookUpFund.ts';
import { systemClock } from '../usecases/view/clock.ts';
import { readAnew, type KnownAnew } from '../usecases/view/readAsKnown.ts';

// `npm run verify [-- --heads FILE]`: recomputes ledger, positions, audit trail, closings and issued
// reports and notices of every fund, and compares the schema; ends with 1 where anything does not agree.
// The heads of the trails are compared with those in the file, and added to it where all agrees.

function headsFile(args: string[]): string | undefined {
  try {
    return parseArgs({ args, options: { heads: { type: 'string' } } }).values.heads;
  } catch {
    throw new CannotStart('Usage: npm run verify [-- --heads FILE]');
  }
}

/** Prints what was found, one line each. */
function report(differences: readonly object[]): void {
  for (const each of differences) console.log(`  ${JSON.stringify(each)}`);
  console.log(
    differences.length === 0
      ? '  Nothing was found'
      : `  ${differences.length} differences were found`,
  );
  if (differences.length > 0) process.exitCode = 1;
}

type Head = Omit<NotedHead, 'signature'>;

async function verifyFund(
  fund: Fund,
  { knownAt, leftOut }: KnownAnew,
  noted: readonly NotedHead[],
): Promise<Head> {
  await fund.sql(({ client }) => client.query('set local statement_timeout = 0'));
  const asOf = systemClock.today();
  const { code, name } = ownFund(fund, { asOf, knownAt });
  const found = await verify(fund, { asOf, knownAt }, leftOut);
  const { checked, auditHead } = found;
  console.log(
    `${code} ${name}: ${checked.loans} loans on ${checked.days} days, ` +
      `${checked.postings} postings, ${checked.events} audit events`,
  );
  console.log(`  Head of the audit trail: ${auditHead.number} ${auditHead.hash}`);
  const ofFund = noted.filter(({ fundId }) => fundId === fund.fundId);
  const hashes = await fund.sql((tx) =>
    hashesAt(
      tx,
      ofFund.map(({ number }) => number),
    ),
  );
  if (found.facts.length > 0) {
    console.log('  Its facts contradict one another: not all can be worked out of them');
  }
  report([
    ...found.facts,
    ...found.schema,
    ...found.ledger,
    ...found.audit,
    ...found.rows,
    ...found.closings,
    ...found.issued,
    ...headDifferences(ofFund, hashes),
  ]);
  return { fundId: fund.fundId, code, at: new Date().toISOString(), ...auditHead };
}

/** The heads of all funds; of a fund that cannot be read at all, why. */
async function verifyFunds(
  database: Database,
  ids: readonly string[],
  noted: readonly NotedHead[],
): Promise<Head[]> {
  const heads: Head[] = [];
  for (const fundId of ids) {
    try {
      heads.push(await readAnew(database, fundId, (fund, known) => verifyFund(fund, known, noted)));
    } catch (error) {
      if (isUnavailable(error)) throw error;
      console.log(`Fund ${fundId} cannot be verified`);
      console.log(error);
      process.exitCode = 1;
    }
  }
  return heads;
}

await runCommand(async () => {
  const file = headsFile(process.argv.slice(2));
  const key = readOperatorKey(process.env);
  const noted = file === undefined ? [] : await readHeads(file);
  const installation = await joinInstallation(readDatabasePlace(process.env), console.log);
  const { ownerConnectionString, serviceConnectionString } = installation;
  const database = openDatabase(serviceConnectionString, () => undefined);
  // Nobody waits for it as for an answer of the service.
  Object.assign(database.pool.options, { query_timeout: 0 });
  try {
    // Ends the upgrade of an earlier release, if the service was not started since.
    await sealOlderFacts(ownerConnectionString, database);
    const ids = await fundIds(ownerConnectionString);
    const heads = await verifyFunds(database, ids, noted);
    if (file === undefined) return;
    console.log(`Heads noted in ${file}: ${noted.length}${key === null ? '' : ', to be signed'}`);
    report(notedDifferences(noted, ids, key));
    if (process.exitCode !== 1) await noteHeads(file, heads, key);
  } finally {
    await database.close();
    await installation.stop();
  }
});
