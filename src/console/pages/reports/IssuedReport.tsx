import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useRead } from '../../api/read.ts';
import { readText } from '../../api/readText.ts';
import { dayText, momentText } from '../../format/days.ts';
import { Facts } from '../../parts/Figures.tsx';
import { Paper } from '../../parts/Paper.tsx';
import { Read } from '../../parts/Read.tsx';
import { filled, words } from '../../words/words.ts';
import { Comparison } from './Comparison.tsx';
import { LinesOfFigure, type LineRow } from './LinesOfFigure.tsx';
import { Prose } from './Prose.tsx';
import { SectionLists } from './SectionLists.tsx';
import { nameOfFigure, type Section } from './sectionFigures.ts';
import { SectionView } from './SectionView.tsx';
import './section.css';

type Report = Shape<'IssuedReport'>;

const said = words.issued;

/** The lines of a figure as they were on the day of issue. */
interface KeptLines {
  readonly value: string | number | null;
  readonly rows: readonly LineRow[];
}

/** The report keeps the section as the service answered it then. */
const sectionOf = ({ figures }: Report): Section => figures as unknown as Section;

function linesOf({ lines }: Report, path: string): KeptLines | undefined {
  return Object.hasOwn(lines, path) ? (lines[path] as unknown as KeptLines) : undefined;
}

function Lines({ report, path }: { readonly report: Report; readonly path: string }) {
  const kept = linesOf(report, path);
  if (kept === undefined) return <p className="soft">{words.section.lines.notKnown}</p>;
  const name = nameOfFigure(path, sectionOf(report).sources);
  return <LinesOfFigure name={name} value={kept.value} rows={kept.rows} />;
}

function Text({ id }: { readonly id: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const text = useRead(
    ['issued-reports', id, 'text'],
    async (signal) => readText(`/v1/issued-reports/${id}`, signal),
    { enabled: isOpen },
  );
  return (
    <details className="card" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{words.section.prose}</summary>
      {isOpen && <Read of={text}>{(found) => <Prose text={found} />}</Read>}
    </details>
  );
}

function ReportView({ report }: { readonly report: Report }) {
  const { id, documentNumber, asOf, periodStart, issuedOn, knownAt, documents } = report;
  const { line } = useSearch({ from: '/frame/issued-reports/$id' });
  const day = useDay();
  const section = sectionOf(report);
  const name = filled(said.report, { number: documentNumber });
  return (
    <>
      <div className="title">
        <h1>{name}</h1>
        <Paper
          address={`/v1/issued-reports/${id}`}
          formats={['pdf', 'docx', 'xlsx']}
          label={name}
        />
      </div>
      <section className="card">
        <Facts
          facts={[
            [said.asOf, dayText(asOf)],
            [said.period, dayText(periodStart)],
            [said.issuedOn, dayText(issuedOn)],
            [said.recordedBy, report.recordedBy],
            [said.recordedAt, momentText(report.recordedAt)],
            [said.knownAt, momentText(knownAt)],
          ]}
        />
        <details>
          <summary>{said.hashes}</summary>
          <ul>
            {documents.map(({ format, sha256 }) => (
              <li key={format} className="hash">
                {words.formats[format]}: {sha256}
              </li>
            ))}
          </ul>
        </details>
        <p>
          <Link to="/report" search={{ asOf, periodStart }}>
            {said.seeNow}
          </Link>
        </p>
      </section>
      <Comparison id={id} sources={section.sources} knownAt={day.knownAt} />
      <SectionView
        section={section}
        line={line}
        lines={line !== undefined && <Lines report={report} path={line} />}
      />
      <SectionLists section={section} />
      <Text id={id} />
    </>
  );
}

/** A report as it was issued, and what is other now. */
export function IssuedReport() {
  const { id } = useParams({ from: '/frame/issued-reports/$id' });
  const { knownAt } = useDay();
  const report = useRead(['issued-reports', id, knownAt], async (signal) =>
    api.GET('/v1/issued-reports/{id}', {
      params: { path: { id }, query: knownAt === undefined ? {} : { knownAt } },
      signal,
    }),
  );
  return <Read of={report}>{(found) => <ReportView report={found} />}</Read>;
}
