import { useState } from 'react';
import { api, type Shape } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useRows } from '../../api/read.ts';
import { dayText, momentText, today } from '../../format/days.ts';
import { ErrorNote } from '../../parts/ProblemNote.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { NewToken } from './NewToken.tsx';
import { RoleClaims } from './RoleClaims.tsx';
import { Users } from './Users.tsx';
import { Revocation } from './Revocation.tsx';
import { wordOf } from './scopeWords.ts';

type Token = Shape<'Token'>;

const { tokens: said } = words;

function StateTag({ token: { revokedAt, expiresOn } }: { token: Token }) {
  if (revokedAt !== null)
    return <span className="tag">{filled(said.revoked, { at: momentText(revokedAt) })}</span>;
  if (expiresOn === null) return <span className="tag good">{said.inUse}</span>;
  const isOver = expiresOn < today();
  return (
    <span className={isOver ? 'tag' : 'tag good'}>
      {filled(isOver ? said.expired : said.until, { on: dayText(expiresOn) })}
    </span>
  );
}

const scopesOf = ({ scopes }: Token): string => scopes.map(wordOf).join(', ');

function columnsOf(revoke: ((token: Token) => void) | null): readonly Column<Token>[] {
  return [
    { title: said.name, cell: ({ name }) => name },
    {
      title: said.role,
      cell: (token) => (
        <>
          {words.codes.role[token.role]}
          {token.scopes.length > 0 && <p className="hint">{scopesOf(token)}</p>}
        </>
      ),
    },
    {
      title: said.state,
      cell: (token) => (
        <>
          <StateTag token={token} />
          {token.revokedAt !== null && (
            <p className="hint">
              {filled(said.revokedBy, { by: token.revokedBy ?? '', reason: token.reason ?? '' })}
            </p>
          )}
        </>
      ),
    },
    { title: said.createdAt, cell: ({ createdAt }) => momentText(createdAt), isMinor: true },
    {
      title: said.lastUsedAt,
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? said.neverUsed : momentText(lastUsedAt)),
      isMinor: true,
    },
    ...(revoke === null
      ? []
      : [
          {
            title: said.revoke,
            cell: (token: Token) =>
              token.revokedAt === null && (
                <button
                  type="button"
                  className="quiet"
                  aria-label={filled(said.revokeTitle, { name: token.name })}
                  onClick={() => revoke(token)}
                >
                  {said.revoke}
                </button>
              ),
          },
        ]),
  ];
}

/** Who may ask the service: the tokens, a new one, and the end of one. */
export function Tokens() {
  const may = useMay();
  const [revoked, setRevoked] = useState<Token | null>(null);
  const list = useRows(['tokens'], async (cursor, signal) =>
    api.GET('/v1/tokens', {
      params: { query: { limit: 200, ...(cursor !== undefined && { cursor }) } },
      signal,
    }),
  );
  return (
    <>
      <div className="title">
        <h1>{said.title}</h1>
      </div>
      <p className="soft">{said.intro}</p>
      {may('tokens:write') && <NewToken />}
      {list.error === null ? (
        <Table
          label={said.list}
          columns={columnsOf(may('tokens:write') ? setRevoked : null)}
          rows={list.rows}
          keyOf={({ id }) => id}
        />
      ) : (
        <ErrorNote error={list.error} onRetry={list.readMore} />
      )}
      {list.hasMore && (
        <button type="button" onClick={list.readMore}>
          {words.parts.more}
        </button>
      )}
      {may('tokens:read') && <Users />}
      {may('tokens:read') && <RoleClaims />}
      {revoked !== null && (
        <Revocation of="tokens" token={revoked} onClose={() => setRevoked(null)} />
      )}
    </>
  );
}
