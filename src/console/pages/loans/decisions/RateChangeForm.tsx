import { api } from '../../../api/client.ts';
import { DayField } from '../../../parts/fields/DayField.tsx';
import { BOOKED_IN_TIME } from '../../../parts/fields/LateBookingFields.tsx';
import { RateField, rateOf } from '../../../parts/fields/RateField.tsx';
import { TextField } from '../../../parts/fields/TextField.tsx';
import { words } from '../../../words/words.ts';
import { DecisionForm } from './DecisionForm.tsx';

const text = words.decisions;

/** Gives a loan another rate from a day on (R7). */
export function RateChangeForm({ id, asOf }: { id: string; asOf: string }) {
  return (
    <DecisionForm
      initial={{
        effectiveOn: asOf,
        ratePercent: '',
        overdueRatePercent: '',
        decisionNumber: '',
        ...BOOKED_IN_TIME,
      }}
      body={({ effectiveOn, ratePercent, overdueRatePercent, decisionNumber }) => ({
        effectiveOn,
        ratePercent: rateOf(ratePercent),
        ...(overdueRatePercent.trim() === ''
          ? {}
          : { overdueRatePercent: rateOf(overdueRatePercent) }),
        decisionNumber,
      })}
      carryOut={async (body, key) =>
        api.POST('/v1/loans/{id}/rate-changes', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body,
        })
      }
    >
      {({ field }) => (
        <>
          <div className="row">
            <TextField label={text.decisionNumber} {...field('decisionNumber')} autoFocus />
            <DayField label={text.fromDay} {...field('effectiveOn')} />
          </div>
          <div className="row">
            <RateField label={text.rate} {...field('ratePercent')} />
            <RateField
              label={text.overdueRate}
              {...field('overdueRatePercent')}
              hint={text.overdueRateHint}
            />
          </div>
        </>
      )}
    </DecisionForm>
  );
}
