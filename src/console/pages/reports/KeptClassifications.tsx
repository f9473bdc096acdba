import { Link } from '@tanstack/react-router';
import { useAct } from '../../api/act.ts';
import { api } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useMay } from '../../api/me.ts';
import { useRows } from '../../api/read.ts';
import { dayText, daysAfter, momentText, today } from '../../format/days.ts';
import { DayField } from '../../parts/fields/DayField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { ErrorNote } from '../../parts/ProblemNote.tsx';
import { LongTable } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';

const said = words.kept;

/** The last day of the month before. */
const lastMonthEnd = (): string => daysAfter(`${today().slice(0, 7)}-01`, -1);

/** Keeps the classification of a day by hand. */
function KeepForm() {
  const form = useForm({ asOf: lastMonthEnd() });
  const act = useAct(async (body: { readonly asOf: string }, key) =>
    api.POST('/v1/kept-classifications', {
      params: { header: { 'Idempotency-Key': key } },
      body,
    }),
  );
  const { asOf } = form.values;
  return (
    <details className="card">
      <summary>{said.keep}</summary>
      <Form act={act} body={() => (asOf === '' ? null : { asOf })} verb={said.verb}>
        <DayField label={said.asOf} {...form.field('asOf')} isRequired />
        {act.answer !== undefined && (
          <p className="done" role="status">
            {filled(said.done, { day: dayText(act.answer.asOf) })}{' '}
            <Link to="/kept-classifications/$id" params={{ id: act.answer.id }} search={{}}>
              {said.open}
            </Link>
          </p>
        )}
      </Form>
    </details>
  );
}

/** The classifications of the debt that are kept. */
export function KeptClassifications() {
  const { knownAt } = useDay();
  const may = useMay()('reports:write');
  const query = { limit: 200, ...(knownAt === undefined ? {} : { knownAt }) };
  const kept = useRows(['kept-classifications', query], async (cursor, signal) =>
    api.GET('/v1/kept-classifications', {
      params: { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } },
      signal,
    }),
  );
  return (
    <>
      <div className="title">
        <h1>{said.title}</h1>
      </div>
      <p className="hint">{said.hint}</p>
      {may && <KeepForm />}
      {kept.error !== null && <ErrorNote error={kept.error} onRetry={kept.readMore} />}
      {kept.first !== undefined && (
        <LongTable
          label={said.title}
          rows={kept.rows}
          keyOf={({ id }) => id}
          nothing={said.none}
          hasMore={kept.hasMore}
          readMore={kept.readMore}
          columns={[
            {
              title: said.asOf,
              cell: ({ id, asOf }) => (
                <Link to="/kept-classifications/$id" params={{ id }} search={{}}>
                  {dayText(asOf)}
                </Link>
              ),
            },
            { title: said.knownAt, isMinor: true, cell: (row) => momentText(row.knownAt) },
            { title: said.by, cell: ({ recordedBy }) => recordedBy },
          ]}
        />
      )}
    </>
  );
}
