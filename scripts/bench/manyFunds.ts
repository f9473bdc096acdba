import { randomUUID } from 'node:crypto';
import { createFund } from '../../src/usecases/fund/createFund.ts';
import { Client } from './http.ts';
import { connect, withInstallation, type Installation, type Service } from './installation.ts';
import { bigLoans, LAST_RECEIPT_DAY } from './loanTemplates.ts';
import { fundIds, makeFund, type FundIds } from './makeFund.ts';
import { atMost, limitOf, type Measure } from './table.ts';
import { median } from './timing.ts';

// The funds of all provinces in one installation: its start, a report of each, receipts in all at once beside
// as many clients in one fund, and what it has in memory.

/** How many funds there are, each so big. */
export interface Provinces {
  readonly funds: number;
  readonly loans: number;
  readonly facts: number;
}

const SECONDS = 10;

/** A fund with the token of its director. */
interface Province {
  readonly token: string;
  readonly loanIds: readonly string[];
}

async function addFund(ownerUrl: string, number: number): Promise<FundIds & { token: string }> {
  const token = randomUUID();
  const named = { code: `Q${number}`, name: `Quỹ ${number}`, province: `Tỉnh ${number}` };
  const { director } = await createFund(ownerUrl, named, token);
  return { fundId: director.fundId, tokenId: director.tokenId, token };
}

/** Adds the funds beside the installation's first one, which stays empty. */
async function makeProvinces(
  installation: Installation,
  { funds, loans, facts }: Provinces,
): Promise<Province[]> {
  const ownerUrl = await installation.ownerUrl();
  const owner = await connect(ownerUrl);
  const first = await fundIds(owner);
  const made: Province[] = [];
  for (let number = 1; number <= funds; number += 1) {
    const { token, ...ids } = await addFund(ownerUrl, number);
    await makeFund(owner, bigLoans(loans, facts), { of: ids, keepsIndexes: true });
    const { rows } = await owner.query<{ id: string }>(
      'select id from loan where fund_id = $1 limit 100',
      [ids.fundId],
    );
    made.push({ token, loanIds: rows.map(({ id }) => id) });
  }
  await owner.query('vacuum analyze');
  await owner.query('checkpoint');
  const { rows } = await owner.query<{ n: number }>(
    'select count(*)::int n from fact where fund_id <> $1',
    [first.fundId],
  );
  await owner.end();
  console.log(`${funds} funds of ${loans} loans: ${rows[0]?.n ?? 0} facts`);
  return made;
}

const receipt = () => ({
  amount: String(1_000 + Math.floor(Math.random() * 9_000)),
  effectiveOn: LAST_RECEIPT_DAY,
  voucherNumber: randomUUID(),
  method: 'transfer',
});

/** Receipts a second, a client for each of some funds. */
async function sendReceipts(service: Service, provinces: readonly Province[]): Promise<number> {
  const end = performance.now() + SECONDS * 1000;
  let count = 0;
  const send = async ({ token, loanIds }: Province) => {
    const client = new Client(service.client.address, token);
    for (let next = 0; performance.now() < end; next += 1) {
      const loanId = loanIds[next % loanIds.length];
      const { status, text } = await client.ask(`/v1/loans/${loanId}/repayments`, receipt());
      if (status !== 201) throw new Error(`a receipt: ${status} ${text}`);
      count += 1;
    }
    client.close();
  };
  await Promise.all(provinces.map(send));
  return count / SECONDS;
}

/** The fund section of each fund, one after the other: the first answer reads the fund in. */
async function reports(service: Service, provinces: readonly Province[], day: string) {
  const times: number[] = [];
  for (const { token } of provinces) {
    const client = new Client(service.client.address, token);
    const { status, ms, text } = await client.ask(`/v1/reports/fund-section?asOf=${day}`);
    if (status !== 200) throw new Error(`a section: ${status} ${text}`);
    times.push(ms);
    client.close();
  }
  return times;
}

async function receiptsMeasure(service: Service, provinces: readonly Province[]) {
  const apart = await sendReceipts(service, provinces);
  const [one] = provinces;
  const together =
    one === undefined
      ? NaN
      : await sendReceipts(
          service,
          provinces.map(() => one),
        );
  const ratio = apart / together;
  return {
    name: `receipts in ${provinces.length} funds at once, a client each`,
    service: `${apart.toFixed(0)} /s`,
    beside: `${together.toFixed(0)} /s in one fund`,
    ratio: `${ratio.toFixed(2)} ×`,
    must: '',
    met: null,
  };
}

export async function measureManyFunds(asked: Provinces): Promise<Measure[]> {
  return withInstallation(async (installation) => {
    const first = await installation.start();
    const provinces = await makeProvinces(installation, asked);
    await first.stop();
    const service = await installation.start();
    const listening = performance.now() - service.startedAt;
    // Nobody waits for a service that does not listen yet.
    await service.longestHold();
    const read = await reports(service, provinces, '2026-06-30');
    const hold = await service.longestHold();
    const again = await reports(service, provinces, '2026-09-30');
    const receipts = await receiptsMeasure(service, provinces);
    const { now, peak } = service.memory();
    return [
      limitOf('start until it listens', listening),
      limitOf(
        'a report of each fund, the first, together',
        read.reduce((a, b) => a + b, 0),
      ),
      limitOf('of which the median', median(read)),
      limitOf('event loop held meanwhile', hold),
      limitOf('a report of a fund in memory, the median', median(again)),
      receipts,
      {
        name: 'memory after all (at most)',
        service: `${now.toFixed(0)} MiB (${peak.toFixed(0)} MiB)`,
        beside: '',
        ratio: '',
        must: '≤ 2048 MiB',
        met: atMost(now, 2048),
      },
    ].map((each) => ({ ...each, name: `${asked.funds} funds: ${each.name}` }));
  });
}
