import type { Calendar } from '../../src/domain/policies/calendar.ts';
import { position } from '../../src/domain/loans/position.ts';
import { readFund } from '../../src/store/database/database.ts';
import { lastRecordedAt } from '../../src/store/database/fact.ts';
import { loadLoanFacts } from '../../src/store/loans/loanFacts.ts';
import { readAsKnown } from '../../src/usecases/view/readAsKnown.ts';
import { loadLoanState, loanPosition } from '../../src/usecases/loans/loanState.ts';
import { enterLongLoan, withBenchFund, type BenchFund } from './fund.ts';
import { LAST_DAY, longLoan, TERMS } from './longLoan.ts';
import { exponent, interleaved, type Tasks } from './timing.ts';

// Measures what a position costs beside reading the facts it comes from, and how its cost grows
// with their number.

const FACTS = 1_000;

/** How long each of the two measurements goes on. */
const SECONDS = 15;

const SIZES = [125, 250, 500, 1_000, 2_000, 4_000];

/** The loan's facts as they lie in their tables, one query a table. */
const ROWS = ['disbursement', 'repayment', 'recall', 'decision'].map(
  (table) => `select f.effective_on, f.recorded_at, t.* from ${table} t
    join fact f on f.fund_id = t.fund_id and f.id = t.id where t.fund_id = $1 and t.loan_id = $2`,
);

interface Ratio {
  readonly name: string;
  readonly ms: number;
  readonly bare: number;
}

function line({ name, ms, bare }: Ratio): string {
  const perSecond = (1000 / ms).toFixed(0).padStart(6);
  const times = (ms / bare).toFixed(2).padStart(6);
  return `  ${name.padEnd(33)}${ms.toFixed(2).padStart(8)} ms ${perSecond} /s ${times} × (1)`;
}

/** Where the time of an answer goes, stage by stage; gives the fund's calendar. */
async function measureStages(fund: BenchFund): Promise<Calendar> {
  const { database, clock, app, plain, actor, token } = fund;
  const { fundId } = actor;
  const loanId = await enterLongLoan(database, actor, FACTS);
  await plain.query('analyze');
  const { loan, facts, calendar, knownAt } = await readFund(database, fundId, async (tx) => {
    const at = await lastRecordedAt(tx);
    return { ...(await loadLoanState(tx, loanId, at)), knownAt: at };
  });
  const request = {
    url: `/v1/loans/${loanId}/position?asOf=${LAST_DAY}`,
    headers: { authorization: `Bearer ${token}` },
  };
  const tasks: Tasks = {
    '(1) bare SELECT of the facts': async () => {
      for (const text of ROWS) await plain.query(text, [fundId, loanId]);
    },
    '(2) loadLoanFacts': () =>
      readFund(database, fundId, (tx) => loadLoanFacts(tx, loanId, knownAt)),
    '(3) position() of the loaded facts': () => position(loan.terms, facts, calendar, LAST_DAY),
    '(4) loanPosition, the use case': () =>
      readAsKnown({ database, clock }, actor, { asOf: LAST_DAY }, (tx, view) =>
        loanPosition(tx, loanId, view),
      ),
    '(5) GET /v1/loans/{id}/position': async () => {
      const { statusCode, body } = await app.inject(request);
      if (statusCode !== 200) throw new Error(body);
    },
  };
  const { times, rounds } = await interleaved(tasks, SECONDS);
  const [bare = Number.NaN] = Object.values(times);
  const count = Object.values(facts).flat().length;
  console.log(`A loan with ${count} facts in the database; medians of ${rounds} rounds:`);
  for (const [name, ms] of Object.entries(times)) console.log(line({ name, ms, bare }));
  return calendar;
}

/** How the time of a position grows with the number of facts. */
async function measureSizes(calendar: Calendar): Promise<void> {
  const tasks = SIZES.map((size) => {
    const facts = longLoan(size);
    return [`${size}`, () => position(TERMS, facts, calendar, LAST_DAY)] as const;
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

await measureSizes(await withBenchFund(measureStages));
