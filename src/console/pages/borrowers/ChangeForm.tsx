import { useRef } from 'react';
import { api, type Shape } from '../../api/client.ts';
import { useAct } from '../../api/act.ts';
import { useRead } from '../../api/read.ts';
import { DayField } from '../../parts/fields/DayField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm, type FormValues } from '../../parts/Form.tsx';
import { Told } from '../../parts/Told.tsx';
import { words } from '../../words/words.ts';
import { borrowerOf, typedOf, type TypedBorrower } from './borrowerFields.ts';
import { BorrowerFields } from './BorrowerFields.tsx';
import type { BorrowerProps } from './reading.ts';

const text = words.borrowers;

/** The version that somebody began to change: if another was entered meanwhile, the change is refused. */
function useVersion(id: string): string | undefined {
  const begun = useRef<string>(undefined);
  const read = useRead(['cooperatives', id, 'etag'], async (signal) => {
    const { response } = await api.GET('/v1/cooperatives/{id}', {
      params: { path: { id } },
      signal,
    });
    return { data: response.headers.get('etag') ?? '' };
  });
  begun.current ??= read.data;
  return begun.current;
}

/** Corrects what was typed wrongly of a borrower, or enters a change from a day on. */
export function ChangeForm({ borrower }: BorrowerProps) {
  const { id } = borrower;
  const version = useVersion(id);
  const form = useForm({ ...typedOf(borrower), reason: '', effectiveOn: '' });
  const act = useAct(async (body: Shape<'ChangedCooperative'>) =>
    api.PUT('/v1/cooperatives/{id}', {
      params: { path: { id }, header: version ? { 'If-Match': version } : {} },
      body,
    }),
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
