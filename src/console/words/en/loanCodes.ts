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
  | 'chargeOffGround'
  | 'chargedOffInterest'
  | 'recoveryOfChargedOff'
  | 'collateralKind'
  | 'collateralState'
  | 'deductionGround'
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
  chargeOffGround: {
    dissolved: 'dissolved',
    bankrupt: 'bankrupt',
    dead: 'a person died',
    missing: 'a person is missing',
    unable_to_work: 'a person can work no more',
    group_5: 'debt group 5',
  },
  chargedOffInterest: {
    stops: 'No more interest is reckoned',
    goes_on: 'Interest goes on off the books',
  },
  recoveryOfChargedOff: { capital: 'Capital again', income: 'Income of the period' },
  collateralKind: {
    real_estate: 'Real estate',
    vehicle: 'Vehicle',
    machinery: 'Machinery',
    deposit: 'Deposit with the fund',
    other: 'Other',
  },
  collateralState: {
    not_yet: 'not yet in force',
    in_force: 'in force',
    to_be_released: 'to be released',
    released: 'released',
  },
  deductionGround: {
    counted: 'deducted',
    not_in_force: 'not in force',
    not_valued: 'not valued yet',
    right_to_sell_too_old: 'right to sell is too old',
  },
  life: {
    active: 'active',
    ceased_operation: 'ceased operation',
    dissolved: 'dissolved',
    bankrupt: 'bankrupt',
  },
};
