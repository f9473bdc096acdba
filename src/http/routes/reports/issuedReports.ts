import { Type, type Static } from 'typebox';
import { FACT_KINDS } from '../../../domain/books/factKinds.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { compareReport, type ReportDifference } from '../../../usecases/issued/compareReport.ts';
import {
  issuedDocument,
  issuedReports,
  issueReport,
  requireIssuedReport,
} from '../../../usecases/issued/issueReport.ts';
import { act } from '../../service/act.ts';
import type { Routes } from '../../service/appTypes.ts';
import { isInstant, keyAfter, pageOf } from '../../schema/cursor.ts';
import { fileContent, sendKept } from '../../files/fileReply.ts';
import { ISSUED_FORMATS, issuedDocuments } from './issuedDocuments.ts';
import { languageOf, type Language } from '../../negotiation/language.ts';
import { formatOf, formatQuery } from '../../negotiation/negotiation.ts';
import { recordedOf } from '../../present/present.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  Code,
  DateOf,
  Id,
  IdParams,
  Instant,
  Name,
  OrderQuery,
  Page,
  PageQuery,
  SignedMoney,
} from '../../schema/schemas.ts';
import { periodStartOf, presentContent } from './section.ts';
import { BookedFields, RecordedFields } from '../../present/shapes.ts';

type Issued = Awaited<ReturnType<typeof requireIssuedReport>>;

type Listed = Awaited<ReturnType<typeof issuedReports>>[number];

const FORMATS = ['json', ...ISSUED_FORMATS] as const;

const headFields = {
  id: Id,
  documentNumber: Type.String({ examples: ['12/BC-QHT'] }),
  issuedOn: CalendarDate,
  asOf: CalendarDate,
  periodStart: CalendarDate,
  knownAt: { ...Instant, description: 'What was known then is in it.' },
  documents: Type.Array(Closed({ format: Name(ISSUED_FORMATS), sha256: Type.String() }), {
    description: 'What it was issued as, to be had by `?format=`, byte for byte.',
  }),
  ...RecordedFields,
};

const Frozen = (description: string) =>
  Type.Unsafe<object>({ type: 'object', description, additionalProperties: true });

const figuresField = { figures: Frozen('The section as it was answered when it was issued.') };

const Row = Closed(headFields, { title: 'IssuedReportRow' });

const IssuedAnswer = Closed({ ...headFields, ...figuresField });

const Report = Closed(
  {
    ...headFields,
    ...figuresField,
    lines: Frozen('Each figure by its dotted place: its `value` and the `rows` it consists of.'),
  },
  { title: 'IssuedReport' },
);

function presentRow(report: Listed): Static<typeof Row> {
  const { id, documentNumber, asOf, periodStart, knownAt, documentHashes } = report;
  const { effectiveOn: issuedOn } = report;
  return {
    id,
    documentNumber,
    issuedOn,
    asOf,
    periodStart,
    knownAt: knownAt.toISOString(),
    documents: ISSUED_FORMATS.flatMap((format) => {
      const sha256 = documentHashes[format];
      return sha256 === undefined ? [] : [{ format, sha256 }];
    }),
    ...recordedOf(report),
  };
}

function presentIssued(report: Issued, language: Language): Static<typeof IssuedAnswer> {
  const { figures, knownAt } = report;
  return { ...presentRow(report), figures: presentContent(figures, knownAt, language) };
}

const tags = ['Reports'];

/** Issuing the fund section: it is frozen as it is known (R21). */
export const reportIssueRoutes: Routes = (app, services) => {
  app.post(
    '/v1/reports/fund-section/issues',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'issueReport',
        summary: 'Issues the fund section: freezes its figures, lines and documents',
        description:
          'It counts on the day of issue, also a day of a closed quarter. A number is used once in ' +
          'a year.',
        tags,
        body: Closed({
          asOf: DateOf('The cut-off date, not after today.'),
          periodStart: Type.Optional(DateOf('First day of the period; default 1 January.')),
          documentNumber: Code('The number of the report.', '12/BC-QHT'),
          issuedOn: Type.Optional(
            DateOf('The date of the report, from `asOf` to today; left out, today.'),
          ),
        }),
        response: { 201: IssuedAnswer },
      },
    },
    (request, reply) =>
      act(
        services,
        request,
        reply,
        201,
        async (tx) => {
          const by = { actor: request.actor, today: services.clock.today() };
          const { asOf, documentNumber, issuedOn } = request.body;
          const periodStart = periodStartOf(tx, request.body, asOf, undefined, '/periodStart');
          const asked = { asOf, periodStart, documentNumber, issuedOn };
          const report = await issueReport(tx, by, asked, (explained, issue) =>
            issuedDocuments(tx, explained, issue),
          );
          return presentIssued(report, languageOf(request.headers['accept-language']));
        },
        ({ id }) => `/v1/issued-reports/${id}`,
      ),
  );
};

/** Issued reports as they were issued. */
export const issuedReportRoutes: Routes = (app, services) => {
  app.get(
    '/v1/issued-reports',
    {
      schema: {
        operationId: 'listIssuedReports',
        summary: 'Lists the issued reports in the order of issue',
        description:
          'Every report that was issued, with the hashes of its documents. Whether facts entered ' +
          'since have changed a figure, its comparison tells (R21).',
        tags,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt, ...OrderQuery, ...PageQuery }),
        response: { 200: Page(Row) },
      },
    },
    ({ actor, query }) =>
      readAsKnown(services, actor, query, (tx, { knownAt }) => {
        const { limit = 50 } = query;
        const [recordedAt] = keyAfter(query.cursor, [isInstant]) ?? [];
        const after = recordedAt === undefined ? undefined : new Date(recordedAt);
        const rows = issuedReports(
          tx,
          { after, limit: limit + 1, newestFirst: query.order === 'desc' },
          knownAt,
        );
        return pageOf(rows.map(presentRow), limit, (row) => [row.recordedAt]);
      }),
  );

  app.get(
    '/v1/issued-reports/:id',
    {
      schema: {
        operationId: 'getIssuedReport',
        summary: 'Shows a report as it was issued',
        description: 'Figures and documents byte for byte as on the day of issue (R21).',
        tags,
        params: IdParams,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt, ...formatQuery(FORMATS) }),
        response: {
          200: {
            description: 'The report',
            content: {
              'application/json': { schema: Report },
              ...fileContent(ISSUED_FORMATS),
            },
          },
        },
      },
    },
    (request, reply) => {
      const { actor, params, query } = request;
      const format = formatOf(request, FORMATS);
      reply.header('vary', 'accept, accept-language');
      return readAsKnown(services, actor, query, async (tx, { knownAt }) => {
        const report = await requireIssuedReport(tx, params.id, knownAt);
        if (format === 'json') {
          const language = languageOf(request.headers['accept-language']);
          return { ...presentIssued(report, language), lines: report.lines };
        }
        const bytes = await issuedDocument(tx, report, format);
        return sendKept(reply, format, report.documentNumber, bytes);
      });
    },
  );
};

const Figure = Type.Unsafe<unknown>({
  type: ['string', 'integer', 'boolean', 'array', 'object', 'null'],
  description: 'Money as digits, a count, or what is no number: a date, a list.',
});

const Difference = Closed(
  {
    path: Type.String({ examples: ['overduePrincipal.amount'] }),
    issued: Figure,
    now: Figure,
    causes: Type.Array(
      Closed({
        factId: Id,
        type: Name(FACT_KINDS),
        ...BookedFields,
        difference: Type.Union([SignedMoney, Type.Integer(), Type.Null()], {
          description:
            'By how much it changed the figure; those of a figure sum to now − issued. Null: the ' +
            'figure is no number.',
        }),
      }),
      { description: 'The facts recorded since that changed it, as recorded.' },
    ),
  },
  { title: 'FigureDifference' },
);

function presentDifference(found: ReportDifference): Static<typeof Difference> {
  const { path, before, after, causes } = found;
  return {
    path,
    issued: before,
    now: after,
    causes: causes.map(({ touch, difference }) => ({
      factId: touch.id,
      type: touch.kind,
      ...recordedOf(touch),
      difference,
    })),
  };
}

/** Issued reports against what is known since (R21). */
export const reportComparisonRoutes: Routes = (app, services) => {
  app.get(
    '/v1/issued-reports/:id/comparison',
    {
      schema: {
        operationId: 'compareIssuedReport',
        summary: 'Every figure that is another now, with the facts that cause it',
        description:
          'Each difference with the facts that were entered since and cause it (R21). An ' +
          'empty list: nothing has changed.',
        tags,
        params: IdParams,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt }),
        response: { 200: Type.Array(Difference) },
      },
    },
    ({ actor, params, query }) =>
      readAsKnown(services, actor, query, async (tx, { knownAt }) =>
        (await compareReport(tx, params.id, knownAt)).map(presentDifference),
      ),
  );
};
