import { Link } from '@tanstack/react-router';
import type { Shape } from '../../api/client.ts';
import { words } from '../../words/words.ts';

/** The way to what an entry entered, by its number; without a number by a word, where there is a way. */
export function EntryLink({ entry }: { readonly entry: Shape<'Entry'> }) {
  const { id, kind, number, loanId, contractNumber } = entry;
  const shown = number ?? words.entries.show;
  switch (kind) {
    case 'repayment':
      return (
        <Link to="/receipts" search={{ receipt: id }}>
          {shown}
        </Link>
      );
    case 'cooperative':
      return (
        <Link to="/cooperatives/$id" params={{ id }} search={{}}>
          {shown}
        </Link>
      );
    case 'litigation_case':
      return (
        <Link to="/cases/$id" params={{ id }} search={{}}>
          {shown}
        </Link>
      );
    case 'notice':
      return (
        <Link to="/notices/$id" params={{ id }} search={{}}>
          {shown}
        </Link>
      );
    case 'report_issue':
      return (
        <Link to="/issued-reports/$id" params={{ id }} search={{}}>
          {shown}
        </Link>
      );
    case 'import':
      return (
        <Link to="/imports/$id" params={{ id }} search={{}}>
          {shown}
        </Link>
      );
    case 'period_closing':
    case 'period_reopening':
      return <Link to="/quarters">{shown}</Link>;
    default:
      return loanId !== null && number !== null && number !== contractNumber ? (
        <Link to="/loans/$id" params={{ id: loanId }} search={{}}>
          {number}
        </Link>
      ) : (
        number
      );
  }
}
