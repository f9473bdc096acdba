import { shownAt } from '../../book/known.ts';
import type { NoticeEntry } from '../../store/notices/notice.ts';
import type { FundAct } from '../../book/fund.ts';
import { nextNoticeNumber } from '../../book/notices.ts';
import type { NoticeSource } from './noticeSource.ts';
import { yearOf, type CalendarDate } from '../../domain/primitives/dates.ts';
import { ensure } from '../../domain/primitives/errors.ts';
import type { Letter } from '../../domain/fund/documentSettings.ts';
import type { NoticeHead } from '../../domain/notices/noticeContent.ts';
import type { StoredLoan } from '../../store/loans/loan.ts';
import { type StoredNotice } from '../../store/notices/notice.ts';
import type { DraftNotice } from '../../domain/notices/draftNotice.ts';

/** How a notice is named in the one that takes its place. */
function supersededOf({ number, effectiveOn, content }: StoredNotice): NoticeHead['supersedes'] {
  const { symbol } = content['letter'] as Letter;
  return { number, symbol, issuedOn: effectiveOn };
}

function headOf(
  { fund, letterOf, borrowerOf, stateOf }: NoticeSource,
  { loan, supersedes }: Issuing,
  issuedOn: CalendarDate,
  number: number,
): NoticeHead {
  const old = supersedes?.old;
  const { code, name, address, representative, locality } = borrowerOf(loan);
  return {
    number,
    year: +yearOf(issuedOn),
    issuedOn,
    fund: { code: fund.code, name: fund.name, province: fund.province },
    letter: letterOf(loan),
    cooperativeId: loan.cooperativeId,
    cooperative: { code, name, address, representative, locality },
    contractNumber: loan.terms.contractNumber,
    signedOn: loan.terms.signedOn,
    supersedes: old === undefined ? null : supersededOf(old),
    wording: 2,
    state: stateOf(loan),
  };
}

/** A notice that is to be issued. */
export interface Issuing {
  readonly loan: StoredLoan;
  readonly draft: DraftNotice;
  /** The notice in whose place it stands, and why. */
  readonly supersedes: { readonly old: StoredNotice; readonly reason: string } | null;
}

/** Issues notices of one day under the next numbers of its year, in their order (R25). */
export function issueNotices(
  fund: FundAct,
  source: NoticeSource,
  issuedOn: CalendarDate,
  issuings: readonly Issuing[],
): StoredNotice[] {
  const first = nextNoticeNumber(fund, +yearOf(issuedOn));
  return issuings.map((issuing, index) => {
    const { loan, draft, supersedes } = issuing;
    const { about, payBy, total } = draft;
    const head = headOf(source, issuing, issuedOn, first + index);
    const content = draft.contentUnder(head);
    const said = {
      factKind: 'notice',
      effectiveOn: issuedOn,
      loanId: loan.id,
      year: head.year,
      number: head.number,
      quarter: about.kind === 'quarterly' ? about.quarter : null,
      recallId: about.kind === 'recall' ? about.recallId : null,
      payBy,
      total,
      supersedesId: supersedes?.old.id ?? null,
      reason: supersedes?.reason ?? null,
    } as const;
    const recorded = fund.record<NoticeEntry>(said, undefined, { content });
    const issued = shownAt(recorded, recorded.recordedAt);
    return { ...issued, content, supersededById: null, replacement: null, deliveries: [] };
  });
}

/** Issues one notice, as `issueNotices` does. */
export function issueNotice(
  fund: FundAct,
  source: NoticeSource,
  issuedOn: CalendarDate,
  issuing: Issuing,
): StoredNotice {
  const [issued] = issueNotices(fund, source, issuedOn, [issuing]);
  ensure(issued !== undefined, 'R25: a notice was not issued');
  return issued;
}
