import { addDays, isCalendarDate, type CalendarDate } from '../primitives/dates.ts';
import { folded } from '../primitives/likeness.ts';
import { SERIAL_EPOCH, type ReadCell, type ReadSheet } from './cells.ts';

// Dates as they stand in a book: a date cell, its serial number, or a text.

/** How days and months of a book are told apart, where it can be read in two ways. */
export type DateOrder =
  /** Texts are day/month/year; date cells are what they are. */
  | 'dmy'
  /** Texts are month/day/year; date cells are what they are. */
  | 'mdy'
  /** Texts are day/month/year; in date cells a spreadsheet took the day for the month. */
  | 'swapped';

export const DATE_ORDERS = ['dmy', 'mdy', 'swapped'] as const satisfies readonly DateOrder[];

/** What a cell says as a date. */
export type DateRead =
  | { readonly kind: 'date'; readonly date: CalendarDate }
  | { readonly kind: 'nothing' }
  /** Only a year, or a year and a month. */
  | { readonly kind: 'part' }
  | { readonly kind: 'none' };

/** A serial number so far from today is an amount or a year, and no date. */
const FIRST_SERIAL = 18_000;
const LAST_SERIAL = 80_000;

/** The last year of two digits that is of this century. */
const PIVOT_YEAR = 69;

const pad = (part: string): string => part.padStart(2, '0');

function wholeYear(year: string): string {
  if (year.length === 4) return year;
  return +year <= PIVOT_YEAR ? `20${pad(year)}` : `19${pad(year)}`;
}

function dated(year: string, month: string, day: string): DateRead {
  const text = `${wholeYear(year)}-${pad(month)}-${pad(day)}`;
  return isCalendarDate(text) ? { kind: 'date', date: text } : { kind: 'none' };
}

const NUMERIC = /^(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})$/;

const YEAR_FIRST = /^(\d{4})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:[t ].*)?$/;

const IN_WORDS = /^ngay (\d{1,2}) thang (\d{1,2}) nam (\d{4})$/;

const PART = /^(?:(?:thang )?\d{1,2}\s*[/.-]\s*\d{4}|\d{4})$/;

const parts = (text: string) =>
  NUMERIC.exec(folded(text).replace(/ 0{1,2}:00(:00)?$/, ''))?.slice(1) as
    [first: string, second: string, year: string] | undefined;

function dateOfText(text: string, order: DateOrder): DateRead {
  const bare = folded(text).replace(/^'/, '');
  if (/^[-–.…]*$/u.test(bare)) return { kind: 'nothing' };
  const [, year, month, day] = YEAR_FIRST.exec(bare) ?? [];
  if (year !== undefined) return dated(year, month ?? '', day ?? '');
  const words = IN_WORDS.exec(bare);
  if (words !== null) return dated(words[3] ?? '', words[2] ?? '', words[1] ?? '');
  const found = parts(text);
  if (found === undefined) return { kind: PART.test(bare) ? 'part' : 'none' };
  const [first, second, of] = found;
  return order === 'mdy' ? dated(of, first, second) : dated(of, second, first);
}

function swapped(date: CalendarDate): CalendarDate {
  const [year = '', month = '', day = ''] = date.split('-');
  const other = `${year}-${day}-${month}`;
  return isCalendarDate(other) ? other : date;
}

/** The date that a cell says. */
export function dateOfCell(
  cell: ReadCell | null | undefined,
  epoch: ReadSheet['epoch'],
  order: DateOrder,
): DateRead {
  if (cell === null || cell === undefined) return { kind: 'nothing' };
  if (cell.kind === 'date') {
    const day = cell.text.slice(0, 10);
    if (!isCalendarDate(day)) return { kind: 'none' };
    return { kind: 'date', date: order === 'swapped' ? swapped(day) : day };
  }
  if (cell.kind === 'text') return dateOfText(cell.text, order);
  if (cell.kind !== 'number') return { kind: 'none' };
  const [days = ''] = cell.text.split('.');
  if (/^(19|20)\d\d$/.test(cell.text)) return { kind: 'part' };
  if (!/^\d{5}$/.test(days) || +days < FIRST_SERIAL || +days > LAST_SERIAL) return { kind: 'none' };
  return { kind: 'date', date: addDays(SERIAL_EPOCH[epoch], +days) };
}

/** What a column of dates tells of the order of days and months. */
export interface OrderEvidence {
  /** Texts whose first number can only be a day. */
  dayFirst: number;
  /** Texts whose second number can only be a day. */
  monthFirst: number;
  /** Texts that can be read both ways, as two different days. */
  bothWays: number;
  /** Date cells whose day could be a month, as another day. */
  cellsBothWays: number;
  /** Date cells whose day can only be a day. */
  cellsOneWay: number;
}

export const noEvidence = (): OrderEvidence => ({
  dayFirst: 0,
  monthFirst: 0,
  bothWays: 0,
  cellsBothWays: 0,
  cellsOneWay: 0,
});

const LAST_MONTH = 12;

/** Whether a cell can be read as two different days. */
export function isBothWays(cell: ReadCell): boolean {
  const evidence = noEvidence();
  weigh(cell, evidence);
  return evidence.bothWays + evidence.cellsBothWays > 0;
}

/** Adds what a cell tells of the order of days and months. */
export function weigh(cell: ReadCell | null | undefined, evidence: OrderEvidence): void {
  if (cell?.kind === 'date') {
    const [, month = '', day = ''] = cell.text.slice(0, 10).split('-');
    if (+day > LAST_MONTH) evidence.cellsOneWay += 1;
    else if (day !== month) evidence.cellsBothWays += 1;
  } else if (cell?.kind === 'text') {
    const found = parts(cell.text);
    if (found === undefined) return;
    const [first, second] = found;
    if (+first > LAST_MONTH && +second <= LAST_MONTH) evidence.dayFirst += 1;
    else if (+second > LAST_MONTH && +first <= LAST_MONTH) evidence.monthFirst += 1;
    else if (+first !== +second) evidence.bothWays += 1;
  }
}

/**
 * In which order the days and months of a column stand; null: it can be read in two ways. Dates are
 * written day first in Viet Nam, so that texts with nothing against it are read so. Where some of a
 * column's days stayed texts, as no month has so many days, and all date cells have days that could be
 * months, a spreadsheet may have swapped the others.
 */
export function orderOf(evidence: OrderEvidence): DateOrder | null {
  const { dayFirst, monthFirst, bothWays, cellsBothWays, cellsOneWay } = evidence;
  if (dayFirst > 0 && monthFirst > 0) return bothWays + cellsBothWays > 0 ? null : 'dmy';
  if (monthFirst > 0) return bothWays > 0 ? null : 'mdy';
  if (dayFirst > 0 && cellsBothWays > 0 && cellsOneWay === 0) return null;
  return 'dmy';
}
