import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { useChange } from '../../api/version.ts';
import { DayField } from '../../parts/fields/DayField.tsx';
import {
  BOOKED_IN_TIME,
  LateBookingFields,
  lateBookingOf,
} from '../../parts/fields/LateBookingFields.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm, type FormValues } from '../../parts/Form.tsx';
import { Read } from '../../parts/Read.tsx';
import { Told } from '../../parts/Told.tsx';
import { words } from '../../words/words.ts';
import { CollateralFields, ValuationFields } from './CollateralFields.tsx';
import {
  collateralOf,
  NO_VALUATION,
  typedOf,
  valuationOf,
  type TypedCollateral,
} from './collateralFields.ts';
import { useCollateral, type CollateralShape } from './reading.ts';

const said = words.collateral;

const Done = ({ text }: { readonly text: string }) => (
  <p className="done" role="status">
    {text}
  </p>
);

/** Records what an asset was found to be worth. */
export function ValuationForm({ id }: { readonly id: string }) {
  const form = useForm({ ...NO_VALUATION, ...BOOKED_IN_TIME });
  const act = useAct(async (body: Shape<'NewValuation'>, key) =>
    api.POST('/v1/collaterals/{id}/valuations', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body,
    }),
  );
  if (act.answer !== undefined)
    return (
      <>
        <Done text={said.valued} />
        <Told warnings={act.answer.warnings} />
      </>
    );
  return (
    <Form
      act={act}
      verb={words.parts.save}
      body={() => {
        const valued = valuationOf(form.values);
        return valued && ({ ...valued, ...lateBookingOf(form.values) } as Shape<'NewValuation'>);
      }}
    >
      <ValuationFields form={form} />
      <LateBookingFields form={form} />
    </Form>
  );
}

/** Releases an asset. */
export function ReleaseForm({ id }: { readonly id: string }) {
  const form = useForm({ releasedOn: '', documentNumber: '', note: '', ...BOOKED_IN_TIME });
  const act = useAct(async (body: Shape<'NewRelease'>, key) =>
    api.POST('/v1/collaterals/{id}/release', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body,
    }),
  );
  if (act.answer !== undefined)
    return (
      <>
        <Done text={said.released} />
        <Told warnings={act.answer.warnings} />
      </>
    );
  const { releasedOn, documentNumber, note } = form.values;
  return (
    <Form
      act={act}
      verb={said.release}
      body={() =>
        releasedOn === '' || documentNumber.trim() === ''
          ? null
          : ({
              releasedOn,
              documentNumber,
              ...(note.trim() === '' ? {} : { note }),
              ...lateBookingOf(form.values),
            } as Shape<'NewRelease'>)
      }
    >
      <p>{said.releaseHint}</p>
      <div className="row">
        <DayField label={said.releasedOn} {...form.field('releasedOn')} isRequired />
        <TextField label={said.releaseDocument} {...form.field('documentNumber')} isRequired />
        <TextField label={words.parts.note} {...form.field('note')} />
      </div>
      <LateBookingFields form={form} />
    </Form>
  );
}

interface Versioned {
  readonly asset: CollateralShape & { readonly version: string };
}

/** The valuations that stand, to be sent again as they are. */
const standingOf = ({ valuations }: CollateralShape) =>
  valuations
    .filter(({ reversedAt }) => reversedAt === null)
    .map(({ valuedOn, value, basis, valuedBy }) => ({
      valuedOn,
      value,
      basis,
      ...(valuedBy === null ? {} : { valuedBy }),
    }));

/** Corrects what was typed wrongly of an asset, or enters a change from a day on. */
export function ChangeForm({ id }: { readonly id: string }) {
  const stands = useCollateral(id, false);
  return <Read of={stands}>{(asset) => <ChangeFields asset={asset} />}</Read>;
}

function ChangeFields({ asset }: Versioned) {
  const { id } = asset;
  const form = useForm({ ...typedOf(asset), effectiveOn: '', ...BOOKED_IN_TIME });
  const act = useChange(asset.version, async (body: Shape<'ChangedCollateral'>, header) =>
    api.PUT('/v1/collaterals/{id}', { params: { path: { id }, header }, body }),
  );
  if (act.answer !== undefined)
    return (
      <>
        <Done text={said.changed} />
        <Told warnings={act.answer.warnings} />
      </>
    );
  const { effectiveOn, reason } = form.values;
  return (
    <Form
      act={act}
      verb={words.parts.save}
      body={() => {
        const changed = collateralOf(form.values);
        if (changed === null || reason.trim() === '') return null;
        return {
          ...changed,
          valuations: standingOf(asset),
          ...(effectiveOn === '' ? {} : { effectiveOn }),
          ...lateBookingOf(form.values),
          reason,
        } as Shape<'ChangedCollateral'>;
      }}
    >
      <CollateralFields form={form as unknown as FormValues<TypedCollateral>} />
      <div className="row">
        <TextField label={words.parts.reason} {...form.field('reason')} isRequired />
        <DayField
          label={words.borrowers.changedOn}
          {...form.field('effectiveOn')}
          hint={words.borrowers.changedOnHint}
        />
      </div>
      <LateBookingFields form={form} hasReason={false} />
    </Form>
  );
}
