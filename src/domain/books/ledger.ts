import type { Account } from '../policies/accounts.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import { chargedOffOn, type Allocation, type LoanFacts } from '../loans/facts.ts';
import type { CapitalMovement } from '../fund/capital.ts';
import { sum, type Money } from '../primitives/money.ts';

/** What the books say of an account on a day: debit above 0, credit below. */
export interface Posting {
  readonly effectiveOn: CalendarDate;
  readonly account: Account;
  readonly amount: Money;
}

/** The facts of a loan that move money; they stand in any order. */
export type MoneyFacts = Pick<LoanFacts, 'disbursements' | 'repayments' | 'chargeOffs'>;

function entry(on: CalendarDate, debit: Account, credit: Account, amount: Money): Posting[] {
  return [
    { effectiveOn: on, account: debit, amount },
    { effectiveOn: on, account: credit, amount: amount.negated() },
  ];
}

/** A receipt after a charge-off recovers what was charged off (R14 e). */
function ofReceipt(on: CalendarDate, paid: Allocation, recovers: boolean): Posting[] {
  const principal = recovers ? 'principalChargedOff' : 'outstandingPrincipal';
  return [
    ...entry(on, 'availablePrincipal', principal, paid.principal),
    ...entry(on, 'interestMoney', 'inTermInterestCollected', paid.inTermInterest),
    ...entry(on, 'interestMoney', 'overdueInterestCollected', paid.overdueInterest),
    ...entry(on, 'interestMoney', 'lateInterestCollected', paid.lateInterest),
  ];
}

function ofChargeOff(facts: MoneyFacts, on: CalendarDate): Posting[] {
  const until = <Fact extends { readonly effectiveOn: CalendarDate }>(all: readonly Fact[]) =>
    all.filter((each) => each.effectiveOn <= on);
  const lent = sum(until(facts.disbursements).map((each) => each.amount));
  const repaid = sum(until(facts.repayments).map((each) => each.allocation.principal));
  return entry(on, 'principalChargedOff', 'outstandingPrincipal', lent.minus(repaid));
}

/**
 * What the books say of a loan's standing facts, on a cash basis (R14 e, R18). Not worked out from
 * its position: the two are held against each other.
 */
export function postingsOfLoan(facts: MoneyFacts): Posting[] {
  const offOn = chargedOffOn(facts);
  return [
    ...facts.disbursements.flatMap(({ effectiveOn, amount }) =>
      entry(effectiveOn, 'outstandingPrincipal', 'availablePrincipal', amount),
    ),
    ...facts.repayments.flatMap(({ effectiveOn, allocation }) =>
      ofReceipt(effectiveOn, allocation, offOn !== null && effectiveOn > offOn),
    ),
    ...(offOn === null ? [] : ofChargeOff(facts, offOn)),
  ];
}

/** What the books say of money that comes from the province or goes back to it (R18). */
export function postingsOfMovement({ kind, effectiveOn, amount }: CapitalMovement): Posting[] {
  return kind === 'contribution'
    ? entry(effectiveOn, 'availablePrincipal', 'charterCapital', amount)
    : entry(effectiveOn, 'charterCapital', 'availablePrincipal', amount);
}

/** One posting a day and account, those of 0 left out. */
export function netted(postings: readonly Posting[]): Posting[] {
  const totals = new Map<string, Posting>();
  for (const posting of postings) {
    const key = `${posting.effectiveOn} ${posting.account}`;
    const amount = totals.get(key)?.amount.plus(posting.amount) ?? posting.amount;
    totals.set(key, { ...posting, amount });
  }
  return [...totals.values()].filter(({ amount }) => !amount.isZero());
}

/**
 * What a newly recorded fact posts: what the books say with the fact, less what they said without
 * it. So a reversal posts the reversed fact's postings negated, on its day. A receipt dated before
 * a charge-off also posts the correction of the charge-off, on the charge-off's day.
 */
export function ledgerChange(before: readonly Posting[], after: readonly Posting[]): Posting[] {
  return netted([...after, ...before.map((each) => ({ ...each, amount: each.amount.negated() }))]);
}

/** The facts of the first list that the second one does not have. */
function besides<Fact>(facts: readonly Fact[], others: readonly Fact[]): readonly Fact[] {
  const had = new Set(others);
  return facts.filter((fact) => !had.has(fact));
}

/**
 * What the books of a loan change by from one state of its facts to the next. Facts that are the same
 * objects in both cancel each other out, but not beside a charge-off, which asks for all of them.
 */
export function ledgerChangeOfLoan(before: MoneyFacts, after: MoneyFacts): Posting[] {
  const isChargedOff = before.chargeOffs.length + after.chargeOffs.length > 0;
  if (isChargedOff) return ledgerChange(postingsOfLoan(before), postingsOfLoan(after));
  const only = (these: MoneyFacts, others: MoneyFacts): MoneyFacts => ({
    disbursements: besides(these.disbursements, others.disbursements),
    repayments: besides(these.repayments, others.repayments),
    chargeOffs: [],
  });
  return ledgerChange(postingsOfLoan(only(before, after)), postingsOfLoan(only(after, before)));
}

/** When a fact was recorded, and when it was reversed; null: it stands (R12). */
export interface Lifetime {
  readonly recordedAt: Date;
  readonly reversedAt: Date | null;
}

/** The facts of a loan that moved money, also those reversed since. */
export interface MoneyHistory {
  readonly disbursements: readonly (LoanFacts['disbursements'][number] & Lifetime)[];
  readonly repayments: readonly (LoanFacts['repayments'][number] & Lifetime)[];
  readonly chargeOffs: readonly (LoanFacts['chargeOffs'][number] & Lifetime)[];
}

/** What the fact recorded at an instant posts; no two facts of a fund share one (R21). */
export interface LedgerEntry {
  readonly recordedAt: Date;
  readonly postings: readonly Posting[];
}

type Stood = (fact: Lifetime) => boolean;

/** The states of the books of some facts: one at each instant at which a fact was recorded or reversed. */
function* statesOf<State>(
  facts: readonly Lifetime[],
  stateAt: (stood: Stood) => State,
): Generator<{ readonly at: Date; readonly state: State }> {
  const instants = facts
    .flatMap(({ recordedAt, reversedAt }) => [recordedAt, ...(reversedAt ? [reversedAt] : [])])
    .toSorted((a, b) => a.getTime() - b.getTime());
  for (const at of instants) {
    const state = stateAt(
      ({ recordedAt, reversedAt }) => recordedAt <= at && (reversedAt === null || reversedAt > at),
    );
    yield { at, state };
  }
}

/** What a fact posts if no other fact changes that: it, and its reversal the same negated. */
function entriesOfFact({ recordedAt, reversedAt }: Lifetime, books: MoneyFacts): LedgerEntry[] {
  const postings = postingsOfLoan(books);
  const entered = { recordedAt, postings: ledgerChange([], postings) };
  if (reversedAt === null) return [entered];
  return [entered, { recordedAt: reversedAt, postings: ledgerChange(postings, []) }];
}

/** The entries that a loan's facts and their reversals ask for, in the order of recording. */
export function entriesOfLoan(history: MoneyHistory): LedgerEntry[] {
  const { disbursements, repayments, chargeOffs } = history;
  if (chargeOffs.length === 0) {
    const none = { disbursements: [], repayments: [], chargeOffs: [] };
    return [
      ...disbursements.flatMap((each) => entriesOfFact(each, { ...none, disbursements: [each] })),
      ...repayments.flatMap((each) => entriesOfFact(each, { ...none, repayments: [each] })),
    ].toSorted((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime());
  }
  const facts = [...disbursements, ...repayments, ...chargeOffs];
  const stateAt = (stood: Stood): MoneyFacts => ({
    disbursements: disbursements.filter(stood),
    repayments: repayments.filter(stood),
    chargeOffs: chargeOffs.filter(stood),
  });
  let before: MoneyFacts = { disbursements: [], repayments: [], chargeOffs: [] };
  const entries: LedgerEntry[] = [];
  for (const { at, state } of statesOf(facts, stateAt)) {
    entries.push({ recordedAt: at, postings: ledgerChangeOfLoan(before, state) });
    before = state;
  }
  return entries;
}

/** The entries that a movement of capital, and its reversal, ask for. */
export function entriesOfMovement(movement: CapitalMovement & Lifetime): LedgerEntry[] {
  let before: readonly Posting[] = [];
  const entries: LedgerEntry[] = [];
  const stateAt = (stood: Stood) => (stood(movement) ? postingsOfMovement(movement) : []);
  for (const { at, state } of statesOf([movement], stateAt)) {
    entries.push({ recordedAt: at, postings: ledgerChange(before, state) });
    before = state;
  }
  return entries;
}
