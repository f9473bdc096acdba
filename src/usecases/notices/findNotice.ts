import type { Fund } from '../../book/fund.ts';
import { findNotice } from '../../book/notices.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { type StoredNotice } from '../../store/notices/notice.ts';

/** @throws DomainError not-found */
export async function requireNotice(fund: Fund, id: string, knownAt: Date): Promise<StoredNotice> {
  const found = await findNotice(fund, id, knownAt);
  if (found !== null) return found;
  throw new DomainError('not-found', { figures: { what: 'notice', id } });
}
