import { Link } from '@tanstack/react-router';
import type { Shape } from '../../api/client.ts';
import { dayText } from '../../format/days.ts';
import { grouped, isNone } from '../../format/money.ts';
import { Figure, Figures } from '../../parts/Figures.tsx';
import { filled, words } from '../../words/words.ts';

type Section = Shape<'FundSection'>;

/** A figure that leads to its lines, and from these to the facts; empty until it is known. */
function Explained({ line, children }: { line: string; children: string | undefined }) {
  if (children === undefined) return '\u00a0';
  return (
    <Link to="/report" search={{ line }} title={words.parts.why}>
      {children}
    </Link>
  );
}

function money(digits: string | undefined): string | undefined {
  return digits === undefined ? undefined : grouped(digits);
}

/** A text with what is known; before that an empty line, so that nothing moves when it comes. */
function note(text: string, gap: string, value: string | number | undefined): string {
  return value === undefined ? '\u00a0' : filled(text, { [gap]: value });
}

interface Props {
  /** The section; undefined: it is being read. */
  readonly section: Section | undefined;
}

function PrincipalFigures({ section }: Props) {
  const { overview } = words;
  return (
    <>
      <Figure name={overview.capital}>
        <Explained line="charterCapital">{money(section?.charterCapital)}</Explained>
      </Figure>
      <Figure
        name={overview.inTerm}
        note={note(overview.borrowers, 'count', section?.inTermPrincipal.borrowers)}
      >
        <Explained line="inTermPrincipal.amount">
          {money(section?.inTermPrincipal.amount)}
        </Explained>
      </Figure>
      <Figure
        name={overview.overdue}
        note={note(overview.borrowers, 'count', section?.overduePrincipal.borrowers)}
        isBad={section !== undefined && !isNone(section.overduePrincipal.amount)}
      >
        <Explained line="overduePrincipal.amount">
          {money(section?.overduePrincipal.amount)}
        </Explained>
      </Figure>
      <Figure name={overview.available}>
        <Explained line="availablePrincipal.amount">
          {money(section?.availablePrincipal.amount)}
        </Explained>
      </Figure>
    </>
  );
}

/** The figures of the fund section, each a way to its lines. */
export function OverviewFigures({ section }: Props) {
  const { overview } = words;
  const projected = section?.projectedYearEnd;
  const since = section === undefined ? undefined : dayText(section.periodStart);
  return (
    <Figures label={overview.figures}>
      <PrincipalFigures section={section} />
      <Figure name={overview.interest} note={note(overview.since, 'day', since)}>
        <Explained line="interestCollected.total">
          {money(section?.interestCollected.total)}
        </Explained>
      </Figure>
      <Figure
        name={note(overview.projected, 'day', projected && dayText(projected.date))}
        note={note(overview.expected, 'amount', money(projected?.expectedTotal))}
      >
        <Explained line="projectedYearEnd.availablePrincipal">
          {money(projected?.availablePrincipal)}
        </Explained>
      </Figure>
      <Figure name={overview.withDebt}>
        <Explained line="borrowers.withDebt">
          {section === undefined ? undefined : `${section.borrowers.withDebt}`}
        </Explained>
      </Figure>
      <Figure
        name={overview.sued}
        note={note(overview.recalled, 'count', section?.recalls.recalled)}
      >
        <Explained line="litigation.sued">
          {section === undefined ? undefined : `${section.litigation.sued}`}
        </Explained>
      </Figure>
    </Figures>
  );
}
