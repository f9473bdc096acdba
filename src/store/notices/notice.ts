import {
  and,
  asc,
  between,
  eq,
  gte,
  inArray,
  isNotNull,
  isNull,
  not,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { money, text, type Money } from '../../domain/primitives/money.ts';
import type { DELIVERY_KINDS, NoticeKind } from '../../domain/notices/noticeKinds.ts';
import { firstDayOf, lastDayOf, type Quarter } from '../../domain/primitives/quarters.ts';
import type { FundTx } from '../database/database.ts';
import {
  factOf,
  isKnown,
  isOneOf,
  recorder,
  recording,
  reversedAt,
  stands,
} from '../database/fact.ts';
import type { RecordedFact } from '../database/recording.ts';
import { fact, token } from '../database/tables/schema.ts';
import { notice, noticeDelivery, noticeRun, noticeRunLoan } from '../database/tables/documents.ts';

/** What a notice says, as it was issued: money as digits, dates as text. */
export type FrozenContent = Readonly<Record<string, unknown>>;

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

/** How a notice reached its borrower, on its `effectiveOn`. */
export interface StoredDelivery extends RecordedFact {
  readonly noticeId: string;
  readonly kind: (typeof DELIVERY_KINDS)[number];
  readonly proofNumber: string | null;
}

/** A notice, issued on its `effectiveOn`. */
export interface StoredNotice extends NewNotice, RecordedFact {
  /** The notice that took its place; null while it stands. */
  readonly supersededById: string | null;
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

/** Adds notices, each under its fact. A number that exists breaks `notice_number_unique`. */
export async function insertNotices(
  tx: FundTx,
  notices: readonly (RecordedFact & NewNotice)[],
): Promise<StoredNotice[]> {
  if (notices.length === 0) return [];
  await tx.db
    .insert(notice)
    .values(notices.map((each) => ({ ...each, fundId: tx.fundId, total: text(each.total) })));
  return notices.map((each) => ({
    ...each,
    supersededById: null,
    reversedAt: null,
    deliveries: [],
  }));
}

/** The number that the next notice of a year has; the fund's lock keeps it from being given twice. */
export async function nextNoticeNumber(tx: FundTx, year: number): Promise<number> {
  const [row] = await tx.db
    .select({ next: sql<number>`coalesce(max(${notice.number}), 0) + 1`.mapWith(notice.number) })
    .from(notice)
    .where(and(eq(notice.fundId, tx.fundId), eq(notice.year, year)));
  return row?.next ?? 1;
}

/** Adds a delivery under its fact. */
export async function insertDelivery(
  tx: FundTx,
  recorded: RecordedFact,
  added: Pick<StoredDelivery, 'noticeId' | 'kind' | 'proofNumber'>,
): Promise<StoredDelivery> {
  await tx.db.insert(noticeDelivery).values({ fundId: tx.fundId, id: recorded.id, ...added });
  return { ...recorded, ...added };
}

async function deliveriesByNotice(
  tx: FundTx,
  noticeIds: readonly string[],
  knownAt: Date,
): Promise<Map<string, StoredDelivery[]>> {
  const rows = await tx.db
    .select({
      id: noticeDelivery.id,
      noticeId: noticeDelivery.noticeId,
      kind: noticeDelivery.kind,
      proofNumber: noticeDelivery.proofNumber,
      ...recording,
    })
    .from(noticeDelivery)
    .innerJoin(fact, factOf(noticeDelivery))
    .innerJoin(token, recorder())
    .where(
      and(
        eq(noticeDelivery.fundId, tx.fundId),
        isKnown(knownAt),
        isOneOf(noticeDelivery.noticeId, noticeIds),
      ),
    )
    .orderBy(asc(fact.effectiveOn), asc(fact.recordedAt));
  const byNotice = new Map<string, StoredDelivery[]>();
  for (const row of rows) byNotice.set(row.noticeId, [...(byNotice.get(row.noticeId) ?? []), row]);
  return byNotice;
}

/** Which notices: each field given narrows them. */
export interface NoticeFilter {
  readonly ids?: readonly string[] | undefined;
  readonly loanIds?: readonly string[] | undefined;
  readonly quarters?: readonly Quarter[] | undefined;
  /** Of the quarter of a run and the loans that it made or found one of. */
  readonly runId?: string | undefined;
  /** The quarter's own, and the single ones issued on its days. */
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

const later = alias(notice, 'later');

const laterFact = alias(fact, 'later_fact');

function isOfKind(kind: NoticeKind): SQL | undefined {
  if (kind === 'quarterly') return isNotNull(notice.quarter);
  if (kind === 'recall') return isNotNull(notice.recallId);
  return and(isNull(notice.quarter), isNull(notice.recallId));
}

function isOfRun(fundId: string, runId: string): SQL {
  return sql`${notice.quarter} = (select r.quarter from ${noticeRun} r
      where r.fund_id = ${fundId} and r.id = ${runId})
    and ${notice.loanId} = any(array(select l.loan_id from ${noticeRunLoan} l
      where l.fund_id = ${fundId} and l.run_id = ${runId} and l.notice_id is not null))`;
}

function isConcerning(quarter: Quarter): SQL | undefined {
  const isIssuedIn = between(fact.effectiveOn, firstDayOf(quarter), lastDayOf(quarter));
  return or(eq(notice.quarter, quarter), and(isNull(notice.quarter), isIssuedIn));
}

function whereOf(fundId: string, filter: NoticeFilter, knownAt: Date): SQL | undefined {
  const {
    ids,
    loanIds,
    quarters,
    runId,
    concerning,
    kind,
    standing,
    superseded,
    reversed,
    undelivered,
    after,
  } = filter;
  const delivered = sql`exists (select from ${noticeDelivery} d
    join fact df on df.fund_id = d.fund_id and df.id = d.id
    where d.fund_id = ${notice.fundId} and d.notice_id = ${notice.id}
      and df.recorded_at <= ${sql.param(knownAt, fact.recordedAt)})`;
  return and(
    ids && isOneOf(notice.id, ids),
    loanIds && isOneOf(notice.loanId, loanIds),
    quarters && inArray(notice.quarter, [...quarters]),
    runId === undefined ? undefined : isOfRun(fundId, runId),
    concerning && isConcerning(concerning),
    kind && isOfKind(kind),
    standing || undelivered ? and(isNull(laterFact.id), stands(knownAt)) : undefined,
    reversed ? not(stands(knownAt)) : undefined,
    superseded ? isNotNull(laterFact.id) : undefined,
    undelivered ? sql`not ${delivered}` : undefined,
    after === undefined
      ? undefined
      : sql`(${notice.year}, ${notice.number}) > (${after.year}, ${after.number})`,
  );
}

/** The notices by year and number, those superseded included. */
export async function listNotices(
  tx: FundTx,
  filter: NoticeFilter,
  knownAt: Date,
): Promise<StoredNotice[]> {
  const query = tx.db
    .select({
      notice,
      ...recording,
      supersededById: laterFact.id,
      reversedAt: reversedAt(knownAt),
    })
    .from(notice)
    .innerJoin(fact, factOf(notice))
    .innerJoin(token, recorder())
    .leftJoin(later, and(eq(later.fundId, notice.fundId), eq(later.supersedesId, notice.id)))
    .leftJoin(
      laterFact,
      and(
        eq(laterFact.fundId, later.fundId),
        eq(laterFact.id, later.id),
        sql`${laterFact.recordedAt} <= ${sql.param(knownAt, fact.recordedAt)}`,
      ),
    )
    .where(and(eq(notice.fundId, tx.fundId), isKnown(knownAt), whereOf(tx.fundId, filter, knownAt)))
    .orderBy(asc(notice.year), asc(notice.number));
  const rows = await (filter.limit === undefined ? query : query.limit(filter.limit));
  if (rows.length === 0) return [];
  const deliveries = await deliveriesByNotice(
    tx,
    rows.map((row) => row.notice.id),
    knownAt,
  );
  return rows.map(({ notice: row, ...rest }) => ({
    id: row.id,
    loanId: row.loanId,
    year: row.year,
    number: row.number,
    quarter: row.quarter as Quarter | null,
    recallId: row.recallId,
    payBy: row.payBy,
    total: money(row.total),
    content: row.content as FrozenContent,
    supersedesId: row.supersedesId,
    reason: row.reason,
    ...rest,
    deliveries: deliveries.get(row.id) ?? [],
  }));
}

/** Whether there is any notice issued on a day or later; without a day, any at all. */
export async function hasNotices(tx: FundTx, from: CalendarDate | undefined): Promise<boolean> {
  const found = await tx.db
    .select({ id: notice.id })
    .from(notice)
    .innerJoin(fact, factOf(notice))
    .where(
      and(
        eq(notice.fundId, tx.fundId),
        from === undefined ? undefined : gte(fact.effectiveOn, from),
      ),
    )
    .limit(1);
  return found.length > 0;
}

/** The notice, also where it was superseded. */
export async function findNotice(
  tx: FundTx,
  id: string,
  knownAt: Date,
): Promise<StoredNotice | null> {
  const [found] = await listNotices(tx, { ids: [id] }, knownAt);
  return found ?? null;
}
