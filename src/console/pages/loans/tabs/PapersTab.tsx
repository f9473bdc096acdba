import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { api, type Shape } from '../../../api/client.ts';
import { useAct } from '../../../api/act.ts';
import { useMay } from '../../../api/me.ts';
import { DayField } from '../../../parts/fields/DayField.tsx';
import { Form, useForm } from '../../../parts/Form.tsx';
import { Paper } from '../../../parts/Paper.tsx';
import { words } from '../../../words/words.ts';
import { NoticeDone } from '../NoticeDone.tsx';
import { NoticesOfLoan } from '../NoticesOfLoan.tsx';
import { useKnownAt, type TabProps } from '../reading.ts';

const text = words.loans.papers;

/** Issues a notice of what is overdue on a loan (TT39 art. 20). */
function OverdueNotice({ id, asOf }: { id: string; asOf: string }) {
  const form = useForm({ issuedOn: asOf, payBy: '' });
  const act = useAct(async (body: Shape<'IssueOverdueNoticeBody'>, key) =>
    api.POST('/v1/loans/{id}/overdue-notices', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body,
    }),
  );
  return (
    <section className="card">
      <h2>{text.overdueNotice}</h2>
      {act.answer !== undefined && <NoticeDone notice={act.answer} />}
      <Form act={act} verb={text.issue} body={() => form.values}>
        <div className="row">
          <DayField label={text.issuedOn} {...form.field('issuedOn')} />
          <DayField label={text.payBy} {...form.field('payBy')} />
        </div>
      </Form>
    </section>
  );
}

/** The minutes by which both sides confirm the debt on a day. */
function DebtConfirmation({ id, asOf }: { id: string; asOf: string }) {
  const [on, setOn] = useState(asOf);
  useEffect(() => setOn(asOf), [asOf]);
  const query = new URLSearchParams({ asOf: on, ...useKnownAt() });
  return (
    <section className="card">
      <h2>{text.debtConfirmation}</h2>
      <p className="soft">{text.debtConfirmationHint}</p>
      <div className="filters">
        <DayField label={text.asOf} value={on} onChange={setOn} />
        {on !== '' && (
          <Paper
            address={`/v1/loans/${id}/debt-confirmation?${query.toString()}`}
            formats={['pdf', 'docx']}
            label={text.debtConfirmation}
          />
        )}
      </div>
    </section>
  );
}

/** The papers of a loan: what is to be signed or sent, and what was. */
export function PapersTab({ loan: { id }, position: { asOf, daysPastDue } }: TabProps) {
  const may = useMay();
  return (
    <>
      <div className="columns">
        <DebtConfirmation id={id} asOf={asOf} />
        <section className="card">
          <h2>{words.loans.tabs.statement}</h2>
          <p>
            <Link to="/loans/$id" params={{ id }} search={{ tab: 'statement' }}>
              {text.toStatement}
            </Link>
          </p>
          <h2>{words.loans.payoff}</h2>
          <p>
            <Link to="/loans/$id" params={{ id }} search={{}}>
              {text.toPayoff}
            </Link>
          </p>
        </section>
        {may('notices:write') && daysPastDue > 0 && <OverdueNotice id={id} asOf={asOf} />}
      </div>
      {may('notices:read') && (
        <>
          <h2>{text.notices}</h2>
          <NoticesOfLoan id={id} label={text.notices} />
        </>
      )}
    </>
  );
}
