import { api, type Shape } from '../../../api/client.ts';
import { useDay } from '../../../api/day.ts';
import { useRead } from '../../../api/read.ts';
import { dayText } from '../../../format/days.ts';
import { Read } from '../../../parts/Read.tsx';
import { AllRows, Table, type Column } from '../../../parts/Table.tsx';
import { words } from '../../../words/words.ts';
import { amountColumn, loanColumns, seldomColumn } from './columns.tsx';

type Total = Shape<'GetChargedOffAnswer'>['total'];

type Amounts = Omit<Total, 'loans' | 'borrowers'>;

const said = words.reports;

const day = (on: string | null): string => (on === null ? '–' : dayText(on));

function amounts<Row extends Amounts>(total: Total): Column<Row>[] {
  return [
    amountColumn(said.chargedOff, 'chargedOffPrincipal', { total: total.chargedOffPrincipal }),
    amountColumn(said.recovered, 'recovered', { total: total.recovered }),
    ...seldomColumn(said.recoveredAsIncome, 'recoveredAsIncome', {
      total: total.recoveredAsIncome,
      isMinor: true,
    }),
    amountColumn(said.principalLeft, 'principalLeft', { total: total.principalLeft }),
    amountColumn(said.interestOffBalance, 'interestOffBalance', {
      total: total.interestOffBalance,
      isMinor: true,
    }),
  ];
}

/** The register of loans charged off: what came back, and from when and until when they are followed. */
export function ChargedOff() {
  const { query } = useDay();
  const report = useRead(['reports', 'charged-off', query], async (signal) =>
    api.GET('/v1/reports/charged-off', { params: { query }, signal }),
  );
  return (
    <Read of={report}>
      {({ states, total, rows }) => (
        <>
          <p className="soft">{said.chargedOffHint}</p>
          <Table
            label={said.names['charged-off']}
            rows={states}
            keyOf={({ state }) => state}
            columns={[
              {
                title: said.followed,
                cell: ({ state }) => said.chargedOffStates[state],
                total: words.parts.total,
              },
              amountColumn(said.loanCount, 'loans', { total: total.loans, isMinor: true }),
              ...amounts<(typeof states)[number]>(total),
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
              { title: said.followed, cell: ({ state }) => said.chargedOffStates[state] },
              {
                title: said.chargedOffOn,
                cell: ({ chargedOffOn, decisionNumber }) =>
                  [dayText(chargedOffOn), decisionNumber].filter(Boolean).join(', '),
              },
              {
                title: said.ground,
                isMinor: true,
                cell: ({ ground }) => (ground === null ? '–' : words.codes.chargeOffGround[ground]),
              },
              ...amounts<(typeof rows)[number]>(total),
              { title: said.mayBeWrittenOff, cell: (row) => dayText(row.mayBeWrittenOffFrom) },
              { title: said.writtenOffOn, cell: (row) => day(row.writtenOffOn) },
              { title: said.keptUntil, isMinor: true, cell: (row) => day(row.keptUntil) },
            ]}
          />
        </>
      )}
    </Read>
  );
}
