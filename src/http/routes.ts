import type { Routes } from './appTypes.ts';
import { auditEventRoutes } from './routes/auditEvents.ts';
import { caseFigureRoutes } from './routes/caseFigures.ts';
import { collectionLookUpRoutes, collectionRoutes } from './routes/collection.ts';
import { cooperativeLookUpRoutes, cooperativeRoutes } from './routes/cooperatives.ts';
import { recallRoutes, recoveryPlanRoutes } from './routes/decisions.ts';
import { deadlineRoutes } from './routes/deadlines.ts';
import { debtGroupHistoryRoutes } from './routes/debtGroups.ts';
import { debtConfirmationRoutes } from './routes/debtConfirmation.ts';
import { documentSettingsRoutes } from './routes/documentSettings.ts';
import { entryRoutes } from './routes/entries.ts';
import {
  capitalMovementRoutes,
  fundRoutes,
  holidayRoutes,
  lendingSuspensionRoutes,
} from './routes/fund.ts';
import { fundPlanRoutes } from './routes/fundPlan.ts';
import { fundSectionLineRoutes } from './routes/fundSectionLines.ts';
import { healthRoutes } from './routes/health.ts';
import { litigationLookUpRoutes, litigationRoutes } from './routes/litigation.ts';
import { litigationReportRoutes } from './routes/litigationReport.ts';
import {
  debtGroupRoutes,
  freezeEndRoutes,
  planDecisionRoutes,
  reliefRoutes,
} from './routes/loanDecisions.ts';
import { loanFigureRoutes, loanInterestRoutes } from './routes/loanFigures.ts';
import { debtReportRoutes, interestReceivableRoutes } from './routes/loanReports.ts';
import { loanListRoutes } from './routes/loanList.ts';
import { loanCorrectionRoutes, loanLookUpRoutes, loanRoutes } from './routes/loans.ts';
import { loanPayoffRoutes } from './routes/loanPayoff.ts';
import { loanStatementRoutes } from './routes/loanStatement.ts';
import { disbursementRoutes, repaymentRoutes } from './routes/payments.ts';
import { noticeRunLookUpRoutes, noticeRunRoutes } from './routes/noticeRuns.ts';
import { noticeLookUpRoutes, noticeRoutes } from './routes/notices.ts';
import { singleNoticeRoutes } from './routes/singleNotices.ts';
import { policyRoutes } from './routes/policies.ts';
import { problemRoutes } from './routes/problem.ts';
import { projectionRoutes } from './routes/projection.ts';
import { projectionAccuracyRoutes } from './routes/projectionAccuracy.ts';
import { receiptRoutes } from './routes/receipts.ts';
import { loanReceiptRoutes, receiptsBookRoutes } from './routes/receiptsBook.ts';
import { recoveryRoutes } from './routes/recovery.ts';
import { reportRoutes } from './routes/reports.ts';
import {
  issuedReportRoutes,
  reportComparisonRoutes,
  reportIssueRoutes,
} from './routes/issuedReports.ts';
import { accountRoutes, journalRoutes, ledgerRoutes } from './routes/ledger.ts';
import { periodLookUpRoutes, periodRoutes } from './routes/periods.ts';
import { reversalRoutes } from './routes/reversals.ts';
import { tokenLookUpRoutes, tokenRoutes } from './routes/tokens.ts';

/** Every route of the service, in the order of the documentation. */
export const ROUTES: readonly Routes[] = [
  healthRoutes,
  reportRoutes,
  fundSectionLineRoutes,
  reportIssueRoutes,
  issuedReportRoutes,
  reportComparisonRoutes,
  debtReportRoutes,
  interestReceivableRoutes,
  projectionRoutes,
  projectionAccuracyRoutes,
  recoveryRoutes,
  litigationReportRoutes,
  fundRoutes,
  capitalMovementRoutes,
  holidayRoutes,
  lendingSuspensionRoutes,
  fundPlanRoutes,
  policyRoutes,
  documentSettingsRoutes,
  cooperativeRoutes,
  cooperativeLookUpRoutes,
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
  repaymentRoutes,
  receiptRoutes,
  loanReceiptRoutes,
  receiptsBookRoutes,
  recallRoutes,
  planDecisionRoutes,
  reliefRoutes,
  freezeEndRoutes,
  debtGroupRoutes,
  recoveryPlanRoutes,
  collectionRoutes,
  collectionLookUpRoutes,
  litigationRoutes,
  litigationLookUpRoutes,
  caseFigureRoutes,
  deadlineRoutes,
  noticeRunRoutes,
  noticeRunLookUpRoutes,
  noticeLookUpRoutes,
  noticeRoutes,
  singleNoticeRoutes,
  reversalRoutes,
  entryRoutes,
  ledgerRoutes,
  accountRoutes,
  journalRoutes,
  periodLookUpRoutes,
  periodRoutes,
  auditEventRoutes,
  tokenRoutes,
  tokenLookUpRoutes,
  problemRoutes,
];
