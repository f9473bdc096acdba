import type { Fund } from '../../book/fund.ts';
import { checkRoom, defaultLimits, type FundLimits } from '../../domain/operators/limits.ts';
import type { AppServices } from '../view/services.ts';
import { readFund, type Database } from '../../store/database/database.ts';
import { fileBytesOf, findLimits, hasSeveralFunds } from '../../store/operators/fundLimit.ts';

/** For how long limits are remembered: another service may set them. */
const REMEMBERED_MS = 5_000;

/** What the database says of the limits of a fund. */
interface Known {
  /** Null: none were set. */
  readonly set: FundLimits | null;
  readonly hasOthers: boolean;
}

interface Remembered {
  readonly known: Promise<Known>;
  readonly until: number;
}

const remembered = new WeakMap<Database, Map<string, Remembered>>();

/** Forgets the limits of a fund, which were set anew. */
export const forgetLimits = (database: Database, fundId: string): void =>
  void remembered.get(database)?.delete(fundId);

/** What is known of the limits of a fund. Who asks at once asks the database once. */
function knownOf(database: Database, fundId: string): Promise<Known> {
  const ofDatabase = remembered.get(database) ?? new Map<string, Remembered>();
  remembered.set(database, ofDatabase);
  const found = ofDatabase.get(fundId);
  if (found !== undefined && performance.now() < found.until) return found.known;
  const known = readFund(database, fundId, async (tx) => {
    const set = await findLimits(tx);
    return { set, hasOthers: set === null && (await hasSeveralFunds(tx)) };
  });
  ofDatabase.set(fundId, { known, until: performance.now() + REMEMBERED_MS });
  known.catch(() => forgetLimits(database, fundId));
  return known;
}

/**
 * The limits of a fund: as set, else by default.
 *
 * @param perToken requests of a token and second; 0: without a limit
 */
export async function limitsOf(
  database: Database,
  fundId: string,
  perToken: number,
): Promise<FundLimits> {
  const { set, hasOthers } = await knownOf(database, fundId);
  return set ?? defaultLimits(hasOthers, perToken);
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
