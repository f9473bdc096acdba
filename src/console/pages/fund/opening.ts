import { api } from '../../api/client.ts';
import { useRead } from '../../api/read.ts';
import { withVersion } from '../../api/version.ts';

/** What was taken over from the paper book. */
export function useOpening() {
  return useRead(['fund', 'opening'], async (signal) =>
    withVersion(api.GET('/v1/fund/opening', { signal })),
  );
}
