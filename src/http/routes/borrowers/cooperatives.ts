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
import { debtsOf, debtTogether } from '../../../usecases/borrowers/debtsOf.ts';
import { limitsFor, requireRoom } from '../../../usecases/operators/limits.ts';
import { noteAccesses } from '../../../usecases/persons/accesses.ts';
import { askingOf, MaskedQuery } from '../persons/maskedNumbers.ts';
import {
  DEBT_COLUMNS,
  DebtsQuery,
  DebtTogether,
  presentDebt,
  presentTogether,
} from './debtShapes.ts';
import {
  KINDS,
  NewCooperative,
  ChangedCooperative,
  detail,
  Cooperative,
  CooperativeFields,
  Version,
  type Stored,
  knownOf,
  present,
  presentVersion,
  presentWhole,
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

/** The same with what it owes. */
const OwingLine = Closed({ ...CooperativeLine.properties, ...DEBT_COLUMNS });

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
          201: Closed({ ...CooperativeFields, warnings: Type.Optional(Warnings) }),
        },
      },
    },
    async (request, reply) => {
      const limits = await limitsFor(services, request.actor);
      return act(
        services,
        request,
        reply,
        201,
        (tx) => {
          requireRoom(tx, limits, 'cooperatives');
          const by = { actor: request.actor, today: services.clock.today() };
          const added = addCooperative(tx, by, detailsOf(request.body));
          const told = warned(
            nearCooperatives(tx, added),
            languageOf(request.headers['accept-language']),
          );
          return { ...present(added, lifeAt([], by.today)), ...told };
        },
        ({ id }) => `/v1/cooperatives/${id}`,
      );
    },
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
            ...CooperativeFields,
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
  {
    count: Type.Integer({ description: 'How many cooperatives there are.' }),
    debt: Type.Optional(DebtTogether),
  },
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
  ...DebtsQuery,
  ...TotalsQuery,
  ...PageQuery,
  ...ListFormQuery,
});

type Fund = Parameters<typeof cooperatives>[0];

type View = Parameters<typeof cooperatives>[2];

type Filter = Parameters<typeof cooperatives>[1];

type Asked = Static<typeof ListQuery>;

const idsOf = (rows: readonly Stored[]): string[] => rows.map(({ id }) => id);

/** Says of borrowers what they owe, if that is asked for. */
async function debtsAsked(
  tx: Fund,
  view: View,
  rows: readonly Stored[],
  { debts }: Pick<Asked, 'debts'>,
) {
  const debtOf = debts === true ? await debtsOf(tx, view, idsOf(rows)) : null;
  return (row: Stored) => (debtOf === null ? {} : { debt: presentDebt(debtOf(row.id)) });
}

async function pageAsked(tx: Fund, view: View, filter: Filter, query: Asked) {
  const { limit = 50 } = query;
  const after = keyAfter(query.cursor, [isText])?.[0];
  const { data, nextCursor } = pageOf(
    cooperatives(tx, { ...filter, after, limit: limit + 1 }, view),
    limit,
    (row) => [row.code],
  );
  const lifeOf = loadLives(tx, view, idsOf(data));
  const debtOf = await debtsAsked(tx, view, data, query);
  const rows = data.map((each) => ({ ...present(each, lifeOf(each.id)), ...debtOf(each) }));
  return { data: rows, nextCursor };
}

async function totalsAsked(tx: Fund, view: View, filter: Filter, { debts }: Asked) {
  const all = cooperatives(tx, filter, view);
  if (debts !== true) return { count: all.length };
  const debtOf = await debtsOf(tx, view, idsOf(all));
  const debt = presentTogether(debtTogether(idsOf(all).map(debtOf)));
  return { count: all.length, debt };
}

/** All that are asked for as CSV; what they owe stands in the last columns. */
async function sendLines(
  reply: Parameters<typeof sendCsv>[0],
  query: Asked,
  tx: Fund,
  view: View,
  filter: Filter,
) {
  const all = cooperatives(tx, { ...filter, limit: MOST_CSV_ROWS }, view);
  const lifeOf = loadLives(tx, view, idsOf(all));
  const lines = all.map((each) => lineOf(each, lifeOf(each.id)));
  if (query.debts !== true) return sendCsv(reply, query, CooperativeLine, lines);
  const debtOf = await debtsOf(tx, view, idsOf(all));
  const owing = lines.map((line) => ({ ...line, ...debtOf(line.id) }));
  return sendCsv(reply, query, OwingLine, owing);
}

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
      return readOnAnyDay(services, actor, query, async (tx, view) => {
        const { code, q, kind, locality, sector, memberOfId } = query;
        const filter = { code, q, kind, locality, sector, memberOfId };
        if (format === 'csv') return sendLines(reply, query, tx, view, filter);
        const page = await pageAsked(tx, view, filter, query);
        if (query.totals !== true) return page;
        return { ...page, totals: await totalsAsked(tx, view, filter, query) };
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
          'collection log (R30). The `ETag` is for a PUT. The identity number of a person is shown ' +
          'whole, which `GET /v1/personal-data/accesses` tells of.',
        tags,
        params: IdParams,
        querystring: Closed({
          ...AsKnownQuery,
          ...LocalitiesQuery,
          ...DebtsQuery,
          ...MaskedQuery,
        }),
        response: { 200: Cooperative },
      },
    },
    async (request, reply) => {
      const { actor, params, query } = request;
      const { answer, shown } = await readOnAnyDay(services, actor, query, async (tx, view) => {
        const cooperative = requireCooperative(tx, params.id, view);
        sendVersion(reply, cooperativeVersion(tx, params.id, view));
        const debtOf = await debtsAsked(tx, view, [cooperative], query);
        const life = loadLife(tx, params.id, view);
        const whole =
          query.masked === true
            ? { answer: present(cooperative, life), shown: [] }
            : presentWhole(cooperative, life);
        return { ...whole, answer: { ...whole.answer, ...debtOf(cooperative) } };
      });
      await noteAccesses(services, askingOf(request), shown);
      return answer;
    },
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
