import { runCommand } from './command.ts';
import { joinInstallation } from '../process/installation.ts';
import { CannotStart, fundText, readDatabasePlace } from '../process/settings.ts';
import { endOperator, issueOperator } from '../usecases/operators/operators.ts';

// `npm run operator -- NAME`: makes the token of an operator of the installation, in place of the one that it
// had; with `--end` it is ended.

const USAGE = 'Usage: npm run operator -- "NAME" [--end]';

function readOperator(args: readonly string[]): { name: string; ends: boolean } {
  const ends = args.includes('--end');
  const [name, ...more] = args.filter((each) => each !== '--end');
  if (name === undefined || name.startsWith('-') || more.length > 0) throw new CannotStart(USAGE);
  return { name: fundText('NAME', name, 1, 500), ends };
}

await runCommand(async () => {
  const { name, ends } = readOperator(process.argv.slice(2));
  const installation = await joinInstallation(readDatabasePlace(process.env), console.log);
  const { ownerConnectionString: owner } = installation;
  try {
    if (!ends) {
      const token = await issueOperator(owner, name);
      console.log(`Token of the operator ${name} (shown once): ${token}`);
      return;
    }
    if (!(await endOperator(owner, name))) {
      throw new CannotStart(`There is no operator ${name} with a token`);
    }
    console.log(`The token of the operator ${name} opens nothing any more`);
  } finally {
    await installation.stop();
  }
});
