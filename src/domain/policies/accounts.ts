/**
 * The accounts of the ledger (R18): principal money and interest money are apart, and one account
 * each holds charter capital, outstanding principal, available principal, and the interest
 * collected of each class. Their codes and names are a policy.
 */
export const ACCOUNTS = [
  'availablePrincipal',
  'interestMoney',
  'outstandingPrincipal',
  'charterCapital',
  'principalChargedOff',
  'inTermInterestCollected',
  'overdueInterestCollected',
  'lateInterestCollected',
] as const;

export type Account = (typeof ACCOUNTS)[number];
