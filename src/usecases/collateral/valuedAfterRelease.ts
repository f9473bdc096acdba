import { standingRelease, standingValuations } from '../../book/collaterals.ts';
import { type Fund, lastRecordedAt } from '../../book/fund.ts';
import type { Valuation } from '../../domain/collateral/collateral.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';

/** That an asset was valued on a day on which it was released already: the value counts for nothing. */
export interface ValuedAfterRelease {
  readonly code: 'valued-after-release';
  readonly rule: 'R41';
  readonly figures: {
    readonly valuedOn: CalendarDate;
    readonly releasedOn: CalendarDate;
    readonly documentNumber: string;
  };
}

/**
 * The valuations of an asset that are dated after its release (R41).
 *
 * @param valuations those that are asked about; left out, all that stand
 * @returns empty, if the asset is not released
 */
export function valuedAfterRelease(
  fund: Fund,
  collateralId: string,
  valuations?: readonly Pick<Valuation, 'valuedOn'>[],
): ValuedAfterRelease[] {
  const knownAt = lastRecordedAt(fund);
  const release = standingRelease(fund, collateralId, knownAt);
  if (release === null) return [];
  const { effectiveOn: releasedOn, documentNumber } = release;
  const asked = valuations ?? standingValuations(fund, collateralId, knownAt);
  return asked
    .filter(({ valuedOn }) => valuedOn > releasedOn)
    .map(({ valuedOn }) => ({
      code: 'valued-after-release',
      rule: 'R41',
      figures: { valuedOn, releasedOn, documentNumber },
    }));
}
