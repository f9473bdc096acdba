import type { FactKind } from '../../domain/books/factKinds.ts';
import type { PlannedMovement } from '../../domain/fund/plannedMovements.ts';
import type { DocumentSettings } from '../../domain/fund/documentSettings.ts';
import type { RecoveryPlanEntry } from '../../domain/loans/recoveryPlan.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { Quarter } from '../../domain/primitives/quarters.ts';
import type { AuditHead } from '../books/audit.ts';
import type { CooperativeDetails, VersionOf } from '../borrowers/cooperative.ts';
import type { NewCollectionEntry } from '../collection/collectionEntry.ts';
import type { NewCase, NewStage } from '../court/case.ts';
import type { NewCapitalMovement } from '../fund/capitalMovement.ts';
import type { NewLendingSuspension } from '../fund/lendingSuspension.ts';
import type { NewPolicy } from '../fund/policy.ts';
import type { IssuedHead } from '../issued/issuedReport.ts';
import type { DecisionKind, DecisionTerms } from '../loans/decision.ts';
import type { NewDisbursement } from '../loans/disbursement.ts';
import type { NewLoan } from '../loans/loan.ts';
import type { NewRecall, NewRecallWithdrawal } from '../loans/recall.ts';
import type { NewRepayment } from '../loans/repayment.ts';
import type { NewNotice, StoredDelivery } from '../notices/notice.ts';
import type { NewNoticeRun } from '../notices/noticeRun.ts';

/** What every fact has, whatever it says. */
export interface Head {
  readonly id: string;
  /** The day from which the fact counts. */
  readonly effectiveOn: CalendarDate;
  /** When the fact was entered: milliseconds since 1970, UTC. They rise strictly in a fund (R21). */
  readonly recordedAt: number;
  /** The name of the token. */
  readonly recordedBy: string;
  /** The fact that reversed this one, however late; null: none did (R12). */
  reversal: ReversalEntry | null;
}

interface Of<Kind extends FactKind> extends Head {
  readonly factKind: Kind;
}

export type CooperativeEntry = Of<'cooperative' | 'cooperative_change'> &
  CooperativeDetails &
  VersionOf & { readonly cooperativeId: string };

export type LoanEntry = Of<'loan' | 'loan_correction'> &
  NewLoan & {
    readonly loanId: string;
    /** Why the contract was corrected; null: as first entered. */
    readonly reason: string | null;
  };

export type DisbursementEntry = Of<'disbursement'> & NewDisbursement;
export type RepaymentEntry = Of<'repayment'> & NewRepayment;
export type CapitalMovementEntry = Of<'capital_movement'> & NewCapitalMovement;
export type RecallEntry = Of<'recall'> & NewRecall;
export type RecallWithdrawalEntry = Of<'recall_withdrawal'> & NewRecallWithdrawal;

export type DecisionEntry = Of<DecisionKind> & {
  readonly loanId: string;
  readonly terms: DecisionTerms;
};

export type RecoveryPlanFact = Of<'recovery_plan'> & {
  readonly loanId: string;
  readonly entries: readonly RecoveryPlanEntry[];
};

export type FundPlanEntry = Of<'fund_plan'> & { readonly entries: readonly PlannedMovement[] };
export type CaseEntry = Of<'litigation_case'> & NewCase;
export type StageEntry = Of<'litigation_stage'> & NewStage;
export type CollectionLogEntry = Of<'collection_entry'> & NewCollectionEntry;

export type HolidayListEntry = Of<'holiday_list'> & {
  readonly year: number;
  readonly dates: readonly CalendarDate[];
};

export type PolicyEntry = Of<'policy'> & NewPolicy;
export type LendingSuspensionEntry = Of<'lending_suspension'> & NewLendingSuspension;

export type DocumentSettingsEntry = Of<'document_settings'> & {
  readonly settings: DocumentSettings;
};

export type NoticeRunEntry = Of<'notice_run'> & NewNoticeRun & { readonly tokenId: string };
/** The head of a notice: what it says is read from the database. */
export type NoticeEntry = Of<'notice'> & Omit<NewNotice, 'content'>;

export type DeliveryEntry = Of<'notice_delivery'> &
  Pick<StoredDelivery, 'noticeId' | 'kind' | 'proofNumber'>;

/** The head of an issued report: its figures and documents are read from the database. */
export type IssuedReportEntry = Of<'report_issue'> & IssuedHead;

export type ClosingEntry = Of<'period_closing'> & {
  readonly quarter: Quarter;
  readonly auditHead: AuditHead;
};

export type ReopeningEntry = Of<'period_reopening'> & {
  readonly quarter: Quarter;
  readonly reason: string;
};

export type ReversalEntry = Of<'reversal'> & { readonly factId: string; readonly reason: string };

/** A fact with what it says, in the domain's own types. */
export type Entry =
  | CooperativeEntry
  | LoanEntry
  | DisbursementEntry
  | RepaymentEntry
  | CapitalMovementEntry
  | RecallEntry
  | RecallWithdrawalEntry
  | DecisionEntry
  | RecoveryPlanFact
  | FundPlanEntry
  | CaseEntry
  | StageEntry
  | CollectionLogEntry
  | HolidayListEntry
  | PolicyEntry
  | LendingSuspensionEntry
  | DocumentSettingsEntry
  | NoticeRunEntry
  | NoticeEntry
  | DeliveryEntry
  | IssuedReportEntry
  | ClosingEntry
  | ReopeningEntry
  | ReversalEntry;

/** What is to be entered: an entry before its id, instant and author are settled. */
export type NewEntry<E extends Entry = Entry> = E extends Entry
  ? Omit<E, 'id' | 'recordedAt' | 'recordedBy' | 'reversal'>
  : never;
