import type { ReadRow } from './cells.ts';
import type { PlannedBorrower } from './planned.ts';
import type { TableReader } from './tableReader.ts';
import { borrowerOfTitles, codeOfTitles } from './titles.ts';

/** A group's heading that names a district, commune or town: its loans are there. */
const PLACE_WORDS =
  /^(?:[ivxlc\d]+[.)]?\s*)?((?:huyện|xã|phường|thị xã|thị trấn|thành phố|tp\.?)\s.+)$/iu;

export function localityOfGroup(label: string): string | null {
  const [, place] = PLACE_WORDS.exec(label.trim()) ?? [];
  return place === undefined ? null : place.replace(/^huyện\s+/iu, '').trim();
}

/** Nine digits: the first of ten was a zero. */
const WITHOUT_ZERO = /^\d{9}$/;

function taxCodeOf(reader: TableReader, row: ReadRow): string | null {
  const isNumber = reader.table.cell(row, 'taxCode')?.kind === 'number';
  const code = reader.code(row, 'taxCode');
  if (!isNumber || code === null || !WITHOUT_ZERO.test(code)) return code;
  return reader.fault('number-lost-zeros', row, 'taxCode');
}

/** The borrower of a row, as the row names it, else the sheet's titles. */
export function borrowerOf(reader: TableReader, row: ReadRow, group: string): PlannedBorrower {
  const { titles } = reader.table;
  return {
    code: reader.code(row, 'cooperativeCode') ?? codeOfTitles(titles),
    name: reader.text(row, 'cooperativeName') ?? borrowerOfTitles(titles),
    locality:
      reader.text(row, 'locality') ?? localityOfGroup(group) ?? reader.answers.locality ?? null,
    taxCode: taxCodeOf(reader, row),
    representative: reader.text(row, 'representative'),
    phone: reader.code(row, 'phone'),
    address: reader.text(row, 'address'),
    sector: reader.text(row, 'sector'),
  };
}

export const isNamed = ({ code, name }: PlannedBorrower): boolean => code !== null || name !== null;
