import type { CalendarDate } from '../primitives/dates.ts';
import { Dec, type Money, type RatePercent } from '../primitives/money.ts';
import { isText, kept } from '../primitives/texts.ts';
import type { Answers } from './answers.ts';
import { isEmpty, shown, type Place, type ReadCell, type ReadRow } from './cells.ts';
import { dateOfCell, isBothWays, noEvidence, orderOf, weigh, type DateOrder } from './dateCells.ts';
import type { ImportFaultCode } from './faults.ts';
import { AMOUNT_FIELDS, RATE_FIELDS, type Field } from './headerWords.ts';
import type { Notes } from './notes.ts';
import { decimalSignOf, isTooLong, numberOf, type DecimalSign } from './numbers.ts';
import { periodIn, rateOfCell, SURELY_YEARLY, yearly, type RatePeriod } from './rates.ts';
import type { Table } from './tables.ts';
import { unitOfHeading, unitOfTitle, ZEROS_OF, type AmountUnit } from './units.ts';

/** An amount of so much in a sheet that tells no unit is one of đồng: no loan is of less. */
const SURELY_DONG = new Dec(1_000_000);

const MOST_MONEY = new Dec('999999999999999999');

/** The longest text that is kept. */
const MOST_LETTERS = 500;

const MOST_OF_CODE = 64;

/** Reads the cells of a table by what their columns are about; what cannot be read is a fault of its place. */
export class TableReader {
  readonly table: Table;
  readonly notes: Notes;
  readonly answers: Answers;
  readonly #unit: AmountUnit | null;
  readonly #sign: DecimalSign | null;
  readonly #orders = new Map<Field, DateOrder | null>();
  readonly #periods = new Map<Field, RatePeriod | null>();
  /** How many faults there are in the row that is read. */
  faultsOfRow = 0;

  constructor(table: Table, answers: Answers, notes: Notes) {
    this.table = table;
    this.answers = answers;
    this.notes = notes;
    this.#sign = answers.decimals ?? this.#signOfTexts();
    this.#unit = this.#unitOfSheet();
  }

  #entries(): ReadRow[] {
    return this.table.rows.flatMap(({ row, kind }) => (kind === 'entry' ? [row] : []));
  }

  *#textsOf(fields: ReadonlySet<Field>): Generator<string> {
    for (const { field, index } of this.table.heading.columns) {
      if (field === null || !fields.has(field)) continue;
      for (const row of this.#entries()) {
        const cell = row.cells[index];
        if (cell?.kind === 'text') yield cell.text;
      }
    }
  }

  #signOfTexts(): DecimalSign | null {
    return decimalSignOf(this.#textsOf(AMOUNT_FIELDS)) ?? decimalSignOf(this.#textsOf(RATE_FIELDS));
  }

  /** The unit that the sheet tells, or that its amounts tell, or that was answered; null: none. */
  #unitOfSheet(): AmountUnit | null {
    for (const title of this.table.titles) {
      const unit = unitOfTitle(title);
      if (unit !== null) return unit;
    }
    if (this.answers.unit !== null) return this.answers.unit;
    if (!this.#hasLargeAmount()) return null;
    const place = this.placeOfSheet();
    if (this.#hasUntoldAmounts()) this.notes.assume('unit-dong', place);
    return 'dong';
  }

  #hasUntoldAmounts(): boolean {
    return this.table.heading.columns.some(
      ({ field, heading }) =>
        field !== null && AMOUNT_FIELDS.has(field) && unitOfHeading(heading) === null,
    );
  }

  #hasLargeAmount(): boolean {
    return this.table.heading.columns.some(({ field, index }) => {
      if (field === null || !AMOUNT_FIELDS.has(field)) return false;
      return this.#entries().some((row) => {
        const read = numberOf(row.cells[index], '.' === this.#sign ? ',' : this.#sign);
        const value =
          read.kind === 'doubtful' ? read.grouped : read.kind === 'number' ? read.value : null;
        return value?.greaterThanOrEqualTo(SURELY_DONG) === true;
      });
    });
  }

  placeOfSheet(): Place {
    return { sheet: this.table.sheet.name, row: null, column: null };
  }

  place(row: ReadRow | null, field: Field | null): Place {
    const column = field === null ? null : this.table.letters(field);
    return { sheet: this.table.sheet.name, row: row?.number ?? null, column };
  }

  has(field: Field): boolean {
    return this.table.letters(field) !== null;
  }

  /** Whether a cell says nothing: empty, or a dash. */
  isBlank(row: ReadRow, field: Field): boolean {
    const cell = this.table.cell(row, field);
    return cell === null || /^[-–—.\s]*$/u.test(cell.text);
  }

  fault(code: ImportFaultCode, row: ReadRow, field: Field | null, figures = {}): null {
    const cell = field === null ? null : this.table.cell(row, field);
    this.notes.fault(code, this.place(row, field), cell, { ...this.#headingOf(field), ...figures });
    this.faultsOfRow += 1;
    return null;
  }

  #headingOf(field: Field | null): { readonly heading?: string } {
    const column = this.table.heading.columns.find((each) => each.field === field);
    return column === undefined || field === null ? {} : { heading: column.heading };
  }

  /** A cell that says something; errors and lost values of formulas are faults. */
  #value(row: ReadRow, field: Field): ReadCell | null {
    const cell = this.table.cell(row, field);
    if (cell === null || isEmpty(cell)) return null;
    if (cell.kind === 'error') return this.fault('cell-error', row, field);
    if (cell.kind === 'unread') return this.fault('formula-without-value', row, field);
    if (cell.formula === true) this.notes.assume('formula-values-kept', this.placeOfSheet());
    return cell;
  }

  #unitOf(field: Field): AmountUnit | null {
    const column = this.table.heading.columns.find((each) => each.field === field);
    return (column && unitOfHeading(column.heading)) ?? this.#unit;
  }

  /** An amount in whole đồng, 0 or more; null: the cell says none, or is a fault. */
  amount(row: ReadRow, field: Field): Money | null {
    const cell = this.#value(row, field);
    if (cell === null) return null;
    const read = numberOf(cell, this.#sign);
    if (read.kind === 'nothing') return null;
    if (read.kind === 'none') return this.fault('not-a-number', row, field);
    if (cell.spread === true) return this.fault('merged-amount', row, field);
    const unit = this.#unitOf(field);
    if (unit === null) {
      this.notes.faultOnce('unit-unknown', this.placeOfSheet());
      this.faultsOfRow += 1;
      return null;
    }
    const value = read.kind === 'number' ? read.value : unit === 'dong' ? read.grouped : null;
    if (value === null) return this.fault('number-doubtful', row, field);
    if (isTooLong(cell, value)) return this.fault('number-too-long', row, field);
    const dong = value.times(new Dec(10).pow(ZEROS_OF[unit]));
    if (!dong.isInteger())
      return this.fault('not-whole-dong', row, field, { dong: dong.toFixed() });
    if (dong.isNegative() && !dong.isZero()) return this.fault('negative-amount', row, field);
    return dong.greaterThan(MOST_MONEY) ? this.fault('number-too-long', row, field) : dong;
  }

  /** What a sum of the sheet says, in đồng; null where it is no number. Nothing of it is a fault. */
  stated(row: ReadRow, field: Field): Money | null {
    const cell = this.table.cell(row, field);
    if (cell === null || cell.spread === true) return null;
    const read = numberOf(cell, this.#sign);
    const unit = this.#unitOf(field);
    const value =
      read.kind === 'number' ? read.value : read.kind === 'doubtful' ? read.grouped : null;
    return value === null || unit === null ? null : value.times(new Dec(10).pow(ZEROS_OF[unit]));
  }

  #orderOf(field: Field): DateOrder | null {
    const known = this.#orders.get(field);
    if (known !== undefined) return known;
    const column = this.table.heading.columns.find((each) => each.field === field);
    const evidence = noEvidence();
    if (column !== undefined) {
      for (const row of this.#entries()) weigh(row.cells[column.index], evidence);
    }
    const order = this.answers.dates ?? orderOf(evidence);
    if (order === 'dmy' && evidence.bothWays > 0 && evidence.dayFirst === 0) {
      if (this.answers.dates === null)
        this.notes.assume('dates-day-first', this.place(null, field));
    }
    this.#orders.set(field, order);
    return order;
  }

  /** A day; null: the cell says none, or is a fault. */
  date(row: ReadRow, field: Field): CalendarDate | null {
    const cell = this.#value(row, field);
    if (cell === null) return null;
    const order = this.#orderOf(field);
    if (order === null && isBothWays(cell)) {
      return this.fault('date-order-unknown', row, field);
    }
    const read = dateOfCell(cell, this.table.sheet.epoch, order ?? orderOfOne(cell));
    if (read.kind === 'part') return this.fault('date-incomplete', row, field);
    if (read.kind === 'none') return this.fault('not-a-date', row, field);
    return read.kind === 'date' ? read.date : null;
  }

  /** For what time the rates of a column are; null: it is not known. */
  #periodOf(field: Field): RatePeriod | null {
    const known = this.#periods.get(field);
    if (known !== undefined) return known;
    const column = this.table.heading.columns.find((each) => each.field === field);
    const told = periodIn(column?.heading ?? '') ?? this.#periodOfTitles();
    const period = told ?? this.answers.rate ?? this.#yearlyBySize(field);
    this.#periods.set(field, period);
    return period;
  }

  #periodOfTitles(): RatePeriod | null {
    const line = this.table.titles.find((title) => /lãi suất/iu.test(title));
    return line === undefined ? null : periodIn(line.replace(/^.*?lãi suất/iu, ''));
  }

  #yearlyBySize(field: Field): RatePeriod | null {
    const rates = this.#entries().flatMap((row) => {
      const read = rateOfCell(this.table.cell(row, field));
      return read.kind === 'rate' && read.period === null ? [read.percent] : [];
    });
    const isYearly =
      rates.length > 0 && rates.every((each) => each.greaterThanOrEqualTo(SURELY_YEARLY));
    if (isYearly) this.notes.assume('rate-yearly', this.place(null, field));
    return isYearly ? 'year' : null;
  }

  /** A rate in percent a year; null: the cell says none, or is a fault. */
  rate(row: ReadRow, field: Field): RatePercent | null {
    const cell = this.#value(row, field);
    if (cell === null) return null;
    const read = rateOfCell(cell);
    if (read.kind === 'nothing') return null;
    if (read.kind === 'doubtful') return this.fault('rate-doubtful', row, field);
    if (read.kind === 'none') return this.fault('not-a-rate', row, field);
    if (read.percent.isZero()) return read.percent;
    const period = read.period ?? this.#periodOf(field);
    if (period === null) {
      this.faultsOfRow += 1;
      this.notes.faultOnce('rate-period-unknown', this.place(null, field), this.#headingOf(field));
      return null;
    }
    return yearly(read.percent, period) ?? this.fault('not-a-rate', row, field);
  }

  /** A whole number, such as of months; null: the cell says none, or is a fault. */
  count(row: ReadRow, field: Field): number | null {
    const cell = this.#value(row, field);
    if (cell === null) return null;
    const [, digits] = /^\s*(?:lần\s*)?(\d{1,3})\s*(?:tháng|lần|th)?\s*$/iu.exec(cell.text) ?? [];
    return digits === undefined ? this.fault('not-a-number', row, field) : +digits;
  }

  /** A text as it is kept; null: the cell says none, or is a fault. */
  text(row: ReadRow, field: Field, most = MOST_LETTERS): string | null {
    const cell = this.#value(row, field);
    if (cell === null) return null;
    const text = kept(cell.text.replace(/\s+/gu, ' '));
    if (text === '' || /^[-–—.]+$/u.test(text)) return null;
    if (text.length > most || !isText(text))
      return this.fault('text-too-long', row, field, { most });
    return text;
  }

  /** A number or code as a text; a number of a spreadsheet may have lost the zeros before it. */
  code(row: ReadRow, field: Field): string | null {
    const cell = this.table.cell(row, field);
    if (cell?.kind === 'number' && /e/i.test(cell.text)) {
      return this.fault('number-lost-zeros', row, field);
    }
    return this.text(row, field, MOST_OF_CODE);
  }

  /** What stands in a cell, for a reader. */
  shown(row: ReadRow, field: Field): string {
    return shown(this.table.cell(row, field));
  }
}

/** Of a date that can be read in one way only. */
function orderOfOne(cell: ReadCell): DateOrder {
  const evidence = noEvidence();
  weigh(cell, evidence);
  return evidence.monthFirst > 0 ? 'mdy' : 'dmy';
}
