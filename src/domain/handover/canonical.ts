import { Dec, text } from '../primitives/money.ts';

/** Amounts and rates in digits, the names of each object in their order: one way to say one thing. */
function inOrder(value: unknown): unknown {
  if (Dec.isDecimal(value)) return text(value as Dec);
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, each]) => [name, inOrder(each)]));
}

/** The text of which the hash of a document is taken: JSON without spaces, names in their order. */
export const canonical = (value: unknown): string => JSON.stringify(inOrder(value));
