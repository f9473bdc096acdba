import { Link } from '@tanstack/react-router';
import type { Shape } from '../../api/client.ts';
import { dayText } from '../../format/days.ts';
import { grouped } from '../../format/money.ts';
import { Figure, Figures } from '../../parts/Figures.tsx';
import { filled, words } from '../../words/words.ts';

type Section = Shape<'FundSection'>;

/** A figure that leads to its lines, and from these to the facts. */
function Explained({ line, children }: { line: string; children: string }) {
  return (
    <Link to="/report" search={{ line }} title={words.parts.why}>
      {children}
    </Link>
  );
}

/** The figures of the fund section, each a way to its lines. */
export function OverviewFigures({ section }: { section: Section }) {
  const { overview } = words;
  const { borrowers, inTermPrincipal, overduePrincipal, availablePrincipal } = section;
  const { interestCollected, projectedYearEnd, litigation, recalls, lendingSuspension } = section;
  const borrowersNote = (count: number): string => filled(overview.borrowers, { count });
  return (
    <>
      <Figures label={overview.figures}>
        <Figure name={overview.capital}>
          <Explained line="charterCapital">{grouped(section.charterCapital)}</Explained>
        </Figure>
        <Figure name={overview.inTerm} note={borrowersNote(inTermPrincipal.borrowers)}>
          <Explained line="inTermPrincipal.amount">{grouped(inTermPrincipal.amount)}</Explained>
        </Figure>
        <Figure name={overview.overdue} note={borrowersNote(overduePrincipal.borrowers)} isBad>
          <Explained line="overduePrincipal.amount">{grouped(overduePrincipal.amount)}</Explained>
        </Figure>
        <Figure name={overview.available}>
          <Explained line="availablePrincipal.amount">
            {grouped(availablePrincipal.amount)}
          </Explained>
        </Figure>
        <Figure
          name={overview.interest}
          note={filled(overview.since, { day: dayText(section.periodStart) })}
        >
          <Explained line="interestCollected.total">{grouped(interestCollected.total)}</Explained>
        </Figure>
        <Figure
          name={filled(overview.projected, { day: dayText(projectedYearEnd.date) })}
          note={filled(overview.expected, { amount: grouped(projectedYearEnd.expectedTotal) })}
        >
          <Explained line="projectedYearEnd.availablePrincipal">
            {grouped(projectedYearEnd.availablePrincipal)}
          </Explained>
        </Figure>
        <Figure name={overview.withDebt}>
          <Explained line="borrowers.withDebt">{`${borrowers.withDebt}`}</Explained>
        </Figure>
        <Figure name={overview.sued} note={filled(overview.recalled, { count: recalls.recalled })}>
          <Explained line="litigation.sued">{`${litigation.sued}`}</Explained>
        </Figure>
      </Figures>
      {lendingSuspension !== null && (
        <p className="warning">
          {filled(overview.suspended, {
            number: lendingSuspension.decisionNumber,
            day: dayText(lendingSuspension.decidedOn),
          })}
        </p>
      )}
    </>
  );
}
