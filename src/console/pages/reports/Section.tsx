import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useMay } from '../../api/me.ts';
import { useRead } from '../../api/read.ts';
import { readText } from '../../api/readText.ts';
import { dayText, isDay, quarterOf, startOfQuarter } from '../../format/days.ts';
import { DayField } from '../../parts/fields/DayField.tsx';
import { Paper } from '../../parts/Paper.tsx';
import { Read } from '../../parts/Read.tsx';
import { filled, words } from '../../words/words.ts';
import { IssueForm } from './IssueForm.tsx';
import { LinesOfFigure } from './LinesOfFigure.tsx';
import { Prose } from './Prose.tsx';
import { SectionLists } from './SectionLists.tsx';
import { nameOfFigure, type Section as SectionAnswer } from './sectionFigures.ts';
import { SectionView } from './SectionView.tsx';
import './section.css';

const said = words.section;

type Query = ReturnType<typeof useDay>['query'] & { readonly periodStart?: string };

function useAsked() {
  const { periodStart, line } = useSearch({ from: '/frame/report' });
  const { asOf, query } = useDay();
  const asked: Query =
    isDay(periodStart) && periodStart <= asOf ? { ...query, periodStart } : query;
  return { asOf, line, query: asked };
}

/** The lines of a figure, as the service explains it. */
function Lines({ path, query, section }: { path: string; query: Query; section: SectionAnswer }) {
  const lines = useRead(['section', 'lines', path, query], async (signal) =>
    api.GET('/v1/reports/fund-section/lines/{path}', { params: { path: { path }, query }, signal }),
  );
  return (
    <Read of={lines}>
      {({ line, value, rows }) => (
        <LinesOfFigure name={nameOfFigure(line, section.sources)} value={value} rows={rows} />
      )}
    </Read>
  );
}

function PeriodField({
  asOf,
  periodStart,
}: {
  readonly asOf: string;
  readonly periodStart: string;
}) {
  const navigate = useNavigate();
  const choose = (day: string): void =>
    void navigate({ to: '/report', search: day === '' ? {} : { periodStart: day }, replace: true });
  return (
    <div className="filters">
      <DayField label={said.periodStart} value={periodStart} onChange={choose} />
      <button
        type="button"
        className="quiet"
        onClick={() => choose(startOfQuarter(quarterOf(asOf)))}
      >
        {said.quarterStart}
      </button>
      <button type="button" className="quiet" onClick={() => choose(`${asOf.slice(0, 4)}-01-01`)}>
        {said.yearStart}
      </button>
    </div>
  );
}

/** The section as the text of the report; read when it is unfolded. */
function Text({ address }: { readonly address: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const text = useRead(['section', 'text', address], async (signal) => readText(address, signal), {
    enabled: isOpen,
  });
  return (
    <details className="card" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{said.prose}</summary>
      {isOpen && <Read of={text}>{(found) => <Prose text={found} />}</Read>}
    </details>
  );
}

/** The fund section of the provincial report as of the day: every figure opens the lines that come to it. */
export function Section() {
  const { asOf, line, query } = useAsked();
  const may = useMay()('reports:write');
  const section = useRead(['section', query], async (signal) =>
    api.GET('/v1/reports/fund-section', { params: { query }, signal }),
  );
  const address = `/v1/reports/fund-section?${new URLSearchParams(query).toString()}`;
  return (
    <>
      <div className="title">
        <h1>{filled(said.title, { day: dayText(asOf) })}</h1>
        <Paper address={address} formats={['pdf', 'docx', 'xlsx']} label={said.paper} />
      </div>
      <Read of={section}>
        {(found) => (
          <>
            <PeriodField asOf={asOf} periodStart={found.periodStart} />
            <p className="soft only-pressed">{said.hint}</p>
            <SectionView
              section={found}
              line={line}
              lines={line !== undefined && <Lines path={line} query={query} section={found} />}
            />
            <SectionLists section={found} />
            <Text address={address} />
            {may && <IssueForm asOf={found.asOf} periodStart={found.periodStart} />}
          </>
        )}
      </Read>
    </>
  );
}
