import { Link } from '@tanstack/react-router';
import type { Shape } from '../api/client.ts';
import { words } from '../words/words.ts';

type Entry = Shape<'Entry'>;

interface Props {
  readonly entry: Entry;
  /** What the link says; left out: the number of what was entered. */
  readonly text?: string;
}

/** The tab of a loan on which a fact of a kind stands. */
function tabOf(kind: Entry['kind']): string {
  if (kind === 'disbursement') return 'payments';
  return kind === 'reversal' ? 'history' : 'decisions';
}

/** The way to what an entry entered, by its number; without a number by a word, where there is a way. */
export function EntryLink({ entry, text }: Props) {
  const { id, kind, number, loanId, contractNumber } = entry;
  const shown = text ?? number ?? words.entries.show;
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
    case 'loan':
    case 'loan_correction':
    case 'loan_opening':
      break;
    default:
      if (loanId !== null && (text !== undefined || (number !== null && number !== contractNumber)))
        return (
          <Link to="/loans/$id" params={{ id: loanId }} search={{ tab: tabOf(kind) }}>
            {shown}
          </Link>
        );
  }
  if (text === undefined) return number;
  return loanId === null ? (
    <Link to="/audit" search={{ subject: id }}>
      {text}
    </Link>
  ) : (
    <Link to="/loans/$id" params={{ id: loanId }} search={{}}>
      {text}
    </Link>
  );
}
