import { api, type Shape } from '../../api/client.ts';
import { useRead } from '../../api/read.ts';
import { useChange, withVersion } from '../../api/version.ts';
import { useDay } from '../../api/day.ts';
import { DayField } from '../../parts/fields/DayField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm, type FormValues } from '../../parts/Form.tsx';
import { Read } from '../../parts/Read.tsx';
import { Told } from '../../parts/Told.tsx';
import { words } from '../../words/words.ts';
import { borrowerOf, typedOf, type TypedBorrower } from './borrowerFields.ts';
import { BorrowerFields } from './BorrowerFields.tsx';
import type { BorrowerProps } from './reading.ts';

const text = words.borrowers;

interface FormProps extends BorrowerProps {
  readonly version: string;
}

function ChangeFields({ borrower, version }: FormProps) {
  const { id } = borrower;
  const form = useForm({ ...typedOf(borrower), reason: '', effectiveOn: '' });
  const act = useChange(version, async (body: Shape<'ChangedCooperative'>, header) =>
    api.PUT('/v1/cooperatives/{id}', { params: { path: { id }, header }, body }),
  );
  if (act.answer !== undefined)
    return (
      <>
        <p className="done" role="status">
          {text.changed}
        </p>
        <Told warnings={act.answer.warnings} affects={act.answer.affects} />
      </>
    );
  const { reason, effectiveOn } = form.values;
  return (
    <Form
      act={act}
      verb={words.parts.save}
      body={() => ({
        ...borrowerOf(form.values),
        reason,
        ...(effectiveOn === '' ? {} : { effectiveOn }),
      })}
    >
      <BorrowerFields form={form as unknown as FormValues<TypedBorrower>} />
      <div className="row">
        <TextField label={words.parts.reason} {...form.field('reason')} />
        <DayField label={text.changedOn} {...form.field('effectiveOn')} hint={text.changedOnHint} />
      </div>
    </Form>
  );
}

/** Corrects what was typed wrongly of a borrower, or enters a change from a day on. */
export function ChangeForm({ borrower }: BorrowerProps) {
  const { id } = borrower;
  const { query } = useDay();
  const stands = useRead(['cooperatives', id, 'version', query], async (signal) =>
    withVersion(api.GET('/v1/cooperatives/{id}', { params: { path: { id }, query }, signal })),
  );
  return <Read of={stands}>{(now) => <ChangeFields borrower={now} version={now.version} />}</Read>;
}
