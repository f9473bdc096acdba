import { words } from '../../words/words.ts';
import { DayField } from './DayField.tsx';
import { TextField } from './TextField.tsx';
import type { FormValues } from '../Form.tsx';

/** Of a fact whose day is in a closed quarter: the day on which the books show it, and why so late (R42). */
export interface LateBooking {
  readonly bookedOn: string;
  readonly reason: string;
}

export const BOOKED_IN_TIME: LateBooking = { bookedOn: '', reason: '' };

/** What is sent of it; nothing if the fact is booked on its day. */
export function lateBookingOf({ bookedOn, reason }: LateBooking): {
  readonly bookedOn?: string;
  readonly reason?: string;
} {
  return {
    ...(bookedOn === '' ? {} : { bookedOn }),
    ...(reason.trim() === '' ? {} : { reason }),
  };
}

interface Props<V extends LateBooking> {
  readonly form: FormValues<V>;
  /** False: the form asks for a reason anyway. */
  readonly hasReason?: boolean;
}

/** The fields of a fact that may be booked later, folded away as they are seldom needed. */
export function LateBookingFields<V extends LateBooking>({ form, hasReason = true }: Props<V>) {
  const { values, set } = form;
  return (
    <details>
      <summary>{words.parts.lateBooking}</summary>
      <div className="row">
        <DayField
          label={words.parts.bookedOn}
          name="bookedOn"
          value={values.bookedOn}
          onChange={(bookedOn) => set({ bookedOn } as Partial<V>)}
          hint={words.parts.bookedOnHint}
        />
        {hasReason && (
          <TextField
            label={words.parts.reason}
            name="reason"
            value={values.reason}
            onChange={(reason) => set({ reason } as Partial<V>)}
          />
        )}
      </div>
    </details>
  );
}
