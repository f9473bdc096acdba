import type { Shape } from '../../api/client.ts';
import { grouped, less } from '../../format/money.ts';
import { Table, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import type { Import } from './sendFile.ts';

type Sheet = Shape<'ImportSheet'>;

type Subtotal = Shape<'ImportSubtotal'>;

/** A column of a sheet, with the sum of its rows if they are amounts. */
type Heading = Sheet['columns'][number] & { readonly sum: string | undefined };

const { imports: said } = words;

function meaningOf(field: string | null): string {
  if (field === null) return said.notRead;
  return field in said.field ? said.field[field as keyof typeof said.field] : field;
}

const HEADINGS: readonly Column<Heading>[] = [
  { title: said.column, cell: ({ column }) => column },
  { title: said.heading, cell: ({ heading }) => heading },
  {
    title: said.means,
    cell: ({ field }) =>
      field === null ? <span className="soft">{meaningOf(field)}</span> : meaningOf(field),
  },
  {
    title: said.sum,
    cell: ({ sum }) => sum !== undefined && grouped(sum),
    isNumber: true,
    isMinor: true,
  },
];

const SUBTOTALS: readonly Column<Subtotal>[] = [
  { title: said.row, cell: ({ row }) => row, isNumber: true, isMinor: true },
  { title: said.label, cell: ({ label }) => label },
  { title: said.heading, cell: ({ heading }) => heading },
  { title: said.stated, cell: ({ stated }) => grouped(stated), isNumber: true, isMinor: true },
  { title: said.computed, cell: ({ computed }) => grouped(computed), isNumber: true },
  {
    title: said.difference,
    cell: ({ stated, computed, agrees }) =>
      agrees ? (
        <span className="tag good">{said.agrees}</span>
      ) : (
        <span className="tag bad">{grouped(less(computed, stated))}</span>
      ),
    isNumber: true,
  },
];

/** The sums that the book states itself, beside those of its rows. */
function Subtotals({ sheet: { name, subtotals } }: { sheet: Sheet }) {
  if (subtotals.length === 0) return null;
  const differ = subtotals.filter(({ agrees }) => !agrees).length;
  return (
    <details open={differ > 0}>
      <summary>
        {filled(differ === 0 ? said.subtotalsAgree : said.subtotalsDiffer, {
          count: subtotals.length,
          differ,
        })}
      </summary>
      <Table
        label={`${said.subtotals}: ${name}`}
        columns={SUBTOTALS}
        rows={subtotals}
        keyOf={({ row, column }) => `${column}${row}`}
      />
    </details>
  );
}

function SheetCard({ sheet }: { sheet: Sheet }) {
  const { name, understoodAs, rows, columns, sums } = sheet;
  const headings = columns.map((each) => ({
    ...each,
    sum: sums.find(({ column }) => column === each.column)?.sum,
  }));
  return (
    <section className="card" aria-label={name}>
      <h3>
        {filled(said.sheetTitle, { name })}{' '}
        <span className={understoodAs === null ? 'tag' : 'tag good'}>
          {understoodAs === null
            ? said.sheetUnread
            : filled(said.sheetRows, { kind: said.kind[understoodAs], rows })}
        </span>
      </h3>
      {columns.length > 0 && (
        <Table
          label={filled(said.sheetTitle, { name })}
          columns={HEADINGS}
          rows={headings}
          keyOf={({ column }) => column}
        />
      )}
      <Subtotals sheet={sheet} />
    </section>
  );
}

function Assumed({ assumed }: { assumed: Import['assumed'] }) {
  if (assumed.length === 0) return null;
  return (
    <section className="card" aria-labelledby="assumed">
      <h2 id="assumed">{said.assumed}</h2>
      <p className="hint">{said.assumedHint}</p>
      <ul>
        {assumed.map(({ sheet, row, column, code, message }) => (
          <li key={[sheet, row, column, code].join('\t')}>
            <span className="soft">
              {[sheet, column === null ? null : `${said.column} ${column}`, row]
                .filter(Boolean)
                .join(', ')}
              {': '}
            </span>
            {message}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How a file was understood, sheet by sheet: which column became what, and what was taken for granted. */
export function Understood({ sent: { sheets, assumed, ignored } }: { sent: Import }) {
  if (sheets.length === 0) return null;
  return (
    <>
      <Assumed assumed={assumed} />
      <h2>{said.understood}</h2>
      {ignored.length > 0 && (
        <p className="soft">
          {said.ignored} {ignored.map((part) => said.ignoredParts[part]).join(', ')}
        </p>
      )}
      {sheets.map((sheet) => (
        <SheetCard key={sheet.name} sheet={sheet} />
      ))}
    </>
  );
}
