import type { Fund } from '../../book/fund.ts';
import { checkRoom, defaultLimits, type FundLimits } from '../../domain/operators/limits.ts';
import type { AppServices } from '../view/services.ts';
import { readFund, type Database } from '../../store/database/database.ts';
import { fileBytesOf, findLimits, hasSeveralFunds } from '../../store/operators/fundLimit.ts';

/** For how long limits are remembered: another service may set them. */
const REMEMBERED_MS = 5_000;

interface Remembered {
  readonly limits: Promise<FundLimits>;
  readonly until: number;
}

const remembered = new WeakMap<Database, Map<string, Remembered>>();

/** Forgets the limits of a fund, which were set anew. */
export const forgetLimits = (database: Database, fundId: string): void =>
  void remembered.get(database)?.delete(fundId);

/**
 * The limits of a fund: as set, else by default. Who asks at once asks the database once.
 *
 * @param perToken requests of a token and second; 0: without a limit
 */
export function limitsOf(
  database: Database,
  fundId: string,
  perToken: number,
): Promise<FundLimits> {
  const ofDatabase = remembered.get(database) ?? new Map<string, Remembered>();
  remembered.set(database, ofDatabase);
  const known = ofDatabase.get(fundId);
  if (known !== undefined && performance.now() < known.until) return known.limits;
  const limits = readFund(
    database,
    fundId,
    async (tx) => (await findLimits(tx)) ?? defaultLimits(await hasSeveralFunds(tx), perToken),
  );
  ofDatabase.set(fundId, { limits, until: performance.now() + REMEMBERED_MS });
  limits.catch(() => forgetLimits(database, fundId));
  return limits;
}

/** The limits of whoever asks. */
export const limitsFor = (
  { database, rateLimitPerSecond }: Pick<AppServices, 'database' | 'rateLimitPerSecond'>,
  { fundId }: { readonly fundId: string },
): Promise<FundLimits> => limitsOf(database, fundId, rateLimitPerSecond);

/**
 * Refuses more borrowers or contracts than the fund may have, those that were taken back included.
 *
 * @throws DomainError fund-limit-reached
 */
export function requireRoom(
  { book }: Pick<Fund, 'book'>,
  limits: FundLimits,
  what: 'cooperatives' | 'loans',
  more = 1,
): void {
  checkRoom(limits, what, book[what].size, more);
}

/**
 * Refuses a file for which the fund has no room.
 *
 * @throws DomainError fund-limit-reached
 */
export async function requireRoomForFile(
  fund: Pick<Fund, 'sql'>,
  limits: FundLimits,
  bytes: number,
): Promise<void> {
  if (limits.fileBytes !== null) checkRoom(limits, 'fileBytes', await fund.sql(fileBytesOf), bytes);
}
