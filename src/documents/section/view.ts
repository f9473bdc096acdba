import type { Stage } from '../../domain/court/stages.ts';

/** Borrowers of one locality, named. */
export interface LocalityView {
  readonly locality: string;
  readonly cooperatives: readonly { readonly id: string; readonly name: string }[];
}

/** A principal figure and the number of borrowers that owe some of it. */
export interface PrincipalLineView {
  readonly amount: string;
  readonly borrowers: number;
}

/** One receipt of the projection (R20). */
export interface ExpectedReceiptView {
  readonly loanId: string;
  readonly contractNumber: string;
  readonly cooperativeName: string;
  readonly expectedOn: string;
  readonly principal: string;
  readonly ground: 'schedule' | 'recall' | 'recovery_plan';
}

/** A case before the courts, its sums over all components (R26). */
export interface CaseView {
  readonly cooperativeId: string;
  readonly cooperativeName: string;
  readonly court: string;
  readonly stage: Stage;
  readonly stageOn: string;
  readonly claimed: string;
  readonly awarded: string | null;
  readonly recovered: string;
  readonly outstanding: string;
}

/** A loan under early recall (R14 b). */
export interface RecalledLoanView {
  readonly contractNumber: string;
  readonly cooperativeId: string;
  readonly cooperativeName: string;
  readonly deadline: string;
  readonly principalOutstanding: string;
}

/** What some capital is, and where it is (R34). */
export interface SourcePartsView {
  readonly capital: string;
  readonly outstanding: string;
  readonly available: string;
  readonly chargedOff: string;
  readonly entrusted?: string;
}

/** A source of capital (R34). */
export interface SourceView extends SourcePartsView {
  readonly source: string;
  readonly name: string;
}

/** The answer of `GET /v1/reports/fund-section` (R19): money as digits, dates as `YYYY-MM-DD`. */
export interface FundSectionView {
  readonly asOf: string;
  readonly periodStart: string;
  readonly knownAt: string;
  /** The day whose localities are named, if another than `asOf` (R37). */
  readonly localitiesOn?: string;
  readonly borrowers: { withDebt: number; inTerm: number; overdue: number };
  readonly charterCapital: string;
  /** Left out of sections that were issued before the service told of them (R34). */
  readonly sources?: readonly SourceView[];
  readonly sourcesTotal?: SourcePartsView;
  readonly inTermPrincipal: PrincipalLineView;
  readonly overduePrincipal: PrincipalLineView;
  /** The parts come all together or not at all; a withdrawal makes `contributed` negative. */
  readonly availablePrincipal: {
    readonly amount: string;
    readonly broughtForward?: string;
    readonly collected?: string;
    readonly disbursed?: string;
    readonly contributed?: string;
    /** Lent already when another fund was taken over in the period. */
    readonly takenOver?: string;
    /** Of a fund that had trustees (R35). */
    readonly entrusted?: string;
  };
  /** Of a fund that had trustees (R35). */
  readonly principalEntrusted?: string;
  readonly trustees?: readonly {
    readonly name: string;
    readonly entrusted: string;
    readonly statement: {
      readonly statedOn: string;
      readonly outstanding: string;
      readonly overdue: string;
      readonly idle: string;
    } | null;
    readonly difference: string | null;
  }[];
  /** Of loans charged off, as income (R40). */
  readonly recoveredAsIncome?: string;
  readonly interestCollected: { total: string; inTerm: string; overdue: string; late: string };
  readonly projectedYearEnd: {
    readonly date: string;
    readonly availablePrincipal: string;
    readonly expectedTotal: string;
    readonly plannedDisbursements: string;
    /** Contributions less withdrawals: negative where more is to be withdrawn. */
    readonly plannedContributions: string;
    readonly expectedReceipts: readonly ExpectedReceiptView[];
  };
  readonly litigation: {
    readonly sued: number;
    readonly overdueBorrowers: number;
    readonly localities: readonly LocalityView[];
    readonly cases: readonly CaseView[];
  };
  readonly recalls: {
    readonly recalled: number;
    readonly inTermBorrowers: number;
    readonly localities: readonly LocalityView[];
    readonly loans: readonly RecalledLoanView[];
    /** Of borrowers that are overdue: in none of the counts. */
    readonly overdueLoans: readonly RecalledLoanView[];
  };
  readonly lastDisbursementOn: string | null;
  /** The day at whose close loans were taken over (R33). */
  readonly openedOn?: string;
  readonly lendingSuspension: { decisionNumber: string; decidedOn: string } | null;
  readonly notes: readonly {
    readonly code: string;
    readonly detail: string;
    readonly cooperativeIds: readonly string[];
  }[];
}
