import { setImmediate as nextTurn } from 'node:timers/promises';
import { earlier } from '../domain/dates.ts';
import type { Money } from '../domain/money.ts';
import { firstDayOf, lastDayOf, type Quarter } from '../domain/quarters.ts';
import type { FundTx } from '../store/database.ts';
import { listLoans } from '../store/loan.ts';
import { isStanding } from '../store/notice.ts';
import type { View } from './asKnown.ts';
import { draftNotice } from './draftNotice.ts';
import { noticesOf, type NoticeAt } from './listNotices.ts';
import { knownOf, loadNoticeSource } from './notices.ts';

/** A loan that has something to pay in a quarter, and no notice of it. */
export interface LoanWithoutNotice {
  readonly loanId: string;
  readonly contractNumber: string;
  readonly cooperativeName: string;
  /** What a notice of the quarter's last day, or of today, would ask for. */
  readonly total: Money;
}

/** What is left to do about the notices of a quarter, and the single ones issued in it (R25). */
export interface PeriodNotices {
  readonly loansWithoutNotice: readonly LoanWithoutNotice[];
  readonly undelivered: readonly NoticeAt[];
  readonly stale: readonly NoticeAt[];
}

/** The loans that a run of the quarter would make a notice of; none where it has not begun yet. */
async function loansWithoutNotice(
  tx: FundTx,
  quarter: Quarter,
  { asOf: today, knownAt }: View,
): Promise<LoanWithoutNotice[]> {
  if (today < firstDayOf(quarter)) return [];
  const payBy = lastDayOf(quarter);
  const issuedOn = earlier(today, payBy);
  const loans = await listLoans(tx, {}, knownAt);
  const source = await loadNoticeSource(tx, loans, issuedOn, knownAt);
  const asked = { about: { kind: 'quarterly', quarter } as const, issuedOn, payBy };
  const without: LoanWithoutNotice[] = [];
  for (const loan of loans) {
    // Hundreds of loans take a second: other requests have their turn between them.
    await nextTurn();
    const known = knownOf(source, loan);
    const isNotified = known.notices.some((each) => each.quarter === quarter && isStanding(each));
    const draft = isNotified ? null : draftNotice(known, asked);
    if (draft === null) continue;
    without.push({
      loanId: loan.id,
      contractNumber: loan.terms.contractNumber,
      cooperativeName: source.borrowerOf(loan).name,
      total: draft.total,
    });
  }
  return without;
}

export async function periodNotices(
  tx: FundTx,
  quarter: Quarter,
  view: View,
): Promise<PeriodNotices> {
  const standing = await noticesOf(tx, { concerning: quarter, standing: true }, view.knownAt);
  return {
    loansWithoutNotice: await loansWithoutNotice(tx, quarter, view),
    undelivered: standing.filter(({ notice }) => notice.deliveries.length === 0),
    stale: standing.filter((each) => each.stale),
  };
}
