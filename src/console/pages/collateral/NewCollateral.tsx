import { Link, useSearch } from '@tanstack/react-router';
import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { DayField } from '../../parts/fields/DayField.tsx';
import { LateBookingFields, lateBookingOf } from '../../parts/fields/LateBookingFields.tsx';
import { Form, useForm, type FormValues } from '../../parts/Form.tsx';
import { Read } from '../../parts/Read.tsx';
import { Told } from '../../parts/Told.tsx';
import { words } from '../../words/words.ts';
import { useLoan } from '../loans/reading.ts';
import { CollateralFields, ValuationFields } from './CollateralFields.tsx';
import {
  collateralOf,
  NO_COLLATERAL,
  NO_VALUATION,
  valuationOf,
  type TypedCollateral,
  type TypedLoan,
} from './collateralFields.ts';

const said = words.collateral;

type Typed = TypedCollateral &
  typeof NO_VALUATION & {
    readonly effectiveOn: string;
    readonly bookedOn: string;
    readonly reason: string;
  };

function bodyOf(values: Typed): Shape<'NewCollateral'> | null {
  const [asset, valuation] = [collateralOf(values), valuationOf(values)];
  if (asset === null || valuation === null) return null;
  const { effectiveOn } = values;
  return {
    ...asset,
    valuations: [valuation],
    ...(effectiveOn === '' ? {} : { effectiveOn }),
    ...lateBookingOf(values),
  } as Shape<'NewCollateral'>;
}

function NewForm({ first }: { readonly first: Partial<TypedCollateral> }) {
  const form = useForm<Typed>({
    ...NO_COLLATERAL,
    ...first,
    ...NO_VALUATION,
    effectiveOn: '',
    bookedOn: '',
    reason: '',
  });
  const act = useAct(
    async (body: Shape<'NewCollateral'>, key) =>
      api.POST('/v1/collaterals', { params: { header: { 'Idempotency-Key': key } }, body }),
    form.reset,
  );
  if (act.answer !== undefined)
    return (
      <div className="form">
        <p className="done" role="status">
          {said.entered}
        </p>
        <Told warnings={act.answer.warnings} />
        <div className="buttons">
          <Link
            to="/collaterals/$id"
            params={{ id: act.answer.id }}
            search={{}}
            className="button main"
          >
            {said.see}
          </Link>
          <button type="button" onClick={act.clear}>
            {said.another}
          </button>
        </div>
      </div>
    );
  return (
    <Form act={act} verb={words.parts.save} body={() => bodyOf(form.values)}>
      <CollateralFields form={form as unknown as FormValues<TypedCollateral>} />
      <h2>{said.firstValuation}</h2>
      <ValuationFields form={form} at="valuations.0." />
      <div className="row">
        <DayField
          label={said.effectiveOn}
          {...form.field('effectiveOn')}
          hint={said.effectiveOnHint}
        />
      </div>
      <LateBookingFields form={form} />
    </Form>
  );
}

function ForLoan({ loanId }: { readonly loanId: string }) {
  const loan = useLoan(loanId);
  return (
    <Read of={loan}>
      {({ id, contractNumber, cooperativeId, cooperativeName }) => {
        const secured: TypedLoan = { loanId: id, contractNumber, cooperativeName, upTo: '' };
        return <NewForm first={{ loans: [secured], cooperativeId, cooperativeName }} />;
      }}
    </Read>
  );
}

/** Enters an asset that secures loans. */
export function NewCollateral() {
  const { loan } = useSearch({ from: '/frame/collaterals/new' });
  return (
    <>
      <h1>{said.new}</h1>
      {loan === undefined ? <NewForm first={{}} /> : <ForLoan loanId={loan} />}
    </>
  );
}
