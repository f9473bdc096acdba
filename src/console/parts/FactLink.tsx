import { Link } from '@tanstack/react-router';
import { api, type Shape } from '../api/client.ts';
import { useRead } from '../api/read.ts';
import { dayOfMoment } from '../format/days.ts';
import { words } from '../words/words.ts';

type Kind = Shape<'Entry'>['kind'];

interface Props {
  readonly factId: string;
  readonly kind: Kind;
  /** When the fact was entered. */
  readonly recordedAt: string;
}

/** The tab of a loan on which a fact of a kind stands. */
function tabOf(kind: Kind): string {
  if (kind === 'repayment' || kind === 'disbursement') return 'payments';
  return kind === 'reversal' ? 'history' : 'decisions';
}

const MOST_ENTRIES = 200;

/** The way to a fact: to its loan, if it is about one, else to what the audit trail says of it. */
export function FactLink({ factId, kind, recordedAt }: Props) {
  const recordedOn = dayOfMoment(recordedAt);
  const entries = useRead(['entries', 'of', recordedOn, kind], async (signal) =>
    api.GET('/v1/entries', {
      params: { query: { recordedOn, kind, order: 'desc', limit: MOST_ENTRIES } },
      signal,
    }),
  );
  const found = entries.data?.data.find(({ id }) => id === factId);
  const name = words.codes.factKind[kind];
  const said = [name, found?.number, found?.cooperativeName].filter(Boolean).join(' ');
  if (found !== undefined && found.loanId !== null)
    return (
      <Link to="/loans/$id" params={{ id: found.loanId }} search={{ tab: tabOf(kind) }}>
        {said}
      </Link>
    );
  return (
    <Link to="/audit" search={{ subject: factId }}>
      {said}
    </Link>
  );
}
