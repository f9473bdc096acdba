import { docx } from '../documents/docx.ts';
import type { Issue } from '../documents/fundSectionDocument.ts';
import { fundSectionProse } from '../documents/fundSectionProse.ts';
import { fundSectionWorkbook } from '../documents/fundSectionWorkbook.ts';
import { pdf } from '../documents/pdf.ts';
import { xlsx } from '../documents/xlsx.ts';
import type { ExplainedSection } from '../domain/fundSection.ts';
import type { FundTx } from '../store/database.ts';
import { fundLetter } from '../usecases/settings.ts';
import { printedSection } from './printedSection.ts';
import { presentFundSection } from './routes/reports.ts';
import { hasTooManyRows } from './workbookReply.ts';

/** The forms in which a report is issued, each kept byte for byte. */
export const ISSUED_FORMATS = ['text', 'pdf', 'docx', 'xlsx'] as const;

interface IssuedDocument {
  readonly format: (typeof ISSUED_FORMATS)[number];
  readonly bytes: Uint8Array;
}

/** The documents of a section that is being issued; a workbook only where it is not too large. */
export async function issuedDocuments(
  tx: FundTx,
  explained: ExplainedSection,
  issue: Issue & { readonly knownAt: Date },
): Promise<IssuedDocument[]> {
  const { knownAt } = issue;
  const { fund, letter } = await fundLetter(tx, knownAt);
  const view = presentFundSection(explained.section, knownAt, 'vi');
  const { parts, marks } = printedSection(view, { fund, letter }, issue);
  const workbook = fundSectionWorkbook(explained, fund, knownAt);
  return [
    { format: 'text', bytes: Buffer.from(`${fundSectionProse(view, fund)}\n`) },
    { format: 'pdf', bytes: await pdf(parts, marks) },
    { format: 'docx', bytes: await docx(parts, marks) },
    ...(hasTooManyRows(workbook) ? [] : [{ format: 'xlsx', bytes: await xlsx(workbook) } as const]),
  ];
}
