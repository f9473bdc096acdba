import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';
import { words } from '../words/words.ts';

/** A column of a table. */
export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** Money, days and counts stand to the right. */
  readonly isNumber?: boolean;
  /** Left out on a narrow screen. */
  readonly isMinor?: boolean;
  /** What stands below the column. */
  readonly total?: ReactNode;
}

interface Props<Row> {
  /** What the table shows, for those who do not see it. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly isMarked?: (row: Row) => boolean;
  /** What was taken back: it stays in the table, struck through. */
  readonly isReversed?: (row: Row) => boolean;
  /** What is said if there is no row. */
  readonly nothing?: string;
}

function classOf<Row>({ isNumber, isMinor }: Column<Row>): string | undefined {
  const names = [isNumber === true && 'number', isMinor === true && 'minor'].filter(Boolean);
  return names.length === 0 ? undefined : names.join(' ');
}

function Head<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column.title} scope="col" className={classOf(column)}>
            {column.title}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Cells<Row>({ columns, row }: { columns: readonly Column<Row>[]; row: Row }) {
  return columns.map((column) => (
    <td key={column.title} className={classOf(column)}>
      {column.cell(row)}
    </td>
  ));
}

function classOfRow<Row>({ isMarked, isReversed }: Props<Row>, row: Row): string | undefined {
  if (isReversed?.(row) === true) return 'reversed';
  return isMarked?.(row) === true ? 'marked' : undefined;
}

function Totals<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  if (columns.every(({ total }) => total === undefined)) return null;
  return (
    <tfoot>
      <tr>
        {columns.map((column) => (
          <td key={column.title} className={classOf(column)}>
            {column.total}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}

/** Some rows, all of them in the page. */
export function Table<Row>(props: Props<Row>) {
  const { label, columns, rows, keyOf, nothing } = props;
  if (rows.length === 0) return <p className="nothing">{nothing ?? words.parts.nothing}</p>;
  return (
    <div className="table-frame" role="region" aria-label={label} tabIndex={0}>
      <table aria-label={label}>
        <Head columns={columns} />
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className={classOfRow(props, row)}>
              <Cells columns={columns} row={row} />
            </tr>
          ))}
        </tbody>
        <Totals columns={columns} />
      </table>
    </div>
  );
}

const ROW_PX = 36;

const ROWS_AROUND = 12;

interface LongProps<Row> extends Props<Row> {
  /** How many rows there are in all, if known; read or not. */
  readonly count?: number | undefined;
  readonly hasMore: boolean;
  readonly readMore: () => void;
}

/** Thousands of rows, of which those on the screen are in the page; more are read as somebody scrolls. */
export function LongTable<Row>(props: LongProps<Row>) {
  const { label, columns, rows, keyOf, nothing, count, hasMore, readMore } = props;
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: ROWS_AROUND,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const isAtEnd = hasMore && last >= rows.length - ROWS_AROUND;
  useEffect(() => {
    if (isAtEnd) readMore();
  }, [isAtEnd, readMore]);
  if (rows.length === 0 && !hasMore)
    return <p className="nothing">{nothing ?? words.parts.nothing}</p>;
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div className="table-frame long" role="region" aria-label={label} tabIndex={0} ref={frame}>
      <table aria-label={label} aria-rowcount={count ?? rows.length}>
        <Head columns={columns} />
        <tbody>
          {before > 0 && <tr aria-hidden="true" style={{ height: before }} />}
          {items.map(({ index }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <tr key={keyOf(row)} aria-rowindex={index + 2} className={classOfRow(props, row)}>
                <Cells columns={columns} row={row} />
              </tr>
            );
          })}
          {after > 0 && <tr aria-hidden="true" style={{ height: after }} />}
        </tbody>
        <Totals columns={columns} />
      </table>
    </div>
  );
}

/** As many rows as are put into the page at once, so that all are printed with it. */
const MOST_PLAIN = 300;

/** All rows of an answer: all in the page, or as somebody scrolls if they are many. */
export function AllRows<Row>(props: Props<Row>) {
  return props.rows.length <= MOST_PLAIN ? (
    <Table {...props} />
  ) : (
    <LongTable {...props} hasMore={false} readMore={() => undefined} />
  );
}
