import { availableAt } from './cash.ts';
import { addDays, lastDayOfYear, type CalendarDate } from './dates.ts';
import { ensure } from './errors.ts';
import type { Allocation } from './facts.ts';
import {
  balances,
  charterCapitalAt,
  positionsAt,
  type Borrower,
  type FundFacts,
  type LendingSuspension,
  type LoanOfFund,
  type Positioned,
} from './fundBalances.ts';
import { isPending } from './litigation.ts';
import { sum, ZERO, type Money } from './money.ts';
import { deadlineInForce } from './plan.ts';
import type { Calendar } from './calendar.ts';
import type { Position } from './position.ts';
import { expectedReceipts, type ExpectedReceipt } from './projection.ts';

export interface LocalityGroup {
  readonly locality: string;
  readonly cooperatives: readonly { readonly id: string; readonly name: string }[];
}

export type NoteCode =
  | 'overdue_without_overdue_principal'
  | 'in_both_principal_lines'
  | 'sued_not_overdue'
  | 'available_below_zero';

export interface FundSection {
  readonly asOf: CalendarDate;
  readonly periodStart: CalendarDate;
  readonly borrowers: { withDebt: number; inTerm: number; overdue: number };
  readonly charterCapital: Money;
  readonly inTermPrincipal: { amount: Money; borrowers: number };
  readonly overduePrincipal: { amount: Money; borrowers: number };
  readonly availablePrincipal: {
    amount: Money;
    broughtForward: Money;
    collected: Money;
    disbursed: Money;
    contributed: Money;
  };
  readonly interestCollected: { total: Money; inTerm: Money; overdue: Money; late: Money };
  readonly projectedYearEnd: {
    date: CalendarDate;
    availablePrincipal: Money;
    expectedTotal: Money;
    expectedReceipts: readonly (ExpectedReceipt & {
      loanId: string;
      contractNumber: string;
      cooperativeName: string;
    })[];
  };
  readonly litigation: {
    sued: number;
    overdueBorrowers: number;
    localities: readonly LocalityGroup[];
  };
  readonly recalls: {
    recalled: number;
    inTermBorrowers: number;
    localities: readonly LocalityGroup[];
  };
  readonly lastDisbursementOn: CalendarDate | null;
  readonly lendingSuspension: LendingSuspension | null;
  readonly notes: readonly { code: NoteCode; cooperatives: readonly Borrower[] }[];
}

/** A borrower with the positions of its loans (R17). */
interface Debtor {
  readonly borrower: Borrower;
  readonly loans: readonly { loan: LoanOfFund; position: Position }[];
  readonly standing: 'in_term' | 'overdue';
  readonly inTerm: Money;
  readonly overdue: Money;
}

const ALPHABET = new Intl.Collator('vi');

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}

function byCode(a: Borrower, b: Borrower): number {
  return a.code < b.code ? -1 : a.code > b.code ? 1 : 0;
}

function debtorsOf(positioned: Positioned): Debtor[] {
  const byBorrower = groupBy(positioned, (each) => each.loan.borrower.id);
  const debtors: Debtor[] = [];
  for (const loans of byBorrower.values()) {
    const standings = new Set(loans.map((each) => each.position.standing));
    const [first] = loans;
    if (first === undefined || !(standings.has('in_term') || standings.has('overdue'))) continue;
    debtors.push({
      borrower: first.loan.borrower,
      loans,
      standing: standings.has('overdue') ? 'overdue' : 'in_term',
      inTerm: sum(loans.map((each) => each.position.principal.inTerm)),
      overdue: sum(loans.map((each) => each.position.principal.overdue)),
    });
  }
  return debtors.toSorted((a, b) => byCode(a.borrower, b.borrower));
}

/** Borrowers by locality: the most first, then by name in the Vietnamese alphabet (R19). */
function byLocality(borrowers: readonly Borrower[]): LocalityGroup[] {
  return [...groupBy(borrowers, (each) => each.locality)]
    .map(([locality, members]) => ({
      locality,
      cooperatives: members.toSorted(byCode).map(({ id, name }) => ({ id, name })),
    }))
    .toSorted(
      (a, b) =>
        b.cooperatives.length - a.cooperatives.length || ALPHABET.compare(a.locality, b.locality),
    );
}

/** What of a dated list falls in the report's period. */
function inPeriod<T extends { readonly effectiveOn: CalendarDate }>(
  items: readonly T[],
  period: Period,
): T[] {
  return items.filter(
    (each) => each.effectiveOn >= period.periodStart && each.effectiveOn <= period.asOf,
  );
}

interface Period {
  readonly asOf: CalendarDate;
  readonly periodStart: CalendarDate;
}

function availableLine(facts: FundFacts, period: Period, available: Money) {
  const repayments = facts.loans.flatMap((loan) => inPeriod(loan.facts.repayments, period));
  const disbursements = facts.loans.flatMap((loan) => inPeriod(loan.facts.disbursements, period));
  const line = {
    amount: available,
    broughtForward: availableAt(facts.cash, addDays(period.periodStart, -1)),
    collected: sum(repayments.map((each) => each.allocation.principal)),
    disbursed: sum(disbursements.map((each) => each.amount)),
    contributed: charterCapitalAt(inPeriod(facts.capitalMovements, period), period.asOf),
  };
  const closing = line.broughtForward
    .plus(line.collected)
    .minus(line.disbursed)
    .plus(line.contributed);
  ensure(closing.equals(available), 'R19: the parts of available principal do not add up');
  return line;
}

function interestLine(facts: FundFacts, period: Period) {
  const repayments = facts.loans.flatMap((loan) => inPeriod(loan.facts.repayments, period));
  const total = (component: keyof Allocation): Money =>
    sum(repayments.map((each) => each.allocation[component]));
  const parts = {
    inTerm: total('inTermInterest'),
    overdue: total('overdueInterest'),
    late: total('lateInterest'),
  };
  return { total: parts.inTerm.plus(parts.overdue).plus(parts.late), ...parts };
}

function projectionLine(
  positioned: Positioned,
  calendar: Calendar,
  asOf: CalendarDate,
  now: Money,
) {
  const date = lastDayOfYear(asOf);
  const receipts = positioned
    .flatMap(({ loan, position: at }) =>
      expectedReceipts({ ...loan, position: at }, calendar, date).map((receipt) => ({
        ...receipt,
        loanId: loan.id,
        contractNumber: loan.terms.contractNumber,
        cooperativeName: loan.borrower.name,
      })),
    )
    .toSorted((a, b) =>
      `${a.expectedOn} ${a.contractNumber}` < `${b.expectedOn} ${b.contractNumber}` ? -1 : 1,
    );
  const expectedTotal = sum(receipts.map((each) => each.principal));
  return {
    date,
    availablePrincipal: now.plus(expectedTotal),
    expectedTotal,
    expectedReceipts: receipts,
  };
}

function isRecalled(debtor: Debtor, asOf: CalendarDate): boolean {
  return debtor.loans.some(
    ({ loan, position: at }) =>
      at.standing !== 'settled' && deadlineInForce(loan.facts.recalls, asOf) !== null,
  );
}

function notesOf(
  debtors: readonly Debtor[],
  sued: ReadonlySet<string>,
  positioned: Positioned,
  available: Money,
): FundSection['notes'] {
  const borrowers = new Map(positioned.map(({ loan }) => [loan.borrower.id, loan.borrower]));
  const overdue = debtors.filter((each) => each.standing === 'overdue');
  const overdueIds = new Set(overdue.map((each) => each.borrower.id));
  const ofPositions = (code: NoteCode, cooperatives: readonly Borrower[]) => ({
    code,
    cooperatives: cooperatives.toSorted(byCode),
  });
  const notes = [
    ofPositions(
      'overdue_without_overdue_principal',
      overdue.filter((each) => each.overdue.isZero()).map((each) => each.borrower),
    ),
    ofPositions(
      'in_both_principal_lines',
      debtors
        .filter((each) => each.inTerm.greaterThan(ZERO) && each.overdue.greaterThan(ZERO))
        .map((each) => each.borrower),
    ),
    ofPositions(
      'sued_not_overdue',
      [...borrowers.values()].filter((each) => sued.has(each.id) && !overdueIds.has(each.id)),
    ),
  ].filter((note) => note.cooperatives.length > 0);
  return available.isNegative()
    ? [...notes, { code: 'available_below_zero' as const, cooperatives: [] }]
    : notes;
}

/** The fund section of the provincial report, from the facts (R17–R20). */
export function fundSection(facts: FundFacts, calendar: Calendar, period: Period): FundSection {
  const { asOf } = period;
  const positioned = positionsAt(facts, calendar, asOf);
  const fund = balances(facts, positioned, asOf);
  const debtors = debtorsOf(positioned);
  const inTerm = debtors.filter((each) => each.standing === 'in_term');
  const overdue = debtors.filter((each) => each.standing === 'overdue');
  const pending = facts.cases.filter((each) => isPending(each.stages, asOf));
  const suedIds = new Set(pending.map((each) => each.cooperativeId));
  const sued = overdue.filter((each) => suedIds.has(each.borrower.id));
  const recalled = inTerm.filter((each) => isRecalled(each, asOf));
  const disbursedOn = facts.loans
    .flatMap((loan) => loan.facts.disbursements.map((each) => each.effectiveOn))
    .filter((on) => on <= asOf)
    .toSorted();
  const principalLine = (part: 'inTerm' | 'overdue') => ({
    amount: sum(debtors.map((each) => each[part])),
    borrowers: debtors.filter((each) => each[part].greaterThan(ZERO)).length,
  });
  return {
    asOf,
    periodStart: period.periodStart,
    borrowers: {
      withDebt: debtors.length,
      inTerm: inTerm.length,
      overdue: overdue.length,
    },
    charterCapital: fund.charterCapital,
    inTermPrincipal: principalLine('inTerm'),
    overduePrincipal: principalLine('overdue'),
    availablePrincipal: availableLine(facts, period, fund.availablePrincipal),
    interestCollected: interestLine(facts, period),
    projectedYearEnd: projectionLine(positioned, calendar, asOf, fund.availablePrincipal),
    litigation: {
      sued: sued.length,
      overdueBorrowers: overdue.length,
      localities: byLocality(sued.map((each) => each.borrower)),
    },
    recalls: {
      recalled: recalled.length,
      inTermBorrowers: inTerm.length,
      localities: byLocality(recalled.map((each) => each.borrower)),
    },
    lastDisbursementOn: disbursedOn.at(-1) ?? null,
    lendingSuspension: facts.suspension,
    notes: notesOf(debtors, suedIds, positioned, fund.availablePrincipal),
  };
}
