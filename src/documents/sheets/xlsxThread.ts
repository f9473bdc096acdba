import assert from 'node:assert';
import { parentPort } from 'node:worker_threads';
import { rowsIn, workbookIn, type Frame } from './carriedWorkbook.ts';
import type { SheetCell } from './workbook.ts';
import { xlsx } from './xlsx.ts';

// A thread that makes files of workbooks: what the library does at once, for thousands of rows, holds
// nobody up here.

/** What the thread is told: a workbook, its rows sheet by sheet, and that it is whole. */
export type ToThread =
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'rows'; readonly sheet: number; readonly json: string }
  | { readonly kind: 'whole' };

/** What the thread answers: the file, or why there is none. */
export type FromThread = { readonly bytes: Uint8Array } | { readonly error: unknown };

let frame: Frame | null = null;

let rows: SheetCell[][][] = [];

async function made(): Promise<FromThread> {
  try {
    assert(frame !== null, 'the frame of a workbook comes first');
    return { bytes: await xlsx(workbookIn(frame, rows)) };
  } catch (error) {
    return { error };
  } finally {
    [frame, rows] = [null, []];
  }
}

const port = parentPort;
assert(port !== null, 'runs as a thread');
port.on('message', (told: ToThread) => {
  if (told.kind === 'frame') {
    frame = told.frame;
    rows = frame.sheets.map(() => []);
  } else if (told.kind === 'rows') {
    const ofSheet = rows[told.sheet];
    for (const row of rowsIn(told.json)) ofSheet?.push(row);
  } else void made().then((answer) => port.postMessage(answer));
});
