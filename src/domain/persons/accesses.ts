/** Answers that show the identity number of a person whole, by what is shown. */
export const ACCESS_KINDS = ['cooperative', 'collateral', 'enforcement_request', 'export'] as const;

export type AccessKind = (typeof ACCESS_KINDS)[number];

/** That somebody was shown the whole number of a person. */
export interface Shown {
  readonly what: AccessKind;
  /** The borrower, asset or case that was shown; null: an export that found no record. */
  readonly subject: string | null;
  /** The borrower whose number it is; null: the person is none of the fund's borrowers. */
  readonly cooperativeId: string | null;
  /** Who the person is that is none of them; of an export, whom it was asked for, a number masked. */
  readonly about: string | null;
}
