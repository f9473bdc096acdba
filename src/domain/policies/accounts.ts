/** The accounts that every chart names. */
export const BASIC_ACCOUNTS = [
  'availablePrincipal',
  'interestMoney',
  'outstandingPrincipal',
  'charterCapital',
  'principalChargedOff',
  'inTermInterestCollected',
  'overdueInterestCollected',
  'lateInterestCollected',
] as const;

/** The accounts that a chart may name: they are used once places, trustees or other money are (R35). */
export const MORE_ACCOUNTS = [
  'cashInHand',
  'termDeposits',
  'heldElsewhere',
  'entrustedPrincipal',
  'otherIncome',
  'recoveryIncome',
  'incomePaidOut',
  'undistributedIncome',
  'enforcementFees',
] as const;

/**
 * The accounts of the ledger (R18): principal money and interest money are apart, and one account
 * each holds charter capital, outstanding principal, available principal, and the interest
 * collected of each class. Their codes and names are a policy.
 *
 * Principal and interest money are held as at a bank. Where the money is (R35) is told beside it, if the
 * chart in force names `cashInHand`: what is in cash or in a term deposit stands there, and is taken off
 * `heldElsewhere`, a detail of the account of money at banks. So the accounts of R18 hold what they
 * always did, and the account of money at banks comes to what is at banks. Another source of capital than
 * the charter has its own accounts (`src/domain/books/sourceAccounts.ts`).
 */
export const ACCOUNTS = [...BASIC_ACCOUNTS, ...MORE_ACCOUNTS] as const;

/** How an account is called. */
export interface AccountTitle {
  readonly code: string;
  readonly vietnamese: string;
  readonly english: string;
}

/** What the accounts are called that a chart may leave out, by the chart of Thông tư 99/2025 (R35). */
export const USUAL_TITLES: Readonly<Record<(typeof MORE_ACCOUNTS)[number], AccountTitle>> = {
  cashInHand: { code: '1111', vietnamese: 'Tiền mặt', english: 'Cash in hand' },
  termDeposits: { code: '1281', vietnamese: 'Tiền gửi có kỳ hạn', english: 'Term deposits' },
  heldElsewhere: {
    code: '11219',
    vietnamese: 'Tiền không để ở tài khoản ngân hàng (số giảm trừ)',
    english: 'Money held elsewhere than at banks (to be taken off)',
  },
  entrustedPrincipal: {
    code: '1288',
    vietnamese: 'Vốn ủy thác cho vay',
    english: 'Entrusted principal',
  },
  otherIncome: { code: '5154', vietnamese: 'Thu khác', english: 'Other income' },
  recoveryIncome: {
    code: '711',
    vietnamese: 'Thu nhập khác: thu hồi nợ đã xử lý rủi ro',
    english: 'Other income: recovered of principal charged off',
  },
  incomePaidOut: {
    code: '6428',
    vietnamese: 'Chi từ tiền lãi và tiền thu khác',
    english: 'Paid out of interest and other money',
  },
  undistributedIncome: {
    code: '421',
    vietnamese: 'Chênh lệch thu chi chưa phân phối',
    english: 'Undistributed income',
  },
  enforcementFees: {
    code: '6425',
    vietnamese: 'Phí thi hành án',
    english: 'Enforcement fees',
  },
};

export type BasicAccount = (typeof BASIC_ACCOUNTS)[number];

export type Account = (typeof ACCOUNTS)[number];
