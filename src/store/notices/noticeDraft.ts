import { and, eq } from 'drizzle-orm';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { Quarter } from '../../domain/primitives/quarters.ts';
import type { FundTx } from '../database/database.ts';
import type { RecordedFact } from '../database/recording.ts';
import { noticeDraft } from '../database/tables/documents.ts';
import { dayOf, given, RawJson, type FactStore, type Row } from '../facts/factStore.ts';
import type { Of } from '../facts/head.ts';

interface NewNoticeDraft {
  readonly quarter: Quarter;
  readonly payBy: CalendarDate;
  /** What was known then is in it. */
  readonly knownAt: Date;
}

/** What a loan would get: a notice of so much, or none, for a reason. */
export interface DraftedLoan {
  readonly loanId: string;
  readonly contractNumber: string;
  readonly cooperativeId: string;
  readonly cooperativeName: string;
  /** Digits; null: it could not be worked out. */
  readonly total: string | null;
  readonly failure: string | null;
}

/** What a draft lists. */
export interface DraftContent {
  readonly loans: readonly DraftedLoan[];
  readonly nothingToPay: number;
  /** Of how many loans a notice of the quarter stands already. */
  readonly issuedAlready: number;
}

/** A draft of notices, as if issued on its `effectiveOn`. */
export interface StoredNoticeDraft extends NewNoticeDraft, RecordedFact {
  /** When it was dropped; null: it was not. */
  readonly reversedAt: Date | null;
}

export type NoticeDraftEntry = Of<'notice_draft'> & NewNoticeDraft;

/** Its row has what it lists beside what its entry says: `draftColumns`. */
export const noticeDraftStore: FactStore<NoticeDraftEntry> = {
  kinds: ['notice_draft'],
  table: 'notice_draft',
  columns: ['s.quarter', 's.pay_by', '(extract(epoch from s.known_at) * 1000)::bigint'],
  entryOf: (head, [quarter, payBy, knownAt]) => ({
    quarter: given(quarter) as Quarter,
    payBy: dayOf(payBy),
    knownAt: new Date(+given(knownAt)),
    ...head,
    factKind: 'notice_draft',
  }),
  rowsOf: ({ id, quarter, payBy, knownAt }) => [
    ['notice_draft', { id, quarter, pay_by: payBy, known_at: knownAt.toISOString() }],
  ],
};

/** The column that keeps what a draft lists. */
export const draftColumns = (content: DraftContent): Row => ({
  content: new RawJson(JSON.stringify(content)),
});

/** What a draft lists. */
export async function draftContent(tx: FundTx, id: string): Promise<DraftContent> {
  const [found] = await tx.db
    .select({ content: noticeDraft.content })
    .from(noticeDraft)
    .where(and(eq(noticeDraft.fundId, tx.fundId), eq(noticeDraft.id, id)));
  if (found === undefined) throw new Error(`no draft of notices ${id}`);
  return found.content as DraftContent;
}
