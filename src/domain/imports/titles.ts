import { isCalendarDate, type CalendarDate } from '../primitives/dates.ts';
import { folded } from '../primitives/likeness.ts';
import { kept } from '../primitives/texts.ts';
import { ownOf, shown, type ReadRow } from './cells.ts';

// What a line above a table tells: the day, the contract, the borrower.

/** Between the texts of a title's cells: what a label says ends with its cell. */
const BETWEEN_CELLS = '   ';

/** A row above a table as one line. */
export const titleOf = ({ cells }: ReadRow): string =>
  cells.flatMap((cell) => (ownOf(cell) === null ? [] : [shown(cell)])).join(BETWEEN_CELLS);

const DAY = /(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})/;

const DAY_IN_WORDS = /(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})/;

/** Before the day at whose close figures stand. */
const UNTIL =
  /(den( het)?( ngay)?|tai( thoi diem)?( ngay)?|thoi diem|chot( ngay)?|tinh den|du no)\s*:?\s*(?=ngay|\d)/g;

const dayIn = (text: string): CalendarDate | null => {
  const [, day = '', month = '', year = ''] = DAY_IN_WORDS.exec(text) ?? DAY.exec(text) ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDate(date) ? date : null;
};

/** The day at whose close a sheet's figures stand, as its titles tell; null: they tell none. */
export function dayOfTitles(titles: readonly string[]): CalendarDate | null {
  for (const title of titles) {
    const bare = folded(title);
    const starts = [...bare.matchAll(UNTIL)].map(({ index, 0: words }) => index + words.length);
    // Behind the last such word: `từ ngày … đến ngày …`.
    for (const start of starts.toReversed()) {
      const day = dayIn(bare.slice(start, start + 40));
      if (day !== null) return day;
    }
  }
  return null;
}

/** What stands behind a label such as `Số HĐ:` in a line; null: the line has no such label. */
function behind(line: string, label: RegExp): string | null {
  const found = label.exec(line);
  if (found === null) return null;
  const [value = ''] = line
    .slice(found.index + found[0].length)
    .split(/\s{3,}|[;–]| - |,? ngày |\s\(/iu);
  const text = kept(value.replace(/[,.\s]+$/u, ''));
  return text === '' ? null : text;
}

const CONTRACT =
  /(?:số\s+)?(?:hợp\s+đồng(?:\s+(?:tín\s+dụng|vay(?:\s+vốn)?))?|hđtd|hđ|khế\s+ước)(?:\s+số)?\s*[:：]\s*/iu;

const BORROWER =
  /(?:tên\s+)?(?:khách\s+hàng|đơn\s+vị(?:\s+vay(?:\s+vốn)?)?|bên\s+vay|người\s+vay|hợp\s+tác\s+xã|htx)\s*[:：]\s*/iu;

const CODE = /mã\s+(?:số\s+)?(?:htx|kh|khách\s+hàng|đơn\s+vị)\s*[:：]\s*/iu;

const first = (titles: readonly string[], label: RegExp): string | null => {
  for (const title of titles) {
    const found = behind(title, label);
    if (found !== null) return found;
  }
  return null;
};

/** The contract that a sheet is about, as its titles tell: `Số HĐ: 01/2021/HĐTD`. */
export const contractOfTitles = (titles: readonly string[]) => first(titles, CONTRACT);

/** The borrower that a sheet is about: `Tên khách hàng: HTX …`. */
export const borrowerOfTitles = (titles: readonly string[]) => first(titles, BORROWER);

export const codeOfTitles = (titles: readonly string[]) => first(titles, CODE);
