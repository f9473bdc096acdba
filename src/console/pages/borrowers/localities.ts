import { api } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useRead } from '../../api/read.ts';

const MOST_READ = 200;

/** Localities to choose from: those of the first borrowers of the fund, in the order of the alphabet. */
export function useLocalities(): readonly string[] {
  const { query } = useDay();
  const read = useRead(['cooperatives', 'localities', query], async (signal) =>
    api.GET('/v1/cooperatives', { params: { query: { ...query, limit: MOST_READ } }, signal }),
  );
  const localities = new Set((read.data?.data ?? []).map(({ locality }) => locality));
  return [...localities].sort((one, other) => one.localeCompare(other, 'vi'));
}
