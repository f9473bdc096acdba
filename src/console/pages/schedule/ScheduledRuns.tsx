import { Link } from '@tanstack/react-router';
import { api, type Shape } from '../../api/client.ts';
import { useRows } from '../../api/read.ts';
import { momentText } from '../../format/days.ts';
import { ErrorNote } from '../../parts/ProblemNote.tsx';
import { LongTable } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { inWords } from './errorWords.ts';
import { slotText } from './slotText.ts';

const said = words.schedule;

type Run = Shape<'ScheduledRun'>;

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
}

/** What a run made, with the way to it. */
function MadeBy({ run: { kind, made, error } }: { readonly run: Run }) {
  if (error !== null) return <>{inWords(error)}</>;
  if (made === null) return null;
  const gaps = Object.fromEntries(Object.entries(made).map(([name, each]) => [name, textOf(each)]));
  const id = gaps['keptClassificationId'] ?? gaps['noticeDraftId'] ?? '';
  switch (kind) {
    case 'month-end':
      return (
        <Link to="/kept-classifications/$id" params={{ id }} search={{}}>
          {filled(said.madeKept, gaps)}
        </Link>
      );
    case 'quarter-notices':
      return (
        <Link to="/notice-drafts/$id" params={{ id }} search={{}}>
          {filled(said.madeDraft, gaps)}
        </Link>
      );
    case 'deadlines-mail':
      return <>{filled(said.madeMail, { recipients: gaps['sentTo'] ?? '' })}</>;
    case 'housekeeping':
      return <>{filled(said.madeDropped, gaps)}</>;
    case 'backup':
      return <>{filled(said.madeBackup, gaps)}</>;
  }
}

const LOOKS = { done: 'tag good', nothing: 'tag', failed: 'tag bad' } as const;

/** The runs of all work, the latest first. */
export function ScheduledRuns({ query }: { readonly query: { readonly knownAt?: string } }) {
  const runs = useRows(['scheduled-runs', query], async (cursor, signal) =>
    api.GET('/v1/scheduled-runs', {
      params: { query: { ...query, limit: 200, ...(cursor === undefined ? {} : { cursor }) } },
      signal,
    }),
  );
  if (runs.error !== null) return <ErrorNote error={runs.error} onRetry={runs.readMore} />;
  return (
    <section>
      <h2>{said.runs}</h2>
      <LongTable
        label={said.runs}
        rows={runs.rows}
        keyOf={({ id }) => id}
        nothing={said.noRuns}
        hasMore={runs.hasMore}
        readMore={runs.readMore}
        columns={[
          { title: said.kind, cell: ({ kind }) => said.kinds[kind] },
          { title: said.slot, cell: ({ slot }) => slotText(slot) },
          { title: said.endedAt, isMinor: true, cell: ({ endedAt }) => momentText(endedAt) },
          {
            title: said.outcome,
            cell: ({ outcome, tries }) => (
              <>
                <span className={LOOKS[outcome]}>{said.outcomes[outcome]}</span>{' '}
                {tries > 1 && <span className="soft">{filled(said.tries, { tries })}</span>}
              </>
            ),
          },
          { title: said.made, isMinor: true, cell: (run) => <MadeBy run={run} /> },
        ]}
      />
    </section>
  );
}
