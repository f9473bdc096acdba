import { type CalendarDate, earlier } from '../../../src/domain/primitives/dates.ts';
import type { Recall } from '../../../src/domain/loans/facts.ts';

export function inForceOn(recalls: readonly Recall[], on: CalendarDate): Recall | undefined {
  return recalls.find(
    ({ decidedOn, withdrawnOn }) => decidedOn <= on && (withdrawnOn === null || withdrawnOn > on),
  );
}

/** The earliest deadline among the recalls in force on a day, or null (R14 b). */
export function deadlineInForce(recalls: readonly Recall[], on: CalendarDate): CalendarDate | null {
  const deadlines = recalls
    .filter((recall) => recall.decidedOn <= on)
    .filter((recall) => recall.withdrawnOn === null || recall.withdrawnOn > on)
    .map((recall) => recall.deadline);
  return deadlines.length === 0 ? null : deadlines.reduce(earlier);
}
