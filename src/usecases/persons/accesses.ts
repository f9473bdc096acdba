import type { Fund } from '../../book/fund.ts';
import type { Actor } from '../../domain/access/actor.ts';
import type { Shown } from '../../domain/persons/accesses.ts';
import type { Origin } from '../../store/books/audit.ts';
import { writeBeside } from '../../store/database/database.ts';
import {
  insertAccesses,
  listAccesses,
  type AccessFilter,
  type ListedAccess,
} from '../../store/persons/access.ts';
import type { Services } from '../view/services.ts';

export type { ListedAccess };

/** Who asks, and from where. */
export interface Asking {
  readonly actor: Actor;
  readonly from: Origin;
}

/**
 * Notes that somebody is shown whole numbers of persons: before the answer goes out, so that none goes out
 * that was not noted. If it cannot be noted, the database's error refuses the answer.
 */
export async function noteAccesses(
  { database }: Pick<Services, 'database'>,
  { actor, from }: Asking,
  shown: readonly Shown[],
): Promise<void> {
  if (shown.length === 0) return;
  const by = { tokenId: actor.tokenId, ...from };
  await writeBeside(database, actor.fundId, (tx) => insertAccesses(tx, by, shown));
}

/** Who was shown numbers of persons. */
export const accesses = (fund: Fund, filter: AccessFilter): Promise<ListedAccess[]> =>
  fund.sql((tx) => listAccesses(tx, filter));
