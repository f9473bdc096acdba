import type { Shape } from '../../../api/client.ts';
import { dayText, isDay } from '../../../format/days.ts';
import { grouped } from '../../../format/money.ts';
import { words } from '../../../words/words.ts';

export type Event = Shape<'AuditEvent'>;

/** What a fact says, as the trail keeps it: the rows of its tables. */
interface Content {
  readonly kind?: unknown;
  readonly effectiveOn?: unknown;
  readonly said?: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
}

const KINDS = words.codes.factKind as Readonly<Record<string, string>>;

/** A reversal says of itself only the reason: what was reversed is what is told of it. */
const contentOf = ({ act, before, after }: Event): Content =>
  ((act === 'reversal' ? before : after) ?? {}) as Content;

function rowOf(event: Event): Readonly<Record<string, unknown>> {
  const { kind, said = {} } = contentOf(event);
  const rows = said[typeof kind === 'string' ? kind : ''] ?? Object.values(said)[0];
  return rows?.[0] ?? {};
}

const firstText = (...values: readonly unknown[]): string =>
  values.find((value) => typeof value === 'string') ?? '';

/** What was done: of a reversal, what it took back. */
export function actText(event: Event): string {
  const kind = firstText(contentOf(event).kind, event.act);
  const name = KINDS[kind] ?? kind;
  return event.act === 'reversal' ? `${words.parts.reverse}: ${name}` : name;
}

/** The number of the paper: of a voucher, decision, contract or document. */
export function numberText(event: Event): string {
  const row = rowOf(event);
  return firstText(row.voucherNumber, row.decisionNumber, row.contractNumber, row.documentNumber);
}

/** The amount, where there is one. */
export function amountText(event: Event): string {
  const row = rowOf(event);
  const digits = firstText(row.amount, event.act === 'loan' ? row.principal : undefined);
  return /^-?\d+$/.test(digits) ? grouped(digits) : '';
}

/** The day from which what was entered counts. */
export function effectiveText(event: Event): string {
  const { effectiveOn } = contentOf(event);
  return isDay(effectiveOn) ? dayText(effectiveOn) : '';
}

/** What a reversal took back; undefined: the event is another one. */
export function reversedIdOf({ act, after }: Event): string | undefined {
  if (act !== 'reversal') return undefined;
  const { said = {} } = (after ?? {}) as Content;
  return firstText(said.reversal?.[0]?.factId);
}
