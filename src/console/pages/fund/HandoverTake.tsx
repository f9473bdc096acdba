import { useState } from 'react';
import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { dayText } from '../../format/days.ts';
import { CheckField } from '../../parts/fields/CheckField.tsx';
import { FileField } from '../../parts/fields/FileField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form } from '../../parts/Form.tsx';
import { ProposedNote } from '../../parts/ProposedNote.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { filled, words } from '../../words/words.ts';
import { HandoverAnswers } from './HandoverAnswers.tsx';
import { HandoverTotals } from './HandoverTotals.tsx';
import { nameOfSource } from './sources.ts';
import { bodyOf, NO_ANSWERS, type Answers, type ReadDocument } from './handoverAnswers.ts';

const { handover: said } = words;

type Sent = Shape<'SentHandover'>;

interface OfSources {
  readonly of: readonly { readonly source: string }[];
  readonly answers: Answers;
  readonly set: (changed: Partial<Answers>) => void;
}

/** With which source of this fund each source is joined, or the name under which it is kept apart. */
function SourceFields({ of, answers: { sources }, set }: OfSources) {
  return of.map(({ source }) => (
    <TextField
      key={source}
      label={filled(said.sourceName, { source: nameOfSource(source) })}
      hint={said.sourceHint}
      name={`source-${source}`}
      value={sources[source] ?? ''}
      onChange={(as) => set({ sources: { ...sources, [source]: as } })}
    />
  ));
}

function Done({ text }: { text: string }) {
  return (
    <p className="done" role="status">
      {text}
    </p>
  );
}

/** What a document says, with its hash. */
function Found({ found }: { found: Shape<'CheckedHandover'> }) {
  return (
    <>
      <h3>{filled(said.checked, { fund: found.fromName, on: dayText(found.on) })}</h3>
      <HandoverTotals of={found} />
      <p>
        {said.hash}: <code className="anywhere">{found.sha256}</code>
      </p>
      <p className="hint">{said.hashHint}</p>
    </>
  );
}

/** A document that was chosen: what it says, what it asks, and its entry. */
function Chosen({ read }: { read: ReadDocument }) {
  const [answers, setAnswers] = useState<Answers>(NO_ANSWERS);
  const check = useAct(async (body: Sent) => api.POST('/v1/fund/handovers/check', { body }));
  const enter = useAct(async (body: Sent, key) =>
    api.POST('/v1/fund/handovers', { params: { header: { 'Idempotency-Key': key } }, body }),
  );
  const { documentNumber } = answers;
  const set = (changed: Partial<Answers>): void => setAnswers((had) => ({ ...had, ...changed }));
  const body = (): Sent | null => (documentNumber.trim() === '' ? null : bodyOf(read, answers));
  const { answer: found } = check;
  if (enter.answer !== undefined) {
    const { entered, fromName: fund } = enter.answer;
    return <Done text={filled(said.entered, { loans: String(entered.loans), fund })} />;
  }
  if (enter.proposal !== null) return <ProposedNote act={enter} beside={null} />;
  const isClear = found !== undefined && found.faults.length === 0;
  return (
    <>
      {found !== undefined && <Found found={found} />}
      <Form
        act={check}
        verb={said.check}
        body={body}
        beside={
          isClear && (
            <button
              type="button"
              className="main"
              aria-disabled={enter.isSending}
              onClick={() => {
                const sent = body();
                if (sent !== null) enter.send(sent);
              }}
            >
              {said.enter}
            </button>
          )
        }
      >
        <div className="row">
          <TextField
            label={said.minutes}
            name="documentNumber"
            value={documentNumber}
            onChange={(text) => set({ documentNumber: text })}
            isRequired
          />
        </div>
        {found !== undefined && (
          <>
            <HandoverAnswers faults={found.faults} answers={answers} set={set} />
            <SourceFields of={found.sources} answers={answers} set={set} />
          </>
        )}
        <CheckField
          label={said.ownRules}
          value={answers.ownRules}
          onChange={(ownRules) => set({ ownRules })}
        />
      </Form>
      {isClear && <Done text={said.noFaults} />}
      {enter.problem !== null && <ProblemNote problem={enter.problem} />}
    </>
  );
}

/** What another fund hands over: chosen, checked, answered, and entered. */
export function HandoverTake() {
  const [read, setRead] = useState<ReadDocument | null>(null);
  const choose = async (file: File): Promise<void> => {
    setRead({ name: file.name, text: await file.text() });
  };
  return (
    <section className="card" aria-labelledby="handover-take">
      <h2 id="handover-take">{said.taken}</h2>
      <p className="hint">{said.takenHint}</p>
      <FileField
        label={said.file}
        hint={said.fileHint}
        accept=".json"
        onChoose={(file) => void choose(file)}
      />
      {read !== null && (
        <>
          <p>{read.name}</p>
          <Chosen key={read.text} read={read} />
        </>
      )}
    </section>
  );
}
