import { setTimeout as sleep } from 'node:timers/promises';
import {
  continueNoticeRun,
  findRun,
  giveUpRefused,
  loansOfRun,
  unfinishedRuns,
} from '../usecases/notices/noticeRuns.ts';
import type { NoticeRunner, Services } from '../usecases/view/services.ts';

/** How often a run is tried again where the database does not answer, and how long it waits. */
const TRIES = 5;

const WAIT_MS = 2_000;

interface Log {
  warn(what: object, message: string): void;
}

/** The runs of notices that this process carries on in the background. */
export class NoticeRuns implements NoticeRunner {
  readonly #services: Pick<Services, 'database'>;
  readonly #log: Log;
  readonly #running = new Map<string, Promise<void>>();
  readonly #stopped = new AbortController();

  constructor(services: Pick<Services, 'database'>, log: Log) {
    this.#services = services;
    this.#log = log;
  }

  start(fundId: string, runId: string): void {
    this.#inBackground(runId, () => this.#carryOn(fundId, runId));
  }

  /**
   * Takes the runs of funds up that were stopped before their end, one fund after the other. The book of
   * each fund is read for it, so that its first answer need not wait for that.
   */
  resume(fundIds: readonly string[]): void {
    this.#inBackground('resume', async () => {
      for (const fundId of fundIds) {
        if (this.#stopped.signal.aborted) return;
        const unfinished = await unfinishedRuns(this.#services.database, fundId);
        for (const run of unfinished) this.start(fundId, run.id);
      }
    });
  }

  #inBackground(name: string, work: () => Promise<void>): void {
    if (this.#stopped.signal.aborted || this.#running.has(name)) return;
    const done = work()
      .catch((err: unknown) => this.#log.warn({ err, run: name }, 'a run of notices was held up'))
      .finally(() => this.#running.delete(name));
    this.#running.set(name, done);
  }

  /** Waits until no run is under way. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  /** Ends each run after the loans it is at. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.idle();
  }

  async #carryOn(fundId: string, runId: string): Promise<void> {
    const { database } = this.#services;
    const run = await findRun(database, fundId, runId);
    if (run === null) return;
    const pages = await loansOfRun(database, run);
    const { signal } = this.#stopped;
    let failures = 0;
    for (let at = 0; at < pages.length && !signal.aborted;) {
      try {
        await continueNoticeRun(database, run, pages[at] ?? []);
        at += 1;
        failures = 0;
      } catch (error) {
        failures += 1;
        this.#log.warn({ err: error, runId: run.id, failures }, 'a run of notices was held up');
        if (await giveUpRefused(database, run, error)) return;
        if (failures === TRIES) return;
        await sleep(WAIT_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }
}
