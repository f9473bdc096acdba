import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { Secret } from '../../parts/Secret.tsx';
import { filled, words } from '../../words/words.ts';
import { TypesField, typesOf } from './TypesField.tsx';

const { webhooks: said } = words;

type Body = Shape<'NewWebhook'>;

/** Has events sent to another address, and shows its secret once. */
export function NewWebhook() {
  const form = useForm({ description: '', url: '', about: [] as readonly string[] });
  const act = useAct(
    async (body: Body, key) =>
      api.POST('/v1/webhooks', { params: { header: { 'Idempotency-Key': key } }, body }),
    form.reset,
  );
  const { description, url, about } = form.values;
  const made = act.answer;
  return (
    <section className="card" aria-labelledby="new-webhook">
      <h2 id="new-webhook">{said.add}</h2>
      {made !== undefined && (
        <Secret
          key={made.id}
          title={filled(said.secretTitle, { name: made.description })}
          secret={made.secret}
          words={said}
        />
      )}
      <Form
        key={made?.id ?? ''}
        act={act}
        verb={said.addVerb}
        body={() =>
          description.trim() === '' || url.trim() === ''
            ? null
            : { description, url, types: typesOf(about) }
        }
      >
        <div className="row">
          <TextField
            label={said.description}
            hint={said.descriptionHint}
            {...form.field('description')}
            isRequired
          />
          <TextField label={said.url} hint={said.urlHint} {...form.field('url')} isRequired />
        </div>
        <TypesField value={about} onChange={(value) => form.set({ about: value })} />
      </Form>
    </section>
  );
}
