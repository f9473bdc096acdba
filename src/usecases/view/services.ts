import type { Database } from '../../store/database/database.ts';
import type { Clock } from './clock.ts';

/** Carries runs of notices on in the background. */
export interface NoticeRunner {
  /** Carries a run on until all its loans were looked at; once, however often it is asked. */
  start(fundId: string, runId: string): void;
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
