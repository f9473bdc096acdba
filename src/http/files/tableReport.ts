import type { Fund } from '../../book/fund.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TObject, TProperties } from 'typebox';
import type { Cell } from '../../documents/sheets/csv.ts';
import { workbookAt, type Sheet } from '../../documents/sheets/workbook.ts';
import { readAsKnown, type AskedView, type View } from '../../usecases/view/readAsKnown.ts';
import { ownFund } from '../../usecases/fund/lookUpFund.ts';
import type { Services } from '../../usecases/view/services.ts';
import { CSV_CONTENT, CsvQuery, sendLongCsv } from './csvReply.ts';
import { fileContent } from './fileReply.ts';
import { formatOf, formatQuery } from '../negotiation/negotiation.ts';
import { localitiesOf } from '../present/present.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  Instant,
  LocalitiesField,
  LocalitiesQuery,
} from '../schema/schemas.ts';
import { sendWorkbook } from './workbookReply.ts';

/** What every report says first. */
export const ViewFields = { asOf: CalendarDate, knownAt: Instant, ...LocalitiesField };

const FORMATS = ['json', 'csv', 'xlsx'] as const;

/**
 * The schema of a route that answers with a report, as JSON, as a table, or as a workbook.
 *
 * @param more what else its address takes
 */
export function tableSchema<Answer extends TObject, More extends TProperties = {}>(
  answer: Answer,
  described: Readonly<Record<'operationId' | 'summary' | 'description', string>>,
  more: More = {} as More,
) {
  return {
    ...described,
    tags: ['Reports'],
    querystring: Closed({
      ...AsKnownQuery,
      ...LocalitiesQuery,
      ...more,
      ...formatQuery(FORMATS),
      ...CsvQuery,
    }),
    response: {
      200: {
        description:
          'The report; as CSV its rows, after a row of their names; as XLSX its totals and its rows',
        content: {
          'application/json': { schema: answer },
          ...CSV_CONTENT,
          ...fileContent(['xlsx']),
        },
      },
    },
  };
}

type Asked = Pick<FastifyRequest, 'headers' | 'actor'> & {
  readonly query: AskedView & {
    readonly format?: (typeof FORMATS)[number];
    readonly bom?: boolean;
  };
};

/** A report and the forms in which it is answered. */
interface TableReport<Row, Report extends { readonly rows: readonly Row[] }, Presented> {
  readonly report: (tx: Fund, view: View) => Report | Promise<Report>;
  readonly present: (report: Report) => Presented;
  /** Its fields are the columns of the CSV. */
  readonly row: TObject;
  readonly sheets: (report: Report) => readonly Sheet[];
  /** What the file of the workbook is called, before the day. */
  readonly fileName: string;
}

/** Answers with a report: what `present` makes of it, its rows as CSV, or its sheets. */
export async function answerTable<
  Row extends Readonly<Record<keyof Row, Cell>>,
  Report extends { readonly rows: readonly Row[] },
  Presented,
>(
  services: Services,
  request: Asked,
  reply: FastifyReply,
  { report, present, row, sheets, fileName }: TableReport<Row, Report, Presented>,
) {
  const { actor, query } = request;
  const format = formatOf(request, FORMATS);
  reply.header('vary', 'accept');
  if (format === 'xlsx') {
    const { view, fund, reported } = await readAsKnown(
      services,
      actor,
      query,
      async (tx, view) => ({
        view,
        fund: ownFund(tx, view),
        reported: await report(tx, view),
      }),
    );
    return sendWorkbook(reply, workbookAt(fileName, fund, view, sheets(reported)));
  }
  return readAsKnown(services, actor, query, async (tx, view) => {
    const reported = await report(tx, view);
    if (format === 'csv') return sendLongCsv(reply, query, row, reported.rows, (each) => each);
    const { asOf, knownAt } = view;
    const said = { asOf, knownAt: knownAt.toISOString(), ...localitiesOf(view) };
    return { ...said, ...present(reported) };
  });
}
