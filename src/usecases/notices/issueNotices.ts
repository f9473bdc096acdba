import type { NoticeSource } from './noticeSource.ts';
import { yearOf, type CalendarDate } from '../../domain/primitives/dates.ts';
import { ensure } from '../../domain/primitives/errors.ts';
import type { Letter } from '../../domain/fund/documentSettings.ts';
import type { NoticeHead } from '../../domain/notices/noticeContent.ts';
import type { FundTx } from '../../store/database/database.ts';
import { recordFacts } from '../../store/database/fact.ts';
import type { StoredLoan } from '../../store/loans/loan.ts';
import { insertNotices, nextNoticeNumber, type StoredNotice } from '../../store/notices/notice.ts';
import type { Actor } from '../../domain/access/actor.ts';
import type { DraftNotice } from './draftNotice.ts';

export interface By {
  readonly actor: Actor;
  readonly today: CalendarDate;
}

/** How a notice is named in the one that takes its place. */
function supersededOf({ number, effectiveOn, content }: StoredNotice): NoticeHead['supersedes'] {
  const { symbol } = content['letter'] as Letter;
  return { number, symbol, issuedOn: effectiveOn };
}

function headOf(
  { fund, letter, borrowerOf }: NoticeSource,
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
    letter,
    cooperativeId: loan.cooperativeId,
    cooperative: { code, name, address, representative, locality },
    contractNumber: loan.terms.contractNumber,
    signedOn: loan.terms.signedOn,
    supersedes: old === undefined ? null : supersededOf(old),
    wording: 1,
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
export async function issueNotices(
  tx: FundTx,
  by: { readonly actor: Actor },
  source: NoticeSource,
  issuedOn: CalendarDate,
  issuings: readonly Issuing[],
): Promise<StoredNotice[]> {
  const first = await nextNoticeNumber(tx, +yearOf(issuedOn));
  const act = { kind: 'notice', effectiveOn: issuedOn, recordedBy: by.actor } as const;
  const recorded = await recordFacts(
    tx,
    issuings.map(() => act),
  );
  const notices = recorded.map((fact, index) => {
    const issuing = issuings[index];
    ensure(issuing !== undefined, 'R25: a fact without its notice');
    const { loan, draft, supersedes } = issuing;
    const { about, payBy, total } = draft;
    const head = headOf(source, issuing, issuedOn, first + index);
    return {
      ...fact,
      loanId: loan.id,
      year: head.year,
      number: head.number,
      quarter: about.kind === 'quarterly' ? about.quarter : null,
      recallId: about.kind === 'recall' ? about.recallId : null,
      payBy,
      total,
      content: draft.contentUnder(head),
      supersedesId: supersedes?.old.id ?? null,
      reason: supersedes?.reason ?? null,
    };
  });
  return insertNotices(tx, notices);
}

/** Issues one notice, as `issueNotices` does. */
export async function issueNotice(
  tx: FundTx,
  by: { readonly actor: Actor },
  source: NoticeSource,
  issuedOn: CalendarDate,
  issuing: Issuing,
): Promise<StoredNotice> {
  const [issued] = await issueNotices(tx, by, source, issuedOn, [issuing]);
  ensure(issued !== undefined, 'R25: a notice was not issued');
  return issued;
}
