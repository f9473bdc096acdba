import { findDraft, listDrafts, releaseOf, type NewestAsked } from '../../book/schedule.ts';
import { lastRecordedAt, type Fund, type FundAct } from '../../book/fund.ts';
import { shownAt } from '../../book/known.ts';
import { listLoanIds, listLoans } from '../../book/loans.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { text } from '../../domain/primitives/money.ts';
import { refuseReversed } from '../../domain/primitives/refusals.ts';
import type { Quarter } from '../../domain/primitives/quarters.ts';
import type { NoticeDates } from '../../domain/notices/noticeDates.ts';
import {
  draftColumns,
  draftContent,
  type DraftContent,
  type DraftedLoan,
  type NoticeDraftEntry,
  type StoredNoticeDraft,
} from '../../store/notices/noticeDraft.ts';
import type { StoredLoan } from '../../store/loans/loan.ts';
import { GiveWay } from '../view/turns.ts';
import { refuseUnknownDay } from '../view/sinceOpening.ts';
import { checkRun, LOANS_AT_ONCE, lookAt, startNoticeRun, type NoticeRunAt } from './noticeRuns.ts';
import { loadNoticeSource, type NoticeSource } from './noticeSource.ts';

/** What notices of a quarter would be issued, worked out: nothing is recorded yet. */
export interface WorkedOutDraft extends DraftContent {
  readonly quarter: Quarter;
  readonly issuedOn: CalendarDate;
  readonly payBy: CalendarDate;
  readonly knownAt: Date;
}

/** A draft with what became of it. */
export interface DraftAt {
  readonly draft: StoredNoticeDraft;
  readonly status: 'drafted' | 'released' | 'dropped';
  /** The run that released it; null: none did. */
  readonly noticeRunId: string | null;
}

function drafted(source: NoticeSource, loan: StoredLoan, found: ReturnType<typeof lookAt>) {
  const { id: loanId, cooperativeId, terms } = loan;
  const { name: cooperativeName } = source.borrowerOf(loan);
  const of = { loanId, contractNumber: terms.contractNumber, cooperativeId, cooperativeName };
  if ('draft' in found) return { ...of, total: text(found.draft.total), failure: null };
  return found.failure === null ? null : { ...of, total: null, failure: found.failure };
}

/**
 * What notices a quarter would get if they were issued on a day: what is listed has no number, and nothing
 * is issued (R25).
 *
 * @throws DomainError before-opening
 */
export async function workDraftOut(
  fund: Fund,
  asked: NoticeDates & { readonly quarter: Quarter },
  knownAt: Date,
): Promise<WorkedOutDraft> {
  const { quarter, issuedOn, payBy } = asked;
  refuseUnknownDay(fund, issuedOn, knownAt);
  const loans: DraftedLoan[] = [];
  let [nothingToPay, issuedAlready] = [0, 0];
  const others = new GiveWay();
  const all = listLoanIds(fund, knownAt);
  for (let at = 0; at < all.length; at += LOANS_AT_ONCE) {
    const ids = all.slice(at, at + LOANS_AT_ONCE);
    const page = listLoans(fund, { ids }, knownAt);
    const source = await loadNoticeSource(fund, page, issuedOn, knownAt);
    for (const loan of page) {
      const found = lookAt({ quarter, payBy, effectiveOn: issuedOn }, loan, source);
      const row = drafted(source, loan, found);
      if (row !== null) loans.push(row);
      else if ('draft' in found || found.noticeId === null) nothingToPay += 1;
      else issuedAlready += 1;
      await others.haveTheirTurn();
    }
  }
  return { quarter, issuedOn, payBy, knownAt, loans, nothingToPay, issuedAlready };
}

/** @throws DomainError validation, dated-in-future, before-opening */
export function draftByHand(
  fund: Fund,
  by: { readonly today: CalendarDate },
  asked: NoticeDates & { readonly quarter: Quarter },
  knownAt: Date,
): Promise<WorkedOutDraft> {
  checkRun(asked, by.today);
  return workDraftOut(fund, asked, knownAt);
}

/** Keeps a draft, for a person to release or drop. */
export function keepDraft(fund: FundAct, worked: WorkedOutDraft): StoredNoticeDraft {
  const { quarter, issuedOn, payBy, knownAt, ...content } = worked;
  const said = {
    factKind: 'notice_draft',
    effectiveOn: issuedOn,
    quarter,
    payBy,
    knownAt,
  } as const;
  const recorded = fund.record<NoticeDraftEntry>(said, undefined, draftColumns(content));
  return shownAt(recorded, recorded.recordedAt);
}

function withStatus(fund: Fund, draft: StoredNoticeDraft, knownAt: Date): DraftAt {
  const noticeRunId = releaseOf(fund, draft.id, knownAt);
  if (noticeRunId !== null) return { draft, status: 'released', noticeRunId };
  return { draft, status: draft.reversedAt === null ? 'drafted' : 'dropped', noticeRunId };
}

/** The drafts, the latest first. */
export const noticeDrafts = (fund: Fund, asked: NewestAsked, knownAt: Date): DraftAt[] =>
  listDrafts(fund, asked, knownAt).map((draft) => withStatus(fund, draft, knownAt));

function requireDraft(fund: Fund, id: string, knownAt: Date): StoredNoticeDraft {
  const found = findDraft(fund, id, knownAt);
  if (found !== null) return found;
  throw new DomainError('not-found', { figures: { what: 'notice draft', id } });
}

/** @throws DomainError not-found */
export async function noticeDraftAt(
  fund: Fund,
  id: string,
  knownAt: Date,
): Promise<DraftAt & { readonly content: DraftContent }> {
  const draft = requireDraft(fund, id, knownAt);
  const content = await fund.sql((tx) => draftContent(tx, id));
  return { ...withStatus(fund, draft, knownAt), content };
}

/** @throws DomainError draft-released */
export function refuseReleased(fund: Fund, id: string, knownAt: Date): void {
  const noticeRunId = releaseOf(fund, id, knownAt);
  if (noticeRunId !== null) throw new DomainError('draft-released', { figures: { noticeRunId } });
}

/**
 * Releases a draft: begins to make the notices of its quarter, in the name of whoever releases it. They say
 * what is known when they are made, as those of any run.
 *
 * @throws DomainError not-found, already-reversed: it was dropped; draft-released, validation, dated-in-future
 */
export function releaseDraft(
  fund: FundAct,
  by: { readonly today: CalendarDate },
  id: string,
  dates: Partial<NoticeDates>,
): Promise<NoticeRunAt> {
  const knownAt = lastRecordedAt(fund);
  const draft = requireDraft(fund, id, knownAt);
  refuseReleased(fund, id, knownAt);
  refuseReversed(draft.reversedAt);
  const { issuedOn = by.today, payBy = draft.payBy } = dates;
  return startNoticeRun(fund, by, { quarter: draft.quarter, issuedOn, payBy }, id);
}
