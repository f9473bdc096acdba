import { addDays, stepFrom, type CalendarDate } from './dates.ts';
import { floorToMultiple, type Money } from './money.ts';
import type { ContractedInstalment, InterestSchedule, LoanTerms } from './terms.ts';

function equalInstalments(
  principal: Money,
  schedule: Extract<LoanTerms['principalSchedule'], { kind: 'equal' }>,
): ContractedInstalment[] {
  const each = floorToMultiple(principal.div(schedule.count), schedule.roundTo);
  return Array.from({ length: schedule.count }, (_, index) => ({
    dueOn: stepFrom(schedule.firstDueOn, schedule.every, index),
    principal: index < schedule.count - 1 ? each : principal.minus(each.times(schedule.count - 1)),
  }));
}

/** The instalments of principal that the contract names, oldest first (R4). */
export function instalmentsOf(terms: LoanTerms): readonly ContractedInstalment[] {
  const schedule = terms.principalSchedule;
  switch (schedule.kind) {
    case 'equal':
      return equalInstalments(terms.principal, schedule);
    case 'bullet':
      return [{ dueOn: schedule.dueOn, principal: terms.principal }];
    case 'custom':
      return schedule.instalments.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  }
}

/**
 * The interest due dates d of a plan with `after < d` and `from <= d < before`, oldest first, and
 * its final due date where that lies there too (R5).
 */
export function interestDueDates(
  schedule: InterestSchedule,
  finalDueOn: CalendarDate,
  window: { after: CalendarDate; from: CalendarDate; before: CalendarDate },
): CalendarDate[] {
  const dates: CalendarDate[] = [];
  const start = window.from > window.after ? window.from : addDays(window.after, 1);
  if (schedule.every !== 'maturity') {
    for (let step = 0; ; step += 1) {
      const dueOn = stepFrom(schedule.firstDueOn, schedule.every, step);
      if (dueOn >= finalDueOn || dueOn >= window.before) break;
      if (dueOn >= start) dates.push(dueOn);
    }
  }
  if (finalDueOn >= start && finalDueOn < window.before) dates.push(finalDueOn);
  return dates;
}
