import { readFile } from '../documents/imports/reader.ts';
import { Imports } from '../jobs/imports.ts';
import { NoticeRuns } from '../jobs/noticeRuns.ts';
import type { App } from '../http/service/appTypes.ts';
import { PERMISSION_BY_ROUTE } from '../http/service/permissions.ts';
import { createApp, type AppOptions } from '../http/service/createApp.ts';
import { ROUTES } from '../http/routes.ts';

export interface ServiceOptions extends Omit<AppOptions, 'noticeRunner' | 'importRunner'> {
  /** The funds whose runs of notices are taken up where they were stopped. */
  readonly fundIds?: readonly string[];
}

/** The service with all its routes and its background work, ready to listen. */
export async function buildApp({ fundIds = [], ...options }: ServiceOptions): Promise<App> {
  const noticeRunner = new NoticeRuns(options, options.logger);
  const importRunner = new Imports(options, readFile, options.logger);
  const runners = { noticeRunner, importRunner };
  const app = await createApp({ ...options, ...runners }, ROUTES, PERMISSION_BY_ROUTE, async () => {
    await Promise.all([noticeRunner.stop(), importRunner.stop()]);
  });
  noticeRunner.resume(fundIds);
  return app;
}
