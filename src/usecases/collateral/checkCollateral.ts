import { findCooperative } from '../../book/borrowers.ts';
import { type Fund, type FundAct, lastRecordedAt } from '../../book/fund.ts';
import { findLoan } from '../../book/loans.ts';
import { closedThrough } from '../../book/periods.ts';
import type {
  CollateralParticulars,
  CollateralTerms,
  Valuation,
} from '../../domain/collateral/collateral.ts';
import type { LateBooking } from '../../domain/books/lateBooking.ts';
import { earlier, type CalendarDate } from '../../domain/primitives/dates.ts';
import { invalid } from '../../domain/primitives/errors.ts';
import { refuseFuture } from '../../domain/primitives/refusals.ts';
import { shownFromInAct } from '../acts/bookLater.ts';

/** What is said of an asset: the whole of it. */
export type AskedCollateral = CollateralParticulars &
  CollateralTerms & { readonly valuations: readonly Valuation[] };

function checkOwner(fund: Fund, { owner }: AskedCollateral, knownAt: Date): void {
  const { cooperativeId } = owner;
  if (cooperativeId === null || findCooperative(fund, cooperativeId, knownAt) !== null) return;
  throw invalid('/ownerCooperativeId', {
    en: 'is not a cooperative of the fund',
    vi: 'không phải hợp tác xã của quỹ',
  });
}

function checkLoans(fund: Fund, { secures }: AskedCollateral, knownAt: Date): void {
  const seen = new Set<string>();
  for (const [index, { loanId }] of secures.entries()) {
    const pointer = `/secures/${index}/loanId`;
    if (seen.has(loanId)) {
      throw invalid(pointer, { en: 'is named twice', vi: 'được nêu hai lần' });
    }
    seen.add(loanId);
    if (findLoan(fund, loanId, knownAt) === null) {
      throw invalid(pointer, {
        en: 'is not a loan of the fund',
        vi: 'không phải khoản vay của quỹ',
      });
    }
  }
}

/** Of one day there is one valuation; it counts, and the order of entry does not. */
function checkValuations({ valuations }: AskedCollateral, today: CalendarDate): void {
  const seen = new Set<CalendarDate>();
  for (const [index, { valuedOn }] of valuations.entries()) {
    refuseFuture(valuedOn, today, 'R41');
    if (seen.has(valuedOn)) {
      throw invalid(`/valuations/${index}/valuedOn`, {
        en: 'has two valuations; give the one that counts',
        vi: 'có hai lần định giá; chỉ nêu lần được dùng',
      });
    }
    seen.add(valuedOn);
  }
}

/** @throws DomainError validation, dated-in-future */
export function checkCollateral(fund: Fund, asked: AskedCollateral, today: CalendarDate): void {
  const knownAt = lastRecordedAt(fund);
  checkOwner(fund, asked, knownAt);
  checkLoans(fund, asked, knownAt);
  checkValuations(asked, today);
}

/**
 * When an act with facts of several days books each: one of a closed day on the later day that the act
 * names, one of an open day on its own (R42).
 *
 * @throws DomainError booked-later-on-open-day: the act books later and has no fact of a closed day;
 *   period-closed
 */
export function bookedByDay(
  fund: FundAct,
  days: readonly CalendarDate[],
): (day: CalendarDate) => LateBooking | null {
  const [first, ...more] = days;
  const { late } = fund;
  if (late === null || first === undefined) return () => null;
  shownFromInAct(fund, more.reduce(earlier, first));
  const closed = closedThrough(fund, lastRecordedAt(fund));
  return (day) => (closed !== null && day <= closed ? late : null);
}
