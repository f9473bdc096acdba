import { unzipSync, zipSync } from 'fflate';

/** The earliest time that a ZIP can say. It is read as local time, so it is the same anywhere. */
const FIRST_TIME = new Date(1980, 0, 1);

/** A ZIP packed again without the time of day in it: the same files, made again, are the same bytes. */
export function withoutZipTimes(bytes: Uint8Array): Uint8Array {
  return zipSync(unzipSync(bytes), { mtime: FIRST_TIME });
}
