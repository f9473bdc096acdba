import { Link } from '@tanstack/react-router';
import type { Shape } from '../../../api/client.ts';
import { dayText } from '../../../format/days.ts';
import { grouped, percent } from '../../../format/money.ts';
import { LoanLink } from '../../../parts/LoanLink.tsx';
import { AllRows, type Column } from '../../../parts/Table.tsx';
import { words } from '../../../words/words.ts';

const said = words.collateral;

type Row = Shape<'ClassifiedLoan'>;

type Share = Row['collaterals'][number] & Pick<Row, 'loanId' | 'contractNumber'>;

const columnsOf = (total: string): readonly Column<Share>[] => [
  {
    title: words.reports.contract,
    cell: ({ loanId, contractNumber }) => <LoanLink id={loanId} number={contractNumber} />,
    total: words.parts.total,
  },
  {
    title: said.asset,
    cell: ({ collateralId: id, description }) => (
      <Link to="/collaterals/$id" params={{ id }} search={{}}>
        {description}
      </Link>
    ),
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
  },
  {
    title: said.share,
    cell: ({ share }) => grouped(share),
    isNumber: true,
    total: grouped(total),
  },
  {
    title: said.state,
    cell: ({ ground }) => words.codes.deductionGround[ground],
    isMinor: true,
  },
];

/** Of what the deductions of the loans are made: value × rate, and the loan's share of it. */
export function AssetsDeducted({
  rows,
  total,
}: {
  readonly rows: readonly Row[];
  readonly total: string;
}) {
  const shares = rows.flatMap(({ loanId, contractNumber, collaterals }) =>
    collaterals.map((each) => ({ ...each, loanId, contractNumber })),
  );
  if (shares.length === 0) return null;
  return (
    <>
      <h2>{words.reports.collateralOfLoans}</h2>
      <AllRows
        label={words.reports.collateralOfLoans}
        rows={shares}
        keyOf={({ loanId, collateralId }) => `${loanId} ${collateralId}`}
        columns={columnsOf(total)}
      />
    </>
  );
}
