import { Type, type Static } from 'typebox';
import { pdfOfAll } from '../../../documents/makers.ts';
import { quarterText } from '../../../documents/notices/letterParts.ts';
import { zipOfAll } from '../../../documents/zip.ts';
import { DomainError, invalid } from '../../../domain/primitives/errors.ts';
import type { Quarter } from '../../../domain/primitives/quarters.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import {
  noticeRunAt,
  noticeRuns,
  noticesOfRun,
  startNoticeRun,
  type NoticeRunAt,
} from '../../../usecases/notices/noticeRuns.ts';
import { act } from '../../service/act.ts';
import type { Routes } from '../../service/appTypes.ts';
import { fileContent, nameFile } from '../../files/fileReply.ts';
import { formatOf, formatQuery } from '../../negotiation/negotiation.ts';
import { letters, wordFiles } from './letters.ts';
import { recordedOf } from '../../present/present.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  DateOf,
  Id,
  IdParams,
  Name,
  Nullable,
  Page,
  PageQuery,
} from '../../schema/schemas.ts';
import { isInstant, keyAfter, pageOf } from '../../schema/cursor.ts';
import { quarterIn, QuarterNumber, Year } from './noticeShapes.ts';
import { RecordedFields, Warnings } from '../../present/shapes.ts';
import { noticeWarnings } from '../../../usecases/notices/noticeWarnings.ts';
import { languageOf } from '../../negotiation/language.ts';
import { warned } from '../../problems/warnings.ts';

/** Of which quarter notices are to be made, and when. */
export const RunBody = Closed(
  {
    year: Year,
    quarter: QuarterNumber,
    issuedOn: DateOf('The date of the notices; the facts dated until then count.'),
    payBy: DateOf('The day by which is to be paid.'),
  },
  { title: 'NewNoticeRun' },
);

/** A run with how far it is. */
export const Run = Closed(
  {
    id: Id,
    year: Year,
    quarter: QuarterNumber,
    issuedOn: CalendarDate,
    payBy: CalendarDate,
    status: Name(['running', 'done', 'failed'] as const, {
      description: '`failed`: all was looked at, and some could not be made.',
    }),
    total: Type.Integer({
      description: 'Notices and failures, and the loans still to be looked at: it can only fall.',
    }),
    done: Type.Integer({ description: 'Notices that stand, and failures.' }),
    failed: Type.Array(Closed({ loanId: Id, reason: Type.String() })),
    nothingToPay: Type.Integer({ description: 'Loans of which nothing is to be paid.' }),
    estimatedSecondsLeft: Nullable(Type.Integer()),
    ...RecordedFields,
  },
  { title: 'NoticeRun' },
);

/** How long the rest takes if it goes on as it went; null: nothing was looked at yet. */
function secondsLeft({ run, left }: NoticeRunAt, looked: number, now: Date): number | null {
  if (left === 0) return 0;
  if (looked === 0) return null;
  const seconds = (now.getTime() - run.recordedAt.getTime()) / 1000;
  return Math.ceil((seconds / looked) * left);
}

/** A run in an answer. */
export function presentRun(at: NoticeRunAt, now: Date): Static<typeof Run> {
  const { run, issued, nothingToPay, failures, left } = at;
  const failed = failures.map(({ loanId, failure }) => ({ loanId, reason: failure }));
  const done = issued + failed.length;
  return {
    id: run.id,
    year: +run.quarter.slice(0, 4),
    quarter: +run.quarter.slice(-1),
    issuedOn: run.effectiveOn,
    payBy: run.payBy,
    status: left > 0 ? 'running' : failed.length > 0 ? 'failed' : 'done',
    total: done + left,
    done,
    failed,
    nothingToPay,
    estimatedSecondsLeft: secondsLeft(at, done + nothingToPay, now),
    ...recordedOf(run),
  };
}

const tags = ['Notices'];

const FORMATS = ['json', 'pdf', 'zip'] as const;

/** Runs that make the notices of a quarter (R25). */
export const noticeRunRoutes: Routes = (app, services) => {
  app.post(
    '/v1/notice-runs',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'startNoticeRun',
        summary: 'Makes the notices of a quarter: one a loan that has something to pay',
        description:
          'Answers at once; `Location` is polled until `status` is no longer `running`. A loan of ' +
          'which a notice of the quarter stands gets no second one, however often it is asked.',
        tags,
        body: RunBody,
        response: { 202: Closed({ ...Run.properties, warnings: Type.Optional(Warnings) }) },
      },
    },
    async (request, reply) => {
      const { actor } = request;
      const answer = await act(
        services,
        request,
        reply,
        202,
        async (tx) => {
          const by = { today: services.clock.today() };
          const { year, quarter, issuedOn, payBy } = request.body;
          const asked = { quarter: quarterIn(year, quarter), issuedOn, payBy };
          const warnings = noticeWarnings(tx, issuedOn);
          const run = presentRun(await startNoticeRun(tx, by, asked), services.clock.now());
          return { ...run, ...warned(warnings, languageOf(request.headers['accept-language'])) };
        },
        ({ id }) => `/v1/notice-runs/${id}`,
      );
      services.noticeRunner.start(actor.fundId, answer.id);
      return answer;
    },
  );
};

async function* inOrder<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first;
  yield* rest;
}

const RunsQuery = Closed({
  year: Type.Optional({ ...Year, description: 'With `quarter`: the quarter they are of.' }),
  quarter: Type.Optional({ ...QuarterNumber, description: 'Of this quarter of `year`.' }),
  knownAt: AsKnownQuery.knownAt,
  ...PageQuery,
});

/** @throws DomainError validation, for a year without its quarter, or a quarter without its year */
function quarterAsked(year?: number, quarter?: number): Quarter | undefined {
  if (year === undefined && quarter === undefined) return undefined;
  if (year === undefined || quarter === undefined)
    throw invalid(year === undefined ? '?year' : '?quarter', {
      en: 'is needed too',
      vi: 'cũng phải có',
    });
  return quarterIn(year, quarter);
}

/** The runs that there were. */
export const noticeRunListRoutes: Routes = (app, services) => {
  app.get(
    '/v1/notice-runs',
    {
      schema: {
        operationId: 'listNoticeRuns',
        summary: 'Lists runs, the latest first, each with how far it is',
        description:
          'All runs of the fund, or those of one quarter: to print the letters of a run again, or to ' +
          'see what a run could not make.',
        tags,
        querystring: RunsQuery,
        response: { 200: Page(Run) },
      },
    },
    (request) => {
      const { year, quarter: number, limit = 50, cursor } = request.query;
      const quarter = quarterAsked(year, number);
      const [key] = keyAfter(cursor, [isInstant]) ?? [];
      const before = key === undefined ? undefined : new Date(key);
      return readAsKnown(services, request.actor, request.query, async (tx, { knownAt }) => {
        const found = await noticeRuns(tx, { quarter, before, limit: limit + 1 }, knownAt);
        const rows = found.map((each) => presentRun(each, services.clock.now()));
        return pageOf(rows, limit, (row) => [row.recordedAt]);
      });
    },
  );
};

/** How far a run is, and what it made. */
export const noticeRunLookUpRoutes: Routes = (app, services) => {
  app.get(
    '/v1/notice-runs/:id',
    {
      schema: {
        operationId: 'getNoticeRun',
        summary: 'How far a run is; once it is done, its letters as one PDF or as a ZIP for Word',
        description:
          'Letters are those of the notices that stand at `knownAt`, by number: one that was ' +
          'superseded gives way to the one in its place. For one `knownAt` the bytes are the same.',
        tags,
        params: IdParams,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt, ...formatQuery(FORMATS) }),
        response: {
          200: {
            description: 'The run',
            content: { 'application/json': { schema: Run }, ...fileContent(['pdf', 'zip']) },
          },
        },
      },
    },
    async (request, reply) => {
      const { actor, params, query } = request;
      const format = formatOf(request, FORMATS);
      reply.header('vary', 'accept');
      const { at, knownAt } = await readAsKnown(services, actor, query, async (tx, view) => ({
        at: await noticeRunAt(tx, params.id, view.knownAt),
        knownAt: view.knownAt,
      }));
      if (format === 'json') return presentRun(at, services.clock.now());
      if (at.left > 0) throw new DomainError('run-not-done', { figures: { left: at.left } });
      const notices = noticesOfRun(services.database, actor.fundId, params.id, knownAt);
      const first = await notices.next();
      if (first.done === true) throw new DomainError('nothing-to-print');
      nameFile(reply, format, `thong-bao-${at.run.quarter}`);
      // What would be made for a HEAD is thrown away.
      if (request.method === 'HEAD') return Buffer.alloc(0);
      const all = inOrder(first.value, notices);
      const { effectiveOn: createdOn, quarter } = at.run;
      if (format === 'zip') return zipOfAll(wordFiles(all), createdOn);
      const marks = { title: `Thông báo ${quarterText(quarter)}`, createdOn };
      return pdfOfAll(letters(all), marks);
    },
  );
};
