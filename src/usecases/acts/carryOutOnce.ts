import { DomainError } from '../../domain/primitives/errors.ts';
import { readFund, type Database, type FundTx } from '../../store/database/database.ts';
import { deleteOldAnswers, findAnswer, saveAnswer } from '../../store/access/idempotency.ts';
import { isRevoked } from '../../store/access/token.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { writeActs, type Origin } from './sealFacts.ts';

/** A request that names itself: its key, where it went and a hash of what it said. */
export interface Keyed {
  readonly key: string;
  readonly address: string;
  readonly requestHash: string;
}

/** What an act answers: an HTTP status, a JSON body and where its result can be found. */
export interface Outcome {
  readonly status: number;
  readonly body: unknown;
  readonly location: string | null;
}

async function recall(tx: FundTx, keyed: Keyed): Promise<Outcome | null> {
  const stored = await findAnswer(tx, keyed.key);
  if (stored === null) return null;
  if (stored.address !== keyed.address || stored.requestHash !== keyed.requestHash) {
    throw new DomainError('idempotency-key-reused');
  }
  const { body = null, location } = stored.answer as Omit<Outcome, 'status'>;
  return { status: stored.status, body, location };
}

/**
 * The answer this request got before; null: it was not carried out yet.
 *
 * @throws DomainError idempotency-key-reused, where the key belongs to another request
 */
export function recallAnswer(
  database: Database,
  { fundId }: Actor,
  keyed: Keyed,
): Promise<Outcome | null> {
  return readFund(database, fundId, (tx) => recall(tx, keyed));
}

/**
 * Carries out an act once, however often its request comes: the answer is stored with the effect,
 * in one transaction, and given again to each repetition. A refused act stores nothing.
 *
 * @throws DomainError unauthorized, idempotency-key-reused, and what the act throws
 */
export function idempotently(
  database: Database,
  by: { readonly actor: Actor; readonly from: Origin },
  keyed: Keyed | null,
  act: (tx: FundTx) => Promise<Outcome>,
): Promise<Outcome & { readonly replayed: boolean }> {
  return writeActs(database, by.actor, by.from, async (tx) => {
    // It may have been revoked while this waited for the fund's lock.
    if (await isRevoked(tx, by.actor.tokenId)) throw new DomainError('unauthorized');
    if (keyed === null) return { ...(await act(tx)), replayed: false };
    // The first of two at once holds the fund's lock until its answer is stored.
    const before = await recall(tx, keyed);
    if (before !== null) return { ...before, replayed: true };
    const outcome = await act(tx);
    const { status, body, location } = outcome;
    await saveAnswer(tx, { ...keyed, status, answer: { body, location } });
    await deleteOldAnswers(tx);
    return { ...outcome, replayed: false };
  });
}
