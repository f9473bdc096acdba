import { runCommand } from './command.ts';
import { joinInstallation } from '../process/installation.ts';
import { readDatabasePlace } from '../process/settings.ts';
import { openDatabase } from '../store/database/database.ts';
import { fundIds } from '../store/fund/fund.ts';
import { sealOlderFacts } from '../usecases/acts/sealOlderFacts.ts';
import { systemClock } from '../usecases/view/clock.ts';
import { readAnew } from '../usecases/view/readAsKnown.ts';
import { ownFund } from '../usecases/fund/lookUpFund.ts';
import { verify } from '../usecases/books/verify.ts';

// `npm run verify`: recomputes ledger, positions, audit trail, closings and issued reports and
// notices of every fund, and ends with 1 where anything does not agree.

await runCommand(async () => {
  const installation = await joinInstallation(readDatabasePlace(process.env), console.log);
  const { ownerConnectionString, serviceConnectionString } = installation;
  const database = openDatabase(serviceConnectionString, () => undefined);
  try {
    // Ends the upgrade of an earlier release, if the service was not started since.
    await sealOlderFacts(ownerConnectionString, database);
    for (const fundId of await fundIds(ownerConnectionString)) {
      await readAnew(database, fundId, async (fund, { knownAt }) => {
        const asOf = systemClock.today();
        const { code, name } = ownFund(fund, { asOf, knownAt });
        const found = await verify(fund, { asOf, knownAt });
        const { checked, auditHead } = found;
        console.log(
          `${code} ${name}: ${checked.loans} loans on ${checked.days} days, ` +
            `${checked.postings} postings, ${checked.events} audit events`,
        );
        console.log(`  Head of the audit trail: ${auditHead.number} ${auditHead.hash}`);
        const differences = [
          ...found.ledger,
          ...found.audit,
          ...found.rows,
          ...found.closings,
          ...found.issued,
        ];
        for (const each of differences) console.log(`  ${JSON.stringify(each)}`);
        console.log(
          differences.length === 0
            ? '  Nothing was found'
            : `  ${differences.length} differences were found`,
        );
        if (differences.length > 0) process.exitCode = 1;
      });
    }
  } finally {
    await database.close();
    await installation.stop();
  }
});
