import { api, type Shape } from '../../../api/client.ts';
import { useAct } from '../../../api/act.ts';
import { dayText } from '../../../format/days.ts';
import { digitsOf, grouped, isNone } from '../../../format/money.ts';
import { ChoiceField } from '../../../parts/fields/ChoiceField.tsx';
import { DayField } from '../../../parts/fields/DayField.tsx';
import {
  BOOKED_IN_TIME,
  lateBookingOf,
  LateBookingFields,
} from '../../../parts/fields/LateBookingFields.tsx';
import { MoneyField } from '../../../parts/fields/MoneyField.tsx';
import { TextField } from '../../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../../parts/Form.tsx';
import { Told } from '../../../parts/Told.tsx';
import { filled, words } from '../../../words/words.ts';
import { PlaceOfPayment } from '../PlaceOfPayment.tsx';

const text = words.loans.payments;

type Body = Shape<'NewDisbursement'>;

type Method = NonNullable<Body['method']>;

interface Props {
  readonly id: string;
  /** How much of the contract is not lent yet. */
  readonly most: string;
  readonly asOf: string;
}

const METHODS: readonly (readonly [Method | '', string])[] = [
  ['transfer', words.codes.method.transfer],
  ['cash', words.codes.method.cash],
  ['', words.codes.method.unstated],
];

/** What was just lent, with what the service says beside it. */
function Disbursed({ answer }: { answer: Shape<'RecordDisbursementAnswer'> | undefined }) {
  if (answer === undefined) return null;
  const { amount, effectiveOn, voucherNumber, warnings, affects } = answer;
  return (
    <>
      <p className="done" role="status">
        {filled(text.disbursed, {
          amount: grouped(amount),
          day: dayText(effectiveOn),
          voucherNumber,
        })}
      </p>
      <Told warnings={warnings} affects={affects} />
    </>
  );
}

/** Records money that was lent under a contract. */
export function DisbursementForm({ id, most, asOf }: Props) {
  const form = useForm({
    amount: grouped(most),
    effectiveOn: asOf,
    voucherNumber: '',
    method: 'transfer' as Method | '',
    place: '',
    ...BOOKED_IN_TIME,
  });
  const act = useAct(
    async (body: Body, key) =>
      api.POST('/v1/loans/{id}/disbursements', {
        params: { path: { id }, header: { 'Idempotency-Key': key } },
        body,
      }),
    form.reset,
  );
  const body = (): Body => {
    const { amount, effectiveOn, voucherNumber, method, place } = form.values;
    return {
      amount: digitsOf(amount) ?? '',
      effectiveOn,
      voucherNumber,
      ...(method === '' ? {} : { method }),
      ...(place === '' ? {} : { place }),
      ...lateBookingOf(form.values),
    };
  };
  // Nothing is left to be lent: what was just lent is still told.
  if (isNone(most)) return <Disbursed answer={act.answer} />;
  return (
    <section className="card" id="disburse">
      <h2>{text.disburse}</h2>
      <p className="soft">{filled(text.most, { amount: grouped(most) })}</p>
      <Disbursed answer={act.answer} />
      <Form act={act} body={body} verb={text.disburse}>
        <div className="row">
          <MoneyField label={text.amount} {...form.field('amount')} isRequired isInWords />
          <DayField label={text.effectiveOn} {...form.field('effectiveOn')} isRequired />
        </div>
        <div className="row">
          <TextField label={text.voucherNumber} {...form.field('voucherNumber')} isRequired />
          <ChoiceField label={text.method} {...form.field('method')} choices={METHODS} />
        </div>
        <PlaceOfPayment
          label={words.loans.place}
          {...form.field('place')}
          kinds={[form.values.method === 'cash' ? 'cash' : 'bank']}
        />
        <LateBookingFields form={form} />
      </Form>
    </section>
  );
}
