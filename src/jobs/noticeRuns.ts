import {
  continueNoticeRun,
  findRun,
  giveUpRefused,
  loansOfRun,
  unfinishedRuns,
} from '../usecases/notices/noticeRuns.ts';
import type { NoticeRunner, Services } from '../usecases/view/services.ts';
import type { Loop } from './loop.ts';

/** How often is looked for runs that were stopped before their end, also by other services. */
const LOOK_EVERY_MS = 60_000;

/** The runs of notices that this process carries on in the background. */
export class NoticeRuns implements NoticeRunner {
  readonly #database: Services['database'];
  readonly #loop: Loop;
  /** Runs that have looked at all their loans. */
  readonly #finished = new Set<string>();

  constructor({ database }: Pick<Services, 'database'>, loop: Loop) {
    this.#database = database;
    this.#loop = loop;
  }

  start(fundId: string, runId: string): void {
    this.#loop.start(`notice run ${runId}`, (signal) => this.#carryOn(fundId, runId, signal));
  }

  /**
   * Takes up, now and from then on, the runs of funds that were stopped before their end: two services that
   * carry one run on make nothing twice. The book of each fund is read for it, so that its first answer need
   * not wait for that.
   */
  resume(fundIds: () => Promise<readonly string[]>): void {
    this.#loop.every('notice runs', LOOK_EVERY_MS, async (signal) => {
      for (const fundId of await fundIds()) {
        if (signal.aborted) return;
        const unfinished = await unfinishedRuns(this.#database, fundId, this.#finished);
        for (const run of unfinished) this.start(fundId, run.id);
      }
    });
  }

  async #carryOn(fundId: string, runId: string, signal: AbortSignal): Promise<void> {
    const run = await findRun(this.#database, fundId, runId);
    if (run === null) return;
    for (const page of await loansOfRun(this.#database, run)) {
      if (signal.aborted) return;
      try {
        await continueNoticeRun(this.#database, run, page);
      } catch (error) {
        // What the database could not do is tried again from the start, which is soon where it was.
        if (await giveUpRefused(this.#database, run, error)) return;
        throw error;
      }
    }
  }
}
