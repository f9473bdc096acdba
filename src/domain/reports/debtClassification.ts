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
import { deductedOf, type CollateralShare } from '../collateral/deductible.ts';
import { inForce, type Policies } from '../policies/policies.ts';
import type { Source } from '../fund/sources.ts';

const COLUMNS = [
  'principalOutstanding',
  'collateralDeductible',
  'specificProvision',
  'generalProvision',
] as const;

type Column = (typeof COLUMNS)[number];

const NO_SHARES: readonly CollateralShare[] = [];

/** A loan with its debt group and the provisions for it, each rounded once (R16). */
export interface ClassifiedLoan extends LoanLine, Readonly<Record<Column, Money>> {
  readonly ownDebtGroup: DebtGroup;
  readonly debtGroup: DebtGroup;
  /** The same as `collateralDeductible`, under its first name. */
  readonly collateral: Money;
  /** Of what `collateralDeductible` is made: the assets that secure the loan (R41). */
  readonly collaterals: readonly CollateralShare[];
  /** What the specific provision is made on: principal less the deductible; 0 at the risk of others. */
  readonly uncoveredPrincipal: Money;
  /** The specific provision of the group, percent of the uncovered principal. */
  readonly specificProvisionPercent: Dec;
}

/** The fund's debt by group, with provisions (R16); every total is the sum of its rows. */
export interface DebtClassification {
  readonly groups: readonly (Totals<Column> & { readonly debtGroup: DebtGroup })[];
  readonly total: Totals<Column>;
  /** Principal in groups 3–5, percent of all, half-up to two decimals; null where there is none. */
  readonly badDebtRatioPercent: Dec | null;
  readonly rows: readonly ClassifiedLoan[];
}

/** What may be deducted of collateral, by the id of the loan (R41). */
export type SharesByLoan = ReadonlyMap<string, readonly CollateralShare[]>;

/**
 * A loan that is in term or overdue, as a row; no row of one that has no debt group. The specific provision
 * is on the principal that no collateral covers: rate × (principal − deductible), half-up once (R16, R41).
 * Loans of a source whose risk others bear are classified, and nothing is provided for them (R34).
 */
function classified(
  at: LoanAt,
  policies: Policies,
  atOthersRisk: ReadonlySet<Source>,
  shares: SharesByLoan,
): ClassifiedLoan[] {
  const { debtGroup, position } = at;
  const { ownDebtGroup } = position;
  if (debtGroup === null || ownDebtGroup === null) return [];
  const principal = position.principal.outstanding;
  const collaterals = shares.get(at.loan.id) ?? NO_SHARES;
  const collateral = deductedOf(collaterals);
  const specific = inForce(policies, 'specificProvisionPercent', position.asOf);
  const general = inForce(policies, 'generalProvision', position.asOf);
  const isOwnRisk = !atOthersRisk.has(at.loan.source);
  const uncovered = isOwnRisk ? positive(principal.minus(collateral)) : ZERO;
  const specificPercent = specific[debtGroup - 1] ?? ZERO;
  return [
    {
      ...lineOf(at),
      ownDebtGroup,
      debtGroup,
      principalOutstanding: principal,
      collateral,
      collateralDeductible: collateral,
      collaterals,
      uncoveredPrincipal: uncovered,
      specificProvisionPercent: specificPercent,
      specificProvision: percentHalfUp(uncovered, specificPercent),
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
 * @param shares what may be deducted of collateral, by loan (R41)
 */
export function* debtClassificationInTurns(
  loans: readonly LoanOfFund[],
  rules: FundRules,
  asOf: CalendarDate,
  atOthersRisk: ReadonlySet<Source> = new Set(),
  shares: SharesByLoan = new Map(),
): InTurns<DebtClassification> {
  const all = loansAt(loans, rules, asOf);
  yield;
  const rows = (yield* inTurns(all, (at) =>
    classified(at, rules.policies, atOthersRisk, shares),
  )).flat();
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
