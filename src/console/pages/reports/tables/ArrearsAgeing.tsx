import { api, type Shape } from '../../../api/client.ts';
import { useDay } from '../../../api/day.ts';
import { useRead } from '../../../api/read.ts';
import { Read } from '../../../parts/Read.tsx';
import { AllRows, Table, type Column } from '../../../parts/Table.tsx';
import { filled, words } from '../../../words/words.ts';
import { amountColumn, loanColumns } from './columns.tsx';

type Total = Shape<'GetArrearsAgeingAnswer'>['total'];

type Amounts = Omit<Total, 'loans' | 'borrowers'>;

const said = words.reports;

/** How long past due a band is. */
function bandText({ fromDays, toDays }: { fromDays: number; toDays: number | null }): string {
  if (toDays === null) return filled(said.bandFrom, { from: fromDays });
  return toDays === 0 ? said.notPastDue : filled(said.bandOf, { from: fromDays, to: toDays });
}

function amounts<Row extends Amounts>(total: Total): Column<Row>[] {
  return [
    amountColumn(said.principal, 'principalOutstanding', {
      total: total.principalOutstanding,
    }),
    amountColumn(said.overduePrincipal, 'overduePrincipal', {
      total: total.overduePrincipal,
    }),
    amountColumn(said.inTermArrears, 'inTermInterestInArrears', {
      total: total.inTermInterestInArrears,
      isMinor: true,
    }),
    amountColumn(said.overdueInterest, 'overdueInterestOwed', {
      total: total.overdueInterestOwed,
      isMinor: true,
    }),
    amountColumn(said.lateInterest, 'lateInterestOwed', {
      total: total.lateInterestOwed,
      isMinor: true,
    }),
  ];
}

/** Loans by how many days they are past due. */
export function ArrearsAgeing() {
  const { query } = useDay();
  const report = useRead(['reports', 'arrears-ageing', query], async (signal) =>
    api.GET('/v1/reports/arrears-ageing', { params: { query }, signal }),
  );
  return (
    <Read of={report}>
      {({ bands, total, rows }) => (
        <>
          <Table
            label={said.names['arrears-ageing']}
            rows={bands}
            keyOf={({ fromDays }) => `${fromDays}`}
            columns={[
              { title: said.band, cell: bandText, total: words.parts.total },
              amountColumn(said.loanCount, 'loans', {
                total: total.loans,
                isMinor: true,
              }),
              amountColumn(said.borrowerCount, 'borrowers', {
                total: total.borrowers,
                isMinor: true,
              }),
              ...amounts<(typeof bands)[number]>(total),
            ]}
          />
          <h2>{said.loans}</h2>
          <AllRows
            label={said.loans}
            rows={rows}
            keyOf={({ loanId }) => loanId}
            nothing={said.none}
            columns={[
              ...loanColumns(),
              amountColumn(said.daysPastDue, 'daysPastDue', { isMinor: true }),
              ...amounts<(typeof rows)[number]>(total),
            ]}
          />
        </>
      )}
    </Read>
  );
}
