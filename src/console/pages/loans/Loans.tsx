import './loan.css';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useMay } from '../../api/me.ts';
import { useRows } from '../../api/read.ts';
import { dayText } from '../../format/days.ts';
import { grouped } from '../../format/money.ts';
import { ErrorNote } from '../../parts/ProblemNote.tsx';
import type { LoanRow } from '../../parts/fields/LoanField.tsx';
import { LoanLink } from '../../parts/LoanLink.tsx';
import { Paper } from '../../parts/Paper.tsx';
import { Reading } from '../../parts/Read.tsx';
import { LongTable, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { LoanFilters } from './LoanFilters.tsx';
import { StandingTag } from './StandingTag.tsx';

const text = words.loans;

type Totals = Shape<'LoanTotals'>;

type Amount = 'principalOutstanding' | 'overduePrincipal' | 'payoff';

function columnsOf(totals: Totals | undefined): readonly Column<LoanRow>[] {
  const money = (title: string, name: Amount, isMinor: boolean): Column<LoanRow> => ({
    title,
    cell: (loan) => grouped(loan[name]),
    isNumber: true,
    isMinor,
    total: totals && grouped(totals[name]),
  });
  return [
    {
      title: text.contractNumber,
      cell: ({ id, contractNumber }) => <LoanLink id={id} number={contractNumber} />,
      total: totals && filled(text.count, { count: totals.count }),
    },
    {
      title: text.borrower,
      cell: ({ cooperativeId, cooperativeName }) => (
        <Link to="/cooperatives/$id" params={{ id: cooperativeId }} search={{}}>
          {cooperativeName}
        </Link>
      ),
    },
    { title: text.locality, cell: ({ locality }) => locality, isMinor: true },
    {
      title: text.standing,
      cell: ({ standing }) => <StandingTag standing={standing} />,
      isMinor: true,
    },
    {
      title: text.daysPastDueShort,
      cell: ({ daysPastDue }) => (daysPastDue === 0 ? '' : daysPastDue),
      isNumber: true,
      isMinor: true,
    },
    {
      title: text.debtGroupShort,
      cell: ({ debtGroup }) => debtGroup ?? '',
      isNumber: true,
      isMinor: true,
    },
    money(text.outstanding, 'principalOutstanding', false),
    money(text.overduePrincipal, 'overduePrincipal', true),
    money(text.payoff, 'payoff', true),
  ];
}

/** What the register shows, as a paper too, and the way to another contract. */
function Heading({ query }: { readonly query: Readonly<Record<string, string>> }) {
  const may = useMay();
  const day = useDay();
  return (
    <div className="title">
      <h1>{filled(text.title, { day: dayText(day.asOf) })}</h1>
      <div className="buttons">
        <Paper
          address={`/v1/loans?${new URLSearchParams(query).toString()}`}
          formats={['xlsx', 'csv']}
          label={text.register}
        />
        {may('loans:write') && (
          <Link to="/loans/new" search={{}} className="button main">
            {text.newLoan}
          </Link>
        )}
      </div>
    </div>
  );
}

/** Which contract was voided just now. */
function VoidedNote() {
  const { voided } = useSearch({ from: '/frame/loans' });
  if (voided === undefined) return null;
  return (
    <p className="done" role="status">
      {filled(text.voided, { number: voided })}
    </p>
  );
}

/** The register of loans at the close of the day. */
export function Loans() {
  const day = useDay();
  const navigate = useNavigate();
  const { q, standing, locality, debtGroup, source, kind, purpose } = useSearch({
    from: '/frame/loans',
  });
  const narrowed = {
    ...(q && { q }),
    ...(standing && { standing }),
    ...(locality && { locality }),
    ...(debtGroup && { debtGroup }),
    ...(source && { source }),
    ...(kind && { borrowerKind: kind }),
    ...(purpose && { purpose }),
  } as Readonly<Record<string, string>>;
  const query = { ...day.query, ...narrowed };
  const loans = useRows(['loans', 'list', query], async (cursor, signal) =>
    api.GET('/v1/loans', {
      params: {
        query: { ...query, limit: 200, ...(cursor === undefined ? { totals: true } : { cursor }) },
      },
      signal,
    }),
  );
  const set = (changed: Readonly<Record<string, string>>): void =>
    void navigate({
      to: '.',
      search: (before) => ({ ...before, ...changed }),
      replace: true,
    });
  return (
    <>
      <Heading query={query} />
      <VoidedNote />
      <LoanFilters
        values={{ q, standing, locality, debtGroup, source, kind, purpose }}
        onChange={set}
      />
      {loans.error !== null ? (
        <ErrorNote error={loans.error} onRetry={loans.readMore} />
      ) : loans.first === undefined ? (
        <Reading />
      ) : (
        <LongTable
          label={text.register}
          columns={columnsOf(loans.first.totals)}
          count={loans.first.totals?.count}
          rows={loans.rows}
          keyOf={({ id }) => id}
          hasMore={loans.hasMore}
          readMore={loans.readMore}
        />
      )}
    </>
  );
}
