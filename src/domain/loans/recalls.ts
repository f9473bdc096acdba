import { type CalendarDate, earlier } from '../primitives/dates.ts';
import { DomainError } from '../primitives/errors.ts';
import { refuseReversed } from '../primitives/refusals.ts';
import type { Recall } from './facts.ts';

/** The recalls decided on or before a day and not withdrawn by then (R14 b). */
function recallsInForce(recalls: readonly Recall[], on: CalendarDate): readonly Recall[] {
  if (recalls.length === 0) return recalls;
  return recalls.filter(
    ({ decidedOn, withdrawnOn }) => decidedOn <= on && (withdrawnOn === null || withdrawnOn > on),
  );
}

export function inForceOn(recalls: readonly Recall[], on: CalendarDate): Recall | undefined {
  return recallsInForce(recalls, on)[0];
}

/** The earliest deadline among the recalls in force on a day, or null (R14 b). */
export function deadlineInForce(recalls: readonly Recall[], on: CalendarDate): CalendarDate | null {
  const deadlines = recallsInForce(recalls, on).map((recall) => recall.deadline);
  return deadlines.length === 0 ? null : deadlines.reduce(earlier);
}

/** Whether a recall is in force at the close of a day and its deadline is the earliest (R14 b). */
export function rulesDeadline(
  recalls: readonly (Recall & { readonly id: string })[],
  recallId: string,
  on: CalendarDate,
): boolean {
  const recall = recalls.find((each) => each.id === recallId);
  if (recall === undefined || recallsInForce([recall], on).length === 0) return false;
  return recall.deadline === deadlineInForce(recalls, on);
}

/** A recall that a withdrawal is asked for. */
export interface WithdrawnRecall {
  readonly decidedOn: CalendarDate;
  /** Null while it stands. */
  readonly reversedAt: Date | null;
  /** The withdrawal that stands, whatever its date. */
  readonly withdrawal: { readonly decisionNumber: string; readonly decidedOn: CalendarDate } | null;
}

/**
 * A recall that stands is withdrawn once, and not before it was decided (R14 b).
 *
 * @throws DomainError already-reversed, already-withdrawn, withdrawal-before-recall
 */
export function checkWithdrawal(recall: WithdrawnRecall, decidedOn: CalendarDate): void {
  refuseReversed(recall.reversedAt);
  if (recall.withdrawal !== null) {
    const { decisionNumber, decidedOn: withdrawnOn } = recall.withdrawal;
    throw new DomainError('already-withdrawn', {
      rule: 'R14',
      figures: { decisionNumber, decidedOn: withdrawnOn },
    });
  }
  if (decidedOn < recall.decidedOn) {
    throw new DomainError('withdrawal-before-recall', {
      rule: 'R14',
      figures: { decidedOn, recalledOn: recall.decidedOn },
    });
  }
}
