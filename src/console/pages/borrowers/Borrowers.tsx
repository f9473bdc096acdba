import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useMay } from '../../api/me.ts';
import { useRows } from '../../api/read.ts';
import { dayText } from '../../format/days.ts';
import { grouped } from '../../format/money.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { SearchField } from '../../parts/fields/SearchField.tsx';
import { Paper } from '../../parts/Paper.tsx';
import { ErrorNote } from '../../parts/ProblemNote.tsx';
import { Reading } from '../../parts/Read.tsx';
import { LongTable, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { StandingTag } from '../loans/StandingTag.tsx';
import { LifeTag } from './LifeTag.tsx';
import { useLocalities } from './localities.ts';
import { LocalityChangeForm } from './LocalityChangeForm.tsx';
import { NewBorrowerForm } from './NewBorrowerForm.tsx';

const text = words.borrowers;

type Row = Shape<'ListCooperativesAnswer'>['data'][number];

type Together = NonNullable<Shape<'CooperativeTotals'>['debt']>;

type Amount = 'principalOutstanding' | 'overduePrincipal' | 'payoff';

function columnsOf(together: Together | undefined): readonly Column<Row>[] {
  const money = (title: string, name: Amount, isMinor: boolean): Column<Row> => ({
    title,
    cell: ({ debt }) => debt && grouped(debt[name]),
    isNumber: true,
    isMinor,
    total: together && grouped(together[name]),
  });
  return [
    { title: text.code, cell: ({ code }) => code, isMinor: true, total: words.parts.total },
    {
      title: text.name,
      cell: ({ id, name, life }) => (
        <>
          <Link to="/cooperatives/$id" params={{ id }} search={{}}>
            {name}
          </Link>{' '}
          {life.state !== 'active' && <LifeTag state={life.state} />}
        </>
      ),
    },
    { title: text.kind, cell: ({ kind }) => words.codes.borrowerKind[kind], isMinor: true },
    { title: text.locality, cell: ({ locality }) => locality, isMinor: true },
    {
      title: words.loans.standing,
      cell: ({ debt }) => debt?.standing && <StandingTag standing={debt.standing} />,
    },
    {
      title: words.loans.debtGroupShort,
      cell: ({ debt }) => debt?.debtGroup,
      isNumber: true,
      isMinor: true,
    },
    {
      title: text.loans,
      cell: ({ debt }) => debt?.loans,
      isNumber: true,
      isMinor: true,
      total: together?.loans,
    },
    money(words.loans.outstanding, 'principalOutstanding', false),
    money(words.loans.overduePrincipal, 'overduePrincipal', true),
    money(words.loans.payoff, 'payoff', true),
  ];
}

const KINDS = [['', words.parts.all] as const, ...Object.entries(words.codes.borrowerKind)];

function Filters({ query }: { query: Readonly<Record<string, string>> }) {
  const navigate = useNavigate();
  const localities = useLocalities();
  const set = useCallback(
    (changed: Readonly<Record<string, string>>): void =>
      void navigate({
        to: '.',
        search: (before) => ({ ...before, ...changed }),
        replace: true,
      }),
    [navigate],
  );
  const search = useCallback((q: string) => set({ q }), [set]);
  const inLocality = useCallback((locality: string) => set({ locality }), [set]);
  return (
    <search className="filters">
      <SearchField
        label={words.loans.search}
        value={query.q ?? ''}
        onChange={search}
        placeholder={words.parts.findCooperative}
      />
      <ChoiceField
        label={text.kind}
        value={query.kind ?? ''}
        onChange={(kind) => set({ kind })}
        choices={KINDS}
      />
      <SearchField
        label={text.locality}
        value={query.locality ?? ''}
        onChange={inLocality}
        suggestions={localities}
      />
    </search>
  );
}

/** What is asked for of the borrowers. */
type Query = ReturnType<typeof useDay>['query'] & Readonly<Record<string, string>>;

/** The borrowers that the filters leave, with what each owes. */
function List({ query }: { query: Query }) {
  const borrowers = useRows(['cooperatives', 'list', query], async (cursor, signal) =>
    api.GET('/v1/cooperatives', {
      params: {
        query: {
          ...query,
          debts: true,
          limit: 200,
          ...(cursor === undefined ? { totals: true } : { cursor }),
        },
      },
      signal,
    }),
  );
  if (borrowers.error !== null)
    return <ErrorNote error={borrowers.error} onRetry={borrowers.readMore} />;
  if (borrowers.first === undefined) return <Reading />;
  return (
    <LongTable
      label={text.list}
      columns={columnsOf(borrowers.first.totals?.debt)}
      count={borrowers.first.totals?.count}
      rows={borrowers.rows}
      keyOf={({ id }) => id}
      hasMore={borrowers.hasMore}
      readMore={borrowers.readMore}
    />
  );
}

type Opened = 'new' | 'localities' | null;

/** The borrowers of the fund. */
export function Borrowers() {
  const may = useMay();
  const day = useDay();
  const [opened, setOpened] = useState<Opened>(null);
  const { q, kind, locality } = useSearch({ from: '/frame/cooperatives' });
  const narrowed = {
    ...(q && { q }),
    ...(kind && { kind }),
    ...(locality && { locality }),
  } as Readonly<Record<string, string>>;
  const query = { ...day.query, ...narrowed };
  const asked = new URLSearchParams({ ...query, debts: 'true' }).toString();
  return (
    <>
      <div className="title">
        <h1>{filled(text.title, { day: dayText(day.asOf) })}</h1>
        <div className="buttons">
          <Paper address={`/v1/cooperatives?${asked}`} formats={['csv']} label={text.list} />
          {may('cooperatives:write') && (
            <>
              <button type="button" onClick={() => setOpened('localities')}>
                {text.changeLocalities}
              </button>
              <button type="button" className="main" onClick={() => setOpened('new')}>
                {text.new}
              </button>
            </>
          )}
        </div>
      </div>
      <Filters query={narrowed} />
      <List query={query} />
      {opened !== null && (
        <Dialog
          title={opened === 'new' ? text.new : text.changeLocalities}
          onClose={() => setOpened(null)}
        >
          {opened === 'new' ? <NewBorrowerForm /> : <LocalityChangeForm />}
        </Dialog>
      )}
    </>
  );
}
