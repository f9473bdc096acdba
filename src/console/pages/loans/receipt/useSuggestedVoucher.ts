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

/** The number after the last one used in the year of a day. */
export function useSuggestedVoucher(effectiveOn: string): Suggested {
  const year = effectiveOn.slice(0, 4);
  const key = ['receipts', 'last', year];
  const last = useRead(
    key,
    async (signal) =>
      api.GET('/v1/repayments', {
        params: {
          query: { to: `${year}-12-31`, order: 'desc', limit: MOST_LOOKED_AT },
        },
        signal,
      }),
    { enabled: year !== '' },
  );
  return {
    number: nextVoucher(last.data?.data ?? [], year),
    askAgain: () => void queries.invalidateQueries({ queryKey: key }),
  };
}
