import type { ComponentType } from 'react';
import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { dayText } from '../../format/days.ts';
import { DayField } from '../../parts/fields/DayField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { Told } from '../../parts/Told.tsx';
import { filled, words } from '../../words/words.ts';
import { EDITORS } from './editors/editors.tsx';
import type { EditorProps, Policy } from './policyTypes.ts';

const { settings: said } = words;

/** Whether something of a value is not filled in: an empty text, or a number that is none. */
function isLacking(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  if (typeof value === 'number') return !isFinite(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(isLacking);
}

interface Values {
  readonly value: Policy['value'];
  readonly effectiveOn: string;
  readonly endsOn: string;
  readonly sourceDocument: string;
}

function bodyOf(
  name: Policy['name'],
  { value, effectiveOn, endsOn, sourceDocument }: Values,
): Shape<'NewPolicy'> | null {
  if (effectiveOn === '' || sourceDocument.trim() === '' || isLacking(value)) return null;
  const body = {
    name,
    value,
    effectiveOn,
    ...(endsOn === '' ? {} : { endsOn }),
    sourceDocument,
  };
  // The value is of the policy of the name: its editor gave it.
  return body as Shape<'NewPolicy'>;
}

/** Records what a policy says from a day on; begins with what it says now. */
export function PolicyForm({ before }: { before: Policy }) {
  const { name } = before;
  const form = useForm<Values>({
    value: before.value,
    effectiveOn: '',
    endsOn: '',
    sourceDocument: '',
  });
  const act = useAct(async (body: Shape<'NewPolicy'>, key) =>
    api.POST('/v1/policies', { params: { header: { 'Idempotency-Key': key } }, body }),
  );
  const Editor = EDITORS[name] as ComponentType<EditorProps<Policy['value']>>;
  const { answer } = act;
  return (
    <section className="card" aria-labelledby="new-version">
      <h2 id="new-version">{said.newVersion}</h2>
      <p className="hint">{said.newVersionHint}</p>
      <Form
        act={act}
        body={() => bodyOf(name, form.values)}
        verb={said.policyVerb}
        className="wide"
      >
        <Editor value={form.values.value} onChange={(value) => form.set({ value })} />
        <div className="row">
          <DayField label={said.firstDay} {...form.field('effectiveOn')} isRequired />
          <DayField label={said.lastDay} hint={said.lastDayHint} {...form.field('endsOn')} />
          <TextField
            label={said.sourceDocument}
            hint={said.sourceHint}
            {...form.field('sourceDocument')}
            isRequired
          />
        </div>
        {answer !== undefined && (
          <>
            <p className="done" role="status">
              {filled(said.policyDone, {
                policy: said.policy[name].title,
                on: answer.effectiveOn === null ? '' : dayText(answer.effectiveOn),
              })}
            </p>
            <Told affects={answer.affects} />
          </>
        )}
      </Form>
    </section>
  );
}
