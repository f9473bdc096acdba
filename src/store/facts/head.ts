import type { LateBooking } from '../../domain/books/lateBooking.ts';
import type { FactKind } from '../../domain/books/factKinds.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';

/** What every fact has, whatever it says. */
export interface Head {
  readonly id: string;
  /** The day from which the fact counts. */
  readonly effectiveOn: CalendarDate;
  /** When the fact was entered: milliseconds since 1970, UTC. They rise strictly in a fund (R21). */
  readonly recordedAt: number;
  /** The name of the token. */
  readonly recordedBy: string;
  /** Null: it was booked on its day (R42). */
  readonly late: LateBooking | null;
  /** The fact that reversed this one, however late; null: none did (R12). */
  reversal: ReversalEntry | null;
}

/** The head of facts of a kind. */
export interface Of<Kind extends FactKind> extends Head {
  readonly factKind: Kind;
}

/** A reversal of a fact (R12). */
export type ReversalEntry = Of<'reversal'> & { readonly factId: string; readonly reason: string };
