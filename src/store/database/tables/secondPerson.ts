import { sql } from 'drizzle-orm';
import { json, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { PROPOSED_FOR } from '../../../domain/policies/secondPerson.ts';
import { ofFact } from './schema.ts';
import * as c from './columns.ts';

// Acts that wait for a second person, and how they end.

/** An act as it was asked, proposed on the fact's day: it is carried out when another person confirms it. */
export const proposedAct = pgTable(
  'proposed_act',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    act: text('act', { enum: PROPOSED_FOR }).notNull(),
    method: c.words('method'),
    path: c.words('path'),
    // Not jsonb: it is carried out as it was asked, to the letter.
    body: json('body').$type<unknown>().notNull(),
    ifMatch: text('if_match'),
    idempotencyKey: text('idempotency_key'),
    expiresOn: c.day('expires_on').notNull(),
    subjectId: uuid('subject_id'),
    would: jsonb('would').$type<unknown>().notNull(),
  },
  (t) => [
    ...ofFact('proposed_act', t),
    c.oneOf('proposed_act_act', t.act, PROPOSED_FOR),
    c.must('proposed_act_path', sql`${t.path} like '/v1/%'`),
  ],
);

/** How a proposed act ended: once. The kind of its fact tells whether it was confirmed. */
export const proposedActEnd = pgTable(
  'proposed_act_end',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    proposalId: c.id('proposal_id'),
    reason: text('reason'),
    location: text('location'),
  },
  (t) => [
    ...ofFact('proposed_act_end', t),
    c.refers(
      'proposed_act_end_proposal',
      [t.fundId, t.proposalId],
      [proposedAct.fundId, proposedAct.id],
    ),
    c.uniqueOn('proposed_act_end_proposal', [t.fundId, t.proposalId]),
  ],
);
