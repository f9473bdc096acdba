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

// A fund through which acts go as they come, many of them refused, and the books after it.

// A thousand take a minute: FUZZ_ACTS=1000 tries them.
const ACTS = Number(process.env['FUZZ_ACTS'] ?? 250);

const LOANS = 24;

const SEED = 20_261_124;

let api: Api;

let fund: Client;

let loans: string[];

/** The addresses of what may be reversed. */
let reversible: string[];

/** How many receipts were allocated anew. */
let reallocated = 0;

beforeAll(async () => {
  api = await startApi();
  fund = api.fund;
  reversible = [];
  await contribute(fund, '20000000000');
  loans = [];
  for (let count = 0; count < LOANS; count += 1) {
    const { id } = await fund.add('/v1/cooperatives', cooperativeBody());
    const more = count % 2 === 0 ? {} : { lateInterestRatePercent: '5', overdueScope: 'loan' };
    loans.push((await fund.add('/v1/loans', loanBody(id, more))).id);
  }
});
afterAll(() => api.close());

const day = fc
  .integer({ min: 0, max: 370 })
  .map((days) => new Date(Date.UTC(2023, 2, 20) + days * 86_400_000).toISOString().slice(0, 10));

const dong = fc.oneof(
  fc.integer({ min: 1, max: 80_000 }).map((thousands) => `${thousands}000`),
  fc.integer({ min: 1, max: 999_999 }).map(String),
);

const pick = fc.record({
  kind: fc.oneof(
    { weight: 12, arbitrary: fc.constant('repayments') },
    { weight: 6, arbitrary: fc.constant('disbursements') },
    { weight: 5, arbitrary: fc.constant('reversal') },
    {
      weight: 4,
      arbitrary: fc.constantFrom('rate-changes', 'waivers', 'freezes', 'recalls', 'movement'),
    },
    { weight: 4, arbitrary: fc.constant('reallocation') },
    { weight: 1, arbitrary: fc.constantFrom('charge-offs', 'debt-group-overrides', 'holidays') },
  ),
  loan: fc.nat(LOANS - 1),
  at: fc.nat(),
  on: day,
  amount: dong,
});

type Act = typeof pick extends fc.Arbitrary<infer T> ? T : never;

function bodyOf({ kind, on, amount, at }: Act): object {
  const decisionNumber = next('QD');
  const bodies: Record<string, () => object> = {
    repayments: () => payment(amount, on, { method: at % 2 === 0 ? 'cash' : 'transfer' }),
    disbursements: () => payment(amount, on),
    'rate-changes': () => ({ effectiveOn: on, ratePercent: String(4 + (at % 3)), decisionNumber }),
    waivers: () => ({ effectiveOn: on, component: 'inTermInterest', amount, decisionNumber }),
    freezes: () => ({ from: on, decisionNumber }),
    recalls: () => ({ decidedOn: on, deadline: on, decisionNumber }),
    'charge-offs': () => ({ effectiveOn: on, decisionNumber }),
    'debt-group-overrides': () => ({ group: 5, effectiveOn: on, reason: 'Ngừng hoạt động' }),
  };
  const body = bodies[kind];
  if (body === undefined) throw new Error(`no body for ${kind}`);
  return body();
}

/** What is allocated anew can be reversed like any receipt. */
async function reallocate(loan: string): Promise<number> {
  const { status, body } = await fund.post(`${loan}/reallocation`, { reason: 'Nhập sau' });
  const anew: readonly Json[] = status === 201 ? body.receipts : [];
  reallocated += anew.length;
  reversible.push(...anew.map(({ newRepaymentId }) => `/v1/repayments/${newRepaymentId}`));
  return status;
}

async function carryOut(act: Act): Promise<number> {
  const { kind, on, amount, at } = act;
  if (kind === 'holidays') {
    return (await fund.put('/v1/fund/holidays/2023', { dates: [on.replace(/^\d+/, '2023')] }))
      .status;
  }
  if (kind === 'reversal') {
    const path = reversible[at % Math.max(reversible.length, 1)];
    if (path === undefined) return 0;
    return (await fund.post(`${path}/reversal`, { reason: 'Nhập nhầm' })).status;
  }
  if (kind === 'reallocation') return reallocate(`/v1/loans/${loans[act.loan]}`);
  const movement = kind === 'movement';
  const path = movement ? '/v1/fund/capital-movements' : `/v1/loans/${loans[act.loan]}/${kind}`;
  const moved = { kind: at % 3 === 0 ? 'withdrawal' : 'contribution', amount, effectiveOn: on };
  const body = movement ? { ...moved, documentNumber: next('QD') } : bodyOf(act);
  const answer = await fund.post(path, body);
  const collection = movement ? 'capital-movements' : kind;
  if (answer.status === 201) reversible.push(`/v1/${collection}/${answer.body.id}`);
  return answer.status;
}

test('acts in any order leave books in which nothing is found', async () => {
  const acts = fc.sample(pick, { numRuns: ACTS, seed: SEED });
  const statuses = new Map<number, number>();
  for (const act of acts) {
    const status = await carryOut(act);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  const codes = [...statuses.keys()].toSorted();
  expect(codes.filter((status) => ![0, 200, 201, 409, 422].includes(status))).toEqual([]);
  expect(statuses.get(201)).toBeGreaterThan(ACTS / 3);
  expect(reallocated).toBeGreaterThan(0);
  for (const quarter of ['2023-Q1', '2023-Q2', '2023-Q3', '2023-Q4']) {
    expect((await fund.post(`/v1/periods/${quarter}/closing`, {})).status).toBe(201);
  }
  const verification: Json = await fund.read('/v1/ledger/verification');
  expect(verification.differences).toEqual([]);
});
