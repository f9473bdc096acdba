import { type CalendarDate, earlier } from '../primitives/dates.ts';
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
