import { LIFE_STATES } from '../borrowers/life.ts';

/**
 * What was found when the means of a debtor were looked at (R38). In prison, or at no known address, it is looked
 * at less often than one of which nothing but its want of means is known.
 */
export const MEANS_FINDINGS = ['means_check', 'debtor_imprisoned', 'address_unknown'] as const;

/** What was done about the enforcement of one case (R38): the case must be named. */
export const ENFORCEMENT_STEPS = ['enforcement_notified', 'successor_told'] as const;

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
  ...MEANS_FINDINGS,
  ...ENFORCEMENT_STEPS,
  ...LIFE_STATES,
] as const;

export type CollectionKind = (typeof COLLECTION_KINDS)[number];

/** Whether an entry of the kind is about the enforcement of one case, which it must name. */
export const isEnforcementStep = (kind: CollectionKind): boolean =>
  ENFORCEMENT_STEPS.some((each) => each === kind);
