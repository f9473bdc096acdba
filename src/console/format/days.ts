/** `2023-06-30` → `30/06/2023`. */
export function dayText(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${day}/${month}/${year}`;
}

const BY_CLOCK = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Ho_Chi_Minh',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** An instant by the clock of Viet Nam: `21:18:05 28/11/2026`. */
export function momentText(instant: string): string {
  const [date = '', time = ''] = BY_CLOCK.format(new Date(instant)).split(' ');
  return `${time} ${dayText(date)}`;
}

/** The day of an instant by the clock of Viet Nam, as `YYYY-MM-DD`. */
export function dayOfMoment(instant: string): string {
  return BY_CLOCK.format(new Date(instant)).slice(0, 10);
}

/** Today in Viet Nam, as `YYYY-MM-DD`. */
export function today(): string {
  return BY_CLOCK.format(new Date()).slice(0, 10);
}

/** Whether a text is an instant. */
export function isMoment(text: string): boolean {
  return String(new Date(text)) !== 'Invalid Date';
}

/** Whether a text is a date that exists, as `YYYY-MM-DD`, of the years of which the service reckons. */
export function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !/^(19|20|21)\d\d-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return String(at) !== 'Invalid Date' && at.toISOString().startsWith(text);
}

const MS_OF_DAY = 86_400_000;

/** The day that lies a number of days after a day, or before it. */
export function daysAfter(date: string, count: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + count * MS_OF_DAY).toISOString().slice(0, 10);
}

/** The Sunday that ends the week of a day. */
export function endOfWeek(date: string): string {
  const sinceSunday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return daysAfter(date, sinceSunday === 0 ? 0 : 7 - sinceSunday);
}

/** The last day of the month of a day. */
export function endOfMonth(date: string): string {
  const inNextMonth = daysAfter(`${date.slice(0, 7)}-28`, 4);
  return daysAfter(`${inNextMonth.slice(0, 7)}-01`, -1);
}

/** How many days lie between two days. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / MS_OF_DAY);
}

/** The quarter of a day: `2023-Q2`. */
export function quarterOf(date: string): string {
  const month = date.slice(5, 7);
  const quarter = month <= '03' ? 1 : month <= '06' ? 2 : month <= '09' ? 3 : 4;
  return `${date.slice(0, 4)}-Q${quarter}`;
}

const QUARTERS: Readonly<
  Record<string, { readonly roman: string; readonly start: string; readonly end: string }>
> = {
  Q1: { roman: 'I', start: '01-01', end: '03-31' },
  Q2: { roman: 'II', start: '04-01', end: '06-30' },
  Q3: { roman: 'III', start: '07-01', end: '09-30' },
  Q4: { roman: 'IV', start: '10-01', end: '12-31' },
};

/** The last day of a quarter, from `2023-Q2`. */
export function endOfQuarter(quarter: string): string {
  return `${quarter.slice(0, 4)}-${QUARTERS[quarter.slice(5)]?.end ?? '12-31'}`;
}

/** The day before the quarter of a day began: the last one of the quarter before. */
export function endOfQuarterBefore(date: string): string {
  const quarter = quarterOf(date);
  return daysAfter(`${quarter.slice(0, 4)}-${QUARTERS[quarter.slice(5)]?.start ?? '01-01'}`, -1);
}

/** A quarter as people write it: `II/2023`. */
export function quarterText(quarter: string): string {
  return `${QUARTERS[quarter.slice(5)]?.roman ?? ''}/${quarter.slice(0, 4)}`;
}

/** The first day of a quarter, from `2023-Q2`. */
export function startOfQuarter(quarter: string): string {
  const end = endOfQuarter(quarter);
  return `${end.slice(0, 5)}${STARTS[end.slice(5, 7)] ?? '10'}-01`;
}

const STARTS: Readonly<Record<string, string>> = { '03': '01', '06': '04', '09': '07', '12': '10' };

/** The quarter before a quarter. */
export function quarterBefore(quarter: string): string {
  return quarterOf(daysAfter(startOfQuarter(quarter), -1));
}

/** The last quarter that is over at the close of a day. */
export function lastQuarterOver(date: string): string {
  return quarterBefore(quarterOf(daysAfter(date, 1)));
}

/** A quarter as the service takes it: its year and its number from 1. */
export function partsOfQuarter(quarter: string): {
  readonly year: number;
  readonly quarter: number;
} {
  return {
    year: new Date(startOfQuarter(quarter)).getUTCFullYear(),
    quarter: Object.keys(QUARTERS).indexOf(quarter.slice(5)) + 1,
  };
}
