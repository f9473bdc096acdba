import { type FundAct, lastRecordedAt } from '../../book/fund.ts';
import { shownAt } from '../../book/known.ts';
import { placesOf } from '../../book/places.ts';
import { DomainError, invalid } from '../../domain/primitives/errors.ts';
import { looksSame } from '../../domain/primitives/likeness.ts';
import type { NewPlace, PlaceEntry, StoredPlace } from '../../store/fund/place.ts';
import type { By } from '../acts/by.ts';

/**
 * Enters a place in which money of the fund is (R35). One that is default stands in for the `cash` or
 * `bank` that every fund has: what was entered there, and whatever names no place, is in it.
 *
 * @throws DomainError validation: a deposit or trustee cannot be default; duplicate: a place of this name,
 *   or another default of the kind, stands
 */
export function enterPlace(fund: FundAct, by: By, added: NewPlace): StoredPlace {
  const { kind, name, isDefault } = added;
  if (isDefault && kind !== 'cash' && kind !== 'bank') {
    throw invalid('/isDefault', {
      en: 'only a place of kind `cash` or `bank` can be default',
      vi: 'chỉ nơi để tiền loại `cash` hoặc `bank` mới là nơi mặc định',
    });
  }
  const { all } = placesOf(fund, lastRecordedAt(fund));
  const same = all.find((each) => each.name !== null && looksSame(each.name, name));
  if (same !== undefined) {
    throw new DomainError('duplicate', { figures: { field: 'name', value: same.name ?? name } });
  }
  const other = all.find((each) => each.isDefault && each.kind === kind && each.name !== null);
  if (isDefault && other !== undefined) {
    const figures = { field: 'isDefault', value: other.name ?? other.id };
    throw new DomainError('duplicate', { figures });
  }
  const said = { factKind: 'place', effectiveOn: by.today, ...added } as const;
  const recorded = fund.record<PlaceEntry>(said);
  return shownAt(recorded, recorded.recordedAt);
}
