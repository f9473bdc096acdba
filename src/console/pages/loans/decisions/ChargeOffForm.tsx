import { api } from '../../../api/client.ts';
import { DayField } from '../../../parts/fields/DayField.tsx';
import { BOOKED_IN_TIME } from '../../../parts/fields/LateBookingFields.tsx';
import { TextField } from '../../../parts/fields/TextField.tsx';
import { words } from '../../../words/words.ts';
import { DecisionForm } from './DecisionForm.tsx';

const text = words.decisions;

/** Takes the outstanding principal off the books; it is still owed (R14, R40). */
export function ChargeOffForm({ id, asOf }: { id: string; asOf: string }) {
  return (
    <DecisionForm
      initial={{ effectiveOn: asOf, decisionNumber: '', ...BOOKED_IN_TIME }}
      body={({ effectiveOn, decisionNumber }) => ({ effectiveOn, decisionNumber })}
      carryOut={async (body, key) =>
        api.POST('/v1/loans/{id}/charge-offs', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body,
        })
      }
    >
      {({ field }) => (
        <>
          <p className="soft">{text.chargeOffHint}</p>
          <div className="row">
            <TextField label={text.decisionNumber} {...field('decisionNumber')} autoFocus />
            <DayField label={text.fromDay} {...field('effectiveOn')} />
          </div>
        </>
      )}
    </DecisionForm>
  );
}
