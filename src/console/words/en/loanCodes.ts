import type { Words } from '../words.ts';

type Codes = Pick<
  Words['codes'],
  | 'source'
  | 'restructuringKind'
  | 'scheduleKind'
  | 'every'
  | 'overdueScope'
  | 'part'
  | 'noticeKind'
  | 'noticeStatus'
  | 'life'
>;

/** Codes of the API that stand on the screens of loans and borrowers. */
export const loanCodes: Codes = {
  source: {
    charter: 'Charter capital',
    contribution: 'Members’ contributions',
    advance: 'Advance from the budget',
    mobilised: 'Mobilised capital',
    entrusted_in: 'Capital entrusted to the fund',
    grant: 'Grants',
    reserve: 'Reserve and development funds',
    surplus: 'Surplus',
  },
  restructuringKind: { reschedule: 'Rescheduling', extension: 'Extension' },
  scheduleKind: {
    equal: 'Equal principal',
    annuity: 'Annuity',
    bullet: 'At once',
    custom: 'By dates of its own',
  },
  every: {
    month: 'monthly',
    quarter: 'quarterly',
    half_year: 'half-yearly',
    year: 'yearly',
    maturity: 'with the last principal',
  },
  overdueScope: {
    instalment: 'that instalment is overdue',
    loan: 'all outstanding principal is overdue',
  },
  part: {
    overduePrincipal: 'overdue principal',
    overdueInterest: 'overdue interest',
    inTermInterest: 'in-term interest',
    lateInterest: 'late interest',
    principal: 'principal not due',
  },
  noticeKind: { quarterly: 'quarterly', overdue: 'overdue', recall: 'recall' },
  noticeStatus: {
    issued: 'issued',
    superseded: 'superseded',
    reversed: 'reversed',
    undelivered: 'not delivered',
    stale: 'stale',
  },
  life: {
    active: 'active',
    ceased_operation: 'ceased operation',
    dissolved: 'dissolved',
    bankrupt: 'bankrupt',
  },
};
