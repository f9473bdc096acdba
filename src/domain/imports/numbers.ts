import { Dec } from '../primitives/money.ts';
import type { ReadCell } from './cells.ts';

// Numbers as they are typed: `1.610.000.000`, `1,610,000,000`, `200.000.000 đ`, `1 610`, `12,5`, `-`.

/** Which sign parts the decimals in a text; the other one groups the digits. */
export type DecimalSign = ',' | '.';

/** What a cell says as a number. */
export type NumberRead =
  | { readonly kind: 'number'; readonly value: Dec }
  | { readonly kind: 'nothing' }
  /** `1.234`: grouped or with decimals. */
  | { readonly kind: 'doubtful'; readonly grouped: Dec; readonly decimal: Dec }
  | { readonly kind: 'none' };

/** Excel keeps fifteen digits of a number: what is longer lost its end. */
const MOST_EXACT = new Dec('1e15');

/** Words that may follow an amount. */
const UNIT_BEHIND = /\s*(đồng|đ|vnđ|vnd|₫|d)\.?$/iu;

const NOTHING = /^[-–—−.·…]*$/u;

const PLAIN = /^\d+$/;

/** Groups of three digits behind the first one to three, all parted by one sign. */
const GROUPED: Readonly<Record<DecimalSign | ' ', RegExp>> = {
  '.': /^\d{1,3}(\.\d{3})+$/,
  ',': /^\d{1,3}(,\d{3})+$/,
  ' ': /^\d{1,3}( \d{3})+$/,
};

const dec = (digits: string): Dec => new Dec(digits);

const ungrouped = (text: string): string => text.replaceAll(/[., ]/g, '');

/** A number with both signs, or with one that can only part decimals; null: it is none. */
function mixed(text: string): Dec | null {
  const last = Math.max(text.lastIndexOf(','), text.lastIndexOf('.'));
  const [whole, decimals] = [text.slice(0, last), text.slice(last + 1)];
  if (!PLAIN.test(decimals)) return null;
  const other = text[last] === ',' ? '.' : ',';
  const isWhole = PLAIN.test(whole) || GROUPED[other].test(whole) || GROUPED[' '].test(whole);
  return isWhole ? dec(`${ungrouped(whole)}.${decimals}`) : null;
}

function unsigned(text: string, sign: DecimalSign | null): NumberRead {
  if (PLAIN.test(text)) return { kind: 'number', value: dec(text) };
  if (GROUPED[' '].test(text)) return { kind: 'number', value: dec(ungrouped(text)) };
  for (const group of ['.', ','] as const) {
    if (!GROUPED[group].test(text)) continue;
    const grouped = dec(ungrouped(text));
    const isOnce = text.indexOf(group) === text.lastIndexOf(group);
    if (!isOnce) return { kind: 'number', value: grouped };
    const decimal = dec(text.replace(',', '.'));
    if (sign === null) return { kind: 'doubtful', grouped, decimal };
    return { kind: 'number', value: sign === group ? decimal : grouped };
  }
  const value = mixed(text);
  return value === null ? { kind: 'none' } : { kind: 'number', value };
}

/** A number's sign and what is behind it: `-5`, `(5)`. */
function signed(text: string): { readonly isNegative: boolean; readonly rest: string } {
  const [, within] = /^\(\s*([^()]*)\s*\)$/.exec(text) ?? [];
  if (within !== undefined) return { isNegative: true, rest: within };
  const isNegative = /^[-−–]/u.test(text);
  return { isNegative, rest: isNegative ? text.slice(1).trim() : text };
}

const negated = (read: NumberRead): NumberRead => {
  if (read.kind === 'number') return { kind: 'number', value: read.value.negated() };
  if (read.kind !== 'doubtful') return read;
  return { kind: 'doubtful', grouped: read.grouped.negated(), decimal: read.decimal.negated() };
};

/**
 * The number that a text says. A dash, a dot or nothing is no amount.
 *
 * @param sign what parts decimals in the texts of its column; null: not known
 */
export function numberOfText(text: string, sign: DecimalSign | null): NumberRead {
  const bare = text.replace(/[\s\u00a0\u2007\u202f]+/gu, ' ').trim();
  if (NOTHING.test(bare)) return { kind: 'nothing' };
  const { isNegative, rest } = signed(bare.replace(UNIT_BEHIND, ''));
  if (!/^\d[\d., ]*$/.test(rest)) return { kind: 'none' };
  const read = unsigned(rest, sign);
  return isNegative ? negated(read) : read;
}

/** The number that a cell says, as it stands: a percentage is the hundredth part of what is shown. */
export function numberOf(
  cell: ReadCell | null | undefined,
  sign: DecimalSign | null = null,
): NumberRead {
  if (cell === null || cell === undefined) return { kind: 'nothing' };
  if (cell.kind === 'number') return { kind: 'number', value: dec(cell.text) };
  return cell.kind === 'text' ? numberOfText(cell.text, sign) : { kind: 'none' };
}

/** Whether a number kept by a spreadsheet may have lost digits at its end. */
export const isTooLong = (cell: ReadCell, value: Dec): boolean =>
  cell.kind === 'number' && value.abs().greaterThanOrEqualTo(MOST_EXACT);

/** What parts decimals in some texts, as far as one of them leaves no doubt; null: none does. */
export function decimalSignOf(texts: Iterable<string>): DecimalSign | null {
  for (const text of texts) {
    const bare = text.replace(UNIT_BEHIND, '').replace(/%$/, '').trim();
    if (!/^[-(]?\d[\d.,]*\)?$/.test(bare)) continue;
    const [comma, dot] = [bare.lastIndexOf(','), bare.lastIndexOf('.')];
    if (comma >= 0 && dot >= 0) return comma > dot ? ',' : '.';
    const sign = comma >= 0 ? ',' : dot >= 0 ? '.' : null;
    if (sign === null) continue;
    const other = sign === ',' ? '.' : ',';
    if (bare.indexOf(sign) !== bare.lastIndexOf(sign)) return other;
    if (!GROUPED[sign].test(bare.replace(/^[-(]|\)$/g, ''))) return sign;
  }
  return null;
}
