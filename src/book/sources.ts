import { nameOfSource, type Source } from '../domain/fund/sources.ts';
import type { Fund } from './fund.ts';
import { openingAsKnown } from './opening.ts';

type OfBook = Pick<Fund, 'book'>;

/** How the fund calls its sources: as its opening does, else as the law does (R34). */
export function sourceNames(fund: OfBook, knownAt: Date): (source: Source) => string {
  const own = new Map(
    (openingAsKnown(fund, knownAt)?.capital ?? []).map(({ source, name }) => [source, name]),
  );
  return (source) => own.get(source) ?? nameOfSource(source);
}
