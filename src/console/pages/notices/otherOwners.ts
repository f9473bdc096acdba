import { api, type Shape } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useRead } from '../../api/read.ts';

/** What of a notice tells whose assets secured its loan. */
export type OfNotice = Pick<Shape<'NoticeRow'>, 'loanId' | 'issuedOn'>;

/**
 * The assets that secured the loan of a notice when it was issued and whose owner is not its borrower: a
 * copy goes to each (R41). None where no notice is meant, or where they may not be read.
 */
export function useOtherOwners(notice: OfNotice | null): readonly Shape<'CollateralRow'>[] {
  const may = useMay();
  const query = { loanId: notice?.loanId ?? '', asOf: notice?.issuedOn ?? '', limit: 200 };
  const assets = useRead(
    ['collaterals', 'of', query],
    async (signal) => api.GET('/v1/collaterals', { params: { query }, signal }),
    { enabled: notice !== null && may('collateral:read') },
  );
  return (assets.data?.data ?? []).filter(({ ownerCooperativeId, secures }) =>
    secures.some(
      ({ loanId, cooperativeId }) =>
        loanId === notice?.loanId && cooperativeId !== ownerCooperativeId,
    ),
  );
}
