import type { Calendar } from './calendar.ts';
import { lastDayOfYear, type CalendarDate } from './dates.ts';
import type { FundFacts, LendingSuspension } from './fundBalances.ts';
import { fundAt, fundLines, type Period } from './fundLines.ts';
import { notesOf, type FundNote } from './fundNotes.ts';
import type { BorrowerRow } from './line.ts';
import { groupBy } from './lists.ts';
import type { Money } from './money.ts';
import type { ExpectedReceipt } from './projection.ts';

export interface LocalityGroup {
  readonly locality: string;
  readonly cooperatives: readonly { readonly id: string; readonly name: string }[];
}

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
    plannedDisbursements: Money;
    plannedContributions: Money;
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
  readonly notes: readonly FundNote[];
}

const ALPHABET = new Intl.Collator('vi');

/**
 * Borrowers by locality: the most first, then by name in the Vietnamese alphabet (R19).
 *
 * @param rows the borrowers by code
 */
function byLocality(rows: readonly BorrowerRow[]): LocalityGroup[] {
  return [...groupBy(rows, (row) => row.locality)]
    .map(([locality, members]) => ({
      locality,
      cooperatives: members.map((row) => ({ id: row.cooperativeId, name: row.cooperativeName })),
    }))
    .toSorted(
      (a, b) =>
        b.cooperatives.length - a.cooperatives.length || ALPHABET.compare(a.locality, b.locality),
    );
}

/** The fund section of the provincial report, each figure read from its line (R17–R20). */
export function fundSection(facts: FundFacts, calendar: Calendar, period: Period): FundSection {
  const at = fundAt(facts, calendar, period);
  const lines = fundLines(at);
  const available = lines['availablePrincipal.amount'].value;
  const expected = lines['projectedYearEnd.expectedTotal'];
  return {
    asOf: period.asOf,
    periodStart: period.periodStart,
    borrowers: {
      withDebt: lines['borrowers.withDebt'].value,
      inTerm: lines['borrowers.inTerm'].value,
      overdue: lines['borrowers.overdue'].value,
    },
    charterCapital: lines.charterCapital.value,
    inTermPrincipal: {
      amount: lines['inTermPrincipal.amount'].value,
      borrowers: lines['inTermPrincipal.borrowers'].value,
    },
    overduePrincipal: {
      amount: lines['overduePrincipal.amount'].value,
      borrowers: lines['overduePrincipal.borrowers'].value,
    },
    availablePrincipal: {
      amount: available,
      broughtForward: lines['availablePrincipal.broughtForward'].value,
      collected: lines['availablePrincipal.collected'].value,
      disbursed: lines['availablePrincipal.disbursed'].value,
      contributed: lines['availablePrincipal.contributed'].value,
    },
    interestCollected: {
      total: lines['interestCollected.total'].value,
      inTerm: lines['interestCollected.inTerm'].value,
      overdue: lines['interestCollected.overdue'].value,
      late: lines['interestCollected.late'].value,
    },
    projectedYearEnd: {
      date: lastDayOfYear(period.asOf),
      availablePrincipal: lines['projectedYearEnd.availablePrincipal'].value,
      expectedTotal: expected.value,
      plannedDisbursements: lines['projectedYearEnd.plannedDisbursements'].value,
      plannedContributions: lines['projectedYearEnd.plannedContributions'].value,
      expectedReceipts: expected.rows.map(({ amount, ...row }) => ({ ...row, principal: amount })),
    },
    litigation: {
      sued: lines['litigation.sued'].value,
      overdueBorrowers: lines['litigation.overdueBorrowers'].value,
      localities: byLocality(lines['litigation.sued'].rows),
    },
    recalls: {
      recalled: lines['recalls.recalled'].value,
      inTermBorrowers: lines['recalls.inTermBorrowers'].value,
      localities: byLocality(lines['recalls.recalled'].rows),
    },
    lastDisbursementOn: lines.lastDisbursementOn.value,
    lendingSuspension: facts.suspension,
    notes: notesOf(at, available),
  };
}
