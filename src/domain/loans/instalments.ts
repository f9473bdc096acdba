import {
  addDays,
  daysBetween,
  stepFrom,
  stepsBetween,
  type CalendarDate,
} from '../primitives/dates.ts';
import {
  floorToMultiple,
  interestHalfUp,
  levelPayment,
  min,
  positive,
  type Money,
} from '../primitives/money.ts';
import type {
  ContractedInstalment,
  InterestSchedule,
  LoanTerms,
  PrincipalSchedule,
} from './terms.ts';

type ScheduleOf<Kind> = Extract<PrincipalSchedule, { kind: Kind }>;

function equalInstalments(principal: Money, schedule: ScheduleOf<'equal'>): ContractedInstalment[] {
  const each = floorToMultiple(principal.div(schedule.count), schedule.roundTo);
  return Array.from({ length: schedule.count }, (_, index) => ({
    dueOn: stepFrom(schedule.firstDueOn, schedule.every, index),
    principal: index < schedule.count - 1 ? each : principal.minus(each.times(schedule.count - 1)),
  }));
}

/** The due dates of an annuity, each with the days of interest before it (R4). */
function annuityPeriods(schedule: ScheduleOf<'annuity'>, start: CalendarDate) {
  let from = start;
  return Array.from({ length: schedule.count }, (_, index) => {
    const dueOn = stepFrom(schedule.firstDueOn, schedule.every, index);
    const days = dueOn > from ? daysBetween(from, dueOn) : 0;
    if (dueOn > from) from = dueOn;
    return { dueOn, days };
  });
}

/** The interest of an annuity's first period: its payments must be above it (R4). */
export function firstAnnuityInterest(terms: LoanTerms, schedule: ScheduleOf<'annuity'>): Money {
  const days = annuityPeriods(schedule, terms.signedOn)[0]?.days ?? 0;
  return interestHalfUp(terms.principal, terms.ratePercent, days);
}

/** Of each level payment what is left after the interest; the last takes the rest (R4). */
function annuityInstalments(
  { principal, ratePercent }: LoanTerms,
  schedule: ScheduleOf<'annuity'>,
  start: CalendarDate,
): ContractedInstalment[] {
  const periods = annuityPeriods(schedule, start);
  const days = periods.map((period) => period.days);
  const level =
    schedule.instalmentAmount ?? levelPayment(principal, ratePercent, days, schedule.roundTo);
  let left = principal;
  const instalments = periods.map((period, index) => {
    const interest = interestHalfUp(left, ratePercent, period.days);
    const part = index === periods.length - 1 ? left : min(positive(level.minus(interest)), left);
    left = left.minus(part);
    return { dueOn: period.dueOn, principal: part };
  });
  return instalments.filter((instalment) => !instalment.principal.isZero());
}

/**
 * The instalments of principal that the contract names, oldest first (R4).
 *
 * @param firstDisbursedOn from when an annuity counts its interest; null: nothing is disbursed yet
 */
export function instalmentsOf(
  terms: LoanTerms,
  firstDisbursedOn: CalendarDate | null,
): readonly ContractedInstalment[] {
  const schedule = terms.principalSchedule;
  switch (schedule.kind) {
    case 'equal':
      return equalInstalments(terms.principal, schedule);
    case 'annuity':
      return annuityInstalments(terms, schedule, firstDisbursedOn ?? terms.signedOn);
    case 'bullet':
      return [{ dueOn: schedule.dueOn, principal: terms.principal }];
    case 'custom':
      return inOrder(schedule.instalments);
  }
}

/** Instalments by due date; no two fall on one. */
export function inOrder(instalments: readonly ContractedInstalment[]): ContractedInstalment[] {
  return instalments.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
}

/** The same terms with the instalments of a custom schedule by date, as they are kept (R4). */
export function withInstalmentsInOrder(terms: LoanTerms): LoanTerms {
  const { principalSchedule: schedule } = terms;
  if (schedule.kind !== 'custom') return terms;
  const instalments = inOrder(schedule.instalments);
  return { ...terms, principalSchedule: { kind: 'custom', instalments } };
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
    const { firstDueOn, every } = schedule;
    for (let step = Math.max(0, stepsBetween(firstDueOn, every, start) - 1); ; step += 1) {
      const dueOn = stepFrom(firstDueOn, every, step);
      if (dueOn >= finalDueOn || dueOn >= window.before) break;
      if (dueOn >= start) dates.push(dueOn);
    }
  }
  if (finalDueOn >= start && finalDueOn < window.before) dates.push(finalDueOn);
  return dates;
}
