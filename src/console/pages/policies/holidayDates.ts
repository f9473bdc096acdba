import { dayText, isDay } from '../../format/days.ts';
import { words } from '../../words/words.ts';

const WEEKDAYS = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const;

/** The day of the week of a date, in words. */
export function weekdayOf(date: string): string {
  const weekday = WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? 'sunday';
  return words.settings.weekdays[weekday];
}

/** A list of days as somebody types it: one a line, day first. */
export function linesOf(dates: readonly string[]): string {
  return dates.map(dayText).join('\n');
}

/** Days that were typed one a line; `wrong`: the lines that are no day of the year. */
export function datesOf(
  typed: string,
  year: number,
): { readonly dates: readonly string[]; readonly wrong: readonly string[] } {
  const lines = typed.split(/[\n,;]/).map((line) => line.trim());
  const dates: string[] = [];
  const wrong: string[] = [];
  for (const line of lines.filter((each) => each !== '')) {
    const [, day = '', month = '', of = ''] =
      /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(line) ?? [];
    const date = `${of}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (isDay(date) && of === String(year)) dates.push(date);
    else wrong.push(line);
  }
  return { dates, wrong };
}
