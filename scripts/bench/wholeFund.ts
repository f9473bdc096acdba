import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { addDays, type CalendarDate } from '../../src/domain/primitives/dates.ts';
import { connect, withInstallation, type Installation, type Service } from './installation.ts';
import { journalFile, ledgerBalance } from './ledgerCli.ts';
import { LAST_RECEIPT_DAY, loansOfFund } from './loanTemplates.ts';
import { startWithFund } from './makeFund.ts';
import { atMost, limitOf, NOT_MEASURED, ratioOf, time, type Measure } from './table.ts';
import { median } from './timing.ts';

// What is asked of a whole fund, beside one sum of the same facts in SQL and ledger-cli balancing the
// journal; and what it takes to read the fund in.

/** How big a fund is. */
export interface Size {
  readonly loans: number;
  readonly facts: number;
}

/** From this many facts on the limits of a big fund are asked of it. */
const BIG = 1_000_000;

/** The least rounds, and for how long they go on. */
const ROUNDS = { least: 3, most: 15, seconds: 60 };

/** What takes longer is asked for once. */
const SLOW_MS = 20_000;

/** After so many answers in a row that were none, no further address is asked. */
const MOST_FAILURES = 2;

/** The first answer is not waited for any longer. */
const FIRST_TIMEOUT_MS = 120_000;

/** The last days on which something came in: none is asked for twice. */
const DAYS = 700;

const HOLD_MS = 50;

/** Figures of the whole fund; each is asked as of a day. */
const WHOLE: Readonly<Record<string, string>> = {
  'fund section': '/v1/reports/fund-section?',
  'GET /v1/fund': '/v1/fund?',
  projection: '/v1/reports/projection?',
  recovery: '/v1/reports/recovery?',
  deadlines: '/v1/deadlines?',
};

const PAGES: Readonly<Record<string, string>> = {
  'loan list': '/v1/loans?limit=50&',
  'loan list, standing': '/v1/loans?limit=50&standing=overdue&',
  'loan list, debtGroup': '/v1/loans?limit=50&debtGroup=3&',
  'loan list, locality': `/v1/loans?limit=50&locality=${encodeURIComponent('Văn Quan')}&`,
  'loan list, q': `/v1/loans?limit=50&q=${encodeURIComponent('xuân mai 1')}&`,
};

/** Heavy answers of a small fund: how long each takes and holds the event loop. */
const HEAVY: Readonly<Record<string, string>> = {
  'a quarter': '/v1/periods/2026-Q3',
  verification: '/v1/ledger/verification',
  'journal, a page': '/v1/ledger/journal',
  'journal of a year, for ledger': '/v1/ledger/journal?format=ledger&from=2025-01-01&to=2025-12-31',
  'register, XLSX': '/v1/loans?format=xlsx',
  'receipts of a year, XLSX': '/v1/repayments?format=xlsx&from=2025-01-01&to=2025-12-31',
  'receipts of a year, CSV': '/v1/repayments?format=csv&from=2025-01-01&to=2025-12-31',
  'debt classification, XLSX': '/v1/reports/debt-classification?format=xlsx',
};

/** All money up to a day, of the facts that stand: one statement over all of them. */
const SUM = `
select sum(lent), sum(principal), sum(in_term), sum(overdue), sum(late), sum(capital) from (
  select d.id, d.amount as lent, 0 as principal, 0 as in_term, 0 as overdue, 0 as late, 0 as capital
  from disbursement d
  union all
  select r.id, 0, r.principal, r.in_term_interest, r.overdue_interest, r.late_interest, 0
  from repayment r
  union all
  select c.id, 0, 0, 0, 0, 0, case c.kind when 'contribution' then c.amount else -c.amount end
  from capital_movement c
) moved join fact f using (id)
where f.effective_on <= $1 and not exists (select from reversal v where v.fact_id = f.id)`;

/** The page of a list as it lies in its tables: contracts with the names of their borrowers. */
const PAGE = `
select t.*, c.code, c.name, c.locality from loan_terms t
join cooperative_version c on c.fund_id = t.fund_id and c.cooperative_id = t.cooperative_id
order by t.contract_number limit 50`;

/** What was asked, and how it was answered. */
interface Asked {
  readonly name: string;
  readonly times: number[];
  readonly holds: number[];
  /** Of what stands beside it, in the same rounds. */
  readonly beside: number[];
  failure: string | null;
}

/** A day that was not asked for before, far from the one before it. */
function daysInTurn(): () => CalendarDate {
  let asked = 0;
  // 271 has no factor of 700, so all days come before one comes again.
  return () => addDays(LAST_RECEIPT_DAY, -((asked++ * 271) % DAYS));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

interface Asking {
  readonly service: Service;
  readonly owner: pg.Client;
  readonly day: () => CalendarDate;
}

async function askOnce({ service, owner, day }: Asking, asked: Asked, url: string) {
  const on = day();
  const bare = url.startsWith('/v1/loans') ? () => owner.query(PAGE) : () => owner.query(SUM, [on]);
  asked.beside.push(await timed(bare));
  await service.longestHold();
  const { status, ms, text } = await service.client.ask(`${url}asOf=${on}`);
  asked.holds.push(await service.longestHold());
  if (status === 200) asked.times.push(ms);
  else asked.failure = `${status} after ${time(ms)} ${status === 0 ? text : ''}`.trim();
}

/**
 * Asks each address in turn and has the journal balanced, so that what else the machine does falls on
 * all alike.
 */
async function askAll(asking: Asking, journal: string | null) {
  const urls = { ...WHOLE, ...PAGES };
  const all = Object.keys(urls).map((name): Asked => ({
    name,
    times: [],
    holds: [],
    beside: [],
    failure: null,
  }));
  const end = performance.now() + ROUNDS.seconds * 1000;
  const balancing: number[] = [];
  let failures = 0;
  for (let round = 0; round < ROUNDS.most; round += 1) {
    if (round >= ROUNDS.least && performance.now() > end) break;
    if ((balancing[0] ?? 0) < SLOW_MS) balancing.push(await ledgerBalance(journal));
    for (const asked of all) {
      const isSlow = (asked.times[0] ?? 0) > SLOW_MS;
      if (isSlow || asked.failure !== null) continue;
      if (failures >= MOST_FAILURES) {
        asked.failure = 'not asked, as others failed';
        continue;
      }
      await askOnce(asking, asked, urls[asked.name] ?? '');
      failures = asked.failure === null ? 0 : failures + 1;
    }
  }
  return { all, balancing: median(balancing) };
}

/** The heavy answers, each asked for some times; the longest hold counts. */
async function heavyMeasures(service: Service): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const [name, url] of Object.entries(HEAVY)) {
    const [times, holds]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS.least; round += 1) {
      await service.longestHold();
      const { status, ms } = await service.client.ask(url);
      times.push(status === 200 ? ms : Number.NaN);
      holds.push(await service.longestHold());
    }
    measures.push(limitOf(name, median(times)));
    measures.push(limitOf(`${name}: event loop held`, Math.max(...holds), HOLD_MS));
  }
  return measures;
}

/** From the start of the process to the first figure of the whole fund. */
interface Reading {
  readonly listening: number;
  readonly answered: number;
  readonly hold: number;
  readonly failure: string | null;
}

/** Starts the service and asks for the section; the service goes on. */
async function readIn(installation: Installation, day: CalendarDate) {
  const service = await installation.start();
  const listening = performance.now() - service.startedAt;
  // Before it listens it holds nobody up.
  await service.longestHold();
  const ask = () => service.client.ask(`/v1/reports/fund-section?asOf=${day}`);
  let { status, ms } = await ask();
  // One that listens may still be reading.
  while (status === 503 && performance.now() - service.startedAt < FIRST_TIMEOUT_MS) {
    await sleep(50);
    ({ status, ms } = await ask());
  }
  const answered = status === 200 ? performance.now() - service.startedAt : Number.NaN;
  const failure = status === 200 ? null : `${status} after ${time(ms)}`;
  const hold = await service.longestHold();
  return { service, reading: { listening, answered, hold, failure } satisfies Reading };
}

async function readInOften(installation: Installation, times: number, day: () => CalendarDate) {
  const readings: Reading[] = [];
  for (;;) {
    const { service, reading } = await readIn(installation, day());
    readings.push(reading);
    if (readings.length === times) return { service, readings };
    await service.stop();
  }
}

function readingMeasures(readings: readonly Reading[], isBig: boolean): Measure[] {
  const listening = median(readings.map((each) => each.listening));
  const answered = median(readings.map((each) => each.answered));
  const hold = Math.max(...readings.map((each) => each.hold));
  const first = limitOf('start to first fund section', answered, isBig ? 30_000 : 1_500);
  const failure = readings.find((each) => each.failure !== null)?.failure ?? null;
  return [
    limitOf('start until it listens', listening),
    failure === null ? first : { ...first, service: failure, met: false },
    limitOf('from then to the first section: event loop held', hold, HOLD_MS),
  ];
}

function answerMeasures(asked: Asked, balancing: number, isBig: boolean): Measure[] {
  const { name, times, holds, beside, failure } = asked;
  const [ms, bare] = [median(times), median(beside)];
  if (failure !== null) {
    const none = { beside: time(bare), ratio: NOT_MEASURED, must: '', met: false };
    return [{ name, service: failure, ...none }];
  }
  const hold = limitOf(`${name}: event loop held`, Math.max(...holds), HOLD_MS);
  if (name in PAGES) {
    const page = ratioOf(`${name}, beside its bare SELECT`, [ms, bare]);
    return [{ ...page, must: '≤ 1 × + 10 ms', met: atMost(ms, bare + 10) }, hold];
  }
  const most = isBig ? [1, 0.1] : [];
  return [
    ratioOf(`${name}, beside the SQL sum`, [ms, bare], most[0]),
    ratioOf(`${name}, beside ledger`, [ms, balancing], most[1]),
    hold,
  ];
}

function memoryMeasure({ now, peak }: { now: number; peak: number }, isBig: boolean): Measure {
  const mebibytes = (of: number) => `${of.toFixed(0)} MiB`;
  return {
    name: 'memory after all answers (at most)',
    service: `${mebibytes(now)} (${mebibytes(peak)})`,
    beside: '',
    ratio: '',
    must: isBig ? '≤ 1229 MiB' : '',
    met: isBig ? atMost(now, 1.2 * 1024) : null,
  };
}

/** Makes the fund, and the file of its journal. */
async function made(installation: Installation, size: Size) {
  const { loans, facts } = size;
  const start = performance.now();
  const isToBeSealed = loans * facts < BIG;
  const service = await startWithFund(installation, loansOfFund(loans, facts), isToBeSealed);
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  const owner = await connect(await installation.ownerUrl());
  const { rows } = await owner.query<{ n: number }>('select count(*)::int as n from fact');
  await owner.end();
  const count = rows[0]?.n ?? 0;
  console.log(`A fund of ${loans} loans × ${facts} facts: ${count} facts, made in ${seconds} s`);
  const journal = await journalFile(service.client, installation.folder, size);
  await service.stop();
  return { isBig: count >= BIG, journal };
}

export async function measureWholeFund(size: Size): Promise<Measure[]> {
  return withInstallation(async (installation) => {
    const { isBig, journal } = await made(installation, size);
    const day = daysInTurn();
    const { service, readings } = await readInOften(installation, isBig ? 1 : 3, day);
    const owner = await connect(await installation.ownerUrl());
    const { all, balancing } = await askAll({ service, owner, day }, journal);
    await owner.end();
    const rounds = Math.max(...all.map(({ times }) => times.length));
    console.log(`  medians of up to ${rounds} answers, each as of a day of its own`);
    const name = (each: Measure) => ({
      ...each,
      name: `${size.loans} × ${size.facts}: ${each.name}`,
    });
    return [
      ...readingMeasures(readings, isBig),
      ...all.flatMap((each) => answerMeasures(each, balancing, isBig)),
      memoryMeasure(service.memory(), isBig),
      ...(isBig ? [] : await heavyMeasures(service)),
    ].map(name);
  });
}
