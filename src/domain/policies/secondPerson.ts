/** The acts that a fund may have a second person confirm, as its policy names them. */
export const SECOND_PERSON_ACTS = [
  'chargeOff',
  'writeOff',
  'waiver',
  'restructuring',
  'recall',
  'freeze',
  'rateChange',
  'debtGroupOverride',
  'contractCorrection',
  'disbursement',
  'capitalMovement',
  'lendingSuspension',
  'importEntry',
  'handover',
  'closing',
  'reopening',
  'reversal',
  'policy',
  'afterIssue',
] as const;

export type SecondPersonAct = (typeof SECOND_PERSON_ACTS)[number];

/**
 * What needs a second person as soon as any act does: else one person could lift the policy alone, or be the
 * second person under another name.
 */
export const GUARDS = ['secondPerson', 'token'] as const;

/** Why an act needs a second person. */
export const PROPOSED_FOR = [...SECOND_PERSON_ACTS, ...GUARDS] as const;

export type ProposedFor = (typeof PROPOSED_FOR)[number];

/** Which acts take effect only when a second person confirms them. */
export interface SecondPersonRule {
  /** None: every act takes effect at once. */
  readonly acts: readonly SecondPersonAct[];
  /** Days after which an act that nobody confirmed can be confirmed no more. */
  readonly expiresAfterDays: number;
}

/** What an act is, as far as the policy asks. */
export interface AskedAct {
  /** What the policy calls it, the narrowest name first; none: it has no name there. */
  readonly acts: readonly (SecondPersonAct | 'token')[];
  /** Whether it changes the policy itself. */
  readonly changesRule: boolean;
  /** Whether it makes an issued report or notice wrong. */
  readonly affectsIssued: boolean;
}

/** Why an act needs a second person under a policy; null: it does not. */
export function secondPersonFor(
  rule: SecondPersonRule,
  { acts, changesRule, affectsIssued }: AskedAct,
): ProposedFor | null {
  if (rule.acts.length === 0) return null;
  if (changesRule) return 'secondPerson';
  const named = acts.find((act) => act === 'token' || rule.acts.includes(act));
  if (named !== undefined) return named;
  return affectsIssued && rule.acts.includes('afterIssue') ? 'afterIssue' : null;
}
