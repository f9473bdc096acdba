import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, Json } from './api.ts';

// What must hold of a fund whose debts are recovered, whatever was entered: worked out anew from its answers.

const COMPONENTS = ['principal', 'inTermInterest', 'overdueInterest', 'lateInterest'] as const;

const total = (amounts: readonly string[]): bigint =>
  amounts.reduce((sum, amount) => sum + BigInt(amount), 0n);

const percentHalfUp = (amount: bigint, percent: bigint): bigint => (amount * percent + 50n) / 100n;

const least = (...amounts: bigint[]): bigint => amounts.reduce((a, b) => (a < b ? a : b));

/** R18 by source, R35: where the money is. */
async function checkCapital(fund: Client, asOf: string): Promise<void> {
  const { sources } = await fund.read(`/v1/fund?asOf=${asOf}`);
  for (const each of sources) {
    const { outstanding, available, chargedOff, entrusted = '0' } = each;
    const parts = total([outstanding, available, chargedOff, entrusted]);
    expect([asOf, each.source, parts]).toEqual([asOf, each.source, BigInt(each.capital)]);
  }
  const { data, total: all, mustEqual } = await fund.read(`/v1/fund/places?asOf=${asOf}`);
  const sum = total(data.map((each: Json) => each.balance));
  expect([asOf, sum, all]).toEqual([asOf, BigInt(mustEqual.total), mustEqual.total]);
}

const SECTION = '/v1/reports/fund-section';

const LINES = [
  'availablePrincipal.broughtForward',
  'availablePrincipal.collected',
  'availablePrincipal.contributed',
  'availablePrincipal.amount',
  'interestCollected.total',
  'interestCollected.inTerm',
  'interestCollected.overdue',
  'interestCollected.late',
  'inTermPrincipal.amount',
  'overduePrincipal.amount',
];

const valueAt = (of: Json, path: string): string =>
  path.split('.').reduce((found, name) => found[name], of);

/** R19: what each line comes to is the sum of its rows. */
async function checkSection(fund: Client, asOf: string): Promise<void> {
  const section = await fund.read(`${SECTION}?asOf=${asOf}`);
  const income = section.recoveredAsIncome === undefined ? [] : ['recoveredAsIncome'];
  for (const line of [...LINES, ...income]) {
    const { value, rows } = await fund.read(`${SECTION}/lines/${line}?asOf=${asOf}`);
    const sum = total(rows.map((each: Json) => each.amount));
    expect([asOf, line, sum, value]).toEqual([asOf, line, BigInt(value), valueAt(section, line)]);
  }
}

/** What a loan's statement begins with and its lines come to what it ends with, for both audiences. */
async function checkStatement(fund: Client, loanId: string, days: readonly string[]) {
  const [from, to] = [days[0], days.at(-1)];
  for (const audience of ['fund', 'borrower']) {
    const url = `/v1/loans/${loanId}/statement?from=${from}&to=${to}&audience=${audience}`;
    const { opening, lines, closing } = await fund.read(url);
    for (const column of Object.keys(closing.balance)) {
      const moved = lines.map((each: Json) => each.change[column]);
      const sum = total([opening.balance[column], ...moved]);
      expect([url, column, sum]).toEqual([url, column, BigInt(closing.balance[column])]);
    }
  }
}

const PERCENTS: Readonly<Record<string, bigint>> = {
  real_estate: 50n,
  vehicle: 30n,
  machinery: 30n,
  other: 30n,
  deposit: 100n,
};

interface Claim {
  readonly id: string;
  readonly weight: bigint;
  readonly most: bigint;
}

/** Spreads a sum by weights up to bounds: those first that are full soonest, the rest by greatest remainder. */
function spread(amount: bigint, claims: readonly Claim[]): Map<string, bigint> {
  const parts = new Map(claims.map(({ id }) => [id, 0n]));
  const order = claims
    .filter(({ weight, most }) => weight > 0n && most > 0n)
    .toSorted((a, b) => Number(a.most * b.weight - b.most * a.weight > 0n) * 2 - 1);
  let left = amount;
  while (order.length > 0) {
    const whole = order.reduce((sum, { weight }) => sum + weight, 0n);
    const at = order.findIndex(({ weight, most }) => left * weight >= most * whole);
    const full = order[at];
    if (full === undefined) break;
    parts.set(full.id, full.most);
    left -= full.most;
    order.splice(at, 1);
  }
  const open = claims.filter(({ id }) => order.some((each) => each.id === id));
  const whole = open.reduce((sum, { weight }) => sum + weight, 0n);
  for (const { id, weight } of open) parts.set(id, (left * weight) / whole);
  let rest = left - open.reduce((sum, { id }) => sum + (parts.get(id) ?? 0n), 0n);
  const byRemainder = open
    .map((claim, at) => ({ ...claim, at, remainder: (left * claim.weight) % whole }))
    .toSorted((a, b) =>
      a.remainder === b.remainder ? a.at - b.at : a.remainder > b.remainder ? -1 : 1,
    );
  for (const { id } of byRemainder) {
    if (rest <= 0n) break;
    parts.set(id, (parts.get(id) ?? 0n) + 1n);
    rest -= 1n;
  }
  return parts;
}

/** R16, R41: the provisions, from the assets as they are listed and the principal of the loans. */
async function checkProvisions(fund: Client, asOf: string, numbers: ReadonlyMap<string, string>) {
  const report = await fund.read(`/v1/reports/debt-classification?asOf=${asOf}`);
  const { data } = await fund.read(`/v1/collaterals?asOf=${asOf}&limit=200`);
  const outstanding = new Map<string, bigint>(
    report.rows.map((row: Json) => [row.loanId, BigInt(row.principalOutstanding)]),
  );
  const allotted = new Map<string, bigint>();
  for (const asset of data.filter(
    (each: Json) => each.state === 'in_force' && each.value !== null,
  )) {
    const { kind, value, mayBeSoldFrom, secures } = asset;
    const years = kind === 'real_estate' ? 2 : 1;
    const last = mayBeSoldFrom && `${+mayBeSoldFrom.slice(0, 4) + years}${mayBeSoldFrom.slice(4)}`;
    const amount =
      last !== null && last < asOf ? 0n : percentHalfUp(BigInt(value), PERCENTS[kind] ?? 0n);
    const claims = secures
      .map(({ loanId, upTo }: Json) => {
        const weight = outstanding.get(loanId) ?? 0n;
        return { id: loanId, weight, most: upTo === null ? weight : least(weight, BigInt(upTo)) };
      })
      .toSorted((a: Claim, b: Claim) =>
        (numbers.get(a.id) ?? '') < (numbers.get(b.id) ?? '') ? -1 : 1,
      );
    for (const [id, part] of spread(amount, claims))
      allotted.set(id, (allotted.get(id) ?? 0n) + part);
  }
  for (const row of report.rows) {
    const principal = BigInt(row.principalOutstanding);
    const deductible = least(allotted.get(row.loanId) ?? 0n, principal);
    const percent = [0n, 2n, 25n, 50n, 100n][row.debtGroup - 1] ?? 0n;
    const general = row.debtGroup === 5 ? 0n : (principal * 5n + 500n) / 1000n;
    expect([
      asOf,
      row.contractNumber,
      row.collateralDeductible,
      row.specificProvision,
      row.generalProvision,
    ]).toEqual([
      asOf,
      row.contractNumber,
      ...[deductible, percentHalfUp(principal - deductible, percent), general].map(String),
    ]);
  }
}

const AWARDS = ['settlement_recognised', 'first_instance_judgment', 'appeal_judgment'];

/** R26, R39: awarded less received, from the stages and the receipts that stand. */
async function checkCase(fund: Client, caseId: string, asOf: string, receipts: readonly Json[]) {
  const found = await fund.read(`/v1/litigation-cases/${caseId}?asOf=${asOf}`);
  let awarded: Json = null;
  let since = '';
  for (const { stage, occurredOn, amounts, terminatedFor } of found.stages) {
    if (occurredOn > asOf) continue;
    const ends = ['hearing', 'discontinued', 'withdrawn'].includes(stage);
    if (ends || terminatedFor === 'judgment_annulled') awarded = null;
    if (amounts === null || !AWARDS.includes(stage)) continue;
    if (awarded === null) since = occurredOn;
    awarded = amounts;
  }
  const through = receipts.filter(
    (each) => each.litigationCaseId === caseId && each.effectiveOn <= asOf,
  );
  expect([caseId, BigInt(found.received.total)]).toEqual([
    caseId,
    total(through.map((each) => each.amount)),
  ]);
  expect([caseId, found.award === null]).toEqual([caseId, awarded === null]);
  if (awarded === null) return;
  for (const component of COMPONENTS) {
    const received = total(
      through.filter((each) => each.effectiveOn >= since).map((each) => each.allocation[component]),
    );
    const left = BigInt(awarded[component]) - received;
    expect([caseId, component, found.award.awardedLessReceived[component]]).toEqual([
      caseId,
      component,
      String(left),
    ]);
  }
}

/** What is checked of a fund. */
export interface Recovering {
  readonly fund: Client;
  readonly loanIds: readonly string[];
  readonly caseIds: readonly string[];
  readonly numbers: ReadonlyMap<string, string>;
  readonly days: readonly string[];
}

/** The receipts of a fund that stand. */
export async function standingReceipts({ fund, loanIds }: Recovering): Promise<Json[]> {
  const found: Json[] = [];
  for (const id of loanIds) {
    const { data } = await fund.read(`/v1/loans/${id}/repayments?limit=200`);
    found.push(...data.filter((each: Json) => each.reversedAt === null));
  }
  return found;
}

/** Expects that all that a fund answers agrees with itself, and with what is worked out anew. */
export async function checkRecovery(of: Recovering): Promise<void> {
  const { fund, loanIds, caseIds, days, numbers } = of;
  const { differences } = await fund.read('/v1/ledger/verification');
  expect(differences).toEqual([]);
  for (const day of days) {
    await checkCapital(fund, day);
    await checkSection(fund, day);
    await checkProvisions(fund, day, numbers);
  }
  for (const loanId of loanIds) await checkStatement(fund, loanId, days);
  const receipts = await standingReceipts(of);
  for (const caseId of caseIds) await checkCase(fund, caseId, days.at(-1) ?? '', receipts);
}

/** R25: what was brought forward and the rows, less what was paid, come to what is to be paid; none is of nothing. */
export async function checkNotices(fund: Client): Promise<number> {
  const asked = { year: 2024, quarter: 3, issuedOn: '2024-09-10', payBy: '2024-09-25' };
  const { id } = (await fund.post('/v1/notice-runs', asked)).body;
  const runAt = (): Promise<Json> => fund.read(`/v1/notice-runs/${id}`);
  while ((await runAt()).status === 'running') await sleep(20);
  expect((await runAt()).failed).toEqual([]);
  const { data } = await fund.read('/v1/notices?year=2024&quarter=3&limit=200');
  for (const { id: noticeId, total: all } of data) {
    const { content } = await fund.read(`/v1/notices/${noticeId}`);
    const owed: string[] = [];
    for (const of of Object.values<Json>(content.interest)) {
      if (typeof of !== 'object' || of === null || of.segments === undefined) continue;
      const rows = total([of.broughtForward, ...of.segments.map((each: Json) => each.interest)]);
      const left = rows - BigInt(of.settledSince);
      expect([noticeId, left]).toEqual([noticeId, BigInt(of.owed) - BigInt(of.credit)]);
      owed.push(of.owed);
    }
    expect(owed).toHaveLength(3);
    expect([noticeId, total([content.principal.total, ...owed])]).toEqual([noticeId, BigInt(all)]);
    expect(JSON.stringify(content)).not.toMatch(/charge|write.?off/i);
  }
  return data.length;
}

const withoutNames = (_: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value).filter(([name]) => !['knownAt', 'recordedAt'].includes(name)),
      )
    : value;

/** The figures of a fund on some days. */
export async function figuresOf({ fund, loanIds, days }: Recovering): Promise<Json> {
  const found: Record<string, Json> = {};
  for (const day of days) {
    const paths = [
      `${SECTION}?asOf=${day}`,
      `/v1/reports/debt-classification?asOf=${day}`,
      `/v1/reports/charged-off?asOf=${day}`,
      `/v1/fund/places?asOf=${day}`,
      `/v1/fund?asOf=${day}`,
      ...loanIds.map((id) => `/v1/loans/${id}/position?asOf=${day}`),
      ...loanIds.map((id) => `/v1/loans/${id}/payoff?on=${day}&audience=borrower`),
    ];
    for (const path of paths) {
      const { status, body } = await fund.get(path);
      found[path] = [status, JSON.parse(JSON.stringify(body, withoutNames))];
    }
  }
  return found;
}
