import type { Answers } from './answers.ts';
import type { Planned } from './planned.ts';
import type { Understood } from './understand.ts';

/** Why a file is not read. */
export const READ_REFUSALS = [
  'no-workbook',
  'old-workbook',
  'password',
  'empty-file',
  'too-many-parts',
  'unpacks-to-too-much',
  'too-many-cells',
  'not-utf8',
  'took-too-long',
  'took-too-much-memory',
] as const;

export type ReadRefusal = (typeof READ_REFUSALS)[number];

/** The bytes are none that are read. */
export class UnreadFile extends Error {
  readonly refusal: ReadRefusal;

  constructor(refusal: ReadRefusal, options?: ErrorOptions) {
    super(refusal, options);
    this.name = 'UnreadFile';
    this.refusal = refusal;
  }
}

/** What a book says, without its rows. */
export interface BookRead extends Omit<Understood, 'planned'> {
  readonly kind: 'xlsx' | 'ods' | 'csv';
  /** It has macros, which are never run. */
  readonly hasMacros: boolean;
  /** It names other workbooks, which are never asked for. */
  readonly hasExternalLinks: boolean;
}

/** A book with what its rows would enter. */
export interface WholeBook {
  readonly book: BookRead;
  readonly planned: readonly Planned[];
}

/** Reads a file and understands it. @throws UnreadFile */
export type ReadBook = (bytes: Uint8Array, answers: Answers) => Promise<WholeBook>;
