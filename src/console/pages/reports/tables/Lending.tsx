import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import { api, type Shape } from '../../../api/client.ts';
import { useDay } from '../../../api/day.ts';
import { oneOf } from '../../../api/oneOf.ts';
import { useRead } from '../../../api/read.ts';
import { isDay } from '../../../format/days.ts';
import { ChoiceField } from '../../../parts/fields/ChoiceField.tsx';
import { DayField } from '../../../parts/fields/DayField.tsx';
import { Read } from '../../../parts/Read.tsx';
import { Table, type Column } from '../../../parts/Table.tsx';
import { words } from '../../../words/words.ts';
import { amountColumn, ratio, seldomColumn } from './columns.tsx';

type Report = Shape<'GetLendingTableAnswer'>;

type Row = Report['rows'][number];

const said = words.reports;

const BYS = ['locality', 'sector', 'borrowerKind', 'source', 'purpose', 'project'] as const;

type By = (typeof BYS)[number];

/** By what the rows are told apart, and from when on. */
export function useLending() {
  const { by, periodStart } = useSearch({ from: '/frame/reports/$name' });
  const { asOf, query } = useDay();
  return {
    ...query,
    by: oneOf(BYS, by) ?? 'locality',
    ...(isDay(periodStart) && periodStart <= asOf ? { periodStart } : {}),
  };
}

function nameOf(by: By, { group, name }: Row): ReactNode {
  if (group === null) return said.unstated;
  if (by === 'borrowerKind') {
    const kinds: Readonly<Record<string, string>> = words.codes.borrowerKind;
    return kinds[group] ?? group;
  }
  if (by === 'locality')
    return (
      <Link to="/loans" search={{ locality: group }}>
        {name ?? group}
      </Link>
    );
  return name ?? group;
}

function rateColumn(
  title: string,
  field: 'overdueRatioPercent' | 'badDebtRatioPercent',
  total: Report['total'],
): Column<Row> {
  return {
    title,
    isNumber: true,
    isMinor: true,
    cell: (row) => ratio(row[field]),
    total: ratio(total[field]),
  };
}

const nameColumn = (by: By): Column<Row> => ({
  title: said.bys[by],
  cell: (row) => nameOf(by, row),
  total: words.parts.total,
});

/** What is outstanding, and how good it is. */
function outstandingColumns({ by, total }: Report): Column<Row>[] {
  return [
    nameColumn(by),
    amountColumn(said.borrowerCount, 'borrowers', { total: total.borrowers, isMinor: true }),
    amountColumn(said.loanCount, 'loans', { total: total.loans, isMinor: true }),
    amountColumn(said.principal, 'outstanding', { total: total.outstanding }),
    amountColumn(said.inTerm, 'inTerm', { total: total.inTerm, isMinor: true }),
    amountColumn(said.overdue, 'overdue', { total: total.overdue }),
    rateColumn(said.overdueRatio, 'overdueRatioPercent', total),
    amountColumn(said.badDebtAmount, 'badDebt', { total: total.badDebt, isMinor: true }),
    rateColumn(said.badDebtRatio, 'badDebtRatioPercent', total),
  ];
}

/** What was lent and collected, in the period and since the founding. */
function turnoverColumns({ by, total }: Report): Column<Row>[] {
  return [
    nameColumn(by),
    amountColumn(said.lent, 'lent', { total: total.lent, isMinor: true }),
    amountColumn(said.principalCollected, 'collected', { total: total.collected }),
    amountColumn(said.interestCollected, 'interestCollected', { total: total.interestCollected }),
    ...seldomColumn(said.chargedOff, 'chargedOff', { total: total.chargedOff, isMinor: true }),
    amountColumn(said.totalLent, 'totalLent', { total: total.totalLent, isMinor: true }),
    amountColumn(said.totalCollected, 'totalCollected', {
      total: total.totalCollected,
      isMinor: true,
    }),
    amountColumn(said.turns, 'loanTurns', { total: total.loanTurns, isMinor: true }),
    amountColumn(said.jobs, 'jobs', { total: total.jobs, isMinor: true }),
  ];
}

function Narrowing({ by, periodStart }: Pick<Report, 'by' | 'periodStart'>) {
  const navigate = useNavigate();
  const choose = (changed: { readonly by?: string; readonly periodStart?: string }): void =>
    void navigate({
      to: '/reports/$name',
      params: { name: 'lending' },
      search: (before) => ({ ...before, ...changed }),
      replace: true,
    });
  return (
    <div className="filters">
      <ChoiceField<By>
        label={said.by}
        value={by}
        onChange={(chosen) => choose({ by: chosen })}
        choices={BYS.map((each) => [each, said.bys[each]] as const)}
      />
      <DayField
        label={said.periodStart}
        value={periodStart}
        onChange={(day) => choose({ periodStart: day })}
      />
    </div>
  );
}

/** What was lent, collected and is outstanding, by locality or something else. */
export function Lending() {
  const query = useLending();
  const report = useRead(['reports', 'lending', query], async (signal) =>
    api.GET('/v1/reports/lending', { params: { query }, signal }),
  );
  return (
    <Read of={report}>
      {(found) => (
        <>
          <Narrowing by={found.by} periodStart={found.periodStart} />
          {[
            { title: said.outstandingTable, columns: outstandingColumns(found) },
            { title: said.turnoverTable, columns: turnoverColumns(found) },
          ].map(({ title, columns }) => (
            <Fragment key={title}>
              <h2>{title}</h2>
              <Table
                label={title}
                rows={found.rows}
                keyOf={({ group }) => group ?? ''}
                nothing={said.none}
                columns={columns}
              />
            </Fragment>
          ))}
        </>
      )}
    </Read>
  );
}
