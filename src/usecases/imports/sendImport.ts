import { createHash } from 'node:crypto';
import type { FundAct } from '../../book/fund.ts';
import type { Answers } from '../../domain/imports/answers.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { keepContent, type ImportEntry } from '../../store/imports/import.ts';

/** A file as it was sent. */
export interface SentFile {
  readonly fileName: string;
  readonly bytes: Buffer;
  readonly answers: Answers;
}

export const sha256Of = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

/** Keeps a file that was sent, with what its sender says of it. Nothing of it is entered (R36). */
export async function sendImport(
  fund: FundAct,
  by: { readonly today: CalendarDate },
  { fileName, bytes, answers }: SentFile,
): Promise<string> {
  const said = { factKind: 'import', effectiveOn: by.today, fileName, answers } as const;
  const of = { sha256: sha256Of(bytes), byteCount: bytes.length };
  const { id } = fund.record<ImportEntry>({ ...said, ...of });
  await fund.write((tx) => keepContent(tx, id, bytes));
  return id;
}
