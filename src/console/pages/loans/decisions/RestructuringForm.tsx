import { api, type Shape } from '../../../api/client.ts';
import { digitsOf, grouped } from '../../../format/money.ts';
import { ChoiceField } from '../../../parts/fields/ChoiceField.tsx';
import { DayField } from '../../../parts/fields/DayField.tsx';
import { InstalmentsField, newInstalment } from '../../../parts/fields/InstalmentsField.tsx';
import { BOOKED_IN_TIME } from '../../../parts/fields/LateBookingFields.tsx';
import { TextField } from '../../../parts/fields/TextField.tsx';
import { filled, words } from '../../../words/words.ts';
import { DecisionForm } from './DecisionForm.tsx';

const text = words.decisions;

type Kind = Shape<'RestructureLoanBody'>['kind'];

const KINDS: readonly (readonly [Kind, string])[] = [
  ['reschedule', words.codes.restructuringKind.reschedule],
  ['extension', words.codes.restructuringKind.extension],
];

interface Props {
  readonly id: string;
  readonly asOf: string;
  /** What is unpaid on the day of the screen: the instalments come to it if the decision is of that day. */
  readonly outstanding: string;
}

/** Gives a loan new instalments for what is unpaid (R14). */
export function RestructuringForm({ id, asOf, outstanding }: Props) {
  const initial = {
    kind: 'reschedule' as Kind,
    decisionNumber: '',
    decidedOn: asOf,
    instalments: [newInstalment('', outstanding)] as readonly ReturnType<typeof newInstalment>[],
    ...BOOKED_IN_TIME,
  };
  return (
    <DecisionForm
      initial={initial}
      body={({ kind, decisionNumber, decidedOn, instalments }) => ({
        kind,
        decisionNumber,
        decidedOn,
        instalments: instalments.map(({ dueOn, principal }) => ({
          dueOn,
          principal: digitsOf(principal) ?? '',
        })),
      })}
      carryOut={async (body, key) =>
        api.POST('/v1/loans/{id}/restructurings', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body,
        })
      }
    >
      {({ field, values }) => (
        <>
          <ChoiceField label={text.kind} {...field('kind')} choices={KINDS} autoFocus />
          <div className="row">
            <TextField label={text.decisionNumber} {...field('decisionNumber')} />
            <DayField label={text.decidedOn} {...field('decidedOn')} />
          </div>
          <p className="soft">{filled(text.instalmentsHint, { amount: grouped(outstanding) })}</p>
          <InstalmentsField
            label={text.instalments}
            {...field('instalments')}
            mustSumTo={values.decidedOn === asOf ? outstanding : undefined}
          />
        </>
      )}
    </DecisionForm>
  );
}
