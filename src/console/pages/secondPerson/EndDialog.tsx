import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { FileField } from '../../parts/fields/FileField.tsx';
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

/** What is said of an act: why it is not confirmed, or the document that is. */
interface SaidOf {
  readonly reason: string;
  readonly document: ChosenFile | null;
}

const send = async (
  { proposal: { id }, end }: Ending,
  { reason, document }: SaidOf,
  key: string,
) => {
  const params = { path: { id }, header: { 'Idempotency-Key': key } };
  const body = { reason };
  if (end === 'confirm') {
    const brought = document === null ? {} : { document: document.text };
    return api.POST('/v1/proposed-acts/{id}/confirmation', { params, body: brought });
  }
  if (end === 'reject') return api.POST('/v1/proposed-acts/{id}/rejection', { params, body });
  return api.POST('/v1/proposed-acts/{id}/withdrawal', { params, body });
};

/** Whose document the proposal keeps the hash of alone. */
const WITH_DOCUMENT = '/v1/fund/handovers';

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

interface ChosenFile {
  readonly name: string;
  readonly text: string;
}

interface DocumentProps {
  readonly proposal: Shape<'ProposedAct'>;
  readonly chosen: ChosenFile | null;
  readonly onChoose: (file: ChosenFile) => void;
}

/** Asks for the document that is confirmed: whoever confirms it has it too. */
function DocumentField({ proposal: { body }, chosen, onChoose }: DocumentProps) {
  const { sha256 } = body as { readonly sha256: string };
  const choose = async (file: File): Promise<void> => {
    onChoose({ name: file.name, text: await file.text() });
  };
  return (
    <>
      <p>
        {words.handover.hash}: <code className="anywhere">{sha256}</code>
      </p>
      <FileField
        label={said.document}
        hint={said.documentHint}
        accept=".json"
        onChoose={(file) => void choose(file)}
      />
      {chosen !== null && <p>{chosen.name}</p>}
    </>
  );
}

/** Asks once more, and confirms, rejects or withdraws an act that waits. */
export function EndDialog({ proposal, end, onClose }: Props) {
  const form = useForm<SaidOf>({ reason: '', document: null });
  const { reason, document } = form.values;
  const act = useAct(async (saidOf: SaidOf, key) => send({ proposal, end }, saidOf, key));
  const asksForDocument = end === 'confirm' && proposal.path === WITH_DOCUMENT;
  const isMissing = end === 'confirm' ? asksForDocument && document === null : reason.trim() === '';
  const answered = act.answer as { readonly answer?: Answered } | undefined;
  return (
    <Dialog title={TITLES[end]} onClose={onClose}>
      {answered !== undefined ? (
        <Done end={end} answer={answered.answer ?? {}} onClose={onClose} />
      ) : (
        <Form
          act={act}
          verb={said[end]}
          body={() => (isMissing ? null : form.values)}
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
          {asksForDocument && (
            <DocumentField
              proposal={proposal}
              chosen={document}
              onChoose={(file) => form.set({ document: file })}
            />
          )}
          {end !== 'confirm' && (
            <TextField label={words.parts.reason} {...form.field('reason')} isRequired autoFocus />
          )}
        </Form>
      )}
    </Dialog>
  );
}
