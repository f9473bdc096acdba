import type { FundWork, Work } from '../domain/schedule/work.ts';
import type { KeptClassificationEntry, StoredKept } from '../store/schedule/keptClassification.ts';
import type { NoticeDraftEntry, StoredNoticeDraft } from '../store/notices/noticeDraft.ts';
import type { ScheduledRunEntry, StoredScheduledRun } from '../store/schedule/run.ts';
import type { StoredSetting } from '../store/schedule/setting.ts';
import type { Fund } from './fund.ts';
import { isKnownAt, shownAt } from './known.ts';

type OfBook = Pick<Fund, 'book'>;

/** The settings of a kind of work, as recorded. */
export function settingsOfWork({ book }: OfBook, work: FundWork, knownAt: Date): StoredSetting[] {
  const instant = knownAt.getTime();
  return book.scheduleSettings
    .filter((each) => each.work === work && isKnownAt(each, instant))
    .map((each) => shownAt(each, instant));
}

/** Which of a list, from the last recorded to the first: `before` those recorded before an instant. */
export interface NewestAsked {
  readonly before: Date | undefined;
  readonly limit: number;
}

/** The runs of a fund, or of one kind of work, the latest first. */
export function runsOfWork(
  { book }: OfBook,
  { work, before, limit }: NewestAsked & { readonly work: Work | undefined },
  knownAt: Date,
): StoredScheduledRun[] {
  const instant = knownAt.getTime();
  const isAsked = (each: ScheduledRunEntry): boolean =>
    isKnownAt(each, instant) &&
    (work === undefined || each.work === work) &&
    (before === undefined || each.recordedAt < before.getTime());
  const found: StoredScheduledRun[] = [];
  for (let at = book.scheduledRuns.length - 1; at >= 0 && found.length < limit; at -= 1) {
    const run = book.scheduledRuns[at];
    if (run !== undefined && isAsked(run)) found.push(shownAt(run, instant));
  }
  return found;
}

/** The kept classifications, the latest first. */
export function listKept(
  { book }: OfBook,
  { before, limit }: NewestAsked,
  knownAt: Date,
): StoredKept[] {
  const instant = knownAt.getTime();
  return book.keptClassifications
    .filter((each) => isKnownAt(each, instant))
    .filter((each) => before === undefined || each.recordedAt < before.getTime())
    .toReversed()
    .slice(0, limit)
    .map((each: KeptClassificationEntry) => shownAt(each, instant));
}

/** A kept classification; null: it is not there. */
export function findKept({ book }: OfBook, id: string, knownAt: Date): StoredKept | null {
  const entry = book.facts.get(id);
  const instant = knownAt.getTime();
  if (entry?.factKind !== 'kept_classification' || !isKnownAt(entry, instant)) return null;
  return shownAt(entry, instant);
}

/** The drafts of notices, the latest first. */
export function listDrafts(
  { book }: OfBook,
  { before, limit }: NewestAsked,
  knownAt: Date,
): StoredNoticeDraft[] {
  const instant = knownAt.getTime();
  return book.noticeDrafts
    .filter((each) => isKnownAt(each, instant))
    .filter((each) => before === undefined || each.recordedAt < before.getTime())
    .toReversed()
    .slice(0, limit)
    .map((each: NoticeDraftEntry) => shownAt(each, instant));
}

/** A draft of notices; null: it is not there. */
export function findDraft({ book }: OfBook, id: string, knownAt: Date): StoredNoticeDraft | null {
  const entry = book.facts.get(id);
  const instant = knownAt.getTime();
  if (entry?.factKind !== 'notice_draft' || !isKnownAt(entry, instant)) return null;
  return shownAt(entry, instant);
}

/** The run that released a draft, by its id; null: none did. */
export function releaseOf({ book }: OfBook, draftId: string, knownAt: Date): string | null {
  const run = book.noticeRuns.find((each) => each.draftId === draftId);
  return run !== undefined && isKnownAt(run, knownAt.getTime()) ? run.id : null;
}
