import type { ErrorCode } from '../../domain/primitives/errors.ts';
import { constraintOf, isUnavailable, type Database } from '../../store/database/database.ts';
import { shelfOf } from '../../book/shelf.ts';
import { atHead } from '../../store/installation/migrate.ts';

const UNIQUE_VIOLATION = '23505';

/**
 * Whether the service can do its work: the database answers, with the migrations of this release.
 *
 * @throws an error that `databaseRefusal` knows, while the database does not answer
 */
export function isReady(database: Database): Promise<boolean> {
  return atHead(database);
}

/** What the service's connections to the database do, and how many requests wait for one. */
export function connectionsOf({ pool }: Database) {
  const { totalCount, idleCount, waitingCount } = pool;
  return { used: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
}

/** How many funds' facts are in memory. */
export const fundsInMemory = (database: Database): number => shelfOf(database).books;

/** How many loans these funds have together. */
export const loansInMemory = (database: Database): number => shelfOf(database).loans;

/** The refusal an error of the database stands for; null for one that is our bug. */
export function databaseRefusal(error: unknown): ErrorCode | null {
  if (isUnavailable(error)) return 'service-unavailable';
  return constraintOf(error)?.code === UNIQUE_VIOLATION ? 'duplicate' : null;
}
