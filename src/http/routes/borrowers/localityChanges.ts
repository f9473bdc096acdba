import { Type, type Static } from 'typebox';
import {
  changeLocalities,
  localityActs,
  requireLocalityAct,
  reverseLocalities,
} from '../../../usecases/borrowers/changeLocalities.ts';
import { readOnAnyDay } from '../../../usecases/view/readAsKnown.ts';
import { affectsOfAct } from '../../present/affects.ts';
import { instantOrNull, recordedOf } from '../../present/present.ts';
import { Affects, RecordedFields } from '../../present/shapes.ts';
import { TEXT_LIST_BODY_BYTES } from '../../schema/bodyBounds.ts';
import { isInstant, keyAfter, pageOf } from '../../schema/cursor.ts';
import {
  AsKnownQuery,
  Closed,
  Code,
  DateOf,
  Id,
  IdOf,
  IdParams,
  Ids,
  Instant,
  Nullable,
  Page,
  PageQuery,
  Text,
} from '../../schema/schemas.ts';
import { act } from '../../service/act.ts';
import type { Routes } from '../../service/appTypes.ts';

/** More cooperatives than a province has. */
const MOST_CHANGES = 1_000;

const NewLocalityChanges = Closed(
  {
    effectiveOn: DateOf('The day from which the new localities count.'),
    documentNumber: Code('The document that it rests on.', '1672/NQ-UBTVQH15'),
    changes: Type.Array(
      Closed({
        cooperativeId: IdOf('The cooperative, named once.'),
        locality: Text('Its locality from that day on.', 'xã Chi Lăng'),
      }),
      { minItems: 1, maxItems: MOST_CHANGES, description: 'The cooperatives that it changes.' },
    ),
  },
  { title: 'NewLocalityChanges' },
);

const LocalityChanges = Closed(
  {
    id: Id,
    documentNumber: Type.String(),
    changes: Type.Array(
      Closed({
        id: Id,
        cooperativeId: Id,
        cooperativeCode: Type.String(),
        cooperativeName: Type.String(),
        before: Type.String({ description: 'The locality on that day without it.' }),
        locality: Type.String(),
        reversedAt: Nullable(Instant),
      }),
    ),
    ...RecordedFields,
  },
  { title: 'LocalityChanges' },
);

const Entered = Closed({ ...LocalityChanges.properties, affects: Affects });

function present(stored: ReturnType<typeof requireLocalityAct>): Static<typeof LocalityChanges> {
  const { id, documentNumber, changes } = stored;
  return {
    id,
    documentNumber,
    changes: changes.map(({ reversedAt, ...change }) => ({
      ...change,
      reversedAt: instantOrNull(reversedAt),
    })),
    ...recordedOf(stored),
  };
}

const tags = ['Cooperatives'];

const PATH = '/v1/cooperatives/locality-changes';

/** Of one act: under the cooperatives its id would stand where theirs do. */
const OF_ACT = '/v1/locality-changes';

/** Localities changed by one act, such as the end of the districts (R37). */
export const localityChangeRoutes: Routes = (app, services) => {
  app.post(
    PATH,
    {
      bodyLimit: TEXT_LIST_BODY_BYTES,
      config: { idempotency: 'required' },
      schema: {
        operationId: 'changeLocalities',
        summary: 'Changes the localities of many cooperatives from a day on, all or nothing',
        description:
          'One act with its document, such as the end of the districts on 1 July 2025 (R37). ' +
          'Days before `effectiveOn` keep the localities they had; reports take `localitiesOn` ' +
          'to group years alike. A version of a cooperative entered later that repeats its ' +
          'locality leaves it so; one that names another moves it.',
        tags,
        body: NewLocalityChanges,
        response: { 201: Entered },
      },
    },
    (request, reply) =>
      act(
        services,
        request,
        reply,
        201,
        async (tx) => {
          const changed = changeLocalities(tx, request.body);
          return { ...present(changed), affects: await affectsOfAct(tx) };
        },
        ({ id }) => `${OF_ACT}/${id}`,
      ),
  );

  app.post(
    `${OF_ACT}/:id/reversal`,
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'reverseLocalityChanges',
        summary: 'Reverses an act that changed localities, whole or for some cooperatives',
        description:
          'From the moment it is recorded the localities before count again, for every day (R12). ' +
          'With `cooperativeIds` for those alone; left out, for all that the act still changes.',
        tags: ['Reversals'],
        params: IdParams,
        body: Closed(
          {
            reason: Text('Why it is reversed.', 'Nhập nhầm xã'),
            cooperativeIds: Type.Optional(
              Ids({
                minItems: 1,
                maxItems: MOST_CHANGES,
                description: 'Those alone; left out, all.',
              }),
            ),
          },
          { title: 'LocalityReversal' },
        ),
        response: { 201: Entered },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const { reason, cooperativeIds = null } = request.body;
        const reversed = reverseLocalities(tx, request.params.id, { reason, cooperativeIds });
        return { ...present(reversed), affects: await affectsOfAct(tx) };
      }),
  );
};

/** Looking up what changed localities. */
export const localityChangeLookUpRoutes: Routes = (app, services) => {
  const { knownAt } = AsKnownQuery;

  app.get(
    PATH,
    {
      schema: {
        operationId: 'listLocalityChanges',
        summary: 'Lists the acts that changed localities, oldest first',
        description: 'Each with every cooperative whose locality it changed; reversed ones too.',
        tags,
        querystring: Closed({
          cooperativeId: Type.Optional(IdOf('Those that changed the locality of this one.')),
          knownAt,
          ...PageQuery,
        }),
        response: { 200: Page(LocalityChanges) },
      },
    },
    ({ actor, query }) =>
      readOnAnyDay(services, actor, query, (tx, view) => {
        const { cooperativeId, limit = 50 } = query;
        const last = keyAfter(query.cursor, [isInstant])?.[0];
        const after = last === undefined ? undefined : new Date(last);
        const acts = localityActs(tx, { cooperativeId, after, limit: limit + 1 }, view);
        return pageOf(acts.map(present), limit, (row) => [row.recordedAt]);
      }),
  );

  app.get(
    `${OF_ACT}/:id`,
    {
      schema: {
        operationId: 'getLocalityChanges',
        summary: 'Shows an act that changed localities',
        description: 'With the locality of each cooperative before and since, reversed or not.',
        tags,
        params: IdParams,
        querystring: Closed({ knownAt }),
        response: { 200: LocalityChanges },
      },
    },
    ({ actor, params, query }) =>
      readOnAnyDay(services, actor, query, (tx, view) =>
        present(requireLocalityAct(tx, params.id, view)),
      ),
  );
};
