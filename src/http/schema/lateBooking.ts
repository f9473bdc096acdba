import { Type } from 'typebox';
import type { LateBooking } from '../../domain/books/lateBooking.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { refuseFuture } from '../../domain/primitives/refusals.ts';
import { DateOf, Id, Text } from './schemas.ts';

/** The day of an open quarter on which what belongs to a closed day is booked, in a request (R42). */
const BookedOn = Type.Optional(
  DateOf(
    'The day of an open quarter on which an entry of a closed day is booked (R42); needs a ' +
      '`reason`. Figures of earlier days stay as they were reported.',
  ),
);

const Corrects = Type.Optional({
  ...Id,
  description: 'The id of the entry that this one corrects; goes with `bookedOn` (R42).',
});

/** What a request about a fact with a reason of its own adds. */
export const LateFields = { bookedOn: BookedOn, corrects: Corrects };

/** What a request about a fact without a reason of its own adds. */
export const LateFieldsWithReason = {
  ...LateFields,
  reason: Type.Optional(
    Text('Why it is booked later; goes with `bookedOn` (R42).', 'Phiếu thu nhận muộn'),
  ),
};

/** Of a request with a reason of its own. */
export const WITH_OWN_REASON = {
  dependentRequired: { bookedOn: ['reason'], corrects: ['bookedOn'] },
};

/** Of a request whose reason is about the later booking alone. */
export const WITH_REASON = {
  dependentRequired: { bookedOn: ['reason'], reason: ['bookedOn'], corrects: ['bookedOn'] },
};

interface LateBody {
  readonly bookedOn?: CalendarDate;
  readonly reason?: string;
  readonly corrects?: string;
}

/**
 * When and why a request books its facts later than their days; null: it does not (R42).
 *
 * @param body of a request whose schema is `WITH_REASON` or has a reason of its own
 * @throws DomainError dated-in-future
 */
export function lateBookingOf(body: unknown, today: CalendarDate): LateBooking | null {
  const { bookedOn, reason, corrects } = (body ?? {}) as LateBody;
  if (bookedOn === undefined || reason === undefined) return null;
  refuseFuture(bookedOn, today, 'R42');
  return { bookedOn, reason, correctsId: corrects ?? null };
}
