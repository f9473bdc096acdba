import { useAct } from '../../api/act.ts';
import { api, Refusal } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { readAnew } from '../../api/read.ts';
import { dayText } from '../../format/days.ts';
import { grouped, less } from '../../format/money.ts';
import { Figure, Figures } from '../../parts/Figures.tsx';
import { Form } from '../../parts/Form.tsx';
import { filled, words } from '../../words/words.ts';
import { Faults } from './Faults.tsx';
import { SendForm } from './SendForm.tsx';
import { ASKED_BY, NO_ANSWERS, sentAs, type Import, type Question } from './sendFile.ts';

const { imports: said } = words;

const KINDS = ['cooperatives', 'loans', 'disbursements', 'receipts'] as const;

function WouldEnter({ sent: { wouldEnter, available } }: { sent: Import }) {
  return (
    <Figures label={said.wouldEnter}>
      {KINDS.filter((kind) => wouldEnter[kind] > 0).map((kind) => (
        <Figure key={kind} name={said.counts[kind]}>
          {wouldEnter[kind]}
        </Figure>
      ))}
      {available !== null && (
        <Figure
          name={filled(said.available, { on: dayText(available.on) })}
          isBad={available.stated !== null && available.stated !== available.computed}
          note={
            available.stated === null
              ? said.availableNotStated
              : `${said.availableStated} ${grouped(available.stated)}; ${said.difference} ${grouped(less(available.computed, available.stated))}`
          }
        >
          {grouped(available.computed)}
        </Figure>
      )}
    </Figures>
  );
}

/** A file without faults: entered at the press of a button. */
function Fine({ sent }: { sent: Import }) {
  const { id, wouldEnter } = sent;
  const may = useMay();
  const act = useAct(async (_: object, key) =>
    api.POST('/v1/imports/{id}/entry', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body: {},
    }),
  );
  const isEmpty = KINDS.every((kind) => wouldEnter[kind] === 0);
  if (isEmpty)
    return (
      <p className="warning" role="status">
        {said.nothingFound}
      </p>
    );
  return (
    <section className="card" aria-labelledby="fine">
      <h2 id="fine" className="done">
        {said.fine}
      </h2>
      <p>{said.wouldEnter}</p>
      <WouldEnter sent={sent} />
      {may('imports:write') && (
        <Form act={act} body={() => ({})} verb={said.enter}>
          <p className="hint">{said.enteringHint}</p>
        </Form>
      )}
    </section>
  );
}

/** Has a file with faults checked again: asked to be entered, the service refuses it and reads it anew. */
async function checkAgain(id: string, key: string): Promise<{ data: null }> {
  try {
    await api.POST('/v1/imports/{id}/entry', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body: {},
    });
  } catch (error) {
    if (!(error instanceof Refusal && error.problem.code === 'import-not-ready')) throw error;
  }
  await readAnew();
  return { data: null };
}

function Faulty({ sent }: { sent: Import }) {
  const { id, faults, faultCount } = sent;
  const may = useMay();
  const again = useAct(async (_: object, key) => checkAgain(id, key));
  const before = sentAs(id);
  const questions = [
    ...new Set(faults.flatMap(({ code }): Question[] => (ASKED_BY[code] ? [ASKED_BY[code]] : []))),
  ];
  return (
    <>
      <p className="problem" role="status">
        {filled(said.faulty, { count: faultCount })}
      </p>
      {may('imports:write') && questions.length > 0 && (
        <section className="card" aria-labelledby="questions">
          <h2 id="questions">{said.questions}</h2>
          <SendForm
            before={before?.answers ?? NO_ANSWERS}
            file={before?.file ?? null}
            questions={questions}
          />
        </section>
      )}
      <Faults sent={sent} />
      {may('imports:write') && (
        <section className="card" aria-labelledby="again">
          <h2 id="again">{said.fixed}</h2>
          <SendForm before={before?.answers ?? NO_ANSWERS} file={null} questions={[]} />
          <Form act={again} body={() => ({})} verb={said.recheck}>
            <p className="hint">{said.recheckHint}</p>
          </Form>
        </section>
      )}
    </>
  );
}

/** A file that was read and tried: what it would enter, or what is wrong with it. */
export function Checked({ sent }: { sent: Import }) {
  return sent.faultCount === 0 ? <Fine sent={sent} /> : <Faulty sent={sent} />;
}
