import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useMay } from '../../api/me.ts';
import { useRead } from '../../api/read.ts';
import { dayText } from '../../format/days.ts';
import { grouped, sumOf } from '../../format/money.ts';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { CooperativeField } from '../../parts/fields/CooperativeField.tsx';
import { Figure, Figures } from '../../parts/Figures.tsx';
import { Paper } from '../../parts/Paper.tsx';
import { Read } from '../../parts/Read.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';

type CaseRow = Shape<'CaseRow'>;

type Report = Shape<'GetLitigationReportAnswer'>;

const text = words.cases;

/** What stands where nothing was awarded. */
const NOT_YET = '—';

function columnsOf(rows: readonly CaseRow[]): readonly Column<CaseRow>[] {
  return [
    {
      title: text.borrower,
      cell: ({ litigationCaseId: id, cooperativeName, contractNumbers }) => (
        <>
          <Link to="/cases/$id" params={{ id }} search={{}}>
            {cooperativeName}
          </Link>
          <span className="below">{contractNumbers}</span>
        </>
      ),
      total: words.parts.total,
    },
    { title: text.court, cell: ({ court }) => court, isMinor: true },
    {
      title: text.stage,
      cell: ({ stage, stageOn, pending }) => (
        <>
          <span className={pending ? 'tag warn' : 'tag'}>{words.codes.stage[stage]}</span>
          <span className="below">{dayText(stageOn)}</span>
        </>
      ),
    },
    {
      title: text.claimed,
      cell: ({ claimed }) => grouped(claimed),
      isNumber: true,
      isMinor: true,
      total: grouped(sumOf(rows.map(({ claimed }) => claimed))),
    },
    {
      title: text.awarded,
      cell: ({ awarded }) => (awarded === null ? NOT_YET : grouped(awarded)),
      isNumber: true,
      isMinor: true,
      total: grouped(sumOf(rows.map(({ awarded }) => awarded ?? '0'))),
    },
    {
      title: text.recovered,
      cell: ({ recovered }) => grouped(recovered),
      isNumber: true,
      isMinor: true,
      total: grouped(sumOf(rows.map(({ recovered }) => recovered))),
    },
    {
      title: text.owed,
      cell: ({ outstanding }) => grouped(outstanding),
      isNumber: true,
      // The debt of a loan in several cases stands in one of them only.
      total: grouped(sumOf(rows.map(({ outstanding }) => outstanding))),
    },
  ];
}

function Sums({ pending }: { pending: Report['pending'] }) {
  return (
    <Figures label={text.pending}>
      <Figure name={text.pending} note={filled(text.ofBorrowers, { count: pending.borrowers })}>
        {pending.cases}
      </Figure>
      <Figure name={text.claimed}>{grouped(pending.claimed)}</Figure>
      <Figure
        name={text.awarded}
        note={filled(text.ofWhichRecovered, { amount: grouped(pending.recovered) })}
      >
        {grouped(pending.awarded)}
      </Figure>
      <Figure name={text.owed} note={text.owedNote}>
        {grouped(pending.outstanding)}
      </Figure>
    </Figures>
  );
}

function Filters({ report }: { report: Report }) {
  const chosen = useSearch({ from: '/frame/cases' });
  const navigate = useNavigate();
  const { asOf } = useDay();
  const narrow = (changed: { stage?: string; court?: string; cooperative?: string }): void =>
    void navigate({ to: '/cases', search: { ...chosen, ...changed }, replace: true });
  const borrower = report.rows.find(({ cooperativeId }) => cooperativeId === chosen.cooperative);
  return (
    <div className="filters">
      <ChoiceField
        label={text.stage}
        value={chosen.stage ?? ''}
        onChange={(stage) => narrow({ stage })}
        choices={[
          ['', words.parts.all],
          ...report.stages.map(({ stage, cases }) => {
            const said = `${words.codes.stage[stage]} (${cases})`;
            return [stage, said] as const;
          }),
        ]}
      />
      <ChoiceField
        label={text.court}
        value={chosen.court ?? ''}
        onChange={(court) => narrow({ court })}
        choices={[
          ['', words.parts.all],
          ...report.courts.map(({ court, cases }) => [court, `${court} (${cases})`] as const),
        ]}
      />
      <CooperativeField
        label={text.borrower}
        asOf={asOf}
        chosen={borrower?.cooperativeName ?? ''}
        onChange={(cooperative) => narrow({ cooperative: cooperative?.id ?? '' })}
      />
    </div>
  );
}

/** The cases before the courts: where each stands, and what was claimed, awarded and received. */
export function Cases() {
  const day = useDay();
  const may = useMay();
  const { stage, court, cooperative } = useSearch({ from: '/frame/cases' });
  const report = useRead(['cases', 'report', day.query], async (signal) =>
    api.GET('/v1/reports/litigation', { params: { query: day.query }, signal }),
  );
  const asked = new URLSearchParams(day.query);
  return (
    <>
      <div className="title">
        <h1>{filled(text.title, { day: dayText(day.asOf) })}</h1>
        <div className="buttons">
          <Paper
            address={`/v1/reports/litigation?${asked}`}
            formats={['xlsx', 'csv']}
            label={words.nav.cases}
          />
          {may('litigation:write') && (
            <Link to="/cases/new" search={{}} className="button main">
              {text.new}
            </Link>
          )}
        </div>
      </div>
      <Read of={report}>
        {(answer) => {
          const rows = answer.rows.filter(
            (row) =>
              (stage === undefined || row.stage === stage) &&
              (court === undefined || row.court === court) &&
              (cooperative === undefined || row.cooperativeId === cooperative),
          );
          return (
            <>
              <Sums pending={answer.pending} />
              <Filters report={answer} />
              <Table
                label={words.nav.cases}
                columns={columnsOf(rows)}
                rows={rows}
                keyOf={({ litigationCaseId }) => litigationCaseId}
                nothing={text.none}
              />
            </>
          );
        }}
      </Read>
    </>
  );
}
