import type { Database } from '../store/database.ts';
import type { Clock } from './clock.ts';

/** What the use cases work with. */
export interface Services {
  readonly database: Database;
  readonly clock: Clock;
}
