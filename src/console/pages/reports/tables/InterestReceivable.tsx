import { api, type Shape } from '../../../api/client.ts';
import { useDay } from '../../../api/day.ts';
import { useRead } from '../../../api/read.ts';
import { Read } from '../../../parts/Read.tsx';
import { AllRows, Table, type Column } from '../../../parts/Table.tsx';
import { words } from '../../../words/words.ts';
import { amountColumn, loanColumns, seldomColumn } from './columns.tsx';

type Total = Shape<'GetInterestReceivableAnswer'>['total'];

type Amounts = Omit<Total, 'loans' | 'borrowers'>;

const said = words.reports;

function amounts<Row extends Amounts>(total: Total): Column<Row>[] {
  return [
    amountColumn(said.inTermInterest, 'inTermInterest', {
      total: total.inTermInterest,
      isMinor: true,
    }),
    amountColumn(said.overdueInterest, 'overdueInterest', {
      total: total.overdueInterest,
      isMinor: true,
    }),
    ...seldomColumn(said.lateInterest, 'lateInterest', {
      total: total.lateInterest,
      isMinor: true,
    }),
    amountColumn(said.receivable, 'receivable', { total: total.receivable }),
    ...seldomColumn(said.credit, 'credit', { total: total.credit, isMinor: true }),
  ];
}

/** Interest accrued and not paid: on the books for debt group 1, off them for the others. */
export function InterestReceivable() {
  const { query } = useDay();
  const report = useRead(['reports', 'interest-receivable', query], async (signal) =>
    api.GET('/v1/reports/interest-receivable', { params: { query }, signal }),
  );
  return (
    <Read of={report}>
      {({ onBooks, offBooks, total, rows }) => (
        <>
          <Table
            label={said.names['interest-receivable']}
            rows={[
              { name: said.onBooks, ...onBooks },
              { name: said.offBooks, ...offBooks },
            ]}
            keyOf={({ name }) => name}
            columns={[
              { title: said.where, cell: ({ name }) => name, total: words.parts.total },
              amountColumn(said.loanCount, 'loans', {
                total: total.loans,
                isMinor: true,
              }),
              amountColumn(said.borrowerCount, 'borrowers', {
                total: total.borrowers,
                isMinor: true,
              }),
              ...amounts<Amounts & { readonly name: string }>(total),
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
              amountColumn(said.group, 'debtGroup', { isMinor: true }),
              {
                title: said.where,
                isMinor: true,
                cell: (row) => (row.onBooks ? said.onBooks : said.offBooks),
              },
              ...amounts<(typeof rows)[number]>(total),
            ]}
          />
        </>
      )}
    </Read>
  );
}
