import type { Database } from '../../store/database/database.ts';
import type { Origin } from '../../store/books/audit.ts';
import type { AskedImport, ImportState } from '../../domain/imports/state.ts';
import type { Clock } from './clock.ts';

/** Carries runs of notices on in the background. */
export interface NoticeRunner {
  /** Carries a run on until all its loans were looked at; once, however often it is asked. */
  start(fundId: string, runId: string): void;
}

/** Reads, checks and enters files that were sent, in the background. */
export interface ImportRunner {
  /** How far a file is; one that nobody looked at since this process began is begun to be read. */
  look(asked: AskedImport): ImportState;
  /** Begins to enter a file that is checked and has no faults; once, however often it is asked. */
  enter(asked: AskedImport, from: Origin): void;
  /** Forgets how far a file is: what the fund says of it has changed. */
  forget(asked: Pick<AskedImport, 'actor' | 'importId'>): void;
}

/** What the use cases work with. */
export interface Services {
  readonly database: Database;
  readonly clock: Clock;
}

/** What the routes work with. */
export interface AppServices extends Services {
  readonly noticeRunner: NoticeRunner;
  readonly importRunner: ImportRunner;
}
