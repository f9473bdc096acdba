import type { Fund } from '../../book/fund.ts';
import { listAllClosings } from '../../book/periods.ts';
import {
  contentHash,
  eventHash,
  readTrail,
  type AuditHead,
  type TrailEvent,
} from '../../store/books/audit.ts';
import { missingFacts, unvouchedFacts } from '../../store/books/factContent.ts';
import type { InTurns } from '../../domain/primitives/turns.ts';
import { givingWay } from '../view/turns.ts';
import type { FundTx } from '../../store/database/database.ts';

/** Where the audit trail, or what it vouches for, is not as it was written. */
export interface AuditDifference {
  readonly code:
    | 'event-missing'
    | 'event-changed'
    | 'event-not-chained'
    | 'fact-changed'
    | 'fact-removed'
    | 'fact-not-audited'
    | 'trail-cut-off';
  /** The number of the event; null: there is none. */
  readonly number: number | null;
  readonly factId: string | null;
}

/** How many events are hashed between two turns. */
const EVENTS_PER_TURN = 200;

function* chainDifferences(events: readonly TrailEvent[]): InTurns<AuditDifference[]> {
  const found: AuditDifference[] = [];
  let last: AuditHead = { number: 0, hash: '' };
  for (const event of events) {
    const { number, factId, previousHash, hash, after, factHash } = event;
    const add = (code: AuditDifference['code']) => found.push({ code, number, factId });
    if (number !== last.number + 1) {
      found.push({ code: 'event-missing', number: last.number + 1, factId: null });
    } else if (previousHash !== last.hash) add('event-not-chained');
    if (eventHash(event) !== hash || contentHash(after) !== factHash) add('event-changed');
    last = { number, hash };
    if (number % EVENTS_PER_TURN === 0) yield;
  }
  return found;
}

/** Every fact as it is stored now, against what was audited when it was recorded. */
export async function factDifferences(tx: FundTx): Promise<AuditDifference[]> {
  const missing = await missingFacts(tx);
  const unvouched = await unvouchedFacts(tx);
  return [
    ...missing.map(({ id, number }) => ({ code: 'fact-removed', number, factId: id }) as const),
    ...unvouched.map(({ id, number }) => {
      const code = number === null ? 'fact-not-audited' : 'fact-changed';
      return { code, number, factId: id } as const;
    }),
  ];
}

/** Each closing printed the head of the trail at its time: it must still be there. */
function headDifferences(fund: Fund, events: readonly TrailEvent[]): AuditDifference[] {
  const hashes = new Map(events.map(({ number, hash }) => [number, hash]));
  return listAllClosings(fund)
    .filter(({ auditHead: { number, hash } }) => hashes.get(number) !== hash)
    .map(({ id, auditHead: { number } }) => ({ code: 'trail-cut-off', number, factId: id }));
}

/** The chain of the trail, and the heads that closings printed. */
export async function trailDifferences(
  fund: Fund,
  events: readonly TrailEvent[],
): Promise<AuditDifference[]> {
  return [...(await givingWay(chainDifferences(events))), ...headDifferences(fund, events)];
}

/** Recomputes the audit trail from what is stored; empty: nobody touched it. */
export async function auditDifferences(fund: Fund): Promise<AuditDifference[]> {
  const events = await fund.sql(readTrail);
  return [...(await trailDifferences(fund, events)), ...(await fund.sql(factDifferences))];
}
