import { type CashChange, firstShortfall } from '../primitives/datedAmounts.ts';
import { DomainError } from '../primitives/errors.ts';
import { dayOf, earlier, type CalendarDate } from '../primitives/dates.ts';
import { moneyOf } from '../primitives/dong.ts';
import { byDate, countUntil, daysOf, sumsOf } from '../primitives/datedSums.ts';
import { text, ZERO, type Money } from '../primitives/money.ts';
import { CHARTER, type Source } from './sources.ts';

/** The changes of the principal money that is not lent, by day (R18, R34). */
export interface FundCash {
  /** Of all sources together. */
  readonly all: readonly CashChange[];
  /** Of each source that money came from or went to; charter capital is always there. */
  readonly bySource: ReadonlyMap<Source, readonly CashChange[]>;
}

/** Money of charter capital alone. */
export const charterCash = (changes: readonly CashChange[]): FundCash => ({
  all: changes,
  bySource: new Map([[CHARTER, changes]]),
});

const NONE: readonly CashChange[] = [];

/** The changes of one source; none, where no money ever came from it. */
export const cashOfSource = ({ bySource }: FundCash, source: Source): readonly CashChange[] =>
  bySource.get(source) ?? NONE;

/** The changes by day and their sums, kept with the list: one with another change is another list. */
const SUMMED = new WeakMap<readonly CashChange[], { days: Int32Array; sums: BigInt64Array }>();

function summed(changes: readonly CashChange[]) {
  const known = SUMMED.get(changes);
  if (known !== undefined) return known;
  const inOrder = byDate(changes, (change) => change.on);
  const sums = sumsOf(inOrder, (change) => change.amount);
  const of = { days: daysOf(inOrder, (change) => change.on), sums };
  SUMMED.set(changes, of);
  return of;
}

/** Principal money available at the close of a day (R18). */
export function availableAt(changes: readonly CashChange[], asOf: CalendarDate): Money {
  const { days, sums } = summed(changes);
  return moneyOf(sums[countUntil(days, dayOf(asOf))] ?? 0n);
}

/**
 * Refuses what has left too little principal money of a source at the close of a day (R18, R34).
 *
 * @param cash with what was done
 * @throws DomainError available-principal-below-zero
 */
export function checkLeft(cash: FundCash, source: Source, from: CalendarDate): void {
  checkAvailableWith(cash, source, [{ on: from, amount: ZERO }]);
}

/** The source, where it is another than charter capital, as a refusal names it. */
const named = (source: Source) => (source === CHARTER ? {} : { source });

/**
 * Refuses to take `amount` out of the principal money of a source on `on` where any later day's close
 * would fall below zero (R18, R34).
 *
 * @param cash the standing changes without this one
 * @throws DomainError available-principal-below-zero
 */
export function checkAvailable(
  cash: FundCash,
  source: Source,
  on: CalendarDate,
  amount: Money,
): void {
  checkAvailableWith(cash, source, [{ on, amount: amount.negated() }]);
}

/**
 * The same where money moves on several days.
 *
 * @param moved the changes to come, above zero what comes in
 * @throws DomainError available-principal-below-zero
 */
export function checkAvailableWith(
  cash: FundCash,
  source: Source,
  moved: readonly CashChange[],
): void {
  const [first, ...more] = moved.map(({ on }) => on);
  if (first === undefined) return;
  const from = more.reduce(earlier, first);
  const shortfall = firstShortfall([...cashOfSource(cash, source), ...moved], from);
  if (shortfall === null) return;
  const [only] = moved.length === 1 ? moved : [];
  throw new DomainError('available-principal-below-zero', {
    rule: 'R18',
    figures: {
      ...named(source),
      ...(only === undefined || only.amount.isZero() ? {} : { amount: text(only.amount.abs()) }),
      on: shortfall.on,
      availableAfter: text(shortfall.available),
    },
  });
}
