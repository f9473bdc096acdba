import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { digitsOf, grouped } from '../../format/money.ts';
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
import { Told } from '../../parts/Told.tsx';
import { filled, words } from '../../words/words.ts';
import { PlaceField } from './PlaceField.tsx';
import { usePlaces } from './places.ts';
import { SourceField } from './SourceField.tsx';

type Body = Shape<'NewTransfer'>;

const { fund: said } = words;

interface Values extends LateBooking {
  readonly from: string;
  readonly to: string;
  readonly amount: string;
  readonly effectiveOn: string;
  readonly voucherNumber: string;
  readonly source: string;
  readonly note: string;
}

const NOTHING: Values = {
  from: '',
  to: '',
  amount: '',
  effectiveOn: '',
  voucherNumber: '',
  source: 'charter',
  note: '',
  ...BOOKED_IN_TIME,
};

/** @param isOfTrustee whether money goes to a trustee or comes back: only such money is of a source */
function bodyOf(values: Values, isOfTrustee: boolean): Body | null {
  const { from, to, amount, effectiveOn, voucherNumber, source, note } = values;
  const digits = digitsOf(amount);
  if ([from, to, effectiveOn, voucherNumber.trim()].includes('') || digits === null) return null;
  return {
    from,
    to,
    amount: digits,
    effectiveOn,
    voucherNumber,
    ...(isOfTrustee ? { source } : {}),
    ...(note.trim() === '' ? {} : { note }),
    ...lateBookingOf(values),
  };
}

/** Records that money went from one place to another. */
export function TransferForm() {
  const form = useForm(NOTHING);
  const act = useAct(
    async (body: Body, key) =>
      api.POST('/v1/fund/transfers', { params: { header: { 'Idempotency-Key': key } }, body }),
    form.reset,
  );
  const { answer } = act;
  const { from, to, source } = form.values;
  const places = usePlaces().data?.data ?? [];
  const isOfTrustee = places.some(
    ({ id, kind }) => kind === 'trustee' && (id === from || id === to),
  );
  return (
    <section className="card" aria-labelledby="new-transfer">
      <h2 id="new-transfer">{said.newTransfer}</h2>
      <p className="hint">{said.transferHint}</p>
      {answer !== undefined && (
        <>
          <p className="done" role="status">
            {filled(said.recordedNow, {
              amount: grouped(answer.amount),
              document: answer.voucherNumber,
            })}
          </p>
          <Told affects={answer.affects} />
        </>
      )}
      <Form
        key={answer?.id ?? ''}
        act={act}
        body={() => bodyOf(form.values, isOfTrustee)}
        verb={said.recordVerb}
      >
        <div className="row">
          <PlaceField
            label={said.transferFrom}
            {...form.field('from')}
            autoFocus={answer !== undefined}
            isRequired
          />
          <PlaceField label={said.transferTo} {...form.field('to')} isRequired />
          <DayField label={said.effectiveOn} {...form.field('effectiveOn')} isRequired />
        </div>
        <div className="row">
          <MoneyField label={said.amount} {...form.field('amount')} isRequired isInWords />
          <TextField label={said.voucher} {...form.field('voucherNumber')} isRequired />
          <TextField label={words.parts.note} {...form.field('note')} />
        </div>
        {isOfTrustee && (
          <div className="row">
            <SourceField
              name="source"
              value={source}
              onChange={(chosen) => form.set({ source: chosen })}
            />
          </div>
        )}
        <LateBookingFields form={form} />
      </Form>
    </section>
  );
}
