import { api } from '../../../api/client.ts';
import { queries, useRead } from '../../../api/read.ts';
import { nextVoucher } from './nextVoucher.ts';

const MOST_LOOKED_AT = 200;

interface Suggested {
  /** Empty: nothing can be suggested. */
  readonly number: string;
  /** Looks again, as somebody else may have used the number. */
  askAgain(): void;
}

/** The next number of the vouchers of a day's year. */
export function useSuggestedVoucher(effectiveOn: string): Suggested {
  const year = effectiveOn.slice(0, 4);
  const key = ['receipts', 'last', year];
  const last = useRead(
    key,
    async (signal) =>
      api.GET('/v1/repayments', {
        params: {
          query: { from: `${year}-01-01`, to: `${year}-12-31`, limit: MOST_LOOKED_AT },
        },
        signal,
      }),
    { enabled: year !== '' },
  );
  return {
    number: nextVoucher(last.data?.data ?? []),
    askAgain: () => void queries.invalidateQueries({ queryKey: key }),
  };
}
