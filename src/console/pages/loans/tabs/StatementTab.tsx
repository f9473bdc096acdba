import { useSearch } from '@tanstack/react-router';
import { api, type Shape } from '../../../api/client.ts';
import { useRead } from '../../../api/read.ts';
import { dayText, isDay } from '../../../format/days.ts';
import { grouped, isNone, percent, sumOf } from '../../../format/money.ts';
import { Paper } from '../../../parts/Paper.tsx';
import { Read } from '../../../parts/Read.tsx';
import { Table, type Column } from '../../../parts/Table.tsx';
import { filled, words } from '../../../words/words.ts';
import { useKnownAt, type TabProps } from '../reading.ts';
import { Between } from './Between.tsx';

const text = words.loans.statement;

/** Whether the borrower's copy says less than the fund's (R40). */
const isChargedOff = ({ standing, principal }: TabProps['position']): boolean =>
  standing === 'charged_off' || principal.recoveredAsIncome !== undefined;

type Statement = Shape<'Statement'>;

type Line = Shape<'StatementLine'>;

type Sums = Shape<'StatementColumns'>;

/** A row of the statement: opening, a line, or closing. */
interface Row {
  readonly key: string;
  readonly on: string;
  readonly told: string;
  readonly change: Sums | null;
  readonly balance: Sums;
  readonly isSum: boolean;
}

function toldOf({ type, number, segment, facts, enforcementFee: fee }: Line): string {
  if (segment !== undefined) {
    const said = type === 'interest_in_opening' ? text.interestInOpening : text.interestLine;
    if (segment.opening !== undefined) return text.takenOver;
    return filled(said, {
      balance: grouped(segment.balance),
      rate: percent(segment.ratePercent),
      days: segment.days,
      from: dayText(segment.from),
      to: dayText(segment.to),
    });
  }
  if (type === 'interest' || type === 'interest_in_opening') return text.interest;
  if (type === 'adjustment' || type === 'interest_adjustment') {
    const late = (facts ?? []).map((fact) => fact.number ?? words.codes.fact[fact.type]).join(', ');
    return `${text[type]}${late === '' ? '' : `: ${late}`}`;
  }
  const keptBack = fee === undefined ? '' : filled(text.keptBack, { fee: grouped(fee) });
  return [words.codes.fact[type], number, keptBack].filter(Boolean).join(' ');
}

function rowsOf({ from, to, opening, lines, closing }: Statement): readonly Row[] {
  return [
    {
      key: 'opening',
      on: from,
      told: text.opening,
      change: null,
      balance: opening.balance,
      isSum: true,
    },
    ...lines.map((line, index) => ({
      key: `${index} ${line.factId ?? line.type}`,
      on: line.on,
      told: toldOf(line),
      change: line.change,
      balance: line.balance,
      isSum: false,
    })),
    {
      key: 'closing',
      on: to,
      told: text.closing,
      change: null,
      balance: closing.balance,
      isSum: true,
    },
  ];
}

/** A column of the amounts by which a component changes; empty where a line leaves it alone. */
function change(title: string, name: keyof Sums): Column<Row> {
  return {
    title,
    cell: ({ change: changed }) =>
      changed === null || isNone(changed[name]) ? '' : grouped(changed[name]),
    isNumber: true,
    isMinor: true,
  };
}

const { component } = words.codes;

const CHANGES: readonly (readonly [keyof Sums, string])[] = [
  ['principal', component.principal],
  ['chargedOffPrincipal', text.chargedOffPrincipal],
  ['inTermInterest', component.inTermInterest],
  ['overdueInterest', component.overdueInterest],
  ['lateInterest', component.lateInterest],
];

/** A component that no line changes has no column. */
function columnsOf(rows: readonly Row[]): readonly Column<Row>[] {
  const changes = CHANGES.filter(([name]) =>
    rows.some((row) => row.change !== null && !isNone(row.change[name])),
  );
  return [
    { title: words.parts.day, cell: ({ on }) => dayText(on) },
    { title: text.told, cell: ({ told, isSum }) => (isSum ? <strong>{told}</strong> : told) },
    ...changes.map(([name, title]) => change(title, name)),
    {
      title: text.principalLeft,
      cell: ({ balance }) => grouped(balance.principal),
      isNumber: true,
    },
    {
      title: text.interestLeft,
      cell: ({ balance }) =>
        grouped(sumOf([balance.inTermInterest, balance.overdueInterest, balance.lateInterest])),
      isNumber: true,
    },
  ];
}

/** A loan from one day to another, line by line, from what was owed to what is owed. */
export function StatementTab({ loan, position }: TabProps) {
  const { id, contractNumber } = loan;
  const search = useSearch({ from: '/frame/loans/$id' });
  const to = isDay(search.to) ? search.to : position.asOf;
  const startOfYear = `${to.slice(0, 4)}-01-01`;
  const earliest = position.openedOn ?? loan.signedOn;
  const from = isDay(search.from)
    ? search.from
    : startOfYear > earliest || earliest > to
      ? startOfYear
      : earliest;
  const query = { from, to, ...useKnownAt() };
  const statement = useRead(['loans', id, 'statement', query], async (signal) =>
    api.GET('/v1/loans/{id}/statement', { params: { path: { id }, query }, signal }),
  );
  return (
    <>
      <div className="filters">
        <Between from={from} to={to} />
        <Paper
          address={`/v1/loans/${id}/statement?${new URLSearchParams(query).toString()}`}
          formats={['pdf', 'docx']}
          label={filled(text.paper, { contractNumber })}
        />
        {isChargedOff(position) && (
          <>
            <span className="soft">{text.internal}</span>
            <Paper
              address={`/v1/loans/${id}/statement?${new URLSearchParams({ ...query, audience: 'fund' }).toString()}`}
              formats={['pdf', 'docx']}
              label={filled(text.internalPaper, { contractNumber })}
            />
          </>
        )}
      </div>
      <Read of={statement}>
        {(told) => {
          const rows = rowsOf(told);
          return (
            <Table
              label={words.loans.tabs.statement}
              columns={columnsOf(rows)}
              rows={rows}
              keyOf={({ key }) => key}
              isMarked={({ isSum }) => isSum}
            />
          );
        }}
      </Read>
    </>
  );
}
