import { api } from '../../../api/client.ts';
import { DayField } from '../../../parts/fields/DayField.tsx';
import { BOOKED_IN_TIME } from '../../../parts/fields/LateBookingFields.tsx';
import { TextField } from '../../../parts/fields/TextField.tsx';
import { words } from '../../../words/words.ts';
import { DecisionForm } from './DecisionForm.tsx';

const text = words.decisions;

/** Stops interest from a day on (R14). */
export function FreezeForm({ id, asOf }: { id: string; asOf: string }) {
  return (
    <DecisionForm
      initial={{ from: asOf, to: '', decisionNumber: '', ...BOOKED_IN_TIME }}
      body={({ from, to, decisionNumber }) => ({
        from,
        ...(to === '' ? {} : { to }),
        decisionNumber,
      })}
      carryOut={async (body, key) =>
        api.POST('/v1/loans/{id}/freezes', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body,
        })
      }
    >
      {({ field }) => (
        <>
          <TextField label={text.decisionNumber} {...field('decisionNumber')} autoFocus />
          <div className="row">
            <DayField label={text.freezeFrom} {...field('from')} />
            <DayField label={text.freezeTo} {...field('to')} hint={text.freezeToHint} />
          </div>
        </>
      )}
    </DecisionForm>
  );
}

/** Ends a freeze that was entered without an end (R14). */
export function FreezeEndForm({ id, asOf }: { id: string; asOf: string }) {
  return (
    <DecisionForm
      initial={{ to: asOf, decisionNumber: '', ...BOOKED_IN_TIME }}
      body={({ to, decisionNumber }) => ({ to, decisionNumber })}
      carryOut={async (body, key) =>
        api.POST('/v1/freezes/{id}/end', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body,
        })
      }
    >
      {({ field }) => (
        <div className="row">
          <TextField label={text.decisionNumber} {...field('decisionNumber')} autoFocus />
          <DayField label={text.freezeTo} {...field('to')} />
        </div>
      )}
    </DecisionForm>
  );
}
