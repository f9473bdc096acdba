import type { Calendar } from '../../src/domain/calendar.ts';
import { DEFAULT_POLICIES } from '../../src/domain/policies.ts';
import { position } from '../../src/domain/position.ts';
import { readFund } from '../../src/store/database.ts';
import { lastRecordedAt } from '../../src/store/fact.ts';
import { loadLoanFacts } from '../../src/store/loanFacts.ts';
import { readAsKnown } from '../../src/usecases/asKnown.ts';
import { loadLoanState, loanPosition } from '../../src/usecases/loanState.ts';
import { openBenchFund, type BenchFund } from './fund.ts';
import { LAST_DAY, longLoan, TERMS } from './longLoan.ts';
import { exponent, interleaved, type Tasks } from './timing.ts';

// Measures what a position costs beside reading the facts it comes from, and how its cost grows
// with their number.

const FACTS = 1_000;
const ROUNDS = 60;
const SIZES = [125, 250, 500, 1_000, 2_000, 4_000];
const ROUNDS_OF_SIZES = 15;

/** The loan's facts as they lie in their tables, one query a table. */
const ROWS = ['disbursement', 'repayment', 'recall'].map(
  (table) => `select f.effective_on, f.recorded_at, t.* from ${table} t
    join fact f on f.fund_id = t.fund_id and f.id = t.id where t.fund_id = $1 and t.loan_id = $2`,
);

async function stages({ database, clock, app, plain, actor, token, loanId }: BenchFund) {
  const { fundId } = actor;
  const { loan, facts, calendar, knownAt } = await readFund(database, fundId, async (tx) => {
    const at = await lastRecordedAt(tx);
    return { ...(await loadLoanState(tx, loanId, at)), knownAt: at };
  });
  const view = { asOf: LAST_DAY, knownAt: knownAt.toISOString() };
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
    '(3) position() of loaded facts': () => position(loan.terms, facts, calendar, LAST_DAY),
    '(4) loanPosition, the use case': () =>
      readAsKnown({ database, clock }, actor, view, (tx, at) => loanPosition(tx, loanId, at)),
    '(5) GET /v1/loans/{id}/position': async () => {
      const { statusCode, body } = await app.inject(request);
      if (statusCode !== 200) throw new Error(body);
    },
  };
  return { tasks, count: Object.values(facts).flat().length };
}

async function measureStages(fund: BenchFund): Promise<void> {
  const { tasks, count } = await stages(fund);
  const times = Object.entries(await interleaved(tasks, ROUNDS));
  const [, bare = Number.NaN] = times[0] ?? [];
  console.log(`A loan with ${count} facts in the database; medians of ${ROUNDS} rounds:`);
  for (const [name, ms] of times) {
    const figures = [ms.toFixed(2), (1000 / ms).toFixed(0), (ms / bare).toFixed(2)];
    const [time = '', rate = '', ratio = ''] = figures;
    console.log(
      `  ${name.padEnd(34)}${time.padStart(8)} ms${rate.padStart(7)} /s${ratio.padStart(7)} × (1)`,
    );
  }
}

async function measureSizes(): Promise<void> {
  const calendar: Calendar = { holidays: new Set(), policies: DEFAULT_POLICIES };
  const tasks = Object.fromEntries(
    SIZES.map((size) => {
      const facts = longLoan(size);
      return [`${size}`, () => position(TERMS, facts, calendar, LAST_DAY)];
    }),
  );
  const points = Object.entries(await interleaved(tasks, ROUNDS_OF_SIZES)).map(([size, ms]) => ({
    size: Number(size),
    ms,
  }));
  console.log(`position() alone, with decisions of every kind; medians of ${ROUNDS_OF_SIZES}:`);
  for (const { size, ms } of points) {
    const each = ((ms * 1000) / size).toFixed(1);
    console.log(
      `  ${String(size).padStart(5)} facts${ms.toFixed(2).padStart(9)} ms  ${each} µs each`,
    );
  }
  console.log(
    `  time grows with the number of facts to the power of ${exponent(points).toFixed(2)}`,
  );
}

const fund = await openBenchFund(FACTS);
try {
  await measureStages(fund);
} finally {
  await fund.close();
}
await measureSizes();
