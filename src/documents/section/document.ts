import type { Letter } from '../../domain/fund/documentSettings.ts';
import type { Part } from '../print/content.ts';
import { figuresTable } from './figures.ts';
import { caseParts, expectedParts, recallParts } from './lists.ts';
import { noteLine, sectionTitle } from './prose.ts';
import { chaptersOf } from './sentences.ts';
import type { FundSectionView, LocalityView } from './view.ts';
import { closingWithoutAddressee, letterheadOf } from '../papers/letterhead.ts';
import { heading, paragraph } from '../papers/parts.ts';
import { count, proseDate } from '../words/vietnamese.ts';

/** What an issued report gives; a draft leaves it blank. */
export interface Issue {
  /** With its symbol: `15/BC-QHT`. */
  readonly documentNumber: string;
  /** `YYYY-MM-DD`. */
  readonly issuedOn: string;
}

/** `Văn Quan 03 HTX; Bắc Sơn 02 HTX`, in the order given. */
const numbersByLocality = (localities: readonly LocalityView[]): string =>
  localities
    .map(({ locality, cooperatives }) => `${locality} ${count(cooperatives.length)} HTX`)
    .join('; ');

/**
 * The fund section of the provincial report as an official document (R19, R23, R24): the prose with
 * rounded figures, then each figure to the đồng, then the lists. Its chapters keep their numbers
 * from report to report, whatever there is to say.
 */
export function fundSectionDocument(
  section: FundSectionView,
  fund: { readonly name: string; readonly province: string },
  letter: Letter,
  issue: Issue | null,
): Part[] {
  const { notes, projectedYearEnd } = section;
  const said = Object.values(chaptersOf(section, numbersByLocality)).map(
    ({ title, paragraphs }) => ({ title, parts: paragraphs.map(paragraph) }),
  );
  const chapters: { title: string; parts: Part[] }[] = [
    ...said,
    { title: 'Bảng số liệu', parts: [figuresTable(section)] },
    { title: 'HTX nợ quá hạn bị khởi kiện, theo địa bàn', parts: caseParts(section) },
    {
      title: 'HTX nợ trong hạn bị thu hồi vốn trước hạn, theo địa bàn',
      parts: recallParts(section),
    },
    {
      title: `Nợ gốc dự kiến thu đến ${proseDate(projectedYearEnd.date)}`,
      parts: expectedParts(section),
    },
    {
      title: 'Ghi chú',
      parts: notes.length === 0 ? [paragraph('Không có.')] : notes.map(noteLine).map(paragraph),
    },
  ];
  const number = `Số: ${issue?.documentNumber ?? `…………/BC-${letter.symbol}`}`;
  return [
    letterheadOf(letter, number, issue?.issuedOn ?? null),
    { kind: 'title', lines: ['BÁO CÁO', ...sectionTitle(section, fund)] },
    ...chapters.flatMap(({ title, parts }, index): Part[] => [
      heading(`${index + 1}. ${title}`),
      ...parts,
    ]),
    closingWithoutAddressee(letter),
  ];
}
