/**
 * The accounts of the ledger (R18): principal money and interest money are apart, and one account
 * each holds charter capital, outstanding principal, available principal, and the interest
 * collected of each class. Their codes and names are a policy. Whether a receipt came in cash or to a
 * bank is not told by the account: one account holds all available principal (R18), and where the money
 * is will be a matter of places (R35). Another source of capital than the charter has its own accounts
 * (`src/domain/books/sourceAccounts.ts`).
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
