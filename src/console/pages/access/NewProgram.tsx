import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { filled, words } from '../../words/words.ts';
import { ScopesField, type Scope } from './ScopesField.tsx';

const { users: said, tokens } = words;

type Body = Shape<'NewProgram'>;

const ROLES = ['integration', 'accountant', 'auditor', 'director'] as const;

interface Values {
  readonly provider: string;
  readonly subject: string;
  readonly name: string;
  readonly role: Body['role'];
  readonly scopes: readonly Scope[];
}

const bodyOf = ({ scopes, ...of }: Values): Body => ({
  ...of,
  ...(of.role === 'integration' ? { scopes: [...scopes] } : {}),
});

/** Lets a program in that has the access tokens of a provider. */
export function NewProgram({ providers }: { readonly providers: readonly string[] }) {
  const [provider = ''] = providers;
  const nothing: Values = { provider, subject: '', name: '', role: 'integration', scopes: [] };
  const form = useForm(nothing);
  const act = useAct(
    async (body: Body, key) =>
      api.POST('/v1/programs', { params: { header: { 'Idempotency-Key': key } }, body }),
    form.reset,
  );
  const { name, subject, role } = form.values;
  const isWhole = name.trim() !== '' && subject.trim() !== '';
  return (
    <section className="card" aria-labelledby="new-program">
      <h3 id="new-program">{said.addProgram}</h3>
      <p className="hint">{said.addProgramHint}</p>
      {act.answer !== undefined && (
        <p className="done" role="status">
          {filled(said.programAdded, { name: act.answer.name })}
        </p>
      )}
      <Form
        key={act.answer?.id ?? ''}
        act={act}
        body={() => (isWhole ? bodyOf(form.values) : null)}
        verb={said.addProgramVerb}
      >
        <div className="row">
          <TextField
            label={said.programName}
            hint={said.programNameHint}
            {...form.field('name')}
            isRequired
          />
          <TextField
            label={said.programSubject}
            hint={said.programSubjectHint}
            {...form.field('subject')}
            isRequired
          />
          {providers.length > 1 && (
            <ChoiceField
              label={said.programProvider}
              {...form.field('provider')}
              choices={providers.map((each) => [each, each] as const)}
            />
          )}
          <ChoiceField
            label={said.programRole}
            hint={tokens.roleHint[role]}
            {...form.field('role')}
            choices={ROLES.map((each) => [each, words.codes.role[each]] as const)}
          />
        </div>
        {role === 'integration' && <ScopesField {...form.field('scopes')} />}
      </Form>
    </section>
  );
}
