import { useState } from 'react';
import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useRead } from '../../api/read.ts';
import { dayText } from '../../format/days.ts';
import { DayField } from '../../parts/fields/DayField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { Read } from '../../parts/Read.tsx';
import { filled, words } from '../../words/words.ts';
import { HandoverTotals } from './HandoverTotals.tsx';

const { handover: said } = words;

type Drawn = Shape<'HandoverDocument'>;

const KEPT_MS = 60_000;

/** Saves the text of a document as a file, byte for byte. */
function save({ document: text, on }: Drawn): void {
  const href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  setTimeout(() => URL.revokeObjectURL(href), KEPT_MS);
  const link = document.createElement('a');
  link.href = href;
  link.download = `${said.fileName}-${on}.json`;
  link.click();
}

/** Records that the document was handed over. */
function RecordForm({ drawn: { on, sha256 } }: { drawn: Drawn }) {
  const form = useForm({ toFund: '', documentNumber: '' });
  const act = useAct(async (body: Shape<'NewHandover'>, key) =>
    api.POST('/v1/fund/handover', { params: { header: { 'Idempotency-Key': key } }, body }),
  );
  const { answer } = act;
  const { toFund, documentNumber } = form.values;
  if (answer !== undefined)
    return (
      <p className="done" role="status">
        {filled(said.recorded, { document: answer.documentNumber })}
      </p>
    );
  const isFilled = toFund.trim() !== '' && documentNumber.trim() !== '';
  return (
    <Form
      act={act}
      verb={said.record}
      body={() => (isFilled ? { on, sha256, toFund, documentNumber } : null)}
    >
      <p className="warning">{said.recordHint}</p>
      <div className="row">
        <TextField label={said.toFund} {...form.field('toFund')} isRequired />
        <TextField label={said.minutes} {...form.field('documentNumber')} isRequired />
      </div>
    </Form>
  );
}

function DrawnUp({ drawn }: { drawn: Drawn }) {
  const may = useMay();
  return (
    <>
      <h3>{filled(said.drawnUp, { on: dayText(drawn.on) })}</h3>
      <HandoverTotals of={drawn} />
      <p>
        {said.hash}: <code className="anywhere">{drawn.sha256}</code>
      </p>
      <p className="hint">{said.saveHint}</p>
      <div className="buttons">
        <button type="button" onClick={() => save(drawn)}>
          {said.save}
        </button>
      </div>
      {may('handovers:write') && <RecordForm drawn={drawn} />}
    </>
  );
}

/** What the fund hands over: drawn up, looked at, saved, and recorded. */
export function HandoverGive() {
  const [day, setDay] = useState('');
  const [asked, setAsked] = useState<string | null>(null);
  const drawn = useRead(
    ['fund', 'handover', asked],
    async (signal) =>
      api.GET('/v1/fund/handover', { params: { query: { on: asked ?? '' } }, signal }),
    { enabled: asked !== null },
  );
  return (
    <section className="card" aria-labelledby="handover-give">
      <h2 id="handover-give">{said.given}</h2>
      <p className="hint">{said.givenHint}</p>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (day !== '') setAsked(day);
        }}
      >
        <div className="row">
          <DayField label={said.on} name="on" value={day} onChange={setDay} isRequired />
        </div>
        <div className="buttons">
          <button type="submit">{said.drawUp}</button>
        </div>
      </form>
      {asked !== null && <Read of={drawn}>{(answer) => <DrawnUp drawn={answer} />}</Read>}
    </section>
  );
}
