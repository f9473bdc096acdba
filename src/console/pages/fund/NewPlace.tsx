import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { CheckField } from '../../parts/fields/CheckField.tsx';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { filled, words } from '../../words/words.ts';

type Body = Shape<'NewPlace'>;

const { fund: said } = words;

interface Values {
  readonly kind: Body['kind'];
  readonly name: string;
  readonly accountNumber: string;
  readonly isDefault: boolean;
}

const NOTHING: Values = { kind: 'bank', name: '', accountNumber: '', isDefault: false };

function bodyOf({ kind, name, accountNumber, isDefault }: Values): Body | null {
  if (name.trim() === '') return null;
  return {
    kind,
    name,
    ...(accountNumber.trim() === '' ? {} : { accountNumber }),
    ...(isDefault ? { isDefault } : {}),
  };
}

/** Enters a place where money is: it begins empty. */
export function NewPlace() {
  const form = useForm(NOTHING);
  const act = useAct(
    async (body: Body, key) =>
      api.POST('/v1/fund/places', { params: { header: { 'Idempotency-Key': key } }, body }),
    form.reset,
  );
  const { kind, isDefault } = form.values;
  return (
    <section className="card" aria-labelledby="new-place">
      <h2 id="new-place">{said.newPlace}</h2>
      {act.answer !== undefined && (
        <p className="done" role="status">
          {filled(said.placeAdded, { name: act.answer.name ?? '' })}
        </p>
      )}
      <Form
        key={act.answer?.id ?? ''}
        act={act}
        body={() => bodyOf(form.values)}
        verb={said.newPlace}
      >
        <div className="row">
          <ChoiceField
            label={said.kind}
            {...form.field('kind')}
            autoFocus={act.answer !== undefined}
            choices={[
              ['bank', said.placeKind.bank],
              ['deposit', said.placeKind.deposit],
              ['trustee', said.placeKind.trustee],
              ['cash', said.placeKind.cash],
            ]}
          />
          <TextField
            label={said.placeName}
            hint={said.placeNameHint}
            {...form.field('name')}
            isRequired
          />
          <TextField label={said.accountNumber} {...form.field('accountNumber')} />
        </div>
        {(kind === 'cash' || kind === 'bank') && (
          <CheckField
            label={said.isDefault}
            value={isDefault}
            onChange={(chosen) => form.set({ isDefault: chosen })}
          />
        )}
      </Form>
    </section>
  );
}
