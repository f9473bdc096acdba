import type { FundTx } from './database.ts';
import { AS_TEXT, type Cell } from '../facts/factStore.ts';

const ROWS_AT_ONCE = 2_000;

/** The whole of each cursor is read, so the plan for all rows is the right one. */
const READ_WHOLE = 'set local cursor_tuple_fraction = 1';

let cursors = 0;

/**
 * The rows of a query page by page, each column as the text that the database gives: between two pages
 * others have their turn. To be called in a transaction, which ends the cursor.
 */
export async function* readInPages(
  { client }: FundTx,
  text: string,
  values: readonly unknown[] = [],
): AsyncGenerator<Cell[][]> {
  cursors += 1;
  const name = `pages_${cursors}`;
  const declaration = `declare ${name} no scroll cursor for ${text}`;
  if (values.length === 0) await client.query(`${READ_WHOLE}; ${declaration}`);
  else {
    await client.query(READ_WHOLE);
    await client.query(declaration, [...values]);
  }
  for (;;) {
    const { rows } = await client.query<Cell[]>({
      text: `fetch ${ROWS_AT_ONCE} from ${name}`,
      rowMode: 'array',
      types: AS_TEXT,
    });
    if (rows.length > 0) yield rows;
    if (rows.length < ROWS_AT_ONCE) return;
  }
}
