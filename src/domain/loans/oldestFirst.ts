import { min, positive, type Money } from '../primitives/money.ts';

/** What of each amount `settled` settles: payments settle what is oldest first (R6). */
export function settledOldestFirst(amounts: readonly Money[], settled: Money): Money[] {
  let left = positive(settled);
  return amounts.map((amount) => {
    const part = min(amount, left);
    left = left.minus(part);
    return part;
  });
}
