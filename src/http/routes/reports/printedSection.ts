import { fundSectionDocument, type Issue } from '../../../documents/section/document.ts';
import type { FundSectionView } from '../../../documents/section/view.ts';
import { proseDate } from '../../../documents/words/vietnamese.ts';
import type { Letter } from '../../../domain/fund/documentSettings.ts';
import type { Printed } from '../../files/documentReply.ts';

interface NamedFund {
  readonly code: string;
  readonly name: string;
  readonly province: string;
}

/** The fund section as a document; `issue` is null where it was not issued. */
export function printedSection(
  view: FundSectionView,
  { fund, letter }: { readonly fund: NamedFund; readonly letter: Letter },
  issue: Issue | null,
): Printed {
  return {
    parts: fundSectionDocument(view, fund, letter, issue),
    fileName: `bao-cao-${fund.code}-${view.asOf}`,
    marks: {
      title: `Báo cáo hoạt động của Quỹ đến ${proseDate(view.asOf)}`,
      author: letter.issuerName,
      createdOn: issue?.issuedOn ?? view.asOf,
    },
  };
}
