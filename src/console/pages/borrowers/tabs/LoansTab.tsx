import { Link } from '@tanstack/react-router';
import type { Shape } from '../../../api/client.ts';
import { useMay } from '../../../api/me.ts';
import { grouped } from '../../../format/money.ts';
import type { LoanRow } from '../../../parts/fields/LoanField.tsx';
import { LoanLink } from '../../../parts/LoanLink.tsx';
import { Read } from '../../../parts/Read.tsx';
import { Table, type Column } from '../../../parts/Table.tsx';
import { words } from '../../../words/words.ts';
import { StandingTag } from '../../loans/StandingTag.tsx';
import type { BorrowerProps } from '../reading.ts';
import { useLoansOf } from './useLoansOf.ts';

const text = words.loans;

type Amount = 'principal' | 'principalOutstanding' | 'overduePrincipal' | 'payoff';

function columnsOf(
  totals: Shape<'LoanTotals'> | undefined,
  mayReceive: boolean,
): readonly Column<LoanRow>[] {
  const money = (title: string, name: Amount, isMinor = false): Column<LoanRow> => ({
    title,
    cell: (row) => grouped(row[name]),
    isNumber: true,
    isMinor,
    total: totals && grouped(totals[name]),
  });
  return [
    {
      title: text.contractNumber,
      cell: ({ id, contractNumber }) => <LoanLink id={id} number={contractNumber} />,
      total: words.parts.total,
    },
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
        aria-label={`${text.receive}: ${contractNumber}`}
      >
        {text.receive}
      </Link>
    ),
};

/** All loans of a borrower, and what they come to. */
export function LoansTab({ borrower: { id } }: BorrowerProps) {
  const may = useMay();
  const loans = useLoansOf(id);
  return (
    <Read of={loans}>
      {({ data, totals }) => (
        <Table
          label={text.register}
          columns={columnsOf(totals, may('receipts:write'))}
          rows={data}
          keyOf={(loan) => loan.id}
          nothing={words.borrowers.noLoan}
        />
      )}
    </Read>
  );
}
