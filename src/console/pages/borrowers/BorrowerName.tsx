import { api } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useRead } from '../../api/read.ts';

/** A borrower as it is called on the day, its number masked if it is a person's. */
export function useBorrower(id: string) {
  const { query } = useDay();
  return useRead(
    ['cooperatives', id, query],
    async (signal) =>
      api.GET('/v1/cooperatives/{id}', {
        params: { path: { id }, query: { ...query, masked: true } },
        signal,
      }),
    { enabled: id !== '' },
  );
}

/** The name of a borrower of which the id alone is known. */
export function BorrowerName({ id, name = '' }: { id: string; name?: string }) {
  const borrower = useBorrower(name === '' ? id : '');
  return name === '' ? (borrower.data?.name ?? '…') : name;
}
