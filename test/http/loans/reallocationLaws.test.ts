import fc from 'fast-check';
import {
  contribute,
  lend,
  next,
  payment,
  startApi,
  without,
  type Api,
  type Json,
} from '../../support/api.ts';
import { runs } from '../../domain/arbitrary/arbitraryLoan.ts';

// The same loan twice: on one, receipts come before decisions and are allocated anew; on the other,
// all is entered in time.

let api: Api;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund, '50000000000');
});

afterAll(() => api.close());

const day = (most: number) =>
  fc
    .integer({ min: 0, max: most })
    .map((days) => new Date(Date.UTC(2023, 2, 26) + days * 86_400_000).toISOString().slice(0, 10));

/** Up to more than the loan; those that are refused are left out. */
const RECEIPT = fc.record({ on: day(370), amount: fc.integer({ min: 1, max: 90_000 }) });

const DECISION = fc.record({
  kind: fc.constantFrom('rate-changes', 'freezes', 'recalls', 'restructurings'),
  on: day(340),
  size: fc.nat({ max: 3 }),
});

type Decision = typeof DECISION extends fc.Arbitrary<infer T> ? T : never;

/** @param first the day before the first receipt: all is outstanding, and can be extended */
function bodyOf({ kind, on, size }: Decision, first: string): object {
  const decisionNumber = next('QD');
  const bodies: Record<Decision['kind'], object> = {
    'rate-changes': { effectiveOn: on, ratePercent: String(3 + size) },
    freezes: { from: on, to: size === 0 ? undefined : `2024-0${size}-15` },
    recalls: { decidedOn: on, deadline: on },
    restructurings: {
      kind: 'extension',
      decidedOn: first,
      instalments: [{ dueOn: '2025-03-25', principal: '200000000' }],
    },
  };
  return { ...bodies[kind], decisionNumber };
}

const TERMS = fc.constantFrom(
  {},
  { lateInterestRatePercent: '5', overdueScope: 'loan' },
  { principalSchedule: { kind: 'bullet', dueOn: '2023-09-25' } },
);

const SCENARIO = fc.record({
  terms: TERMS,
  decision: DECISION,
  receipts: fc.array(RECEIPT, { minLength: 2, maxLength: 5, size: 'max' }),
});

const positions = (path: string, knownAt?: string): Promise<Json[]> => {
  const known = knownAt === undefined ? '' : `&knownAt=${encodeURIComponent(knownAt)}`;
  return Promise.all(
    ['2023-06-27', '2023-09-26', '2023-12-31', '2024-03-31', '2025-06-30'].map(async (asOf) =>
      without(await api.fund.read(`${path}/position?asOf=${asOf}${known}`), 'knownAt', 'loanId'),
    ),
  );
};

/** What was put in and what became of it, on a day (R18). */
async function fundOn(asOf: string) {
  const { charterCapital, principalOutstanding, availablePrincipal, principalChargedOff } =
    await api.fund.read(`/v1/fund?asOf=${asOf}`);
  const parts = [principalOutstanding, availablePrincipal, principalChargedOff].map(BigInt);
  expect(parts.reduce((a, b) => a + b)).toBe(BigInt(charterCapital));
  return availablePrincipal;
}

const dayBefore = (date: string) =>
  new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);

let reallocations = 0;

/** Allocates anew, and holds what has to be as it was. */
async function reallocated(path: string): Promise<void> {
  const before = await positions(path);
  const { data: receipts } = await api.fund.read(`${path}/repayments`);
  const days = receipts.map((each: Json) => dayBefore(each.effectiveOn)).toSorted();
  const available = await fundOn(days[0]);
  const { status, body } = await api.fund.post(`${path}/reallocation`, { reason: 'Nhập sau' });
  if (status !== 201) {
    expect(['nothing-to-reallocate', 'more-than-payoff']).toContain(body.code);
    return;
  }
  reallocations += 1;
  expect(await positions(path, body.positionBefore.knownAt)).toEqual(before);
  expect(await fundOn(days[0])).toBe(available);
  const { data } = await api.fund.read(`${path}/repayments`);
  for (const date of days) await fundOn(date);
  const said = ({ voucherNumber, effectiveOn, amount, method }: Json) =>
    [voucherNumber, effectiveOn, amount, method].join(' ');
  const standing = data.filter((each: Json) => each.reversedAt === null);
  expect(standing.map(said)).toEqual(receipts.map(said));
  expect(body.warnings).toBeUndefined();
}

test('receipts that are allocated anew are as if all had been entered in time', async () => {
  await fc.assert(
    fc.asyncProperty(SCENARIO, async ({ terms, decision, receipts }) => {
      const inOrder = receipts.toSorted((a, b) => (a.on < b.on ? -1 : 1));
      const body = bodyOf(decision, dayBefore(inOrder[0]?.on ?? ''));
      const [late, timely] = [await lend(api.fund, terms), await lend(api.fund, terms)];
      const taken: { amount: string; effectiveOn: string }[] = [];
      for (const { on, amount } of inOrder) {
        const paid = { amount: `${amount}000`, effectiveOn: on };
        const answer = await api.fund.post(`${late.path}/repayments`, payment(paid.amount, on));
        if (answer.status === 201) taken.push(paid);
      }
      for (const { path } of [timely, late]) {
        fc.pre((await api.fund.post(`${path}/${decision.kind}`, body)).status === 201);
      }
      for (const { amount, effectiveOn } of taken) {
        const paid = payment(amount, effectiveOn);
        const { status } = await api.fund.post(`${timely.path}/repayments`, paid);
        fc.pre(status === 201);
      }
      await reallocated(late.path);
      expect(await positions(late.path)).toEqual(await positions(timely.path));
    }),
    runs(3),
  );
  expect(reallocations).toBeGreaterThan(0);
  expect((await api.fund.read('/v1/ledger/verification')).differences).toEqual([]);
}, 600_000);
