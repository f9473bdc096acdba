import type { FundAct } from '../../book/fund.ts';
import type { Database } from '../../store/database/database.ts';
import type { Origin } from '../../store/books/audit.ts';
import type { AskedImport, ImportState } from '../../domain/imports/state.ts';
import type { SignOn } from '../access/providers.ts';
import type { Networks } from '../webhooks/addresses.ts';
import type { Outcome, Send, WebhookKey } from '../../domain/webhooks/messages.ts';
import type { Actor } from '../../domain/access/actor.ts';
import type { Clock } from './clock.ts';
import type { DeadlinesOfWeek } from '../../domain/collection/weekOfDeadlines.ts';

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
  /**
   * Enters a file that is checked and has no faults, as a part of an act.
   *
   * @throws DomainError import-entered; import-not-ready: the fund refuses rows of it now
   */
  enterNow(fund: FundAct, asked: AskedImport): Promise<void>;
  /** Forgets how far a file is: what the fund says of it has changed. */
  forget(asked: Pick<AskedImport, 'actor' | 'importId'>): void;
}

/** Sends the events of funds to webhooks, in the background. */
export interface WebhookRunner {
  /** Null: the operator has set none, so nothing is signed or sent. */
  readonly key: WebhookKey | null;
  readonly networks: Networks;
  /** How many attempts came to what, since this process began. */
  readonly outcomes: ReadonlyMap<Outcome, number>;
  /** For how many seconds the event waits that waits longest to be accepted. */
  waitingSeconds(): number;
  /** Looks at a fund at once: something was changed about its webhooks. */
  wake(fundId: string): void;
  /** Sends a message once, now. */
  readonly send: Send;
}

/** Adds a fund. @throws DomainError duplicate */
export type AddFund = (fund: {
  readonly code: string;
  readonly name: string;
  readonly province: string;
}) => Promise<{ readonly director: Actor; readonly token: string }>;

/** What the use cases work with. */
export interface Services {
  readonly database: Database;
  readonly clock: Clock;
}

/** A mail about the deadlines of a week. */
export interface DeadlinesMail {
  readonly fundId: string;
  readonly slot: string;
  readonly week: DeadlinesOfWeek;
  readonly recipients: readonly string[];
}

/** Who took a mail, and why others did not. */
export interface Sent {
  readonly accepted: readonly string[];
  readonly refused: readonly { readonly recipient: string; readonly why: string }[];
}

/**
 * Sends a mail; the same slot always under the same Message-ID.
 *
 * @throws where the server takes it for nobody
 */
export type SendDeadlines = (mail: DeadlinesMail, signal: AbortSignal) => Promise<Sent>;

/** What scheduled work is done with. */
export interface ScheduleTools extends Services {
  /** Null: no mail server was set. */
  readonly sendDeadlines: SendDeadlines | null;
}

/** The nightly backup, as the operator of the service has set it; null: there is none. */
export type BackupTiming = { readonly at: string } | null;

/** What the schedule says of itself, for the metrics. */
export interface ScheduleFigures {
  /** Slots that came due an hour ago or more and are not done, of all funds. */
  readonly late: number;
  /** When the last backup was written and verified; null: there was none, or none is to be. */
  readonly lastBackupAt: Date | null;
}

/** What is done at set times, beside the requests. */
export interface ScheduleRunner {
  /** What slots are done with. */
  readonly tools: ScheduleTools;
  /** When the operator has the installation backed up; null: never. */
  readonly backup: BackupTiming;
  readonly figures: ScheduleFigures;
}

/** What the routes work with. */
export interface AppServices extends Services {
  /** Adds a fund to the installation, as its owner; null: this process cannot. */
  readonly addFund: AddFund | null;
  /** Requests of a token and second; 0: no limit. */
  readonly rateLimitPerSecond: number;
  readonly noticeRunner: NoticeRunner;
  readonly importRunner: ImportRunner;
  readonly schedule: ScheduleRunner;
  readonly webhookRunner: WebhookRunner;
  /** With whose accounts people sign in. */
  readonly signOn: SignOn;
}
