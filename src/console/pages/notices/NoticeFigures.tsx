import { dayText } from '../../format/days.ts';
import { grouped, percent } from '../../format/money.ts';
import { Figure, Figures } from '../../parts/Figures.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { linesOf, principalOf, type NoticeFigures, type NoticeLine } from './noticeContent.ts';

const said = words.notices.notice;

function textOf({ about, component, dueOn }: NoticeLine): string {
  if (component === null) return filled(said.instalment, { day: dayText(dueOn ?? '') });
  const name = words.codes.component[component];
  return about === 'segment' || about === 'instalment'
    ? name
    : filled(said[about], { component: name });
}

function columnsOf(total: string): Column<NoticeLine>[] {
  return [
    { title: said.what, cell: textOf, total: said.total },
    {
      title: said.balance,
      isNumber: true,
      isMinor: true,
      cell: ({ segment }) => segment && grouped(segment.balance),
    },
    { title: said.from, isMinor: true, cell: ({ segment }) => segment && dayText(segment.from) },
    { title: said.to, cell: ({ segment }) => segment && dayText(segment.to) },
    { title: said.days, isNumber: true, isMinor: true, cell: ({ segment }) => segment?.days },
    {
      title: said.rate,
      isNumber: true,
      isMinor: true,
      cell: ({ segment }) => segment && percent(segment.ratePercent),
    },
    {
      title: said.amount,
      isNumber: true,
      cell: ({ amount }) => grouped(amount),
      total: grouped(total),
    },
  ];
}

const CLASSES = ['inTermInterest', 'overdueInterest', 'lateInterest'] as const;

/** What a notice says: what is asked for, and the lines that come to it. */
export function NoticeFiguresView({ figures }: { readonly figures: NoticeFigures }) {
  const { principalOutstanding, overduePrincipal, recalledPrincipal, interest, total } = figures;
  const asked = CLASSES.filter(
    (component) => component !== 'lateInterest' || interest[component].owed !== '0',
  );
  return (
    <>
      <Figures label={said.asIssued}>
        <Figure name={said.total}>{grouped(total)}</Figure>
        <Figure
          name={said.principalAsked}
          note={
            recalledPrincipal !== undefined &&
            recalledPrincipal !== '0' &&
            `${said.recalledPrincipal}: ${grouped(recalledPrincipal)}`
          }
        >
          {grouped(principalOf(figures).total)}
        </Figure>
        {asked.map((component) => (
          <Figure
            key={component}
            name={filled(said.interestAsked, { component: words.codes.component[component] })}
          >
            {grouped(interest[component].owed)}
          </Figure>
        ))}
        <Figure name={said.principalOutstanding}>{grouped(principalOutstanding)}</Figure>
        <Figure name={said.overduePrincipal} isBad={overduePrincipal !== '0'}>
          {grouped(overduePrincipal)}
        </Figure>
      </Figures>
      <h2>{said.lines}</h2>
      <Table
        label={said.lines}
        columns={columnsOf(total)}
        rows={linesOf(figures)}
        keyOf={({ key }) => key}
      />
    </>
  );
}
