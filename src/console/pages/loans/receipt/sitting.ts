import { keep, kept } from '../../../api/kept.ts';
import { sumOf } from '../../../format/money.ts';

/** What a voucher of this sitting pays on one loan. */
interface SittingPart {
  readonly id: string;
  readonly amount: string;
  readonly isReversed: boolean;
}

/** A voucher of this sitting, as it is held against the paper. */
export interface SittingRow {
  readonly parts: readonly SittingPart[];
  readonly voucherNumber: string;
  readonly effectiveOn: string;
  readonly contracts: string;
  readonly cooperativeName: string;
}

const KEPT_AS = 'receipts-of-sitting';

/** The vouchers that were entered in this tab, the last one first. */
export function sitting(): readonly SittingRow[] {
  return (kept(KEPT_AS) as readonly SittingRow[] | null) ?? [];
}

/** Adds a voucher; the same one is added once. */
export function addToSitting(row: SittingRow): void {
  const before = sitting();
  if (before.some(({ parts }) => parts[0]?.id === row.parts[0]?.id)) return;
  keep(KEPT_AS, [row, ...before]);
}

/** Marks a receipt that was reversed, here or in the receipts book. */
export function noteReversed(receiptId: string): void {
  const rows = sitting().map((row) => ({
    ...row,
    parts: row.parts.map((part) => (part.id === receiptId ? { ...part, isReversed: true } : part)),
  }));
  keep(KEPT_AS, rows);
}

/** Begins a sitting anew. */
export function endSitting(): void {
  keep(KEPT_AS, []);
}

/** Whether nothing of a voucher stands any more. */
export function isReversed({ parts }: SittingRow): boolean {
  return parts.every((part) => part.isReversed);
}

/** What stands of a voucher; of one that was reversed, what it was. */
export function amountOf(row: SittingRow): string {
  const counting = isReversed(row) ? row.parts : row.parts.filter((part) => !part.isReversed);
  return sumOf(counting.map(({ amount }) => amount));
}

/** How many vouchers stand, and what they come to. */
export function sumOfSitting(rows: readonly SittingRow[]): {
  readonly count: number;
  readonly amount: string;
} {
  const standing = rows.filter((row) => !isReversed(row));
  return { count: standing.length, amount: sumOf(standing.map(amountOf)) };
}
