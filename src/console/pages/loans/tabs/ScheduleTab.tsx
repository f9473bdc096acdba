import { api, type Shape } from '../../../api/client.ts';
import { useDay } from '../../../api/day.ts';
import { useRead } from '../../../api/read.ts';
import { dayText } from '../../../format/days.ts';
import { grouped, isNone, sumOf } from '../../../format/money.ts';
import { Read } from '../../../parts/Read.tsx';
import { Table, type Column } from '../../../parts/Table.tsx';
import { words } from '../../../words/words.ts';
import type { TabProps } from '../reading.ts';
import { SegmentTable } from './SegmentTable.tsx';

const text = words.loans.schedule;

type Schedule = Shape<'GetLoanScheduleAnswer'>;

type Instalment = Schedule['instalments'][number];

type InterestPeriod = Schedule['interestPeriods'][number];

/** Whether an amount is paid, to come, or overdue on the day. */
function State({ unpaid, payableBy, asOf }: { unpaid: string; payableBy: string; asOf: string }) {
  if (isNone(unpaid)) return <span className="tag good">{text.paid}</span>;
  return payableBy < asOf ? (
    <span className="tag bad">{text.overdue}</span>
  ) : (
    <span className="tag">{text.toCome}</span>
  );
}

/** The instalments of a schedule, with what is unpaid of each. */
export function Instalments({ rows, asOf }: { rows: readonly Instalment[]; asOf: string }) {
  const columns: readonly Column<Instalment>[] = [
    { title: text.number, cell: ({ number }) => number, isMinor: true, total: words.parts.total },
    { title: text.dueOn, cell: ({ dueOn }) => dayText(dueOn) },
    { title: text.payableBy, cell: ({ payableBy }) => dayText(payableBy), isMinor: true },
    {
      title: text.principal,
      cell: ({ principal }) => grouped(principal),
      isNumber: true,
      total: grouped(sumOf(rows.map(({ principal }) => principal))),
    },
    {
      title: text.unpaid,
      cell: ({ principalUnpaid }) => grouped(principalUnpaid),
      isNumber: true,
      total: grouped(sumOf(rows.map(({ principalUnpaid }) => principalUnpaid))),
    },
    {
      title: text.state,
      cell: ({ principalUnpaid, payableBy }) => (
        <State unpaid={principalUnpaid} payableBy={payableBy} asOf={asOf} />
      ),
    },
  ];
  return (
    <Table
      label={text.instalments}
      columns={columns}
      rows={rows}
      keyOf={({ number }) => `${number}`}
    />
  );
}

function Periods({ rows, asOf }: { rows: readonly InterestPeriod[]; asOf: string }) {
  const columns: readonly Column<InterestPeriod>[] = [
    { title: text.number, cell: ({ number }) => number, isMinor: true, total: words.parts.total },
    { title: text.from, cell: ({ from }) => dayText(from), isMinor: true },
    { title: text.to, cell: ({ to }) => dayText(to) },
    { title: text.payableBy, cell: ({ payableBy }) => dayText(payableBy), isMinor: true },
    {
      title: text.interest,
      cell: ({ interest, segments, number }) => (
        <details className="explained">
          <summary title={words.parts.why}>{grouped(interest)}</summary>
          <SegmentTable label={`${text.interestPeriods} ${number}`} segments={segments} />
        </details>
      ),
      isNumber: true,
      total: grouped(sumOf(rows.map(({ interest }) => interest))),
    },
    {
      title: text.unpaid,
      cell: ({ interestUnpaid }) => grouped(interestUnpaid),
      isNumber: true,
      total: grouped(sumOf(rows.map(({ interestUnpaid }) => interestUnpaid))),
    },
    {
      title: text.state,
      cell: ({ interestUnpaid, payableBy }) => (
        <State unpaid={interestUnpaid} payableBy={payableBy} asOf={asOf} />
      ),
    },
  ];
  return (
    <Table
      label={text.interestPeriods}
      columns={columns}
      rows={rows}
      keyOf={({ number }) => `${number}`}
    />
  );
}

/** What is to be paid when, what was paid of it, and what is overdue. */
export function ScheduleTab({ loan: { id } }: TabProps) {
  const { query, asOf } = useDay();
  const schedule = useRead(['loans', id, 'schedule', query], async (signal) =>
    api.GET('/v1/loans/{id}/schedule', { params: { path: { id }, query }, signal }),
  );
  return (
    <Read of={schedule}>
      {({ instalments, interestPeriods }) => (
        <>
          <h2>{text.instalments}</h2>
          <Instalments rows={instalments} asOf={asOf} />
          <h2>{text.interestPeriods}</h2>
          <p className="soft">{text.interestHint}</p>
          <Periods rows={interestPeriods} asOf={asOf} />
        </>
      )}
    </Read>
  );
}
