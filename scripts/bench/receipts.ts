import { randomUUID } from 'node:crypto';
import { bigLoans, LAST_RECEIPT_DAY } from './loanTemplates.ts';
import { fundIds, makeFund, startWithFund } from './makeFund.ts';
import { connect, withInstallation, type Installation, type Service } from './installation.ts';
import { findPgbench, pgbench, pgbenchScript, rowsWrittenWith } from './pgbench.ts';
import { NOT_MEASURED, type Measure } from './table.ts';
import { median } from './timing.ts';

// Receipts a second of one fund over the network, beside pgbench writing the same rows.

const LOANS = 300;

const FACTS_OF_LOAN = 20;

const ROUNDS = 5;

const SECONDS = 5;

/** What is asked, by the number of clients: the least part of what pgbench writes. */
const LEAST: readonly (readonly [clients: number, least: number])[] = [
  [16, 0.5],
  [1, 0.4],
];

/** A database of its own for pgbench, with the same loans: the service's truth is not disturbed. */
async function makeSecond(installation: Installation, url: string): Promise<string> {
  const owner = await connect(url);
  await owner.query('create database second');
  await owner.end();
  const second = new URL(url);
  second.pathname = '/second';
  // The service migrates it and creates the fund.
  await (await installation.start(second.href)).stop();
  const other = await connect(second.href);
  await makeFund(other, bigLoans(LOANS, FACTS_OF_LOAN));
  await other.end();
  return second.href;
}

const receipt = () => ({
  amount: String(1_000 + Math.floor(Math.random() * 9_000)),
  effectiveOn: LAST_RECEIPT_DAY,
  voucherNumber: randomUUID(),
  method: 'transfer',
});

const loanIdsOf = async (url: string): Promise<string[]> => {
  const owner = await connect(url);
  const { rows } = await owner.query<{ id: string }>('select id from loan');
  await owner.end();
  return rows.map(({ id }) => id);
};

/** Receipts a second, sent by so many clients, each waiting for its answer. */
async function sendReceipts(service: Service, loanIds: readonly string[], clients: number) {
  const client = service.connect(clients);
  const start = performance.now();
  const end = start + SECONDS * 1000;
  let count = 0;
  const send = async (from: number) => {
    for (let next = from; performance.now() < end; next += clients) {
      const loanId = loanIds[next % loanIds.length];
      const { status, text } = await client.ask(`/v1/loans/${loanId}/repayments`, receipt());
      if (status !== 201) throw new Error(`a receipt: ${status} ${text}`);
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, index) => send(index)));
  client.close();
  return (count * 1000) / (performance.now() - start);
}

/** The script of pgbench, made of the rows that the service writes for a receipt. */
async function scriptOf(service: Service, urls: { ours: string; second: string }) {
  const [loanId] = await loanIdsOf(urls.ours);
  const sent = await service.client.obtain(`/v1/loans/${loanId}/repayments`, receipt());
  const factId = String(sent['id']);
  const [ours, second] = [await connect(urls.ours), await connect(urls.second)];
  const written = await rowsWrittenWith(ours, factId);
  const [from, to] = [await fundIds(ours), await fundIds(second)];
  await Promise.all([ours.end(), second.end()]);
  const rows = written.map((each) => `${each.table} ${each.rows.length}`).join(', ');
  console.log(`  rows of one receipt: ${rows}`);
  const loanIds = await loanIdsOf(urls.second);
  return pgbenchScript({ written, factId, from, to, loanIds });
}

function measureOf(clients: number, least: number, rates: readonly number[], theirs: number[]) {
  const [rate, other] = [median(rates), median(theirs)];
  const ratio = rate / other;
  const known = theirs.length > 0;
  const spread = (of: readonly number[]) => of.map((each) => each.toFixed(0)).join(' ');
  console.log(`  ${clients} clients, receipts a second: ${spread(rates)}`);
  if (known) console.log(`  pgbench: ${spread(theirs)}`);
  return {
    name: `receipts, ${clients === 1 ? '1 client' : `${clients} clients`}`,
    service: `${rate.toFixed(0)} /s`,
    beside: known ? `${other.toFixed(0)} /s pgbench` : NOT_MEASURED,
    ratio: known ? `${ratio.toFixed(2)} ×` : NOT_MEASURED,
    must: `≥ ${least} ×`,
    met: known ? ratio >= least : null,
  };
}

export async function measureReceipts(): Promise<Measure[]> {
  const version = await findPgbench();
  console.log(`Receipts over ${LOANS} loans, beside ${version ?? 'nothing: no pgbench is here'}`);
  return withInstallation(async (installation) => {
    const service = await startWithFund(installation, bigLoans(LOANS, FACTS_OF_LOAN));
    const ours = await installation.ownerUrl();
    const loanIds = await loanIdsOf(ours);
    const second = version === null ? null : await makeSecond(installation, ours);
    const script = second === null ? '' : await scriptOf(service, { ours, second });
    const measures: Measure[] = [];
    for (const [clients, least] of LEAST) {
      const [rates, theirs]: [number[], number[]] = [[], []];
      for (let round = 0; round <= ROUNDS; round += 1) {
        const rate = await sendReceipts(service, loanIds, clients);
        const pace = { clients, seconds: SECONDS };
        const other =
          second === null ? [] : [await pgbench(second, installation.folder, script, pace)];
        // The first round warms both up.
        if (round === 0) continue;
        rates.push(rate);
        theirs.push(...other);
      }
      measures.push(measureOf(clients, least, rates, theirs));
    }
    return measures;
  });
}
