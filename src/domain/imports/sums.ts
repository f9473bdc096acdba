import { text, ZERO, type Money } from '../primitives/money.ts';
import { AMOUNT_FIELDS, type Field } from './headerWords.ts';
import type { TableReader } from './tableReader.ts';
import type { TableRow } from './tables.ts';

/** A sum that a sheet states, and what its rows come to. */
export interface Subtotal {
  readonly row: number;
  readonly column: string;
  readonly heading: string;
  /** The words of the sheet: `Cộng`, `Tổng cộng`. */
  readonly label: string;
  readonly stated: string;
  readonly computed: string;
  readonly agrees: boolean;
}

/** A balance is of the moment: the balances of a book's rows are not added up. */
const addsUp = (reader: TableReader, field: Field): boolean =>
  AMOUNT_FIELDS.has(field) && field !== 'balance' && reader.table.shape !== null;

type Sums = Map<Field, Money>;

const add = (sums: Sums, field: Field, amount: Money): void => {
  sums.set(field, (sums.get(field) ?? ZERO).plus(amount));
};

/** The sums of the sheet's own columns, of its rows alone, by heading. */
export interface SheetSums {
  readonly sums: readonly {
    readonly column: string;
    readonly heading: string;
    readonly sum: string;
  }[];
  readonly subtotals: readonly Subtotal[];
}

class Adding {
  readonly #reader: TableReader;
  readonly #fields: readonly { field: Field; letters: string; heading: string }[];
  readonly all: Sums = new Map();
  #sinceSum: Sums = new Map();
  #sinceGroup: Sums = new Map();
  readonly subtotals: Subtotal[] = [];

  constructor(reader: TableReader) {
    this.#reader = reader;
    this.#fields = reader.table.heading.columns.flatMap(({ field, letters, heading }) =>
      field !== null && addsUp(reader, field) ? [{ field, letters, heading }] : [],
    );
  }

  entry({ row }: TableRow): void {
    for (const { field } of this.#fields) {
      const amount = this.#reader.stated(row, field);
      if (amount === null) continue;
      for (const sums of [this.all, this.#sinceSum, this.#sinceGroup]) add(sums, field, amount);
    }
  }

  group(): void {
    this.#sinceGroup = new Map();
    this.#sinceSum = new Map();
  }

  /** A sum is of the rows since the last one, of its group, or of all rows above. */
  subtotal({ row, label }: TableRow): void {
    for (const { field, letters, heading } of this.#fields) {
      const stated = this.#reader.stated(row, field);
      if (stated === null) continue;
      const scopes = [this.#sinceSum, this.#sinceGroup, this.all].map(
        (of) => of.get(field) ?? ZERO,
      );
      const isWhole = /tổng/iu.test(label);
      const fits = scopes.find((sum) => sum.equals(stated));
      const computed = fits ?? (isWhole ? scopes[2] : scopes[1]) ?? ZERO;
      this.#tell(row.number, { letters, heading, label, stated, computed });
      if (fits === undefined) this.#differs(row, field, stated, computed, label);
    }
    this.#sinceSum = new Map();
  }

  /** The rows behind a group's heading that states its sums, up to the next group. */
  groupSum({ row, label }: TableRow, following: readonly TableRow[]): void {
    for (const { field, letters, heading } of this.#fields) {
      const stated = this.#reader.stated(row, field);
      if (stated === null) continue;
      let computed: Money = ZERO;
      for (const each of following)
        computed = computed.plus(this.#reader.stated(each.row, field) ?? ZERO);
      this.#tell(row.number, { letters, heading, label, stated, computed });
      if (!computed.equals(stated)) this.#differs(row, field, stated, computed, label);
    }
  }

  #tell(
    row: number,
    of: { letters: string; heading: string; label: string; stated: Money; computed: Money },
  ): void {
    const { letters: column, heading, label, stated, computed } = of;
    const agrees = stated.equals(computed);
    this.subtotals.push({
      row,
      column,
      heading,
      label,
      stated: text(stated),
      computed: text(computed),
      agrees,
    });
  }

  #differs(
    row: TableRow['row'],
    field: Field,
    stated: Money,
    computed: Money,
    label: string,
  ): void {
    const figures = { stated: text(stated), computed: text(computed), label };
    this.#reader.fault('subtotal-differs', row, field, figures);
  }

  sums(): SheetSums['sums'] {
    return this.#fields.map(({ field, letters, heading }) => ({
      column: letters,
      heading,
      sum: text(this.all.get(field) ?? ZERO),
    }));
  }
}

/** The entries behind a row, up to the next group that states its sums. */
function followingOf(rows: readonly TableRow[], at: number): TableRow[] {
  const found: TableRow[] = [];
  for (const each of rows.slice(at + 1)) {
    if (each.kind === 'groupSum' || each.kind === 'subtotal') break;
    if (each.kind === 'entry') found.push(each);
  }
  return found;
}

/** Adds a sheet's rows up, and holds them against the sums that the sheet states. */
export function addUp(reader: TableReader): SheetSums {
  const adding = new Adding(reader);
  const { rows } = reader.table;
  for (const [at, each] of rows.entries()) {
    if (each.kind === 'entry') adding.entry(each);
    else if (each.kind === 'group') adding.group();
    else if (each.kind === 'subtotal') adding.subtotal(each);
    else if (each.kind === 'groupSum') {
      adding.groupSum(each, followingOf(rows, at));
      adding.group();
    }
  }
  return { sums: adding.sums(), subtotals: adding.subtotals };
}
