import { Link } from '@tanstack/react-router';
import { dayText } from '../../format/days.ts';
import { grouped, percent } from '../../format/money.ts';
import { LoanLink } from '../../parts/LoanLink.tsx';
import { AllRows, type Column } from '../../parts/Table.tsx';
import { words } from '../../words/words.ts';
import type { CollateralRow } from './reading.ts';
import { StateTag } from './StateTag.tsx';

const said = words.collateral;

/** What the rows come to. */
interface Totals {
  readonly value: string;
  readonly deductible: string;
  readonly deducted: string;
}

export function columnsOf(totals: Totals | undefined): readonly Column<CollateralRow>[] {
  return [
    {
      title: said.asset,
      cell: ({ id, description }) => (
        <Link to="/collaterals/$id" params={{ id }} search={{}}>
          {description}
        </Link>
      ),
      total: totals && words.parts.total,
    },
    { title: said.state, cell: ({ state }) => <StateTag state={state} /> },
    {
      title: said.deducted,
      cell: ({ deducted }) => grouped(deducted),
      isNumber: true,
      total: totals && grouped(totals.deducted),
    },
    {
      title: said.valuedOn,
      cell: ({ valuedOn }) => (valuedOn === null ? '' : dayText(valuedOn)),
      isMinor: true,
    },
    {
      title: said.value,
      cell: ({ value }) => (value === null ? '' : grouped(value)),
      isNumber: true,
      isMinor: true,
      total: totals && grouped(totals.value),
    },
    {
      title: said.percent,
      cell: (row) => percent(row.percent),
      isNumber: true,
      isMinor: true,
    },
    {
      title: said.deductible,
      cell: ({ deductible }) => grouped(deductible),
      isNumber: true,
      isMinor: true,
      total: totals && grouped(totals.deductible),
    },
    { title: said.kind, cell: ({ kind }) => words.codes.collateralKind[kind], isMinor: true },
    { title: said.owner, cell: ({ ownerName }) => ownerName, isMinor: true },
    {
      title: said.loans,
      cell: ({ secures }) =>
        secures.map(({ loanId, contractNumber }, at) => (
          <span key={loanId}>
            {at > 0 && ', '}
            <LoanLink id={loanId} number={contractNumber} />
          </span>
        )),
      isMinor: true,
    },
  ];
}

/** Assets, with what is deducted of them. */
export function CollateralTable({
  rows,
  totals,
}: {
  readonly rows: readonly CollateralRow[];
  readonly totals?: Totals | undefined;
}) {
  return (
    <AllRows
      label={said.list}
      columns={columnsOf(totals)}
      rows={rows}
      keyOf={({ id }) => id}
      nothing={said.none}
    />
  );
}
