import type { Shape } from '../../api/client.ts';

export type Borrower = Shape<'Cooperative'>;

/** What every tab of a borrower is given. */
export interface BorrowerProps {
  readonly borrower: Borrower;
}
