import { api, type Shape } from '../../../api/client.ts';
import { useRead } from '../../../api/read.ts';
import { dayText } from '../../../format/days.ts';
import { Read } from '../../../parts/Read.tsx';
import { Table, type Column } from '../../../parts/Table.tsx';
import { words } from '../../../words/words.ts';
import { useKnownAt, type TabProps } from '../reading.ts';
import { StandingTag } from '../StandingTag.tsx';

const text = words.loans.debtGroups;

type Span = Shape<'DebtGroupSpan'>;

const COLUMNS: readonly Column<Span>[] = [
  { title: text.from, cell: ({ from }) => dayText(from) },
  { title: text.to, cell: ({ to }) => dayText(to) },
  { title: text.standing, cell: ({ standing }) => <StandingTag standing={standing} /> },
  { title: text.daysPastDue, cell: ({ daysPastDue }) => daysPastDue, isNumber: true },
  { title: text.own, cell: ({ ownDebtGroup }) => ownDebtGroup ?? '–', isNumber: true },
  { title: text.group, cell: ({ debtGroup }) => debtGroup ?? '–', isNumber: true },
];

/** The same day so many years earlier; of 29 February the 28th. */
function yearsBefore(date: string, years: number): string {
  const year = String(BigInt(date.slice(0, 4)) - BigInt(years)).padStart(4, '0');
  const rest = date.slice(4) === '-02-29' ? '-02-28' : date.slice(4);
  return `${year}${rest}`;
}

const MOST_YEARS = 10;

/** In which debt group a loan was from when to when, the last first. */
export function DebtGroups({ loan, position }: TabProps) {
  const { id } = loan;
  const to = position.asOf;
  const known = useKnownAt();
  const earliest = yearsBefore(to, MOST_YEARS);
  const start = position.openedOn ?? loan.signedOn;
  const from = start > earliest ? start : earliest;
  const query = { from, to, ...known };
  const groups = useRead(
    ['loans', id, 'debt-groups', query],
    async (signal) =>
      api.GET('/v1/loans/{id}/debt-groups', { params: { path: { id }, query }, signal }),
    { enabled: from <= to },
  );
  return (
    <section className="card">
      <h2>{text.title}</h2>
      <p className="soft">{text.hint}</p>
      <Read of={groups}>
        {({ spans }) => (
          <Table
            label={text.title}
            columns={COLUMNS}
            rows={spans.toReversed()}
            keyOf={({ from: begins }) => begins}
          />
        )}
      </Read>
    </section>
  );
}
