import fc from 'fast-check';
import {
  contribute,
  cooperativeBody,
  loanBody,
  next,
  payment,
  startApi,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';

// Acts of all kinds as they come, many refused, after reports were issued. Of every figure the causes
// must sum to what it differs by, and an act says that it affects a report where it is a cause.

const RUNS = 4;

const ACTS = 25;

const LOANS = 4;

const SEED = 20_261_128;

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const day = fc
  .integer({ min: 0, max: 200 })
  .map((days) => new Date(Date.UTC(2023, 2, 25) + days * 86_400_000).toISOString().slice(0, 10));

const pick = fc.record({
  kind: fc.oneof(
    { weight: 6, arbitrary: fc.constant('repayments') },
    { weight: 5, arbitrary: fc.constant('reversal') },
    {
      weight: 8,
      arbitrary: fc.constantFrom(
        'disbursements',
        'rate-changes',
        'waivers',
        'freezes',
        'recalls',
        'charge-offs',
        'restructurings',
        'movement',
        'holidays',
        'plan',
        'recovery-plan',
        'suspension',
        'name',
        'case',
        'ceased',
        'correction',
        'contract',
      ),
    },
  ),
  loan: fc.nat(LOANS - 1),
  at: fc.nat(1000),
  on: day,
  amount: fc.integer({ min: 1, max: 60_000 }).map((thousands) => `${thousands}000`),
});

type Act = typeof pick extends fc.Arbitrary<infer T> ? T : never;

interface Lent {
  readonly id: string;
  readonly cooperativeId: string;
  readonly body: Json;
}

/** The request of an act: POST, unless it says PUT. */
function requestOf(
  { kind, on, amount, at }: Act,
  { id, cooperativeId, body }: Lent,
  reversible: readonly string[],
): [method: 'POST' | 'PUT', address: string, body: object] {
  const loan = `/v1/loans/${id}`;
  const cooperative = `/v1/cooperatives/${cooperativeId}`;
  const decisionNumber = next('QD');
  const decided = { decisionNumber, decidedOn: on };
  const dated = { decisionNumber, effectiveOn: on };
  const bodies: Record<string, [string, object]> = {
    repayments: [`${loan}/repayments`, payment(amount, on)],
    disbursements: [`${loan}/disbursements`, payment(amount, on)],
    // The first money of the contract entered beside.
    contract: [`${loan}/disbursements`, payment(amount, on)],
    'rate-changes': [`${loan}/rate-changes`, { ...dated, ratePercent: String(4 + (at % 3)) }],
    waivers: [`${loan}/waivers`, { ...dated, component: 'inTermInterest', amount }],
    freezes: [`${loan}/freezes`, { from: on, decisionNumber }],
    recalls: [`${loan}/recalls`, { ...decided, deadline: on }],
    'charge-offs': [`${loan}/charge-offs`, dated],
    restructurings: [
      `${loan}/restructurings`,
      { ...decided, kind: 'extension', instalments: [{ dueOn: '2024-12-25', principal: amount }] },
    ],
    movement: [
      '/v1/fund/capital-movements',
      { kind: 'contribution', amount, effectiveOn: on, documentNumber: next('QD') },
    ],
    holidays: ['PUT /v1/fund/holidays/2023', { dates: [on, '2023-06-26'] }],
    plan: ['PUT /v1/fund/plan', { entries: [{ kind: 'disbursement', expectedOn: on, amount }] }],
    'recovery-plan': [
      `PUT ${loan}/recovery-plan`,
      { entries: [{ expectedOn: on, principal: amount }] },
    ],
    suspension: ['PUT /v1/fund/lending-suspension', { ...decided, suspended: at % 2 === 0 }],
    name: [
      `PUT ${cooperative}`,
      {
        ...cooperativeBody({ locality: at % 2 === 0 ? 'Bắc Sơn' : 'Cao Lộc' }),
        reason: 'Đổi tên',
        ...(at % 3 === 0 ? { effectiveOn: on } : {}),
      },
    ],
    case: [
      '/v1/litigation-cases',
      {
        cooperativeId,
        loanIds: [id],
        court: 'TAND huyện Văn Quan',
        docketType: 'civil',
        filedOn: on,
        claim: { principal: amount, inTermInterest: '0', overdueInterest: '0', lateInterest: '0' },
      },
    ],
    ceased: [`${cooperative}/collection-entries`, { kind: 'ceased_operation', occurredOn: on }],
    correction: [
      `${loan}/correction`,
      { ...body, ratePercent: String(5 + (at % 3)), reason: 'Nhập nhầm lãi suất' },
    ],
    reversal: [
      `${reversible[at % Math.max(reversible.length, 1)] ?? '/v1/repayments/none'}/reversal`,
      { reason: 'Nhập nhầm' },
    ],
  };
  const [address, said] = bodies[kind] ?? ['', {}];
  if (address.startsWith('PUT ')) return ['PUT', address.slice('PUT '.length), said];
  return ['POST', address, said];
}

const REVERSIBLE = /\/(repayments|disbursements|waivers|freezes|recalls|charge-offs|rate-changes)$/;

async function lendSome(fund: Client): Promise<Lent[]> {
  const lent: Lent[] = [];
  for (let count = 0; count < LOANS; count += 1) {
    // Two loans of each borrower.
    const before = count % 2 === 1 ? lent.at(-1)?.cooperativeId : undefined;
    const cooperativeId =
      before ?? ((await fund.add('/v1/cooperatives', cooperativeBody())).id as string);
    const body = loanBody(cooperativeId, { principal: '100000000' });
    const { id } = await fund.add('/v1/loans', body);
    await fund.add(`/v1/loans/${id}/disbursements`, payment('80000000', '2023-03-25'));
    lent.push({ id, cooperativeId, body });
  }
  return lent;
}

interface Entered {
  readonly body: Json;
  readonly affects: readonly string[];
}

/** Another contract of the same borrower, entered without money. */
async function contractBeside(fund: Client, { cooperativeId, body }: Lent): Promise<Lent> {
  const another = { ...body, contractNumber: next('HD') };
  const { id } = await fund.add('/v1/loans', another);
  return { id, cooperativeId, body: another };
}

/** Carries acts out; gives those taken, each with the ids of what it says it affects. */
async function carryOut(fund: Client, lent: readonly Lent[], acts: readonly Act[]) {
  const reversible: string[] = [];
  const entered: Entered[] = [];
  for (const act of acts) {
    const lentBefore = lent[act.loan];
    if (lentBefore === undefined) throw new Error(`no loan ${act.loan}`);
    const loan = act.kind === 'contract' ? await contractBeside(fund, lentBefore) : lentBefore;
    const [method, address, said] = requestOf(act, loan, reversible);
    const { status, body } =
      method === 'PUT' ? await fund.put(address, said) : await fund.post(address, said);
    expect([200, 201, 404, 409, 422]).toContain(status);
    if (status > 201) continue;
    const [, collection] = REVERSIBLE.exec(address) ?? [];
    if (collection !== undefined) reversible.push(`/v1/${collection}/${body.id}`);
    entered.push({ body, affects: body.affects.map((each: Json) => each.id) });
  }
  return entered;
}

const isMoney = (figure: unknown): figure is string =>
  typeof figure === 'string' && /^-?\d+$/.test(figure);

function expectExplained({ path, issued, now, causes }: Json): void {
  expect([path, issued]).not.toEqual([path, now]);
  const differences: Json[] = causes.map((each: Json) => each.difference);
  if (isMoney(issued)) {
    const sum = differences.reduce((total: bigint, each) => total + BigInt(each), 0n);
    expect([path, sum]).toEqual([path, BigInt(now) - BigInt(issued)]);
  } else if (typeof issued === 'number') {
    const sum = differences.reduce((total: number, each) => total + each, 0);
    expect([path, sum]).toEqual([path, now - issued]);
  } else {
    expect([path, differences]).toEqual([path, causes.map(() => null)]);
    expect([path, causes.length]).not.toEqual([path, 0]);
  }
}

test('the causes of each figure sum to its difference, and say of themselves that they affect it', async () => {
  let taken = 0;
  const acts = fc.array(pick, { minLength: ACTS, maxLength: ACTS });
  for (const sample of fc.sample(acts, { numRuns: RUNS, seed: SEED })) {
    const fund = await api.addFund();
    await contribute(fund, '2000000000');
    const lent = await lendSome(fund);
    const reports: Json[] = [];
    for (const asOf of ['2023-06-30', '2023-08-31']) {
      const asked = { asOf, periodStart: '2023-05-01', documentNumber: next('BC') };
      reports.push(await fund.add('/v1/reports/fund-section/issues', asked));
    }
    const entered = await carryOut(fund, lent, sample);
    taken += entered.length;
    for (const report of reports) {
      const rows: Json[] = await fund.read(`/v1/issued-reports/${report.id}/comparison`);
      for (const row of rows) expectExplained(row);
      const causes = new Set(rows.flatMap((row) => row.causes.map((each: Json) => each.factId)));
      const named = entered.filter(({ affects }) => affects.includes(report.id));
      for (const { body } of entered) {
        if (!causes.has(body.id)) continue;
        expect([body.id, named.some((each) => each.body.id === body.id)]).toEqual([body.id, true]);
      }
    }
    const { differences } = await fund.read('/v1/ledger/verification');
    expect(differences).toEqual([]);
  }
  // Most are taken, else this says little.
  expect(taken).toBeGreaterThan((RUNS * ACTS) / 3);
});
