import type { DebtGroup } from './debtGroups.ts';
import type { ByCollateralKind } from './collateralKinds.ts';
import type { Account, AccountTitle, BasicAccount } from './accounts.ts';
import type { CalendarDate, Weekday } from '../primitives/dates.ts';
import type { EnforcementStage, Matter, OFFICE_KINDS } from './courtTypes.ts';
import type { DocketType } from './docketTypes.ts';
import type { ChargeOffTreatment } from '../loans/chargeOff.ts';
import type { Money, RatePercent } from '../primitives/money.ts';
import type { SecondPersonRule } from './secondPerson.ts';
import type { AllocationOrder, AwardOrder } from './allocationOrder.ts';

/** The group of a loan that is overdue under a new schedule, from so many days past due on. */
export interface OverdueGroup {
  readonly fromDays: number;
  readonly group: DebtGroup;
}

/** What a breach of a lending check does (R29). */
export type CheckOutcome = 'warning' | 'refusal';

/**
 * What each policy says. Percentages are percent, or percent a year if they are rates. A value
 * named at a field is the default, which a new fund gets with its source: the data of
 * `default_policies()` in `migrations/0002_decide_and_correct.sql`, `0004_recover_the_debt.sql` and
 * `0011_chart_of_accounts_of_2026.sql`, dated ones in `0022_money_through_cases.sql`,
 * `0023_enforce_by_the_law_of_2026.sql` and those that later migrations add.
 */
export interface PolicyValues {
  /** Highest in-term rate of a contract or rate change (R7): 20. */
  readonly highestRatePercent: RatePercent;
  /** The cap of the overdue rate, in percent of the in-term rate (R7): 150. */
  readonly overdueRateSharePercent: RatePercent;
  /** Highest late-interest rate of a contract (R7): 10. */
  readonly highestLateInterestRatePercent: RatePercent;
  /**
   * The orders in which a receipt pays under a contract that names none (R9). A loan in term:
   * overdue interest, late interest, in-term interest, principal. An overdue loan: overdue
   * principal, overdue interest, in-term interest, late interest, principal.
   */
  readonly allocationOrder: AllocationOrder;
  /**
   * The order in which a receipt through a case pays what is awarded and not received, before the order of
   * R9 (R39). Empty: it pays like any other, as before 1/7/2026; from then on principal, in-term, overdue,
   * late interest.
   */
  readonly awardAllocationOrder: AwardOrder;
  /** Days of the week on which nothing is payable (R6): Saturday and Sunday. */
  readonly nonWorkingDays: readonly Weekday[];
  /** Days past due from which a loan is in group 2, 3, 4, 5 (R16): 10, 30, 90, 180. */
  readonly debtGroupFromDays: readonly [number, number, number, number];
  /** The groups of a restructured loan, at least (R16). */
  readonly restructuredDebtGroup: {
    readonly first: DebtGroup;
    readonly firstOverdue: readonly OverdueGroup[];
    readonly second: DebtGroup;
    readonly secondOverdue: DebtGroup;
    readonly third: DebtGroup;
  };
  /** The group of a loan of which interest was waived, at least (R16): 3. */
  readonly waivedInterestDebtGroup: DebtGroup;
  /** Whether all loans of a borrower take the worst group among them (R16): they do. */
  readonly worstDebtGroupOfBorrower: boolean;
  /** Specific provision of groups 1 … 5, percent of principal (R16): 0, 2, 25, 50, 100. */
  readonly specificProvisionPercent: readonly [
    RatePercent,
    RatePercent,
    RatePercent,
    RatePercent,
    RatePercent,
  ];
  /** General provision, percent of the principal of these groups (R16): 0.5 of groups 1–4. */
  readonly generalProvision: {
    readonly percent: RatePercent;
    readonly groups: readonly DebtGroup[];
  };
  /** What may be deducted of an asset's value, percent by its kind (R41): 50, 30, 30, 100, 30. */
  readonly collateralDeductionPercent: ByCollateralKind<RatePercent>;
  /** Years after the right to sell in which an asset may be deducted (R41): 2 of real estate, else 1. */
  readonly collateralDeductionYears: ByCollateralKind<number>;
  /** Months after which an asset is to be valued anew (R41); 0: never, the default. */
  readonly collateralValuationMonths: number;
  /** Highest debt of one customer, percent of the charter capital (R29): 15. */
  readonly singleCustomerLimitPercent: RatePercent;
  /** The same of a customer with those related to it (R29): 25. */
  readonly relatedCustomersLimitPercent: RatePercent;
  /** Least own capital of a borrower, percent of its project (R29): 20. */
  readonly leastOwnCapitalPercent: RatePercent;
  /** Whether a breach of each lending check warns or refuses (R29): each warns. */
  readonly lendingChecks: {
    readonly singleCustomer: CheckOutcome;
    readonly relatedCustomers: CheckOutcome;
    readonly ownCapital: CheckOutcome;
    /** Lending to a borrower that was dissolved or is bankrupt (R30). */
    readonly endedBorrower: CheckOutcome;
  };
  /** Years in which a debt must be sued for (R27): 3. */
  readonly limitationToSueYears: number;
  /** Days in which a first-instance judgment can be appealed (R27): 15. */
  readonly appealDays: number;
  /** Years in which enforcement must be asked for (R27): 5. */
  readonly enforcementRequestYears: number;
  /** Months after which a debtor found without means is looked at again (R27): 6. */
  readonly meansRecheckMonths: number;
  /** The same of a debtor who is in prison or whose address is unknown (R38): 12. */
  readonly longMeansRecheckMonths: number;
  /** Days in which a creditor of a bankrupt must file its claim (R30): 30. */
  readonly creditorClaimDays: number;
  /** The stages of enforcement that the law of the day has besides those of R26 (R38): from 1/7/2026 six. */
  readonly enforcementStages: readonly EnforcementStage[];
  /** Days in which a debtor may pay of its own accord once enforcement is decided (R38): from 1/7/2026 10. */
  readonly voluntaryEnforcementDays: number | null;
  /** Years without means after which the request is returned (R38): from 1/7/2026 2. */
  readonly requestReturnYears: number | null;
  /** Years in which a body asks for enforcement of state money (R38): from 1/7/2026 1. */
  readonly stateMoneyRequestYears: number | null;
  /** Months for which whoever may protest can have enforcement stayed (R38): from 1/7/2026 3. */
  readonly protestStayMonths: number | null;
  /** The offices that enforce judgments; none: any may be named (R38). */
  readonly enforcementOffices: readonly EnforcementOffice[];
  /** Whether the interest of a loan goes on once it is charged off, off the books (R40): it stops. */
  readonly chargedOffInterest: ChargeOffTreatment['interest'];
  /** Whether principal recovered of a loan charged off is capital or income (R40): capital. */
  readonly recoveryOfChargedOff: ChargeOffTreatment['recovery'];
  /** Years after a charge-off from which the loan may be written off (R40): 5. */
  readonly writeOffAfterYears: number;
  /** Years for which a loan written off stands in the register (R40): 10. */
  readonly keptWrittenOffYears: number;
  /** Which acts take effect only when a second person confirms them: none, else 30 days long. */
  readonly secondPerson: SecondPersonRule;
  /** What a court charges for a claim, by the type of its docket (R28). */
  readonly courtFee: Readonly<Record<DocketType, CourtFeeSchedule>>;
  /** The courts there are; none: any court may be named (R26). */
  readonly courts: readonly Court[];
  /**
   * Under which code and names each account of the ledger is shown. By the charts of Thông tư 200/2014 and
   * 99/2025 money in đồng at a bank is 1121, and 1122 is foreign currency: principal money and interest
   * money are details of 1121. A chart that names `cashInHand` has the ledger tell where money is (R35).
   */
  readonly chartOfAccounts: Readonly<Record<BasicAccount, AccountTitle>> &
    Readonly<Partial<Record<Account, AccountTitle>>>;
}

/** The fee of a claim above `above`, in đồng: the base and so many percent of what exceeds it. */
export interface CourtFeeBand {
  readonly above: Money;
  readonly base: Money;
  readonly percent: RatePercent;
}

/** The bands of a court fee, from the one above 0 up, and what an advance is at least (R28). */
export interface CourtFeeSchedule {
  readonly leastAdvance: Money;
  readonly bands: readonly [CourtFeeBand, ...CourtFeeBand[]];
}

/** For what a court or office is there; left out: for every matter, for every place. */
interface Competence {
  readonly name: string;
  /** Those whose cases it took over. */
  readonly takesOver: readonly string[];
  readonly matters?: readonly Matter[];
  /** The localities of the debtors. */
  readonly localities?: readonly string[];
}

/** A court, and those whose cases it took over. */
export type Court = Competence;

/** An office that enforces judgments (Decree 151/2026, 152/2026). */
export interface EnforcementOffice extends Competence {
  readonly kind: (typeof OFFICE_KINDS)[number];
}

export type PolicyName = keyof PolicyValues;

/**
 * The policies by which the figures of fund sections and notices are worked out: the working week,
 * the cap on overdue rates, and the courts, whose names the section tells. No other policy changes
 * a figure.
 */
export const FIGURE_POLICIES = [
  'nonWorkingDays',
  'overdueRateSharePercent',
  'courts',
] as const satisfies readonly PolicyName[];

/** What a policy says from a day to a day, both included; null: without beginning or end. */
export interface DatedPolicy<Value> {
  readonly effectiveOn: CalendarDate | null;
  readonly endsOn: CalendarDate | null;
  readonly sourceDocument: string;
  readonly value: Value;
}

/**
 * A fund's policies: of each the versions, those of more weight later: by the day from which they
 * are effective, then as recorded.
 */
export type Policies = {
  readonly [Name in PolicyName]: readonly DatedPolicy<PolicyValues[Name]>[];
};

/**
 * The version of a policy that is in force on a day: the last one that covers the day. The version
 * that begins last wins; if two begin on one day, the one recorded last wins. After the last day of
 * a version the version before it is in force again.
 */
export function versionInForce<Name extends PolicyName>(
  policies: Policies,
  name: Name,
  on: CalendarDate,
): DatedPolicy<PolicyValues[Name]> {
  const versions: readonly DatedPolicy<PolicyValues[Name]>[] = policies[name];
  const version = versions.findLast(
    ({ effectiveOn, endsOn }) =>
      (effectiveOn === null || effectiveOn <= on) && (endsOn === null || on <= endsOn),
  );
  if (version === undefined) throw new Error(`no policy ${name} on ${on}`);
  return version;
}

/** What a policy says on a day. */
export function inForce<Name extends PolicyName>(
  policies: Policies,
  name: Name,
  on: CalendarDate,
): PolicyValues[Name] {
  return versionInForce(policies, name, on).value;
}
