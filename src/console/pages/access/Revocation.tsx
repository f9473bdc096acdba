import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { filled, words } from '../../words/words.ts';

interface Props {
  readonly of: 'tokens' | 'users';
  readonly token: Pick<Shape<'Token'>, 'id' | 'name'>;
  readonly onClose: () => void;
}

/** Asks why a token, or a person, is ended, and ends it. */
export function Revocation({ of, token: { id, name }, onClose }: Props) {
  const said = words[of];
  const form = useForm({ reason: '' });
  const act = useAct(async (body: { reason: string }, key) =>
    api.POST(`/v1/${of}/{id}/revocation`, {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body,
    }),
  );
  return (
    <Dialog title={filled(said.revokeTitle, { name })} onClose={onClose}>
      {act.answer === undefined ? (
        <Form act={act} body={() => form.values} verb={said.revoke}>
          <p>{said.revokeHint}</p>
          <TextField
            label={words.parts.reason}
            hint={words.tokens.reasonHint}
            {...form.field('reason')}
            isRequired
            autoFocus
          />
        </Form>
      ) : (
        <div className="form">
          <p className="done" role="status">
            {said.revokeDone}
          </p>
          <div className="buttons">
            <button type="button" className="main" autoFocus onClick={onClose}>
              {words.parts.close}
            </button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
