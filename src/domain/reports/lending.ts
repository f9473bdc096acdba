import { bySource } from '../fund/sources.ts';
import { withDebtGroups } from '../loans/debtGroup.ts';
import type { Position } from '../loans/position.ts';
import { positionsInTurns, type LoanOfFund } from '../loans/portfolio.ts';
import type { DebtGroup } from '../policies/debtGroups.ts';
import type { FundRules } from '../policies/fundRules.ts';
import { dongOf, moneyOf } from '../primitives/dong.ts';
import { ensure } from '../primitives/errors.ts';
import { byNumberThenName, groupByInTurns } from '../primitives/lists.ts';
import { sharePercentHalfUp, type Dec, type Money } from '../primitives/money.ts';
import { atOnce, type InTurns } from '../primitives/turns.ts';
import { movedOnLoan, type LoanMoved } from './moneyMoved.ts';
import type { Period } from './section/figures.ts';

/** By what the lending of a fund is told apart. */
export const LENDING_DIMENSIONS = [
  'locality',
  'sector',
  'borrowerKind',
  'source',
  'purpose',
  'project',
] as const;

export type LendingDimension = (typeof LENDING_DIMENSIONS)[number];

/** What loans come to: amounts add up over groups; borrowers do not, as one counts once in each. */
export interface LendingSums {
  /** Borrowers that have debt on the day (R17). */
  readonly borrowers: number;
  /** Loans that are in term or overdue on the day. */
  readonly loans: number;
  /** Disbursed in the period. */
  readonly lent: Money;
  /** Principal collected in the period. */
  readonly collected: Money;
  /** Interest collected in the period, of every class. */
  readonly interestCollected: Money;
  /** Principal outstanding on the day: in term and overdue. */
  readonly outstanding: Money;
  readonly inTerm: Money;
  readonly overdue: Money;
  /** Overdue of outstanding; null where nothing is outstanding. */
  readonly overdueRatioPercent: Dec | null;
  /** Principal outstanding in debt groups 3–5 (R16). */
  readonly badDebt: Money;
  readonly badDebtRatioPercent: Dec | null;
  /** Principal charged off and not recovered (R14 e). */
  readonly chargedOff: Money;
  /** People who work in what the loans counted are for, as far as it is known. */
  readonly jobs: number;
  /** Disbursed since the founding, with what openings state (R33). */
  readonly totalLent: Money;
  /** Principal repaid since the founding, with what openings state. */
  readonly totalCollected: Money;
  /** Loans ever disbursed. */
  readonly loanTurns: number;
}

/** What the loans of a group come to; null: what they are told apart by is not known of them. */
export interface LendingGroup extends LendingSums {
  readonly group: string | null;
}

/** The lending of a fund in a period and since its founding, by a dimension. */
export interface LendingTable {
  readonly groups: readonly LendingGroup[];
  readonly total: LendingSums;
}

/** How a loan counts: by what it is told apart, and the jobs that it pays for. */
export interface LendingCounts {
  readonly dimension: LendingDimension;
  readonly groupOf: (loan: LoanOfFund) => string | null;
  readonly jobsOf: (loan: LoanOfFund) => number | null;
}

interface LentLoan {
  readonly loan: LoanOfFund;
  readonly position: Position;
  readonly debtGroup: DebtGroup | null;
  readonly moved: LoanMoved;
  readonly jobs: number;
}

/** Debt groups from this one on are bad debt (R16). */
const FIRST_BAD_GROUP = 3;

const hasDebt = ({ position: { standing } }: LentLoan): boolean =>
  standing === 'in_term' || standing === 'overdue';

function sumsOf(lent: readonly LentLoan[]): LendingSums {
  const total = (amount: (each: LentLoan) => Money): Money => {
    let all = 0n;
    for (const each of lent) all += dongOf(amount(each));
    return moneyOf(all);
  };
  const withDebt = lent.filter(hasDebt);
  const principal = (part: keyof Position['principal']): Money =>
    total(({ position }) => position.principal[part]);
  const outstanding = principal('outstanding');
  const overdue = principal('overdue');
  const bad = lent.filter(({ debtGroup }) => debtGroup !== null && debtGroup >= FIRST_BAD_GROUP);
  let badDebt = 0n;
  for (const { position } of bad) badDebt += dongOf(position.principal.outstanding);
  return {
    borrowers: new Set(withDebt.map(({ loan }) => loan.borrower.id)).size,
    loans: withDebt.length,
    lent: total(({ moved }) => moved.lent),
    collected: total(({ moved }) => moved.principal),
    interestCollected: total(({ moved }) => moved.interest),
    outstanding,
    inTerm: principal('inTerm'),
    overdue,
    overdueRatioPercent: sharePercentHalfUp(overdue, outstanding),
    badDebt: moneyOf(badDebt),
    badDebtRatioPercent: sharePercentHalfUp(moneyOf(badDebt), outstanding),
    chargedOff: principal('chargedOff'),
    jobs: withDebt.reduce((sum, { jobs }) => sum + jobs, 0),
    totalLent: principal('disbursed'),
    totalCollected: principal('repaid'),
    loanTurns: lent.filter(({ position }) => !position.principal.disbursed.isZero()).length,
  };
}

type Grouped = readonly [group: string, lent: readonly LentLoan[]];

/** The group of loans of which nothing is known: no text is empty. */
const NOT_KNOWN = '';

/** The group with the most borrowers in debt first, then by the alphabet; sources in their own order; unknown last. */
function inOrder(groups: readonly Grouped[], dimension: LendingDimension): Grouped[] {
  const borrowers = new Map(
    groups.map(([group, lent]) => [
      group,
      [...new Set(lent.filter(hasDebt).map(({ loan }) => loan.borrower.id))],
    ]),
  );
  return groups.toSorted(([a], [b]) => {
    if (a === NOT_KNOWN || b === NOT_KNOWN) return a === NOT_KNOWN ? 1 : -1;
    if (dimension === 'source') return bySource(a, b);
    return byNumberThenName([a, borrowers.get(a) ?? []], [b, borrowers.get(b) ?? []]);
  });
}

/** How many loans are looked at between two turns. */
const LOANS_PER_TURN = 200;

function* lentLoans(
  loans: readonly LoanOfFund[],
  rules: FundRules,
  { asOf, periodStart }: Period,
  jobsOf: LendingCounts['jobsOf'],
): InTurns<LentLoan[]> {
  const positioned = yield* positionsInTurns({ loans }, rules, asOf, LOANS_PER_TURN);
  yield;
  const all = withDebtGroups(positioned, ({ loan }) => loan.borrower.id, rules.policies, asOf);
  const lent: LentLoan[] = [];
  for (const [index, { loan, position, debtGroup }] of all.entries()) {
    if (index % LOANS_PER_TURN === 0) yield;
    const moved = movedOnLoan(loan, { from: periodStart, to: asOf });
    // A contract under which nothing was ever lent is no lending.
    if (position.standing === 'not_disbursed' && moved.lent.isZero()) continue;
    lent.push({ loan, position, debtGroup, moved, jobs: jobsOf(loan) ?? 0 });
  }
  return lent;
}

/**
 * The lending of a fund by a dimension: what it lent and collected in a period, what is outstanding at its
 * end, and the turnover since its founding. Amounts of groups add up to the total, and the total is the
 * fund section's of the same days (R19).
 */
export function* lendingTableInTurns(
  loans: readonly LoanOfFund[],
  rules: FundRules,
  period: Period,
  { dimension, groupOf, jobsOf }: LendingCounts,
): InTurns<LendingTable> {
  const lent = yield* lentLoans(loans, rules, period, jobsOf);
  const grouped = yield* groupByInTurns(lent, ({ loan }) => groupOf(loan) ?? NOT_KNOWN);
  const total = sumsOf(lent);
  const { totalLent, totalCollected, chargedOff, outstanding } = total;
  ensure(
    totalLent.minus(totalCollected).minus(chargedOff).equals(outstanding),
    'R15: what was lent less what came back is not what is outstanding',
  );
  const groups: LendingGroup[] = [];
  for (const [group, ofGroup] of inOrder([...grouped], dimension)) {
    yield;
    groups.push({ group: group === NOT_KNOWN ? null : group, ...sumsOf(ofGroup) });
  }
  return { groups, total };
}

/** The same, as `lendingTableInTurns`. */
export function lendingTable(...given: Parameters<typeof lendingTableInTurns>): LendingTable {
  return atOnce(lendingTableInTurns(...given));
}
