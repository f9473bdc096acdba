import type { Fund } from '../../../book/fund.ts';
import { docx, pdf, xlsx } from '../../../documents/makers.ts';
import { hasTooManyRows } from '../../../documents/print/content.ts';
import type { Issue } from '../../../documents/section/document.ts';
import { fundSectionProse } from '../../../documents/section/prose.ts';
import { fundSectionWorkbook } from '../../../documents/section/workbook.ts';
import type { ExplainedSection } from '../../../domain/reports/section/fundSection.ts';
import { fundLetter } from '../../../usecases/fund/documentSettings.ts';
import { printedSection } from './printedSection.ts';
import { presentFundSection } from './section.ts';
import { isTooLarge } from '../../files/workbookReply.ts';

/** The forms in which a report is issued, each kept byte for byte. */
export const ISSUED_FORMATS = ['text', 'pdf', 'docx', 'xlsx'] as const;

interface IssuedDocument {
  readonly format: (typeof ISSUED_FORMATS)[number];
  readonly bytes: Uint8Array;
}

/** The documents of a section that is being issued; files only where they are not too large. */
export async function issuedDocuments(
  tx: Fund,
  explained: ExplainedSection,
  issue: Issue & { readonly knownAt: Date },
): Promise<IssuedDocument[]> {
  const { knownAt } = issue;
  const { fund, letter } = fundLetter(tx, { asOf: explained.section.asOf, knownAt });
  const view = presentFundSection(explained.section, knownAt, 'vi');
  const { parts, marks } = printedSection(view, { fund, letter }, issue);
  const workbook = fundSectionWorkbook(explained, fund, knownAt);
  const documents: IssuedDocument[] = [
    { format: 'text', bytes: Buffer.from(`${fundSectionProse(view, fund)}\n`) },
  ];
  if (!hasTooManyRows(parts)) {
    documents.push({ format: 'pdf', bytes: await pdf(parts, marks) });
    documents.push({ format: 'docx', bytes: await docx(parts, marks) });
  }
  if (!isTooLarge(workbook)) documents.push({ format: 'xlsx', bytes: await xlsx(workbook) });
  return documents;
}
