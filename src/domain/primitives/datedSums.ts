import { dayOf, type CalendarDate, type Day } from './dates.ts';
import { dongOf } from './dong.ts';
import type { Money } from './money.ts';

/** After every day there is: ends each list of days, so that none is read beyond its end. */
export const END_OF_DAYS: Day = 2 ** 31 - 1;

/** How many of these days, oldest first and ended by `END_OF_DAYS`, lie on or before a day. */
export function countUntil(days: Int32Array, day: Day): number {
  let low = 0;
  let high = days.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? END_OF_DAYS) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The place of the first sum above `amount`, of sums that never fall. */
export function firstAbove(sums: BigInt64Array, count: number, amount: bigint): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 0n) > amount) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The days of these lists once each, oldest first, and `END_OF_DAYS`. */
export function dayList(...lists: readonly ArrayLike<Day>[]): Int32Array<ArrayBuffer> {
  let length = 1;
  for (const list of lists) length += list.length;
  const all = new Int32Array(length);
  let place = 0;
  for (const list of lists) {
    all.set(list, place);
    place += list.length;
  }
  all[place] = END_OF_DAYS;
  all.sort();
  let count = 1;
  for (let index = 1; index < length; index += 1) {
    const day = all[index] ?? END_OF_DAYS;
    if (day === all[count - 1]) continue;
    all[count] = day;
    count += 1;
  }
  return all.slice(0, count);
}

/** A list in date order: as it is where it comes so, as a fund's facts do. */
export function byDate<T>(items: readonly T[], on: (item: T) => CalendarDate): readonly T[] {
  let before: CalendarDate | null = null;
  for (const item of items) {
    const date = on(item);
    if (before !== null && date < before) {
      return items.toSorted((a, b) => (on(a) < on(b) ? -1 : on(a) > on(b) ? 1 : 0));
    }
    before = date;
  }
  return items;
}

/** The days of a list in date order, ended by `END_OF_DAYS`. */
export function daysOf<T>(inOrder: readonly T[], on: (item: T) => CalendarDate): Int32Array {
  const days = new Int32Array(inOrder.length + 1);
  let index = 0;
  for (const item of inOrder) {
    days[index] = dayOf(on(item));
    index += 1;
  }
  days[inOrder.length] = END_OF_DAYS;
  return days;
}

const NO_SUMS = new BigInt64Array(0);

/** The sum of no, one, two … of these amounts; none where every amount is 0. */
export function sumsOf<T>(inOrder: readonly T[], amount: (item: T) => Money): BigInt64Array {
  const sums = new BigInt64Array(inOrder.length + 1);
  let sum = 0n;
  let isNothing = true;
  let count = 0;
  for (const item of inOrder) {
    const part = dongOf(amount(item));
    if (part !== 0n) {
      sum += part;
      isNothing = false;
    }
    count += 1;
    sums[count] = sum;
  }
  return isNothing ? NO_SUMS : sums;
}
