import { Link, useSearch } from '@tanstack/react-router';
import { api, type Shape } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useRead } from '../../api/read.ts';
import { momentText } from '../../format/days.ts';
import { Read } from '../../parts/Read.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { NewWebhook } from './NewWebhook.tsx';
import { OneWebhook } from './OneWebhook.tsx';

type Webhook = Shape<'Webhook'>;

const { webhooks: said } = words;

function StateTag({ webhook: { state, heldBy } }: { webhook: Webhook }) {
  const isGood = state === 'active' && heldBy === null;
  return <span className={isGood ? 'tag good' : 'tag'}>{said.states[state]}</span>;
}

const COLUMNS: readonly Column<Webhook>[] = [
  {
    title: said.description,
    cell: ({ description, url }) => (
      <>
        {description}
        <p className="hint">{url}</p>
      </>
    ),
  },
  { title: said.state, cell: (webhook) => <StateTag webhook={webhook} /> },
  { title: said.waiting, cell: ({ waiting }) => String(waiting), isNumber: true },
  {
    title: said.lastAcceptedAt,
    cell: ({ lastAcceptedAt: at }) => (at === null ? said.neverAccepted : momentText(at)),
    isMinor: true,
  },
  {
    title: said.open,
    cell: ({ id, description }) => (
      <Link
        to="/webhooks"
        search={{ id }}
        aria-label={filled(said.openTitle, { name: description })}
      >
        {said.open}
      </Link>
    ),
  },
];

/** Where events are sent: the addresses, a new one, and how one of them fares. */
export function Webhooks() {
  const may = useMay();
  const { id } = useSearch({ strict: false });
  const list = useRead(['webhooks'], async (signal) => api.GET('/v1/webhooks', { signal }));
  return (
    <>
      <div className="title">
        <h1>{said.title}</h1>
      </div>
      <p className="soft">{said.intro}</p>
      {may('webhooks:write') && <NewWebhook />}
      <Read of={list}>
        {({ data }) => (
          <>
            <Table
              label={said.list}
              columns={COLUMNS}
              rows={data}
              keyOf={(each) => each.id}
              isMarked={(each) => each.id === id}
              nothing={said.nothing}
            />
            {data
              .filter((each) => each.id === id)
              .map((each) => (
                <OneWebhook key={each.id} webhook={each} />
              ))}
          </>
        )}
      </Read>
    </>
  );
}
