import { Type, type Static } from 'typebox';
import { templateWorkbook } from '../../../documents/imports/template.ts';
import type { Planned } from '../../../domain/imports/planned.ts';
import { maskedWithin } from '../../../domain/persons/identityNumbers.ts';
import { addDays, firstDayOfYear } from '../../../domain/primitives/dates.ts';
import { ownFund } from '../../../usecases/fund/lookUpFund.ts';
import { openingOf } from '../../../usecases/fund/lookUpOpening.ts';
import { notReady, requireImport } from '../../../usecases/imports/enterImport.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import type { Actor } from '../../../usecases/access/authenticate.ts';
import type { AppServices } from '../../../usecases/view/services.ts';
import { sendCsv, CsvQuery, listResponse, LIST_FORMATS } from '../../files/csvReply.ts';
import { fileContent } from '../../files/fileReply.ts';
import { sendWorkbook } from '../../files/workbookReply.ts';
import { languageOf } from '../../negotiation/language.ts';
import { formatOf, formatQuery } from '../../negotiation/negotiation.ts';
import { keyAfter, pageOf } from '../../schema/cursor.ts';
import { Closed, IdParams, Name, Nullable, Page, PageQuery } from '../../schema/schemas.ts';
import type { Routes } from '../../service/appTypes.ts';
import { askedOf, faultsOf, stateOf, statusOf } from './imports.ts';
import { Fault, presentFault, unreadFault } from './importShapes.ts';

const tags = ['Imports'];

const isPlace = (part: string): boolean => /^\d{1,7}$/.test(part);

/** A page of a list that is in memory, by the place of its rows. */
function pageAt<T>(rows: readonly T[], limit: number, cursor: string | undefined) {
  const [after] = keyAfter(cursor, [isPlace]) ?? [];
  const from = after === undefined ? 0 : +after + 1;
  const placed = rows.slice(from, from + limit + 1).map((row, at) => ({ row, at: from + at }));
  const { data, nextCursor } = pageOf(placed, limit, ({ at }) => [String(at)]);
  return { data: data.map(({ row }) => row), nextCursor };
}

/** What is known of a file now. @throws DomainError not-found, import-not-ready */
function checkedOf(services: AppServices, actor: Actor, importId: string) {
  return readAsKnown(services, actor, {}, (fund, { knownAt }) => {
    const known = requireImport(fund, importId, knownAt);
    const state = stateOf(services, known, askedOf(services, actor, importId));
    const status = statusOf(known, state);
    if (status === 'reading' || status === 'entering') throw notReady(status);
    return { known, state };
  });
}

/** The fault as a line of a table, which a spreadsheet shows beside the book. */
const FaultLine = Closed({
  sheet: Type.String(),
  row: Nullable(Type.Integer()),
  column: Nullable(Type.String()),
  found: Type.String(),
  code: Type.String(),
  message: Type.String(),
});

const PlannedRow = Closed(
  {
    sheet: Type.String(),
    row: Nullable(Type.Integer()),
    kind: Name(['cooperative', 'loan', 'disbursement', 'receipt'] as const),
    enters: Type.Unsafe<object>({
      type: 'object',
      description:
        'What the row would enter: amounts in đồng as digits, dates as YYYY-MM-DD; identity numbers of ' +
        'persons are masked.',
      additionalProperties: true,
    }),
  },
  { title: 'ImportPlannedRow' },
);

function presentPlanned(planned: Planned): Static<typeof PlannedRow> {
  const { kind, place, ...enters } = planned;
  return { sheet: place.sheet, row: place.row, kind, enters: maskedWithin(enters) as object };
}

/** What is wrong with a file, and what its rows would enter, one by one. */
export const importListRoutes: Routes = (app, services) => {
  app.get(
    '/v1/imports/:id/faults',
    {
      schema: {
        operationId: 'listImportFaults',
        summary: 'All faults of a file, each with its place and what to write instead',
        description:
          'As CSV they come whole, to be worked off beside the book. Refused while the file is being read.',
        tags,
        params: IdParams,
        querystring: Closed({ ...PageQuery, ...CsvQuery, ...formatQuery(LIST_FORMATS) }),
        response: { 200: listResponse(Page(Fault)) },
      },
    },
    async (request, reply) => {
      const { actor, params, query, headers } = request;
      const format = formatOf(request, LIST_FORMATS);
      reply.header('vary', 'accept, accept-language');
      const language = languageOf(headers['accept-language']);
      const { known, state } = await checkedOf(services, actor, params.id);
      const faults =
        state.status === 'failed'
          ? [unreadFault(state.refusal, language)]
          : faultsOf(known, state).map((each) => presentFault(each, language));
      if (format === 'json') return pageAt(faults, query.limit ?? 50, query.cursor);
      const lines = faults.map(({ sheet, row, column, found, code, message }) => {
        return { sheet, row, column, found, code, message };
      });
      return sendCsv(reply, query, FaultLine, lines);
    },
  );

  app.get(
    '/v1/imports/:id/rows',
    {
      schema: {
        operationId: 'listImportRows',
        summary: 'What each row of a file would enter',
        description:
          'In the order of the sheets; rows at fault are not among them. Of a file that is entered there are ' +
          'none: its loans and receipts are asked for as all others.',
        tags,
        params: IdParams,
        querystring: Closed(PageQuery),
        response: { 200: Page(PlannedRow) },
      },
    },
    async ({ actor, params, query }) => {
      const { state } = await checkedOf(services, actor, params.id);
      const planned = state.status === 'checked' ? state.checked.planned : [];
      const { data, nextCursor } = pageAt(planned, query.limit ?? 50, query.cursor);
      return { data: data.map(presentPlanned), nextCursor };
    },
  );
};

/** The workbook that is surely understood. */
export const importTemplateRoutes: Routes = (app, services) => {
  app.get(
    '/v1/imports/template',
    {
      schema: {
        operationId: 'getImportTemplate',
        summary: 'A workbook to fill in: sheets and headings that are surely understood',
        description:
          'A register, its instalments, a book of movements and borrowers, each with a filled example row, which ' +
          'is left out when the file comes back, and a sheet that explains each column in Vietnamese.',
        tags,
        querystring: Closed(formatQuery(['xlsx'] as const)),
        response: {
          200: { description: 'The workbook', content: fileContent(['xlsx'] as const) },
        },
      },
    },
    (request, reply) =>
      readAsKnown(services, request.actor, {}, (fund, view) => {
        formatOf(request, ['xlsx'] as const);
        const { opening } = openingOf(fund, view.knownAt);
        // If the fund was not taken over yet: the end of the year before.
        const on = opening?.on ?? addDays(firstDayOfYear(view.asOf), -1);
        return sendWorkbook(reply, templateWorkbook(ownFund(fund, view), on, view.knownAt));
      }),
  );
};
