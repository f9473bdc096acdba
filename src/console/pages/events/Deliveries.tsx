import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useRows } from '../../api/read.ts';
import { momentText } from '../../format/days.ts';
import { ErrorNote, ProblemNote } from '../../parts/ProblemNote.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { typeText } from './typeText.ts';

type Delivery = Shape<'WebhookDelivery'>;

const { webhooks: said } = words;

/** Why there was no answer, in words. */
export function failureText(failure: string | null): string {
  return failure !== null && failure in said.failures
    ? said.failures[failure as keyof typeof said.failures]
    : said.failures['no-answer'];
}

function Outcome({
  delivery: { state, tries, status, failure, nextTryAt },
}: {
  delivery: Delivery;
}) {
  const isAccepted = state === 'accepted';
  const last = status === null ? failureText(failure) : filled(said.answered, { status });
  return (
    <>
      <span className={isAccepted ? 'tag good' : 'tag'}>
        {isAccepted ? said.accepted : said.deliveryWaiting}
      </span>
      {!isAccepted && tries > 0 && (
        <p className="hint">
          {last}
          {nextTryAt !== null && `. ${filled(said.nextTryAt, { at: momentText(nextTryAt) })}`}
        </p>
      )}
    </>
  );
}

const COLUMNS: readonly Column<Delivery>[] = [
  { title: said.number, cell: ({ number }) => String(number), isNumber: true },
  { title: said.type, cell: ({ type }) => typeText(type) },
  { title: said.outcome, cell: (delivery) => <Outcome delivery={delivery} /> },
  { title: said.tries, cell: ({ tries }) => String(tries), isNumber: true, isMinor: true },
  {
    title: said.lastTriedAt,
    cell: ({ lastTriedAt: at }) => (at === null ? '' : momentText(at)),
    isMinor: true,
  },
];

/** How events fared at a webhook, the newest first. */
export function Deliveries({ webhook: { id, state } }: { webhook: Shape<'Webhook'> }) {
  const may = useMay();
  const list = useRows(['webhooks', id, 'deliveries'], async (cursor, signal) =>
    api.GET('/v1/webhooks/{id}/deliveries', {
      params: { path: { id }, query: { limit: 50, ...(cursor !== undefined && { cursor }) } },
      signal,
    }),
  );
  const again = useAct(async ({ number }: { number: number }, key) =>
    api.POST('/v1/webhooks/{id}/deliveries/{number}/redelivery', {
      params: { path: { id, number }, header: { 'Idempotency-Key': key } },
      body: {},
    }),
  );
  const button: Column<Delivery> = {
    title: said.again,
    cell: ({ number }) => (
      <button
        type="button"
        className="quiet"
        aria-label={filled(said.againTitle, { number })}
        onClick={() => again.send({ number })}
      >
        {said.again}
      </button>
    ),
  };
  const mayAgain = may('webhooks:write') && state !== 'ended';
  if (list.error !== null) return <ErrorNote error={list.error} onRetry={list.readMore} />;
  return (
    <>
      {again.problem !== null && <ProblemNote problem={again.problem} />}
      <Table
        label={said.deliveries}
        columns={mayAgain ? [...COLUMNS, button] : COLUMNS}
        rows={list.rows}
        keyOf={({ number }) => String(number)}
        nothing={said.noDeliveries}
      />
      {list.hasMore && (
        <button type="button" onClick={list.readMore}>
          {words.parts.more}
        </button>
      )}
    </>
  );
}
