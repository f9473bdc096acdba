import type { CollateralOwner, SecuredLoan, Valuation } from '../collateral/collateral.ts';
import type { CollectionKind } from '../collection/collectionLog.ts';
import type { FiledStage, PARTY_ROLES } from '../court/stages.ts';
import type { Balances } from '../loans/explained/statement.ts';
import type { ChargeOffGround, ChargeOffTreatment } from '../loans/chargeOff.ts';
import type { Allocation } from '../loans/facts.ts';
import type { LoanOpening } from '../loans/opening.ts';
import type { RecoveryPlanEntry } from '../loans/recoveryPlan.ts';
import type { LoanTerms } from '../loans/terms.ts';
import type { CollateralKind } from '../policies/collateralKinds.ts';
import type { DocketType } from '../policies/docketTypes.ts';
import type { PolicyName } from '../policies/policies.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import type { Money, RatePercent } from '../primitives/money.ts';
import type { Source } from '../fund/sources.ts';
import type { CarriedGroup } from './openingAt.ts';

/** The locality of a borrower from a day on; null: from the beginning. */
export interface LocalityFrom {
  readonly from: CalendarDate | null;
  readonly locality: string;
}

export interface HandedCooperative {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: 'cooperative' | 'union' | 'group' | 'member';
  readonly taxCode: string | null;
  readonly representative: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly sector: string | null;
  readonly relatedCooperativeIds: readonly string[];
  readonly memberOfId: string | null;
  /** Oldest first. */
  readonly localities: readonly LocalityFrom[];
}

/** A line of the statement of a loan before the handover: what changed, and by what. */
export interface HistoryLine {
  readonly on: CalendarDate;
  readonly type: string;
  /** Of the voucher or decision; null: it has none, as interest. */
  readonly number: string | null;
  /** Of a line of interest: from which day on, at which rate on which balance. */
  readonly interest: {
    readonly class: string;
    readonly from: CalendarDate | null;
    readonly balance: Money | null;
    readonly ratePercent: RatePercent | null;
  } | null;
  readonly change: Balances;
  /** After the line. */
  readonly balance: Balances;
}

export interface HandedRateChange {
  readonly decisionNumber: string;
  readonly effectiveOn: CalendarDate;
  readonly ratePercent: RatePercent;
  readonly overdueRatePercent: RatePercent | null;
}

export interface HandedFreeze {
  readonly decisionNumber: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
}

export interface HandedRecall {
  readonly decisionNumber: string;
  readonly decidedOn: CalendarDate;
  readonly deadline: CalendarDate;
  readonly ground: string | null;
  /** Decided for a day to come. */
  readonly withdrawal: { readonly decisionNumber: string; readonly decidedOn: CalendarDate } | null;
}

export interface HandedChargeOff extends ChargeOffTreatment {
  readonly decisionNumber: string;
  /** The day on which the loan first was charged off, in whichever fund. */
  readonly effectiveOn: CalendarDate;
  readonly ground: ChargeOffGround | null;
  /** What left the books on that day; left out: an older document, which does not carry the day over. */
  readonly principal?: Money;
  /** The papers on which it rests; left out, as before. */
  readonly documents?: readonly DecisionPaper[];
}

/** A paper on which a charge-off rests (R40). */
export interface DecisionPaper {
  readonly name: string;
  readonly number: string | null;
  readonly issuedOn: CalendarDate | null;
}

export interface HandedWriteOff {
  readonly decisionNumber: string;
  /** The day on which the loan was written off, in whichever fund. */
  readonly effectiveOn: CalendarDate;
  readonly ground: ChargeOffGround | null;
  readonly note: string | null;
}

/** A loan with what it is for. */
export interface HandedContract {
  readonly id: string;
  readonly cooperativeId: string;
  readonly source: Source;
  readonly terms: LoanTerms;
  readonly purpose: string | null;
  readonly projectCost: Money | null;
  readonly ownCapital: Money | null;
  readonly sector: string | null;
  readonly project: string | null;
  readonly jobs: number | null;
}

/** A loan that is not settled. */
export interface HandedLoan extends HandedContract {
  /** Null: nothing was paid out yet. */
  readonly opening: LoanOpening | null;
  readonly rateChanges: readonly HandedRateChange[];
  readonly freezes: readonly HandedFreeze[];
  readonly recalls: readonly HandedRecall[];
  readonly chargeOff: HandedChargeOff | null;
  /** Left out: an older document, which does not carry it over. */
  readonly writeOff?: HandedWriteOff | null;
  readonly debtGroup: CarriedGroup | null;
  readonly recoveryPlan: readonly RecoveryPlanEntry[] | null;
  readonly history: readonly HistoryLine[];
}

/** A loan of which nothing is owed any more: it is only told of. */
export interface SettledLoan {
  readonly id: string;
  readonly cooperativeId: string;
  readonly contractNumber: string;
  readonly signedOn: CalendarDate;
  readonly principal: Money;
  readonly history: readonly HistoryLine[];
}

export interface HandedStage extends FiledStage {
  readonly ground: string | null;
  readonly note: string | null;
}

export interface HandedCase {
  readonly id: string;
  readonly cooperativeId: string;
  readonly loanIds: readonly string[];
  readonly court: string;
  readonly docketType: DocketType;
  readonly filedOn: CalendarDate;
  readonly claim: Allocation;
  readonly parties: readonly {
    readonly role: (typeof PARTY_ROLES)[number];
    readonly name: string;
    readonly note: string | null;
  }[];
  /** Those that stand, oldest first: the filing is the first. */
  readonly stages: readonly HandedStage[];
  /** What came through it before, oldest first; left out: an older document, which does not carry it over. */
  readonly received?: readonly HandedReceipt[];
}

/** What the borrower was credited of a receipt through a case, and what an office kept back of it (R39). */
export interface HandedReceipt {
  readonly receivedOn: CalendarDate;
  readonly voucherNumber: string;
  readonly allocation: Allocation;
  readonly enforcementFee: Money | null;
}

export interface HandedCollateral {
  readonly id: string;
  readonly owner: CollateralOwner;
  readonly kind: CollateralKind;
  readonly description: string;
  readonly documentNumber: string | null;
  readonly mayBeSoldFrom: CalendarDate | null;
  readonly secures: readonly SecuredLoan[];
  readonly from: CalendarDate;
  readonly valuations: readonly Valuation[];
}

export interface HandedLogEntry {
  readonly cooperativeId: string;
  readonly kind: CollectionKind;
  readonly occurredOn: CalendarDate;
  readonly loanIds: readonly string[];
  readonly amount: Money | null;
  readonly promisedOn: CalendarDate | null;
  readonly litigationCaseId: string | null;
  readonly documentNumber: string | null;
  readonly note: string | null;
}

/** A source of capital as it is handed over: capital = outstanding + charged off + available (R18, R34). */
export interface HandedSource {
  readonly source: Source;
  readonly name: string | null;
  readonly bearsRisk: boolean | null;
  readonly capital: Money;
  readonly outstanding: Money;
  readonly chargedOff: Money;
  /** With what trustees have of it. */
  readonly available: Money;
}

/** Where the money was (R35); the receiving fund gets it at its bank. */
export interface HandedPlace {
  readonly kind: 'cash' | 'bank' | 'deposit' | 'trustee';
  readonly name: string | null;
  readonly accountNumber: string | null;
  readonly balance: Money;
}

/** A policy that decides what is owed, from a day on; its value as JSON. */
export interface HandedPolicy {
  readonly name: PolicyName;
  readonly from: CalendarDate;
  readonly value: string;
}

/** A decision by which new lending is suspended on the day before, or will be (R29). */
export interface HandedSuspension {
  readonly decisionNumber: string;
  readonly decidedOn: CalendarDate;
}

/**
 * What no fund can take over by itself, by name. Documents of today carry `charge_off_date`, `write_off`,
 * `received_through_case`, `lending_suspension` and the `credit` of a loan that is handed over; older ones name
 * them here.
 */
export const LEFT_BEHIND = [
  'credit',
  'charge_off_date',
  'write_off',
  'recovered_as_income',
  'entrusted',
  'received_through_case',
  'case_of_settled_loans',
  'past_promises',
  'planned_movements',
  'lending_suspension',
  'lending_resumption',
] as const;

export interface LeftBehind {
  readonly what: (typeof LEFT_BEHIND)[number];
  /** Of the loan, case, borrower or decision that it is about. */
  readonly about: string;
  /** How much money it is; null: it is none. */
  readonly amount: Money | null;
  readonly on: CalendarDate | null;
}

/** All that a fund hands over at the beginning of a day. */
export interface Portfolio {
  readonly version: 1;
  readonly fund: { readonly code: string; readonly name: string; readonly province: string };
  /** The first day on which the receiving fund has it: interest is counted up to it, itself not included (R33). */
  readonly on: CalendarDate;
  readonly sources: readonly HandedSource[];
  readonly places: readonly HandedPlace[];
  /** Interest and other money collected and not used (R35). */
  readonly incomeMoney: Money;
  readonly cooperatives: readonly HandedCooperative[];
  readonly loans: readonly HandedLoan[];
  readonly settledLoans: readonly SettledLoan[];
  readonly cases: readonly HandedCase[];
  readonly collaterals: readonly HandedCollateral[];
  readonly log: readonly HandedLogEntry[];
  readonly policies: readonly HandedPolicy[];
  /** Null: none is in force; left out: an older document, which does not carry it over. */
  readonly lendingSuspension?: HandedSuspension | null;
  /** Suspensions decided for the day or a later one, as recorded; left out: there is none. */
  readonly laterSuspensions?: readonly HandedSuspension[];
  /** Days off and days worked, from the oldest unpaid due date up to `on` (R6). */
  readonly holidays: readonly CalendarDate[];
  readonly workingDays: readonly CalendarDate[];
  readonly notCarriedOver: readonly LeftBehind[];
}

/** The policies that decide what is owed on a loan, in which order and in which group. */
export const OWED_BY: readonly PolicyName[] = [
  'overdueRateSharePercent',
  'allocationOrder',
  'awardAllocationOrder',
  'nonWorkingDays',
  'debtGroupFromDays',
  'restructuredDebtGroup',
  'waivedInterestDebtGroup',
  'worstDebtGroupOfBorrower',
];
