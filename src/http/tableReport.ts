import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type, type TObject } from 'typebox';
import { csv, type Cell } from '../documents/csv.ts';
import type { FundTx } from '../store/database.ts';
import { readAsKnown, type AskedView, type View } from '../usecases/asKnown.ts';
import type { Services } from '../usecases/services.ts';
import { formatOf, formatQuery } from './negotiation.ts';
import { AsKnownQuery, CalendarDate, Closed, Instant } from './schemas.ts';

/** What every report says first. */
export const ViewFields = { asOf: CalendarDate, knownAt: Instant };

const FORMATS = ['json', 'csv'] as const;

/** The schema of a route that answers with a report, as JSON or as a table. */
export function tableSchema<Answer extends TObject>(
  answer: Answer,
  summary: string,
  description: string,
) {
  return {
    summary,
    description,
    tags: ['Reports'],
    querystring: Closed({ ...AsKnownQuery, ...formatQuery(FORMATS) }),
    response: {
      200: {
        description: 'The report; as CSV its rows, after a row of their names',
        content: {
          'application/json': { schema: answer },
          'text/csv': { schema: Type.String() },
        },
      },
    },
  };
}

type Asked = Pick<FastifyRequest, 'headers' | 'actor'> & {
  readonly query: AskedView & { readonly format?: (typeof FORMATS)[number] };
};

/** Answers with a report: what `present` makes of it, or its rows as CSV. */
export async function answerTable<
  Row extends Readonly<Record<keyof Row, Cell>>,
  Report extends { readonly rows: readonly Row[] },
  Presented,
>(
  services: Services,
  request: Asked,
  reply: FastifyReply,
  row: TObject,
  report: (tx: FundTx, view: View) => Promise<Report>,
  present: (report: Report) => Presented,
) {
  const { actor, query } = request;
  const format = formatOf(request, FORMATS);
  reply.header('vary', 'accept');
  return readAsKnown(services, actor, query, async (tx, view) => {
    const reported = await report(tx, view);
    if (format === 'csv') {
      reply.type('text/csv; charset=utf-8');
      return csv(Object.keys(row.properties) as (keyof Row & string)[], reported.rows);
    }
    return { asOf: view.asOf, knownAt: view.knownAt.toISOString(), ...present(reported) };
  });
}
