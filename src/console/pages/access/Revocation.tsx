import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { filled, words } from '../../words/words.ts';

const { tokens: said } = words;

interface Props {
  readonly token: Shape<'Token'>;
  readonly onClose: () => void;
}

/** Asks why a token is revoked, and revokes it. */
export function Revocation({ token: { id, name }, onClose }: Props) {
  const form = useForm({ reason: '' });
  const act = useAct(async (body: { reason: string }, key) =>
    api.POST('/v1/tokens/{id}/revocation', {
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
            hint={said.reasonHint}
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
