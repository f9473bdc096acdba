import { Type, type Static } from 'typebox';
import {
  compareKept,
  keepClassification,
  keptClassifications,
  requireKept,
  workClassificationOut,
  type Kept,
} from '../../../usecases/schedule/keepClassification.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { act } from '../../service/act.ts';
import type { Routes } from '../../service/appTypes.ts';
import type { Cell } from '../../../documents/sheets/csv.ts';
import { CSV_CONTENT, CsvQuery, sendCsv } from '../../files/csvReply.ts';
import { formatOf, formatQuery } from '../../negotiation/negotiation.ts';
import { recordedOf } from '../../present/present.ts';
import { RecordedFields } from '../../present/shapes.ts';
import { isInstant, keyAfter, pageOf } from '../../schema/cursor.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  DateOf,
  Id,
  IdParams,
  Instant,
  Page,
  PageQuery,
} from '../../schema/schemas.ts';

const headFields = {
  id: Id,
  asOf: { ...CalendarDate, description: 'The day of which it is.' },
  knownAt: { ...Instant, description: 'What was known then is in it.' },
  ...RecordedFields,
};

const Head = Closed(headFields, { title: 'KeptClassificationRow' });

const Frozen = (description: string) =>
  Type.Unsafe<Readonly<Record<string, unknown>>>({
    type: 'object',
    description,
    additionalProperties: true,
  });

const Whole = Closed(
  {
    ...headFields,
    figures: Frozen('`groups`, `total` and what else the report had when it was kept.'),
    rows: Type.Array(Frozen('A loan, with the fields that the report had when it was kept.')),
  },
  { title: 'KeptClassification' },
);

const Value = Type.Unsafe<unknown>({
  type: ['string', 'number', 'boolean', 'null'],
  description: 'Money as digits; null: it is not there.',
});

const Comparison = Closed(
  {
    comparedAt: { ...Instant, description: 'What is known at this instant is compared.' },
    totals: Type.Array(Closed({ path: Type.String(), kept: Value, now: Value }), {
      description: 'Totals that are other now, by their dotted place.',
    }),
    rows: Type.Array(
      Closed({
        loanId: Id,
        contractNumber: Type.String(),
        cooperativeName: Type.String(),
        field: Type.String({ examples: ['debtGroup'] }),
        kept: Value,
        now: Value,
      }),
      { description: 'What is another now of a loan; a loan of one side only has its principal.' },
    ),
  },
  { title: 'KeptClassificationComparison' },
);

type Stored = Omit<Kept, 'figures' | 'rows'>;

function presentHead(kept: Stored): Static<typeof Head> {
  const { id, asOf, knownAt } = kept;
  return { id, asOf, knownAt: knownAt.toISOString(), ...recordedOf(kept) };
}

const presentWhole = (kept: Kept): Static<typeof Whole> => ({
  ...presentHead(kept),
  figures: kept.figures,
  rows: [...kept.rows],
});

const tags = ['Reports'];

const FORMATS = ['json', 'csv'] as const;

/** The columns that the rows had when they were kept: what is a list of its own has no place in a table. */
function columnsOf({ rows }: Kept) {
  const isCell = (value: unknown): value is Cell => value === null || typeof value !== 'object';
  const names = new Set(
    rows.flatMap((row) =>
      Object.entries(row).flatMap(([name, each]) => (isCell(each) ? name : [])),
    ),
  );
  return Closed(Object.fromEntries([...names].map((name) => [name, Type.String()])));
}

/** Classifications of the debt that are kept as they were known (ND86 art. 9(2)). */
export const keepingRoutes: Routes = (app, services) => {
  app.post(
    '/v1/kept-classifications',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'keepClassification',
        summary: 'Keeps the classification of the debt as it is known now',
        description:
          'Debt groups and provisions of a day, frozen: facts that are entered later change the report, ' +
          'and not what is kept. The schedule keeps that of each end of a month if it is told to ' +
          '(`month-end`).',
        tags,
        body: Closed(
          { asOf: DateOf('The day, not after today: as a rule the last one of a month.') },
          { title: 'NewKeptClassification' },
        ),
        response: { 201: Whole },
      },
    },
    async (request, reply) => {
      const today = services.clock.today();
      const { asOf } = request.body;
      const worked = await readAsKnown(services, request.actor, {}, (fund, { knownAt }) =>
        workClassificationOut(fund, asOf, knownAt),
      );
      return act(
        services,
        request,
        reply,
        201,
        (tx) => presentWhole(keepClassification(tx, { today }, worked)),
        ({ id }) => `/v1/kept-classifications/${id}`,
      );
    },
  );
};

/** What was kept. */
export const keptRoutes: Routes = (app, services) => {
  app.get(
    '/v1/kept-classifications',
    {
      schema: {
        operationId: 'listKeptClassifications',
        summary: 'Lists the kept classifications, the latest first',
        description: 'Without their figures.',
        tags,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt, ...PageQuery }),
        response: { 200: Page(Head) },
      },
    },
    ({ actor, query }) =>
      readAsKnown(services, actor, query, (tx, { knownAt }) => {
        const { limit = 50, cursor } = query;
        const [key] = keyAfter(cursor, [isInstant]) ?? [];
        const before = key === undefined ? undefined : new Date(key);
        const rows = keptClassifications(tx, { before, limit: limit + 1 }, knownAt);
        return pageOf(rows.map(presentHead), limit, (row) => [row.recordedAt]);
      }),
  );

  app.get(
    '/v1/kept-classifications/:id',
    {
      schema: {
        operationId: 'getKeptClassification',
        summary: 'Shows a classification as it was kept',
        description: 'Totals and rows as the report had them when it was kept; as CSV the rows.',
        tags,
        params: IdParams,
        querystring: Closed({
          knownAt: AsKnownQuery.knownAt,
          ...formatQuery(FORMATS),
          ...CsvQuery,
        }),
        response: {
          200: {
            description: 'What was kept; as CSV its rows',
            content: { 'application/json': { schema: Whole }, ...CSV_CONTENT },
          },
        },
      },
    },
    (request, reply) => {
      const { actor, params, query } = request;
      const format = formatOf(request, FORMATS);
      reply.header('vary', 'accept');
      return readAsKnown(services, actor, query, async (tx, { knownAt }) => {
        const kept = await requireKept(tx, params.id, knownAt);
        if (format === 'csv')
          return sendCsv(reply, query, columnsOf(kept), kept.rows as Record<string, Cell>[]);
        return presentWhole(kept);
      });
    },
  );
};

/** What was kept against what is known since (R21). */
export const keptComparisonRoutes: Routes = (app, services) => {
  app.get(
    '/v1/kept-classifications/:id/comparison',
    {
      schema: {
        operationId: 'compareKeptClassification',
        summary: 'What of a kept classification is another by what is known now',
        description:
          'Only what was kept is compared. Empty lists: nothing that was entered since changes it (R21).',
        tags,
        params: IdParams,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt }),
        response: { 200: Comparison },
      },
    },
    ({ actor, params, query }) =>
      readAsKnown(services, actor, query, async (tx, { knownAt }) => {
        const { comparedAt, totals, rows } = await compareKept(tx, params.id, knownAt);
        return { comparedAt: comparedAt.toISOString(), totals: [...totals], rows: [...rows] };
      }),
  );
};
