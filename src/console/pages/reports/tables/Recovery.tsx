import { api, type Shape } from '../../../api/client.ts';
import { useDay } from '../../../api/day.ts';
import { useRead } from '../../../api/read.ts';
import { dayText, quarterText } from '../../../format/days.ts';
import { LinePlot } from '../../../parts/plots/LinePlot.tsx';
import { Read } from '../../../parts/Read.tsx';
import { AllRows, Table } from '../../../parts/Table.tsx';
import { words } from '../../../words/words.ts';
import { amountColumn, loanColumns, ratio, seldomColumn } from './columns.tsx';

type Report = Shape<'GetRecoveryReportAnswer'>;

const said = words.reports;

/** What of the money collected is income, where there is any (R40). */
const asIncome = ({ collectedAsIncome: total }: Report['total']) =>
  seldomColumn(said.recoveredAsIncome, 'collectedAsIncome', { total, isMinor: true });

function Quarters({ quarters, total }: Pick<Report, 'quarters' | 'total'>) {
  return (
    <>
      <LinePlot
        label={said.plotDefault}
        days={quarters.map(({ to }) => to)}
        series={[
          {
            name: said.inDefault,
            colour: 2,
            amounts: quarters.map(({ inDefaultAtEnd }) => inDefaultAtEnd),
          },
        ]}
      />
      <h2>{said.byQuarter}</h2>
      <AllRows
        label={said.byQuarter}
        rows={quarters.toReversed()}
        keyOf={({ quarter }) => quarter}
        nothing={said.none}
        columns={[
          { title: said.quarter, cell: ({ quarter }) => quarterText(quarter) },
          amountColumn(said.atStart, 'inDefaultAtStart', { isMinor: true }),
          amountColumn(said.became, 'becameOverdue'),
          amountColumn(said.collected, 'collected'),
          ...asIncome(total),
          amountColumn(said.otherwise, 'otherwise', { isMinor: true }),
          amountColumn(said.atEnd, 'inDefaultAtEnd'),
          {
            title: said.rate,
            isNumber: true,
            isMinor: true,
            cell: (row) => ratio(row.recoveryRatePercent),
          },
        ]}
      />
    </>
  );
}

function Vintages({ vintages, total }: Pick<Report, 'vintages' | 'total'>) {
  return (
    <>
      <h2>{said.vintages}</h2>
      <Table
        label={said.vintages}
        rows={vintages}
        keyOf={({ yearOfDefault }) => `${yearOfDefault}`}
        nothing={said.none}
        columns={[
          {
            title: said.year,
            cell: ({ yearOfDefault }) => yearOfDefault,
            total: words.parts.total,
          },
          amountColumn(said.loanCount, 'loans', { total: total.loans, isMinor: true }),
          amountColumn(said.borrowerCount, 'borrowers', {
            total: total.borrowers,
            isMinor: true,
          }),
          amountColumn(said.became, 'becameOverdue', { total: total.becameOverdue }),
          amountColumn(said.collected, 'collected', { total: total.collected }),
          ...asIncome(total),
          ...seldomColumn(said.otherwise, 'otherwise', { total: total.otherwise, isMinor: true }),
          amountColumn(said.inDefault, 'inDefault', { total: total.inDefault }),
          {
            title: said.rate,
            isNumber: true,
            isMinor: true,
            cell: (row) => ratio(row.recoveryRatePercent),
            total: ratio(total.recoveryRatePercent),
          },
        ]}
      />
    </>
  );
}

/** What became overdue and what was recovered of it: by quarter, by year of default, by loan. */
export function Recovery() {
  const { query } = useDay();
  const report = useRead(['reports', 'recovery', query], async (signal) =>
    api.GET('/v1/reports/recovery', { params: { query }, signal }),
  );
  return (
    <Read of={report}>
      {({ quarters, vintages, total, loans }) => (
        <>
          <Quarters quarters={quarters} total={total} />
          <Vintages vintages={vintages} total={total} />
          <h2>{said.loans}</h2>
          <AllRows
            label={said.loans}
            rows={loans}
            keyOf={({ loanId }) => loanId}
            nothing={said.none}
            columns={[
              ...loanColumns(),
              {
                title: said.firstDefault,
                isMinor: true,
                cell: ({ firstDefaultOn }) => dayText(firstDefaultOn),
              },
              amountColumn(said.became, 'becameOverdue', {
                total: total.becameOverdue,
                isMinor: true,
              }),
              amountColumn(said.collected, 'collected', { total: total.collected }),
              ...asIncome(total),
              ...seldomColumn(said.otherwise, 'otherwise', {
                total: total.otherwise,
                isMinor: true,
              }),
              amountColumn(said.inDefault, 'inDefault', { total: total.inDefault }),
            ]}
          />
        </>
      )}
    </Read>
  );
}
