import { Link } from '@tanstack/react-router';
import { api, type Shape } from '../../../api/client.ts';
import { useDay } from '../../../api/day.ts';
import { useRead } from '../../../api/read.ts';
import { dayText } from '../../../format/days.ts';
import { grouped } from '../../../format/money.ts';
import { Figure, Figures } from '../../../parts/Figures.tsx';
import { Read } from '../../../parts/Read.tsx';
import { AllRows, Table, type Column } from '../../../parts/Table.tsx';
import { words } from '../../../words/words.ts';
import { amountColumn } from './columns.tsx';

type Report = Shape<'GetLitigationReportAnswer'>;

type Sums = Report['total'];

const said = words.reports;

function amounts<Row extends Sums>(total: Sums): Column<Row>[] {
  return [
    amountColumn(said.caseCount, 'cases', { total: total.cases }),
    amountColumn(said.borrowerCount, 'borrowers', {
      total: total.borrowers,
      isMinor: true,
    }),
    amountColumn(said.claimed, 'claimed', { total: total.claimed, isMinor: true }),
    amountColumn(said.awarded, 'awarded', { total: total.awarded, isMinor: true }),
    amountColumn(said.recovered, 'recovered', { total: total.recovered, isMinor: true }),
    amountColumn(said.outstanding, 'outstanding', { total: total.outstanding }),
  ];
}

interface By<Row extends Sums> {
  readonly title: string;
  readonly name: string;
  readonly rows: readonly Row[];
  readonly nameOf: (row: Row) => string;
  readonly total: Sums;
}

function SumsBy<Row extends Sums>({ title, name, rows, nameOf, total }: By<Row>) {
  return (
    <>
      <h2>{title}</h2>
      <Table
        label={title}
        rows={rows}
        keyOf={nameOf}
        nothing={said.none}
        columns={[{ title: name, cell: nameOf, total: words.parts.total }, ...amounts<Row>(total)]}
      />
    </>
  );
}

function Cases({ rows, total }: Pick<Report, 'rows' | 'total'>) {
  return (
    <>
      <h2>{said.cases}</h2>
      <AllRows
        label={said.cases}
        rows={rows}
        keyOf={({ litigationCaseId }) => litigationCaseId}
        nothing={said.none}
        columns={[
          {
            title: said.borrower,
            cell: ({ litigationCaseId, cooperativeName }) => (
              <Link to="/cases/$id" params={{ id: litigationCaseId }} search={{}}>
                {cooperativeName}
              </Link>
            ),
            total: words.parts.total,
          },
          { title: said.contract, isMinor: true, cell: ({ contractNumbers }) => contractNumbers },
          { title: said.court, isMinor: true, cell: ({ court }) => court },
          { title: said.filedOn, isMinor: true, cell: ({ filedOn }) => dayText(filedOn) },
          {
            title: said.stage,
            isMinor: true,
            cell: ({ stage, stageOn }) => `${words.codes.stage[stage]} (${dayText(stageOn)})`,
          },
          amountColumn(said.claimed, 'claimed', { total: total.claimed, isMinor: true }),
          amountColumn(said.awarded, 'awarded', { total: total.awarded, isMinor: true }),
          amountColumn(said.recovered, 'recovered', {
            total: total.recovered,
            isMinor: true,
          }),
          amountColumn(said.outstanding, 'outstanding', { total: total.outstanding }),
        ]}
      />
    </>
  );
}

/** Court cases by stage, court and locality, and one by one. */
export function Litigation() {
  const { query } = useDay();
  const report = useRead(['reports', 'litigation', query], async (signal) =>
    api.GET('/v1/reports/litigation', { params: { query }, signal }),
  );
  return (
    <Read of={report}>
      {({ stages, courts, localities, pending, total, rows }) => (
        <>
          <Figures>
            <Figure name={said.pending}>{pending.cases}</Figure>
            <Figure name={said.claimed}>{grouped(pending.claimed)}</Figure>
            <Figure name={said.recovered}>{grouped(pending.recovered)}</Figure>
            <Figure name={said.outstanding}>{grouped(pending.outstanding)}</Figure>
          </Figures>
          <SumsBy
            title={said.stages}
            name={said.stage}
            rows={stages}
            nameOf={({ stage }) => words.codes.stage[stage]}
            total={total}
          />
          <SumsBy
            title={said.courts}
            name={said.court}
            rows={courts}
            nameOf={({ court }) => court}
            total={total}
          />
          <SumsBy
            title={said.localities}
            name={said.locality}
            rows={localities}
            nameOf={({ locality }) => locality}
            total={total}
          />
          <Cases rows={rows} total={total} />
        </>
      )}
    </Read>
  );
}
