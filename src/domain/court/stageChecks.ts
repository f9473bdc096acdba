import type { CalendarDate } from '../primitives/dates.ts';
import { DomainError } from '../primitives/errors.ts';
import { sum, text } from '../primitives/money.ts';
import { totalOf, type Allocation } from '../loans/facts.ts';
import { ENFORCEMENT_STAGES, type EnforcementStage } from '../policies/courtTypes.ts';
import { inForce, type Policies } from '../policies/policies.ts';
import type { AwardPart } from './enforcement.ts';
import { canFollow, type CaseStage, type Stage } from './stages.ts';

/** What can come next in a case on a day: of the table what the law of the day has (R26, R38). */
export function canFollowOn(
  last: CaseStage | null,
  policies: Policies,
  on: CalendarDate,
): readonly Stage[] {
  const added: readonly Stage[] = ENFORCEMENT_STAGES;
  const inLaw: readonly Stage[] = inForce(policies, 'enforcementStages', on);
  return canFollow(last).filter((stage) => !added.includes(stage) || inLaw.includes(stage));
}

/** The first day of a policy on which the law has a stage; null: no law has it yet. */
function firstDayOf(stage: EnforcementStage, policies: Policies): CalendarDate | null {
  const first = policies.enforcementStages.find(({ value }) => value.includes(stage));
  return first?.effectiveOn ?? null;
}

/**
 * Checks that the law of the day has a stage: those of the enforcement law of 2026 are not there before it
 * (R38, Law 106/2025 art. 115).
 *
 * @throws DomainError stage-not-in-law
 */
export function checkStageInLaw(
  { stage, occurredOn }: { readonly stage: Stage; readonly occurredOn: CalendarDate },
  policies: Policies,
): void {
  const added = ENFORCEMENT_STAGES.find((each) => each === stage);
  if (added === undefined) return;
  if (inForce(policies, 'enforcementStages', occurredOn).includes(added)) return;
  const from = firstDayOf(added, policies);
  throw new DomainError('stage-not-in-law', {
    rule: 'R38',
    figures: { stage, occurredOn, ...(from === null ? {} : { from }) },
  });
}

/**
 * Checks that the dated parts of an award come to at most what is awarded (R38).
 *
 * @throws DomainError instalments-above-award
 */
export function checkAwardParts(parts: readonly AwardPart[], amounts: Allocation | null): void {
  if (parts.length === 0 || amounts === null) return;
  const [dated, awarded] = [sum(parts.map((each) => each.amount)), totalOf(amounts)];
  if (!dated.greaterThan(awarded)) return;
  throw new DomainError('instalments-above-award', {
    rule: 'R38',
    figures: {
      instalments: text(dated),
      awarded: text(awarded),
      excess: text(dated.minus(awarded)),
    },
  });
}
