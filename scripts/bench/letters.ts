import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { docx } from '../../src/documents/print/docx.ts';
import { quarterlyNoticeParts } from '../../src/documents/notices/quarterlyNotice.ts';
import { pdf, pdfOfAll } from '../../src/documents/print/pdf.ts';
import type { QuarterlyContent } from '../../src/domain/notices/noticeContent.ts';
import { OVERDUE_NOTICE } from '../../test/support/noticeContent.ts';
import { limitOf, NOT_MEASURED, type Measure } from './table.ts';

// Measures the letters of a run as one PDF, beside LibreOffice making a PDF of the same letters for Word.

const PAGES = 1_000;

/** The letters that LibreOffice converts, in one call. */
const CONVERTED = 20;

const TICK_MS = 5;

const HOLD_MS = 50;

const marks = { title: 'Thông báo', createdOn: OVERDUE_NOTICE.issuedOn };

/** The letters differ in number and borrower, as those of a run do. */
function letter(number: number): ReturnType<typeof quarterlyNoticeParts> {
  const cooperative = { ...OVERDUE_NOTICE.cooperative, name: `HTX Xuân Mai ${number}` };
  const content: QuarterlyContent = { ...OVERDUE_NOTICE, number, cooperative };
  return quarterlyNoticeParts(content);
}

function* letters(count: number) {
  for (let number = 1; number <= count; number += 1) yield letter(number);
}

const pagesOf = (bytes: Buffer): number =>
  bytes.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

interface Printing {
  readonly pages: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly peakMebibytes: number;
  /** How long the event loop had to wait at most. */
  readonly longestMs: number;
}

/** Reads the PDF while it is made, and keeps none of it. */
async function print(count: number): Promise<Printing> {
  let [peak, longest, bytes, pages] = [0, 0, 0, 0];
  let last = performance.now();
  const watch = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - TICK_MS);
    last = now;
    peak = Math.max(peak, process.memoryUsage().rss);
  }, TICK_MS);
  const start = performance.now();
  for await (const chunk of pdfOfAll(letters(count), marks) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    pages += pagesOf(chunk);
  }
  clearInterval(watch);
  const seconds = (performance.now() - start) / 1000;
  return { pages, bytes, seconds, peakMebibytes: peak / 2 ** 20, longestMs: longest };
}

/** Pages a second of LibreOffice; null where it is not installed. */
async function converted(): Promise<number | null> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'fund-letters-'));
  try {
    const files: string[] = [];
    for (let number = 1; number <= CONVERTED; number += 1) {
      const file = path.join(folder, `${number}.docx`);
      await fs.writeFile(file, await docx(letter(number), marks));
      files.push(file);
    }
    const profile = pathToFileURL(path.join(folder, 'profile')).href;
    const start = performance.now();
    const given = [`-env:UserInstallation=${profile}`, '--headless', '--convert-to', 'pdf'];
    await promisify(execFile)('soffice', [...given, '--outdir', folder, ...files]);
    const seconds = (performance.now() - start) / 1000;
    const made = files.map((file) => fs.readFile(file.replace(/docx$/, 'pdf')));
    const pages = (await Promise.all(made)).reduce((sum, each) => sum + pagesOf(each), 0);
    return pages / seconds;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

export async function measureLetters(): Promise<Measure[]> {
  const pagesEach = pagesOf(Buffer.from(await pdf(letter(1), marks)));
  const printed = await print(Math.ceil(PAGES / pagesEach));
  const { pages, bytes, seconds, peakMebibytes, longestMs } = printed;
  console.log(`${pages} pages of letters as one PDF of ${(bytes / 2 ** 20).toFixed(1)} MiB:`);
  console.log(
    `  ${seconds.toFixed(1)} s; memory of this process at most ${peakMebibytes.toFixed(0)} MiB`,
  );
  const others = await converted();
  if (others === null) console.log('  LibreOffice is not installed: not compared');
  return [
    {
      name: `letters, ${pages} pages`,
      service: `${(pages / seconds).toFixed(0)} pages/s`,
      beside: others === null ? NOT_MEASURED : `${others.toFixed(0)} pages/s LibreOffice`,
      ratio: others === null ? NOT_MEASURED : `${(pages / seconds / others).toFixed(1)} ×`,
      must: '',
      met: null,
    },
    limitOf('letters: event loop held', longestMs, HOLD_MS),
  ];
}
