import { dayText, isDay, isMoment, momentText } from '../../format/days.ts';
import { grouped } from '../../format/money.ts';
import { words } from '../../words/words.ts';

const { fields } = words.audit;

const NAMES: Readonly<Record<string, string>> = fields;

/** The fields that are whole đồng. */
const MONEY: ReadonlySet<string> = new Set([
  'amount',
  'principal',
  'inTermInterest',
  'overdueInterest',
  'lateInterest',
  'total',
]);

/** The fields whose values are codes, with their words. */
const CODES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  component: words.codes.component,
  role: words.codes.role,
};

function shown(name: string, value: unknown): string | null {
  if (typeof value === 'number') return `${value}`;
  if (typeof value !== 'string' || value === '') return null;
  if (name in CODES) return CODES[name]?.[value] ?? value;
  if (MONEY.has(name)) return /^-?\d+$/.test(value) ? grouped(value) : null;
  if (isDay(value)) return dayText(value);
  return name.endsWith('At') && isMoment(value) ? momentText(value) : value;
}

/** What was recorded, in parts: the fields of the thing itself, then those of each of its rows. */
export interface RecordedPart {
  readonly lines: readonly (readonly [string, string])[];
  /** What has no words, as it was recorded. */
  readonly rest: Readonly<Record<string, unknown>>;
}

function partOf(recorded: object): RecordedPart {
  const lines: (readonly [string, string])[] = [];
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(recorded)) {
    const [title, said] = [NAMES[name], shown(name, value)];
    if (title !== undefined && said !== null) lines.push([title, said]);
    else if (value !== null) rest[name] = value;
  }
  return { lines, rest };
}

function rowsIn(said: unknown): object[] {
  if (typeof said !== 'object' || said === null) return [];
  return Object.values(said)
    .flatMap((table): unknown[] => (Array.isArray(table) ? table : [table]))
    .filter((row) => typeof row === 'object' && row !== null);
}

/** Parts what was recorded into lines that people read, and the rest. */
export function recordedParts(recorded: object): readonly RecordedPart[] {
  const { said, ...own } = recorded as { readonly said?: unknown };
  return [own, ...rowsIn(said)].map(partOf);
}
