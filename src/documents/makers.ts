import path from 'node:path';
import type { Readable } from 'node:stream';
import { ROOT } from '../root.ts';
import type { Part } from './print/content.ts';
import type { FileMarks } from './print/pdf.ts';
import type { Workbook } from './sheets/workbook.ts';
import type { XlsxMaker } from './sheets/xlsxMaker.ts';

// The makers of files, each with its library loaded when the first file of its kind is asked for:
// the service starts without them.

/** A document as PDF, as `print/pdf.ts` has it. */
export async function pdf(parts: readonly Part[], marks: FileMarks): Promise<Uint8Array> {
  return (await import('./print/pdf.ts')).pdf(parts, marks);
}

/** Many documents as one PDF, as `print/pdf.ts` has it. */
export async function pdfOfAll(
  documents: Iterable<readonly Part[]> | AsyncIterable<readonly Part[]>,
  marks: FileMarks,
): Promise<Readable> {
  return (await import('./print/pdf.ts')).pdfOfAll(documents, marks);
}

/** A document for Word, as `print/docx.ts` has it. */
export async function docx(parts: readonly Part[], marks: FileMarks): Promise<Uint8Array> {
  return (await import('./print/docx.ts')).docx(parts, marks);
}

let xlsxMaker: Promise<XlsxMaker> | undefined;

async function makerOfXlsx(): Promise<XlsxMaker> {
  const { XlsxMaker: Maker } = await import('./sheets/xlsxMaker.ts');
  return new Maker(path.join(ROOT, 'dist/documents/sheets/xlsxThread.js'));
}

/** A workbook as a file, as `sheets/xlsx.ts` has it: made by a thread, where sources are compiled. */
export async function xlsx(workbook: Workbook): Promise<Uint8Array> {
  if (import.meta.url.endsWith('.ts')) return (await import('./sheets/xlsx.ts')).xlsx(workbook);
  return (await (xlsxMaker ??= makerOfXlsx())).make(workbook);
}
