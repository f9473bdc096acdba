import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useRead } from '../../api/read.ts';
import { dayText, daysAfter } from '../../format/days.ts';
import { grouped } from '../../format/money.ts';
import { Read } from '../../parts/Read.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { words } from '../../words/words.ts';
import { groundOf, type Deadline } from '../collection/deadlineText.tsx';

/** Farther ahead than the terms of a case: five years to ask for enforcement, also of parts due years from now. */
const DAYS_AHEAD = 20 * 366;

const text = words.deadlines;

/** What concerns a case without naming it: the terms of its borrower and its loans. */
const OF_BORROWER: readonly Deadline['kind'][] = ['limitation_to_sue', 'creditor_claim'];

const COLUMNS: readonly Column<Deadline>[] = [
  {
    title: text.dueOn,
    cell: ({ dueOn, lapsed }) => (
      <>
        {dayText(dueOn)} {lapsed && <span className="tag bad">{text.lapsed}</span>}
      </>
    ),
  },
  {
    title: text.kind,
    cell: ({ kind, contractNumber }) =>
      [words.codes.deadline[kind], contractNumber].filter(Boolean).join(', '),
  },
  { title: text.ground, cell: groundOf },
];

/** What is to be asked for by then: of an award in parts. */
const AMOUNT: Column<Deadline> = {
  title: text.amount,
  cell: ({ amount }) => (amount === null ? '' : grouped(amount)),
  isNumber: true,
};

const hasAmount = ({ kind, amount }: Deadline): boolean =>
  kind === 'enforcement_request' && amount !== null;

/** The clocks that run in a case, each with its law (R27). */
export function CaseDeadlines({ of: { id, cooperativeId } }: { of: Shape<'GetCaseAnswer'> }) {
  const day = useDay();
  const query = { ...day.query, cooperativeId, until: daysAfter(day.asOf, DAYS_AHEAD) };
  const deadlines = useRead(['deadlines', 'case', query], async (signal) =>
    api.GET('/v1/deadlines', { params: { query }, signal }),
  );
  return (
    <section className="card">
      <h2>{words.cases.deadlines}</h2>
      <Read of={deadlines}>
        {({ data }) => {
          const rows = data.filter(
            ({ kind, litigationCaseId }) => litigationCaseId === id || OF_BORROWER.includes(kind),
          );
          return (
            <Table
              label={words.cases.deadlines}
              columns={rows.some(hasAmount) ? [...COLUMNS, AMOUNT] : COLUMNS}
              rows={rows}
              keyOf={(row) => `${row.kind} ${row.dueOn} ${row.loanId ?? ''} ${row.amount ?? ''}`}
              nothing={words.cases.noDeadline}
            />
          );
        }}
      </Read>
    </section>
  );
}
