import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api, type Shape } from '../../api/client.ts';
import { useMay, useMe } from '../../api/me.ts';
import { useRows } from '../../api/read.ts';
import { dayText, momentText } from '../../format/days.ts';
import { withoutEmpty } from '../../format/search.ts';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { Facts } from '../../parts/Figures.tsx';
import { ErrorNote } from '../../parts/ProblemNote.tsx';
import { Reading } from '../../parts/Read.tsx';
import { filled, language, words } from '../../words/words.ts';
import { recordedParts } from '../books/recorded.ts';
import { MoreRows } from '../fund/MoreRows.tsx';
import { EndDialog, type End, type Ending } from './EndDialog.tsx';

const { secondPerson: said } = words;

export type Proposal = Shape<'ProposedAct'>;

const LOOKS = {
  open: 'tag warn',
  confirmed: 'tag good',
  rejected: 'tag bad',
  withdrawn: 'tag',
  expired: 'tag',
} as const satisfies Record<Proposal['status'], string>;

const LOAN = /^\/v1\/loans\/([\w-]+)\//;

const IMPORT = /^\/v1\/imports\/([\w-]+)\//;

const INDENT = 2;

/** What was typed, line by line; what has no words as it was sent. */
function Asked({ body }: { readonly body: unknown }) {
  if (typeof body !== 'object' || body === null) return null;
  const parts = recordedParts(body);
  const rest = parts.map((part) => part.rest).filter((each) => Object.keys(each).length > 0);
  const lines = parts.flatMap((part) => part.lines);
  if (lines.length === 0 && rest.length === 0) return null;
  return (
    <details>
      <summary>{said.asked}</summary>
      <Facts facts={lines} />
      {rest.length > 0 && (
        <pre className="recorded">
          {JSON.stringify(rest.length === 1 ? rest[0] : rest, null, INDENT)}
        </pre>
      )}
    </details>
  );
}

/** Who proposed it and when, and who ended it. */
function Persons({ proposal }: { readonly proposal: Proposal }) {
  const { status, recordedBy, recordedAt, endedBy, endedAt, reason, expiresOn } = proposal;
  const isEnded = status === 'confirmed' || status === 'rejected' || status === 'withdrawn';
  return (
    <p className="hint">
      {filled(said.proposed, { by: recordedBy, at: momentText(recordedAt) })}
      {isEnded && endedBy !== null && endedAt !== null && (
        <>
          <br />
          {filled(said.ended[status], {
            by: endedBy,
            at: momentText(endedAt),
            reason: reason ?? '',
          })}
        </>
      )}
      {!isEnded && (
        <>
          <br />
          {filled(said.until, { on: dayText(expiresOn) })}
        </>
      )}
    </p>
  );
}

/** What the one who looks may do about an act. */
function useEnds(): (proposal: Proposal) => readonly End[] {
  const me = useMe();
  const may = useMay();
  return ({ status, recordedBy, permission }) => {
    if (me === undefined || status !== 'open' || !may('proposals:write')) return [];
    if (me.name === recordedBy) return ['withdraw'];
    return permission !== null && may(permission) ? ['confirm', 'reject'] : [];
  };
}

interface CardProps {
  readonly proposal: Proposal;
  readonly onEnd: (ending: Ending) => void;
}

/** An act with its sentence, its persons, and the buttons that the one who looks may press. */
function ProposalCard({ proposal, onEnd }: CardProps) {
  const ends = useEnds()(proposal);
  const { id, act, status, summary, path, body } = proposal;
  const [, loanId] = LOAN.exec(path) ?? [];
  const [, importId] = IMPORT.exec(path) ?? [];
  return (
    <article className="card" aria-labelledby={`act-${id}`}>
      <div className="title">
        <h2 id={`act-${id}`}>{said.acts[act]}</h2>
        <span className={LOOKS[status]}>{said.status[status]}</span>
      </div>
      <p>{summary[language]}</p>
      <Persons proposal={proposal} />
      {loanId !== undefined && (
        <p>
          <Link to="/loans/$id" params={{ id: loanId }} search={{}}>
            {said.toLoan}
          </Link>
        </p>
      )}
      {importId !== undefined && (
        <p>
          <Link to="/imports/$id" params={{ id: importId }}>
            {said.toImport}
          </Link>
        </p>
      )}
      <Asked body={body} />
      {ends.length > 0 && (
        <div className="buttons">
          {ends.map((end) => (
            <button
              key={end}
              type="button"
              className={end === 'confirm' ? 'main' : ''}
              aria-label={`${said[end]}: ${summary[language]}`}
              onClick={() => onEnd({ proposal, end })}
            >
              {said[end]}
            </button>
          ))}
        </div>
      )}
      {ends.length === 0 && status === 'open' && <p className="hint">{said.other}</p>}
    </article>
  );
}

/** The acts that wait for a second person, or all that ever did. */
export function ProposedActs() {
  const navigate = useNavigate({ from: '/proposed-acts' });
  const { status = 'open' } = useSearch({ from: '/frame/proposed-acts' });
  const isAll = status === 'all';
  // An act that was ended leaves the list; what came of it stays to be read.
  const [ending, setEnding] = useState<Ending | null>(null);
  const list = useRows(['proposed-acts', status], async (cursor, signal) => {
    const query = {
      ...(isAll ? {} : { status: 'open' as const }),
      ...(cursor === undefined ? {} : { cursor }),
    };
    return api.GET('/v1/proposed-acts', { params: { query }, signal });
  });
  return (
    <>
      <h1>{said.title}</h1>
      <p className="hint">{said.intro}</p>
      <div className="filters">
        <ChoiceField
          label={said.show}
          value={isAll ? 'all' : 'open'}
          choices={[
            ['open', said.title],
            ['all', said.all],
          ]}
          onChange={(chosen) =>
            void navigate({
              search: withoutEmpty({ status: chosen === 'all' ? 'all' : '' }),
              replace: true,
            })
          }
        />
      </div>
      {list.error !== null && <ErrorNote error={list.error} onRetry={list.readMore} />}
      {list.first === undefined && list.error === null && <Reading />}
      {list.rows.map((proposal) => (
        <ProposalCard key={proposal.id} proposal={proposal} onEnd={setEnding} />
      ))}
      {list.first !== undefined && list.rows.length === 0 && (
        <p>{isAll ? said.noneAtAll : said.none}</p>
      )}
      <MoreRows of={list} />
      {ending !== null && <EndDialog {...ending} onClose={() => setEnding(null)} />}
    </>
  );
}
