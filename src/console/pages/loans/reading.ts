import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useRead } from '../../api/read.ts';

export type LoanContract = Shape<'GetLoanAnswer'>;

export type Position = Shape<'Position'>;

/** The instant alone: for what is asked of no day. */
export function useKnownAt(): { readonly knownAt?: string } {
  const { knownAt } = useDay();
  return knownAt === undefined ? {} : { knownAt };
}

/** A contract as it counts on the day. */
export function useLoan(id: string) {
  const { query } = useDay();
  return useRead(['loans', id, 'contract', query], async (signal) =>
    api.GET('/v1/loans/{id}', { params: { path: { id }, query }, signal }),
  );
}

/** Where a loan stands at the close of the day. */
export function usePosition(id: string) {
  const { query } = useDay();
  return useRead(['loans', id, 'position', query], async (signal) =>
    api.GET('/v1/loans/{id}/position', { params: { path: { id }, query }, signal }),
  );
}

/** What every tab of a loan is given. */
export interface TabProps {
  readonly loan: LoanContract;
  readonly position: Position;
}
