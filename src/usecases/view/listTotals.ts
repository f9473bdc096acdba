import type { Fund } from '../../book/fund.ts';
import { listNoticeHeads, type NoticeHead } from '../../book/notices.ts';
import { standsAt } from '../../book/known.ts';
import { matchingReceipts, type RepaymentFilter } from '../../book/payments.ts';
import { COMPONENTS, type Allocation } from '../../domain/loans/facts.ts';
import { dongOf, moneyOf } from '../../domain/primitives/dong.ts';
import type { Money } from '../../domain/primitives/money.ts';
import type { InTurns } from '../../domain/primitives/turns.ts';
import { isStanding, type NoticeFilter } from '../../store/notices/notice.ts';
import type { ListedLoan } from '../loans/lookUpLoans.ts';
import { givingWay } from './turns.ts';

// What all rows of a list come to, not only those of a page.

const ROWS_PER_TURN = 500;

const sumOf = <Row>(rows: readonly Row[], amountOf: (row: Row) => Money): Money => {
  let total = 0n;
  for (const row of rows) total += dongOf(amountOf(row));
  return moneyOf(total);
};

/** How many loans there are, and what is agreed and owed under them. */
export function totalsOfLoans(listed: readonly ListedLoan[]) {
  return {
    count: listed.length,
    principal: sumOf(listed, ({ loan }) => loan.terms.principal),
    principalOutstanding: sumOf(listed, ({ at }) => at.position.principal.outstanding),
    overduePrincipal: sumOf(listed, ({ at }) => at.position.principal.overdue),
    payoff: sumOf(listed, ({ at }) => at.position.payoff),
  };
}

/** What receipts that stand come to, and how many that were reversed are listed beside them. */
export interface ReceiptTotals {
  readonly count: number;
  readonly reversed: number;
  readonly amount: Money;
  /** Kept back of the amount (R39). */
  readonly enforcementFees: Money;
  readonly allocation: Allocation;
}

function* totalsOfReceipts(
  fund: Fund,
  filter: RepaymentFilter,
  knownAt: Date,
): InTurns<ReceiptTotals> {
  let [count, reversed, amount, fees] = [0, 0, 0n, 0n];
  const paid = { principal: 0n, inTermInterest: 0n, overdueInterest: 0n, lateInterest: 0n };
  const instant = knownAt.getTime();
  for (const entry of matchingReceipts(fund, filter, knownAt)) {
    if ((count + reversed + 1) % ROWS_PER_TURN === 0) yield;
    if (!standsAt(entry, instant)) {
      reversed += 1;
      continue;
    }
    count += 1;
    amount += dongOf(entry.amount);
    if (entry.enforcementFee) fees += dongOf(entry.enforcementFee);
    for (const component of COMPONENTS) paid[component] += dongOf(entry.allocation[component]);
  }
  const allocation = {
    principal: moneyOf(paid.principal),
    inTermInterest: moneyOf(paid.inTermInterest),
    overdueInterest: moneyOf(paid.overdueInterest),
    lateInterest: moneyOf(paid.lateInterest),
  };
  const enforcementFees = moneyOf(fees);
  return { count, reversed, amount: moneyOf(amount), enforcementFees, allocation };
}

/** What the receipts that a filter finds come to, whatever page is asked for. */
export function receiptTotals(
  fund: Fund,
  filter: RepaymentFilter,
  knownAt: Date,
): Promise<ReceiptTotals> {
  const whole = { ...filter, after: undefined, limit: undefined };
  return givingWay(totalsOfReceipts(fund, whole, knownAt));
}

/** What notices that stand come to, and how many that do not are listed beside them. */
export function totalsOfNotices(heads: readonly NoticeHead[]) {
  const standing = heads.filter(isStanding);
  return {
    count: standing.length,
    notStanding: heads.length - standing.length,
    total: sumOf(standing, ({ total }) => total),
  };
}

/** What the notices that a filter finds come to, whatever page is asked for. */
export async function noticeTotals(fund: Fund, filter: NoticeFilter, knownAt: Date) {
  const whole = { ...filter, after: undefined, limit: undefined };
  return totalsOfNotices(await listNoticeHeads(fund, whole, knownAt));
}
