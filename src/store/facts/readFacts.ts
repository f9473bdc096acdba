import type { LateBooking } from '../../domain/books/lateBooking.ts';
import type { FactKind } from '../../domain/books/factKinds.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { FundTx } from '../database/database.ts';
import type { Entry } from './entry.ts';
import { AS_TEXT, given, type Cell, type FactStore } from './factStore.ts';
import { readInPages } from '../database/cursor.ts';
import { FACT_STORES, storeOf } from './stores.ts';

const HEAD = [
  'f.id',
  'f.kind',
  'f.effective_on',
  '(extract(epoch from f.recorded_at) * 1000)::bigint',
  'f.recorded_by',
  `case when f.booked_on is not null
    then json_build_array(f.booked_on, f.booking_reason, f.corrects_id)::text end`,
];

async function rowsOf(tx: FundTx, text: string, values: unknown[] = []): Promise<Cell[][]> {
  const { rows } = await tx.client.query<Cell[]>({
    text,
    values,
    rowMode: 'array',
    types: AS_TEXT,
  });
  return rows;
}

/** The names of the fund's tokens by id. */
async function tokenNames(tx: FundTx): Promise<ReadonlyMap<string, string>> {
  const rows = await rowsOf(tx, 'select id, name from token where fund_id = $1', [tx.fundId]);
  return new Map(rows.map(([id, name]) => [given(id), given(name)]));
}

/** One text for each value that comes again and again: days and ids of loans. */
class Shared {
  readonly #texts = new Map<string, string>();

  of(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    this.#texts.set(text, text);
    return text;
  }
}

/** A fact that cannot be read, or does not fit those before it: somebody changed rows of the database. */
export interface LeftOut {
  readonly factId: string;
  /** Null: the fact is about no loan, or does not say about which. */
  readonly loanId: string | null;
  readonly error: unknown;
}

/** Is told what is left out of a book; left out itself, such a fact is an error. */
export type LeaveOut = (fact: LeftOut) => void;

/** When and why a fact was booked later, as `HEAD` reads it. */
function lateOf(cell: Cell | undefined): LateBooking | null {
  if (cell === null || cell === undefined) return null;
  const [bookedOn, reason, correctsId] = JSON.parse(cell) as [CalendarDate, string, string | null];
  return { bookedOn, reason, correctsId };
}

type ReadRow = (row: readonly Cell[]) => Entry;

function entryReader(
  store: FactStore<Entry>,
  names: ReadonlyMap<string, string>,
  shared: Shared,
): ReadRow {
  return ([id, kind, effectiveOn, recordedAt, recordedBy, late, first, ...cells]) => {
    const head = {
      id: given(id),
      factKind: given(kind) as FactKind,
      effectiveOn: shared.of(given(effectiveOn)) as CalendarDate,
      recordedAt: +given(recordedAt),
      recordedBy: names.get(given(recordedBy)) ?? '',
      late: lateOf(late),
      reversal: null,
    };
    const said = typeof first === 'string' ? shared.of(first) : (first ?? null);
    return store.entryOf(head, [said, ...cells]);
  };
}

/** The facts that can be read. */
function readable(rows: readonly Cell[][], read: ReadRow, leaveOut: LeaveOut): Entry[] {
  return rows.flatMap((row) => {
    try {
      return [read(row)];
    } catch (error) {
      leaveOut({ factId: given(row[0]), loanId: null, error });
      return [];
    }
  });
}

const select = ({ table, columns }: FactStore<Entry>, condition: string): string =>
  `select ${[...HEAD, ...columns].join(', ')} from fact f
    join ${table} s on s.fund_id = f.fund_id and s.id = f.id
    where f.fund_id = current_setting('app.fund_id')::uuid and ${condition}`;

/**
 * Every fact of the fund, kind by kind, each kind behind those that its facts name: one query a kind,
 * read in a stream. To be called in a transaction that sees one moment.
 */
export async function* readAllFacts(tx: FundTx, leaveOut?: LeaveOut): AsyncGenerator<Entry[]> {
  const names = await tokenNames(tx);
  const shared = new Shared();
  for (const store of FACT_STORES) {
    const read = entryReader(store, names, shared);
    for await (const rows of readInPages(tx, `${select(store, 'true')} order by f.recorded_at`)) {
      yield leaveOut === undefined ? rows.map(read) : readable(rows, read, leaveOut);
    }
  }
}

/** The facts of a kind that stands in a table of its own, in the order of recording. */
export async function readFactsOf<E extends Entry>(tx: FundTx, kind: E['factKind']): Promise<E[]> {
  const store = storeOf(kind);
  const rows = await rowsOf(tx, `${select(store, 'true')} order by f.recorded_at`);
  return rows.map(entryReader(store, await tokenNames(tx), new Shared())) as E[];
}

/**
 * The facts recorded after an instant, in the order of recording: one query for the kinds there are,
 * and one for each of them.
 *
 * @param after milliseconds since 1970
 */
export async function readFactsAfter(tx: FundTx, after: number): Promise<Entry[]> {
  const since = new Date(after).toISOString();
  const kinds = await rowsOf(
    tx,
    'select distinct kind from fact where fund_id = $1 and recorded_at > $2',
    [tx.fundId, since],
  );
  if (kinds.length === 0) return [];
  const names = await tokenNames(tx);
  const shared = new Shared();
  const stores = new Set(kinds.map(([kind]) => storeOf(given(kind) as FactKind)));
  const found: Entry[] = [];
  for (const store of stores) {
    const rows = await rowsOf(tx, select(store, 'f.recorded_at > $1'), [since]);
    found.push(...rows.map(entryReader(store, names, shared)));
  }
  return found.toSorted((a, b) => a.recordedAt - b.recordedAt);
}
