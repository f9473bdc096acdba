import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { api } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useMay } from '../../api/me.ts';
import { useRows } from '../../api/read.ts';
import { dayText } from '../../format/days.ts';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { SearchField } from '../../parts/fields/SearchField.tsx';
import { Paper } from '../../parts/Paper.tsx';
import { ErrorNote } from '../../parts/ProblemNote.tsx';
import { Reading } from '../../parts/Read.tsx';
import { LongTable } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { columnsOf } from './CollateralTable.tsx';

const said = words.collateral;

const STATES = [['', words.parts.all] as const, ...Object.entries(words.codes.collateralState)];

const KINDS = [['', words.parts.all] as const, ...Object.entries(words.codes.collateralKind)];

type Asked = Readonly<Record<string, string>>;

function Filters({ query }: { query: Asked }) {
  const navigate = useNavigate();
  const set = useCallback(
    (changed: Asked): void =>
      void navigate({ to: '.', search: (before) => ({ ...before, ...changed }), replace: true }),
    [navigate],
  );
  const search = useCallback((q: string) => set({ q }), [set]);
  return (
    <search className="filters">
      <SearchField
        label={words.loans.search}
        value={query['q'] ?? ''}
        onChange={search}
        placeholder={said.find}
      />
      <ChoiceField
        label={said.state}
        value={query['state'] ?? ''}
        onChange={(state) => set({ state })}
        choices={STATES}
      />
      <ChoiceField
        label={said.kind}
        value={query['kind'] ?? ''}
        onChange={(kind) => set({ kind })}
        choices={KINDS}
      />
    </search>
  );
}

function List({ query }: { query: Asked & ReturnType<typeof useDay>['query'] }) {
  const listed = useRows(['collaterals', 'list', query], async (cursor, signal) =>
    api.GET('/v1/collaterals', {
      params: {
        query: {
          ...query,
          limit: 200,
          ...(cursor === undefined ? { totals: true } : { cursor }),
        },
      },
      signal,
    }),
  );
  if (listed.error !== null) return <ErrorNote error={listed.error} onRetry={listed.readMore} />;
  if (listed.first === undefined) return <Reading />;
  return (
    <LongTable
      label={said.list}
      columns={columnsOf(listed.first.totals)}
      count={listed.first.totals?.count}
      rows={listed.rows}
      keyOf={({ id }) => id}
      hasMore={listed.hasMore}
      readMore={listed.readMore}
      nothing={said.none}
    />
  );
}

/** The register of what secures the loans. */
export function Collaterals() {
  const may = useMay();
  const day = useDay();
  const { q, state, kind } = useSearch({ from: '/frame/collaterals' });
  const narrowed = { ...(q && { q }), ...(state && { state }), ...(kind && { kind }) } as Asked;
  const query = { ...day.query, ...narrowed };
  return (
    <>
      <div className="title">
        <h1>{filled(said.title, { day: dayText(day.asOf) })}</h1>
        <div className="buttons">
          <Paper
            address={`/v1/collaterals?${new URLSearchParams(query).toString()}`}
            formats={['csv']}
            label={said.list}
          />
          {may('collateral:write') && (
            <Link to="/collaterals/new" search={{}} className="button main">
              {said.new}
            </Link>
          )}
        </div>
      </div>
      <Filters query={narrowed} />
      <List query={query} />
    </>
  );
}
