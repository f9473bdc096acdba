import { Link } from '@tanstack/react-router';
import { api } from '../../../api/client.ts';
import { useDay } from '../../../api/day.ts';
import { useMay } from '../../../api/me.ts';
import { useRows } from '../../../api/read.ts';
import { dayText } from '../../../format/days.ts';
import { grouped, sumOf } from '../../../format/money.ts';
import type { LoanRow } from '../../../parts/fields/LoanField.tsx';
import { LoanLink } from '../../../parts/LoanLink.tsx';
import { ErrorNote } from '../../../parts/ProblemNote.tsx';
import { Reading } from '../../../parts/Read.tsx';
import { Table, type Column } from '../../../parts/Table.tsx';
import { words } from '../../../words/words.ts';
import { StandingTag } from '../../loans/StandingTag.tsx';
import type { BorrowerProps } from '../reading.ts';

const text = words.loans;

type Amount = 'principal' | 'principalOutstanding' | 'overduePrincipal' | 'payoff';

function columnsOf(rows: readonly LoanRow[], mayReceive: boolean): readonly Column<LoanRow>[] {
  const money = (title: string, name: Amount, isMinor = false): Column<LoanRow> => ({
    title,
    cell: (row) => grouped(row[name]),
    isNumber: true,
    isMinor,
    total: grouped(sumOf(rows.map((row) => row[name]))),
  });
  return [
    {
      title: text.contractNumber,
      cell: ({ id, contractNumber }) => <LoanLink id={id} number={contractNumber} />,
      total: words.parts.total,
    },
    { title: text.signedOn, cell: ({ signedOn }) => dayText(signedOn), isMinor: true },
    { title: text.standing, cell: ({ standing }) => <StandingTag standing={standing} /> },
    {
      title: text.daysPastDueShort,
      cell: ({ daysPastDue }) => (daysPastDue === 0 ? '' : daysPastDue),
      isNumber: true,
      isMinor: true,
    },
    {
      title: text.debtGroupShort,
      cell: ({ debtGroup }) => debtGroup,
      isNumber: true,
      isMinor: true,
    },
    money(text.contract.principal, 'principal', true),
    money(text.outstanding, 'principalOutstanding'),
    money(text.overduePrincipal, 'overduePrincipal', true),
    money(text.payoff, 'payoff', true),
    ...(mayReceive ? [RECEIVE] : []),
  ];
}

const RECEIVE: Column<LoanRow> = {
  title: text.payments.act,
  cell: ({ id, contractNumber, payoff }) =>
    payoff === '0' ? null : (
      <Link
        to="/receipts/new"
        search={{ loan: id }}
        aria-label={`${text.recordReceipt}: ${contractNumber}`}
      >
        {text.recordReceipt}
      </Link>
    ),
};

/** All loans of a borrower, and what they come to. */
export function LoansTab({ borrower: { id } }: BorrowerProps) {
  const may = useMay();
  const { query: day } = useDay();
  const query = { ...day, cooperativeId: id };
  const loans = useRows(['loans', 'of', query], async (cursor, signal) =>
    api.GET('/v1/loans', {
      params: { query: { ...query, limit: 200, ...(cursor !== undefined && { cursor }) } },
      signal,
    }),
  );
  if (loans.error !== null) return <ErrorNote error={loans.error} onRetry={loans.readMore} />;
  if (loans.first === undefined) return <Reading />;
  return (
    <Table
      label={text.register}
      columns={columnsOf(loans.rows, may('receipts:write'))}
      rows={loans.rows}
      keyOf={(loan) => loan.id}
      nothing={words.borrowers.noLoan}
    />
  );
}
