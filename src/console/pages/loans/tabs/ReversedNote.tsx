import { api } from '../../../api/client.ts';
import { useMay } from '../../../api/me.ts';
import { useRead } from '../../../api/read.ts';
import { momentText } from '../../../format/days.ts';
import { filled, words } from '../../../words/words.ts';
import { reversedIdOf } from './eventText.ts';

const MOST_READ = 200;

interface Props {
  /** The loan or borrower that the fact is about: the audit trail knows the reason under it. */
  readonly subject: string;
  readonly id: string;
  readonly reversedAt: string | null;
}

/** When a fact was taken back, and why. */
export function ReversedNote({ subject, id, reversedAt }: Props) {
  const may = useMay();
  const isReversed = reversedAt !== null;
  const query = { subject, order: 'desc' as const, limit: MOST_READ };
  const events = useRead(
    ['audit', 'of', query],
    async (signal) => api.GET('/v1/audit-events', { params: { query }, signal }),
    { enabled: isReversed && may('audit:read') },
  );
  if (!isReversed) return null;
  const reason = events.data?.data.find((event) => reversedIdOf(event) === id)?.reason;
  const said = filled(words.loans.reversedAt, { at: momentText(reversedAt) });
  return <span className="tag">{reason ? `${said}: ${reason}` : said}</span>;
}
