import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useMay } from '../../api/me.ts';
import { useRead } from '../../api/read.ts';
import { dayText, momentText, quarterText, startOfQuarter } from '../../format/days.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { CheckField } from '../../parts/fields/CheckField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { Read } from '../../parts/Read.tsx';
import { Told } from '../../parts/Told.tsx';
import { filled, words } from '../../words/words.ts';
import { LoansWithoutNotice, QuarterChecklist, type Period } from './QuarterChecklist.tsx';
import { QuarterBalances } from './QuarterBalances.tsx';
import { QuarterMoney } from './QuarterMoney.tsx';
import { daysOf, QuarterTag } from './Quarters.tsx';
import './quarter.css';

const said = words.quarters.one;

type Closing = Shape<'ClosePeriodAnswer'>;

/** What was closed just now. */
function ClosedNow({ done: { quarter, earlier, affects } }: { readonly done: Closing }) {
  return (
    <>
      <div className="done" role="status">
        <p>{filled(said.closed, { quarter: quarterText(quarter) })}</p>
        {earlier.length > 0 && (
          <p>{filled(said.closedToo, { quarters: listed(earlier.map((each) => each.quarter)) })}</p>
        )}
      </div>
      <Told affects={affects} />
    </>
  );
}

const listed = (quarters: readonly string[]): string => quarters.map(quarterText).join(', ');

interface CloseProps {
  readonly period: Period;
  readonly onDone: (done: Closing) => void;
}

function CloseForm({ period: { quarter, to, openBefore }, onDone }: CloseProps) {
  const form = useForm({ through: false });
  const act = useAct(
    async (body: { readonly through?: boolean }, key) =>
      api.POST('/v1/periods/{quarter}/closing', {
        params: { path: { quarter }, header: { 'Idempotency-Key': key } },
        body,
      }),
    onDone,
  );
  const title = filled(said.close, { quarter: quarterText(quarter) });
  return (
    <section className="card">
      <h2>{title}</h2>
      <Form act={act} verb={title} body={() => (form.values.through ? { through: true } : {})}>
        <p className="soft">{filled(said.closeHint, { day: dayText(to) })}</p>
        {openBefore.length > 0 && (
          <CheckField
            label={filled(said.through, { count: openBefore.length })}
            {...form.field('through')}
          />
        )}
      </Form>
    </section>
  );
}

function ReopenDialog({
  quarter,
  onClose,
}: {
  readonly quarter: string;
  readonly onClose: () => void;
}) {
  const form = useForm({ reason: '' });
  const act = useAct(async (body: { readonly reason: string }, key) =>
    api.POST('/v1/periods/{quarter}/reopening', {
      params: { path: { quarter }, header: { 'Idempotency-Key': key } },
      body,
    }),
  );
  if (act.answer !== undefined)
    return (
      <Dialog title={said.reopen} onClose={onClose}>
        <div className="form">
          <p className="done" role="status">
            {filled(said.reopened, { quarters: listed(act.answer.reopened) })}
          </p>
          <Told affects={act.answer.affects} />
          <div className="buttons">
            <button type="button" className="main" autoFocus onClick={onClose}>
              {words.parts.close}
            </button>
          </div>
        </div>
      </Dialog>
    );
  return (
    <Dialog title={`${said.reopen} ${quarterText(quarter)}`} onClose={onClose}>
      <Form
        act={act}
        verb={said.reopen}
        body={() => form.values}
        beside={
          <button type="button" onClick={onClose}>
            {words.parts.cancel}
          </button>
        }
      >
        <p className="soft">{said.reopenHint}</p>
        <TextField label={words.parts.reason} {...form.field('reason')} isRequired autoFocus />
      </Form>
    </Dialog>
  );
}

/** Who closed the quarter, and reopening it. */
function Closed({ closing }: { readonly closing: NonNullable<Period['closing']> }) {
  const may = useMay();
  const { number, hash } = closing.auditHead;
  return (
    <section className="card">
      <p>{filled(said.closedAt, { at: momentText(closing.recordedAt), by: closing.recordedBy })}</p>
      <p className="soft">
        {said.head}: <span className="hash">{filled(said.headValue, { number, hash })}</span>
      </p>
      {!may('periods:write') && <p className="soft">{said.directorOnly}</p>}
    </section>
  );
}

function QuarterView({ period }: { readonly period: Period }) {
  const { quarter, from, to, status, closing, totals, loansWithoutNotice, balances } = period;
  const may = useMay()('periods:write');
  const [isReopening, setIsReopening] = useState(false);
  const [done, setDone] = useState<Closing>();
  return (
    <>
      <div className="title">
        <h1>
          {filled(said.title, { quarter: quarterText(quarter) })} <QuarterTag status={status} />
        </h1>
        <div className="buttons">
          {status === 'closed' && may && (
            <button type="button" onClick={() => setIsReopening(true)}>
              {said.reopen}
            </button>
          )}
          <Link
            to="/report"
            search={{ asOf: to, periodStart: startOfYear(from) }}
            className="button"
          >
            {filled(said.toReport, { day: dayText(to) })}
          </Link>
        </div>
      </div>
      <p className="soft">
        {daysOf(quarter)}. {words.quarters.meaning}
      </p>
      {done !== undefined && closing !== null && <ClosedNow done={done} />}
      {closing !== null && <Closed closing={closing} />}
      {closing === null && <QuarterChecklist period={period} />}
      {status === 'open' &&
        (may ? (
          <CloseForm period={period} onDone={setDone} />
        ) : (
          <p className="soft">{said.directorOnly}</p>
        ))}
      <LoansWithoutNotice loans={loansWithoutNotice} />
      <QuarterMoney totals={totals} />
      {balances !== null && <QuarterBalances balances={balances} />}
      {isReopening && <ReopenDialog quarter={quarter} onClose={() => setIsReopening(false)} />}
    </>
  );
}

const startOfYear = (day: string): string => startOfQuarter(`${day.slice(0, 4)}-Q1`);

/** A quarter: what is to be seen to before it is closed, closing it, and its money. */
export function Quarter() {
  const { quarter } = useParams({ from: '/frame/quarters/$quarter' });
  const { knownAt } = useDay();
  const period = useRead(['periods', quarter, knownAt], async (signal) =>
    api.GET('/v1/periods/{quarter}', {
      params: { path: { quarter }, query: knownAt === undefined ? {} : { knownAt } },
      signal,
    }),
  );
  return <Read of={period}>{(found) => <QuarterView key={quarter} period={found} />}</Read>;
}
