import { and, eq } from 'drizzle-orm';
import type { DELIVERY_KINDS } from '../../domain/notices/noticeKinds.ts';
import type { FrozenContent } from '../../domain/notices/noticeContent.ts';
import type { NoticeKind } from '../../domain/notices/noticeKinds.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { money, text, type Money } from '../../domain/primitives/money.ts';
import type { Quarter } from '../../domain/primitives/quarters.ts';
import type { FundTx } from '../database/database.ts';
import { isOneOf } from '../database/fact.ts';
import type { RecordedFact } from '../database/recording.ts';
import { notice } from '../database/tables/documents.ts';
import type { Of } from '../facts/head.ts';
import { dayOf, given, type FactStore } from '../facts/factStore.ts';

export interface NewNotice {
  readonly loanId: string;
  readonly year: number;
  readonly number: number;
  /** Null, where it is no quarterly notice. */
  readonly quarter: Quarter | null;
  /** The recall that it is about; null: it is about none. */
  readonly recallId: string | null;
  readonly payBy: CalendarDate;
  readonly total: Money;
  readonly content: FrozenContent;
  readonly supersedesId: string | null;
  readonly reason: string | null;
}

/** How a notice reached its borrower, or a copy the owner of an asset, on its `effectiveOn`. */
export interface StoredDelivery extends RecordedFact {
  readonly noticeId: string;
  readonly kind: (typeof DELIVERY_KINDS)[number];
  readonly proofNumber: string | null;
  readonly note: string | null;
  /** The asset to whose owner the copy went (R41); null: to the borrower. */
  readonly collateralId: string | null;
}

/** A notice, issued on its `effectiveOn`. */
export interface StoredNotice extends NewNotice, RecordedFact {
  /** The notice that took its place; null while it stands. */
  readonly supersededById: string | null;
  /** What the notice that took its place says; null while it stands. */
  readonly replacement: FrozenContent | null;
  /** When it was taken back (R12); null: it was not. */
  readonly reversedAt: Date | null;
  readonly deliveries: readonly StoredDelivery[];
}

/** Whether a notice asks for what it says: it was neither superseded nor taken back. */
export const isStanding = ({
  supersededById,
  reversedAt: takenBackAt,
}: Pick<StoredNotice, 'supersededById' | 'reversedAt'>): boolean =>
  supersededById === null && takenBackAt === null;

/** Which notices: each field given narrows them. */
export interface NoticeFilter {
  readonly ids?: readonly string[] | undefined;
  readonly loanIds?: readonly string[] | undefined;
  readonly quarters?: readonly Quarter[] | undefined;
  /** With `quarters`: and the single notices issued in this year. */
  readonly singlesOf?: number | undefined;
  /** Of the quarter of a run and the loans that it made or found one of. */
  readonly runId?: string | undefined;
  /** The quarter's own, and the demand notices issued on its days. */
  readonly concerning?: Quarter | undefined;
  readonly kind?: NoticeKind | undefined;
  /** Neither superseded nor taken back, as known. */
  readonly standing?: boolean | undefined;
  readonly superseded?: boolean | undefined;
  /** Taken back, as known. */
  readonly reversed?: boolean | undefined;
  /** Standing, and not delivered yet, as known. */
  readonly undelivered?: boolean | undefined;
  /** The year and number of the last one already given. */
  readonly after?: { readonly year: number; readonly number: number } | undefined;
  readonly limit?: number | undefined;
}

/** The head of a notice: what it says is read from the database. */
export type NoticeEntry = Of<'notice'> & Omit<NewNotice, 'content'>;

export type DeliveryEntry = Of<'notice_delivery'> &
  Pick<StoredDelivery, 'noticeId' | 'kind' | 'proofNumber' | 'note' | 'collateralId'>;

/** A notice's row has its content beside what its entry says: `keepContent` adds it. */
export const noticeStore: FactStore<NoticeEntry> = {
  kinds: ['notice'],
  table: 'notice',
  columns: [
    's.loan_id',
    's.year',
    's.number',
    's.quarter',
    's.recall_id',
    's.pay_by',
    's.total',
    's.supersedes_id',
    's.reason',
  ],
  entryOf: (head, [loanId, year, number, quarter, recallId, payBy, total, supersedes, reason]) => ({
    loanId: given(loanId),
    year: +given(year),
    number: +given(number),
    quarter: (quarter ?? null) as Quarter | null,
    recallId: recallId ?? null,
    payBy: dayOf(payBy),
    total: money(given(total)),
    supersedesId: supersedes ?? null,
    reason: reason ?? null,
    ...head,
    factKind: 'notice',
  }),
  rowsOf: (entry) => [
    [
      'notice',
      {
        id: entry.id,
        loan_id: entry.loanId,
        year: entry.year,
        number: entry.number,
        quarter: entry.quarter,
        recall_id: entry.recallId,
        pay_by: entry.payBy,
        total: text(entry.total),
        supersedes_id: entry.supersedesId,
        reason: entry.reason,
      },
    ],
  ],
};

export const deliveryStore: FactStore<DeliveryEntry> = {
  kinds: ['notice_delivery'],
  table: 'notice_delivery',
  columns: ['s.notice_id', 's.kind', 's.proof_number', 's.note', 's.collateral_id'],
  entryOf: (head, [noticeId, kind, proofNumber, note, collateralId]) => ({
    noticeId: given(noticeId),
    kind: given(kind) as StoredDelivery['kind'],
    proofNumber: proofNumber ?? null,
    note: note ?? null,
    collateralId: collateralId ?? null,
    ...head,
    factKind: 'notice_delivery',
  }),
  rowsOf: ({ id, noticeId, kind, proofNumber, note, collateralId }) => [
    [
      'notice_delivery',
      {
        id,
        notice_id: noticeId,
        kind,
        proof_number: proofNumber,
        note,
        collateral_id: collateralId,
      },
    ],
  ],
};

/** What these notices say, by id. */
export async function noticeContents(
  tx: FundTx,
  ids: readonly string[],
): Promise<Map<string, FrozenContent>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.db
    .select({ id: notice.id, content: notice.content })
    .from(notice)
    .where(and(eq(notice.fundId, tx.fundId), isOneOf(notice.id, ids)));
  return new Map(rows.map(({ id, content }) => [id, content as FrozenContent]));
}
