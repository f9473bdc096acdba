import { Readable } from 'node:stream';
import type { CalendarDate } from '../domain/primitives/dates.ts';
import { unzipSync, Zip, ZipPassThrough, zipSync, type ZipOptions } from 'fflate';

export interface ZippedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The first day that a ZIP can say; in the local time in which its format has it. */
const FIRST_DAY = new Date(1980, 0, 1);

/** What is compressed already is stored as it is. */
const COMPRESSED = /\.(docx|xlsx|pdf|zip)$/;

/**
 * A ZIP of files in the order given, all dated 1980-01-01, so that from the same files come the
 * same bytes. Each name is there once.
 */
export function zipOf(files: readonly ZippedFile[]): Uint8Array {
  const entries = files.map(({ name, bytes }): [string, [Uint8Array, ZipOptions]] => [
    name,
    [bytes, { mtime: FIRST_DAY, level: COMPRESSED.test(name) ? 0 : 6 }],
  ]);
  return zipSync(Object.fromEntries(entries));
}

/** The files of a ZIP, in its order. */
export function unzipped(bytes: Uint8Array): ZippedFile[] {
  return Object.entries(unzipSync(bytes)).map(([name, bytes]) => ({ name, bytes }));
}

async function* zipped(files: AsyncIterable<ZippedFile>, dated: Date): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    ready.push(bytes);
  });
  for await (const { name, bytes } of files) {
    const entry = new ZipPassThrough(name);
    entry.mtime = dated;
    zip.add(entry);
    entry.push(bytes, true);
    yield* ready.splice(0);
  }
  zip.end();
  yield* ready;
}

/**
 * As `zipOf`, of files that are compressed already; read while they are made, one at a time.
 *
 * @param on the day that the files are dated, at noon
 */
export function zipOfAll(files: AsyncIterable<ZippedFile>, on: CalendarDate): Readable {
  const [year = '', month = '', day = ''] = on.split('-');
  const dated = new Date(+year, +month - 1, +day, 12);
  return Readable.from(zipped(files, dated < FIRST_DAY ? FIRST_DAY : dated));
}
