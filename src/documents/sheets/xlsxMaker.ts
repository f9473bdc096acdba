import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { frameOf, rowsText } from './carriedWorkbook.ts';
import type { Workbook } from './workbook.ts';
import type { FromThread, ToThread } from './xlsxThread.ts';

/** How many rows are handed over between two turns. */
const ROWS_AT_ONCE = 100;

/** A thread that nobody needs for so long ends, and its memory is given back. */
const IDLE_MS = 30_000;

/** Has files of workbooks made by a thread, one after the other. */
export class XlsxMaker {
  readonly #file: string;
  #thread: Worker | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;

  /** @param file the program of the thread, compiled */
  constructor(file: string) {
    this.#file = file;
  }

  /** A workbook as the bytes of an XLSX file, as `xlsx` makes them. */
  make(workbook: Workbook): Promise<Uint8Array> {
    const made = this.#last.then(() => this.#make(workbook));
    this.#last = made.catch(() => undefined);
    return made;
  }

  async #make(workbook: Workbook): Promise<Uint8Array> {
    clearTimeout(this.#idle);
    const thread = (this.#thread ??= new Worker(this.#file));
    thread.ref();
    // A thread that fails rejects this; the next workbook gets another one.
    const answered = once(thread, 'message') as Promise<[FromThread]>;
    try {
      const handedOver = this.#handOver(thread, workbook);
      const [[answer]] = await Promise.all([answered, handedOver]);
      if ('error' in answer) throw answer.error;
      return answer.bytes;
    } catch (error) {
      this.#thread = null;
      await thread.terminate();
      throw error;
    } finally {
      thread.unref();
      this.#idle = setTimeout(() => void this.end(), IDLE_MS).unref();
    }
  }

  async #handOver(thread: Worker, workbook: Workbook): Promise<void> {
    const tell = (told: ToThread) => thread.postMessage(told, []);
    tell({ kind: 'frame', frame: frameOf(workbook) });
    for (const [sheet, { rows }] of workbook.sheets.entries()) {
      for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
        tell({ kind: 'rows', sheet, json: rowsText(rows.slice(from, from + ROWS_AT_ONCE)) });
        await nextTurn();
      }
    }
    tell({ kind: 'whole' });
  }

  /** Ends the thread, if there is one. */
  async end(): Promise<void> {
    clearTimeout(this.#idle);
    const thread = this.#thread;
    this.#thread = null;
    await thread?.terminate();
  }
}
