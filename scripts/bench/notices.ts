import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { calendarDate } from '../../src/domain/primitives/dates.ts';
import { NO_FACTS } from '../../src/domain/loans/facts.ts';
import { money, rate, ZERO } from '../../src/domain/primitives/money.ts';
import { connect, withInstallation, type Service } from './installation.ts';
import type { LoanTemplate } from './loanTemplates.ts';
import { startWithFund } from './makeFund.ts';
import { limitOf, ratioOf, type Measure } from './table.ts';

// Measures a run of notices beside the bare INSERT of the same rows, and whether its memory grows.

const LOANS = 10_000;

const TENTHS = 10;

/** Often enough to see each tenth, seldom enough to be no load. */
const POLL_MS = 500;

const HOLD_MS = 50;

/** Loans of half a billion, of which a part was lent and a little came back. */
const TEMPLATE: LoanTemplate = {
  copies: LOANS,
  terms: {
    contractNumber: '',
    signedOn: calendarDate('2021-03-01'),
    principal: money('500000000'),
    ratePercent: rate('6.6'),
    overdueRatePercent: rate('9.9'),
    lateInterestRatePercent: rate('0'),
    overdueScope: 'instalment',
    allocationOrder: null,
    principalSchedule: {
      kind: 'equal',
      count: 10,
      every: 'quarter',
      firstDueOn: calendarDate('2021-06-25'),
      roundTo: money('1000'),
    },
    interestSchedule: { every: 'quarter', firstDueOn: calendarDate('2021-06-25') },
  },
  facts: {
    ...NO_FACTS,
    disbursements: [{ effectiveOn: calendarDate('2021-03-25'), amount: money('200000000') }],
    repayments: [
      {
        effectiveOn: calendarDate('2021-06-25'),
        allocation: {
          principal: money('20000000'),
          inTermInterest: money('3327123'),
          overdueInterest: ZERO,
          lateInterest: ZERO,
        },
      },
    ],
  },
  suit: null,
};

interface Pace {
  readonly ms: number;
  readonly hold: number;
  /** In MiB, after each tenth. */
  readonly memory: readonly number[];
}

/** Asks for a run and waits for its end, as its users do. */
async function runOfNotices(service: Service): Promise<Pace> {
  const dates = { issuedOn: '2023-06-15', payBy: '2023-06-26' };
  await service.longestHold();
  const start = performance.now();
  const { id } = await service.client.obtain('/v1/notice-runs', {
    year: 2023,
    quarter: 2,
    ...dates,
  });
  const memory: number[] = [];
  for (;;) {
    const { status, done } = await service.client.obtain(`/v1/notice-runs/${String(id)}`);
    if (Number(done) >= (LOANS / TENTHS) * (memory.length + 1)) memory.push(service.memory().now);
    if (status !== 'running') break;
    await sleep(POLL_MS);
  }
  const ms = performance.now() - start;
  return { ms, hold: await service.longestHold(), memory };
}

/** Inserts the same rows again, in one statement each, into a table without walls and keys. */
async function bareInserts(owner: pg.Client): Promise<number> {
  await owner.query('create temp table bare (like notice)');
  const { rows } = await owner.query<{ row: string }>(
    'select row_to_json(notice)::text as row from notice',
  );
  const start = performance.now();
  for (const { row } of rows) {
    await owner.query('insert into bare select * from json_populate_record(null::notice, $1)', [
      row,
    ]);
  }
  return performance.now() - start;
}

export async function measureNotices(): Promise<Measure[]> {
  return withInstallation(async (installation) => {
    const service = await startWithFund(installation, [TEMPLATE]);
    const owner = await connect(await installation.ownerUrl());
    const { ms, hold, memory } = await runOfNotices(service);
    const bare = await bareInserts(owner);
    const { rows } = await owner.query<{ n: number; last: number }>(
      'select count(*)::int as n, max(number) as last from notice',
    );
    await owner.end();
    const { n = 0, last = 0 } = rows[0] ?? {};
    console.log(`A run of ${n} notices, numbered 1 to ${last}`);
    const perSecond = (took: number) => ((n * 1000) / took).toFixed(0);
    console.log(`  ${perSecond(ms)} notices a second; bare INSERTs: ${perSecond(bare)} a second`);
    const tenths = memory.map((each) => each.toFixed(0)).join(' ');
    console.log(`  memory after each tenth, MiB: ${tenths}`);
    return [
      ratioOf(`run of ${n} notices, beside bare INSERTs`, [ms, bare]),
      limitOf('run of notices: event loop held', hold, HOLD_MS),
    ];
  });
}
