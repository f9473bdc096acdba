import type { Fund } from '../../book/fund.ts';
import { listLoans } from '../../book/loans.ts';
import { listNotices } from '../../book/notices.ts';
import { earlier, type CalendarDate } from '../../domain/primitives/dates.ts';
import type { Money } from '../../domain/primitives/money.ts';
import { firstDayOf, lastDayOf, type Quarter } from '../../domain/primitives/quarters.ts';
import { type StoredLoan } from '../../store/loans/loan.ts';
import type { View } from '../view/readAsKnown.ts';
import type { InTurns } from '../../domain/primitives/turns.ts';
import { givingWay } from '../view/turns.ts';
import { draftNotice } from '../../domain/notices/draftNotice.ts';
import { loadKnown, staleAmong, type KnownOfLoan, type NoticeAt } from './listNotices.ts';

/** A loan that has something to pay in a quarter, and no notice of it. */
export interface LoanWithoutNotice {
  readonly loanId: string;
  readonly contractNumber: string;
  readonly cooperativeName: string;
  /** What a notice of the quarter's last day, or of today, would ask for. */
  readonly total: Money;
}

/** What is left to do about the notices of a quarter, and the demand notices issued in it (R25). */
export interface PeriodNotices {
  readonly loansWithoutNotice: readonly LoanWithoutNotice[];
  readonly undelivered: readonly NoticeAt[];
  readonly stale: readonly NoticeAt[];
}

/** The loans that a run of the quarter would make a notice of; none where it has not begun yet. */
function* loansWithoutNotice(
  quarter: Quarter,
  today: CalendarDate,
  notified: ReadonlySet<string>,
  knownOf: KnownOfLoan,
  loans: readonly StoredLoan[],
): InTurns<LoanWithoutNotice[]> {
  if (today < firstDayOf(quarter)) return [];
  const payBy = lastDayOf(quarter);
  const about = { kind: 'quarterly', quarter } as const;
  const asked = { about, issuedOn: earlier(today, payBy), payBy };
  const without: LoanWithoutNotice[] = [];
  for (const { id: loanId, terms, cooperativeName } of loans) {
    yield;
    const known = notified.has(loanId) ? undefined : knownOf(loanId);
    const draft = known === undefined ? null : draftNotice({ ...known, notices: [] }, asked);
    if (draft === null) continue;
    const { contractNumber } = terms;
    without.push({ loanId, contractNumber, cooperativeName, total: draft.total });
  }
  return without;
}

export async function periodNotices(
  fund: Fund,
  quarter: Quarter,
  { asOf: today, knownAt }: View,
): Promise<PeriodNotices> {
  const issued = await listNotices(fund, { concerning: quarter, standing: true }, knownAt);
  const loans = listLoans(fund, {}, knownAt, earlier(today, lastDayOf(quarter)));
  const knownOf = loadKnown(fund, loans, knownAt);
  const standing = await staleAmong(issued, knownOf);
  const notified = new Set(
    issued.filter((each) => each.quarter === quarter).map((each) => each.loanId),
  );
  return {
    loansWithoutNotice: await givingWay(
      loansWithoutNotice(quarter, today, notified, knownOf, loans),
    ),
    undelivered: standing.filter(
      ({ notice }) => !notice.deliveries.some((each) => each.collateralId === null),
    ),
    stale: standing.filter((each) => each.stale),
  };
}
