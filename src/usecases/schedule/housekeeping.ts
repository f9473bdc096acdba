import type { FundAct } from '../../book/fund.ts';
import type { Made } from '../../domain/schedule/runs.ts';
import { deleteOldAnswers } from '../../store/access/idempotency.ts';
import { deleteEndedSessions } from '../../store/access/session.ts';

/**
 * Drops what nobody needs any more: answers kept for retries that are older than their 35 days, and sessions
 * that have ended. Facts, papers, files that were sent, tokens and the audit trail are never dropped.
 *
 * @returns null: there was nothing to drop
 */
export function houseKeep(fund: FundAct, now: Date): Promise<Made | null> {
  return fund.write(async (tx) => {
    const answers = await deleteOldAnswers(tx);
    const sessions = await deleteEndedSessions(tx, now);
    return answers + sessions === 0 ? null : { answers, sessions };
  });
}
