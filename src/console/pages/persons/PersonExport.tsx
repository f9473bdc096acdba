import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { filled, words } from '../../words/words.ts';

const { persons: said } = words;

type Export = Shape<'PersonalDataExport'>;

const KEPT_MS = 60_000;

/** Saves an export as a file of JSON. */
function save(found: Export): void {
  const text = JSON.stringify(found, null, 2);
  const href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  setTimeout(() => URL.revokeObjectURL(href), KEPT_MS);
  const link = document.createElement('a');
  link.href = href;
  link.download = `${said.fileName}-${found.asOf}.json`;
  link.click();
}

function Found({ found }: { readonly found: Export }) {
  const { cooperatives, loans, collaterals, records } = found;
  return (
    <div className="done" role="status">
      <p>
        {filled(said.found, {
          cooperatives: String(cooperatives.length),
          loans: String(loans.length),
          collaterals: String(collaterals.length),
          records: String(records.length),
        })}
      </p>
      <div className="buttons">
        <button type="button" onClick={() => save(found)}>
          {said.save}
        </button>
      </div>
    </div>
  );
}

/** All that the fund has of one person, for that person. */
export function PersonExport() {
  const form = useForm({ name: '', identityNumber: '' });
  const act = useAct(async (body: Shape<'AskedPerson'>) =>
    api.POST('/v1/personal-data/export', { body }),
  );
  const name = form.values.name.trim();
  const identityNumber = form.values.identityNumber.trim();
  return (
    <section className="card" aria-labelledby="export">
      <h2 id="export">{said.exportTitle}</h2>
      <p className="soft">{said.exportIntro}</p>
      {act.answer !== undefined && <Found found={act.answer} />}
      <Form
        act={act}
        verb={said.exportVerb}
        body={() =>
          name === '' && identityNumber === ''
            ? null
            : { ...(name !== '' && { name }), ...(identityNumber !== '' && { identityNumber }) }
        }
      >
        <div className="row">
          <TextField label={said.name} hint={said.nameHint} {...form.field('name')} />
          <TextField label={said.identityNumber} {...form.field('identityNumber')} />
        </div>
      </Form>
    </section>
  );
}
