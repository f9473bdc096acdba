import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { digitsOf, grouped } from '../../format/money.ts';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { DayField } from '../../parts/fields/DayField.tsx';
import {
  BOOKED_IN_TIME,
  LateBookingFields,
  lateBookingOf,
  type LateBooking,
} from '../../parts/fields/LateBookingFields.tsx';
import { MoneyField } from '../../parts/fields/MoneyField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { filled, words } from '../../words/words.ts';
import { PlaceField } from './PlaceField.tsx';

type Body = Shape<'NewIncomeMovement'>;

const { fund: said } = words;

interface Values extends LateBooking {
  readonly kind: Body['kind'];
  readonly amount: string;
  readonly effectiveOn: string;
  readonly documentNumber: string;
  readonly description: string;
  readonly place: string;
}

const NOTHING: Values = {
  kind: 'received',
  amount: '',
  effectiveOn: '',
  documentNumber: '',
  description: '',
  place: 'bank',
  ...BOOKED_IN_TIME,
};

function bodyOf(values: Values): Body | null {
  const { kind, amount, effectiveOn, documentNumber, description, place } = values;
  const digits = digitsOf(amount);
  if (digits === null || effectiveOn === '' || documentNumber.trim() === '') return null;
  return {
    kind,
    amount: digits,
    effectiveOn,
    documentNumber,
    place,
    ...(description.trim() === '' ? {} : { description }),
    ...lateBookingOf(values),
  };
}

/** Records what came in besides the receipts of loans, and what was paid out of it. */
export function IncomeForm() {
  const form = useForm(NOTHING);
  const act = useAct(
    async (body: Body, key) =>
      api.POST('/v1/fund/income-movements', {
        params: { header: { 'Idempotency-Key': key } },
        body,
      }),
    form.reset,
  );
  const { answer } = act;
  return (
    <section className="card" aria-labelledby="new-income">
      <h2 id="new-income">{said.newIncome}</h2>
      {answer !== undefined && (
        <p className="done" role="status">
          {filled(said.recordedNow, {
            amount: grouped(answer.amount),
            document: answer.documentNumber,
          })}
        </p>
      )}
      <Form
        key={answer?.id ?? ''}
        act={act}
        body={() => bodyOf(form.values)}
        verb={said.recordVerb}
      >
        <div className="row">
          <ChoiceField
            label={said.kind}
            hint={said.incomeKindHint[form.values.kind]}
            {...form.field('kind')}
            autoFocus={answer !== undefined}
            choices={[
              ['received', said.incomeKind.received],
              ['paid_out', said.incomeKind.paid_out],
              ['brought_forward', said.incomeKind.brought_forward],
            ]}
          />
          <MoneyField label={said.amount} {...form.field('amount')} isRequired isInWords />
          <DayField label={said.effectiveOn} {...form.field('effectiveOn')} isRequired />
        </div>
        <div className="row">
          <TextField label={said.document} {...form.field('documentNumber')} isRequired />
          <TextField label={said.description} {...form.field('description')} />
          <PlaceField label={said.place} {...form.field('place')} />
        </div>
        <LateBookingFields form={form} />
      </Form>
    </section>
  );
}
