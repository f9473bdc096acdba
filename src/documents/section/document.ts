import type { Letter } from '../../domain/fund/documentSettings.ts';
import type { Part } from '../print/content.ts';
import { figuresTable } from './figures.ts';
import { caseParts, expectedParts, recallParts } from './lists.ts';
import { EXPECTED, notesChapter, sectionTitle } from './prose.ts';
import { chaptersOf, type Chapter } from './sentences.ts';
import type { FundSectionView, LocalityView } from './view.ts';
import { closingWithoutAddressee, letterheadOf } from '../papers/letterhead.ts';
import { heading, paragraph } from '../papers/parts.ts';
import { count } from '../words/vietnamese.ts';

/** What an issued report gives; a draft leaves it blank. */
export interface Issue {
  /** With its symbol: `15/BC-QHT`; null: left blank. */
  readonly documentNumber: string | null;
  /** `YYYY-MM-DD`. */
  readonly issuedOn: string;
}

/** `Văn Quan 03 HTX; Bắc Sơn 02 HTX`, in the order given. */
const numbersByLocality = (localities: readonly LocalityView[]): string =>
  localities
    .map(({ locality, cooperatives }) => `${locality} ${count(cooperatives.length)} HTX`)
    .join('; ');

/**
 * The fund section of the provincial report as an official document (R19, R23, R24): the chapters of
 * the prose under the same numbers, with rounded figures and their lists, then each figure to the
 * đồng.
 */
export function fundSectionDocument(
  section: FundSectionView,
  fund: { readonly name: string; readonly province: string },
  letter: Letter,
  issue: Issue | null,
): Part[] {
  const { lending, capital, interest, litigation, recalls, yearEnd, newLending } = chaptersOf(
    section,
    numbersByLocality,
  );
  const said = ({ title, paragraphs }: Chapter, ...parts: Part[]) => ({
    title,
    parts: [...paragraphs.map(paragraph), ...parts],
  });
  const chapters = [
    said(lending),
    said(capital),
    said(interest),
    said(litigation, ...caseParts(section)),
    said(recalls, ...recallParts(section)),
    said(yearEnd),
    said(newLending),
    { title: EXPECTED, parts: expectedParts(section) },
    ...notesChapter(section).map((each) => said(each)),
  ];
  const number = `Số: ${issue?.documentNumber ?? `…………/BC-${letter.symbol}`}`;
  return [
    letterheadOf(letter, number, issue?.issuedOn ?? null),
    { kind: 'title', lines: ['BÁO CÁO', ...sectionTitle(section, fund)] },
    ...chapters.flatMap(({ title, parts }, index): Part[] => [
      heading(`${index + 1}. ${title}`),
      ...parts,
    ]),
    heading('Bảng số liệu'),
    figuresTable(section),
    closingWithoutAddressee(letter),
  ];
}
