import { useNavigate, useSearch } from '@tanstack/react-router';
import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useRead } from '../../api/read.ts';
import { dayText } from '../../format/days.ts';
import { grouped, isNone } from '../../format/money.ts';
import { DayField } from '../../parts/fields/DayField.tsx';
import { Paper } from '../../parts/Paper.tsx';
import { Read } from '../../parts/Read.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { usePlaceName } from './places.ts';

type Book = Shape<'PlaceBook'>;

type Line = Shape<'PlaceLine'>;

const { fund: said } = words;

function What({ line, nameOf }: { line: Line; nameOf: (id: string) => string }) {
  const { kind, otherPlace, contractNumber, cooperativeName, description, takenBack } = line;
  const beside = [
    contractNumber,
    cooperativeName,
    description,
    otherPlace !== null &&
      filled(isNone(line.in) ? said.toPlace : said.fromPlace, { name: nameOf(otherPlace) }),
  ].filter((each) => typeof each === 'string' && each !== '');
  return (
    <>
      {words.codes.factKind[kind]} {takenBack && <span className="tag warn">{said.takenBack}</span>}
      {beside.length > 0 && <p className="hint">{beside.join(', ')}</p>}
    </>
  );
}

const shown = (amount: string): string => (isNone(amount) ? '' : grouped(amount));

function columnsOf(book: Book, nameOf: (id: string) => string): readonly Column<Line>[] {
  return [
    { title: said.effectiveOn, cell: ({ on }) => dayText(on), total: words.parts.total },
    { title: said.number, cell: ({ number }) => number, isMinor: true },
    { title: said.description, cell: (line) => <What line={line} nameOf={nameOf} /> },
    {
      title: said.in,
      cell: (line) => shown(line.in),
      isNumber: true,
      total: grouped(book.in),
    },
    { title: said.out, cell: ({ out }) => shown(out), isNumber: true, total: grouped(book.out) },
    {
      title: said.balance,
      cell: ({ balance }) => grouped(balance),
      isNumber: true,
      isMinor: true,
      total: grouped(book.closing),
    },
  ];
}

/** The cash book of a place, from a day to a day: the year of the day unless others are chosen. */
export function PlaceBook({ id, name }: { id: string; name: string }) {
  const { asOf, knownAt } = useDay();
  const search = useSearch({ from: '/frame/fund' });
  const navigate = useNavigate();
  const nameOf = usePlaceName();
  const { from = `${asOf.slice(0, 4)}-01-01`, to = asOf } = search;
  const query = { from, to, ...(knownAt === undefined ? {} : { knownAt }) };
  const book = useRead(['fund', 'places', id, 'book', query], async (signal) =>
    api.GET('/v1/places/{id}/movements', { params: { path: { id }, query }, signal }),
  );
  const choose = (changed: { from?: string; to?: string }): void =>
    void navigate({ to: '/fund', search: { ...search, ...changed }, replace: true });
  const title = filled(said.bookOf, { name });
  return (
    <>
      <div className="filters">
        <DayField
          label={said.from}
          value={from}
          onChange={(day) => day !== '' && choose({ from: day })}
        />
        <DayField
          label={said.to}
          value={to}
          onChange={(day) => day !== '' && choose({ to: day })}
        />
        <Paper
          address={`/v1/places/${id}/movements?${new URLSearchParams(query)}`}
          formats={['csv']}
          label={title}
        />
      </div>
      <Read of={book}>
        {(answer) => (
          <>
            <p>
              {said.openingBalance}: <strong>{grouped(answer.opening)}</strong>
              {'. '}
              {said.closingBalance}: <strong>{grouped(answer.closing)}</strong>.
            </p>
            <Table
              label={title}
              columns={columnsOf(answer, nameOf)}
              rows={answer.lines}
              keyOf={({ factId, takenBack, in: received, balance }) =>
                `${factId}${takenBack}${received}${balance}`
              }
            />
          </>
        )}
      </Read>
    </>
  );
}
