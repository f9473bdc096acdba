import { readFile } from '../documents/imports/reader.ts';
import { Imports } from '../jobs/imports.ts';
import { Loop } from '../jobs/loop.ts';
import { NoticeRuns } from '../jobs/noticeRuns.ts';
import { Schedule, type Backups } from '../jobs/schedule.ts';
import { WebhookDeliveries, type DeliveryOptions } from '../jobs/webhookDeliveries.ts';
import { PACE } from '../domain/webhooks/retries.ts';
import { eventMessage } from '../http/present/events.ts';
import type { App } from '../http/service/appTypes.ts';
import { PERMISSION_BY_ROUTE } from '../http/service/permissions.ts';
import { createApp, type AppOptions } from '../http/service/createApp.ts';
import { ROUTES } from '../http/routes.ts';
import type { AddFund, SendDeadlines } from '../usecases/view/services.ts';
import { NO_SIGN_ON, type SignOn } from '../usecases/access/providers.ts';
import { Networks } from '../usecases/webhooks/addresses.ts';

type Runners = 'noticeRunner' | 'importRunner' | 'schedule' | 'webhookRunner';

export interface ServiceOptions extends Omit<AppOptions, Runners | 'signOn' | 'addFund'> {
  /** Left out: no fund can be added by the API. */
  readonly addFund?: AddFund;
  /**
   * The funds whose runs of notices are taken up where they were stopped, whose scheduled work is done and whose
   * events are sent; left out, none.
   */
  readonly fundIds?: () => Promise<readonly string[]>;
  /** Left out: no mail server was set. */
  readonly sendDeadlines?: SendDeadlines | null;
  /** Left out: no backups are made. */
  readonly backups?: Backups | null;
  /** With what and where events are sent; left out, nothing is. */
  readonly webhooks?: Partial<Omit<DeliveryOptions, 'write'>>;
  /** Left out: nobody signs in but with a token. */
  readonly signOn?: SignOn;
}

function deliveriesOf(options: ServiceOptions): WebhookDeliveries {
  const sending = { key: null, networks: new Networks([]), pace: PACE, ...options.webhooks };
  return new WebhookDeliveries(options, { ...sending, write: eventMessage }, options.logger);
}

/** The service with all its routes and its background work, ready to listen. */
export async function buildApp(given: ServiceOptions): Promise<App> {
  const { fundIds, sendDeadlines = null, backups = null, webhooks: _, ...rest } = given;
  const { signOn = NO_SIGN_ON } = given;
  const options = { addFund: null, ...rest };
  const { database, clock, logger } = options;
  const loop = new Loop(logger);
  const noticeRunner = new NoticeRuns(options, loop);
  const importRunner = new Imports(options, readFile, logger);
  const funds = fundIds ?? (async () => []);
  const tools = { database, clock, sendDeadlines };
  const schedule = new Schedule({ ...tools, fundIds: funds, backups, log: logger }, loop);
  const webhookRunner = deliveriesOf(given);
  const runners = { signOn, noticeRunner, importRunner, schedule, webhookRunner };
  const app = await createApp({ ...options, ...runners }, ROUTES, PERMISSION_BY_ROUTE, async () => {
    await Promise.all([loop.stop(), importRunner.stop(), webhookRunner.stop()]);
  });
  if (fundIds !== undefined) {
    noticeRunner.resume(fundIds);
    schedule.start();
  }
  webhookRunner.start(funds);
  return app;
}
