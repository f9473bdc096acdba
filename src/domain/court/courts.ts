import type { CalendarDate } from '../primitives/dates.ts';
import type { Matter } from '../policies/courtTypes.ts';
import { inForce, type Court, type Policies } from '../policies/policies.ts';

/** The catalogues that name who has a case: courts, and the offices that enforce. */
type Catalogue = 'courts' | 'enforcementOffices';

/** Who has the cases of a court or office on a day: itself, or the one that took them over. */
function successorOn(
  named: string,
  policies: Policies,
  catalogue: Catalogue,
  on: CalendarDate,
): string {
  const versions: Policies['courts'] = policies[catalogue];
  let name = named;
  for (const [index, { effectiveOn, endsOn, value }] of versions.entries()) {
    if (effectiveOn !== null && effectiveOn > on) break;
    const isCorrected = versions[index + 1]?.effectiveOn === effectiveOn;
    if (isCorrected || (endsOn !== null && endsOn < on)) continue;
    name = value.find((each) => each.takesOver.includes(name))?.name ?? name;
  }
  return name;
}

/**
 * The court that has the cases of a court on a day: itself, or the one that took them over (R26). A
 * case is shown with that court, and keeps the one with which it was filed.
 */
export const courtOn = (court: string, policies: Policies, on: CalendarDate): string =>
  successorOn(court, policies, 'courts', on);

/** The office that has the enforcement of an office on a day (R38). */
export const officeOn = (office: string, policies: Policies, on: CalendarDate): string =>
  successorOn(office, policies, 'enforcementOffices', on);

/** What a case is about, and where its borrower is. */
export interface Suited {
  readonly matter: Matter;
  readonly locality: string;
}

const hasMatter = ({ matters }: Court, matter: Matter): boolean =>
  matters === undefined || matters.includes(matter);

const hasLocality = ({ localities }: Court, locality: string): boolean =>
  localities === undefined || localities.includes(locality);

/** Why a court or office is not the one that the catalogue of the day gives for a case. */
export interface Misfit {
  readonly why: 'not-listed' | 'other-matter' | 'other-place';
  /** Those that the catalogue gives instead. */
  readonly possible: readonly string[];
}

/**
 * Holds a court or office against the catalogue of the day (R26, R38); null: it fits. If the catalogue names
 * none for a matter, any may be named for the matter. What does not fit only warns: the papers of the case
 * say who has it.
 */
export function misfitOf(
  name: string,
  { matter, locality }: Suited,
  policies: Policies,
  catalogue: Catalogue,
  on: CalendarDate,
): Misfit | null {
  const listed: readonly Court[] = inForce(policies, catalogue, on);
  const forMatter = listed.filter((each) => hasMatter(each, matter));
  const here = forMatter.filter((each) => hasLocality(each, locality)).map((each) => each.name);
  const named = listed.find((each) => each.name === name);
  if (named !== undefined) {
    if (!hasMatter(named, matter)) return { why: 'other-matter', possible: here };
    return hasLocality(named, locality) ? null : { why: 'other-place', possible: here };
  }
  return forMatter.length === 0 ? null : { why: 'not-listed', possible: here };
}
