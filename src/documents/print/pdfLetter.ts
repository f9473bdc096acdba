import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { MOTTO, NATIONAL_TITLE, type PartOf } from './content.ts';
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
  fitsPlaceAndDate,
  isInBrackets,
  ISSUER_RULE,
  issuerLines,
  TITLE_RULE,
  mottoWidth,
  nationalTitleWidth,
  placeAndDateSize,
  withoutLabel,
} from './letterLayout.ts';
import { center, type Setting, pieces, rule, beside, opening } from './pdfWords.ts';

/** Superior, issuer and number on the left, the national title and the date on the right. */
export function letterhead(part: PartOf<'letterhead'>, setting: Setting): Content {
  const { number, subject, placeAndDate } = part;
  const { form } = setting;
  const { left, right } = letterheadWidths(nationalTitleWidth());
  const gap = 8;
  const lines = issuerLines(part, form, left - gap);
  const issuerBlock: Content[] = [
    ...lines.superior.map((text) => ({ text, fontSize: SIZES.issuer })),
    ...lines.issuer.map((text) => ({ text, bold: true, fontSize: SIZES.issuer })),
    rule(ISSUER_RULE, form),
  ];
  const national: Content[] = [
    { text: NATIONAL_TITLE, bold: true, fontSize: SIZES.nationalTitle, noWrap: true },
    { text: MOTTO, bold: true, fontSize: SIZES.motto, noWrap: true },
    rule(mottoWidth(), form),
  ];
  const below: Content[] = [
    ...(number === null ? [] : [{ text: number, fontSize: SIZES.number }]),
    ...(subject === null ? [] : [{ text: subject, fontSize: SIZES.subject }]),
  ];
  const place: Content = {
    text: placeAndDate,
    italics: true,
    fontSize: placeAndDateSize(placeAndDate),
    noWrap: form === 1 || fitsPlaceAndDate(placeAndDate),
  };
  const block = (stack: Content[], margin: [number, number, number, number]): TableCell => ({
    stack,
    alignment: center,
    margin,
  });
  return {
    ...(beside(
      [left, right],
      [
        [block(issuerBlock, [0, 0, gap, 0]), block(national, [0, 0, 0, 0])],
        [block(below, [0, 6, gap, 0]), block([place], [0, 6, 0, 0])],
      ],
      setting,
    ) as object),
    margin: [0, 0, 0, HEAD_GAP[form]],
  } as Content;
}

/** The title of a paper, with a rule below it. */
export function title({ lines }: PartOf<'title'>, { form }: Setting): Content {
  const [names, asides] = [lines.filter((text) => !isInBrackets(text)), lines.filter(isInBrackets)];
  return {
    stack: [
      ...names.map((text) => ({
        text: pieces(text, form, { room: TEXT_WIDTH, size: SIZES.title, style: 'bold' }),
        bold: true,
        fontSize: SIZES.title,
      })),
      rule(TITLE_RULE, form),
      ...asides.map((text) => ({
        text: pieces(text, form, { room: TEXT_WIDTH, size: SIZES.body, style: 'italics' }),
        italics: true,
        margin: [0, 4, 0, 0],
      })),
    ],
    alignment: center,
    margin: [0, 6, 0, HEAD_GAP[form]],
  } as Content;
}

/** To whom a letter goes. */
export function addressee({ lines }: PartOf<'addressee'>, setting: Setting): Content {
  const { label, indent, labelWidth } = addresseeLayout(lines);
  const room = TEXT_WIDTH - indent - labelWidth;
  const rows = withoutLabel(lines).map((text, index): TableCell[] => [
    { text: index === 0 ? label : '', noWrap: true },
    {
      text: pieces(text, setting.form, { room, size: SIZES.body, style: 'bold' }),
      bold: index === 0,
    },
  ]);
  return {
    ...(beside([labelWidth, room], rows, setting) as object),
    margin: [indent, 0, 0, HEAD_GAP[setting.form]],
  } as Content;
}

const half = TEXT_WIDTH / 2;

/** The places in which two parties sign. */
export function signatures(
  { left, right }: PartOf<'signatures'>,
  index: number,
  setting: Setting,
): Content {
  const words = { room: half, size: SIZES.body, style: 'bold' } as const;
  const block = (lines: readonly string[]): TableCell => ({
    stack: lines.map((text) => ({
      text: pieces(text, setting.form, words).map((each) => opening(each, `${index}`)),
      ...(isInBrackets(text) ? { italics: true } : { bold: true }),
    })),
    alignment: center,
    margin: [0, PARAGRAPH_GAP, 0, SIGNATURE_ROOM[setting.form]],
  });
  return beside([half, half], [[block(left), block(right)]], setting);
}

/** The recipients on the left, who signs on the right. */
export function closing(
  { recipients, title, name }: PartOf<'closing'>,
  index: number,
  setting: Setting,
): Content {
  const { form } = setting;
  const words = { room: half, size: SIZES.body, style: 'bold' } as const;
  const left: TableCell = {
    stack: [
      {
        text: recipients.length === 0 ? '' : 'Nơi nhận:',
        bold: true,
        italics: true,
        fontSize: SIZES.recipientsTitle,
      },
      ...recipients.map((text) => ({
        text: pieces(text, form, { room: half - 8, size: SIZES.recipients }),
        fontSize: SIZES.recipients,
      })),
    ],
    margin: [0, PARAGRAPH_GAP, 8, 0],
  };
  const right: TableCell = {
    stack: [
      {
        text: pieces(title, form, words).map((each) => opening(each, `${index}`)),
        bold: true,
      },
      {
        text: pieces(name ?? '', form, words),
        bold: true,
        margin: [0, SIGNATURE_ROOM[form], 0, 0],
      },
    ],
    alignment: center,
    margin: [0, PARAGRAPH_GAP, 0, 0],
  };
  return beside([half, half], [[left, right]], setting);
}
