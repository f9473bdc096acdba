import { addDays } from '../../src/domain/primitives/dates.ts';
import { position } from '../../src/domain/loans/position.ts';
import { connect, withInstallation } from './installation.ts';
import { RULES } from './loanTemplates.ts';
import { LAST_DAY, longLoan, TERMS } from './longLoan.ts';
import { startWithFund } from './makeFund.ts';
import { ratioOf, type Measure } from './table.ts';
import { exponent, interleaved, type Tasks } from './timing.ts';

// Measures what a position costs beside reading the facts it comes from, and how its cost grows
// with their number.

const FACTS = 1_000;

const OTHER_LOANS = 25;

const FACTS_OF_OTHER_LOANS = 40;

/** How long each of the two measurements goes on. */
const SECONDS = 15;

const SIZES = [125, 250, 500, 1_000, 2_000, 4_000];

const BARE = 'bare SELECT of the facts';

const PURE = 'position() of the facts';

const ASKED = 'GET /v1/loans/{id}/position';

/** The loan's facts as they lie in their tables, one query a table. */
const ROWS = ['disbursement', 'repayment', 'recall', 'decision'].map(
  (table) => `select f.effective_on, f.recorded_at, t.* from ${table} t
    join fact f on f.fund_id = t.fund_id and f.id = t.id where t.fund_id = $1 and t.loan_id = $2`,
);

const template = (count: number, copies: number) => ({
  copies,
  terms: TERMS,
  facts: longLoan(count),
  suit: null,
});

/** Of a loan with many facts in the database. */
async function measureOne(): Promise<Measure[]> {
  return withInstallation(async (installation) => {
    const service = await startWithFund(installation, [
      template(FACTS, 1),
      template(FACTS_OF_OTHER_LOANS, OTHER_LOANS),
    ]);
    const owner = await connect(await installation.ownerUrl());
    const { rows } = await owner.query<{ fund: string; id: string }>(
      `select fund_id as fund, loan_id as id from repayment group by 1, 2
       order by count(*) desc limit 1`,
    );
    const { fund, id } = rows[0] ?? {};
    const facts = longLoan(FACTS);
    let days = 0;
    const tasks: Tasks = {
      [BARE]: async () => {
        for (const statement of ROWS) await owner.query(statement, [fund, id]);
      },
      [PURE]: () => position(TERMS, facts, RULES, LAST_DAY),
      [ASKED]: () => {
        days += 1;
        // Another day each time, so that no answer is a kept one.
        return service.client.obtain(
          `/v1/loans/${id}/position?asOf=${addDays(LAST_DAY, days % 1_000)}`,
        );
      },
    };
    const { times, rounds } = await interleaved(tasks, SECONDS);
    await owner.end();
    console.log(`A loan with ${FACTS} facts; medians of ${rounds} rounds`);
    const [bare, pure, asked] = [BARE, PURE, ASKED].map((name) => times[name] ?? Number.NaN);
    return [
      ratioOf(`${ASKED}, ${FACTS} facts`, [asked ?? Number.NaN, bare ?? Number.NaN], 1),
      ratioOf(PURE, [pure ?? Number.NaN, bare ?? Number.NaN]),
    ];
  });
}

/** How the time of a position grows with the number of facts. */
async function printSizes(): Promise<void> {
  const tasks = SIZES.map((size) => {
    const facts = longLoan(size);
    return [`${size}`, () => position(TERMS, facts, RULES, LAST_DAY)] as const;
  });
  const { times, rounds } = await interleaved(Object.fromEntries(tasks), SECONDS);
  const points = Object.entries(times).map(([size, ms]) => ({ size: Number(size), ms }));
  console.log(`position() by the number of facts; medians of ${rounds} rounds:`);
  for (const { size, ms } of points) {
    const each = ((ms * 1000) / size).toFixed(1).padStart(6);
    console.log(
      `  ${String(size).padStart(5)} facts ${ms.toFixed(2).padStart(8)} ms ${each} µs each`,
    );
  }
  console.log(`  time grows with the facts to the power of ${exponent(points).toFixed(2)}`);
}

export async function measurePositions(): Promise<Measure[]> {
  const measures = await measureOne();
  await printSizes();
  return measures;
}
