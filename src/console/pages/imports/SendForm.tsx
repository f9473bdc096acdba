import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '../../api/act.ts';
import { FileField } from '../../parts/fields/FileField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { filled, words } from '../../words/words.ts';
import { AnswerFields } from './AnswerFields.tsx';
import { QUESTIONS, sendFile, type Answers, type Question, type Sent } from './sendFile.ts';

const ENDINGS = '.xlsx,.xlsm,.ods,.csv,.tsv';

interface Props {
  /** What was sent before, to be sent again; its answers are the first ones. */
  readonly before: Answers;
  readonly file: File | null;
  /** What the file left open; none: it is sent as soon as it is chosen. */
  readonly questions: readonly Question[];
}

/** Sends a book: at once, or with the answers to what it left open. Then what was understood of it is shown. */
export function SendForm({ before, file, questions }: Props) {
  const navigate = useNavigate();
  const form = useForm(before);
  const [chosen, setChosen] = useState(file);
  const act = useAct(sendFile, ({ id }) => {
    void navigate({ to: '/imports/$id', params: { id } });
  });
  const isAsked = questions.length > 0;
  const sentNow = (): Sent | null =>
    chosen === null ? null : { file: chosen, answers: form.values };
  return (
    <Form
      act={act}
      body={sentNow}
      verb={isAsked ? words.imports.sendAgain : words.imports.send}
      className="wide"
    >
      {isAsked && <AnswerFields form={form} questions={questions} />}
      {(!isAsked || file === null) && (
        <FileField
          label={words.imports.file}
          hint={words.imports.fileKinds}
          accept={ENDINGS}
          onChoose={(each) => {
            setChosen(each);
            if (!isAsked) act.send({ file: each, answers: form.values });
          }}
        />
      )}
      {isAsked && file === null && <p className="hint">{words.imports.fileForgotten}</p>}
      {!isAsked && (
        <details>
          <summary>{words.imports.answers}</summary>
          <p className="hint">{words.imports.answersHint}</p>
          <AnswerFields form={form} questions={QUESTIONS} />
        </details>
      )}
      {chosen !== null && (
        <p className="hint" role="status">
          {filled(act.isSending ? words.imports.sending : words.imports.chosen, {
            name: chosen.name,
          })}
        </p>
      )}
    </Form>
  );
}
