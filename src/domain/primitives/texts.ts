/**
 * What stands in no text: control characters but tab and line breaks, marks that turn the direction of
 * writing or annotate, halves of characters, what is no character and what a program writes in place
 * of letters that it could not read (U+FFFD). A text goes into XML and among other words of a paper:
 * there a control character is malformed, and a mark turns dates round.
 */
const NO_TEXT =
  /(?![\t\n\r])\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufff9-\ufffd]|[\u{e0000}-\u{e007f}]|\p{Surrogate}|\p{Noncharacter_Code_Point}/u;

/** Unicode's bound for text in streams (UAX #15): to put longer runs in order takes their square. */
const LONG_RUN_OF_MARKS = /\p{M}{31}/u;

const NOTHING_TO_SEE = /^[\s\p{Default_Ignorable_Code_Point}]*$/u;

/** A text as the service keeps and compares it: trimmed, in Unicode NFC; nothing if nothing is seen. */
export const kept = (text: string): string =>
  NOTHING_TO_SEE.test(text) ? '' : text.trim().normalize('NFC');

/** Whether it is a text of letters and signs that can be written down. */
export const isText = (text: string): boolean =>
  !NO_TEXT.test(text) && !LONG_RUN_OF_MARKS.test(text);

/** A text from elsewhere with a space in place of each sign that stands in no text. */
export const withoutNoText = (text: string): string => text.replace(new RegExp(NO_TEXT, 'gu'), ' ');
