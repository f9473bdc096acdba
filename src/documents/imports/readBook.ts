import type { Answers } from '../../domain/imports/answers.ts';
import type { Place } from '../../domain/imports/cells.ts';
import type { WholeBook } from '../../domain/imports/bookRead.ts';
import { understand } from '../../domain/imports/understand.ts';
import { MOST_ROWS_OF_SHEET, readWorkbook } from './readWorkbook.ts';

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
