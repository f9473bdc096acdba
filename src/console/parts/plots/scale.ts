// The only place of the console where an amount becomes a number: its place on the screen.

const STEPS = 10_000n;

/** Where an amount lies between none (0) and the most (1); less than none has no place, and lies at 0. */
export function share(amount: string, most: bigint): number {
  const steps = most === 0n ? 0n : (BigInt(amount) * STEPS) / most;
  return steps < 0n ? 0 : Number(steps) / Number(STEPS);
}

/** The greatest of some amounts, or 1 đồng. */
export function mostOf(amounts: readonly string[]): bigint {
  return amounts.map(BigInt).reduce((most, each) => (each > most ? each : most), 1n);
}

/** A round amount at or above the most, in four parts of which an axis has its lines. */
export function roundedUp(most: bigint): bigint {
  const digits = most.toString().length;
  const unit = 10n ** BigInt(Math.max(digits - 2, 0)) * 4n;
  return ((most + unit - 1n) / unit) * unit;
}
