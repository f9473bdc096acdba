import { useState } from 'react';
import { api, type Shape } from '../../api/client.ts';
import { useAct } from '../../api/act.ts';
import { useDay } from '../../api/day.ts';
import { CooperativeField } from '../../parts/fields/CooperativeField.tsx';
import { DayField } from '../../parts/fields/DayField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { Told } from '../../parts/Told.tsx';
import { filled, words } from '../../words/words.ts';

const text = words.borrowers;

interface Change {
  readonly cooperativeId: string;
  readonly name: string;
  readonly before: string;
  readonly locality: string;
}

interface Props {
  /** The borrower whose locality changes; further ones can be added. */
  readonly first?: { readonly id: string; readonly name: string; readonly locality: string };
}

/** Changes the localities of borrowers by one document, from a day on (R37). */
export function LocalityChangeForm({ first }: Props) {
  const { asOf } = useDay();
  const form = useForm({ effectiveOn: asOf, documentNumber: '' });
  const [changes, setChanges] = useState<readonly Change[]>(
    first === undefined
      ? []
      : [{ cooperativeId: first.id, name: first.name, before: first.locality, locality: '' }],
  );
  const act = useAct(async (body: Shape<'NewLocalityChanges'>, key) =>
    api.POST('/v1/cooperatives/locality-changes', {
      params: { header: { 'Idempotency-Key': key } },
      body,
    }),
  );
  if (act.answer !== undefined)
    return (
      <>
        <p className="done" role="status">
          {filled(text.localitiesChanged, { count: act.answer.changes.length })}
        </p>
        <Told affects={act.answer.affects} />
      </>
    );
  const set = (index: number, locality: string): void =>
    setChanges(changes.map((each, at) => (at === index ? { ...each, locality } : each)));
  return (
    <Form
      act={act}
      verb={words.parts.save}
      body={() => ({
        ...form.values,
        changes: changes.map(({ cooperativeId, locality }) => ({ cooperativeId, locality })),
      })}
    >
      <p className="soft">{text.localitiesHint}</p>
      <div className="row">
        <TextField label={words.parts.documentNumber} {...form.field('documentNumber')} autoFocus />
        <DayField label={words.decisions.fromDay} {...form.field('effectiveOn')} />
      </div>
      {changes.map(({ cooperativeId, name, before, locality }, index) => (
        <TextField
          key={cooperativeId}
          label={filled(text.newLocalityOf, { name, before })}
          name={`changes.${index}.locality`}
          value={locality}
          onChange={(value) => set(index, value)}
        />
      ))}
      <CooperativeField
        key={changes.length}
        label={text.addToChange}
        name="changes"
        asOf={asOf}
        onChange={(found) => {
          if (found === null || changes.some((each) => each.cooperativeId === found.id)) return;
          setChanges([
            ...changes,
            { cooperativeId: found.id, name: found.name, before: found.locality, locality: '' },
          ]);
        }}
      />
    </Form>
  );
}
