import { api } from '../../../api/client.ts';
import { DayField } from '../../../parts/fields/DayField.tsx';
import { BOOKED_IN_TIME } from '../../../parts/fields/LateBookingFields.tsx';
import { PercentField } from '../../../parts/fields/PercentField.tsx';
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
        ratePercent: ratePercent,
        ...(overdueRatePercent.trim() === '' ? {} : { overdueRatePercent: overdueRatePercent }),
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
            <PercentField label={text.rate} {...field('ratePercent')} hint={words.parts.rateHint} />
            <PercentField
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
