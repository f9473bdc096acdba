import { setTimeout as sleep } from 'node:timers/promises';

interface Log {
  warn(what: object, message: string): void;
}

const FIRST_WAIT_MS = 1_000;

const LONGEST_WAIT_MS = 60_000;

/** Work beside the requests; the signal says that the service stops. */
export type Work = (signal: AbortSignal) => Promise<void>;

/**
 * What a process does beside the requests: each piece of work under a name, one of a name at a time. What
 * throws is tried again, after a wait that grows to a minute.
 */
export class Loop {
  readonly #log: Log;
  readonly #running = new Map<string, Promise<void>>();
  readonly #repeated: Promise<void>[] = [];
  readonly #stopped = new AbortController();

  constructor(log: Log) {
    this.#log = log;
  }

  /** Carries work out until it succeeds; nothing, while work of the same name is under way. */
  start(name: string, work: Work): void {
    if (this.#stopped.signal.aborted || this.#running.has(name)) return;
    const done = this.#untilDone(name, work).finally(() => this.#running.delete(name));
    this.#running.set(name, done);
  }

  /** Carries work out now, and so long after each end again. */
  every(name: string, everyMs: number, work: Work): void {
    this.#repeated.push(this.#again(name, everyMs, work));
  }

  async #again(name: string, everyMs: number, work: Work): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      await this.#try(name, work);
      await this.#wait(everyMs);
    }
  }

  async #untilDone(name: string, work: Work): Promise<void> {
    const { signal } = this.#stopped;
    for (let wait = FIRST_WAIT_MS; !signal.aborted; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      if (await this.#try(name, work)) return;
      await this.#wait(wait);
    }
  }

  async #try(name: string, work: Work): Promise<boolean> {
    try {
      await work(this.#stopped.signal);
      return true;
    } catch (err) {
      this.#log.warn({ err, work: name }, 'work beside the requests was held up');
      return false;
    }
  }

  async #wait(ms: number): Promise<void> {
    const { signal } = this.#stopped;
    await sleep(ms, undefined, { signal }).catch(() => undefined);
  }

  /** Waits until nothing is under way but what is repeated. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  /** Begins nothing more; what is under way ends after the step it is at. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await Promise.all([this.idle(), ...this.#repeated]);
  }
}
