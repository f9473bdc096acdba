/** What takes part in a sum that is spread, whole đồng. */
export interface Claim {
  /** In proportion to which it takes part. */
  readonly weight: bigint;
  /** The most that it can have. */
  readonly most: bigint;
}

const sumOf = (numbers: readonly bigint[]): bigint => numbers.reduce((a, b) => a + b, 0n);

/**
 * Parts a sum in proportion to weights, none above its bound. What one cannot have is spread over the
 * others in the same way. The parts come to the sum, or to all bounds if these come to less. Each part
 * is rounded down; the đồng left go one by one to the greatest remainders, of equal ones to the first
 * in the order given.
 */
export function spread(total: bigint, claims: readonly Claim[]): bigint[] {
  const parts = claims.map(() => 0n);
  let left = total;
  let open = claims
    .map((claim, at) => ({ ...claim, at }))
    .filter(({ weight, most }) => weight > 0n && most > 0n);
  for (;;) {
    const whole = sumOf(open.map(({ weight }) => weight));
    const full = open.filter(({ weight, most }) => left * weight >= most * whole);
    if (full.length === 0) break;
    for (const { at, most } of full) parts[at] = most;
    left -= sumOf(full.map(({ most }) => most));
    open = open.filter((each) => !full.includes(each));
  }
  const whole = sumOf(open.map(({ weight }) => weight));
  for (const { at, weight } of open) parts[at] = (left * weight) / whole;
  const over = left - sumOf(open.map(({ at }) => parts[at] ?? 0n));
  const byRemainder = open.toSorted((a, b) => {
    const difference = ((left * b.weight) % whole) - ((left * a.weight) % whole);
    return difference > 0n ? 1 : difference < 0n ? -1 : a.at - b.at;
  });
  // What is left over is less than one đồng each; nothing is, where none is open.
  for (const [order, { at }] of byRemainder.entries()) {
    if (BigInt(order) < over) parts[at] = (parts[at] ?? 0n) + 1n;
  }
  return parts;
}
