import type { Fund } from '../../book/fund.ts';
import { listAllClosings } from '../../book/periods.ts';
import {
  contentHash,
  eventHash,
  listAuditEvents,
  type AuditEvent,
  type AuditHead,
} from '../../store/books/audit.ts';
import { allContents } from '../../store/books/factContent.ts';

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

function chainDifferences(events: readonly AuditEvent[]): AuditDifference[] {
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
  }
  return found;
}

/** Every fact as it is stored now, against what was audited when it was recorded. */
async function factDifferences(
  fund: Fund,
  events: readonly AuditEvent[],
): Promise<AuditDifference[]> {
  const stored = new Map((await fund.sql(allContents)).map(({ id, text }) => [id, text]));
  const audited = new Set<string>();
  const found: AuditDifference[] = [];
  for (const { number, factId, factHash } of events) {
    if (factId === null) continue;
    audited.add(factId);
    const now = stored.get(factId);
    if (now === undefined) found.push({ code: 'fact-removed', number, factId });
    else if (contentHash(now) !== factHash) found.push({ code: 'fact-changed', number, factId });
  }
  for (const factId of stored.keys()) {
    if (!audited.has(factId)) found.push({ code: 'fact-not-audited', number: null, factId });
  }
  return found;
}

/** Each closing printed the head of the trail at its time: it must still be there. */
function headDifferences(fund: Fund, events: readonly AuditEvent[]): AuditDifference[] {
  const hashes = new Map(events.map(({ number, hash }) => [number, hash]));
  return listAllClosings(fund)
    .filter(({ auditHead: { number, hash } }) => hashes.get(number) !== hash)
    .map(({ id, auditHead: { number } }) => ({ code: 'trail-cut-off', number, factId: id }));
}

/** The whole trail, to be recomputed. */
export const wholeTrail = (fund: Fund): Promise<AuditEvent[]> =>
  fund.sql((tx) => listAuditEvents(tx, {}));

/** Recomputes the audit trail from what is stored; empty: nobody touched it. */
export async function trailDifferences(
  fund: Fund,
  events: readonly AuditEvent[],
): Promise<AuditDifference[]> {
  return [
    ...chainDifferences(events),
    ...(await factDifferences(fund, events)),
    ...headDifferences(fund, events),
  ];
}

/** The same, with the trail read. */
export const auditDifferences = async (fund: Fund): Promise<AuditDifference[]> =>
  trailDifferences(fund, await wholeTrail(fund));
