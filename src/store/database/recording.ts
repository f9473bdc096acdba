import type { FactKind } from '../../domain/books/factKinds.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';

/** When an act counts, and when and by whom it was entered. */
export interface Recording {
  readonly effectiveOn: CalendarDate;
  readonly recordedAt: Date;
  /** The name of the token. */
  readonly recordedBy: string;
}

export interface RecordedFact extends Recording {
  readonly id: string;
}

/** A fact as noted by the transaction that recorded it. */
export interface NotedFact extends RecordedFact {
  readonly kind: FactKind;
}
