import { Type } from 'typebox';
import { DomainError } from '../../../domain/primitives/errors.ts';
import { FUND_WORK, WORK } from '../../../domain/schedule/work.ts';
import { scheduledRuns } from '../../../usecases/schedule/lookUpRuns.ts';
import {
  recordFailure,
  recordSlot,
  refuseSlotDone,
  WorkFailed,
  type MakeSlot,
} from '../../../usecases/schedule/recordRun.ts';
import { slotAsked } from '../../../usecases/schedule/settings.ts';
import { prepareSlot } from '../../../usecases/schedule/slotWork.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { act } from '../../service/act.ts';
import type { Routes } from '../../service/appTypes.ts';
import { isInstant, keyAfter, pageOf } from '../../schema/cursor.ts';
import { AsKnownQuery, Closed, Name, Page, PageQuery } from '../../schema/schemas.ts';
import { presentRun, ScheduledRun } from './scheduleShapes.ts';

const tags = ['Schedule'];

/** What became of each try. */
export const scheduledRunRoutes: Routes = (app, services) => {
  app.get(
    '/v1/scheduled-runs',
    {
      schema: {
        operationId: 'listScheduledRuns',
        summary: 'Lists the runs of scheduled work, the latest first',
        description:
          'Each try that ended: what it made, or why it failed. A slot is done once, and may have failed ' +
          'before.',
        tags,
        querystring: Closed({
          kind: Type.Optional(Name(WORK, { description: 'Of this kind of work.' })),
          knownAt: AsKnownQuery.knownAt,
          ...PageQuery,
        }),
        response: { 200: Page(ScheduledRun) },
      },
    },
    ({ actor, query }) =>
      readAsKnown(services, actor, query, (tx, { knownAt }) => {
        const { kind: work, limit = 50, cursor } = query;
        const [key] = keyAfter(cursor, [isInstant]) ?? [];
        const before = key === undefined ? undefined : new Date(key);
        const runs = scheduledRuns(tx, { work, before, limit: limit + 1 }, knownAt);
        return pageOf(runs.map(presentRun), limit, (row) => [row.recordedAt]);
      }),
  );
};

/** Nobody waits longer for a mail server than it takes to answer. */
const NEVER = new AbortController().signal;

type Prepared = { readonly make: MakeSlot } | { readonly failed: WorkFailed };

/** Carrying work out now. */
export const runNowRoutes: Routes = (app, services) => {
  app.post(
    '/v1/scheduled-work/:kind/runs',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'runScheduledWork',
        summary: 'Carries a kind of work out now, in the name of whoever asks',
        description:
          'The oldest turn that has come due and is not done, else the present one, which is then done ' +
          'before it comes due. If it fails, the run says why (`outcome`), and the schedule tries ' +
          'it again.',
        tags,
        params: Closed({ kind: Name(FUND_WORK, { description: 'The kind of work.' }) }),
        body: Closed(
          {
            slot: Type.Optional(
              Type.String({
                minLength: 1,
                maxLength: 20,
                description: 'The turn; left out, the oldest that is open, else the present one.',
                examples: ['2026-10'],
              }),
            ),
          },
          { title: 'NewScheduledRun' },
        ),
        response: { 201: ScheduledRun },
      },
    },
    async (request, reply) => {
      const { actor, params, body } = request;
      const { tools } = services.schedule;
      const { clock } = services;
      if (params.kind === 'deadlines-mail' && tools.sendDeadlines === null) {
        throw new DomainError('mail-not-set-up');
      }
      const startedAt = clock.now();
      const todo = await readAsKnown(services, actor, {}, (fund, { knownAt }) =>
        slotAsked(fund, params.kind, body.slot, {
          now: startedAt,
          today: clock.today(),
          knownAt,
        }),
      );
      const prepare = async (): Promise<Prepared> => {
        try {
          return { make: await prepareSlot(tools, actor.fundId, todo, NEVER) };
        } catch (error) {
          if (error instanceof WorkFailed) return { failed: error };
          throw error;
        }
      };
      const prepared = await prepare();
      const tried = { ...todo, startedAt };
      return act(services, request, reply, 201, async (tx) => {
        if ('make' in prepared)
          return presentRun(await recordSlot(tx, tried, clock, prepared.make));
        refuseSlotDone(tx, tried.work, tried.slot.name);
        return presentRun(recordFailure(tx, tried, clock, prepared.failed));
      });
    },
  );
};
