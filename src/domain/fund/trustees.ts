import type { Money } from '../primitives/money.ts';

/** What a trustee's statement says at the close of a day: entered, never worked out (R35). */
export interface TrusteeFigures {
  /** Principal that the trustee has lent out. */
  readonly outstanding: Money;
  /** The part of `outstanding` that is overdue. */
  readonly overdue: Money;
  /** Principal entrusted that the trustee has not lent out. */
  readonly idle: Money;
  /** Principal that the trustee collected since it was entrusted. */
  readonly collectedPrincipal: Money;
  /** Interest that the trustee collected. */
  readonly interest: Money;
  /** What the trustee keeps for its work. */
  readonly fee: Money;
}

/** What a statement shows more than was entrusted, below 0 where it shows less (R35). */
export const statementDifference = (
  { outstanding, idle }: Pick<TrusteeFigures, 'outstanding' | 'idle'>,
  entrusted: Money,
): Money => outstanding.plus(idle).minus(entrusted);
