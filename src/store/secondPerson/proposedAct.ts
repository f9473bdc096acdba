import { PROPOSAL_ENDS, type FactKind } from '../../domain/books/factKinds.ts';
import type { ProposedFor } from '../../domain/policies/secondPerson.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { ProposalEnd } from '../../domain/secondPerson/proposals.ts';
import { dayOf, given, RawJson, type FactStore } from '../facts/factStore.ts';
import type { Of } from '../facts/head.ts';

/** A fact that a proposed act would record, as far as it is told of; `amount` are digits of whole đồng. */
export interface WouldRecord {
  readonly kind: FactKind;
  /** Of a reversal: the kind of what it reverses. */
  readonly reversedKind: FactKind | null;
  readonly effectiveOn: CalendarDate;
  readonly number: string | null;
  readonly amount: string | null;
  readonly contractNumber: string | null;
  readonly cooperativeName: string | null;
}

/** What a proposed act would do, as it was tried. */
export interface WouldDo {
  /** The first facts that it would record. */
  readonly facts: readonly WouldRecord[];
  /** How many they are in all. */
  readonly count: number;
  readonly reason: string | null;
  /** How many issued reports and notices it would make wrong. */
  readonly affects: number;
}

/** An act that waits for a second person: the request as it was asked. */
export interface NewProposedAct {
  /** Why it needs a second person. */
  readonly act: ProposedFor;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  /** The version that its request was about; null: it named none. */
  readonly ifMatch: string | null;
  readonly idempotencyKey: string | null;
  /** The last day on which it can be confirmed. */
  readonly expiresOn: CalendarDate;
  /** What it is about, such as the id of a loan; null: of nothing that has an id. */
  readonly subjectId: string | null;
  readonly would: WouldDo;
}

export type ProposedActEntry = Of<'proposed_act'> & NewProposedAct;

/** What ends a proposed act. */
export interface NewProposalEnd {
  readonly proposalId: string;
  /** Of a rejection or withdrawal; null: none was given. */
  readonly reason: string | null;
  /** Of a confirmation: where what was recorded can be read; null: nowhere. */
  readonly location: string | null;
}

export type ProposalEndEntry = Of<ProposalEnd> & NewProposalEnd;

export const proposedActStore: FactStore<ProposedActEntry> = {
  kinds: ['proposed_act'],
  table: 'proposed_act',
  columns: [
    's.act',
    's.method',
    's.path',
    's.body',
    's.if_match',
    's.idempotency_key',
    's.expires_on',
    's.subject_id',
    's.would',
  ],
  entryOf: (head, [act, method, path, body, ifMatch, key, expiresOn, subjectId, would]) => ({
    act: given(act) as ProposedFor,
    method: given(method),
    path: given(path),
    body: JSON.parse(given(body)) as unknown,
    ifMatch: ifMatch ?? null,
    idempotencyKey: key ?? null,
    expiresOn: dayOf(expiresOn),
    subjectId: subjectId ?? null,
    would: JSON.parse(given(would)) as WouldDo,
    ...head,
    factKind: 'proposed_act',
  }),
  rowsOf: ({ id, act, method, path, body, would, ...more }) => [
    [
      'proposed_act',
      {
        id,
        act,
        method,
        path,
        body: new RawJson(JSON.stringify(body)),
        if_match: more.ifMatch,
        idempotency_key: more.idempotencyKey,
        expires_on: more.expiresOn,
        subject_id: more.subjectId,
        would: new RawJson(JSON.stringify(would)),
      },
    ],
  ],
};

export const proposalEndStore: FactStore<ProposalEndEntry> = {
  kinds: PROPOSAL_ENDS,
  table: 'proposed_act_end',
  columns: ['s.proposal_id', 's.reason', 's.location'],
  entryOf: (head, [proposalId, reason, location]) => ({
    proposalId: given(proposalId),
    reason: reason ?? null,
    location: location ?? null,
    ...head,
    factKind: head.factKind as ProposalEnd,
  }),
  rowsOf: ({ id, proposalId, reason, location }) => [
    ['proposed_act_end', { id, proposal_id: proposalId, reason, location }],
  ],
};
