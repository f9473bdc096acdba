import type { ClosingEntry, ReopeningEntry } from '../books/period.ts';
import type { CooperativeEntry } from '../borrowers/cooperative.ts';
import type { LocalityChangeEntry } from '../borrowers/localityChange.ts';
import type { CollectionLogEntry } from '../collection/collectionEntry.ts';
import type { CollateralEntry, ReleaseEntry, ValuationEntry } from '../collateral/collateral.ts';
import type { CaseEntry, StageEntry } from '../court/case.ts';
import type { CapitalMovementEntry } from '../fund/capitalMovement.ts';
import type { IncomeMovementEntry } from '../fund/incomeMovement.ts';
import type { PlaceEntry } from '../fund/place.ts';
import type { PlaceCountEntry } from '../fund/placeCount.ts';
import type { TransferEntry } from '../fund/transfer.ts';
import type { TrusteeStatementEntry } from '../fund/trusteeStatement.ts';
import type { DocumentSettingsEntry } from '../fund/documentSettings.ts';
import type { FundChangeEntry } from '../fund/fundChange.ts';
import type { FundOpeningEntry } from '../fund/fundOpening.ts';
import type { FundPlanEntry } from '../fund/fundPlan.ts';
import type { HolidayListEntry } from '../fund/holiday.ts';
import type { LendingSuspensionEntry } from '../fund/lendingSuspension.ts';
import type { PolicyEntry } from '../fund/policy.ts';
import type { HandoverEnteredEntry, HandoverEntry } from '../handover/handover.ts';
import type { ImportEnteredEntry, ImportEntry } from '../imports/import.ts';
import type { IssuedReportEntry } from '../issued/issuedReport.ts';
import type { DecisionEntry } from '../loans/decision.ts';
import type { DisbursementEntry } from '../loans/disbursement.ts';
import type { LoanEntry } from '../loans/loan.ts';
import type { LoanOpeningEntry } from '../loans/opening.ts';
import type { RecallEntry, RecallWithdrawalEntry } from '../loans/recall.ts';
import type { RecoveryPlanFact } from '../loans/recoveryPlan.ts';
import type { RepaymentEntry } from '../loans/repayment.ts';
import type { NoticeEntry, DeliveryEntry } from '../notices/notice.ts';
import type { NoticeDraftEntry } from '../notices/noticeDraft.ts';
import type { NoticeRunEntry } from '../notices/noticeRun.ts';
import type { KeptClassificationEntry } from '../schedule/keptClassification.ts';
import type { ScheduledRunEntry } from '../schedule/run.ts';
import type { ScheduleSettingEntry } from '../schedule/setting.ts';
import type { ProposalEndEntry, ProposedActEntry } from '../secondPerson/proposedAct.ts';
import type { ReversalEntry } from './head.ts';

/** A fact with what it says, in the domain's own types. */
export type Entry =
  | CooperativeEntry
  | LocalityChangeEntry
  | LoanEntry
  | LoanOpeningEntry
  | DisbursementEntry
  | RepaymentEntry
  | CapitalMovementEntry
  | FundOpeningEntry
  | PlaceEntry
  | TransferEntry
  | PlaceCountEntry
  | TrusteeStatementEntry
  | IncomeMovementEntry
  | RecallEntry
  | RecallWithdrawalEntry
  | DecisionEntry
  | RecoveryPlanFact
  | FundPlanEntry
  | CaseEntry
  | StageEntry
  | CollectionLogEntry
  | CollateralEntry
  | ValuationEntry
  | ReleaseEntry
  | HolidayListEntry
  | PolicyEntry
  | LendingSuspensionEntry
  | DocumentSettingsEntry
  | FundChangeEntry
  | NoticeDraftEntry
  | NoticeRunEntry
  | NoticeEntry
  | DeliveryEntry
  | IssuedReportEntry
  | ImportEntry
  | ImportEnteredEntry
  | HandoverEntry
  | HandoverEnteredEntry
  | ScheduleSettingEntry
  | ScheduledRunEntry
  | KeptClassificationEntry
  | ClosingEntry
  | ReopeningEntry
  | ProposedActEntry
  | ProposalEndEntry
  | ReversalEntry;

/** What is to be entered: an entry before its id, instant and author are settled; `late` left out: as all of its act. */
export type NewEntry<E extends Entry = Entry> = E extends Entry
  ? Omit<E, 'id' | 'recordedAt' | 'recordedBy' | 'late' | 'reversal'> & Partial<Pick<E, 'late'>>
  : never;
