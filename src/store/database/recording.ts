import type { Booked } from '../../domain/books/lateBooking.ts';
import type { FactKind } from '../../domain/books/factKinds.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';

/** When an act counts, and when and by whom it was entered. */
export interface Recording {
  readonly effectiveOn: CalendarDate;
  readonly recordedAt: Date;
  /** The name of the token. */
  readonly recordedBy: string;
}

/** A fact that may be booked later than its day, and whose reversal may be (R42). */
export interface BookedFact extends RecordedFact, Booked {}

export interface RecordedFact extends Recording {
  readonly id: string;
}

/** A fact as noted by the transaction that recorded it. */
export interface NotedFact extends RecordedFact {
  readonly kind: FactKind;
}
