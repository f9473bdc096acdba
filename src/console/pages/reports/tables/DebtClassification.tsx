import { api, type Shape } from '../../../api/client.ts';
import { useDay } from '../../../api/day.ts';
import { useRead } from '../../../api/read.ts';
import { Figure, Figures } from '../../../parts/Figures.tsx';
import { Read } from '../../../parts/Read.tsx';
import { AllRows, Table } from '../../../parts/Table.tsx';
import { filled, words } from '../../../words/words.ts';
import { grouped, isNone, percent } from '../../../format/money.ts';
import { AssetsDeducted } from './AssetsDeducted.tsx';
import { amountColumn, loanColumns, ratio, seldomColumn } from './columns.tsx';

const said = words.reports;

type Report = Shape<'GetDebtClassificationAnswer'>;

function Groups({ groups, total }: Pick<Report, 'groups' | 'total'>) {
  return (
    <Table
      label={said.names['debt-classification']}
      rows={groups}
      keyOf={({ debtGroup }) => `${debtGroup}`}
      columns={[
        {
          title: said.group,
          cell: ({ debtGroup }) => filled(said.groupOf, { group: debtGroup }),
          total: words.parts.total,
        },
        amountColumn(said.loanCount, 'loans', {
          total: total.loans,
          isMinor: true,
        }),
        amountColumn(said.borrowerCount, 'borrowers', {
          total: total.borrowers,
          isMinor: true,
        }),
        amountColumn(said.principal, 'principalOutstanding', {
          total: total.principalOutstanding,
        }),
        ...seldomColumn(said.deductible, 'collateralDeductible', {
          total: total.collateralDeductible,
          isMinor: true,
        }),
        amountColumn(said.specific, 'specificProvision', {
          total: total.specificProvision,
        }),
        amountColumn(said.general, 'generalProvision', {
          total: total.generalProvision,
          isMinor: true,
        }),
      ]}
    />
  );
}

function Loans({ rows, total }: Pick<Report, 'rows' | 'total'>) {
  return (
    <>
      <h2>{said.loans}</h2>
      <AllRows
        label={said.loans}
        rows={rows}
        keyOf={({ loanId }) => loanId}
        nothing={said.none}

        columns={[
          ...loanColumns(),
          {
            title: said.standing,
            isMinor: true,
            cell: ({ standing }) => words.codes.standing[standing],
          },
          amountColumn(said.daysPastDue, 'daysPastDue', { isMinor: true }),
          amountColumn(said.ownGroup, 'ownDebtGroup', { isMinor: true }),
          amountColumn(said.group, 'debtGroup'),
          amountColumn(said.principal, 'principalOutstanding', {
            total: total.principalOutstanding,
          }),
          ...seldomColumn(said.deductible, 'collateralDeductible', {
            total: total.collateralDeductible,
            isMinor: true,
          }),
          ...(isNone(total.collateralDeductible)
            ? []
            : [
                amountColumn(said.uncovered, 'uncoveredPrincipal', { isMinor: true }),
                {
                  title: said.provisionRate,
                  cell: (row: Report['rows'][number]) => percent(row.specificProvisionPercent),
                  isNumber: true,
                  isMinor: true,
                },
              ]),
          amountColumn(said.specific, 'specificProvision', {
            total: total.specificProvision,
            isMinor: true,
          }),
          amountColumn(said.general, 'generalProvision', {
            total: total.generalProvision,
            isMinor: true,
          }),
        ]}
      />
    </>
  );
}

/** Loans by debt group, with provisions. */
export function DebtClassification() {
  const { query } = useDay();
  const report = useRead(['reports', 'debt-classification', query], async (signal) =>
    api.GET('/v1/reports/debt-classification', { params: { query }, signal }),
  );
  return (
    <Read of={report}>
      {({ groups, total, badDebtRatioPercent, rows }) => (
        <>
          <Figures>
            <Figure name={said.principal}>{grouped(total.principalOutstanding)}</Figure>
            <Figure name={said.badDebt}>{ratio(badDebtRatioPercent)}</Figure>
            <Figure name={said.specific}>{grouped(total.specificProvision)}</Figure>
            <Figure name={said.general}>{grouped(total.generalProvision)}</Figure>
          </Figures>
          <Groups groups={groups} total={total} />
          <Loans rows={rows} total={total} />
          <AssetsDeducted rows={rows} total={total.collateralDeductible} />
        </>
      )}
    </Read>
  );
}
