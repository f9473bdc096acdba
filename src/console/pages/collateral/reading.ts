import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useRead } from '../../api/read.ts';
import { withVersion } from '../../api/version.ts';

export type CollateralRow = Shape<'CollateralRow'>;

export type CollateralShape = Shape<'Collateral'>;

/** What is asked of the register. */
export type Narrowed = Partial<Record<'q' | 'state' | 'kind' | 'loanId' | 'cooperativeId', string>>;

/** The assets that secure a loan, or that concern a borrower. */
export function useCollateralsOf(narrowed: Narrowed) {
  const { query } = useDay();
  const asked = { ...query, ...narrowed, totals: true, limit: 200 } as object;
  return useRead(['collaterals', 'of', asked], async (signal) =>
    api.GET('/v1/collaterals', { params: { query: asked }, signal }),
  );
}

/**
 * An asset on the day, with the version that a change of it names as seen.
 *
 * @param masked false: with the number of a person whole, which is noted
 */
export function useCollateral(id: string, masked = true) {
  const { query: day } = useDay();
  const query = { ...day, ...(masked && { masked }) };
  return useRead(['collaterals', id, query], async (signal) =>
    withVersion(api.GET('/v1/collaterals/{id}', { params: { path: { id }, query }, signal })),
  );
}
