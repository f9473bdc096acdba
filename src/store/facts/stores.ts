import type { FactKind } from '../../domain/books/factKinds.ts';
import { closingStore, reopeningStore } from '../books/period.ts';
import { cooperativeStore } from '../borrowers/cooperative.ts';
import { localityChangeStore } from '../borrowers/localityChange.ts';
import { collectionStore } from '../collection/collectionEntry.ts';
import { collateralStore, releaseStore, valuationStore } from '../collateral/collateral.ts';
import { caseStore, stageStore } from '../court/case.ts';
import { capitalMovementStore } from '../fund/capitalMovement.ts';
import { documentSettingsStore } from '../fund/documentSettings.ts';
import { fundChangeStore } from '../fund/fundChange.ts';
import { fundOpeningStore } from '../fund/fundOpening.ts';
import { fundPlanStore } from '../fund/fundPlan.ts';
import { incomeMovementStore } from '../fund/incomeMovement.ts';
import { placeStore } from '../fund/place.ts';
import { placeCountStore } from '../fund/placeCount.ts';
import { transferStore } from '../fund/transfer.ts';
import { trusteeStatementStore } from '../fund/trusteeStatement.ts';
import { holidayStore } from '../fund/holiday.ts';
import { lendingSuspensionStore } from '../fund/lendingSuspension.ts';
import { policyStore } from '../fund/policy.ts';
import { handoverEnteredStore, handoverStore } from '../handover/handover.ts';
import { importEnteredStore, importStore } from '../imports/import.ts';
import { issuedReportStore } from '../issued/issuedReport.ts';
import { decisionStore } from '../loans/decision.ts';
import { disbursementStore } from '../loans/disbursement.ts';
import { loanStore } from '../loans/loan.ts';
import { openingStore } from '../loans/opening.ts';
import { recallStore, recallWithdrawalStore } from '../loans/recall.ts';
import { recoveryPlanStore } from '../loans/recoveryPlan.ts';
import { repaymentStore } from '../loans/repayment.ts';
import { deliveryStore, noticeStore } from '../notices/notice.ts';
import { noticeDraftStore } from '../notices/noticeDraft.ts';
import { noticeRunStore } from '../notices/noticeRun.ts';
import { keptClassificationStore } from '../schedule/keptClassification.ts';
import { scheduledRunStore } from '../schedule/run.ts';
import { scheduleSettingStore } from '../schedule/setting.ts';
import { proposalEndStore, proposedActStore } from '../secondPerson/proposedAct.ts';
import type { Entry } from './entry.ts';
import type { FactStore } from './factStore.ts';
import { reversalStore } from './reversal.ts';

/** How every kind of fact is stored, each behind those that its facts name. */
export const FACT_STORES = [
  cooperativeStore,
  localityChangeStore,
  loanStore,
  holidayStore,
  policyStore,
  lendingSuspensionStore,
  placeStore,
  capitalMovementStore,
  fundOpeningStore,
  transferStore,
  placeCountStore,
  trusteeStatementStore,
  incomeMovementStore,
  fundPlanStore,
  documentSettingsStore,
  fundChangeStore,
  openingStore,
  disbursementStore,
  caseStore,
  stageStore,
  repaymentStore,
  recallStore,
  recallWithdrawalStore,
  decisionStore,
  recoveryPlanStore,
  collectionStore,
  noticeDraftStore,
  collateralStore,
  valuationStore,
  releaseStore,
  noticeRunStore,
  noticeStore,
  deliveryStore,
  issuedReportStore,
  importStore,
  importEnteredStore,
  handoverStore,
  handoverEnteredStore,
  scheduleSettingStore,
  scheduledRunStore,
  keptClassificationStore,
  closingStore,
  reopeningStore,
  proposedActStore,
  proposalEndStore,
  reversalStore,
] as unknown as readonly FactStore<Entry>[];

const BY_KIND: ReadonlyMap<FactKind, FactStore<Entry>> = new Map(
  FACT_STORES.flatMap((store) => store.kinds.map((kind) => [kind, store] as const)),
);

/** How facts of a kind are stored. */
export function storeOf(kind: FactKind): FactStore<Entry> {
  const store = BY_KIND.get(kind);
  if (store === undefined) throw new Error(`no store of ${kind}`);
  return store;
}
