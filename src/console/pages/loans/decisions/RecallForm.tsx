import { api } from '../../../api/client.ts';
import { DayField } from '../../../parts/fields/DayField.tsx';
import { BOOKED_IN_TIME } from '../../../parts/fields/LateBookingFields.tsx';
import { TextField } from '../../../parts/fields/TextField.tsx';
import { words } from '../../../words/words.ts';
import { DecisionForm } from './DecisionForm.tsx';

const text = words.decisions;

/** Recalls a loan: all that is unpaid falls due on a deadline (R14). */
export function RecallForm({ id, asOf }: { id: string; asOf: string }) {
  return (
    <DecisionForm
      initial={{ decisionNumber: '', decidedOn: asOf, deadline: '', ground: '', ...BOOKED_IN_TIME }}
      body={({ decisionNumber, decidedOn, deadline, ground }) => ({
        decisionNumber,
        decidedOn,
        deadline,
        ...(ground.trim() === '' ? {} : { ground }),
      })}
      carryOut={async (body, key) =>
        api.POST('/v1/loans/{id}/recalls', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body,
        })
      }
    >
      {({ field }) => (
        <>
          <TextField label={text.decisionNumber} {...field('decisionNumber')} autoFocus />
          <div className="row">
            <DayField label={text.decidedOn} {...field('decidedOn')} />
            <DayField label={text.deadline} {...field('deadline')} hint={text.deadlineHint} />
          </div>
          <TextField label={text.ground} {...field('ground')} lines={2} />
        </>
      )}
    </DecisionForm>
  );
}

/** Withdraws a recall by a later decision: from its day the dates of the contract count again (R14). */
export function RecallWithdrawalForm({ id, asOf }: { id: string; asOf: string }) {
  return (
    <DecisionForm
      initial={{ decisionNumber: '', decidedOn: asOf, ...BOOKED_IN_TIME }}
      body={({ decisionNumber, decidedOn }) => ({ decisionNumber, decidedOn })}
      carryOut={async (body, key) =>
        api.POST('/v1/recalls/{id}/withdrawal', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body,
        })
      }
    >
      {({ field }) => (
        <div className="row">
          <TextField label={text.decisionNumber} {...field('decisionNumber')} autoFocus />
          <DayField label={text.decidedOn} {...field('decidedOn')} />
        </div>
      )}
    </DecisionForm>
  );
}
