import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { Secret } from '../../parts/Secret.tsx';
import { filled, words } from '../../words/words.ts';

const { users: said, tokens } = words;

const ROLES = ['accountant', 'auditor', 'director'] as const;

type Body = Shape<'NewInvitation'>;

const NOTHING: Body = { name: '', role: 'accountant' };

/** Invites somebody, and shows the address once. */
export function NewInvitation() {
  const form = useForm(NOTHING);
  const act = useAct(
    async (body: Body, key) =>
      api.POST('/v1/invitations', { params: { header: { 'Idempotency-Key': key } }, body }),
    form.reset,
  );
  const { role, name } = form.values;
  return (
    <section className="card" aria-labelledby="new-invitation">
      <h3 id="new-invitation">{said.invite}</h3>
      {act.answer !== undefined && (
        <Secret
          key={act.answer.id}
          title={filled(said.secretTitle, { name: act.answer.name })}
          secret={act.answer.address}
          words={said}
        />
      )}
      <Form
        key={act.answer?.id ?? ''}
        act={act}
        body={() => (name.trim() === '' ? null : form.values)}
        verb={said.inviteVerb}
      >
        <div className="row">
          <TextField
            label={said.invitedName}
            hint={tokens.nameHint}
            {...form.field('name')}
            isRequired
          />
          <ChoiceField
            label={said.invitedRole}
            hint={tokens.roleHint[role]}
            {...form.field('role')}
            choices={ROLES.map((each) => [each, words.codes.role[each]] as const)}
          />
        </div>
      </Form>
    </section>
  );
}
