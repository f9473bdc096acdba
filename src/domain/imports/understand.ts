import { likeness } from '../primitives/likeness.ts';
import type { Answers } from './answers.ts';
import { borrowerOf, isNamed } from './borrowers.ts';
import type { ReadSheet } from './cells.ts';
import type { Assumption, ImportFault } from './faults.ts';
import { readInstalments, type TermsOfSheet } from './instalmentRows.ts';
import { planMovements } from './movements.ts';
import { findHeading } from './headers.ts';
import { Notes } from './notes.ts';
import type { Planned, PlannedCooperative, Shape } from './planned.ts';
import { planRegister } from './register.ts';
import { shapeOf } from './shapes.ts';
import { addUp, type SheetSums } from './sums.ts';
import { TableReader } from './tableReader.ts';
import { tableOf, type Table } from './tables.ts';

/** What a sheet was understood as. */
export interface SheetUnderstood extends SheetSums {
  readonly name: string;
  /** Null: it has no table that is known here; nothing of it is entered. */
  readonly understoodAs: Shape | null;
  /** Its rows that are entries. */
  readonly rows: number;
  readonly columns: readonly {
    readonly column: string;
    readonly heading: string;
    readonly field: string | null;
  }[];
}

/** What a book says, before the fund is asked. */
export interface Understood {
  readonly sheets: readonly SheetUnderstood[];
  readonly planned: readonly Planned[];
  readonly faults: readonly ImportFault[];
  readonly assumed: readonly Assumption[];
}

/** A sheet with its table is kept no longer than it is read; the next one may be as large. */
interface Pass {
  readonly answers: Answers;
  readonly notes: Notes;
  readonly terms: Map<string, TermsOfSheet>;
}

function tellLeftOut(table: Table, notes: Notes): void {
  const { sheet, rows, heading } = table;
  const place = { sheet: sheet.name, row: null, column: null };
  if (sheet.hidden) notes.assume('hidden-sheet-read', place);
  const hidden = rows.filter(({ row, kind }) => row.hidden && kind === 'entry');
  if (hidden.length > 0) {
    const numbers = hidden.map(({ row }) => `${row.number}`);
    notes.assume('hidden-rows-read', place, { rows: numbers.slice(0, 20), count: hidden.length });
  }
  const named = heading.columns.filter(({ field }) => field !== null);
  const hiddenColumns = named.filter(({ index }) => sheet.hiddenColumns.includes(index));
  if (hiddenColumns.length > 0) {
    notes.assume('hidden-columns-read', place, {
      columns: hiddenColumns.map(({ letters }) => letters),
    });
  }
  const unknown = heading.columns.filter(
    ({ field, heading: words }) => field === null && words !== '',
  );
  if (unknown.length > 0) {
    notes.assume('columns-not-read', place, {
      columns: unknown.map(({ heading: words }) => words),
    });
  }
  const examples = rows.filter(({ kind }) => kind === 'example');
  if (examples.length > 0) notes.assume('examples-left-out', place, { count: examples.length });
  const carried = rows.filter(({ kind }) => kind === 'carried');
  if (carried.length > 0) {
    notes.assume('rows-left-out', place, {
      why: 'carried',
      rows: carried.map(({ row }) => `${row.number}`).slice(0, 20),
    });
  }
}

function planCooperatives(reader: TableReader): PlannedCooperative[] {
  return reader.table.rows.flatMap(({ row, kind, label }) => {
    if (kind !== 'entry') return [];
    reader.faultsOfRow = 0;
    const borrower = borrowerOf(reader, row, label);
    if (!isNamed(borrower))
      reader.fault('value-missing', row, 'cooperativeName', { heading: 'Tên HTX' });
    if (reader.faultsOfRow > 0) return [];
    return [{ kind: 'cooperative', place: reader.place(row, null), borrower } as const];
  });
}

function plannedOf(
  reader: TableReader,
  index: number,
  terms: ReadonlyMap<string, TermsOfSheet>,
): Planned[] {
  switch (reader.table.shape) {
    case 'register':
      return planRegister(reader, terms);
    case 'movements':
      return planMovements(reader, index);
    case 'cooperatives':
      return planCooperatives(reader);
    case 'instalments':
    case null:
      return [];
  }
}

const NOTHING: SheetSums = { sums: [], subtotals: [] };

function understandSheet(sheet: ReadSheet, index: number, pass: Pass) {
  const { answers, notes, terms } = pass;
  const table = tableOf(sheet);
  if (table === null || table.shape === null) {
    const of = { name: sheet.name, understoodAs: null, rows: 0, columns: [], ...NOTHING };
    return { sheet: of, planned: [] };
  }
  const reader = new TableReader(table, answers, notes);
  const planned = plannedOf(reader, index, terms);
  const sums = addUp(reader);
  tellLeftOut(table, notes);
  const columns = table.heading.columns
    .filter(({ heading }) => heading !== '')
    .map(({ letters: column, heading, field }) => ({ column, heading, field }));
  const rows = table.rows.filter(({ kind }) => kind === 'entry').length;
  return {
    sheet: { name: sheet.name, understoodAs: table.shape, rows, columns, ...sums },
    planned,
  };
}

/** Two rows of one contract would be two loans: what is left is the first, and a fault of each other. */
function withoutTwice(planned: readonly Planned[], notes: Notes): Planned[] {
  const seen = new Map<string, Planned['place']>();
  return planned.filter((each) => {
    if (each.kind !== 'loan') return true;
    const key = likeness(each.contractNumber);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, each.place);
      return true;
    }
    const figures = { sheet: first.sheet, row: first.row ?? 0 };
    notes.fault('contract-twice', each.place, each.contractNumber, figures);
    return false;
  });
}

function isInstalments(sheet: ReadSheet): boolean {
  const heading = findHeading(sheet);
  return heading !== null && shapeOf(heading) === 'instalments';
}

/**
 * Understands a workbook: its tables by their headings, its rows as what they would enter. Nothing is
 * guessed where it can be asked: what is open is a fault, and what is taken for granted is told.
 */
export function understand(sheets: readonly ReadSheet[], answers: Answers): Understood {
  const notes = new Notes();
  const terms = new Map<string, TermsOfSheet>();
  // Instalments first: a loan of another sheet may have them.
  for (const sheet of sheets.filter(isInstalments)) {
    const table = tableOf(sheet);
    if (table !== null) readInstalments(new TableReader(table, answers, notes), terms);
  }
  const pass = { answers, notes, terms };
  const understood = sheets.map((sheet, index) => understandSheet(sheet, index, pass));
  const told = understood.flatMap((each) => each.planned);
  const names = { sheet: sheets[0]?.name ?? '', row: null, column: null };
  if (understood.every(({ sheet }) => sheet.understoodAs === null)) notes.fault('no-table', names);
  else if (understood.every(({ sheet }) => sheet.rows === 0)) {
    if (!notes.assumed.some(({ code }) => code === 'examples-left-out'))
      notes.fault('no-rows', names);
  }
  const planned = withoutTwice(told, notes);
  return {
    sheets: understood.map(({ sheet }) => sheet),
    planned,
    faults: notes.faults,
    assumed: notes.assumed,
  };
}
