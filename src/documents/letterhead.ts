import type { Letter } from '../domain/letter.ts';
import type { Part } from './content.ts';
import { headingDate } from './vietnamese.ts';

const BLANK_PLACE = '……………';
const BLANK_DATE = 'ngày …… tháng …… năm ………';

/**
 * How a document of the fund begins (R24).
 *
 * @param number as printed, such as `Số: 12/BC-QHT`; null: none
 * @param on `YYYY-MM-DD`; null: left blank
 */
export function letterheadOf(letter: Letter, number: string | null, on: string | null): Part {
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

/** How it ends: each recipient on a line of its own, the last one with a full stop (R24). */
export function closingOf({ recipients, signatoryTitle, signatoryName }: Letter): Part {
  const names = recipients.map((each) => each.replace(/^[-–\s]+|[;.\s]+$/g, ''));
  return {
    kind: 'closing',
    recipients: names.map((name, index) => `- ${name}${index < names.length - 1 ? ';' : '.'}`),
    title: signatoryTitle.toLocaleUpperCase('vi'),
    name: signatoryName,
  };
}
