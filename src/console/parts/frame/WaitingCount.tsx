import { api } from '../../api/client.ts';
import { useRead } from '../../api/read.ts';

/** More than these are not counted one by one. */
const MOST = 50;

const AGAIN_AFTER_MS = 60_000;

/** How many acts wait for a second person; nothing, if none does. */
export function WaitingCount() {
  const read = useRead(
    ['proposed-acts', 'count'],
    async (signal) =>
      api.GET('/v1/proposed-acts', {
        params: { query: { status: 'open', limit: MOST } },
        signal,
      }),
    { againAfterMs: () => AGAIN_AFTER_MS },
  );
  const { data = [], nextCursor = null } = read.data ?? {};
  if (data.length === 0) return null;
  return <span className="count">{nextCursor === null ? data.length : `${MOST}+`}</span>;
}
