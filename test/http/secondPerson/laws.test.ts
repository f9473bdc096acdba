import fc from 'fast-check';
import { SECOND_PERSON_ACTS } from '../../../src/domain/policies/secondPerson.ts';
import { startApi, type Answer, type Api, type Client, type Json } from '../../support/api.ts';
import { confirmationOf, secondPersonPolicy } from '../../support/secondPerson.ts';

// The same acts in two funds: in one each takes effect at once, in the other each that is proposed is confirmed at
// once. Whatever is asked, the funds answer the same.

const LOANS = 3;

const ACTS = Number(process.env['FUZZ_ACTS'] ?? 60);

const SEED = 20_261_129;

/** A fund in which acts are carried out, by one person or by two. */
interface Acting {
  readonly client: Client;
  readonly loans: string[];
  /** The addresses of what was recorded. */
  readonly recorded: string[];
  act(path: string, body: object): Promise<Answer>;
}

let api: Api;

let funds: readonly [Acting, Acting];

/** How many acts waited for the second person. */
let waited = 0;

async function confirmedAtOnce(client: Client, second: Client, path: string, body: object) {
  const answer = await client.post(path, body);
  if (answer.status !== 202) return answer;
  waited += 1;
  const done = await second.post(confirmationOf(answer.body.id), {});
  expect([done.status, done.text]).toEqual([200, done.text]);
  return { ...done, status: 201, body: done.body.answer as Json };
}

async function begin(isGuarded: boolean): Promise<Acting> {
  const client = await api.addFund();
  await client.add('/v1/fund/capital-movements', {
    kind: 'contribution',
    amount: '20000000000',
    effectiveOn: '2023-01-02',
    documentNumber: 'QD1',
  });
  const second = await api.withRole(client, 'director');
  const loans: string[] = [];
  for (let count = 1; count <= LOANS; count += 1) {
    const borrower = { code: `HTX${count}`, name: `HTX Số ${count}`, locality: 'Văn Quan' };
    const { id } = await client.add('/v1/cooperatives', borrower);
    const loan = await client.add('/v1/loans', {
      cooperativeId: id,
      contractNumber: `HD${count}`,
      signedOn: '2023-03-20',
      principal: '200000000',
      ratePercent: '6.6',
      overdueRatePercent: '9.9',
      principalSchedule: { kind: 'equal', count: 4, every: 'quarter', firstDueOn: '2023-06-25' },
      interestSchedule: { every: 'quarter', firstDueOn: '2023-06-25' },
    });
    const paid = { amount: '150000000', effectiveOn: '2023-03-25', voucherNumber: `PC${count}` };
    await client.add(`/v1/loans/${loan.id}/disbursements`, paid);
    loans.push(`/v1/loans/${loan.id}`);
  }
  await client.add('/v1/reports/fund-section/issues', {
    asOf: '2023-12-31',
    documentNumber: '12/BC-QHT',
  });
  const rule = secondPersonPolicy(isGuarded ? SECOND_PERSON_ACTS : []);
  await client.add('/v1/policies', rule);
  const act = (path: string, body: object) =>
    isGuarded ? confirmedAtOnce(client, second, path, body) : client.post(path, body);
  return { client, loans, recorded: [], act };
}

beforeAll(async () => {
  api = await startApi();
  funds = [await begin(false), await begin(true)];
});
afterAll(() => api.close());

const RANDOM_ACT = fc.record({
  kind: fc.constantFrom(
    'repayments',
    'repayments',
    'disbursements',
    'rate-changes',
    'waivers',
    'freezes',
    'recalls',
    'charge-offs',
    'debt-group-overrides',
    'reversal',
    'reallocation',
    'movement',
  ),
  loan: fc.nat(LOANS - 1),
  at: fc.nat(),
  on: fc
    .integer({ min: 0, max: 370 })
    .map((days) => new Date(Date.UTC(2023, 2, 20) + days * 86_400_000).toISOString().slice(0, 10)),
  amount: fc.integer({ min: 1, max: 20_000 }).map((thousands) => `${thousands}000`),
});

type RandomAct = typeof RANDOM_ACT extends fc.Arbitrary<infer T> ? T : never;

const bodyOf = ({ kind, on, amount, at }: RandomAct, number: number): object => {
  const paid = { amount, effectiveOn: on, voucherNumber: `CT${number}` };
  const decisionNumber = `${number}/QĐ`;
  const bodies: Record<string, object> = {
    repayments: paid,
    disbursements: paid,
    'rate-changes': { effectiveOn: on, ratePercent: String(4 + (at % 3)), decisionNumber },
    waivers: { effectiveOn: on, component: 'inTermInterest', amount, decisionNumber },
    freezes: { from: on, decisionNumber },
    recalls: { decidedOn: on, deadline: on, decisionNumber },
    'charge-offs': { effectiveOn: on, decisionNumber },
    'debt-group-overrides': { group: 5, effectiveOn: on, reason: 'Ngừng hoạt động' },
    reallocation: { reason: 'Nhập sau' },
    reversal: { reason: 'Nhập nhầm' },
    movement: { kind: 'contribution', amount, effectiveOn: on, documentNumber: decisionNumber },
  };
  return bodies[kind] ?? {};
};

async function carryOut(fund: Acting, random: RandomAct, number: number): Promise<unknown> {
  const { kind, at } = random;
  const { recorded } = fund;
  const reversed = recorded[at % Math.max(recorded.length, 1)];
  if (kind === 'reversal' && reversed === undefined) return null;
  const ofLoan = `${fund.loans[random.loan]}/${kind}`;
  const other = kind === 'movement' ? '/v1/fund/capital-movements' : ofLoan;
  const path = kind === 'reversal' ? `${reversed}/reversal` : other;
  const { status, body } = await fund.act(path, bodyOf(random, number));
  if (status === 201 && kind !== 'reversal' && kind !== 'reallocation') {
    recorded.push(`/v1/${kind === 'movement' ? 'capital-movements' : kind}/${body.id}`);
  }
  return [status, shapeOf(body)];
}

/** An answer without ids, instants and hashes: in these alone two funds differ. */
function shapeOf(said: Json): Json {
  if (Array.isArray(said)) return said.map(shapeOf);
  if (typeof said === 'string') {
    return said
      .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'INSTANT')
      .replace(/^[0-9a-f]{64}$/, 'HASH');
  }
  if (typeof said !== 'object' || said === null) return said;
  return Object.fromEntries(Object.entries(said).map(([name, each]) => [name, shapeOf(each)]));
}

/** All that is worked out of a fund. */
async function answersOf({ client, loans }: Acting): Promise<unknown> {
  const fundWide = [
    '/v1/reports/fund-section?asOf=2024-03-31',
    '/v1/reports/debt-classification?asOf=2024-03-31',
    '/v1/ledger/trial-balance',
    '/v1/ledger/journal?from=2023-01-01&to=2024-03-31',
    '/v1/periods',
    '/v1/issued-reports',
    '/v1/repayments',
  ];
  const each = loans.flatMap((loan) => [
    `${loan}/position`,
    `${loan}/schedule`,
    `${loan}/decisions`,
  ]);
  const answers: unknown[] = [];
  for (const path of [...fundWide, ...each]) answers.push(shapeOf(await client.read(path)));
  return answers;
}

test('a fund in which every proposal is confirmed at once answers as one without second persons', async () => {
  const acts = fc.sample(RANDOM_ACT, { numRuns: ACTS, seed: SEED });
  let done = 0;
  for (const [number, random] of acts.entries()) {
    const alone = await carryOut(funds[0], random, number);
    expect([random, await carryOut(funds[1], random, number)]).toEqual([random, alone]);
    if (Array.isArray(alone) && alone[0] === 201) done += 1;
  }
  expect(done).toBeGreaterThan(ACTS / 4);
  expect(waited).toBeGreaterThan(ACTS / 6);
  expect(await answersOf(funds[1])).toEqual(await answersOf(funds[0]));
  for (const { client } of funds) {
    expect((await client.read('/v1/ledger/verification')).differences).toEqual([]);
  }
});
