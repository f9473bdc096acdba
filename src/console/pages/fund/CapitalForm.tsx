import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { digitsOf, grouped } from '../../format/money.ts';
import { CheckField } from '../../parts/fields/CheckField.tsx';
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
import { Form, useForm, type FormValues } from '../../parts/Form.tsx';
import { Told } from '../../parts/Told.tsx';
import { filled, words } from '../../words/words.ts';
import { PlaceField } from './PlaceField.tsx';
import { SourceField } from './SourceField.tsx';

type Body = Shape<'NewCapitalMovement'>;

const { fund: said } = words;

interface Values extends LateBooking {
  readonly kind: Body['kind'];
  readonly amount: string;
  readonly effectiveOn: string;
  readonly documentNumber: string;
  readonly source: string;
  readonly place: string;
  readonly isFromIncome: boolean;
  readonly bearsRisk: boolean;
}

const NOTHING: Values = {
  kind: 'contribution',
  amount: '',
  effectiveOn: '',
  documentNumber: '',
  source: 'charter',
  place: 'bank',
  isFromIncome: false,
  bearsRisk: true,
  ...BOOKED_IN_TIME,
};

function bodyOf(values: Values): Body | null {
  const { kind, amount, effectiveOn, documentNumber, source, place, isFromIncome, bearsRisk } =
    values;
  const digits = digitsOf(amount);
  if (digits === null || effectiveOn === '' || documentNumber.trim() === '') return null;
  return {
    kind,
    amount: digits,
    effectiveOn,
    documentNumber,
    source,
    ...(isFromIncome ? {} : { place }),
    ...(isFromIncome ? { fromIncome: true as const } : {}),
    ...(bearsRisk ? {} : { bearsRisk: false }),
    ...lateBookingOf(values),
  };
}

/** What is said of some capital only: that it comes out of income, or that others bear its risk. */
function Conditions({ form }: { form: FormValues<Values> }) {
  const { kind, source, isFromIncome, bearsRisk } = form.values;
  return (
    <>
      {kind === 'contribution' && (
        <CheckField
          label={said.fromIncome}
          value={isFromIncome}
          onChange={(chosen) => form.set({ isFromIncome: chosen })}
        />
      )}
      {source === 'entrusted_in' && (
        <CheckField
          label={said.bearsRisk}
          value={bearsRisk}
          onChange={(chosen) => form.set({ bearsRisk: chosen })}
        />
      )}
    </>
  );
}

/** Records that capital was given to the fund, or given back. */
export function CapitalForm() {
  const form = useForm(NOTHING);
  const act = useAct(
    async (body: Body, key) =>
      api.POST('/v1/fund/capital-movements', {
        params: { header: { 'Idempotency-Key': key } },
        body,
      }),
    form.reset,
  );
  const { answer } = act;
  const { source, isFromIncome } = form.values;
  return (
    <section className="card" aria-labelledby="new-movement">
      <h2 id="new-movement">{said.newMovement}</h2>
      {answer !== undefined && (
        <>
          <p className="done" role="status">
            {filled(said.recordedNow, {
              amount: grouped(answer.amount),
              document: answer.documentNumber,
            })}
          </p>
          <Told affects={answer.affects} />
        </>
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
            {...form.field('kind')}
            autoFocus={answer !== undefined}
            choices={[
              ['contribution', said.movementKind.contribution],
              ['withdrawal', said.movementKind.withdrawal],
            ]}
          />
          <SourceField
            name="source"
            value={source}
            onChange={(chosen) => form.set({ source: chosen })}
          />
          <DayField label={said.effectiveOn} {...form.field('effectiveOn')} isRequired />
        </div>
        <div className="row">
          <MoneyField label={said.amount} {...form.field('amount')} isRequired isInWords />
          <TextField
            label={said.document}
            hint={said.movementDocumentHint}
            {...form.field('documentNumber')}
            isRequired
          />
          {!isFromIncome && <PlaceField label={said.place} {...form.field('place')} />}
        </div>
        <Conditions form={form} />
        <LateBookingFields form={form} />
      </Form>
    </section>
  );
}
