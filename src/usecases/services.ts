import type { Database } from '../store/database.ts';
import type { StoredNoticeRun } from '../store/noticeRun.ts';
import type { Clock } from './clock.ts';

/** Carries runs of notices on in the background. */
export interface NoticeRunner {
  start(run: StoredNoticeRun): void;
}

/** What the use cases work with. */
export interface Services {
  readonly database: Database;
  readonly clock: Clock;
}

/** What the routes work with. */
export interface AppServices extends Services {
  readonly noticeRunner: NoticeRunner;
}
