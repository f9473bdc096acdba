import type { ErrorCode } from '../../domain/primitives/errors.ts';
import { BOOKS } from '../problems/kinds/books.ts';
import { COLLECTION } from '../problems/kinds/collection.ts';
import { DECISIONS } from '../problems/kinds/decisions.ts';
import { LENDING } from '../problems/kinds/lending.ts';
import { RECEIPTS } from '../problems/kinds/receipts.ts';
import { PROBLEMS } from '../problems/problems.ts';
import type { TAGS } from './tags.ts';

type Tag = (typeof TAGS)[number]['name'];

const codesOf = (kinds: object) => Object.keys(kinds) as ErrorCode[];

/** Refusals of whatever asks, and of whatever changes something. */
const OF_ALL: readonly ErrorCode[] = [
  'validation',
  'unauthorized',
  'forbidden',
  'not-found',
  'too-many-requests',
  'internal',
  'service-unavailable',
];

const OF_READS: readonly ErrorCode[] = ['not-acceptable'];

const OF_WRITES: readonly ErrorCode[] = [
  'too-large',
  'unsupported-media-type',
  'idempotency-key-reused',
];

/** Refusals of every fact that is entered, reversed or corrected. */
const OF_FACTS: readonly ErrorCode[] = [
  'amount-too-large',
  'available-principal-below-zero',
  'dated-in-future',
  'duplicate',
  'later-fact-impossible',
  'period-closed',
  'principal-below-zero',
];

/** What else an operation of a group may be refused for. */
const OF_TAG: Partial<Record<Tag, readonly ErrorCode[]>> = {
  Loans: codesOf(LENDING),
  Disbursements: codesOf(LENDING),
  Receipts: [...codesOf(RECEIPTS), 'before-contract', 'other-borrower'],
  Decisions: [
    ...codesOf(DECISIONS),
    'before-contract',
    'rate-above-cap',
    'schedule-sum',
    'instalment-zero',
    'term-too-long',
  ],
  Reversals: ['already-reversed', 'already-superseded', 'stage-not-possible'],
  Notices: [...codesOf(COLLECTION), 'already-reversed'],
  Collection: ['life-on-same-day', 'other-borrower', 'before-contract'],
  Litigation: ['stage-not-possible', 'stage-out-of-order', 'other-borrower', 'before-contract'],
  Periods: codesOf(BOOKS),
  Tokens: ['already-revoked', 'last-director'],
};

/**
 * The codes that an operation may be refused with.
 *
 * @param key whether it needs an `Idempotency-Key`
 */
export function refusalsOf(method: string, tag: Tag, key: boolean): ErrorCode[] {
  const codes = new Set<ErrorCode>(OF_ALL);
  const add = (more: readonly ErrorCode[] = []) => more.forEach((code) => codes.add(code));
  if (method === 'GET') {
    add(OF_READS);
    if (tag === 'Notices') add(['run-not-done', 'nothing-to-print']);
    return [...codes];
  }
  add(OF_WRITES);
  add(OF_FACTS);
  add(OF_TAG[tag]);
  if (key) add(['idempotency-key-missing']);
  if (method !== 'POST') add(['stale-version']);
  return [...codes];
}

/** Codes by their status, the lowest first. */
export function byStatus(codes: readonly ErrorCode[]): [status: number, codes: ErrorCode[]][] {
  const statuses = [...new Set(codes.map((code) => PROBLEMS[code].status))].toSorted(
    (a, b) => a - b,
  );
  return statuses.map((status) => [
    status,
    codes.filter((code) => PROBLEMS[code].status === status),
  ]);
}
