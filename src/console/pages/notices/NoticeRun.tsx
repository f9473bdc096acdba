import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { queries, useRead } from '../../api/read.ts';
import {
  dayText,
  daysAfter,
  endOfQuarter,
  partsOfQuarter,
  quarterText,
} from '../../format/days.ts';
import { DayField } from '../../parts/fields/DayField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { LoanLink } from '../../parts/LoanLink.tsx';
import { Paper } from '../../parts/Paper.tsx';
import { Read } from '../../parts/Read.tsx';
import { Told } from '../../parts/Told.tsx';
import { filled, words } from '../../words/words.ts';

const DAYS_TO_PAY = 15;

const ASKED_AGAIN_MS = 700;

/** Until when is usually to be paid: the quarter's end, or some days after the date of the notice. */
function usualPayBy(quarter: string, issuedOn: string): string {
  const end = endOfQuarter(quarter);
  return end > issuedOn ? end : daysAfter(issuedOn, DAYS_TO_PAY);
}

interface FormProps {
  readonly quarter: string;
  readonly day: string;
  /** Whether it stands unfolded: nothing was made yet. */
  readonly isOpen: boolean;
}

/** Starts the run that makes the notices of a quarter. */
export function NoticeRunForm({ quarter, day, isOpen }: FormProps) {
  const navigate = useNavigate();
  const said = words.notices.run;
  const form = useForm({ issuedOn: day, payBy: usualPayBy(quarter, day) });
  const act = useAct(
    async (body: Shape<'NewNoticeRun'>, key) =>
      api.POST('/v1/notice-runs', { params: { header: { 'Idempotency-Key': key } }, body }),
    ({ id }) => void navigate({ to: '/notices', search: { quarter, run: id }, replace: true }),
  );
  const { issuedOn, payBy } = form.values;
  return (
    <details className="card" open={isOpen}>
      <summary>{filled(said.title, { quarter: quarterText(quarter) })}</summary>
      <p className="soft">{said.hint}</p>
      <Form
        act={act}
        verb={said.verb}
        body={() =>
          issuedOn === '' || payBy === '' ? null : { ...partsOfQuarter(quarter), issuedOn, payBy }
        }
      >
        <div className="row">
          <DayField label={said.issuedOn} {...form.field('issuedOn')} isRequired />
          <DayField label={said.payBy} {...form.field('payBy')} isRequired />
        </div>
      </Form>
      <Told warnings={act.answer?.warnings} />
    </details>
  );
}

type Run = Shape<'NoticeRun'>;

function Failures({ failed }: Pick<Run, 'failed'>) {
  if (failed.length === 0) return null;
  return (
    <div className="problem" role="alert">
      <p>{filled(words.notices.run.failed, { count: failed.length })}</p>
      <ul>
        {failed.map(({ loanId, reason }) => (
          <li key={loanId}>
            <LoanLink id={loanId} number={words.notices.contract} /> <span>{reason}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** How far a run is; once it is done, all its letters. */
export function NoticeRunProgress({ id }: { readonly id: string }) {
  const said = words.notices.run;
  const run = useRead(
    ['notice-runs', id],
    async (signal) => api.GET('/v1/notice-runs/{id}', { params: { path: { id } }, signal }),
    { againAfterMs: (answer) => (answer?.status === 'running' ? ASKED_AGAIN_MS : false) },
  );
  const isOver = run.data !== undefined && run.data.status !== 'running';
  useEffect(() => {
    if (!isOver) return;
    void queries.invalidateQueries({ queryKey: ['notices'] });
    void queries.invalidateQueries({ queryKey: ['periods'] });
  }, [isOver]);
  return (
    <Read of={run}>
      {({ status, total, done, failed, nothingToPay, estimatedSecondsLeft, ...at }) =>
        status === 'running' ? (
          <div className="waiting" role="status">
            <p>
              {filled(said.running, { done, total })}{' '}
              {estimatedSecondsLeft !== null &&
                filled(said.left, { seconds: estimatedSecondsLeft })}
            </p>
            <progress value={done} max={total} aria-label={said.title} />
          </div>
        ) : (
          <>
            <div className="done" role="status">
              <p>
                {filled(said.done, {
                  done: done - failed.length,
                  quarter: quarterText(`${at.year}-Q${at.quarter}`),
                  nothing: nothingToPay,
                })}
              </p>
              <p>{filled(said.letters, { day: dayText(at.issuedOn) })}:</p>
              <Paper
                address={`/v1/notice-runs/${id}`}
                formats={['pdf', 'zip']}
                label={filled(said.letters, { day: dayText(at.issuedOn) })}
              />
            </div>
            <Failures failed={failed} />
          </>
        )
      }
    </Read>
  );
}
