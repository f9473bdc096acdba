import { parseArgs } from 'node:util';
import { measureImports } from './imports.ts';
import { measureLetters } from './letters.ts';
import { measureManyFunds } from './manyFunds.ts';
import { measureNotices } from './notices.ts';
import { measurePositions } from './positions.ts';
import { measureReceipts } from './receipts.ts';
import { printTable, type Measure } from './table.ts';
import { measureWholeFund, type Size } from './wholeFund.ts';

// npm run bench [-- PART … --loans=1000 --facts=50]: all parts, or those that are named.

/** The fund of a province for years, and the biggest that is asked of the service. */
const SIZES: readonly Size[] = [
  { loans: 1_000, facts: 50 },
  { loans: 10_000, facts: 100 },
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { loans: { type: 'string' }, facts: { type: 'string' }, funds: { type: 'string' } },
});

/** The size that is asked for, else both. */
function sizes(): readonly Size[] {
  if (values.loans === undefined && values.facts === undefined) return SIZES;
  const { loans = '1000', facts = '50' } = values;
  const size = { loans: Number(loans), facts: Number(facts) };
  // A charge-off, a disbursement and some receipts at least.
  const isPossible = size.loans >= 1 && size.facts >= 5 && size.facts <= 600;
  if (!isPossible) throw new Error('--loans: 1 or more; --facts: 5 to 600');
  return [size];
}

async function measureFunds(): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const size of sizes()) measures.push(...(await measureWholeFund(size)));
  return measures;
}

function measureProvinces(): Promise<Measure[]> {
  const { funds = '34', loans = '300', facts = '100' } = values;
  return measureManyFunds({ funds: Number(funds), loans: Number(loans), facts: Number(facts) });
}

const PARTS: Readonly<Record<string, () => Promise<Measure[]>>> = {
  receipts: measureReceipts,
  fund: measureFunds,
  position: measurePositions,
  notices: measureNotices,
  letters: measureLetters,
  imports: measureImports,
  funds: measureProvinces,
};

const asked = positionals.length === 0 ? Object.keys(PARTS) : positionals;
const unknown = asked.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  throw new Error(`no part ${unknown.join(', ')}: ${Object.keys(PARTS).join(', ')}`);
}
const measures: Measure[] = [];
for (const name of asked) measures.push(...((await PARTS[name]?.()) ?? []));
printTable(measures);
