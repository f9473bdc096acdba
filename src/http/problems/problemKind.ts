import type { Bilingual } from '../../domain/primitives/errors.ts';

/**
 * How a refusal is answered. In `detail`, `{figure}` stands for a figure of the error, printed in
 * the language where `:money`, `:date` or `:word` follows. A part in `[ ]` is left out when a
 * figure it names is missing: without any figure the text explains the code in general.
 */
export interface ProblemKind {
  readonly status: number;
  readonly title: Bilingual;
  readonly detail: Bilingual;
}

export const kind = (
  status: number,
  title: [en: string, vi: string],
  detail: [en: string, vi: string],
): ProblemKind => ({
  status,
  title: { en: title[0], vi: title[1] },
  detail: { en: detail[0], vi: detail[1] },
});
