import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { DayField } from '../../parts/fields/DayField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { Secret } from '../../parts/Secret.tsx';
import { filled, words } from '../../words/words.ts';
import { ScopesField, type Scope } from './ScopesField.tsx';

const { tokens: said } = words;

type NewTokenBody = Shape<'NewToken'>;

const ROLES = ['accountant', 'auditor', 'director', 'integration'] as const;

interface Values {
  readonly name: string;
  readonly role: NewTokenBody['role'];
  readonly scopes: readonly Scope[];
  readonly expiresOn: string;
}

const NOTHING: Values = { name: '', role: 'accountant', scopes: [], expiresOn: '' };

function bodyOf({ name, role, scopes, expiresOn }: Values): NewTokenBody {
  return {
    name,
    role,
    ...(role === 'integration' ? { scopes: [...scopes] } : {}),
    ...(expiresOn === '' ? {} : { expiresOn }),
  };
}

/** Adds a token, and shows its secret once. */
export function NewToken() {
  const form = useForm(NOTHING);
  const act = useAct(
    async (body: NewTokenBody, key) =>
      api.POST('/v1/tokens', { params: { header: { 'Idempotency-Key': key } }, body }),
    form.reset,
  );
  const { role, name } = form.values;
  return (
    <section className="card" aria-labelledby="new-token">
      <h2 id="new-token">{said.add}</h2>
      {act.answer !== undefined && (
        <Secret
          key={act.answer.id}
          title={filled(said.secretTitle, { name: act.answer.name })}
          secret={act.answer.token}
          words={said}
        />
      )}
      <Form
        key={act.answer?.id ?? ''}
        act={act}
        body={() => (name.trim() === '' ? null : bodyOf(form.values))}
        verb={said.addVerb}
      >
        <div className="row">
          <TextField label={said.name} hint={said.nameHint} {...form.field('name')} isRequired />
          <ChoiceField
            label={said.role}
            hint={said.roleHint[role]}
            {...form.field('role')}
            choices={ROLES.map((each) => [each, words.codes.role[each]] as const)}
          />
          <DayField label={said.expiresOn} hint={said.expiresHint} {...form.field('expiresOn')} />
        </div>
        {role === 'integration' && <ScopesField {...form.field('scopes')} />}
      </Form>
    </section>
  );
}
