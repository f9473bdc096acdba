/** A cooperative as the report names it. */
export interface Borrower {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly locality: string;
}
