import {
  confirmationRoutes,
  proposalEndRoutes,
  proposalLookUpRoutes,
} from './routes/secondPerson/proposedActs.ts';
import type { Routes } from './service/appTypes.ts';
import { auditEventRoutes } from './routes/books/auditEvents.ts';
import { caseFigureRoutes, claimPreviewRoutes } from './routes/court/caseFigures.ts';
import { collateralFactRoutes, collateralRoutes } from './routes/collateral/collateralActs.ts';
import { releaseLetterRoutes } from './routes/collateral/releaseLetters.ts';
import { collateralLookUpRoutes } from './routes/collateral/collaterals.ts';
import {
  collectionLookUpRoutes,
  promiseRoutes,
  collectionRoutes,
} from './routes/collection/collectionLog.ts';
import {
  cooperativeLookUpRoutes,
  cooperativeVersionRoutes,
  cooperativeRoutes,
  cooperativeChangeRoutes,
} from './routes/borrowers/cooperatives.ts';
import {
  recallRoutes,
  recallWithdrawalRoutes,
  recoveryPlanRoutes,
} from './routes/loans/recalls.ts';
import { deadlineRoutes } from './routes/collection/deadlines.ts';
import { debtGroupHistoryRoutes } from './routes/loans/debtGroups.ts';
import { debtConfirmationRoutes } from './routes/loans/debtConfirmation.ts';
import { documentSettingsRoutes } from './routes/fund/documentSettings.ts';
import { entryRoutes } from './routes/books/entries.ts';
import {
  capitalMovementLookUpRoutes,
  capitalMovementRoutes,
  fundRoutes,
  lendingSuspensionRoutes,
} from './routes/fund/fund.ts';
import { fundNameRoutes } from './routes/fund/fundName.ts';
import { holidayRoutes, vietnamHolidayRoutes } from './routes/fund/holidays.ts';
import { fundOpeningRoutes } from './routes/fund/fundOpening.ts';
import {
  placeBookRoutes,
  placeCountRoutes,
  trusteeStatementRoutes,
} from './routes/fund/placeBook.ts';
import { placeRoutes } from './routes/fund/places.ts';
import {
  incomeLookUpRoutes,
  incomeRoutes,
  transferLookUpRoutes,
  transferRoutes,
} from './routes/fund/transfers.ts';
import { fundPlanRoutes } from './routes/fund/fundPlan.ts';
import { fundSectionLineRoutes } from './routes/reports/sectionLines.ts';
import { healthRoutes } from './routes/service/health.ts';
import { litigationLookUpRoutes, litigationRoutes } from './routes/court/cases.ts';
import { enforcementRequestRoutes } from './routes/court/enforcementRequest.ts';
import { stageRoutes } from './routes/court/stages.ts';
import { sectionSeriesRoutes } from './routes/reports/sectionSeries.ts';
import { lendingRoutes } from './routes/reports/lending.ts';
import { litigationReportRoutes } from './routes/reports/litigation.ts';
import { chargeOffRoutes, writeOffRoutes } from './routes/loans/chargeOffs.ts';
import {
  debtGroupRoutes,
  freezeEndRoutes,
  planDecisionRoutes,
  reliefRoutes,
} from './routes/loans/decisions.ts';
import { loanFigureRoutes, loanInterestRoutes } from './routes/loans/loanFigures.ts';
import { chargedOffReportRoutes } from './routes/reports/chargedOff.ts';
import { debtReportRoutes, interestReceivableRoutes } from './routes/reports/loanReports.ts';
import { loanListRoutes } from './routes/loans/loanList.ts';
import { loanCorrectionRoutes, loanLookUpRoutes, loanRoutes } from './routes/loans/loans.ts';
import { loanPayoffRoutes } from './routes/loans/loanPayoff.ts';
import { loanStatementRoutes } from './routes/loans/loanStatement.ts';
import {
  disbursementListRoutes,
  disbursementRoutes,
  repaymentPreviewRoutes,
  repaymentRoutes,
} from './routes/loans/payments.ts';
import { importListRoutes, importTemplateRoutes } from './routes/imports/importLists.ts';
import {
  handoverRecordRoutes,
  handoverReversalRoutes,
  handoverRoutes,
} from './routes/handover/handovers.ts';
import {
  handoverCheckRoutes,
  handoverEntryReversalRoutes,
  handoverEntryRoutes,
  handoverListRoutes,
  loanOriginRoutes,
} from './routes/handover/takeovers.ts';
import {
  importEntryRoutes,
  importLookUpRoutes,
  importReversalRoutes,
  importRoutes,
} from './routes/imports/imports.ts';
import {
  noticeRunListRoutes,
  noticeRunLookUpRoutes,
  noticeRunRoutes,
} from './routes/notices/noticeRuns.ts';
import {
  draftingRoutes,
  draftReleaseRoutes,
  noticeDraftRoutes,
} from './routes/notices/noticeDrafts.ts';
import {
  noticeDeliveryRoutes,
  noticeLookUpRoutes,
  noticeRoutes,
} from './routes/notices/notices.ts';
import { demandNoticeRoutes } from './routes/notices/demandNotices.ts';
import { policyRoutes } from './routes/fund/policies.ts';
import {
  keepingRoutes,
  keptComparisonRoutes,
  keptRoutes,
} from './routes/reports/keptClassifications.ts';
import { operatorActRoutes, operatorRoutes } from './routes/operators/operators.ts';
import { accessRoutes } from './routes/persons/accesses.ts';
import { personExportRoutes } from './routes/persons/personExport.ts';
import { scheduledWorkRoutes, workSettingRoutes } from './routes/schedule/scheduledWork.ts';
import { runNowRoutes, scheduledRunRoutes } from './routes/schedule/scheduledRuns.ts';
import { eventRoutes } from './routes/events/events.ts';
import {
  replayRoutes,
  webhookActRoutes,
  webhookLookUpRoutes,
  webhookRoutes,
} from './routes/events/webhooks.ts';
import { deliveryRoutes, webhookTestRoutes } from './routes/events/deliveries.ts';
import { meRoutes } from './routes/access/me.ts';
import { problemRoutes, rootRoutes } from './routes/service/problem.ts';
import { projectionRoutes } from './routes/reports/forecast.ts';
import { projectionAccuracyRoutes } from './routes/reports/forecastAccuracy.ts';
import { voucherPreviewRoutes, voucherRoutes } from './routes/loans/vouchers.ts';
import { reallocationPreviewRoutes, reallocationRoutes } from './routes/loans/reallocation.ts';
import { loanReceiptRoutes, receiptsBookRoutes } from './routes/loans/receiptsBook.ts';
import { singleFactRoutes } from './routes/loans/singleFacts.ts';
import { recoveryRoutes } from './routes/reports/recovery.ts';
import { reportRoutes } from './routes/reports/section.ts';
import {
  issuedReportRoutes,
  reportComparisonRoutes,
  reportIssueRoutes,
} from './routes/reports/issuedReports.ts';
import { accountRoutes, journalRoutes, ledgerRoutes } from './routes/books/ledger.ts';
import { periodLookUpRoutes, periodReopeningRoutes, periodRoutes } from './routes/books/periods.ts';
import {
  localityChangeLookUpRoutes,
  localityChangeRoutes,
} from './routes/borrowers/localityChanges.ts';
import { reversalRoutes } from './routes/books/reversals.ts';
import { sessionRoutes } from './routes/access/session.ts';
import {
  invitationEndRoutes,
  invitationRoutes,
  userEndRoutes,
  userRoutes,
} from './routes/access/users.ts';
import { roleClaimRoutes } from './routes/access/roleClaims.ts';
import { backChannelRoutes, signOffRoutes, signOnRoutes } from './routes/access/signOn.ts';
import { tokenLookUpRoutes, tokenRoutes } from './routes/access/tokens.ts';

/** Every route of the service, in the order of the documentation. */
export const ROUTES: readonly Routes[] = [
  healthRoutes,
  rootRoutes,
  reportRoutes,
  fundSectionLineRoutes,
  reportIssueRoutes,
  issuedReportRoutes,
  reportComparisonRoutes,
  debtReportRoutes,
  keepingRoutes,
  keptRoutes,
  keptComparisonRoutes,
  interestReceivableRoutes,
  chargedOffReportRoutes,
  projectionRoutes,
  projectionAccuracyRoutes,
  recoveryRoutes,
  litigationReportRoutes,
  lendingRoutes,
  sectionSeriesRoutes,
  fundRoutes,
  fundNameRoutes,
  capitalMovementRoutes,
  capitalMovementLookUpRoutes,
  holidayRoutes,
  vietnamHolidayRoutes,
  lendingSuspensionRoutes,
  fundOpeningRoutes,
  fundPlanRoutes,
  placeRoutes,
  transferRoutes,
  transferLookUpRoutes,
  incomeRoutes,
  incomeLookUpRoutes,
  placeBookRoutes,
  placeCountRoutes,
  trusteeStatementRoutes,
  policyRoutes,
  documentSettingsRoutes,
  cooperativeRoutes,
  cooperativeChangeRoutes,
  cooperativeLookUpRoutes,
  cooperativeVersionRoutes,
  localityChangeRoutes,
  localityChangeLookUpRoutes,
  loanRoutes,
  loanCorrectionRoutes,
  loanListRoutes,
  loanLookUpRoutes,
  loanFigureRoutes,
  loanInterestRoutes,
  loanStatementRoutes,
  loanPayoffRoutes,
  debtConfirmationRoutes,
  debtGroupHistoryRoutes,
  disbursementRoutes,
  disbursementListRoutes,
  repaymentRoutes,
  repaymentPreviewRoutes,
  voucherRoutes,
  voucherPreviewRoutes,
  reallocationRoutes,
  reallocationPreviewRoutes,
  loanReceiptRoutes,
  receiptsBookRoutes,
  singleFactRoutes,
  recallRoutes,
  recallWithdrawalRoutes,
  planDecisionRoutes,
  reliefRoutes,
  chargeOffRoutes,
  writeOffRoutes,
  freezeEndRoutes,
  debtGroupRoutes,
  recoveryPlanRoutes,
  collateralRoutes,
  collateralFactRoutes,
  collateralLookUpRoutes,
  releaseLetterRoutes,
  collectionRoutes,
  collectionLookUpRoutes,
  promiseRoutes,
  litigationRoutes,
  stageRoutes,
  enforcementRequestRoutes,
  litigationLookUpRoutes,
  caseFigureRoutes,
  claimPreviewRoutes,
  deadlineRoutes,
  noticeRunRoutes,
  noticeRunListRoutes,
  noticeRunLookUpRoutes,
  noticeLookUpRoutes,
  noticeRoutes,
  noticeDeliveryRoutes,
  demandNoticeRoutes,
  draftingRoutes,
  noticeDraftRoutes,
  draftReleaseRoutes,
  reversalRoutes,
  handoverRoutes,
  handoverRecordRoutes,
  handoverReversalRoutes,
  handoverCheckRoutes,
  handoverEntryRoutes,
  handoverEntryReversalRoutes,
  loanOriginRoutes,
  handoverListRoutes,
  importTemplateRoutes,
  importRoutes,
  importEntryRoutes,
  importReversalRoutes,
  importLookUpRoutes,
  importListRoutes,
  entryRoutes,
  ledgerRoutes,
  accountRoutes,
  journalRoutes,
  periodLookUpRoutes,
  periodRoutes,
  periodReopeningRoutes,
  auditEventRoutes,
  accessRoutes,
  personExportRoutes,
  scheduledWorkRoutes,
  workSettingRoutes,
  scheduledRunRoutes,
  runNowRoutes,
  tokenRoutes,
  tokenLookUpRoutes,
  sessionRoutes,
  signOnRoutes,
  signOffRoutes,
  backChannelRoutes,
  invitationRoutes,
  invitationEndRoutes,
  userRoutes,
  userEndRoutes,
  roleClaimRoutes,
  eventRoutes,
  webhookRoutes,
  webhookLookUpRoutes,
  webhookActRoutes,
  replayRoutes,
  deliveryRoutes,
  webhookTestRoutes,
  operatorRoutes,
  operatorActRoutes,
  meRoutes,
  problemRoutes,
  proposalLookUpRoutes,
  proposalEndRoutes,
  // Behind all others: it can be refused as any of them.
  confirmationRoutes,
];
