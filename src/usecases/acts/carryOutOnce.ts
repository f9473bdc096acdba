import type { FundAct } from '../../book/fund.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { isRevoked } from '../../store/access/token.ts';
import { findAnswers, type StoredAnswer } from '../../store/access/idempotency.ts';
import { readFund, type Database } from '../../store/database/database.ts';
import { refuseOtherRequest, writeAct, type Keyed, type NewAct } from './writeActs.ts';

export type { Keyed };

/** What an act answers: an HTTP status, a JSON body and where its result can be found. */
export interface Outcome {
  readonly status: number;
  readonly body: unknown;
  readonly location: string | null;
}

const outcomeOf = ({ status, answer }: StoredAnswer): Outcome => {
  const { body = null, location } = answer as Omit<Outcome, 'status'>;
  return { status, body, location };
};

/**
 * The answer this request got before; null: it was not carried out yet.
 *
 * @throws DomainError idempotency-key-reused, where the key belongs to another request; unauthorized
 */
export async function recallAnswer(
  database: Database,
  { fundId, tokenId }: Actor,
  keyed: Keyed,
): Promise<Outcome | null> {
  const answers = await readFund(database, fundId, async (tx) => {
    if (await isRevoked(tx, tokenId)) throw new DomainError('unauthorized');
    return findAnswers(tx, [keyed.key]);
  });
  const stored = answers.get(keyed.key);
  if (stored === undefined) return null;
  refuseOtherRequest(stored, keyed);
  return outcomeOf(stored);
}

/**
 * Carries out an act once, however often its request comes: the answer is stored with the effect,
 * in one transaction, and given again to each repetition. A refused act stores nothing.
 *
 * @throws DomainError unauthorized, idempotency-key-reused, and what the act throws
 */
export function idempotently(
  database: Database,
  by: Pick<NewAct<Outcome>, 'actor' | 'from' | 'late'>,
  keyed: Keyed | null,
  act: (fund: FundAct) => Promise<Outcome>,
  settle?: NewAct<Outcome>['settle'],
): Promise<Outcome & { readonly replayed: boolean }> {
  return writeAct<Outcome & { readonly replayed: boolean }>(database, {
    ...by,
    keyed,
    ...(settle && { settle }),
    carryOut: async (fund) => ({ ...(await act(fund)), replayed: false }),
    answerOf: ({ status, body, location }) => ({ status, answer: { body, location } }),
    replay: (stored) => ({ ...outcomeOf(stored), replayed: true }),
  });
}
