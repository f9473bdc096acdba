import { Type, type Static } from 'typebox';
import {
  draftByHand,
  keepDraft,
  noticeDraftAt,
  noticeDrafts,
  releaseDraft,
  type DraftAt,
} from '../../../usecases/notices/noticeDrafts.ts';
import { noticeWarnings } from '../../../usecases/notices/noticeWarnings.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { act } from '../../service/act.ts';
import type { Routes } from '../../service/appTypes.ts';
import { languageOf } from '../../negotiation/language.ts';
import { instantOrNull, recordedOf } from '../../present/present.ts';
import { RecordedFields, Warnings } from '../../present/shapes.ts';
import { warned } from '../../problems/warnings.ts';
import { isInstant, keyAfter, pageOf } from '../../schema/cursor.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  DateOf,
  Id,
  IdParams,
  Instant,
  Money,
  Name,
  Nullable,
  Page,
  PageQuery,
} from '../../schema/schemas.ts';
import { presentRun, Run, RunBody } from './noticeRuns.ts';
import { quarterIn, QuarterNumber, Year } from './noticeShapes.ts';

const draftFields = {
  id: Id,
  year: Year,
  quarter: QuarterNumber,
  issuedOn: { ...CalendarDate, description: 'The day of issue that was reckoned with.' },
  payBy: { ...CalendarDate, description: 'The pay-by day that was reckoned with.' },
  knownAt: { ...Instant, description: 'What was known then is in it.' },
  status: Name(['drafted', 'released', 'dropped'] as const, {
    description: '`drafted`: it waits for a person to release or drop it.',
  }),
  noticeRunId: { ...Nullable(Id), description: 'The run that released it.' },
  reversedAt: { ...Nullable(Instant), description: 'When it was dropped.' },
  ...RecordedFields,
};

const Row = Closed(draftFields, { title: 'NoticeDraftRow' });

const Draft = Closed(
  {
    ...draftFields,
    loans: Type.Array(
      Closed({
        loanId: Id,
        contractNumber: Type.String(),
        cooperativeId: Id,
        cooperativeName: Type.String(),
        total: { ...Nullable(Money), description: 'Null: it could not be worked out.' },
        failure: Nullable(Type.String({ description: 'Why it could not be worked out.' })),
      }),
      { description: 'What would be issued: nothing of it has a number.' },
    ),
    total: { ...Money, description: 'Of all notices.' },
    nothingToPay: Type.Integer({ description: 'Loans of which nothing is to be paid.' }),
    issuedAlready: Type.Integer({ description: 'Loans of which a notice of the quarter stands.' }),
    warnings: Type.Optional(Warnings),
  },
  { title: 'NoticeDraft' },
);

function presentRow({ draft, status, noticeRunId }: DraftAt): Static<typeof Row> {
  const { id, quarter, payBy, knownAt, reversedAt, effectiveOn: issuedOn } = draft;
  return {
    id,
    year: +quarter.slice(0, 4),
    quarter: +quarter.slice(-1),
    issuedOn,
    payBy,
    knownAt: knownAt.toISOString(),
    status,
    noticeRunId,
    reversedAt: instantOrNull(reversedAt),
    ...recordedOf(draft),
  };
}

const tags = ['Notices'];

/** Drafts of a quarter's notices, made by the schedule (R25). */
export const noticeDraftRoutes: Routes = (app, services) => {
  app.get(
    '/v1/notice-drafts',
    {
      schema: {
        operationId: 'listNoticeDrafts',
        summary: 'Lists the drafts of notices, the latest first',
        description:
          'The schedule drafts the notices of a quarter that is over, if it is told to ' +
          '(`quarter-notices`); a person releases or drops them.',
        tags,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt, ...PageQuery }),
        response: { 200: Page(Row) },
      },
    },
    ({ actor, query }) =>
      readAsKnown(services, actor, query, (tx, { knownAt }) => {
        const { limit = 50, cursor } = query;
        const [key] = keyAfter(cursor, [isInstant]) ?? [];
        const before = key === undefined ? undefined : new Date(key);
        const rows = noticeDrafts(tx, { before, limit: limit + 1 }, knownAt);
        return pageOf(rows.map(presentRow), limit, (row) => [row.recordedAt]);
      }),
  );

  app.get(
    '/v1/notice-drafts/:id',
    {
      schema: {
        operationId: 'getNoticeDraft',
        summary: 'Shows what notices would be issued: loans, totals, failures, warnings',
        description: 'As it was drafted: what was entered since is not in it.',
        tags,
        params: IdParams,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt }),
        response: { 200: Draft },
      },
    },
    (request) => {
      const { actor, params, query } = request;
      return readAsKnown(services, actor, query, async (tx, { knownAt }) => {
        const { content, ...at } = await noticeDraftAt(tx, params.id, knownAt);
        const total = content.loans.reduce((sum, each) => sum + BigInt(each.total ?? '0'), 0n);
        const warnings = noticeWarnings(tx, at.draft.effectiveOn);
        return {
          ...presentRow(at),
          ...content,
          loans: [...content.loans],
          total: String(total),
          ...warned(warnings, languageOf(request.headers['accept-language'])),
        };
      });
    },
  );
};

/** Drafting by hand. */
export const draftingRoutes: Routes = (app, services) => {
  app.post(
    '/v1/notice-drafts',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'draftNotices',
        summary: 'Drafts the notices of a quarter: lists what would be issued',
        description:
          'As the schedule does: nothing is numbered or issued until the draft is released.',
        tags,
        body: { ...RunBody, title: 'NewNoticeDraft' },
        response: { 201: Row },
      },
    },
    async (request, reply) => {
      const { year, quarter, issuedOn, payBy } = request.body;
      const by = { today: services.clock.today() };
      const asked = { quarter: quarterIn(year, quarter), issuedOn, payBy };
      const worked = await readAsKnown(services, request.actor, {}, (fund, { knownAt }) =>
        draftByHand(fund, by, asked, knownAt),
      );
      return act(
        services,
        request,
        reply,
        201,
        (tx) => {
          const draft = keepDraft(tx, worked);
          return presentRow({ draft, status: 'drafted', noticeRunId: null });
        },
        ({ id }) => `/v1/notice-drafts/${id}`,
      );
    },
  );
};

/** Releasing a draft. */
export const draftReleaseRoutes: Routes = (app, services) => {
  app.post(
    '/v1/notice-drafts/:id/release',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'releaseNoticeDraft',
        summary: 'Releases a draft: makes the notices of its quarter, in the name of whoever asks',
        description:
          'Begins a run as `POST /v1/notice-runs` does: the notices say what is known when they are made. ' +
          'A draft is released once; one that is not wanted is dropped by its reversal.',
        tags,
        params: IdParams,
        body: Closed(
          {
            issuedOn: Type.Optional(DateOf('The date of the notices; left out, today.')),
            payBy: Type.Optional(DateOf('The day by which is to be paid; left out, the draft’s.')),
          },
          { title: 'NoticeDraftRelease' },
        ),
        response: { 202: Closed({ ...Run.properties, warnings: Type.Optional(Warnings) }) },
      },
    },
    async (request, reply) => {
      const { actor, params, body } = request;
      const answer = await act(
        services,
        request,
        reply,
        202,
        async (tx) => {
          const by = { today: services.clock.today() };
          const warnings = noticeWarnings(tx, body.issuedOn ?? by.today);
          const run = await releaseDraft(tx, by, params.id, body);
          const told = warned(warnings, languageOf(request.headers['accept-language']));
          return { ...presentRun(run, services.clock.now()), ...told };
        },
        ({ id }) => `/v1/notice-runs/${id}`,
      );
      services.noticeRunner.start(actor.fundId, answer.id);
      return answer;
    },
  );
};
