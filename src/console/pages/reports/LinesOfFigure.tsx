import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { Shape } from '../../api/client.ts';
import { dayText } from '../../format/days.ts';
import { grouped } from '../../format/money.ts';
import { LoanLink } from '../../parts/LoanLink.tsx';
import { AllRows, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';

export type LineRow = Shape<'ExplainedFigure'>['rows'][number];

type Value = Shape<'ExplainedFigure'>['value'];

const said = words.section.lines;

/** A column of the lines of a figure; left out if no line has it. */
interface Told extends Column<LineRow> {
  readonly has: (row: LineRow) => boolean;
}

function Paper({ row: { voucherNumber, documentNumber, loanId } }: { readonly row: LineRow }) {
  const number = voucherNumber ?? documentNumber;
  if (number === undefined) return null;
  if (loanId === undefined)
    return (
      <Link to="/fund" search={{ tab: 'capital' }}>
        {number}
      </Link>
    );
  return (
    <Link to="/loans/$id" params={{ id: loanId }} search={{ tab: 'payments' }}>
      {number}
    </Link>
  );
}

const COLUMNS: readonly Told[] = [
  {
    title: words.parts.day,
    has: (row) => (row.effectiveOn ?? row.expectedOn) !== undefined,
    cell: ({ effectiveOn, expectedOn }) => dayText(effectiveOn ?? expectedOn ?? ''),
  },
  {
    title: said.borrower,
    has: ({ cooperativeName }) => cooperativeName !== undefined,
    cell: ({ cooperativeId, cooperativeName }) =>
      cooperativeId === undefined ? (
        cooperativeName
      ) : (
        <Link to="/cooperatives/$id" params={{ id: cooperativeId }} search={{}}>
          {cooperativeName}
        </Link>
      ),
  },
  {
    title: said.locality,
    isMinor: true,
    has: ({ locality }) => locality !== undefined,
    cell: ({ locality }) => locality,
  },
  {
    title: said.contract,
    has: ({ contractNumber }) => contractNumber !== undefined,
    cell: ({ loanId, contractNumber }) =>
      loanId === undefined ? (
        contractNumber
      ) : (
        <LoanLink id={loanId} number={contractNumber ?? ''} />
      ),
  },
  {
    title: said.paper,
    isMinor: true,
    has: ({ voucherNumber, documentNumber }) => (voucherNumber ?? documentNumber) !== undefined,
    cell: (row) => <Paper row={row} />,
  },
  {
    title: said.what,
    isMinor: true,
    has: ({ ground }) => ground !== undefined,
    cell: ({ ground }) => ground !== undefined && words.codes.movement[ground],
  },
  {
    title: said.court,
    has: ({ litigationCaseId }) => litigationCaseId !== undefined,
    cell: ({ litigationCaseId, court }) =>
      litigationCaseId !== undefined && (
        <Link to="/cases/$id" params={{ id: litigationCaseId }} search={{}}>
          {court ?? said.caseLink}
        </Link>
      ),
  },
  {
    title: said.amount,
    isNumber: true,
    has: ({ amount }) => amount !== undefined,
    cell: ({ amount }) => amount !== undefined && grouped(amount),
  },
];

/** The columns that some line has something in; below them the sum, if it is money. */
function columnsOf(rows: readonly LineRow[], sum: string | null): Column<LineRow>[] {
  const columns: readonly Column<LineRow>[] = COLUMNS.filter(({ has }) => rows.some(has));
  if (sum === null) return [...columns];
  return columns.map((column, index) => {
    if (column.title === said.amount) return { ...column, total: grouped(sum) };
    return index === 0 ? { ...column, total: words.parts.total } : column;
  });
}

interface Props {
  readonly name: string;
  readonly value: Value;
  readonly rows: readonly LineRow[];
}

/** The rows that a figure consists of: of money they sum to it, of a count there is one each. */
export function LinesOfFigure({ name, value, rows }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [name]);
  const isMoney = /^-?\d+$/.test(String(value)) && rows.some(({ amount }) => amount !== undefined);
  const columns = columnsOf(rows, isMoney && value !== null ? String(value) : null);
  return (
    <section className="card">
      <div className="title">
        <h2 ref={heading} tabIndex={-1}>
          {filled(said.title, { figure: name })}
        </h2>
        <span className="soft">{filled(said.count, { count: rows.length })}</span>
        <Link
          className="only-pressed"
          to="."
          search={(before: object) => ({ ...before, line: '' })}
          replace
          resetScroll={false}
        >
          {said.close}
        </Link>
      </div>
      <AllRows
        label={filled(said.title, { figure: name })}
        columns={columns}
        rows={rows}
        keyOf={(row) => String(rows.indexOf(row))}
        nothing={said.none}
      />
    </section>
  );
}
