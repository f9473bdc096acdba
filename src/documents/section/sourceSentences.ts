import { CHARTER } from '../../domain/fund/sources.ts';
import { money } from '../../domain/primitives/money.ts';
import type { FundSectionView, SourcePartsView, SourceView } from './view.ts';
import { sumWithParts } from '../words/vietnamese.ts';

const isZero = (digits: string): boolean => money(digits).isZero();

/** The sources other than the charter of which the fund ever had anything (R34). */
export const otherSources = ({ sources = [] }: FundSectionView): readonly SourceView[] =>
  sources.filter(({ source, capital, outstanding, available }) => {
    return source !== CHARTER && ![capital, outstanding, available].every(isZero);
  });

/** Where the money of a source is, in the order in which it is told. */
export const partsOfSource = (of: SourcePartsView) => [
  { label: 'dư nợ gốc', amount: of.outstanding },
  { label: 'chưa cho vay', amount: of.available },
  { label: 'đã xử lý rủi ro', amount: of.chargedOff },
  { label: 'đang ủy thác', amount: of.entrusted ?? '0' },
];

const inWords = (printed: string): string => printed.replace(/^-/, 'âm ');

/** `1 tỷ đồng, gồm dư nợ gốc 750 triệu đồng, chưa cho vay 250 triệu đồng`: a sum with its parts (R23). */
function sumOf(total: string, parts: readonly { label: string; amount: string }[]): string {
  const told = parts.filter(({ amount }) => !isZero(amount));
  const texts = sumWithParts(
    total,
    told.map(({ amount }) => amount),
  );
  const terms = told.map(({ label }, at) => `${label} ${inWords(texts.parts[at] ?? '')}`);
  // One part is all of it.
  const [only] = told;
  if (told.length === 1 && only !== undefined) {
    return `${inWords(texts.total)}, toàn bộ ${only.label}`;
  }
  return terms.length === 0
    ? inWords(texts.total)
    : `${inWords(texts.total)}, gồm ${terms.join(', ')}`;
}

/** The capital of other sources than the charter, and of all; nothing, where there is no other (R34). */
export function sourcesSentence(section: FundSectionView): string {
  const others = otherSources(section);
  const { charterCapital, sourcesTotal } = section;
  if (others.length === 0 || sourcesTotal === undefined) return '';
  const each = others.map((of) => `${of.name} ${sumOf(of.capital, partsOfSource(of))}`);
  const all = sumOf(sourcesTotal.capital, [
    { label: 'vốn điều lệ', amount: charterCapital },
    ...others.map(({ name, capital }) => ({ label: name, amount: capital })),
  ]);
  return ` Ngoài vốn điều lệ, Quỹ có: ${each.join('; ')}. Tổng các nguồn vốn là ${all}.`;
}
