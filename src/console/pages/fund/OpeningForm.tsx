import { api, type Shape } from '../../api/client.ts';
import { useChange, type Versioned } from '../../api/version.ts';
import { digitsOf } from '../../format/money.ts';
import { CheckField } from '../../parts/fields/CheckField.tsx';
import { DayField } from '../../parts/fields/DayField.tsx';
import { MoneyField } from '../../parts/fields/MoneyField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm, type FormValues } from '../../parts/Form.tsx';
import { Told } from '../../parts/Told.tsx';
import { words } from '../../words/words.ts';
import { SourceField } from './SourceField.tsx';

type Opening = Shape<'FundOpening'>;

const { fund: said } = words;

interface Part {
  /** Tells the sources apart while some are taken out. */
  readonly key: string;
  readonly source: string;
  readonly amount: string;
  readonly availablePrincipal: string;
  /** Whether the fund bears the risk; of other people’s money it may not. */
  readonly bearsRisk: boolean;
}

interface Values {
  readonly on: string;
  readonly documentNumber: string;
  readonly availablePrincipal: string;
  readonly capital: readonly Part[];
}

let lastKey = 0;

function newPart(typed: Partial<Omit<Part, 'key'>>): Part {
  lastKey += 1;
  return {
    key: `${lastKey}`,
    source: '',
    amount: '',
    availablePrincipal: '',
    bearsRisk: true,
    ...typed,
  };
}

function valuesOf(before: Opening): Values {
  return {
    on: before.on ?? '',
    documentNumber: before.documentNumber ?? '',
    availablePrincipal: before.availablePrincipal?.stated ?? '',
    capital:
      before.capital.length === 0
        ? [newPart({ source: 'charter' })]
        : before.capital.map(({ source, amount, availablePrincipal, bearsRisk }) =>
            newPart({
              source,
              amount,
              availablePrincipal: availablePrincipal.stated ?? '',
              bearsRisk: bearsRisk !== false,
            }),
          ),
  };
}

const stated = (typed: string): { readonly availablePrincipal?: string } =>
  typed.trim() === '' ? {} : { availablePrincipal: digitsOf(typed) ?? typed };

function bodyOf({ on, documentNumber, capital, availablePrincipal }: Values) {
  if (on === '' || documentNumber.trim() === '') return null;
  const isOnly = capital.length === 1;
  return {
    on,
    documentNumber,
    capital: capital.map((part) => ({
      source: part.source,
      amount: digitsOf(part.amount) ?? part.amount,
      ...(part.bearsRisk ? {} : { bearsRisk: false }),
      ...(isOnly ? {} : stated(part.availablePrincipal)),
    })),
    ...stated(availablePrincipal),
  };
}

interface PartProps {
  readonly form: FormValues<Values>;
  readonly at: number;
  readonly part: Part;
}

function PartFields({ form, at, part }: PartProps) {
  const { capital } = form.values;
  const change = (changed: Partial<Part>): void =>
    form.set({
      capital: capital.map((each, index) => (index === at ? { ...each, ...changed } : each)),
    });
  return (
    <div className="row">
      <SourceField
        name={`capital.${at}.source`}
        value={part.source}
        onChange={(source) => change({ source })}
      />
      <MoneyField
        label={said.openingCapital}
        name={`capital.${at}.amount`}
        value={part.amount}
        onChange={(amount) => change({ amount })}
        isRequired
      />
      {capital.length > 1 && (
        <>
          <MoneyField
            label={said.openingAvailablePart}
            name={`capital.${at}.availablePrincipal`}
            value={part.availablePrincipal}
            onChange={(availablePrincipal) => change({ availablePrincipal })}
          />
          <button
            type="button"
            className="quiet"
            onClick={() => form.set({ capital: capital.filter((_, index) => index !== at) })}
          >
            {said.removeSource}
          </button>
        </>
      )}
      {part.source === 'entrusted_in' && (
        <CheckField
          label={said.bearsRisk}
          value={part.bearsRisk}
          onChange={(bearsRisk) => change({ bearsRisk })}
        />
      )}
    </div>
  );
}

/** What a fund has at the close of the day from which its book is taken over; sent again, it corrects the whole. */
export function OpeningForm({ before }: { before: Versioned<Opening> }) {
  const form = useForm(valuesOf(before));
  const act = useChange(
    before.version,
    async (body: NonNullable<ReturnType<typeof bodyOf>>, header) =>
      api.PUT('/v1/fund/opening', { params: { header }, body }),
  );
  const { capital } = form.values;
  return (
    <Form act={act} body={() => bodyOf(form.values)} verb={said.openingVerb}>
      <div className="row">
        <DayField
          label={said.openingOn}
          hint={said.openingOnHint}
          {...form.field('on')}
          isRequired
        />
        <TextField
          label={words.parts.documentNumber}
          hint={said.openingDocumentHint}
          {...form.field('documentNumber')}
          isRequired
        />
      </div>
      {capital.map((part, at) => (
        <PartFields key={part.key} form={form} at={at} part={part} />
      ))}
      <div className="buttons">
        <button
          type="button"
          className="quiet"
          onClick={() => form.set({ capital: [...capital, newPart({})] })}
        >
          {said.addSource}
        </button>
      </div>
      <MoneyField
        label={said.openingAvailable}
        hint={said.openingAvailableHint}
        {...form.field('availablePrincipal')}
      />
      {act.answer !== undefined && (
        <>
          <p className="done" role="status">
            {said.openingDone}
          </p>
          <Told affects={act.answer.affects} />
        </>
      )}
    </Form>
  );
}
