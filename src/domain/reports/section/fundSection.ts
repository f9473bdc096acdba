import { takenOverOn } from '../../loans/portfolio.ts';
import type { FundRules } from '../../policies/fundRules.ts';
import { lastDayOfYear, type CalendarDate } from '../../primitives/dates.ts';
import type { Debtor } from './debtors.ts';
import { balances } from '../../fund/balances.ts';
import type { FundFacts, LendingSuspension, SourceBalances } from '../../fund/balances.ts';
import {
  fundAtInTurns,
  fundLinesInTurns,
  type FundAt,
  type FundLines,
  type Period,
} from './figures.ts';
import { notesOf, type FundNote } from './notes.ts';
import { loanRow, type BorrowerRow, type LoanRow } from '../../loans/rows.ts';
import { byNumberThenName, compareText, groupBy } from '../../primitives/lists.ts';
import { caseLines, type CaseLine } from '../litigation.ts';
import { trusteeLines, type TrusteeLine } from '../../fund/trustees.ts';
import type { Money } from '../../primitives/money.ts';
import { atOnce, inTurns, type InTurns } from '../../primitives/turns.ts';
import { deadlineInForce } from '../../loans/recalls.ts';
import type { ExpectedReceipt } from '../forecast/expectedReceipts.ts';

export interface LocalityGroup {
  readonly locality: string;
  readonly cooperatives: readonly { readonly id: string; readonly name: string }[];
}

/** A loan that is to be repaid before its time. */
export interface RecalledLoan extends LoanRow {
  /** The earliest one in force. */
  readonly deadline: CalendarDate;
  readonly principalOutstanding: Money;
}

export interface FundSection {
  readonly asOf: CalendarDate;
  readonly periodStart: CalendarDate;
  readonly borrowers: { withDebt: number; inTerm: number; overdue: number };
  readonly charterCapital: Money;
  /** Charter capital and whatever other source the fund has, each with where its money is (R34). */
  readonly sources: readonly SourceBalances[];
  readonly sourcesTotal: Omit<SourceBalances, 'source' | 'name' | 'entrusted'> & {
    /** Left out, if trustees have nothing. */
    readonly entrusted?: Money;
  };
  readonly inTermPrincipal: { amount: Money; borrowers: number };
  readonly overduePrincipal: { amount: Money; borrowers: number };
  readonly availablePrincipal: {
    amount: Money;
    broughtForward: Money;
    collected: Money;
    disbursed: Money;
    contributed: Money;
    /** Lent already when another fund was taken over; left out: none was in the period. */
    takenOver?: Money;
    /** Given to trustees less given back; left out: the fund never had a trustee (R35). */
    entrusted?: Money;
  };
  /** What trustees have; left out: the fund never had a trustee (R35). */
  readonly principalEntrusted?: Money;
  /** With what each trustee said last; left out: the fund never had one (R35). */
  readonly trustees?: readonly TrusteeLine[];
  readonly interestCollected: { total: Money; inTerm: Money; overdue: Money; late: Money };
  /** Principal recovered as income in the period (R40); left out: none ever was. */
  readonly recoveredAsIncome?: Money;
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
    /** The cases by which they are sued, by cooperative. */
    cases: readonly CaseLine[];
  };
  readonly recalls: {
    recalled: number;
    inTermBorrowers: number;
    localities: readonly LocalityGroup[];
    loans: readonly RecalledLoan[];
    /** Of borrowers that are overdue, for whatever they owe: in none of the counts. */
    overdueLoans: readonly RecalledLoan[];
  };
  readonly lastDisbursementOn: CalendarDate | null;
  /** The day at whose close loans were taken over (R33): what was lent before is not known; null: none was. */
  readonly openedOn: CalendarDate | null;
  readonly lendingSuspension: LendingSuspension | null;
  readonly notes: readonly FundNote[];
}

/**
 * Borrowers by locality: the most first, then by name in the Vietnamese alphabet (R19).
 *
 * @param rows the borrowers by code
 */
function byLocality(rows: readonly BorrowerRow[]): LocalityGroup[] {
  return [...groupBy(rows, (row) => row.locality)]
    .toSorted(byNumberThenName)
    .map(([locality, members]) => ({
      locality,
      cooperatives: members.map((row) => ({ id: row.cooperativeId, name: row.cooperativeName })),
    }));
}

const idsOf = (rows: readonly BorrowerRow[]) => new Set(rows.map((row) => row.cooperativeId));

/** The pending cases of the borrowers that the section counts as sued (R19, R26). */
function suedBy(at: FundAt, sued: readonly BorrowerRow[]): CaseLine[] {
  const ids = idsOf(sued);
  return caseLines(at.facts.cases, at.positioned, at.rules, at.period.asOf)
    .filter((line) => line.pending && ids.has(line.cooperativeId))
    .toSorted((a, b) => compareText(a.cooperativeCode, b.cooperativeCode));
}

/** The loans under recall of the borrowers that are in term, or of those overdue (R14 b, R19). */
function recalledLoans(at: FundAt, of: Debtor['standing']): RecalledLoan[] {
  return at.debtors
    .filter(({ standing }) => standing === of)
    .flatMap(({ loans }) =>
      loans.flatMap(({ loan, position }) => {
        const deadline = deadlineInForce(loan.facts.recalls, at.period.asOf);
        if (deadline === null || position.standing === 'settled') return [];
        const { outstanding } = position.principal;
        return [{ ...loanRow(loan), deadline, principalOutstanding: outstanding }];
      }),
    );
}

/** What is expected by the end of the year, receipt by receipt (R20). */
function* projectionOf(
  { period }: FundAt,
  lines: FundLines,
): InTurns<FundSection['projectedYearEnd']> {
  const expected = lines['projectedYearEnd.expectedTotal'];
  return {
    date: lastDayOfYear(period.asOf),
    availablePrincipal: lines['projectedYearEnd.availablePrincipal'].value,
    expectedTotal: expected.value,
    plannedDisbursements: lines['projectedYearEnd.plannedDisbursements'].value,
    plannedContributions: lines['projectedYearEnd.plannedContributions'].value,
    expectedReceipts: yield* inTurns(expected.rows, (row) => ({
      loanId: row.loanId,
      contractNumber: row.contractNumber,
      cooperativeName: row.cooperativeName,
      expectedOn: row.expectedOn,
      principal: row.amount,
      ground: row.ground,
    })),
  };
}

/** The sums over all sources (R34). */
function sourcesTotalOf(lines: FundLines): FundSection['sourcesTotal'] {
  const entrusted = lines['sourcesTotal.entrusted']?.value;
  return {
    capital: lines['sourcesTotal.capital'].value,
    outstanding: lines['sourcesTotal.outstanding'].value,
    available: lines['sourcesTotal.available'].value,
    chargedOff: lines['sourcesTotal.chargedOff'].value,
    ...(entrusted === undefined ? {} : { entrusted }),
  };
}

/** The section, each figure read from its line. */
function* sectionOf(at: FundAt, lines: FundLines): InTurns<FundSection> {
  const { period } = at;
  const available = lines['availablePrincipal.amount'].value;
  const projectedYearEnd = yield* projectionOf(at, lines);
  const notes = notesOf(at, available);
  yield;
  const cases = suedBy(at, lines['litigation.sued'].rows);
  yield;
  const { recoveredAsIncome: recovered } = lines;
  const { 'availablePrincipal.entrusted': given, principalEntrusted: entrusted } = lines;
  const takenOver = lines['availablePrincipal.takenOver'];
  const { trustees: named = [], entrustments = [] } = at.facts;
  const trustees = trusteeLines(named, entrustments, period.asOf);
  return {
    asOf: period.asOf,
    periodStart: period.periodStart,
    borrowers: {
      withDebt: lines['borrowers.withDebt'].value,
      inTerm: lines['borrowers.inTerm'].value,
      overdue: lines['borrowers.overdue'].value,
    },
    charterCapital: lines.charterCapital.value,
    sources: balances(at.facts, at.positioned, period.asOf).sources,
    sourcesTotal: sourcesTotalOf(lines),
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
      ...(takenOver === undefined ? {} : { takenOver: takenOver.value }),
      ...(given === undefined ? {} : { entrusted: given.value }),
    },
    ...(entrusted === undefined ? {} : { principalEntrusted: entrusted.value }),
    ...(trustees.length === 0 ? {} : { trustees }),
    interestCollected: {
      total: lines['interestCollected.total'].value,
      inTerm: lines['interestCollected.inTerm'].value,
      overdue: lines['interestCollected.overdue'].value,
      late: lines['interestCollected.late'].value,
    },
    ...(recovered === undefined ? {} : { recoveredAsIncome: recovered.value }),
    projectedYearEnd,
    litigation: {
      sued: lines['litigation.sued'].value,
      overdueBorrowers: lines['litigation.overdueBorrowers'].value,
      localities: byLocality(lines['litigation.sued'].rows),
      cases,
    },
    recalls: {
      recalled: lines['recalls.recalled'].value,
      inTermBorrowers: lines['recalls.inTermBorrowers'].value,
      localities: byLocality(lines['recalls.recalled'].rows),
      loans: recalledLoans(at, 'in_term'),
      overdueLoans: recalledLoans(at, 'overdue'),
    },
    lastDisbursementOn: lines.lastDisbursementOn.value,
    openedOn: takenOverOn(at.facts.loans),
    lendingSuspension: at.facts.suspension,
    notes,
  };
}

/** The section with the rows that its figures consist of. */
export interface ExplainedSection {
  readonly section: FundSection;
  readonly lines: FundLines;
}

/**
 * The fund section of the provincial report, and the line of each figure (R17–R20), some loans at a
 * time.
 */
export function* explainedSectionInTurns(
  facts: FundFacts,
  rules: FundRules,
  period: Period,
  loansPerTurn: number,
): InTurns<ExplainedSection> {
  const at = yield* fundAtInTurns(facts, rules, period, loansPerTurn);
  yield;
  const lines = yield* fundLinesInTurns(at, loansPerTurn);
  yield;
  return { section: yield* sectionOf(at, lines), lines };
}

/** The fund section and its lines, as `explainedSectionInTurns`. */
export function explainedSection(
  facts: FundFacts,
  rules: FundRules,
  period: Period,
): ExplainedSection {
  return atOnce(explainedSectionInTurns(facts, rules, period, facts.loans.length + 1));
}

/** The fund section of the provincial report (R17–R20). */
export function fundSection(facts: FundFacts, rules: FundRules, period: Period): FundSection {
  return explainedSection(facts, rules, period).section;
}
