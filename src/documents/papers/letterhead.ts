import type { Letter } from '../../domain/fund/documentSettings.ts';
import type { Part, PartOf } from '../print/content.ts';
import { headingDate } from '../words/vietnamese.ts';

const BLANK_PLACE = '……………';

const BLANK_DATE = 'ngày …… tháng …… năm ………';

/**
 * How a document of the fund begins (R24).
 *
 * @param number as printed, such as `Số: 12/BC-QHT`; null: none
 * @param on `YYYY-MM-DD`; null: left blank
 */
export function letterheadOf(
  letter: Letter,
  number: string | null,
  on: string | null,
): PartOf<'letterhead'> {
  const { superiorName, issuerName, place } = letter;
  return {
    kind: 'letterhead',
    superior: superiorName?.toLocaleUpperCase('vi') ?? null,
    issuer: issuerName.toLocaleUpperCase('vi'),
    number,
    subject: null,
    placeAndDate: `${place ?? BLANK_PLACE}, ${on === null ? BLANK_DATE : headingDate(on)}`,
  };
}

/** Recipients as they are listed: `- Như trên;`, the last one with a full stop. */
export function listed(recipients: readonly string[]): string[] {
  return recipients.map((recipient, index) => {
    const plain = recipient.replace(/^-\s*/, '').replace(/[;.\s]+$/, '');
    return `- ${plain}${index === recipients.length - 1 ? '.' : ';'}`;
  });
}

/** How it ends: recipients and who signs (R24). */
export function closingOf({ recipients, signatoryTitle, signatoryName }: Letter): Part {
  return {
    kind: 'closing',
    recipients: listed(recipients),
    title: signatoryTitle.toLocaleUpperCase('vi'),
    name: signatoryName,
  };
}

/** As `closingOf`, of a paper that is addressed to nobody: there is no `Như trên`. */
export function closingWithoutAddressee(letter: Letter): Part {
  const isAddressee = (recipient: string) => /^[-\s]*như trên\b/iu.test(recipient);
  return closingOf({
    ...letter,
    recipients: letter.recipients.filter((each) => !isAddressee(each)),
  });
}
