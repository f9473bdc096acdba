import { Link } from '@tanstack/react-router';
import { useAct } from '../../api/act.ts';
import { api } from '../../api/client.ts';
import { dayText, today } from '../../format/days.ts';
import { DayField } from '../../parts/fields/DayField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { filled, words } from '../../words/words.ts';

const said = words.section.issue;

interface Props {
  readonly asOf: string;
  readonly periodStart: string;
}

interface Sent {
  readonly documentNumber: string;
  readonly issuedOn?: string;
}

/** Issues the section as it stands, under a number. */
export function IssueForm({ asOf, periodStart }: Props) {
  const form = useForm({ documentNumber: '', issuedOn: today() });
  const act = useAct(
    async (body: Sent, key) =>
      api.POST('/v1/reports/fund-section/issues', {
        params: { header: { 'Idempotency-Key': key } },
        body: { asOf, periodStart, ...body },
      }),
    form.reset,
  );
  const { documentNumber, issuedOn } = form.values;
  return (
    <>
      {act.answer !== undefined && (
        <p className="done" role="status">
          {filled(said.done, {
            number: act.answer.documentNumber,
            day: dayText(act.answer.issuedOn),
          })}{' '}
          <Link to="/issued-reports/$id" params={{ id: act.answer.id }} search={{}}>
            {said.open}
          </Link>
        </p>
      )}
      <details className="card">
        <summary>{said.title}</summary>
        <Form
          act={act}
          verb={said.verb}
          body={() => ({ documentNumber, ...(issuedOn === '' ? {} : { issuedOn }) })}
        >
          <p className="soft">{said.hint}</p>
          <div className="row">
            <TextField label={said.documentNumber} {...form.field('documentNumber')} isRequired />
            <DayField label={said.issuedOn} {...form.field('issuedOn')} isRequired />
          </div>
        </Form>
      </details>
    </>
  );
}
