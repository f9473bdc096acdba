import type { SaidBeside } from '../../../parts/Told.tsx';
import type { Position } from '../reading.ts';

/** What every decision answers: where the loan stood before it and stands after it. */
export interface Decided extends SaidBeside {
  readonly positionBefore: Position;
  readonly positionAfter: Position;
}
