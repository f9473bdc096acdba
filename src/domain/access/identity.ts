/** Whom an identity at a provider stands for: somebody who signs in, or a program with its own tokens. */
export const IDENTITY_KINDS = ['person', 'program'] as const;

export type IdentityKind = (typeof IDENTITY_KINDS)[number];

/** How an invitation ended. */
export const INVITATION_OUTCOMES = ['accepted', 'withdrawn'] as const;

export type InvitationOutcome = (typeof INVITATION_OUTCOMES)[number];

/** The roles that people have; an integration is a program. */
export const PERSON_ROLES = ['director', 'accountant', 'auditor'] as const;

export type PersonRole = (typeof PERSON_ROLES)[number];

/** Who it is at a provider: a subject is unique within its issuer, and is never given to another. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}
