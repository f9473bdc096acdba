import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useRead } from '../../api/read.ts';
import { dayText, quarterText, today } from '../../format/days.ts';
import { grouped } from '../../format/money.ts';
import { DayField } from '../../parts/fields/DayField.tsx';
import { Facts } from '../../parts/Figures.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { LoanLink } from '../../parts/LoanLink.tsx';
import { Read } from '../../parts/Read.tsx';
import { ReverseButton } from '../../parts/Reversal.tsx';
import { Table } from '../../parts/Table.tsx';
import { Told } from '../../parts/Told.tsx';
import { filled, words } from '../../words/words.ts';

type Draft = Shape<'NoticeDraft'>;

const said = words.drafts;

const LOOKS = { drafted: 'tag warn', released: 'tag good', dropped: 'tag' } as const;

const quarterIn = ({ year, quarter }: Pick<Draft, 'year' | 'quarter'>): string =>
  `${year}-Q${quarter}`;

/** Releases a draft: the notices are made, as of a day. */
function ReleaseForm({ draft }: { readonly draft: Draft }) {
  const navigate = useNavigate();
  const form = useForm({ issuedOn: today(), payBy: draft.payBy });
  const act = useAct(
    async (body: Shape<'NoticeDraftRelease'>, key) =>
      api.POST('/v1/notice-drafts/{id}/release', {
        params: { path: { id: draft.id }, header: { 'Idempotency-Key': key } },
        body,
      }),
    ({ id }) => void navigate({ to: '/notices', search: { quarter: quarterIn(draft), run: id } }),
  );
  const { issuedOn, payBy } = form.values;
  return (
    <section className="card" aria-label={said.release}>
      <Form
        act={act}
        verb={said.release}
        body={() => (issuedOn === '' || payBy === '' ? null : { issuedOn, payBy })}
      >
        <div className="row">
          <DayField label={words.notices.run.issuedOn} {...form.field('issuedOn')} isRequired />
          <DayField label={words.notices.run.payBy} {...form.field('payBy')} isRequired />
        </div>
      </Form>
      <div className="buttons">
        <ReverseButton
          what={filled(said.title, { quarter: quarterText(quarterIn(draft)) })}
          verb={said.drop}
          carryOut={async ({ reason }, key) =>
            api.POST('/v1/notice-drafts/{id}/reversal', {
              params: { path: { id: draft.id }, header: { 'Idempotency-Key': key } },
              body: { reason },
            })
          }
        />
      </div>
    </section>
  );
}

function DraftLoans({ loans }: Pick<Draft, 'loans'>) {
  return (
    <Table
      label={said.count}
      rows={loans}
      keyOf={({ loanId }) => loanId}
      nothing={said.none}
      isMarked={({ failure }) => failure !== null}
      columns={[
        { title: words.notices.borrower, cell: ({ cooperativeName }) => cooperativeName },
        {
          title: words.notices.contract,
          cell: ({ loanId, contractNumber }) => <LoanLink id={loanId} number={contractNumber} />,
        },
        {
          title: words.notices.total,
          isNumber: true,
          cell: ({ total }) => (total === null ? said.failure : grouped(total)),
        },
      ]}
    />
  );
}

/** What notices of a quarter would be issued, for a person to release or drop. */
export function NoticeDraft() {
  const { id } = useParams({ from: '/frame/notice-drafts/$id' });
  const may = useMay()('notices:write');
  const read = useRead(['notice-drafts', id], async (signal) =>
    api.GET('/v1/notice-drafts/{id}', { params: { path: { id } }, signal }),
  );
  return (
    <Read of={read}>
      {(draft) => (
        <>
          <div className="title">
            <h1>{filled(said.title, { quarter: quarterText(quarterIn(draft)) })}</h1>
            <span className={LOOKS[draft.status]}>{said[draft.status]}</span>
          </div>
          <p className="hint">{said.hint}</p>
          <Facts
            facts={[
              [said.asOf, dayText(draft.issuedOn)],
              [words.notices.payBy, dayText(draft.payBy)],
              [said.count, draft.loans.length],
              [said.total, grouped(draft.total)],
              [said.nothing, draft.nothingToPay],
              [said.issuedAlready, draft.issuedAlready],
            ]}
          />
          <Told warnings={draft.warnings} />
          {draft.noticeRunId !== null && (
            <p>
              <Link to="/notices" search={{ quarter: quarterIn(draft), run: draft.noticeRunId }}>
                {said.toRun}
              </Link>
            </p>
          )}
          {may && draft.status === 'drafted' && <ReleaseForm draft={draft} />}
          <DraftLoans loans={draft.loans} />
        </>
      )}
    </Read>
  );
}

/** The latest draft of a quarter that waits for a person. */
export function WaitingDraft({ quarter }: { readonly quarter: string }) {
  const drafts = useRead(['notice-drafts', 'waiting'], async (signal) =>
    api.GET('/v1/notice-drafts', { params: { query: { limit: 20 } }, signal }),
  );
  const waiting = drafts.data?.data.find(
    (draft) => draft.status === 'drafted' && quarterIn(draft) === quarter,
  );
  if (waiting === undefined) return null;
  return (
    <p className="card">
      {filled(said.waiting, { quarter: quarterText(quarter) })}{' '}
      <Link to="/notice-drafts/$id" params={{ id: waiting.id }} search={{}}>
        {said.open}
      </Link>
    </p>
  );
}
