import { api } from '../../../api/client.ts';
import { useDay } from '../../../api/day.ts';
import { useRead } from '../../../api/read.ts';

const MOST_READ = 200;

/** The loans of a borrower on the day, and what they come to. */
export function useLoansOf(id: string) {
  const { query: day } = useDay();
  const query = { ...day, cooperativeId: id, totals: true, limit: MOST_READ };
  return useRead(['loans', 'of', query], async (signal) =>
    api.GET('/v1/loans', { params: { query }, signal }),
  );
}
