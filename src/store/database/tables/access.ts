import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { ROLES } from '../../../domain/access/actor.ts';
import {
  IDENTITY_KINDS,
  INVITATION_OUTCOMES,
  type PersonRole,
} from '../../../domain/access/identity.ts';
import * as c from './columns.ts';
import { token } from './schema.ts';

/** That somebody is signed in with a token: until an instant, or until the row is deleted. */
export const session = pgTable(
  'session',
  {
    fundId: c.id('fund_id'),
    sessionHash: c.words('session_hash'),
    tokenId: c.id('token_id'),
    begunAt: c.instant('begun_at'),
    endsAt: c.instant('ends_at'),
    /** Of a session that a provider vouches for: whose it is, and how the provider calls its own. */
    issuer: text('issuer'),
    subject: text('subject'),
    providerSession: text('provider_session'),
    /** What tells the provider who signs out. */
    idToken: text('id_token'),
  },
  (t) => [
    index('session_subject_idx').on(t.issuer, t.subject),
    c.must('session_provider', sql`(${t.issuer} is null) = (${t.subject} is null)`),
    c.key('session', [t.fundId, t.sessionHash]),
    c.refers('session_token', [t.fundId, t.tokenId], [token.fundId, token.id]),
    c.must('session_ends', sql`${t.endsAt} > ${t.begunAt}`),
  ],
);

/** Whom a row of `token` stands for at a provider: nobody can present such a token. */
export const identity = pgTable(
  'identity',
  {
    fundId: c.id('fund_id'),
    tokenId: c.id('token_id'),
    kind: text('kind', { enum: IDENTITY_KINDS }).notNull(),
    issuer: c.words('issuer'),
    subject: c.words('subject'),
    invitationId: uuid('invitation_id'),
    boundAt: c.instant('bound_at'),
    /** The token that did it: of a person itself. */
    boundBy: c.id('bound_by'),
  },
  (t) => [
    c.key('identity', [t.fundId, t.tokenId]),
    c.refers('identity_token', [t.fundId, t.tokenId], [token.fundId, token.id]),
    c.refers('identity_by', [t.fundId, t.boundBy], [token.fundId, token.id]),
    c.refers('identity_invitation', [t.fundId, t.invitationId], [invitation.fundId, invitation.id]),
    c.oneOf('identity_kind', t.kind, IDENTITY_KINDS),
    index('identity_subject_idx').on(t.issuer, t.subject),
  ],
);

/** That whoever has a code may come in once, under a name and with a role. */
export const invitation = pgTable(
  'invitation',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    name: c.words('name'),
    role: text('role', { enum: ROLES }).notNull(),
    codeHash: c.words('code_hash'),
    createdAt: c.instant('created_at'),
    createdBy: c.id('created_by'),
    expiresAt: c.instant('expires_at'),
  },
  (t) => [
    c.key('invitation', [t.fundId, t.id]),
    c.refers('invitation_by', [t.fundId, t.createdBy], [token.fundId, token.id]),
    c.must('invitation_role', sql`${t.role} in ('director', 'accountant', 'auditor')`),
    c.must('invitation_expires', sql`${t.expiresAt} > ${t.createdAt}`),
    index('invitation_code_idx').on(t.codeHash),
  ],
);

/** What the fund makes of a provider's claim from a day on: which value gives which role. */
export const roleClaim = pgTable(
  'role_claim',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    issuer: c.words('issuer'),
    effectiveOn: c.day('effective_on').notNull(),
    roles: jsonb('roles')
      .$type<readonly { readonly value: string; readonly role: PersonRole }[]>()
      .notNull(),
    sourceDocument: c.words('source_document'),
    recordedAt: c.instant('recorded_at'),
    recordedBy: c.id('recorded_by'),
  },
  (t) => [
    c.key('role_claim', [t.fundId, t.id]),
    c.refers('role_claim_by', [t.fundId, t.recordedBy], [token.fundId, token.id]),
    index('role_claim_issuer_idx').on(t.issuer, t.effectiveOn),
  ],
);

/** That an invitation was accepted or withdrawn: once. */
export const invitationEnd = pgTable(
  'invitation_end',
  {
    fundId: c.id('fund_id'),
    invitationId: c.id('invitation_id'),
    outcome: text('outcome', { enum: INVITATION_OUTCOMES }).notNull(),
    endedAt: c.instant('ended_at'),
    endedBy: c.id('ended_by'),
  },
  (t) => [
    c.key('invitation_end', [t.fundId, t.invitationId]),
    c.refers(
      'invitation_end_invitation',
      [t.fundId, t.invitationId],
      [invitation.fundId, invitation.id],
    ),
    c.refers('invitation_end_by', [t.fundId, t.endedBy], [token.fundId, token.id]),
    c.oneOf('invitation_end_outcome', t.outcome, INVITATION_OUTCOMES),
  ],
);
