import assert from 'node:assert';
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import type { Answers } from '../../domain/imports/answers.ts';
import { UnreadFile, type ReadRefusal } from '../../domain/imports/bookRead.ts';
import { readBook } from './readBook.ts';

// A thread that reads one file, with bounds of memory and time of its own, and ends.

/** What the thread is given. */
export interface ToRead {
  readonly bytes: Uint8Array;
  readonly answers: Answers;
}

/** What the thread answers, the texts of JSON: some rows, and then the book; or why there is none. */
export type FromReading =
  | { readonly kind: 'planned'; readonly json: string }
  | { readonly kind: 'book'; readonly json: string }
  | { readonly kind: 'refused'; readonly refusal: ReadRefusal };

/** How many rows are handed over at a time: whoever takes them asks for more. */
const ROWS_AT_ONCE = 500;

const port = parentPort;
assert(port !== null, 'runs as a thread');

const tell = (told: FromReading): void => port.postMessage(told, []);

try {
  const { bytes, answers } = workerData as ToRead;
  const { book, planned } = await readBook(bytes, answers);
  for (let at = 0; at < planned.length; at += ROWS_AT_ONCE) {
    tell({ kind: 'planned', json: JSON.stringify(planned.slice(at, at + ROWS_AT_ONCE)) });
    await once(port, 'message');
  }
  tell({ kind: 'book', json: JSON.stringify(book) });
} catch (error) {
  if (!(error instanceof UnreadFile)) throw error;
  tell({ kind: 'refused', refusal: error.refusal });
}
port.close();
