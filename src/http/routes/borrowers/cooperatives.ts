import { Type, type Static } from 'typebox';
import { lifeAt, LIFE_STATES, type Life } from '../../../domain/borrowers/life.ts';
import { addCooperative, changeCooperative } from '../../../usecases/borrowers/addCooperative.ts';
import { readOnAnyDay } from '../../../usecases/view/readAsKnown.ts';
import { loadLife, loadLives } from '../../../usecases/borrowers/loadLives.ts';
import {
  cooperatives,
  cooperativeVersion,
  cooperativeVersions,
  requireCooperative,
} from '../../../usecases/borrowers/lookUpBorrowers.ts';
import { nearCooperatives } from '../../../usecases/acts/nearDuplicates.ts';
import { languageOf } from '../../negotiation/language.ts';
import { warned } from '../../problems/warnings.ts';
import { act } from '../../service/act.ts';
import { affectsOfAct } from '../../present/affects.ts';
import type { Routes } from '../../service/appTypes.ts';
import {
  LIST_FORMATS,
  ListFormQuery,
  listResponse,
  MOST_CSV_ROWS,
  sendCsv,
} from '../../files/csvReply.ts';
import { formatOf } from '../../negotiation/negotiation.ts';
import { isInstant, isText, keyAfter, pageOf } from '../../schema/cursor.ts';
import { seenVersions, sendVersion } from '../../present/etag.ts';
import { recordedOf } from '../../present/present.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  Code,
  Id,
  IdOf,
  IdParams,
  LocalitiesQuery,
  Name,
  Nullable,
  Page,
  PageQuery,
  PageWithTotals,
  Text,
  TotalsQuery,
} from '../../schema/schemas.ts';
import { Affects, Warnings } from '../../present/shapes.ts';
import {
  KINDS,
  NewCooperative,
  ChangedCooperative,
  detail,
  Cooperative,
  Version,
  type Stored,
  knownOf,
  present,
  presentVersion,
  detailsOf,
} from './cooperativeShapes.ts';

/** A cooperative as a line of CSV. */
const CooperativeLine = Closed({
  id: Id,
  code: Type.String(),
  name: Type.String(),
  locality: Type.String(),
  kind: Name(KINDS),
  taxCode: detail(),
  representative: detail(),
  address: detail(),
  phone: detail(),
  sector: detail(),
  state: Name(LIFE_STATES),
  since: Nullable(CalendarDate),
  recordedAt: Type.String(),
  recordedBy: Type.String(),
  memberOfId: Nullable(Id),
});

function lineOf(cooperative: Stored, { state, since }: Life): Static<typeof CooperativeLine> {
  const { relatedCooperativeIds: _, ...known } = knownOf(cooperative);
  const { recordedAt, recordedBy } = recordedOf(cooperative);
  return { id: cooperative.id, ...known, state, since, recordedAt, recordedBy };
}

const tags = ['Cooperatives'];

/** The fund's borrowers. */
export const cooperativeRoutes: Routes = (app, services) => {
  app.post(
    '/v1/cooperatives',
    {
      config: { idempotency: 'optional' },
      schema: {
        operationId: 'addCooperative',
        summary: 'Adds a cooperative',
        description:
          'A borrower must be entered before its first contract. Its `locality` is what the ' +
          'report groups by (R19); `relatedCooperativeIds` are counted together for the ' +
          'limit of lending (R29).',
        tags,
        body: NewCooperative,
        response: {
          201: Closed({ ...Cooperative.properties, warnings: Type.Optional(Warnings) }),
        },
      },
    },
    (request, reply) =>
      act(
        services,
        request,
        reply,
        201,
        (tx) => {
          const by = { actor: request.actor, today: services.clock.today() };
          const added = addCooperative(tx, by, detailsOf(request.body));
          const told = warned(
            nearCooperatives(tx, added),
            languageOf(request.headers['accept-language']),
          );
          return { ...present(added, lifeAt([], by.today)), ...told };
        },
        ({ id }) => `/v1/cooperatives/${id}`,
      ),
  );
};

/** What is changed or corrected of a borrower. */
export const cooperativeChangeRoutes: Routes = (app, services) => {
  app.put(
    '/v1/cooperatives/:id',
    {
      schema: {
        operationId: 'changeCooperative',
        summary: 'Changes a cooperative from a day on, or corrects what was entered of it',
        description:
          'Send the whole of it, and why. With `effectiveOn` it is a real change, which ' +
          'counts from that day (a new name, a new locality); without, a correction, which ' +
          'counts for all days. Every version is kept.',
        tags,
        params: IdParams,
        body: ChangedCooperative,
        response: {
          200: Closed({
            ...Cooperative.properties,
            affects: Affects,
            warnings: Type.Optional(Warnings),
          }),
        },
      },
    },
    (request, reply) =>
      act(services, request, reply, 200, async (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const { reason, effectiveOn: changedOn = null, ...body } = request.body;
        const cooperativeId = request.params.id;
        const changed = { ...detailsOf(body), cooperativeId, changedOn, reason };
        const seen = seenVersions(request);
        const put = changeCooperative(tx, by, changed, seen);
        const { cooperative, version, leftOut, knownAt } = put;
        sendVersion(reply, version);
        const life = loadLife(tx, cooperativeId, { asOf: by.today, knownAt });
        const bare = { code: 'particulars-left-out', figures: { fields: [...leftOut] } } as const;
        const told = warned(
          [...nearCooperatives(tx, cooperative), ...(leftOut.length > 0 ? [bare] : [])],
          languageOf(request.headers['accept-language']),
        );
        return { ...present(cooperative, life), affects: await affectsOfAct(tx), ...told };
      }),
  );
};

const CooperativeTotals = Closed(
  { count: Type.Integer({ description: 'How many cooperatives there are.' }) },
  { title: 'CooperativeTotals' },
);

const ListQuery = Closed({
  code: Type.Optional(
    Code('This code; if there is none, codes that differ in case or accents.', 'HTX01'),
  ),
  q: Type.Optional(
    Text('Words in any order, each a part of the code or name, also without accents.', 'mai xuan'),
  ),
  kind: Type.Optional(Name(KINDS, { description: 'Of this kind.' })),
  locality: Type.Optional(Text('In this locality, also without accents.', 'Văn Quan')),
  sector: Type.Optional(Text('In this line of business, also without accents.', 'nông nghiệp')),
  memberOfId: Type.Optional(IdOf('Members of this cooperative.')),
  ...AsKnownQuery,
  ...LocalitiesQuery,
  ...TotalsQuery,
  ...PageQuery,
  ...ListFormQuery,
});

/** Looking cooperatives up. */
export const cooperativeLookUpRoutes: Routes = (app, services) => {
  app.get(
    '/v1/cooperatives',
    {
      schema: {
        operationId: 'listCooperatives',
        summary: 'Lists cooperatives by code',
        description:
          'Find a borrower by its code or by a part of its name. What is told of it is what ' +
          'counted on `asOf`.',
        tags,
        querystring: ListQuery,
        response: { 200: listResponse(PageWithTotals(Cooperative, CooperativeTotals)) },
      },
    },
    (request, reply) => {
      const { actor, query } = request;
      const format = formatOf(request, LIST_FORMATS);
      reply.header('vary', 'accept');
      return readOnAnyDay(services, actor, query, (tx, view) => {
        const { code, q, kind, locality, sector, memberOfId, limit = 50 } = query;
        const filter = { code, q, kind, locality, sector, memberOfId };
        if (format === 'csv') {
          const all = cooperatives(tx, { ...filter, limit: MOST_CSV_ROWS }, view);
          const lifeOfAll = loadLives(
            tx,
            view,
            all.map((each) => each.id),
          );
          const lines = all.map((each) => lineOf(each, lifeOfAll(each.id)));
          return sendCsv(reply, query, CooperativeLine, lines);
        }
        const after = keyAfter(query.cursor, [isText])?.[0];
        const rows = cooperatives(tx, { ...filter, after, limit: limit + 1 }, view);
        const ids = rows.map((each) => each.id);
        const lifeOf = loadLives(tx, view, ids);
        const presented = rows.map((each) => present(each, lifeOf(each.id)));
        const page = pageOf(presented, limit, (row) => [row.code]);
        if (query.totals !== true) return page;
        return { ...page, totals: { count: cooperatives(tx, filter, view).length } };
      });
    },
  );

  app.get(
    '/v1/cooperatives/:id',
    {
      schema: {
        operationId: 'getCooperative',
        summary: 'Shows a cooperative as it counts on a day',
        description:
          'What is known of a borrower on `asOf`, and whether it still works, by the ' +
          'collection log (R30). The `ETag` is for a PUT.',
        tags,
        params: IdParams,
        querystring: Closed({ ...AsKnownQuery, ...LocalitiesQuery }),
        response: { 200: Cooperative },
      },
    },
    ({ actor, params, query }, reply) =>
      readOnAnyDay(services, actor, query, (tx, view) => {
        const cooperative = requireCooperative(tx, params.id, view);
        sendVersion(reply, cooperativeVersion(tx, params.id, view));
        return present(cooperative, loadLife(tx, params.id, view));
      }),
  );
};

/** What was entered of a borrower. */
export const cooperativeVersionRoutes: Routes = (app, services) => {
  app.get(
    '/v1/cooperatives/:id/versions',
    {
      schema: {
        operationId: 'listCooperativeVersions',
        summary: 'Lists what was entered of a cooperative, oldest first',
        description:
          'Every version as it was entered, with its reason and the day from which it counts.',
        tags,
        params: IdParams,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt, ...PageQuery }),
        response: { 200: Page(Version) },
      },
    },
    ({ actor, params, query }) =>
      readOnAnyDay(services, actor, query, (tx, view) => {
        const after = keyAfter(query.cursor, [isInstant])?.[0] ?? '';
        const rows = cooperativeVersions(tx, params.id, view).map(presentVersion);
        const later = rows.filter((row) => row.recordedAt > after);
        return pageOf(later, query.limit ?? 50, (row) => [row.recordedAt]);
      }),
  );
};
