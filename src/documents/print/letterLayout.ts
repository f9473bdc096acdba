import { balanced, boundIssuer } from './binding.ts';
import { MOTTO, NATIONAL_TITLE, type Form, type PartOf } from './content.ts';
import { textWidth, type FontStyle } from './fonts.ts';
import { letterheadWidths, SIZES, TEXT_WIDTH } from './layout.ts';

/** The rule under the issuer, between a third and a half of its line (ND30). */
export const ISSUER_RULE = 60;

export const nationalTitleWidth = (): number =>
  textWidth(NATIONAL_TITLE, SIZES.nationalTitle, 'bold');

/** The rule under a title, between a third and a half of its line (ND30). */
export const TITLE_RULE = 100;

/** The rule under the motto is as wide as the motto. */
export const mottoWidth = (): number => textWidth(MOTTO, SIZES.motto, 'bold');

const SMALLEST = 9;

/** The size at which place and date stand on one line. */
export function placeAndDateSize(text: string): number {
  const { right } = letterheadWidths(nationalTitleWidth());
  let size: number = SIZES.placeAndDate;
  while (size > SMALLEST && textWidth(text, size, 'italics') > right) size -= 0.5;
  return size;
}

/** Whether it stands on one line at the smallest size. */
export const fitsPlaceAndDate = (text: string): boolean =>
  textWidth(text, SMALLEST, 'italics') <= letterheadWidths(nationalTitleWidth()).right;

/**
 * The lines of the issuer and of what stands above it, in capitals: of about one length, parted
 * neither within `HỢP TÁC XÃ` nor within the name of a province.
 */
export function issuerLines(
  { superior, issuer, placeAndDate }: PartOf<'letterhead'>,
  form: Form,
  room: number,
): { readonly superior: readonly string[]; readonly issuer: readonly string[] } {
  const [place = ''] = placeAndDate.split(',');
  const linesOf = (text: string, style: FontStyle): readonly string[] => {
    const name = text.toLocaleUpperCase('vi');
    if (form === 1) return [name];
    const widthOf = (words: string) => textWidth(words, SIZES.issuer, style);
    return balanced(boundIssuer(name, place), room, widthOf);
  };
  return {
    superior: superior === null ? [] : linesOf(superior, 'normal'),
    issuer: linesOf(issuer, 'bold'),
  };
}

/** What stands in brackets under a title is set in italics. */
export const isInBrackets = (line: string): boolean => line.startsWith('(');

const LABEL = /^Kính gửi:\s*/;

/** The lines of an addressee without `Kính gửi:`, which stands before the first of them. */
export function withoutLabel(lines: readonly string[]): string[] {
  return lines.map((line, index) => (index === 0 ? line.replace(LABEL, '') : line));
}

/** Where an addressee stands: in the middle, where it is not as wide as the text. */
export function addresseeLayout(lines: readonly string[]): {
  readonly label: string;
  readonly labelWidth: number;
  readonly indent: number;
} {
  const label = LABEL.test(lines[0] ?? '') ? 'Kính gửi:' : '';
  const labelWidth = label === '' ? 0 : textWidth(`${label}  `, SIZES.body);
  const widths = withoutLabel(lines).map((line) => textWidth(line, SIZES.body, 'bold'));
  const widest = widths.reduce((most, width) => (width > most ? width : most), 0);
  const left = (TEXT_WIDTH - labelWidth - widest) / 2;
  return { label, labelWidth, indent: left > 0 ? left : 0 };
}
