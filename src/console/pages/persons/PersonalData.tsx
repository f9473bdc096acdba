import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { api, type Shape } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useRows } from '../../api/read.ts';
import { isDay, momentText } from '../../format/days.ts';
import { DayField } from '../../parts/fields/DayField.tsx';
import { ErrorNote } from '../../parts/ProblemNote.tsx';
import { LongTable, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { BorrowerName } from '../borrowers/BorrowerName.tsx';
import { PersonExport } from './PersonExport.tsx';

const { persons: said } = words;

type Access = Shape<'PersonalDataAccess'>;

const SCREENS = {
  cooperative: '/cooperatives/$id',
  collateral: '/collaterals/$id',
  enforcement_request: '/cases/$id',
} as const;

/** The way to the record that was shown. */
function Way({ of: { what, subject, cooperativeId, number } }: { readonly of: Access }) {
  if (subject === null) return null;
  const ofExport = cooperativeId === subject ? SCREENS.cooperative : SCREENS.collateral;
  const to = what === 'export' ? ofExport : SCREENS[what];
  const label = filled(said.openOf, { what: said.kinds[what], number: String(number) });
  return (
    <Link to={to} params={{ id: subject }} search={{}} aria-label={label}>
      {said.open}
    </Link>
  );
}

function Whom({ of: { about, cooperativeId } }: { readonly of: Access }) {
  if (about !== null) return about;
  return cooperativeId === null ? null : <BorrowerName id={cooperativeId} />;
}

const COLUMNS: readonly Column<Access>[] = [
  { title: said.number, cell: ({ number }) => String(number), isNumber: true },
  { title: said.at, cell: ({ recordedAt }) => momentText(recordedAt) },
  { title: said.who, cell: ({ recordedBy }) => recordedBy },
  { title: said.what, cell: ({ what }) => said.kinds[what] },
  { title: said.about, cell: (access) => <Whom of={access} /> },
  {
    title: said.address,
    cell: ({ address }) => address ?? words.audit.system,
    isMinor: true,
  },
  { title: said.open, cell: (access) => <Way of={access} />, isMinor: true },
];

function Filters() {
  const { subject, on = '' } = useSearch({ from: '/frame/personal-data' });
  const navigate = useNavigate({ from: '/personal-data' });
  return (
    <div className="filters">
      <DayField
        label={said.on}
        value={on}
        onChange={(day) =>
          void navigate({ search: (before) => ({ ...before, on: day }), replace: true })
        }
      />
      {(subject !== undefined || on !== '') && (
        <button
          type="button"
          className="quiet"
          onClick={() =>
            void navigate({
              search: (before) => ({ ...before, on: '', subject: '' }),
              replace: true,
            })
          }
        >
          {said.all}
        </button>
      )}
    </div>
  );
}

/** Who was shown whole identity numbers, the last one first; and all that the fund has of a person. */
export function PersonalData() {
  const may = useMay();
  const { subject, on } = useSearch({ from: '/frame/personal-data' });
  const query = {
    order: 'desc' as const,
    limit: 200,
    ...(subject !== undefined && { subject }),
    ...(isDay(on) && { on }),
  };
  const isNarrowed = subject !== undefined || isDay(on);
  const accesses = useRows(['personal-data', query], async (cursor, signal) =>
    api.GET('/v1/personal-data/accesses', {
      params: { query: { ...query, ...(cursor !== undefined && { cursor }) } },
      signal,
    }),
  );
  return (
    <>
      <div className="title">
        <h1>{said.title}</h1>
      </div>
      <p className="soft">{said.intro}</p>
      {may('persons:export') && <PersonExport />}
      <h2>{said.list}</h2>
      <Filters />
      {subject !== undefined && <p className="hint">{said.aboutOne}</p>}
      {accesses.error === null ? (
        <LongTable
          label={said.list}
          columns={COLUMNS}
          rows={accesses.rows}
          keyOf={({ number }) => String(number)}
          nothing={isNarrowed ? said.noneThen : said.none}
          hasMore={accesses.hasMore}
          readMore={accesses.readMore}
        />
      ) : (
        <ErrorNote error={accesses.error} onRetry={accesses.readMore} />
      )}
    </>
  );
}
