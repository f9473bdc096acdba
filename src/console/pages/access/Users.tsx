import { useState } from 'react';
import { api, type Shape } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useRead } from '../../api/read.ts';
import { useProviders } from '../../api/signOn.ts';
import { momentText } from '../../format/days.ts';
import { ErrorNote } from '../../parts/ProblemNote.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { Invitations } from './Invitations.tsx';
import { NewInvitation } from './NewInvitation.tsx';
import { NewProgram } from './NewProgram.tsx';
import { Revocation } from './Revocation.tsx';
import { wordOf } from './scopeWords.ts';

type Person = Shape<'User'>;

const { users: said, tokens } = words;

function State({ person: { revokedAt, revokedBy, reason } }: { person: Person }) {
  if (revokedAt === null) return <span className="tag good">{tokens.inUse}</span>;
  return (
    <>
      <span className="tag">{filled(said.ended, { at: momentText(revokedAt) })}</span>
      <p className="hint">{filled(said.endedBy, { by: revokedBy ?? '', reason: reason ?? '' })}</p>
    </>
  );
}

function columnsOf(end: ((person: Person) => void) | null): readonly Column<Person>[] {
  return [
    {
      title: said.name,
      cell: ({ name, kind }) => (
        <>
          {name}
          {kind === 'program' && <p className="hint">{said.program}</p>}
        </>
      ),
    },
    {
      title: tokens.role,
      cell: ({ role, scopes }) => (
        <>
          {words.codes.role[role]}
          {scopes.length > 0 && <p className="hint">{scopes.map(wordOf).join(', ')}</p>}
        </>
      ),
    },
    {
      title: said.account,
      cell: ({ issuer, subject }) => (
        <>
          <span className="anywhere">{subject}</span>
          <p className="hint anywhere">{issuer.replace(/^https?:\/\//, '')}</p>
        </>
      ),
      isMinor: true,
    },
    { title: tokens.state, cell: (person) => <State person={person} /> },
    {
      title: said.letIn,
      cell: ({ boundAt, letInBy }) => (
        <>
          {momentText(boundAt)}
          {letInBy !== null && <p className="hint">{letInBy}</p>}
        </>
      ),
      isMinor: true,
    },
    {
      title: tokens.lastUsedAt,
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? tokens.neverUsed : momentText(lastUsedAt)),
      isMinor: true,
    },
    ...(end === null
      ? []
      : [
          {
            title: said.revoke,
            cell: (person: Person) =>
              person.revokedAt === null && (
                <button
                  type="button"
                  className="quiet"
                  aria-label={filled(said.revokeTitle, { name: person.name })}
                  onClick={() => end(person)}
                >
                  {said.revoke}
                </button>
              ),
          },
        ]),
  ];
}

/** Who comes in by the account of a provider, and who is invited; nothing if there is no provider. */
export function Users() {
  const mayWrite = useMay()('tokens:write');
  const hasProviders = useProviders().length > 0;
  const [ended, setEnded] = useState<Person | null>(null);
  const list = useRead(['users'], async (signal) => api.GET('/v1/users', { signal }));
  const { data: rows = [], providers: bearing = [] } = list.data ?? {};
  if (!hasProviders && rows.length === 0) return null;
  return (
    <>
      <h2>{said.title}</h2>
      <p className="soft">{said.intro}</p>
      {mayWrite && hasProviders && <NewInvitation />}
      <Invitations />
      {mayWrite && bearing.length > 0 && <NewProgram providers={bearing} />}
      {list.error === null ? (
        <Table
          label={said.list}
          columns={columnsOf(mayWrite ? setEnded : null)}
          rows={rows}
          keyOf={({ id }) => id}
        />
      ) : (
        <ErrorNote error={list.error} onRetry={() => void list.refetch()} />
      )}
      {ended !== null && <Revocation of="users" token={ended} onClose={() => setEnded(null)} />}
    </>
  );
}
