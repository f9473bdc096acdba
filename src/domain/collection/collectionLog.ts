import { LIFE_STATES } from '../borrowers/life.ts';

/** What the collection log keeps of a borrower (R30). */
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
  ...LIFE_STATES,
] as const;

export type CollectionKind = (typeof COLLECTION_KINDS)[number];
