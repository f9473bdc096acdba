import { DomainError } from '../primitives/errors.ts';

/** How much of the installation a fund may take; null: without a limit. */
export interface FundLimits {
  readonly requestsPerSecond: number | null;
  readonly cooperatives: number | null;
  readonly loans: number | null;
  /** Of all files that were sent to it. */
  readonly fileBytes: number | null;
}

export const NO_LIMITS: FundLimits = {
  requestsPerSecond: null,
  cooperatives: null,
  loans: null,
  fileBytes: null,
};

/** Many times what a province has: for a fund among others that nothing was set for. */
const AMONG_OTHERS = { cooperatives: 20_000, loans: 50_000, fileBytes: 1_000_000_000 };

/** How many tokens of a fund may ask at their own limit at once, if nothing was set. */
const TOKENS_AT_ONCE = 2;

/**
 * The limits of a fund for which nothing was set: none of the only fund.
 *
 * @param perToken requests of a token and second; 0: without a limit
 */
export const defaultLimits = (hasOthers: boolean, perToken: number): FundLimits =>
  hasOthers
    ? { ...AMONG_OTHERS, requestsPerSecond: perToken === 0 ? null : perToken * TOKENS_AT_ONCE }
    : NO_LIMITS;

/** What there is a limit of. */
export type Limited = 'cooperatives' | 'loans' | 'fileBytes';

/**
 * Refuses what would be more than the operator lets the fund have.
 *
 * @param has how much there is
 * @param more how much comes to it
 * @throws DomainError fund-limit-reached
 */
export function checkRoom(limits: FundLimits, what: Limited, has: number, more = 1): void {
  const most = limits[what];
  // Nothing more is always let be, also by a fund that has more since before the limit.
  if (most === null || more === 0 || has + more <= most) return;
  const limited = what === 'fileBytes' ? 'file_bytes' : what;
  throw new DomainError('fund-limit-reached', { figures: { limited, most, has } });
}
