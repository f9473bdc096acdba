import { calendarDate } from '../../src/domain/primitives/dates.ts';
import { isQuarter } from '../../src/domain/primitives/quarters.ts';
import { writeFund } from '../../src/store/database/database.ts';
import {
  continueNoticeRun,
  findRun,
  loansOfRun,
  startNoticeRun,
} from '../../src/usecases/notices/noticeRuns.ts';
import { NO_REQUEST, writeActs } from '../../src/usecases/acts/writeActs.ts';
import { entries } from '../../test/support/entries.ts';
import { withBenchFund, type BenchFund } from './fund.ts';

// Measures a run of notices beside the bare INSERT of the same rows, and whether its memory grows.

const LOANS = Number(process.env['NOTICES'] ?? 10_000);

const LOANS_AT_ONCE = 500;

const LOANS_OF_BORROWER = 10;

const TENTHS = 10;

/** Enters loans with a disbursement and a receipt each, without the checks of the use cases. */
async function enterLoans({ database, actor }: BenchFund): Promise<void> {
  for (let first = 0; first < LOANS; first += LOANS_AT_ONCE) {
    await writeFund(database, actor.fundId, async (tx) => {
      const by = entries(tx, actor);
      let cooperativeId = '';
      for (let loan = first; loan < Math.min(first + LOANS_AT_ONCE, LOANS); loan += 1) {
        if (loan % LOANS_OF_BORROWER === 0) {
          ({ id: cooperativeId } = await by.cooperative({ code: `HTX${loan}` }));
        }
        const { id } = await by.loan(cooperativeId, { contractNumber: `HĐ${loan}` });
        await by.disbursement(id, '2021-03-25', '200000000');
        await by.repayment(id, '2021-06-25', ['20000000', '3327123']);
      }
    });
  }
}

const mebibytes = () => process.memoryUsage().rss / 1024 / 1024;

interface Pace {
  readonly seconds: number;
  readonly rss: readonly number[];
}

/** Makes the notices as the service does, page by page. */
async function runOfNotices({ database, actor }: BenchFund): Promise<Pace> {
  const quarter = '2023-Q2';
  if (!isQuarter(quarter)) throw new Error(quarter);
  const dates = { issuedOn: calendarDate('2023-06-15'), payBy: calendarDate('2023-06-26') };
  const by = { actor, today: calendarDate('2023-06-15') };
  const { run } = await writeActs(database, actor, NO_REQUEST, (tx) =>
    startNoticeRun(tx, by, { quarter, ...dates }),
  );
  const found = await findRun(database, actor.fundId, run.id);
  if (found === null) throw new Error('no run');
  const rss: number[] = [];
  const start = performance.now();
  const pages = await loansOfRun(database, found);
  const tenth = Math.ceil(pages.length / TENTHS);
  for (const [index, page] of pages.entries()) {
    await continueNoticeRun(database, found, page);
    if ((index + 1) % tenth === 0) rss.push(mebibytes());
  }
  return { seconds: (performance.now() - start) / 1000, rss };
}

/** Inserts the same rows again, in one statement each, into a table without walls and keys. */
async function bareInserts({ plain }: BenchFund): Promise<number> {
  await plain.query('create temp table bare (like notice)');
  const { rows } = await plain.query('select row_to_json(notice)::text as row from notice');
  const start = performance.now();
  for (const { row } of rows as { row: string }[]) {
    await plain.query('insert into bare select * from json_populate_record(null::notice, $1)', [
      row,
    ]);
  }
  return (performance.now() - start) / 1000;
}

await withBenchFund(async (fund) => {
  await enterLoans(fund);
  await fund.plain.query('analyze');
  const { seconds, rss } = await runOfNotices(fund);
  const bare = await bareInserts(fund);
  const { rows } = await fund.plain.query(
    'select count(*)::int as n, max(number) as last from notice',
  );
  const { n, last } = rows[0] as { n: number; last: number };
  const rate = (per: number) => (n / per).toFixed(0);
  console.log(`A run of ${n} notices, numbered 1 to ${last}:`);
  console.log(`  ${seconds.toFixed(1)} s, ${rate(seconds)} notices a second`);
  console.log(
    `  bare INSERT of the same rows, one a statement: ${bare.toFixed(1)} s, ${rate(bare)} /s`,
  );
  console.log(`  ${(seconds / bare).toFixed(1)} × the bare INSERT`);
  console.log(`  memory after each tenth, MiB: ${rss.map((each) => each.toFixed(0)).join(' ')}`);
});
