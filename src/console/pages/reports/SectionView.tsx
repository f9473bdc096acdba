import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { dayText } from '../../format/days.ts';
import { grouped } from '../../format/money.ts';
import { Figure, Figures } from '../../parts/Figures.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import {
  groupsOf,
  nameOfFigure,
  SOURCE_PARTS,
  type Section,
  type SectionFigure,
} from './sectionFigures.ts';

interface Props {
  readonly section: Section;
  /** The figure whose lines stand open. */
  readonly line: string | undefined;
  /** The lines of the figure. */
  readonly lines: ReactNode;
}

const said = words.section;

function shown({ value, isDay = false }: Pick<SectionFigure, 'value' | 'isDay'>): string {
  if (value === null) return '–';
  if (typeof value === 'number') return `${value}`;
  return isDay ? dayText(value) : grouped(value);
}

/** The way to the lines of a figure, in the same screen. */
function ToLines({ path, children }: { readonly path: string; readonly children: ReactNode }) {
  return (
    <Link
      to="."
      search={(before: object) => ({ ...before, line: path })}
      replace
      resetScroll={false}
      title={words.parts.why}
    >
      {children}
    </Link>
  );
}

function FigureOf({ figure }: { readonly figure: SectionFigure }) {
  const { path, below, isBad = false } = figure;
  return (
    <Figure
      name={nameOfFigure(path)}
      isBad={isBad}
      {...(below === undefined
        ? {}
        : {
            note: (
              <>
                {nameOfFigure(below.path)}: <ToLines path={below.path}>{below.value}</ToLines>
              </>
            ),
          })}
    >
      <ToLines path={path}>{shown(figure)}</ToLines>
    </Figure>
  );
}

type SourceRow = NonNullable<Section['sources']>[number];

/** Capital by source, where there is more than the charter capital. */
function Sources({ sources = [], sourcesTotal }: Pick<Section, 'sources' | 'sourcesTotal'>) {
  if (sources.length < 2) return null;
  const columns = SOURCE_PARTS.filter((part) =>
    sources.some((each) => each[part] !== undefined),
  ).map((part): Column<SourceRow> => ({
    title: said.parts[part],
    isNumber: true,
    cell: (row) => {
      const amount = row[part];
      if (amount === undefined) return null;
      return <ToLines path={`sources.${row.source}.${part}`}>{grouped(amount)}</ToLines>;
    },
    total: sourcesTotal?.[part] !== undefined && (
      <ToLines path={`sourcesTotal.${part}`}>{grouped(sourcesTotal[part])}</ToLines>
    ),
  }));
  return (
    <Table
      label={said.sources}
      rows={sources}
      keyOf={({ source }) => source}
      columns={[
        { title: said.source, cell: ({ name }) => name, total: words.parts.total },
        ...columns,
      ]}
    />
  );
}

/** The figures of the fund section by chapter; the lines of the figure that was asked about stand below its chapter. */
export function SectionView({ section, line, lines }: Props) {
  const groups = groupsOf(section);
  const isOf = (figures: readonly SectionFigure[]): boolean =>
    figures.some(({ path, below }) => path === line || below?.path === line);
  const isOfSources = line !== undefined && line.startsWith('sources');
  return groups.map(({ key, figures }) => {
    const title = filled(said.groups[key], { day: dayText(section.projectedYearEnd.date) });
    return (
      <section key={key} className="read">
        <h2>{title}</h2>
        <Figures label={title}>
          {figures.map((figure) => (
            <FigureOf key={figure.path} figure={figure} />
          ))}
        </Figures>
        {key === 'capital' && (
          <Sources
            {...(section.sources === undefined ? {} : { sources: section.sources })}
            {...(section.sourcesTotal === undefined ? {} : { sourcesTotal: section.sourcesTotal })}
          />
        )}
        {(isOf(figures) || (key === 'capital' && isOfSources)) && lines}
      </section>
    );
  });
}
