import { EXAMPLE_IDS, ofId, type Examples } from './ids.ts';

const CONTRACT = {
  cooperativeId: EXAMPLE_IDS.cooperative,
  contractNumber: '01/2023/HĐTD',
  signedOn: '2023-03-20',
  principal: '200000000',
  ratePercent: '6.6',
  overdueRatePercent: '9.9',
  principalSchedule: { kind: 'equal', count: 4, every: 'quarter', firstDueOn: '2023-06-25' },
  interestSchedule: { every: 'quarter', firstDueOn: '2023-06-25' },
  purpose: 'trồng và chế biến hồi',
};

const RECEIPT = {
  amount: '15000000',
  effectiveOn: '2023-06-30',
  voucherNumber: 'PT031/2023',
  method: 'transfer',
};

const LATE = { reason: 'Quyết định gia hạn 12/QĐ-QHT nhập sau phiếu thu' };

const WINDOW = {
  parameters: { id: EXAMPLE_IDS.loan, from: '2023-04-01', to: '2023-07-01' },
};

const VOUCHER = {
  voucherNumber: 'PT032/2023',
  effectiveOn: '2023-06-30',
  method: 'cash',
  amount: '25000000',
  parts: [
    { loanId: EXAMPLE_IDS.loan, amount: '15000000' },
    {
      loanId: EXAMPLE_IDS.otherLoan,
      amount: '10000000',
      allocation: {
        principal: '10000000',
        inTermInterest: '0',
        overdueInterest: '0',
        lateInterest: '0',
      },
    },
  ],
};

const { voucherNumber: _, ...BEFORE_VOUCHER } = VOUCHER;

/** Contracts, money lent and received. */
const MONEY_EXAMPLES: Examples = {
  enterLoan: { body: CONTRACT },
  correctLoan: {
    ...ofId('loan'),
    body: { ...CONTRACT, ratePercent: '6', overdueRatePercent: '9', reason: 'Nhập nhầm lãi suất' },
  },
  voidLoan: { ...ofId('loan'), body: { reason: 'Nhập nhầm hợp đồng' } },
  getLoan: ofId('loan'),
  getLoanPosition: ofId('loan'),
  getLoanSchedule: ofId('loan'),
  getLoanInterest: WINDOW,
  getLoanStatement: WINDOW,
  getLoanPayoff: ofId('loan'),
  getDebtConfirmation: ofId('loan'),
  getDebtGroups: WINDOW,
  recordDisbursement: {
    ...ofId('loan'),
    body: {
      amount: '200000000',
      effectiveOn: '2023-03-25',
      voucherNumber: 'PC001/2023',
      method: 'transfer',
    },
  },
  listLoanDisbursements: ofId('loan'),
  getDisbursement: ofId('disbursement'),
  getRepayment: ofId('repayment'),
  recordRepayment: { ...ofId('loan'), body: RECEIPT },
  previewRepayment: { ...ofId('loan'), body: RECEIPT },
  reallocateReceipts: { ...ofId('loan'), body: LATE },
  previewReallocation: { ...ofId('loan'), body: LATE },
  listLoanRepayments: ofId('loan'),
  recordReceipt: { body: VOUCHER },
  previewReceipt: { body: BEFORE_VOUCHER },
};

/** What is decided about a loan. */
const DECISION_EXAMPLES: Examples = {
  recallLoan: {
    ...ofId('loan'),
    body: {
      decisionNumber: '11/QĐ-QHT',
      decidedOn: '2023-06-15',
      deadline: '2023-09-29',
      ground: 'Sử dụng vốn sai mục đích',
    },
  },
  listRecalls: ofId('loan'),
  getRecall: ofId('recall'),
  withdrawRecall: {
    ...ofId('recall'),
    body: { decisionNumber: '15/QĐ-QHT', decidedOn: '2023-07-14' },
  },
  restructureLoan: {
    ...ofId('loan'),
    body: {
      kind: 'extension',
      decisionNumber: '12/QĐ-QHT',
      decidedOn: '2023-06-20',
      instalments: [
        { dueOn: '2024-06-25', principal: '100000000' },
        { dueOn: '2024-12-25', principal: '100000000' },
      ],
    },
  },
  changeRate: {
    ...ofId('loan'),
    body: {
      effectiveOn: '2023-07-01',
      ratePercent: '6',
      overdueRatePercent: '9',
      decisionNumber: '13/QĐ-QHT',
    },
  },
  freezeInterest: {
    ...ofId('loan'),
    body: { from: '2023-07-01', decisionNumber: '14/QĐ-QHT' },
  },
  endFreeze: { ...ofId('freeze'), body: { to: '2024-01-01', decisionNumber: '20/QĐ-QHT' } },
  waiveInterest: {
    ...ofId('loan'),
    body: {
      component: 'inTermInterest',
      amount: '1000000',
      effectiveOn: '2023-06-30',
      decisionNumber: '16/QĐ-QHT',
    },
  },
  chargeOffLoan: {
    ...ofId('loan'),
    body: {
      effectiveOn: '2023-12-29',
      decisionNumber: '21/QĐ-QHT',
      ground: 'group_5',
      documents: [
        {
          name: 'Biên bản họp Hội đồng xử lý rủi ro',
          number: '03/BB-HĐXLRR',
          issuedOn: '2023-12-25',
        },
      ],
    },
  },
  writeOffLoan: {
    ...ofId('loan'),
    body: {
      effectiveOn: '2028-12-29',
      decisionNumber: '31/QĐ-QHT',
      note: 'Đã áp dụng mọi biện pháp thu hồi',
    },
  },
  overrideDebtGroup: {
    ...ofId('loan'),
    body: { group: 4, effectiveOn: '2023-07-10', reason: 'HTX đã ngừng hoạt động' },
  },
  listDecisions: ofId('loan'),
  getDecision: ofId('freeze'),
  getRecoveryPlan: ofId('loan'),
  putRecoveryPlan: {
    ...ofId('loan'),
    body: {
      entries: [
        { expectedOn: '2023-09-29', principal: '30000000', ground: 'cam kết trả nợ của HTX' },
        { expectedOn: '2023-12-29', principal: '20000000' },
      ],
    },
  },
};

export const LOAN_EXAMPLES: Examples = { ...MONEY_EXAMPLES, ...DECISION_EXAMPLES };
