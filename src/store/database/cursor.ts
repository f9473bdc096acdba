import type { FundTx } from './database.ts';
import { AS_TEXT, type Cell } from '../facts/factStore.ts';

const ROWS_AT_ONCE = 2_000;

/**
 * The rows of a query page by page, each column as the text that the database gives: between two pages
 * others have their turn. To be called in a transaction; one cursor at a time.
 */
export async function* readInPages(
  { client }: FundTx,
  text: string,
  values: readonly unknown[] = [],
): AsyncGenerator<Cell[][]> {
  // The whole of the cursor is read, so the plan for all rows is the right one.
  await client.query('set local cursor_tuple_fraction = 1');
  await client.query(`declare pages no scroll cursor for ${text}`, [...values]);
  for (;;) {
    const { rows } = await client.query<Cell[]>({
      text: `fetch ${ROWS_AT_ONCE} from pages`,
      rowMode: 'array',
      types: AS_TEXT,
    });
    if (rows.length > 0) yield rows;
    if (rows.length < ROWS_AT_ONCE) break;
  }
  await client.query('close pages');
}
