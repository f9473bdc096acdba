import { atOnce, inTurns, type InTurns } from '../primitives/turns.ts';
import type { FundRules } from '../policies/fundRules.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import { DEBT_GROUPS, type DebtGroup } from '../policies/debtGroups.ts';
import type { LoanOfFund } from '../loans/portfolio.ts';
import {
  lineOf,
  loansAt,
  totalsOf,
  type LoanAt,
  type LoanLine,
  type Totals,
} from './loanTotals.ts';
import {
  percentHalfUp,
  positive,
  sharePercentHalfUp,
  sum,
  ZERO,
  type Dec,
  type Money,
} from '../primitives/money.ts';
import { inForce, type Policies } from '../policies/policies.ts';
import type { Source } from '../fund/sources.ts';

const COLUMNS = ['principalOutstanding', 'specificProvision', 'generalProvision'] as const;

type Column = (typeof COLUMNS)[number];

/** A loan with its debt group and the provisions for it, each rounded once (R16). */
export interface ClassifiedLoan extends LoanLine, Readonly<Record<Column, Money>> {
  readonly ownDebtGroup: DebtGroup;
  readonly debtGroup: DebtGroup;
  /** The collateral after its discount; nothing, as long as none can be entered. */
  readonly collateral: Money;
}

/** The fund's debt by group, with provisions (R16); every total is the sum of its rows. */
export interface DebtClassification {
  readonly groups: readonly (Totals<Column> & { readonly debtGroup: DebtGroup })[];
  readonly total: Totals<Column>;
  /** Principal in groups 3–5, percent of all, half-up to two decimals; null where there is none. */
  readonly badDebtRatioPercent: Dec | null;
  readonly rows: readonly ClassifiedLoan[];
}

/**
 * A loan that is in term or overdue, as a row; no row of one that has no debt group. Loans of a source whose
 * risk others bear are classified, and nothing is provided for them (R34).
 */
function classified(
  at: LoanAt,
  policies: Policies,
  atOthersRisk: ReadonlySet<Source>,
): ClassifiedLoan[] {
  const { debtGroup, position } = at;
  const { ownDebtGroup } = position;
  if (debtGroup === null || ownDebtGroup === null) return [];
  const principal = position.principal.outstanding;
  const collateral = ZERO;
  const specific = inForce(policies, 'specificProvisionPercent', position.asOf);
  const general = inForce(policies, 'generalProvision', position.asOf);
  const isOwnRisk = !atOthersRisk.has(at.loan.source);
  const uncovered = isOwnRisk ? positive(principal.minus(collateral)) : ZERO;
  return [
    {
      ...lineOf(at),
      ownDebtGroup,
      debtGroup,
      principalOutstanding: principal,
      collateral,
      specificProvision: percentHalfUp(uncovered, specific[debtGroup - 1] ?? ZERO),
      generalProvision:
        isOwnRisk && general.groups.includes(debtGroup)
          ? percentHalfUp(principal, general.percent)
          : ZERO,
    },
  ];
}

function badDebtRatio(rows: readonly ClassifiedLoan[], principal: Money): Dec | null {
  const bad = sum(rows.filter((row) => row.debtGroup >= 3).map((row) => row.principalOutstanding));
  return sharePercentHalfUp(bad, principal);
}

/**
 * The fund's loans by debt group at the close of a day, by the policies of that day (R16); some at a time.
 *
 * @param atOthersRisk the sources whose risk the fund does not bear (R34)
 */
export function* debtClassificationInTurns(
  loans: readonly LoanOfFund[],
  rules: FundRules,
  asOf: CalendarDate,
  atOthersRisk: ReadonlySet<Source> = new Set(),
): InTurns<DebtClassification> {
  const all = loansAt(loans, rules, asOf);
  yield;
  const rows = (yield* inTurns(all, (at) => classified(at, rules.policies, atOthersRisk))).flat();
  yield;
  const total = totalsOf(rows, COLUMNS);
  const inGroup = (group: DebtGroup) => rows.filter((row) => row.debtGroup === group);
  return {
    groups: DEBT_GROUPS.map((debtGroup) => ({
      debtGroup,
      ...totalsOf(inGroup(debtGroup), COLUMNS),
    })),
    total,
    badDebtRatioPercent: badDebtRatio(rows, total.principalOutstanding),
    rows,
  };
}

/** The same, as `debtClassificationInTurns`. */
export function debtClassification(
  ...given: Parameters<typeof debtClassificationInTurns>
): DebtClassification {
  return atOnce(debtClassificationInTurns(...given));
}
