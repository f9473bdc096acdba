import type { LateBooking } from '../../domain/books/lateBooking.ts';
import type { Row } from '../facts/factStore.ts';
import { objectText } from './jsonbText.ts';

/** What `factContent` reads of a fact, as its rows are about to be inserted. */
export interface FactRows {
  readonly kind: string;
  readonly effectiveOn: string;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
  /** The id of the token. */
  readonly recordedBy: string;
  readonly late: LateBooking | null;
  readonly table: string;
  readonly row: Row;
}

/** An instant as PostgreSQL writes it into JSON: UTC, no zeros at the end of its fraction. */
function instantText(ms: number): string {
  const [seconds = '', fraction = ''] = new Date(ms).toISOString().slice(0, -1).split('.');
  const digits = fraction.replace(/0+$/, '');
  return `${seconds}${digits === '' ? '' : `.${digits}`}+00:00`;
}

function bookingText(late: LateBooking | null): [name: string, text: string][] {
  if (late === null) return [];
  const { bookedOn, reason, correctsId } = late;
  return [
    ['booked_on', JSON.stringify(bookedOn)],
    ['booking_reason', JSON.stringify(reason)],
    ...(correctsId === null
      ? []
      : [['corrects_id', JSON.stringify(correctsId)] as [string, string]]),
  ];
}

/**
 * What a payment says, as `contentsOf` will read it from its row: so that a receipt, which is recorded
 * most often, needs not be read back. A row of a payment has only texts, days and amounts of đồng.
 */
export function paymentContent(fact: FactRows): string {
  const said = Object.entries(fact.row).flatMap(([name, value]) =>
    typeof value === 'string' && name !== 'id' ? [[name, JSON.stringify(value)] as const] : [],
  );
  return objectText([
    ['kind', JSON.stringify(fact.kind)],
    ['effective_on', JSON.stringify(fact.effectiveOn)],
    ['recorded_at', JSON.stringify(instantText(fact.recordedAt))],
    ['recorded_by', JSON.stringify(fact.recordedBy)],
    ...bookingText(fact.late),
    ['said', objectText([[fact.table, `[${objectText(said)}]`]])],
  ]);
}
