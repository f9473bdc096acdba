import type { CalendarDate } from '../primitives/dates.ts';
import { inForce, type Policies } from '../policies/policies.ts';

/**
 * The court that has the cases of a court on a day: itself, or the one that took them over (R26). A
 * case is shown with that court, and keeps the one with which it was filed.
 */
export function courtOn(court: string, policies: Policies, on: CalendarDate): string {
  let name = court;
  for (const [index, { effectiveOn, endsOn, value }] of policies.courts.entries()) {
    if (effectiveOn !== null && effectiveOn > on) break;
    const isCorrected = policies.courts[index + 1]?.effectiveOn === effectiveOn;
    if (isCorrected || (endsOn !== null && endsOn < on)) continue;
    name = value.find((each) => each.takesOver.includes(name))?.name ?? name;
  }
  return name;
}

/**
 * Whether the list of the day names a court. A fund that has given no list may name any court. A
 * court that is not listed only warns.
 */
export function isCourtOn(court: string, policies: Policies, on: CalendarDate): boolean {
  const listed = inForce(policies, 'courts', on);
  return listed.length === 0 || listed.some((each) => each.name === court);
}
