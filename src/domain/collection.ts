/**
 * What the collection log holds (R30): meetings and calls, promises to pay, findings about the
 * borrower, signed debt confirmations, checks of its means, and what became of it.
 */
export const COLLECTION_KINDS = [
  'meeting_with_committee',
  'meeting_with_cooperative',
  'call',
  'promise',
  'capital_misused',
  'capital_ineffective',
  'refuses_to_pay',
  'debt_confirmation',
  'means_check',
  'active',
  'ceased_operation',
  'dissolved',
  'bankrupt',
] as const;

export type CollectionKind = (typeof COLLECTION_KINDS)[number];
