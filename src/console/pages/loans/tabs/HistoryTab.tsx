import { api } from '../../../api/client.ts';
import { useDay } from '../../../api/day.ts';
import { useMay } from '../../../api/me.ts';
import { useRows } from '../../../api/read.ts';
import { momentText } from '../../../format/days.ts';
import { ErrorNote } from '../../../parts/ProblemNote.tsx';
import { Reading } from '../../../parts/Read.tsx';
import { LongTable, type Column } from '../../../parts/Table.tsx';
import { filled, words } from '../../../words/words.ts';
import type { TabProps } from '../reading.ts';
import { BeforeHandover } from './BeforeHandover.tsx';
import { actText, amountText, effectiveText, numberText, type Event } from './eventText.ts';

const text = words.loans.history;

/** Who entered what of a loan and when; each moment can be gone back to. */
export function HistoryTab({ loan: { id, opening } }: TabProps) {
  const may = useMay();
  const { knownAt, chooseKnownAt } = useDay();
  const events = useRows(
    ['loans', id, 'events'],
    async (cursor, signal) =>
      api.GET('/v1/audit-events', {
        params: {
          query: {
            subject: id,
            order: 'desc',
            limit: 200,
            ...(cursor !== undefined && { cursor }),
          },
        },
        signal,
      }),
    { enabled: may('audit:read') },
  );
  const columns: readonly Column<Event>[] = [
    { title: text.at, cell: ({ recordedAt }) => momentText(recordedAt) },
    { title: text.by, cell: ({ recordedBy }) => recordedBy, isMinor: true },
    { title: text.what, cell: actText },
    { title: text.number, cell: numberText, isMinor: true },
    { title: text.effectiveOn, cell: effectiveText, isMinor: true },
    { title: words.loans.payments.amount, cell: amountText, isNumber: true, isMinor: true },
    { title: words.parts.reason, cell: ({ reason }) => reason ?? '', isMinor: true },
    {
      title: text.asThen,

      cell: ({ recordedAt }) => (
        <button
          type="button"
          className="quiet"
          aria-label={filled(text.seeAsOf, { at: momentText(recordedAt) })}
          onClick={() => chooseKnownAt(recordedAt)}
        >
          {text.see}
        </button>
      ),
    },
  ];
  if (events.error !== null) return <ErrorNote error={events.error} onRetry={events.readMore} />;
  if (events.first === undefined) return <Reading />;
  return (
    <>
      <p className="soft">{text.hint}</p>
      <LongTable
        label={words.loans.tabs.history}
        columns={columns}
        rows={events.rows}
        keyOf={({ number }) => `${number}`}
        isMarked={({ recordedAt }) => recordedAt === knownAt}
        isReversed={({ recordedAt }) => knownAt !== undefined && recordedAt > knownAt}
        hasMore={events.hasMore}
        readMore={events.readMore}
      />
      {opening?.origin !== undefined && <BeforeHandover loanId={id} />}
    </>
  );
}
