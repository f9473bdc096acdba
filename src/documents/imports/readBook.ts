import type { Answers } from '../../domain/imports/answers.ts';
import type { Place } from '../../domain/imports/cells.ts';
import type { Planned } from '../../domain/imports/planned.ts';
import { understand, type Understood } from '../../domain/imports/understand.ts';
import { MOST_ROWS_OF_SHEET, readWorkbook } from './readWorkbook.ts';

/** What a book says, without its rows. */
export interface BookRead extends Omit<Understood, 'planned'> {
  readonly kind: 'xlsx' | 'ods' | 'csv';
  /** It has macros, which are never run. */
  readonly hasMacros: boolean;
  /** It names other workbooks, which are never asked for. */
  readonly hasExternalLinks: boolean;
}

/** A book with what its rows would enter. */
export interface WholeBook {
  readonly book: BookRead;
  readonly planned: readonly Planned[];
}

const ofSheet = (sheet: string): Place => ({ sheet, row: null, column: null });

/**
 * Reads a file and understands it.
 *
 * @throws UnreadFile
 */
export async function readBook(bytes: Uint8Array, answers: Answers): Promise<WholeBook> {
  const { kind, sheets, tooLong, hasMacros, hasExternalLinks } = await readWorkbook(bytes);
  const { planned, faults, ...understood } = understand(sheets, answers);
  const long = tooLong.map((sheet) => {
    const figures = { mostRows: MOST_ROWS_OF_SHEET };
    return { code: 'too-many-rows', ...ofSheet(sheet), found: '', figures } as const;
  });
  const all = [...long, ...faults];
  return { book: { kind, hasMacros, hasExternalLinks, faults: all, ...understood }, planned };
}
