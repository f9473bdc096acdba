import type { FastifyReply } from 'fastify';
import { Type, type TObject, type TSchema } from 'typebox';
import { csv, csvInTurns, type Cell } from '../../documents/sheets/csv.ts';
import { MOST_ROWS } from '../../documents/sheets/workbook.ts';
import { givingWay } from '../../usecases/view/turns.ts';
import { formatQuery } from '../negotiation/negotiation.ts';
import { invalid } from '../../domain/primitives/errors.ts';

const BYTE_ORDER_MARK = '\ufeff';

/** The query parameters of a route that answers with CSV too. */
export const CsvQuery = {
  bom: Type.Optional(
    Type.Boolean({
      description:
        'CSV with a byte order mark, by which a spreadsheet that opens the file knows that it is UTF-8. ' +
        'Programs do without.',
    }),
  ),
};

/** The forms of a list that is no file of its own. */
export const LIST_FORMATS = ['json', 'csv'] as const;

/** The query parameters of a list in these forms. */
export const ListFormQuery = { ...formatQuery(LIST_FORMATS), ...CsvQuery };

/** One more than a table may have: it tells that there are too many. */
export const MOST_CSV_ROWS = MOST_ROWS + 1;

/** The response of a list that as CSV comes whole, for the schema of its route. */
export const listResponse = <Listed extends TSchema>(schema: Listed) => ({
  description: 'The rows; as CSV all that match, without pages',
  content: { 'application/json': { schema }, ...CSV_CONTENT },
});

/** The response of such a route, for its schema. */
export const CSV_CONTENT = { 'text/csv': { schema: Type.String() } };

interface Asked {
  readonly bom?: boolean;
}

/** @throws DomainError validation */
function refuseTooMany(rows: number): void {
  if (rows > MOST_ROWS) {
    throw invalid('?format', {
      en: `at most ${MOST_ROWS} rows are given as CSV; ask for fewer`,
      vi: `tối đa ${MOST_ROWS} dòng ở dạng CSV; hãy thu hẹp yêu cầu`,
    });
  }
}

const columnsOf = <Row>(row: TObject) => Object.keys(row.properties) as (keyof Row & string)[];

function sendTable(reply: FastifyReply, { bom = false }: Asked, table: string): string {
  reply.type('text/csv; charset=utf-8');
  return bom ? BYTE_ORDER_MARK + table : table;
}

/**
 * Answers with a table as CSV: whole, or not at all.
 *
 * @param row its fields are the columns
 * @returns what the handler gives back
 * @throws DomainError validation, where it would have more than `MOST_ROWS` rows
 */
export function sendCsv<Row extends Readonly<Record<keyof Row, Cell>>>(
  reply: FastifyReply,
  asked: Asked,
  row: TObject,
  rows: readonly Row[],
): string {
  refuseTooMany(rows.length);
  return sendTable(reply, asked, csv(columnsOf<Row>(row), rows));
}

/**
 * Answers with a table of thousands of rows as `sendCsv` does; others have their turn meanwhile.
 *
 * @param lineOf makes a row of an item
 */
export async function sendLongCsv<Item, Row extends Readonly<Record<keyof Row, Cell>>>(
  reply: FastifyReply,
  asked: Asked,
  row: TObject,
  items: readonly Item[],
  lineOf: (item: Item) => Row,
): Promise<string> {
  refuseTooMany(items.length);
  function* lines() {
    for (const item of items) yield lineOf(item);
  }
  return sendTable(reply, asked, await givingWay(csvInTurns(columnsOf<Row>(row), lines())));
}
