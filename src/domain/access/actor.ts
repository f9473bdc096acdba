export const ROLES = ['director', 'accountant', 'auditor', 'integration'] as const;

export type Role = (typeof ROLES)[number];

/** Who acts: a token, in its fund. */
export interface Actor {
  readonly fundId: string;
  readonly tokenId: string;
  readonly tokenName: string;
  readonly role: Role;
  /** The permissions of an integration. */
  readonly scopes: readonly string[];
}
