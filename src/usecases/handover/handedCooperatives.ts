import { findCooperative, listCooperatives } from '../../book/borrowers.ts';
import type { Fund } from '../../book/fund.ts';
import { standsAt } from '../../book/known.ts';
import type { HandedCooperative, LocalityFrom } from '../../domain/handover/portfolio.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { View } from '../view/readAsKnown.ts';

/** The days from which a borrower has another locality, oldest first (R37). */
function localityDays({ book }: Fund, id: string, knownAt: Date): CalendarDate[] {
  const record = book.cooperatives.get(id);
  const stands = (entry: Parameters<typeof standsAt>[0]): boolean =>
    standsAt(entry, knownAt.getTime());
  const changed = (record?.versions ?? []).filter(stands).flatMap((each) => each.changedOn ?? []);
  const moved = (record?.localityChanges ?? []).filter(stands).map((each) => each.effectiveOn);
  return [...new Set([...changed, ...moved])].toSorted();
}

/** Every locality that a borrower had, has and is to have, each from its day on. */
function localitiesOf(fund: Fund, id: string, knownAt: Date): LocalityFrom[] {
  const days = localityDays(fund, id, knownAt);
  const beginning = '0001-01-01' as CalendarDate;
  const localities: LocalityFrom[] = [];
  for (const from of [null, ...days]) {
    const at = findCooperative(fund, id, knownAt, from ?? beginning, from ?? beginning);
    const locality = at?.locality ?? findCooperative(fund, id, knownAt)?.locality;
    if (locality === undefined || localities.at(-1)?.locality === locality) continue;
    localities.push({ from, locality });
  }
  return localities;
}

/** The borrowers of a fund as they are handed over. */
export function handedCooperatives(fund: Fund, { asOf, knownAt }: View): HandedCooperative[] {
  return listCooperatives(fund, {}, knownAt, asOf).map((of) => ({
    id: of.id,
    code: of.code,
    name: of.name,
    kind: of.kind,
    taxCode: of.taxCode,
    representative: of.representative,
    address: of.address,
    phone: of.phone,
    sector: of.sector,
    relatedCooperativeIds: of.relatedCooperativeIds,
    memberOfId: of.memberOfId,
    localities: localitiesOf(fund, of.id, knownAt),
  }));
}
