import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { words } from '../../words/words.ts';

/** The tabs of a loan. */
export type LoanTab =
  | 'position'
  | 'schedule'
  | 'interest'
  | 'statement'
  | 'payments'
  | 'decisions'
  | 'contract'
  | 'collateral'
  | 'papers'
  | 'history';

interface Props {
  readonly id: string;
  readonly tab: LoanTab;
  /** The days between which the lines are shown. */
  readonly days?: { readonly from: string; readonly to: string };
  readonly children: ReactNode;
}

/** A figure that leads to the lines of which it is made. */
export function TabLink({ id, tab, days, children }: Props) {
  return (
    <Link
      to="/loans/$id"
      params={{ id }}
      search={{ tab, ...days }}
      title={words.parts.why}
      className="why"
    >
      {children}
    </Link>
  );
}
