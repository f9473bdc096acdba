import { dayOf, type CalendarDate, type Day } from '../primitives/dates.ts';
import { dongOf, moneyOf } from '../primitives/dong.ts';
import { openPrincipal } from '../loans/opening.ts';
import type { Allocation } from '../loans/facts.ts';
import type { Bookings, LoanBooks } from '../loans/loanBooks.ts';
import type { LoanOfFund } from '../loans/portfolio.ts';
import { recoveredIncome } from '../loans/recoveredIncome.ts';
import { countUntil } from '../primitives/datedSums.ts';
import { datedWithin, lentDays, lentUntil, paidDays, paidUntil } from '../loans/fold/moneyDays.ts';
import { CHARTER } from '../fund/sources.ts';
import type { FundFacts } from '../fund/balances.ts';
import { loanRow, type LoanRow } from '../loans/rows.ts';
import type { MoneyRow } from './rows.ts';
import { compareText, groupBy } from '../primitives/lists.ts';
import { sum, type Money } from '../primitives/money.ts';
import { atOnce, type InTurns } from '../primitives/turns.ts';

interface Dated {
  readonly effectiveOn: CalendarDate;
  readonly datedOn?: CalendarDate;
}

interface DayWindow {
  readonly first: Day;
  readonly last: Day;
}

/** Money that moved by a fact. */
export interface MovedRow extends MoneyRow {
  /** Left out of what was taken over with its contract. */
  readonly factId?: string;
  readonly effectiveOn: CalendarDate;
}

/** The day on which a row moved the money in the books (R42). */
export const movedOn = ({ effectiveOn, bookedOn = effectiveOn }: MovedRow): CalendarDate =>
  bookedOn;

/** When a fact is dated and, if it was booked later, when it was booked. */
const datesOf = ({ effectiveOn, datedOn }: Dated): Pick<MovedRow, 'effectiveOn' | 'bookedOn'> =>
  datedOn === undefined ? { effectiveOn } : { effectiveOn: datedOn, bookedOn: effectiveOn };

/** The days from `from`, or from the first fact, up to `to`, both included. */
export interface Days {
  readonly from?: CalendarDate;
  readonly to: CalendarDate;
}

const BEGINNING = '1700-01-01' as CalendarDate;

const daysOf = ({ from = BEGINNING, to }: Days): DayWindow => ({
  first: dayOf(from),
  last: dayOf(to),
});

/** Rows by date, then by contract and by the number on the paper. */
function inOrder<Row extends MovedRow>(rows: readonly Row[]): Row[] {
  const paper = (row: Row): string => row.voucherNumber ?? row.documentNumber ?? '';
  const ordered: Row[] = [];
  // Day by day: the rows of a day are few, and mostly come by contract.
  const byDay = groupBy(rows, (row) => row.effectiveOn);
  for (const day of [...byDay.keys()].toSorted(compareText)) {
    const ofDay = (byDay.get(day) ?? []).toSorted(
      (a, b) =>
        compareText(a.contractNumber ?? '', b.contractNumber ?? '') ||
        compareText(paper(a), paper(b)),
    );
    for (const row of ofDay) ordered.push(row);
  }
  return ordered;
}

function movementsIn({ capitalMovements }: FundFacts, { from = BEGINNING, to }: Days) {
  return capitalMovements.filter(({ effectiveOn }) => from <= effectiveOn && effectiveOn <= to);
}

/** Contributions, and withdrawals as amounts below zero. */
export function capitalRows(facts: FundFacts, days: Days): MovedRow[] {
  return inOrder(
    movementsIn(facts, days).map((moved) => ({
      factId: moved.id,
      ...datesOf(moved),
      documentNumber: moved.documentNumber,
      ground: moved.kind,
      ...(moved.source === CHARTER ? {} : { source: moved.source }),
      amount: moved.kind === 'contribution' ? moved.amount : moved.amount.negated(),
    })),
  );
}

const disbursementsOf = ({ bookings: { disbursements } }: LoanBooks, within: DayWindow) =>
  datedWithin(disbursements, lentDays(disbursements), within);

const receiptsOf = ({ bookings: { repayments } }: LoanBooks, within: DayWindow) =>
  datedWithin(repayments, paidDays(repayments), within);

const disbursementRow = (loan: LoanOfFund, lent: Bookings['disbursements'][number]) => ({
  ...loanRow(loan),
  factId: lent.id,
  ...datesOf(lent),
  voucherNumber: lent.voucherNumber,
  ground: 'disbursement' as const,
  amount: lent.amount,
});

/** What was disbursed on all loans, as amounts above zero; taken back, below. */
export function disbursementRows(facts: FundFacts, days: Days): MovedRow[] {
  const within = daysOf(days);
  const rows = facts.loans.flatMap((loan) =>
    disbursementsOf(loan.books, within).map((lent) => disbursementRow(loan, lent)),
  );
  return inOrder(rows);
}

/** The principal of loans that were taken over, as lent before: amounts above zero (R33). */
export function openingRows({ loans }: FundFacts, { from = BEGINNING, to }: Days): MovedRow[] {
  const rows = loans.flatMap((loan) => {
    const { opening } = loan.facts;
    if (opening === null || opening.on < from || opening.on > to) return [];
    const { on: effectiveOn, documentNumber } = opening;
    return [
      {
        ...loanRow(loan),
        effectiveOn,
        ...(documentNumber === null ? {} : { documentNumber }),
        ground: 'opening' as const,
        amount: openPrincipal(opening),
      },
    ];
  });
  return inOrder<MovedRow>(rows);
}

/** The sum of `openingRows`. */
export function openedPrincipal({ loans }: FundFacts, { from = BEGINNING, to }: Days): Money {
  let total = 0n;
  for (const { facts } of loans) {
    const { opening } = facts;
    if (opening === null || opening.on < from || opening.on > to) continue;
    total += dongOf(openPrincipal(opening));
  }
  return moneyOf(total);
}

/** The part of each receipt, on all loans, that is not zero (R8). */
export function receiptRows(
  facts: FundFacts,
  days: Days,
  part: (of: Allocation) => Money,
): (MovedRow & LoanRow)[] {
  const within = daysOf(days);
  const rows: (MovedRow & LoanRow)[] = [];
  for (const loan of facts.loans) {
    for (const paid of receiptsOf(loan.books, within)) {
      const amount = part(paid.allocation);
      if (amount.isZero()) continue;
      rows.push({
        factId: paid.id,
        ...datesOf(paid),
        voucherNumber: paid.voucherNumber,
        ground: 'repayment',
        amount,
        ...loanRow(loan),
      });
    }
  }
  return inOrder(rows);
}

/** The sum of `capitalRows`. */
export function capitalMoved(facts: FundFacts, days: Days): Money {
  return sum(
    movementsIn(facts, days).map(({ kind, amount }) =>
      kind === 'contribution' ? amount : amount.negated(),
    ),
  );
}

/** How many loans are summed between two turns. */
const LOANS_PER_TURN = 500;

/** The sum of `disbursementRows`, from the sums that are kept with each loan's facts. */
export function* disbursedInTurns({ loans }: FundFacts, days: Days): InTurns<Money> {
  const { first, last } = daysOf(days);
  let total = 0n;
  for (const [index, { books }] of loans.entries()) {
    if (index % LOANS_PER_TURN === 0) yield;
    const lent = lentDays(books.bookings.disbursements);
    total += lentUntil(lent, last) - lentUntil(lent, first - 1);
  }
  return moneyOf(total);
}

/** What moved on a loan within some days. */
export interface LoanMoved {
  readonly lent: Money;
  readonly principal: Money;
  /** Of every class. */
  readonly interest: Money;
}

const INTEREST = ['inTermInterest', 'overdueInterest', 'lateInterest'] as const;

/** What was lent and received on a loan within some days, from the sums that are kept with its facts. */
export function movedOnLoan({ books: { bookings } }: LoanOfFund, days: Days): LoanMoved {
  const { first, last } = daysOf(days);
  const lent = lentDays(bookings.disbursements);
  const paid = paidDays(bookings.repayments);
  const paidWithin = (component: keyof Allocation): bigint =>
    paidUntil(paid, component, last) - paidUntil(paid, component, first - 1);
  let interest = 0n;
  for (const component of INTEREST) interest += paidWithin(component);
  return {
    lent: moneyOf(lentUntil(lent, last) - lentUntil(lent, first - 1)),
    principal: moneyOf(paidWithin('principal')),
    interest: moneyOf(interest),
  };
}

/** The sum of `disbursementRows`, as `disbursedInTurns`. */
export const disbursed = (facts: FundFacts, days: Days): Money =>
  atOnce(disbursedInTurns(facts, days));

/** What receipts paid of these components: the sum of such `receiptRows`, from sums that are kept. */
export function* receivedInTurns(
  { loans }: FundFacts,
  days: Days,
  components: readonly (keyof Allocation)[],
): InTurns<Money> {
  const { first, last } = daysOf(days);
  let total = 0n;
  for (const [index, { books }] of loans.entries()) {
    if (index % LOANS_PER_TURN === 0) yield;
    const paid = paidDays(books.bookings.repayments);
    for (const component of components) {
      total += paidUntil(paid, component, last) - paidUntil(paid, component, first - 1);
    }
  }
  return moneyOf(total);
}

const recoveredIn = ({ books }: LoanOfFund, { from = BEGINNING, to }: Days) =>
  recoveredIncome(books).filter(({ on }) => from <= on && on <= to);

/** Principal of loans charged off that came back as income (R40), receipt by receipt. */
export function recoveredRows(facts: FundFacts, days: Days): (MovedRow & LoanRow)[] {
  const rows = facts.loans.flatMap((loan) =>
    recoveredIn(loan, days).map(({ paid, on, amount }) => ({
      factId: paid.id,
      effectiveOn: paid.effectiveOn,
      ...(on === paid.effectiveOn ? {} : { bookedOn: on }),
      voucherNumber: paid.voucherNumber,
      ground: 'recovered_as_income' as const,
      amount,
      ...loanRow(loan),
    })),
  );
  return inOrder(rows);
}

/** The sum of `recoveredRows`. */
export const recovered = ({ loans }: Pick<FundFacts, 'loans'>, days: Days): Money =>
  sum(loans.flatMap((loan) => recoveredIn(loan, days).map(({ amount }) => amount)));

/**
 * The principal that receipts brought back as capital: all of it but what is income (R40). A receipt that is
 * income is in no row; one that the books made income on a later day is taken off on that day.
 */
export function capitalReceived(facts: FundFacts, days: Days): (MovedRow & LoanRow)[] {
  const received = receiptRows(facts, days, (of) => of.principal);
  const income = recoveredRows(facts, days);
  if (income.length === 0) return received;
  const placeOf = ({ factId, effectiveOn, bookedOn = effectiveOn, amount }: MovedRow): string =>
    `${factId} ${bookedOn} ${amount.toFixed()}`;
  const paired = new Set(income.map(placeOf));
  const receipts = new Set(received.map(placeOf));
  return inOrder([
    ...received.filter((row) => !paired.has(placeOf(row))),
    ...income
      .filter((row) => !receipts.has(placeOf(row)))
      .map((row) => ({ ...row, amount: row.amount.negated() })),
  ]);
}

/** The sum of `capitalReceived`. */
export function* capitalReceivedInTurns(facts: FundFacts, days: Days): InTurns<Money> {
  const received = yield* receivedInTurns(facts, days, ['principal']);
  return received.minus(recovered(facts, days));
}

/** The day on which money was last lent up to a day; null: none was. */
export function lastDisbursedOn(facts: FundFacts, until: CalendarDate): CalendarDate | null {
  let latest: CalendarDate | null = null;
  for (const { facts: of } of facts.loans) {
    const { inOrder, days } = lentDays(of.disbursements);
    const on = inOrder[countUntil(days, dayOf(until)) - 1]?.effectiveOn;
    if (on !== undefined && (latest === null || on > latest)) latest = on;
  }
  return latest;
}

/** What was lent on a day, by the dates of the vouchers. */
export function lentOn(facts: FundFacts, day: CalendarDate): MovedRow[] {
  const rows = facts.loans.flatMap((loan) =>
    loan.facts.disbursements
      .filter(({ effectiveOn }) => effectiveOn === day)
      .map((lent) => disbursementRow(loan, lent)),
  );
  return inOrder(rows);
}

const entrustmentsIn = ({ entrustments = [] }: FundFacts, { from = BEGINNING, to }: Days) =>
  entrustments.filter(({ on }) => from <= on && on <= to);

/** Principal given to trustees, and given back as amounts below zero (R35). */
export function entrustmentRows(facts: FundFacts, days: Days): MovedRow[] {
  return inOrder(
    entrustmentsIn(facts, days).map(({ id, effectiveOn, on, voucherNumber, amount }) => ({
      factId: id,
      effectiveOn,
      ...(on === effectiveOn ? {} : { bookedOn: on }),
      voucherNumber,
      ground: 'entrustment' as const,
      amount,
    })),
  );
}

/** The sum of `entrustmentRows`. */
export const entrusted = (facts: FundFacts, days: Days): Money =>
  sum(entrustmentsIn(facts, days).map(({ amount }) => amount));

/** What changed the available principal: money in above zero, money out below (R18). */
export function principalRows(facts: FundFacts, days: Days): MovedRow[] {
  const lent = disbursementRows(facts, days);
  return inOrder<MovedRow>([
    ...capitalRows(facts, days),
    ...openingRows(facts, days).map((row) => ({ ...row, amount: row.amount.negated() })),
    ...lent.map((row) => ({ ...row, amount: row.amount.negated() })),
    ...entrustmentRows(facts, days).map((row) => ({ ...row, amount: row.amount.negated() })),
    ...capitalReceived(facts, days),
  ]);
}
