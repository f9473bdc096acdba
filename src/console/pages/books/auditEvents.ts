import type { Shape } from '../../api/client.ts';
import { isDay, dayText } from '../../format/days.ts';
import { grouped } from '../../format/money.ts';
import { words } from '../../words/words.ts';

export type AuditEvent = Shape<'AuditEvent'>;

type Fields = Readonly<Record<string, unknown>>;

const ACTS: Readonly<Record<string, string>> = { ...words.codes.factKind, ...words.audit.acts };

/** What was done, in words. */
export const wordOfAct = (act: string): string => ACTS[act] ?? act;

/** The fields by which people know what was recorded, in the order in which they are told. */
const TELLING = [
  'voucherNumber',
  'contractNumber',
  'documentNumber',
  'decisionNumber',
  'number',
  'quarter',
  'year',
  'code',
  'name',
  'court',
  'fileName',
] as const;

/** Codes that have words of their own. */
const WORDS: Readonly<Record<string, string>> = {
  ...words.codes.stage,
  ...Object.fromEntries(
    Object.entries(words.settings.policy).map(([name, { title }]) => [name, title]),
  ),
};

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What was recorded: its own fields, and those of the first row of each of its tables. */
function fieldsOf({ after }: AuditEvent): Fields {
  const said: unknown = 'said' in after ? after.said : undefined;
  const rows = isFields(said)
    ? Object.values(said).flatMap((table): unknown[] =>
        Array.isArray(table) ? table.slice(0, 1) : [],
      )
    : [];
  return Object.assign({}, ...rows.filter(isFields), after) as Fields;
}

/** What was recorded, in short: its numbers, its amount, its day. */
export function briefOf(event: AuditEvent): string {
  const fields = fieldsOf(event);
  const { stage, amount, effectiveOn } = fields;
  const told = [stage, ...TELLING.map((field) => fields[field])].filter(
    (value) => typeof value === 'string' || typeof value === 'number',
  );
  return [
    ...told.map((value) => WORDS[value] ?? String(value)),
    ...(typeof amount === 'string' && /^-?\d+$/.test(amount) ? [grouped(amount)] : []),
    ...(isDay(effectiveOn) ? [dayText(effectiveOn)] : []),
  ].join(', ');
}
