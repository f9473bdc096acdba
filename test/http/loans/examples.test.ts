import { readFileSync } from 'node:fs';
import {
  contribute,
  cooperativeBody,
  next,
  startApi,
  without,
  type Api,
  type Json,
} from '../../support/api.ts';

/** The examples that came with the rules, each a loan of its own; the domain's tests read them too. */
interface Example {
  readonly name: string;
  readonly why: string;
  readonly holidays: readonly string[];
  readonly terms: Json;
  readonly facts: readonly Json[];
  readonly positions: readonly Json[];
  readonly interest?: Json;
}

function examples(file: string): Example[] {
  return JSON.parse(
    readFileSync(new URL(`../../domain/loans/examples/${file}`, import.meta.url), 'utf8'),
  );
}

/** Here every allocation is stated; of the random ones those not `explicit` are ours to find (R9). */
const WORKED = examples('worked.json').map((example) => ({
  ...example,
  facts: example.facts.map((fact) => ({ ...fact, explicit: fact.type === 'repayment' })),
}));

const RANDOM = examples('random.json');

/** What an example enters: each kind of fact in the form it has here, and the kinds of its schedules. */
const kindsOf = ({ terms, facts }: Example): string[] => [
  `${terms.principalSchedule.kind} principal`,
  `interest every ${terms.interestSchedule.every}`,
  ...facts.map(({ type, explicit, endedLater, kind, component }) =>
    [type, explicit, endedLater, kind, component].join(' '),
  ),
];

/** Those which bring something that those before them did not. */
function firstOfEachKind(all: readonly Example[]): Example[] {
  const seen = new Set<string>();
  return all.filter((example) => {
    const before = seen.size;
    for (const kind of kindsOf(example)) seen.add(kind);
    return seen.size > before;
  });
}

let api: Api;

beforeAll(async () => {
  api = await startApi('2025-12-31'); // after the last of the examples' facts (R31)
  await contribute(api.fund, '900000000000', '2017-01-02');
});

afterAll(() => api.close());

/** Where each kind of fact is entered about a loan, and what an example says of it there. */
const ENTRIES: Readonly<Record<string, readonly [path: string, ...fields: string[]]>> = {
  disbursement: ['disbursements', 'effectiveOn', 'amount'],
  repayment: ['repayments', 'effectiveOn', 'amount'],
  recall: ['recalls', 'decidedOn', 'deadline'],
  restructuring: ['restructurings', 'kind', 'decidedOn', 'instalments'],
  rate_change: ['rate-changes', 'effectiveOn', 'ratePercent', 'overdueRatePercent'],
  freeze: ['freezes', 'from', 'to'],
  waiver: ['waivers', 'effectiveOn', 'component', 'amount'],
  charge_off: ['charge-offs', 'effectiveOn'],
};

/** Enters a fact after others, whose addresses are given; gives its own, which others may name. */
async function enter(path: string, fact: Json, addresses: readonly string[]): Promise<string> {
  const decisionNumber = next('QĐ');
  if (fact.type === 'reversal') {
    await api.fund.add(`${addresses[fact.of]}/reversal`, { reason: fact.reason });
    return '';
  }
  if (fact.type === 'recall_withdrawal') {
    const { decidedOn } = fact;
    await api.fund.add(`${addresses[fact.of]}/withdrawal`, { decidedOn, decisionNumber });
    return '';
  }
  const [kind, ...fields] = ENTRIES[fact.type] ?? [''];
  const isPaid = fact.type === 'disbursement' || fact.type === 'repayment';
  const said: Json = isPaid ? { voucherNumber: next('CT') } : { decisionNumber };
  for (const field of fields) said[field] = fact[field];
  if (fact.explicit === true) said.allocation = fact.allocation;
  if (fact.endedLater === true) delete said.to;
  const answer = await api.fund.add(`${path}/${kind}`, said);
  if (fact.type === 'repayment') expect(answer.allocation).toEqual(fact.allocation);
  const address = `/v1/${kind}/${answer.id}`;
  if (fact.endedLater === true) {
    await api.fund.add(`${address}/end`, { to: fact.to, decisionNumber: next('QĐ') });
  }
  return address;
}

/** Enters the loan of an example under a borrower of its own, fact by fact. */
async function enterLoan({ terms, facts }: Example): Promise<string> {
  const { id: cooperativeId } = await api.fund.add('/v1/cooperatives', cooperativeBody());
  const contract = { ...terms, cooperativeId, contractNumber: next('HD') };
  const path = `/v1/loans/${(await api.fund.add('/v1/loans', contract)).id}`;
  const addresses: string[] = [];
  for (const fact of facts) addresses.push(await enter(path, fact, addresses));
  return path;
}

async function check(example: Example): Promise<void> {
  const path = await enterLoan(example);
  const positions = await Promise.all(
    example.positions.map(async ({ asOf }) =>
      without(await api.fund.read(`${path}/position?asOf=${asOf}`), 'loanId', 'knownAt'),
    ),
  );
  expect(positions).toEqual(example.positions);
  if (example.interest === undefined) return;
  const { from, to, ...lines } = example.interest;
  expect(await api.fund.read(`${path}/interest?from=${from}&to=${to}`)).toMatchObject(lines);
}

describe('a worked example, entered over HTTP in its order, has the positions it says', () => {
  test.each(WORKED)('$name: $why', check);
});

describe('a random example, entered over HTTP in its order, has the positions it says', () => {
  const holidays = RANDOM[0]?.holidays ?? [];

  beforeAll(async () => {
    for (const year of new Set(holidays.map((each) => each.slice(0, 4)))) {
      const dates = holidays.filter((each) => each.startsWith(year)).toSorted();
      const { status } = await api.fund.put(`/v1/fund/holidays/${year}`, { dates });
      expect(status).toBe(200);
    }
    // Without statistics the database goes through all facts for each loan: ten times as slow.
    await api.database.asOwner('analyze');
  });

  test('all of them have the same holidays', () => {
    for (const example of RANDOM) expect(example.holidays).toEqual(holidays);
  });

  // The domain is held to all of them; what is entered here shows that each door agrees.
  test.each(firstOfEachKind(RANDOM))('$name: $why', check);
});
