import { fundName, count, fullVnd, headingDate, proseDate } from '../words/vietnamese.ts';
import { caseLine, recallLine } from './caseLines.ts';
import { chaptersOf, noneExpected, type Chapter } from './sentences.ts';
import type { FundSectionView, LocalityView } from './view.ts';
import { localitiesSuffix } from '../sheets/workbook.ts';
import { GROUND_WORDS } from '../words/vocabulary.ts';

/** `Văn Quan 03 HTX (HTX Xuân Mai, …); Bắc Sơn …`, in the order given. */
function byLocality(localities: readonly LocalityView[]): string {
  return localities
    .map(({ locality, cooperatives }) => {
      const names = cooperatives.map(({ name }) => name).join(', ');
      return `${locality} ${count(cooperatives.length)} HTX (${names})`;
    })
    .join('; ');
}

/** What the section is about: whose activity, and of which days. */
export function sectionTitle(
  section: FundSectionView,
  fund: { name: string; province: string },
): string[] {
  const period = `từ ${proseDate(section.periodStart)} đến ${proseDate(section.asOf)}`;
  return [
    `Tình hình hoạt động của ${fundName(fund)}`,
    `(Số liệu đến ${headingDate(section.asOf)}; kỳ báo cáo ${period}${localitiesSuffix(section)})`,
  ];
}

function expectedReceiptLines(section: FundSectionView): string[] {
  const { expectedTotal, expectedReceipts } = section.projectedYearEnd;
  if (expectedReceipts.length === 0) return [noneExpected(section)];
  const lines = expectedReceipts.map((receipt) => {
    const { expectedOn, contractNumber, cooperativeName, principal, ground } = receipt;
    const what = `hợp đồng số ${contractNumber}, ${cooperativeName}, ${fullVnd(principal)}`;
    return `- Ngày ${proseDate(expectedOn)}: ${what}, theo ${GROUND_WORDS[ground]};`;
  });
  return [...lines, `Tổng cộng: ${fullVnd(expectedTotal)}.`];
}

const withLines = ({ title, paragraphs }: Chapter, lines: readonly string[]): Chapter => ({
  title,
  paragraphs: [...paragraphs, ...lines],
});

/** The title of the chapter of the principal that is expected. */
export const EXPECTED = 'Dự kiến thu nợ gốc';

/** A note of the section in one line. */
const noteLine = ({ detail }: { readonly detail: string }): string => `- ${detail}`;

/** The last chapter; none where there is nothing to explain. */
export const notesChapter = ({ notes }: FundSectionView): Chapter[] =>
  notes.length === 0 ? [] : [{ title: 'Ghi chú', paragraphs: notes.map(noteLine) }];

/** The loans under recall, last those of borrowers that are overdue. */
const recallsOf = ({ recalls: { loans, overdueLoans } }: FundSectionView) => [
  ...loans,
  ...overdueLoans,
];

/**
 * The fund section of the provincial report as Vietnamese prose (R19, R23), from the finished view:
 * plain text, one paragraph per line without wrapping, an empty line before each heading. Lists
 * keep the order they come in. Sums that do not hold are our bug and throw.
 */
export function fundSectionProse(
  section: FundSectionView,
  fund: { name: string; province: string },
): string {
  const { lending, capital, interest, litigation, recalls, yearEnd, newLending } = chaptersOf(
    section,
    byLocality,
  );
  const chapters: Chapter[] = [
    lending,
    capital,
    interest,
    withLines(litigation, section.litigation.cases.map(caseLine)),
    withLines(recalls, recallsOf(section).map(recallLine)),
    yearEnd,
    newLending,
    { title: EXPECTED, paragraphs: expectedReceiptLines(section) },
    ...notesChapter(section),
  ];
  const lines = sectionTitle(section, fund).map(onOneLine);
  chapters.forEach(({ title, paragraphs }, index) => {
    lines.push('', `${index + 1}. ${title}`, ...paragraphs.map(onOneLine));
  });
  return `${lines.join('\n')}\n`;
}

/** A paragraph stays one line, whatever a name or note carries. */
function onOneLine(paragraph: string): string {
  return paragraph.replace(/\s+/g, ' ').trim();
}
