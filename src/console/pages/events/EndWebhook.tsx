import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { filled, words } from '../../words/words.ts';

const { webhooks: said } = words;

interface Props {
  readonly webhook: Shape<'Webhook'>;
  readonly onClose: () => void;
}

/** Asks why a webhook ends, and ends it. */
export function EndWebhook({ webhook: { id, description }, onClose }: Props) {
  const form = useForm({ reason: '' });
  const act = useAct(
    async (body: { reason: string }, key) =>
      api.POST('/v1/webhooks/{id}/end', {
        params: { path: { id }, header: { 'Idempotency-Key': key } },
        body,
      }),
    onClose,
  );
  return (
    <Dialog title={filled(said.endTitle, { name: description })} onClose={onClose}>
      <Form act={act} body={() => form.values} verb={said.end}>
        <p>{said.endHint}</p>
        <TextField
          label={words.parts.reason}
          hint={said.reasonHint}
          {...form.field('reason')}
          isRequired
          autoFocus
        />
      </Form>
    </Dialog>
  );
}
