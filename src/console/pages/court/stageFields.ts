import type { Shape } from '../../api/client.ts';

export type Stage = Shape<'Stage'>['stage'];

export type NewStage = Shape<'NewStage'>;

/** What is entered with a stage, besides its day and a note. */
interface StageFields {
  readonly hasGround?: boolean;
  /**
   * `claim`: the claim, if it is changed. `award`: what the court awards. `upheld`: the same, where nothing
   * means that the award stands.
   */
  readonly amounts?: 'claim' | 'award' | 'upheld';
  /** Whether the court or agency sets the day of what comes next. */
  readonly hasNext?: boolean;
  readonly hasFullRecovery?: boolean;
  /** Parts of the award that fall due on days of their own. */
  readonly hasParts?: boolean;
  /** Which office enforces. */
  readonly hasOffice?: boolean;
  /** How the request was filed. */
  readonly isRequest?: boolean;
  /** At whose wish, and whether interest goes on. */
  readonly isStay?: boolean;
  /** A ground is needed, and its kind. */
  readonly isTermination?: boolean;
}

/** The fields of each stage's form. */
export const STAGE_FIELDS: Readonly<Record<Stage, StageFields>> = {
  petition_filed: {},
  amendment_asked: { hasGround: true, amounts: 'claim', hasNext: true },
  petition_returned: { hasGround: true },
  fee_advance_paid: { hasNext: true },
  accepted: { amounts: 'claim', hasNext: true },
  mediation: { amounts: 'claim', hasNext: true },
  settlement_recognised: { amounts: 'award', hasParts: true },
  stayed: { hasGround: true, hasNext: true },
  discontinued: { hasGround: true },
  hearing: { amounts: 'claim', hasNext: true },
  first_instance_judgment: { amounts: 'award', hasParts: true },
  appealed: { hasNext: true },
  appeal_judgment: { amounts: 'upheld', hasParts: true },
  final: {},
  enforcement_requested: { hasNext: true, hasOffice: true, isRequest: true },
  enforcement_decided: { hasNext: true, hasOffice: true },
  no_means_found: { hasNext: true },
  assets_attached: { hasNext: true },
  enforcement_stayed: { hasGround: true, hasNext: true, isStay: true },
  enforcement_resumed: { hasNext: true },
  enforcement_suspended: { hasGround: true, hasNext: true },
  enforcement_entrusted: { hasNext: true, hasOffice: true },
  request_returned: { hasGround: true },
  enforcement_terminated: { hasGround: true, isTermination: true },
  enforcement_closed: { hasGround: true, hasFullRecovery: true },
  withdrawn: { hasGround: true },
};
