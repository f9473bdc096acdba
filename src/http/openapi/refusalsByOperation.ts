import type { ErrorCode } from '../../domain/primitives/errors.ts';

type Codes = readonly ErrorCode[];

const TERMS: Codes = [
  'place-of-other-kind',
  'amount-too-large',
  'before-contract',
  'instalment-not-above-interest',
  'instalment-zero',
  'rate-above-cap',
  'schedule-sum',
  'term-too-long',
];

/** Of what is taken over of a loan. */
const OPENING: Codes = [
  'available-principal-below-zero',
  'no-fund-opening',
  'opening-above-contract',
  'opening-above-disbursed',
  'opening-interest-due-already',
  'opening-interest-not-due',
  'other-opening-day',
];

const LENDING: Codes = [
  'borrower-ended',
  'own-capital-too-low',
  'related-customers-limit',
  'single-customer-limit',
];

const RECEIPT: Codes = [
  'place-of-other-kind',
  'allocation-sum',
  'before-opening',
  'before-contract',
  'dated-in-future',
  'duplicate',
  'fee-not-below-amount',
  'fee-without-case',
  'more-than-owed',
  'more-than-payoff',
  'other-borrower',
  'principal-below-zero',
];

/** Of every decision about a loan: it may make a later fact impossible. */
const DECISION: Codes = ['before-contract', 'later-fact-impossible'];

const REALLOCATION: Codes = [
  'already-reversed',
  'before-opening',
  'more-than-payoff',
  'nothing-to-reallocate',
  'period-closed',
  'principal-below-zero',
];

const REVERSAL: Codes = ['already-reversed'];

/** A form with a letterhead is dated today at the latest. */
const PRINTED: Codes = ['dated-in-future'];

/**
 * What each operation may be refused for besides what every one may, by `operationId`: what the use case
 * says that it throws. That a fact is of a closed day is not named here.
 */
export const REFUSALS_OF: Readonly<Record<string, Codes>> = {
  addCooperative: ['duplicate'],
  changeCooperative: ['duplicate'],
  addToken: ['duplicate'],
  revokeToken: ['already-revoked', 'last-director'],
  recordPolicy: ['end-before-start'],
  putFundOpening: [
    'amount-too-large',
    'available-principal-below-zero',
    'dated-in-future',
    'facts-before-opening',
    'later-fact-impossible',
  ],
  recordCapitalMovement: [
    'amount-too-large',
    'available-principal-below-zero',
    'dated-in-future',
    'income-below-zero',
    'place-below-zero',
    'place-of-other-kind',
  ],
  listPlaces: ['before-opening'],
  getPlaceBook: ['before-opening'],
  enterPlace: ['duplicate'],
  recordTransfer: [
    'available-principal-below-zero',
    'before-opening',
    'dated-in-future',
    'duplicate',
    'place-below-zero',
    'same-place',
  ],
  recordIncomeMovement: [
    'before-opening',
    'dated-in-future',
    'income-below-zero',
    'place-below-zero',
    'place-of-other-kind',
  ],
  recordPlaceCount: ['before-opening', 'dated-in-future', 'place-of-other-kind'],
  recordTrusteeStatement: ['before-opening', 'dated-in-future', 'place-of-other-kind'],
  closePeriod: ['already-closed', 'earlier-period-open', 'period-not-over'],
  reopenPeriod: ['not-closed'],
  enterLoan: [...TERMS, ...OPENING, ...LENDING, 'duplicate'],
  correctLoan: [
    'available-principal-below-zero',
    ...TERMS,
    ...OPENING,
    'duplicate',
    'later-fact-impossible',
    'other-borrower',
    'principal-below-zero',
  ],
  voidLoan: ['facts-stand'],
  recordDisbursement: [
    ...LENDING,
    'after-charge-off',
    'after-final-due-date',
    'available-principal-below-zero',
    'before-contract',
    'dated-in-future',
    'duplicate',
    'lending-suspended',
    'more-than-contract',
    'place-below-zero',
    'place-of-other-kind',
  ],
  recordRepayment: RECEIPT,
  previewRepayment: RECEIPT,
  recordReceipt: RECEIPT,
  previewReceipt: RECEIPT,
  reallocateReceipts: REALLOCATION,
  previewReallocation: REALLOCATION,
  recallLoan: [...DECISION, 'deadline-before-decision', 'nothing-outstanding'],
  withdrawRecall: ['already-reversed', 'already-withdrawn', 'withdrawal-before-recall'],
  restructureLoan: [
    ...DECISION,
    'decision-on-same-day',
    'due-before-decision',
    'nothing-outstanding',
    'recall-in-force',
    'restructuring-kind',
    'schedule-sum',
    'term-too-long',
  ],
  changeRate: [...DECISION, 'decision-on-same-day', 'rate-above-cap'],
  freezeInterest: [...DECISION, 'end-before-start'],
  endFreeze: ['already-ended', 'already-reversed', 'end-before-start'],
  waiveInterest: [...DECISION, 'more-than-owed'],
  chargeOffLoan: [...DECISION, 'already-charged-off', 'nothing-outstanding'],
  overrideDebtGroup: [
    'before-contract',
    'decision-on-same-day',
    'group-below-days-past-due',
    'nothing-outstanding',
    'override-needs-decision',
    'override-needs-reason',
  ],
  addCollectionEntry: ['before-contract', 'dated-in-future', 'life-on-same-day', 'other-borrower'],
  fileCase: ['before-contract', 'dated-in-future', 'other-borrower'],
  previewCase: ['before-contract', 'other-borrower'],
  recordStage: [
    'before-contract',
    'dated-in-future',
    'other-borrower',
    'instalments-above-award',
    'stage-not-in-law',
    'stage-not-possible',
    'stage-out-of-order',
  ],
  issueReport: ['dated-in-future', 'duplicate'],
  startNoticeRun: ['dated-in-future'],
  supersedeNotice: [
    'already-reversed',
    'already-superseded',
    'dated-in-future',
    'nothing-to-pay',
    'pay-by-too-late',
    'recall-deadline-passed',
  ],
  recordDelivery: ['dated-in-future'],
  issueOverdueNotice: ['dated-in-future', 'nothing-overdue', 'pay-by-too-late'],
  issueRecallNotice: [
    'dated-in-future',
    'notice-stands',
    'recall-deadline-passed',
    'recall-not-in-force',
  ],
  listImportFaults: ['import-not-ready'],
  listImportRows: ['import-not-ready'],
  enterImport: ['import-entered', 'import-not-ready'],
  reverseImport: [
    ...REVERSAL,
    'available-principal-below-zero',
    'facts-stand',
    'import-not-entered',
    'later-fact-impossible',
    'principal-below-zero',
  ],
  reverseRepayment: REVERSAL,
  reverseDisbursement: [...REVERSAL, 'later-fact-impossible', 'principal-below-zero'],
  reverseCapitalMovement: [
    ...REVERSAL,
    'amount-too-large',
    'available-principal-below-zero',
    'place-below-zero',
  ],
  reversePlace: [...REVERSAL, 'place-in-use'],
  reverseTransfer: [...REVERSAL, 'available-principal-below-zero', 'place-below-zero'],
  reverseIncomeMovement: [...REVERSAL, 'income-below-zero', 'place-below-zero'],
  reversePlaceCount: REVERSAL,
  reverseTrusteeStatement: REVERSAL,
  reverseRecall: REVERSAL,
  reverseRestructuring: [...REVERSAL, 'later-fact-impossible'],
  reverseRateChange: REVERSAL,
  reverseFreeze: REVERSAL,
  reverseWaiver: REVERSAL,
  reverseChargeOff: REVERSAL,
  reverseDebtGroupOverride: REVERSAL,
  reverseCollectionEntry: REVERSAL,
  reverseNotice: [...REVERSAL, 'already-superseded'],
  reverseLocalityChanges: REVERSAL,
  reverseStage: [...REVERSAL, 'later-fact-impossible'],
  getFundSection: PRINTED,
  getLoanStatement: PRINTED,
  getDebtConfirmation: PRINTED,
  getNoticeRun: ['nothing-to-print', 'run-not-done'],
};
