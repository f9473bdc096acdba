import { Link } from '@tanstack/react-router';
import { api, type Shape } from '../../api/client.ts';
import type { ReadRows } from '../../api/read.ts';
import { useRows } from '../../api/read.ts';
import { dayText } from '../../format/days.ts';
import { grouped, isNone } from '../../format/money.ts';
import { LoanLink } from '../../parts/LoanLink.tsx';
import { ErrorNote } from '../../parts/ProblemNote.tsx';
import { Reading } from '../../parts/Read.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import type { GroupName, GroupQuery } from './deadlineGroups.ts';
import { groundOf, WayTo, type Deadline } from './deadlineText.tsx';

type Answer = Shape<'ListDeadlinesAnswer'>;

type Total = Answer['totals'][number];

const text = words.deadlines;

const COLUMNS: readonly Column<Deadline>[] = [
  {
    title: text.dueAndWhat,
    cell: ({ kind, dueOn, payableBy, collateralDescription }) => (
      <>
        <b>{dayText(dueOn)}</b>
        <span className="below">{words.codes.deadline[kind]}</span>
        {collateralDescription !== null && <span className="below">{collateralDescription}</span>}
        {payableBy !== dueOn && (
          <span className="below hint">{filled(text.payableBy, { day: dayText(payableBy) })}</span>
        )}
      </>
    ),
  },
  {
    title: text.borrower,
    cell: ({ cooperativeId: id, cooperativeName, loanId, contractNumber }) => (
      <>
        <Link to="/cooperatives/$id" params={{ id }} search={{}}>
          {cooperativeName}
        </Link>
        {loanId !== null && (
          <span className="below">
            <LoanLink id={loanId} number={contractNumber ?? ''} />
          </span>
        )}
      </>
    ),
  },
  {
    title: text.amount,
    cell: ({ amount }) => amount !== null && grouped(amount),
    isNumber: true,
    isMinor: true,
  },
  { title: text.ground, cell: groundOf, isMinor: true },
  { title: text.wayTo, cell: (deadline) => <WayTo deadline={deadline} /> },
];

/** What is due of a kind: how many, and how much. */
function totalText({ kind, count, amount }: Total): string {
  const gaps = { kind: words.codes.deadline[kind], count, amount: grouped(amount) };
  return filled(isNone(amount) ? text.total : text.totalWithAmount, gaps);
}

/** Reads one group of what is due, page by page. */
export function useGroup(
  asked: GroupQuery | null,
  shared: { readonly asOf: string; readonly knownAt?: string; readonly kind?: Deadline['kind'] },
): ReadRows<Deadline, Answer> {
  const query = { ...shared, ...asked };
  return useRows(
    ['deadlines', query],
    async (cursor, signal) =>
      api.GET('/v1/deadlines', {
        params: { query: { ...query, ...(cursor && { cursor }) } },
        signal,
      }),
    { enabled: asked !== null },
  );
}

interface Props {
  readonly name: GroupName;
  readonly of: ReadRows<Deadline, Answer>;
}

/** A group of what is due, its totals by kind and its rows. */
export function DeadlineGroup({ name, of: read }: Props) {
  const { rows, first, error, hasMore, readMore, isReading } = read;
  const title = text.groups[name];
  const totals = first?.totals ?? [];
  return (
    <section id={name} className="read">
      <h2>{title}</h2>
      {error !== null && <ErrorNote error={error} onRetry={readMore} />}
      {first === undefined ? (
        isReading && <Reading />
      ) : (
        <>
          {totals.length > 0 && <p className="soft">{totals.map(totalText).join(' · ')}</p>}
          <Table
            label={title}
            columns={COLUMNS}
            rows={rows}
            keyOf={(row) =>
              [
                row.kind,
                row.dueOn,
                row.cooperativeId,
                row.loanId,
                row.litigationCaseId,
                row.collateralId,
              ].join(' ')
            }
            nothing={text.none}
          />
          {hasMore && (
            <div className="buttons">
              <button type="button" onClick={readMore} aria-disabled={isReading}>
                {words.parts.more}
              </button>
            </div>
          )}
        </>
      )}
    </section>
  );
}
