import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { Secret } from '../../parts/Secret.tsx';
import { Told, type SaidBeside } from '../../parts/Told.tsx';
import { filled, language, words } from '../../words/words.ts';

const { secondPerson: said } = words;

/** What one can do about an act that waits. */
export type End = 'confirm' | 'reject' | 'withdraw';

/** An act, and what is to be done about it. */
export interface Ending {
  readonly proposal: Shape<'ProposedAct'>;
  readonly end: End;
}

interface Props extends Ending {
  readonly onClose: () => void;
}

const send = async ({ proposal: { id }, end }: Ending, reason: string, key: string) => {
  const params = { path: { id }, header: { 'Idempotency-Key': key } };
  const body = { reason };
  if (end === 'confirm') {
    return api.POST('/v1/proposed-acts/{id}/confirmation', { params, body: {} });
  }
  if (end === 'reject') return api.POST('/v1/proposed-acts/{id}/rejection', { params, body });
  return api.POST('/v1/proposed-acts/{id}/withdrawal', { params, body });
};

const TITLES = {
  confirm: said.confirmTitle,
  reject: said.rejectTitle,
  withdraw: said.withdrawTitle,
} as const;

const DONE = {
  confirm: said.confirmed,
  reject: said.rejected,
  withdraw: said.withdrawn,
} as const;

/** What a confirmed act itself answered, as far as the screen tells of it. */
type Answered = SaidBeside & {
  readonly name?: string;
  /** Of a token, and of an invitation: what is told once. */
  readonly token?: string | null;
  readonly address?: string | null;
};

function Done({ end, answer, onClose }: Pick<Props, 'end' | 'onClose'> & { answer: Answered }) {
  return (
    <div className="form">
      <p className="done" role="status">
        {DONE[end]}
      </p>
      <Told warnings={answer.warnings} affects={answer.affects} />
      {answer.token !== undefined && (
        <Secret
          title={filled(words.tokens.secretTitle, { name: answer.name ?? '' })}
          secret={answer.token}
          words={words.tokens}
        />
      )}
      {answer.address !== undefined && (
        <Secret
          title={filled(words.users.secretTitle, { name: answer.name ?? '' })}
          secret={answer.address}
          words={words.users}
        />
      )}
      <div className="buttons">
        <button type="button" className="main" autoFocus onClick={onClose}>
          {words.parts.close}
        </button>
      </div>
    </div>
  );
}

/** Asks once more, and confirms, rejects or withdraws an act that waits. */
export function EndDialog({ proposal, end, onClose }: Props) {
  const form = useForm({ reason: '' });
  const { reason } = form.values;
  const act = useAct(async (why: string, key) => send({ proposal, end }, why, key));
  const answered = act.answer as { readonly answer?: Answered } | undefined;
  return (
    <Dialog title={TITLES[end]} onClose={onClose}>
      {answered !== undefined ? (
        <Done end={end} answer={answered.answer ?? {}} onClose={onClose} />
      ) : (
        <Form
          act={act}
          verb={said[end]}
          body={() => (end !== 'confirm' && reason.trim() === '' ? null : reason)}
          beside={
            <button type="button" onClick={onClose}>
              {words.parts.cancel}
            </button>
          }
        >
          <p>{proposal.summary[language]}</p>
          {end === 'confirm' && (
            <p className="hint">{filled(said.confirmHint, { by: proposal.recordedBy })}</p>
          )}
          {end !== 'confirm' && (
            <TextField label={words.parts.reason} {...form.field('reason')} isRequired autoFocus />
          )}
        </Form>
      )}
    </Dialog>
  );
}
