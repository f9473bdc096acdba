import type { CalendarDate } from '../domain/primitives/dates.ts';
import type { FrozenContent } from '../domain/notices/noticeContent.ts';
import type { NoticeKind } from '../domain/notices/noticeKinds.ts';
import { firstDayOf, lastDayOf, type Quarter } from '../domain/primitives/quarters.ts';
import { loansWithNotice } from '../store/notices/noticeRun.ts';
import {
  noticeContents,
  type NoticeFilter,
  type StoredDelivery,
  type StoredNotice,
} from '../store/notices/notice.ts';
import type { DeliveryEntry, NoticeEntry } from '../store/notices/notice.ts';
import type { NoticeRunEntry } from '../store/notices/noticeRun.ts';
import type { Fund } from './fund.ts';
import { isKnownAt, shownAt, standsAt } from './known.ts';
import type { NoticeRecord } from './noticeRecord.ts';

type OfBook = Pick<Fund, 'book'>;

/** A notice without what it says. */
export type NoticeHead = Omit<StoredNotice, 'content' | 'replacement'>;

function deliverySeen(entry: DeliveryEntry, instant: number): StoredDelivery {
  const { reversedAt: _, ...delivery } = shownAt(entry, instant);
  return delivery;
}

function headSeen({ issued, deliveries, supersededBy }: NoticeRecord, instant: number): NoticeHead {
  const isSuperseded = supersededBy !== null && isKnownAt(supersededBy, instant);
  return {
    ...shownAt(issued, instant),
    supersededById: isSuperseded ? supersededBy.id : null,
    deliveries: deliveries
      .filter((each) => isKnownAt(each, instant))
      .map((each) => deliverySeen(each, instant)),
  };
}

function isOfKind({ quarter, recallId }: NoticeEntry, kind: NoticeKind): boolean {
  if (kind === 'quarterly') return quarter !== null;
  if (kind === 'recall') return recallId !== null;
  return quarter === null && recallId === null;
}

/** Whether a notice is a quarter's own, or a demand notice issued on its days. */
function isConcerning({ quarter, effectiveOn }: NoticeEntry, asked: Quarter): boolean {
  if (quarter !== null) return quarter === asked;
  return effectiveOn >= firstDayOf(asked) && effectiveOn <= lastDayOf(asked);
}

/** Whether a notice is about what a filter asks, whatever became of it. */
function isAbout(issued: NoticeEntry, filter: NoticeFilter, ofRun: Run | null): boolean {
  const { quarters, singlesOf, concerning, kind, after } = filter;
  const { quarter, year, number, loanId } = issued;
  const isOfQuarters = quarter === null ? year === singlesOf : quarters?.includes(quarter);
  if (quarters !== undefined && isOfQuarters !== true) return false;
  if (concerning !== undefined && !isConcerning(issued, concerning)) return false;
  if (kind !== undefined && !isOfKind(issued, kind)) return false;
  if (ofRun !== null && (quarter !== ofRun.quarter || !ofRun.loanIds.has(loanId))) return false;
  if (after === undefined) return true;
  return year > after.year || (year === after.year && number > after.number);
}

/** Whether what became of a notice, as known, is what a filter asks. */
function hasBecome(
  { issued, deliveries, supersededBy }: NoticeRecord,
  { standing, superseded, reversed, undelivered }: NoticeFilter,
  instant: number,
): boolean {
  const isSuperseded = supersededBy !== null && isKnownAt(supersededBy, instant);
  const isTakenBack = !standsAt(issued, instant);
  if ((standing || undelivered) && (isSuperseded || isTakenBack)) return false;
  if (superseded && !isSuperseded) return false;
  if (reversed && !isTakenBack) return false;
  // What went to the owner of an asset is a copy: the borrower's own is what counts.
  const own = deliveries.filter((each) => each.collateralId === null);
  return !undelivered || !own.some((each) => isKnownAt(each, instant));
}

/** The loans of which a run made or found a notice, and its quarter. */
interface Run {
  readonly quarter: Quarter;
  readonly loanIds: ReadonlySet<string>;
}

async function runOf(fund: Fund, runId: string | undefined): Promise<Run | null> {
  if (runId === undefined) return null;
  const run = fund.book.facts.get(runId);
  if (run?.factKind !== 'notice_run') return { quarter: '' as Quarter, loanIds: new Set() };
  return { quarter: run.quarter, loanIds: await fund.sql((tx) => loansWithNotice(tx, runId)) };
}

function recordsOf({ book }: OfBook, { ids, loanIds }: NoticeFilter): NoticeRecord[] {
  if (ids !== undefined) {
    const found = [...new Set(ids)].flatMap((id) => book.notices.get(id) ?? []);
    return loanIds === undefined
      ? found
      : found.filter(({ issued }) => loanIds.includes(issued.loanId));
  }
  if (loanIds === undefined) return [...book.notices.values()];
  return [...new Set(loanIds)].flatMap((id) => book.loans.get(id)?.notices ?? []);
}

const byNumber = ({ issued: a }: NoticeRecord, { issued: b }: NoticeRecord): number =>
  a.year - b.year || a.number - b.number;

/** The notices by year and number without what they say, those superseded included. */
export async function listNoticeHeads(
  fund: Fund,
  filter: NoticeFilter,
  knownAt: Date,
): Promise<NoticeHead[]> {
  const instant = knownAt.getTime();
  const ofRun = await runOf(fund, filter.runId);
  return recordsOf(fund, filter)
    .filter(({ issued }) => isKnownAt(issued, instant) && isAbout(issued, filter, ofRun))
    .filter((record) => hasBecome(record, filter, instant))
    .toSorted(byNumber)
    .slice(0, filter.limit)
    .map((record) => headSeen(record, instant));
}

/** The same with what they say, which is read from the database. */
export async function listNotices(
  fund: Fund,
  filter: NoticeFilter,
  knownAt: Date,
): Promise<StoredNotice[]> {
  const heads = await listNoticeHeads(fund, filter, knownAt);
  if (heads.length === 0) return [];
  const ids = heads.flatMap(({ id, supersededById }) =>
    supersededById === null ? [id] : [id, supersededById],
  );
  const contents = await fund.sql((tx) => noticeContents(tx, ids));
  return heads.map((head) => ({
    ...head,
    content: contentOf(contents, head.id),
    replacement: head.supersededById === null ? null : contentOf(contents, head.supersededById),
  }));
}

function contentOf(contents: ReadonlyMap<string, FrozenContent>, id: string): FrozenContent {
  const content = contents.get(id);
  if (content === undefined) throw new Error(`notice ${id} says nothing`);
  return content;
}

/** The notice, also where it was superseded. */
export async function findNotice(
  fund: Fund,
  id: string,
  knownAt: Date,
): Promise<StoredNotice | null> {
  const [found] = await listNotices(fund, { ids: [id] }, knownAt);
  return found ?? null;
}

/** Whether there is any notice issued on a day or later; without a day, any at all. */
export function hasNotices({ book }: OfBook, from: CalendarDate | undefined): boolean {
  if (from === undefined) return book.notices.size > 0;
  for (const { issued } of book.notices.values()) if (issued.effectiveOn >= from) return true;
  return false;
}

/** The notice of a year that is dated last, with a number below a given one; null: there is none. */
export function lastDatedNotice(
  { book }: OfBook,
  year: number,
  below: number,
): { readonly number: number; readonly effectiveOn: CalendarDate } | null {
  let last: { readonly number: number; readonly effectiveOn: CalendarDate } | null = null;
  for (const { issued } of book.notices.values()) {
    if (issued.year !== year || issued.number >= below) continue;
    if (last === null || issued.effectiveOn > last.effectiveOn) last = issued;
  }
  return last;
}

/** The number that the next notice of a year has; one writer at a time keeps it from two. */
export function nextNoticeNumber({ book }: OfBook, year: number): number {
  let last = 0;
  for (const { issued } of book.notices.values()) {
    if (issued.year === year && issued.number > last) last = issued.number;
  }
  return last + 1;
}

export function findNoticeRun({ book }: OfBook, id: string, knownAt: Date): NoticeRunEntry | null {
  const entry = book.facts.get(id);
  return entry?.factKind === 'notice_run' && isKnownAt(entry, knownAt.getTime()) ? entry : null;
}

/** The runs of the fund as entered. */
export function listNoticeRuns({ book }: OfBook, knownAt: Date): NoticeRunEntry[] {
  return book.noticeRuns.filter((each) => isKnownAt(each, knownAt.getTime()));
}
