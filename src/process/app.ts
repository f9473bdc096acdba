import { readFile } from '../documents/imports/reader.ts';
import { Imports } from '../jobs/imports.ts';
import { Loop } from '../jobs/loop.ts';
import { NoticeRuns } from '../jobs/noticeRuns.ts';
import { Schedule, type Backups } from '../jobs/schedule.ts';
import type { App } from '../http/service/appTypes.ts';
import { PERMISSION_BY_ROUTE } from '../http/service/permissions.ts';
import { createApp, type AppOptions } from '../http/service/createApp.ts';
import { ROUTES } from '../http/routes.ts';
import type { SendDeadlines } from '../usecases/view/services.ts';

export interface ServiceOptions extends Omit<
  AppOptions,
  'noticeRunner' | 'importRunner' | 'schedule'
> {
  /**
   * The funds whose runs of notices are taken up where they were stopped, and whose scheduled work is done;
   * left out, none.
   */
  readonly fundIds?: () => Promise<readonly string[]>;
  /** Left out: no mail server was set. */
  readonly sendDeadlines?: SendDeadlines | null;
  /** Left out: no backups are made. */
  readonly backups?: Backups | null;
}

/** The service with all its routes and its background work, ready to listen. */
export async function buildApp(given: ServiceOptions): Promise<App> {
  const { fundIds, sendDeadlines = null, backups = null, ...options } = given;
  const { database, clock, logger } = options;
  const loop = new Loop(logger);
  const noticeRunner = new NoticeRuns(options, loop);
  const importRunner = new Imports(options, readFile, logger);
  const funds = fundIds ?? (async () => []);
  const tools = { database, clock, sendDeadlines };
  const schedule = new Schedule({ ...tools, fundIds: funds, backups, log: logger }, loop);
  const runners = { noticeRunner, importRunner, schedule };
  const app = await createApp({ ...options, ...runners }, ROUTES, PERMISSION_BY_ROUTE, async () => {
    await Promise.all([loop.stop(), importRunner.stop()]);
  });
  if (fundIds !== undefined) {
    noticeRunner.resume(fundIds);
    schedule.start();
  }
  return app;
}
