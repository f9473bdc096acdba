import { and, eq } from 'drizzle-orm';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { FundTx } from '../database/database.ts';
import type { RecordedFact } from '../database/recording.ts';
import { keptClassification } from '../database/tables/schedule.ts';
import { dayOf, given, RawJson, type FactStore, type Row } from '../facts/factStore.ts';
import type { Of } from '../facts/head.ts';

interface KeptHead {
  readonly asOf: CalendarDate;
  /** What was known then is in it. */
  readonly knownAt: Date;
}

/** A row of the report as it was answered: its fields by name, money as digits. */
export type KeptRow = Readonly<Record<string, unknown>>;

/** What a kept classification says: the totals of the report, and a row for each loan. */
export interface KeptFigures {
  readonly figures: Readonly<Record<string, unknown>>;
  readonly rows: readonly KeptRow[];
}

/** A kept classification without its figures. */
export interface StoredKept extends KeptHead, RecordedFact {}

export type KeptClassificationEntry = Of<'kept_classification'> & KeptHead;

/** Its row has the figures and rows beside what its entry says: `keptColumns`. */
export const keptClassificationStore: FactStore<KeptClassificationEntry> = {
  kinds: ['kept_classification'],
  table: 'kept_classification',
  columns: ['s.as_of', '(extract(epoch from s.known_at) * 1000)::bigint'],
  entryOf: (head, [asOf, knownAt]) => ({
    asOf: dayOf(asOf),
    knownAt: new Date(+given(knownAt)),
    ...head,
    factKind: 'kept_classification',
  }),
  rowsOf: ({ id, asOf, knownAt }) => [
    ['kept_classification', { id, as_of: asOf, known_at: knownAt.toISOString() }],
  ],
};

/** The columns that keep the figures: read again in the order in which they were written. */
export const keptColumns = ({ figures, rows }: KeptFigures): Row => ({
  figures: new RawJson(JSON.stringify(figures)),
  rows: new RawJson(JSON.stringify(rows)),
});

/** What a kept classification says. */
export async function keptFigures(tx: FundTx, id: string): Promise<KeptFigures> {
  const { figures, rows } = keptClassification;
  const [found] = await tx.db
    .select({ figures, rows })
    .from(keptClassification)
    .where(and(eq(keptClassification.fundId, tx.fundId), eq(keptClassification.id, id)));
  if (found === undefined) throw new Error(`no kept classification ${id}`);
  return found as KeptFigures;
}
