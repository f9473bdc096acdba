import type { Fund } from '../../book/fund.ts';
import { listImports, type ImportKnown } from '../../book/imports.ts';

/** The files that were sent, the last one first. */
export function importsSent(
  fund: Fund,
  page: { readonly before: Date | undefined; readonly limit: number },
  knownAt: Date,
): ImportKnown[] {
  return listImports(fund, page, knownAt);
}
