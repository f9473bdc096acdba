import { Paragraph, Table, TableCell, WidthType } from 'docx';
import { type Form, MOTTO, NATIONAL_TITLE, type PartOf } from './content.ts';
import {
  HEAD_GAP,
  letterheadWidths,
  PARAGRAPH_GAP,
  SIGNATURE_ROOM,
  SIZES,
  TEXT_WIDTH,
} from './layout.ts';
import {
  addresseeLayout,
  isInBrackets,
  ISSUER_RULE,
  issuerLines,
  TITLE_RULE,
  mottoWidth,
  nationalTitleWidth,
  placeAndDateSize,
  withoutLabel,
} from './letterLayout.ts';
import {
  type Block,
  twips,
  type LineStyle,
  linesIn,
  CENTER,
  rule,
  cell,
  beside,
  gap,
} from './docxWords.ts';

/** Superior, issuer and number on the left, the national title and the date on the right. */
export function letterhead(part: PartOf<'letterhead'>, form: Form): Block[] {
  const { number, subject, placeAndDate } = part;
  const { left, right } = letterheadWidths(nationalTitleWidth());
  const aside = { right: 8 };
  const line = linesIn(form);
  const lines = issuerLines(part, form, left - aside.right);
  const style = (size: number, more: LineStyle = {}) => ({ size, alignment: CENTER, ...more });
  const issuerBlock = [
    ...lines.superior.map((text) => line(text, style(SIZES.issuer))),
    ...lines.issuer.map((text) => line(text, style(SIZES.issuer, { bold: true }))),
    rule(ISSUER_RULE, left - aside.right, form),
  ];
  const national = [
    line(NATIONAL_TITLE, style(SIZES.nationalTitle, { bold: true })),
    line(MOTTO, style(SIZES.motto, { bold: true })),
    rule(mottoWidth(), right, form),
  ];
  const below = [
    ...(number === null ? [] : [line(number, style(SIZES.number, { before: 6 }))]),
    ...(subject === null ? [] : [line(subject, style(SIZES.subject))]),
  ];
  const size = placeAndDateSize(placeAndDate);
  const place = [line(placeAndDate, style(size, { italics: true, before: 6 }))];
  return [
    beside(
      [left, right],
      [
        [cell(left, issuerBlock, aside), cell(right, national)],
        [cell(left, below, aside), cell(right, place)],
      ],
    ),
    gap(HEAD_GAP[form]),
  ];
}

/** The title of a paper, with a rule below it. */
export function title({ lines }: PartOf<'title'>, form: Form): Block[] {
  const line = linesIn(form);
  const [names, asides] = [lines.filter((text) => !isInBrackets(text)), lines.filter(isInBrackets)];
  return [
    ...names.map((text, index) =>
      line(text, {
        alignment: CENTER,
        bold: true,
        size: SIZES.title,
        before: index === 0 ? 6 : 0,
      }),
    ),
    rule(TITLE_RULE, TEXT_WIDTH, form),
    ...asides.map((text) => line(text, { alignment: CENTER, italics: true, before: 4 })),
    gap(HEAD_GAP[form], true),
  ];
}

/** To whom a letter goes. */
export function addressee({ lines }: PartOf<'addressee'>, form: Form): Block[] {
  const line = linesIn(form);
  const { label, labelWidth, indent } = addresseeLayout(lines);
  const width = TEXT_WIDTH - indent - labelWidth;
  const rows = withoutLabel(lines).map((text, index) => [
    cell(labelWidth, [line(index === 0 ? label : '')]),
    cell(width, [line(text, { bold: index === 0 })]),
  ]);
  return [beside([labelWidth, width], rows, { indent }), gap(HEAD_GAP[form])];
}

const HALF = TEXT_WIDTH / 2;

/** The places in which two parties sign. */
export function signatures({ left, right }: PartOf<'signatures'>, form: Form): Table {
  const line = linesIn(form);
  const block = (lines: readonly string[]) =>
    cell(
      HALF,
      lines.map((text, index) =>
        line(text, {
          alignment: CENTER,
          before: index === 0 ? PARAGRAPH_GAP : 0,
          after: index === lines.length - 1 ? SIGNATURE_ROOM[form] : 0,
          ...(isInBrackets(text) ? { italics: true } : { bold: true }),
        }),
      ),
    );
  return beside([HALF, HALF], [[block(left), block(right)]]);
}

/** A closing with more letters is parted by the end of a page. */
export const MOST_LETTERS = 1_500;

/** The recipients on the left, who signs on the right. */
export function closing({ recipients, title, name }: PartOf<'closing'>, form: Form): Table {
  const line = linesIn(form);
  const left = [
    line(recipients.length === 0 ? '' : 'Nơi nhận:', {
      bold: true,
      italics: true,
      size: SIZES.recipientsTitle,
      before: PARAGRAPH_GAP,
    }),
    ...recipients.map((text) => line(text, { size: SIZES.recipients })),
  ];
  const right = [
    line(title, {
      bold: true,
      alignment: CENTER,
      before: PARAGRAPH_GAP,
      after: SIGNATURE_ROOM[form],
    }),
    line(name ?? '', { bold: true, alignment: CENTER }),
  ];
  const isWhole = form === 1 || recipients.join('').length <= MOST_LETTERS;
  return beside([HALF, HALF], [[cell(HALF, left, { right: 8 }), cell(HALF, right)]], { isWhole });
}

/**
 * What is signed, in one row with the paragraph before it: LibreOffice parts the paragraph from it
 * if the two are only to stay together.
 */
export function signed(before: Paragraph, signing: Table): Table {
  const whole = new TableCell({
    width: { size: twips(TEXT_WIDTH), type: WidthType.DXA },
    margins: { left: 0, right: 0 },
    children: [before, signing, gap(1)],
  });
  return beside([TEXT_WIDTH], [[whole]]);
}
