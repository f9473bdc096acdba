import { lastRecordedAt, type FundAct } from '../../book/fund.ts';
import type { By } from '../acts/by.ts';
import { issueNotice } from './issueNotices.ts';
import { loadNoticeSource, knownOf } from './noticeSource.ts';
import { type NoticeDates, checkDates, checkPayBy } from '../../domain/notices/noticeDates.ts';
import { requireNotice } from './findNotice.ts';
import { refuseReversed } from '../../domain/primitives/refusals.ts';
import { DomainError, invalid } from '../../domain/primitives/errors.ts';
import type { StoredNotice } from '../../store/notices/notice.ts';
import { aboutOf, draftNotice } from '../../domain/notices/draftNotice.ts';
import { requireLoan } from '../loans/loanState.ts';

/**
 * Issues a notice in place of another, with what is known now, under a number of its own (R25).
 *
 * @throws DomainError not-found, already-superseded, already-reversed, nothing-to-pay, recall-deadline-passed,
 *   pay-by-too-late, validation, dated-in-future
 */
export async function supersedeNotice(
  fund: FundAct,
  by: By,
  id: string,
  change: { readonly reason: string } & NoticeDates,
): Promise<StoredNotice> {
  const knownAt = lastRecordedAt(fund);
  const old = await requireNotice(fund, id, knownAt);
  const { reason, ...dates } = change;
  checkDates(dates, by.today);
  if (old.supersededById !== null) {
    throw new DomainError('already-superseded', { figures: { noticeId: old.supersededById } });
  }
  refuseReversed(old.reversedAt);
  if (dates.issuedOn < old.effectiveOn) {
    throw invalid('/issuedOn', {
      en: `must not be before the notice superseded, of ${old.effectiveOn}`,
      vi: `không được trước ngày của thông báo bị thay thế, ${old.effectiveOn}`,
    });
  }
  const loan = requireLoan(fund, old.loanId, knownAt);
  const source = await loadNoticeSource(fund, [loan], dates.issuedOn, knownAt);
  const asked = { ...dates, about: aboutOf(old) };
  const known = knownOf(source, loan);
  checkPayBy(known, asked);
  const draft = draftNotice(known, asked);
  if (draft === null) throw new DomainError('nothing-to-pay', { rule: 'R25' });
  return issueNotice(fund, source, dates.issuedOn, { loan, draft, supersedes: { old, reason } });
}
