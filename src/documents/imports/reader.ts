import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Answers } from '../../domain/imports/answers.ts';
import type { Planned } from '../../domain/imports/planned.ts';
import { UnreadFile, type BookRead, type WholeBook } from '../../domain/imports/bookRead.ts';
import { ROOT } from '../../root.ts';
import type { FromReading, ToRead } from './readingThread.ts';

/** What a thread may take, in MiB: a sheet of 50,000 rows takes some 400. */
const MEMORY = { maxOldGenerationSizeMb: 1_536, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 };

/** The program of the thread, compiled. */
const THREAD = path.join(ROOT, 'dist/documents/imports/readingThread.js');

const TIME_MS = 90_000;

export function readInThread(file: string, given: ToRead): Promise<WholeBook> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(file, { workerData: given, resourceLimits: MEMORY });
    const planned: Planned[] = [];
    const end = (settle: () => void): void => {
      clearTimeout(late);
      settle();
      void thread.terminate();
    };
    const refuse = (error: Error) => end(() => reject(error));
    const late = setTimeout(() => refuse(new UnreadFile('took-too-long')), TIME_MS);
    thread.on('message', (told: FromReading) => {
      if (told.kind === 'refused') refuse(new UnreadFile(told.refusal));
      else if (told.kind === 'book') {
        end(() => resolve({ book: JSON.parse(told.json) as BookRead, planned }));
      } else {
        for (const each of JSON.parse(told.json) as Planned[]) planned.push(each);
        // Others have their turn between two parts.
        void nextTurn().then(() => thread.postMessage('more', []));
      }
    });
    thread.once('error', (error: NodeJS.ErrnoException) => {
      const isFull = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      refuse(isFull ? new UnreadFile('took-too-much-memory', { cause: error }) : error);
    });
    thread.once('exit', () => refuse(new Error('the thread that reads a file ended early')));
  });
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Reads a file and understands it: in a thread of its own, one file after the other, so that neither memory
 * nor the turns of others are taken by it. From sources that are not compiled it is read in place.
 *
 * @throws UnreadFile
 */
export async function readFile(bytes: Uint8Array, answers: Answers): Promise<WholeBook> {
  if (import.meta.url.endsWith('.ts'))
    return (await import('./readBook.ts')).readBook(bytes, answers);
  const read = last.then(() => readInThread(THREAD, { bytes, answers }));
  last = read.catch(() => undefined);
  return read;
}
