import { randomUUID } from 'node:crypto';
import { keyed, type Sent } from '../../test/support/service.ts';
import type { Json } from '../../test/support/api.ts';

// What the clients of the fault run ask for: acts of each kind, on a few loans shared by all, so
// that they meet each other.

/** A number from 0 up to 1, by chance that can be had again. */
export type Chance = () => number;

/** The same numbers for the same seed (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function pick<T>(chance: Chance, from: readonly T[]): T {
  const one = from[Math.floor(chance() * from.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}

/** What the acts are about, and what of them can be reversed. */
export interface Scene {
  readonly loanIds: string[];
  readonly receiptIds: string[];
  readonly movementIds: string[];
}

/** A request to be sent until it is answered, and what its acknowledgement adds to the scene. */
export interface Act {
  readonly url: string;
  readonly sent: Sent;
  readonly done?: (body: Json) => void;
}

/** A day from 2/1/2023 to 28/12/2023. */
function someDay(chance: Chance): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `2023-${two(1 + Math.floor(chance() * 12))}-${two(2 + Math.floor(chance() * 27))}`;
}

/** Money from 1,000 to 1,000,000. */
const someMoney = (chance: Chance) => String(1_000 + 1_000 * Math.floor(chance() * 1_000));

const payment = (amount: string, effectiveOn: string) =>
  keyed({ amount, effectiveOn, voucherNumber: randomUUID() });

type Kind = (chance: Chance, scene: Scene) => Act;

const receipt: Kind = (chance, { loanIds, receiptIds }) => ({
  url: `/v1/loans/${pick(chance, loanIds)}/repayments`,
  sent: payment(someMoney(chance), someDay(chance)),
  done: ({ id }) => receiptIds.push(id),
});

const voucherOnTwoLoans: Kind = (chance, { loanIds, receiptIds }) => {
  const first = pick(chance, loanIds);
  const second = pick(
    chance,
    loanIds.filter((id) => id !== first),
  );
  const parts = [first, second].map((loanId) => ({ loanId, amount: someMoney(chance) }));
  return {
    url: '/v1/receipts',
    sent: keyed({ voucherNumber: randomUUID(), effectiveOn: someDay(chance), parts }),
    done: (body) => receiptIds.push(...body.parts.map(({ id }: Json) => id)),
  };
};

const disbursement: Kind = (chance, { loanIds }) => ({
  url: `/v1/loans/${pick(chance, loanIds)}/disbursements`,
  sent: payment(someMoney(chance), someDay(chance)),
});

const capitalMovement: Kind = (chance, { movementIds }) => ({
  url: '/v1/fund/capital-movements',
  sent: keyed({
    kind: pick(chance, ['contribution', 'contribution', 'withdrawal']),
    amount: someMoney(chance),
    effectiveOn: someDay(chance),
    documentNumber: randomUUID(),
  }),
  done: ({ id }) => movementIds.push(id),
});

const reason = 'Nhập nhầm';

/** Of an act that another client may be reversing too: then one of them is refused. */
const reversal: Kind = (chance, scene) => {
  const [kind, ids] = pick(chance, [
    ['repayments', scene.receiptIds],
    ['repayments', scene.receiptIds],
    ['capital-movements', scene.movementIds],
  ] as const);
  if (ids.length === 0) return receipt(chance, scene);
  return { url: `/v1/${kind}/${pick(chance, ids)}/reversal`, sent: keyed({ reason }) };
};

const rateChange: Kind = (chance, { loanIds }) => ({
  url: `/v1/loans/${pick(chance, loanIds)}/rate-changes`,
  sent: keyed({
    effectiveOn: someDay(chance),
    ratePercent: pick(chance, ['6', '6.6', '7.2']),
    decisionNumber: randomUUID(),
  }),
});

const waiver: Kind = (chance, { loanIds }) => ({
  url: `/v1/loans/${pick(chance, loanIds)}/waivers`,
  sent: keyed({
    component: 'inTermInterest',
    amount: '1000',
    effectiveOn: someDay(chance),
    decisionNumber: randomUUID(),
  }),
});

const freeze: Kind = (chance, { loanIds }) => {
  const [from, to] = [someDay(chance), someDay(chance)].toSorted();
  return {
    url: `/v1/loans/${pick(chance, loanIds)}/freezes`,
    sent: keyed({ from, to, decisionNumber: randomUUID() }),
  };
};

/** The kinds, each as often as it is to come. */
const KINDS: readonly Kind[] = [
  ...Array.from({ length: 8 }, () => receipt),
  voucherOnTwoLoans,
  disbursement,
  disbursement,
  capitalMovement,
  capitalMovement,
  reversal,
  reversal,
  rateChange,
  waiver,
  freeze,
];

export function someAct(chance: Chance, scene: Scene): Act {
  return pick(chance, KINDS)(chance, scene);
}

/** A contract of 2 bn signed on 2/1/2023, of which 1 bn is disbursed on that day. */
export function loanOf(cooperativeId: string): Sent {
  return keyed({
    cooperativeId,
    contractNumber: randomUUID(),
    signedOn: '2023-01-02',
    principal: '2000000000',
    ratePercent: '6.6',
    principalSchedule: { kind: 'bullet', dueOn: '2024-12-25' },
    interestSchedule: { every: 'quarter', firstDueOn: '2023-03-25' },
  });
}

export const firstTranche = () => payment('1000000000', '2023-01-02');
