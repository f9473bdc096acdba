import { api, type Shape } from '../../../api/client.ts';
import { ChoiceField } from '../../../parts/fields/ChoiceField.tsx';
import { DayField } from '../../../parts/fields/DayField.tsx';
import { BOOKED_IN_TIME } from '../../../parts/fields/LateBookingFields.tsx';
import { TextField } from '../../../parts/fields/TextField.tsx';
import { words } from '../../../words/words.ts';
import { DecisionForm } from './DecisionForm.tsx';
import { GROUNDS } from './grounds.ts';

const text = words.decisions;

type Ground = NonNullable<Shape<'WriteOffLoanBody'>['ground']>;

const CHOICES = [['', text.noGround], ...GROUNDS] as const;

/** Takes a loan charged off years ago off the record off the balance (R40). */
export function WriteOffForm({ id, asOf }: { id: string; asOf: string }) {
  return (
    <DecisionForm
      initial={{
        effectiveOn: asOf,
        decisionNumber: '',
        ground: '' as Ground | '',
        note: '',
        ...BOOKED_IN_TIME,
      }}
      body={({ effectiveOn, decisionNumber, ground, note }) => ({
        effectiveOn,
        decisionNumber,
        ...(ground === '' ? {} : { ground }),
        ...(note === '' ? {} : { note }),
      })}
      carryOut={async (body, key) =>
        api.POST('/v1/loans/{id}/write-offs', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body,
        })
      }
    >
      {({ field }) => (
        <>
          <p className="soft">{text.writeOffHint}</p>
          <div className="row">
            <TextField label={text.decisionNumber} {...field('decisionNumber')} autoFocus />
            <DayField label={text.fromDay} {...field('effectiveOn')} />
            <ChoiceField label={text.ground} {...field('ground')} choices={CHOICES} />
          </div>
          <TextField label={words.parts.note} {...field('note')} />
        </>
      )}
    </DecisionForm>
  );
}
