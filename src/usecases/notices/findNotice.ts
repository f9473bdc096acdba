import { DomainError } from '../../domain/primitives/errors.ts';
import type { FundTx } from '../../store/database/database.ts';
import { findNotice, type StoredNotice } from '../../store/notices/notice.ts';

/** @throws DomainError not-found */
export async function requireNotice(tx: FundTx, id: string, knownAt: Date): Promise<StoredNotice> {
  const found = await findNotice(tx, id, knownAt);
  if (found !== null) return found;
  throw new DomainError('not-found', { figures: { what: 'notice', id } });
}
