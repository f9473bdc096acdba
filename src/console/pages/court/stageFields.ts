import type { Shape } from '../../api/client.ts';

export type Stage = Shape<'Stage'>['stage'];

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
}

/** The fields of each stage's form. */
export const STAGE_FIELDS: Readonly<Record<Stage, StageFields>> = {
  petition_filed: {},
  amendment_asked: { hasGround: true, amounts: 'claim', hasNext: true },
  petition_returned: { hasGround: true },
  fee_advance_paid: { hasNext: true },
  accepted: { amounts: 'claim', hasNext: true },
  mediation: { amounts: 'claim', hasNext: true },
  settlement_recognised: { amounts: 'award' },
  stayed: { hasGround: true, hasNext: true },
  discontinued: { hasGround: true },
  hearing: { amounts: 'claim', hasNext: true },
  first_instance_judgment: { amounts: 'award' },
  appealed: { hasNext: true },
  appeal_judgment: { amounts: 'upheld' },
  final: {},
  enforcement_requested: { hasNext: true },
  enforcement_decided: { hasNext: true },
  no_means_found: { hasNext: true },
  assets_attached: { hasNext: true },
  enforcement_closed: { hasGround: true, hasFullRecovery: true },
  withdrawn: { hasGround: true },
};
