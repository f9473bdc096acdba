import fc from 'fast-check';
import {
  components,
  cooperativeBody,
  loanBody,
  next,
  payment,
  startApi,
  type Answer,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';
import {
  checkNotices,
  checkRecovery,
  figuresOf,
  standingReceipts,
  type Recovering,
} from '../../support/recoveryChecks.ts';

// Funds whose debts are recovered by acts as they come, many of them refused: receipts through cases,
// charge-offs under changing policies, collateral, also of quarters that are closed. After them, and after
// all of them are reversed, what the fund answers is held against what is worked out of its answers anew.

// A thousand take some minutes: FUZZ_ACTS=1000 tries them, FUZZ_SEED=7 others.
const ACTS = Number(process.env['FUZZ_ACTS'] ?? 120);

const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_129);

const TODAY = '2024-11-30';

const DAYS = ['2023-03-31', '2023-09-30', '2023-12-31', '2024-06-30', TODAY];

let api: Api;

beforeAll(async () => {
  api = await startApi(TODAY);
});
afterAll(() => api.close());

interface Filed {
  readonly id: string;
  readonly loanIds: readonly string[];
}

/** A fund with four borrowers of three loans each, those of two of them taken over from a book on paper. */
class Trial {
  readonly fund: Client;
  readonly loans: { readonly id: string; readonly cooperativeId: string }[] = [];
  readonly numbers = new Map<string, string>();
  readonly cases: Filed[] = [];
  readonly assets: string[] = [];
  readonly chargedOff: string[] = [];
  readonly reversible: string[] = [];
  readonly counts = new Map<string, number>();
  readonly refused = new Map<string, Json>();
  /** What another fund calls what this one has by another id or number. */
  names = new Map<string, string>();
  /** What was entered in time, as it was sent. */
  readonly log: { readonly path: string; readonly body: object; readonly id: string }[] = [];
  closed = 0;
  /** Whether a fact of a closed day was taken back on a later one: the days before go on to show it (R42). */
  isTakenBackLate = false;

  constructor(fund: Client) {
    this.fund = fund;
  }

  of(): Recovering {
    const { fund, numbers, loans, cases } = this;
    const loanIds = loans.map(({ id }) => id);
    return { fund, loanIds, caseIds: cases.map(({ id }) => id), numbers, days: DAYS };
  }
}

const OPENING = {
  on: '2022-12-31',
  documentNumber: 'Sổ theo dõi 2022',
  instalments: [
    { dueOn: '2022-12-25', principal: '50000000' },
    { dueOn: '2023-12-25', principal: '100000000' },
  ],
  inTermInterest: { due: [{ dueOn: '2022-12-25', amount: '2495342' }], accrued: '117534' },
  overdueInterest: '67808',
  lateInterest: '0',
};

async function setPolicies(fund: Client): Promise<void> {
  const sourceDocument = 'Quyết định 1/QĐ-QHT';
  const award = ['principal', 'inTermInterest', 'overdueInterest', 'lateInterest'];
  for (const [name, value, effectiveOn] of [
    ['awardAllocationOrder', award, '2023-05-01'],
    ['writeOffAfterYears', 1, '2023-01-01'],
    ['recoveryOfChargedOff', 'income', '2023-09-01'],
    ['chargedOffInterest', 'goes_on', '2023-11-01'],
    ['recoveryOfChargedOff', 'capital', '2024-05-01'],
  ] as const) {
    await fund.add('/v1/policies', { name, value, effectiveOn, sourceDocument });
  }
}

async function begin(): Promise<Trial> {
  const fund = await api.addFund();
  const trial = new Trial(fund);
  await fund.put('/v1/fund/opening', {
    on: '2022-12-31',
    documentNumber: 'BB-01/2022',
    capital: [
      { source: 'charter', amount: '20000000000' },
      { source: 'advance', amount: '5000000000' },
    ],
  });
  await setPolicies(fund);
  for (let each = 0; each < 4; each += 1) {
    const { id: cooperativeId } = await fund.add('/v1/cooperatives', cooperativeBody());
    for (let count = 0; count < 3; count += 1) {
      const source = count === 2 ? { source: 'advance' } : {};
      const late = count === 1 ? { lateInterestRatePercent: '5' } : {};
      const said = { ...loanBody(cooperativeId, { ...source, ...late }) };
      const schedule = { kind: 'equal', count: 3, every: 'year', firstDueOn: '2021-12-25' };
      const interestSchedule = { every: 'quarter', firstDueOn: '2021-06-25' };
      const signed = { signedOn: '2021-03-25', principalSchedule: schedule, interestSchedule };
      const isOpened = each % 2 === 1;
      const loan = await fund.add(
        '/v1/loans',
        isOpened ? { ...said, ...signed, opening: OPENING } : said,
      );
      trial.loans.push({ id: loan.id, cooperativeId });
      trial.numbers.set(loan.id, loan.contractNumber);
      if (isOpened) continue;
      await fund.add(`/v1/loans/${loan.id}/disbursements`, payment('200000000', '2023-03-25'));
    }
  }
  return trial;
}

const day = fc
  .integer({ min: 0, max: 610 })
  .map((days) => new Date(Date.UTC(2023, 2, 26) + days * 86_400_000).toISOString().slice(0, 10));

const dong = fc.oneof(
  fc.integer({ min: 1, max: 80_000 }).map((thousands) => `${thousands}000`),
  fc.integer({ min: 1, max: 999_999 }).map(String),
);

const KINDS = {
  repayments: 24,
  case: 3,
  stage: 16,
  'charge-offs': 3,
  'write-offs': 3,
  reversal: 10,
  reallocation: 4,
  collateral: 4,
  change: 2,
  valuation: 4,
  release: 1,
  'rate-changes': 2,
  waivers: 2,
  freezes: 1,
  recalls: 1,
  restructurings: 1,
  movement: 2,
  closing: 1,
} as const;

const pick = fc.record({
  kind: fc.oneof(
    ...Object.entries(KINDS).map(([kind, weight]) => ({
      weight,
      arbitrary: fc.constant(kind as keyof typeof KINDS),
    })),
  ),
  at: fc.nat(100_000),
  more: fc.nat(100_000),
  on: day,
  amount: dong,
  parts: fc.array(dong, { minLength: 4, maxLength: 4 }),
});

type Act = typeof pick extends fc.Arbitrary<infer T> ? T : never;

const oneOf = <T>(list: readonly T[], at: number): T | undefined =>
  list[at % Math.max(list.length, 1)];

const LATE = { bookedOn: TODAY, reason: 'Nhận muộn' };

/** Sends an act; one of a closed day is booked later (R42). */
async function send(trial: Trial, path: string, body: object): Promise<Answer> {
  const answer = await trial.fund.post(path, body);
  if (answer.status === 201) trial.log.push({ path, body, id: answer.body.id });
  if (answer.body?.code !== 'period-closed') return answer;
  if (path.endsWith('/reversal')) trial.isTakenBackLate = true;
  return trial.fund.post(path, { ...body, ...LATE });
}

async function receiptBody(trial: Trial, act: Act, loanId: string): Promise<object> {
  const { at, more, on, amount } = act;
  const body = payment(amount, on, { method: more % 2 === 0 ? 'cash' : 'transfer' });
  const found = oneOf(
    trial.cases.filter(({ loanIds }) => loanIds.includes(loanId)),
    at,
  );
  const through = found !== undefined && more % 3 > 0;
  const fee = (BigInt(amount) * BigInt(more % 90)) / 1000n;
  const said = !through
    ? body
    : {
        ...body,
        litigationCaseId: found.id,
        ...(fee > 0n && { enforcementFee: String(fee) }),
      };
  if (more % 4 > 0) return said;
  const now = await trial.fund.read(`/v1/loans/${loanId}/position?asOf=${on}`);
  const most = [
    BigInt(now.principal.outstanding) + BigInt(now.principal.chargedOff),
    ...['inTermInterest', 'overdueInterest', 'lateInterest'].map((each) => BigInt(now[each].owed)),
  ].map((owed, index) => (owed > 0n ? (owed * BigInt((more >> index) % 11)) / 40n : 0n));
  const [principal, inTerm, overdue, late] = most.map(String) as [string, string, string, string];
  const sum = most.reduce((a, b) => a + b, 0n);
  if (sum === 0n) return said;
  return {
    ...said,
    amount: String(sum),
    enforcementFee: undefined,
    allocation: components(principal, inTerm, overdue, late),
  };
}

async function stage(trial: Trial, { at, more, on, parts }: Act): Promise<Answer | null> {
  const found = oneOf(trial.cases, at);
  if (found === undefined) return null;
  const path = `/v1/litigation-cases/${found.id}`;
  const { stages, canFollow } = await trial.fund.read(path);
  const last = stages.at(-1)?.occurredOn ?? on;
  const ends = ['withdrawn', 'petition_returned', 'discontinued', 'stayed', 'mediation'];
  const kept = canFollow.filter((each: string) => !ends.includes(each) || more % 9 === 0);
  const reached = oneOf<string>(kept, more);
  if (reached === undefined) return null;
  const [a, b, c, d] = parts as [string, string, string, string];
  const judged = ['settlement_recognised', 'first_instance_judgment', 'appeal_judgment'];
  const amounts = judged.includes(reached) && (reached !== 'appeal_judgment' || more % 2 === 0);
  return send(trial, `${path}/stages`, {
    stage: reached,
    occurredOn: last < on && more % 5 === 0 ? on : last,
    ...(amounts && { amounts: components(a, b, c, d) }),
    ...(amounts && more % 3 === 0 && { instalments: [{ dueOn: on, amount: a }] }),
    ...(reached === 'enforcement_closed' && { fullRecovery: more % 2 === 0 }),
    ...(['discontinued', 'enforcement_terminated'].includes(reached) && { ground: 'Đình chỉ' }),
  });
}

function assetBody(trial: Trial, { at, more, on, amount }: Act): object {
  const [first, ...others] = [0, 5, 7].map((step) => oneOf(trial.loans, at + step)?.id);
  const secured = [first, ...others.slice(0, more % 3)];
  return {
    owner: { name: 'Hoàng Văn Thái' },
    kind: oneOf(['real_estate', 'machinery', 'deposit', 'vehicle'], more),
    description: next('Tài sản '),
    valuations: [{ valuedOn: on, value: `${amount}0`, basis: 'Biên bản định giá' }],
    secures: secured.map((loanId, index) => ({
      loanId,
      ...((more + index) % 3 === 0 && { upTo: amount }),
    })),
    ...(more % 4 === 0 && { mayBeSoldFrom: on }),
  };
}

async function ofAsset(trial: Trial, act: Act): Promise<Answer | null> {
  const { kind, at, on, amount } = act;
  const id = oneOf(trial.assets, at);
  if (id === undefined) return null;
  const path = `/v1/collaterals/${id}`;
  if (kind === 'valuation') {
    const body = { valuedOn: on, value: `${amount}7`, basis: 'Định giá lại' };
    return send(trial, `${path}/valuations`, body);
  }
  if (kind === 'release') {
    return send(trial, `${path}/release`, { releasedOn: on, documentNumber: next('TB') });
  }
  const now = await trial.fund.get(path);
  if (now.status !== 200) return now;
  const { valuations } = now.body;
  const kept = valuations
    .filter((each: Json) => each.reversedAt === null || each.reversedAt === undefined)
    .map(({ valuedOn, value, basis }: Json) => ({ valuedOn, value, basis }));
  const body = { ...assetBody(trial, act), valuations: kept, effectiveOn: on, reason: 'Đổi' };
  return trial.fund.put(path, body, { 'if-match': String(now.headers['etag']) });
}

function decisionBody({ kind, at, more, on, amount, parts }: Act): object {
  const decisionNumber = next('QD');
  switch (kind) {
    case 'rate-changes':
      return { effectiveOn: on, ratePercent: String(4 + (at % 3)), decisionNumber };
    case 'waivers':
      return { effectiveOn: on, component: 'inTermInterest', amount: parts[0], decisionNumber };
    case 'freezes':
      return { from: on, to: `${+on.slice(0, 4) + 1}-01-05`, decisionNumber };
    case 'recalls':
      return { decidedOn: on, deadline: on, decisionNumber };
    case 'restructurings': {
      const instalments = [{ dueOn: '2025-06-25', principal: amount }];
      return { kind: 'extension', decidedOn: on, decisionNumber, instalments };
    }
    case 'write-offs':
      return { effectiveOn: more % 2 === 0 ? TODAY : on, decisionNumber, ground: 'group_5' };
    default:
      return { effectiveOn: on, decisionNumber, ground: 'group_5' };
  }
}

async function reallocate(trial: Trial, loanId: string): Promise<Answer> {
  const { fund, reversible } = trial;
  const path = `/v1/loans/${loanId}/reallocation`;
  let answer = await fund.post(path, { reason: 'Nhập sau' });
  if (answer.body?.code === 'period-closed') {
    trial.isTakenBackLate = true;
    answer = await fund.post(path, LATE);
  }
  const anew: readonly Json[] = answer.status === 201 ? answer.body.receipts : [];
  reversible.push(...anew.map(({ newRepaymentId }) => `repayments/${newRepaymentId}`));
  return answer;
}

async function restructured(trial: Trial, loanId: string, act: Act): Promise<object> {
  const { principal } = await trial.fund.read(`/v1/loans/${loanId}/position?asOf=${act.on}`);
  const { outstanding } = principal;
  return decisionBody({ ...act, amount: outstanding === '0' ? '1' : outstanding });
}

async function carryOut(trial: Trial, act: Act): Promise<Answer | null> {
  const { kind, at, more, on, amount, parts } = act;
  const { fund, loans, reversible } = trial;
  const loan = oneOf(loans, at);
  if (loan === undefined) throw new Error('no loans');
  const enter = async (path: string, collection: string, body: object): Promise<Answer> => {
    const answer = await send(trial, path, body);
    if (answer.status === 201) reversible.push(`${collection}/${answer.body.id}`);
    return answer;
  };
  switch (kind) {
    case 'case': {
      const { cooperativeId } = loan;
      const own = loans.filter((each) => each.cooperativeId === cooperativeId).map(({ id }) => id);
      const loanIds = [...new Set([loan.id, ...own.slice(0, more % 4)])];
      const [a, b, c, d] = parts as [string, string, string, string];
      const court = 'Tòa án nhân dân khu vực 1 - Lạng Sơn';
      const body = { cooperativeId, loanIds, court, docketType: 'civil', filedOn: on };
      const claim = components(a, b, c, d);
      const answer = await send(trial, '/v1/litigation-cases', { ...body, claim });
      if (answer.status === 201) trial.cases.push({ id: answer.body.id, loanIds });
      return answer;
    }
    case 'stage': {
      const answer = await stage(trial, act);
      if (answer?.status === 201)
        reversible.push(`litigation-cases/${answer.body.caseId}/stages/${answer.body.id}`);
      return answer;
    }
    case 'reversal': {
      const path = oneOf(reversible, at);
      return path === undefined ? null : send(trial, `/v1/${path}/reversal`, { reason: 'Nhầm' });
    }
    case 'reallocation':
      return reallocate(trial, loan.id);
    case 'collateral': {
      const answer = await send(trial, '/v1/collaterals', assetBody(trial, act));
      if (answer.status === 201) {
        trial.assets.push(answer.body.id);
        reversible.push(`collaterals/${answer.body.id}`);
      }
      return answer;
    }
    case 'change':
    case 'valuation':
    case 'release':
      return ofAsset(trial, act);
    case 'movement': {
      const moved = { kind: at % 3 === 0 ? 'withdrawal' : 'contribution', effectiveOn: on };
      const body = { ...moved, amount, documentNumber: next('QD') };
      return enter('/v1/fund/capital-movements', 'capital-movements', body);
    }
    case 'closing': {
      const quarter = ['2023-Q1', '2023-Q2', '2023-Q3', '2023-Q4', '2024-Q1'][trial.closed];
      if (quarter === undefined || at % 3 > 0) return null;
      const answer = await fund.post(`/v1/periods/${quarter}/closing`, {});
      if (answer.status === 201) trial.closed += 1;
      return answer;
    }
    case 'repayments': {
      const body = await receiptBody(trial, act, loan.id);
      return enter(`/v1/loans/${loan.id}/repayments`, 'repayments', body);
    }
    case 'restructurings': {
      const body = await restructured(trial, loan.id, act);
      return enter(`/v1/loans/${loan.id}/restructurings`, kind, body);
    }
    case 'write-offs': {
      const id = oneOf(trial.chargedOff, at) ?? loan.id;
      return enter(`/v1/loans/${id}/write-offs`, kind, decisionBody(act));
    }
    default: {
      const answer = await enter(`/v1/loans/${loan.id}/${kind}`, kind, decisionBody(act));
      if (kind === 'charge-offs' && answer.status === 201) trial.chargedOff.push(loan.id);
      return answer;
    }
  }
}

/** Reverses all that was entered, the last first, until nothing is left that can be. */
async function reverseAll(trial: Trial): Promise<void> {
  const { fund, cases } = trial;
  if (trial.closed > 0) await fund.add('/v1/periods/2023-Q1/reopening', { reason: 'Nhập lại' });
  for (let left = true; left;) {
    left = false;
    const stages = [];
    for (const { id } of cases) {
      const found = await fund.read(`/v1/litigation-cases/${id}`);
      stages.push(...found.stages.map((each: Json) => `litigation-cases/${id}/stages/${each.id}`));
    }
    for (const path of [...trial.reversible, ...stages].toReversed()) {
      const { status, body } = await fund.post(`/v1/${path}/reversal`, { reason: 'Nhập nhầm' });
      if (status === 201) left = true;
      else if (body.code !== 'already-reversed') trial.refused.set(path, body);
      if (status === 201) trial.refused.delete(path);
    }
  }
}

/** Carries acts out, and checks the fund now and then. */
async function carryOutAll(trial: Trial, acts: readonly Act[]): Promise<void> {
  for (const [index, act] of acts.entries()) {
    const answer = await carryOut(trial, act);
    const status = answer?.status ?? 0;
    const key = `${act.kind} ${status} ${status >= 400 ? answer?.body?.code : ''}`;
    trial.counts.set(key, (trial.counts.get(key) ?? 0) + 1);
    if (status >= 500) throw new Error(JSON.stringify([act, answer?.text]));
    if (index % 100 === 99) await checkRecovery(trial.of());
  }
  if (process.env['FUZZ_SHOW'] !== undefined) console.log([...trial.counts].toSorted().join('\n'));
  await checkRecovery(trial.of());
}

const verified = async ({ fund }: Trial): Promise<void> =>
  expect((await fund.read('/v1/ledger/verification')).differences).toEqual([]);

test('acts of recovery in any order leave books and papers that agree; reversed, they leave none', async () => {
  const trial = await begin();
  const figures = await figuresOf(trial.of());
  await carryOutAll(trial, fc.sample(pick, { numRuns: ACTS, seed: SEED }));
  expect((await standingReceipts(trial.of())).length).toBeGreaterThan(0);
  expect(await checkNotices(trial.fund)).toBeGreaterThan(0);
  await reverseAll(trial);
  expect([...trial.refused]).toEqual([]);
  if (!trial.isTakenBackLate) expect(await figuresOf(trial.of())).toEqual(figures);
  await verified(trial);
});

/** Enters what stands in a fund into another, receipts first and by what they paid, the last one first. */
async function enterElsewhere(trial: Trial, into: Trial): Promise<string[]> {
  const ids = new Map(trial.loans.map(({ id }, at) => [id, into.loans[at]?.id ?? '']));
  for (const [at, { cooperativeId }] of trial.loans.entries()) {
    ids.set(cooperativeId, into.loans[at]?.cooperativeId ?? '');
  }
  const there = (text: string): string =>
    [...ids].reduce((found, [here, other]) => found.replaceAll(here, other), text);
  const taken = new Set(
    trial.log.flatMap(({ path }) => /([^/]+)\/reversal$/.exec(path)?.[1] ?? []),
  );
  const stand = trial.log.filter(
    ({ path, id }) =>
      ![...path.split('/'), id].some((each) => each === 'reversal' || taken.has(each)),
  );
  const isFile = ({ path }: { path: string }) => /litigation-cases|collaterals/.test(path);
  const receipts = (await standingReceipts(trial.of())).toReversed().map((each) => {
    const { amount, effectiveOn, voucherNumber, method, allocation, litigationCaseId } = each;
    const fee = each.enforcementFee === null ? {} : { enforcementFee: each.enforcementFee };
    const through = litigationCaseId === null ? {} : { litigationCaseId, ...fee };
    const body = { amount, effectiveOn, voucherNumber, method, allocation, ...through };
    return { path: `/v1/loans/${each.loanId}/repayments`, body, id: each.id };
  });
  const decisions = stand.filter((each) => !isFile(each) && !each.path.endsWith('/repayments'));
  let left = [...stand.filter(isFile), ...receipts, ...decisions];
  for (let before = left.length + 1; left.length < before;) {
    before = left.length;
    const refused = [];
    for (const each of left) {
      const body = JSON.parse(there(JSON.stringify(each.body)));
      const answer = await into.fund.post(there(each.path), body);
      if (answer.status === 201) ids.set(each.id, answer.body.id);
      else refused.push(each);
    }
    left = refused;
  }
  into.names = ids;
  return left.map(({ path, id }) => {
    const collection = path.split('/').at(-1) ?? '';
    return `${path.includes('collaterals/') ? `collateral-${collection}` : collection}/${id}`;
  });
}

test('the same facts entered in another order give the same answers', async () => {
  const [trial, into] = [await begin(), await begin()];
  const kinds = ['closing', 'change'];
  const acts = fc.sample(pick, { numRuns: ACTS, seed: SEED + 1 });
  await carryOutAll(
    trial,
    acts.filter(({ kind }) => !kinds.includes(kind)),
  );
  // What the other fund refuses, as an allocation that is no longer owed (R10), is taken back in the first.
  for (const path of await enterElsewhere(trial, into)) {
    await trial.fund.add(`/v1/${path}/reversal`, { reason: 'Nhập nhầm' });
  }
  await verified(into);
  for (const [at, { id }] of trial.loans.entries()) {
    const other = into.loans[at]?.id ?? '';
    into.names.set(trial.numbers.get(id) ?? '', into.numbers.get(other) ?? '');
    const code = async ({ fund }: Trial, loan: string): Promise<string> =>
      (await fund.read(`/v1/loans/${loan}`)).cooperativeCode;
    into.names.set(await code(trial, id), await code(into, other));
  }
  const funds = [(await trial.fund.read('/v1/fund')).code, (await into.fund.read('/v1/fund')).code];
  into.names.set(`"${funds[0]}"`, `"${funds[1]}"`);
  const figures = JSON.stringify(await figuresOf(trial.of()));
  const there = [...into.names].reduce((text, [a, b]) => text.replaceAll(a, b), figures);
  expect(JSON.parse(there)).toEqual(await figuresOf(into.of()));
});
