import { Link } from '@tanstack/react-router';
import { api, type Shape } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useRows } from '../../api/read.ts';
import { momentText } from '../../format/days.ts';
import { Paper } from '../../parts/Paper.tsx';
import { ErrorNote } from '../../parts/ProblemNote.tsx';
import { LongTable, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { OpeningCard } from './OpeningCard.tsx';
import { SendForm } from './SendForm.tsx';
import { NO_ANSWERS } from './sendFile.ts';

type ImportRow = Shape<'ImportRow'>;

const { imports: said } = words;

const BYTES_OF_KIB = 1024;

/** Where a file stands, in a word. */
function StateTag({ row }: { row: ImportRow }) {
  if (row.reversedAt !== null)
    return (
      <span className="tag warn">
        {filled(said.reversedAt, { at: momentText(row.reversedAt) })}
      </span>
    );
  if (row.enteredAt !== null)
    return (
      <span className="tag good">{filled(said.enteredAt, { at: momentText(row.enteredAt) })}</span>
    );
  return <span className="tag">{said.notEntered}</span>;
}

const COLUMNS: readonly Column<ImportRow>[] = [
  {
    title: said.name,
    cell: ({ id, fileName }) => (
      <Link to="/imports/$id" params={{ id }}>
        {fileName}
      </Link>
    ),
  },
  { title: said.state, cell: (row) => <StateTag row={row} /> },
  { title: said.sentAt, cell: ({ recordedAt }) => momentText(recordedAt), isMinor: true },
  { title: said.sentBy, cell: ({ recordedBy }) => recordedBy, isMinor: true },
  {
    title: said.size,
    cell: ({ byteCount }) => filled(said.bytes, { kib: Math.ceil(byteCount / BYTES_OF_KIB) }),
    isNumber: true,
    isMinor: true,
  },
];

function SentFiles() {
  const files = useRows(['imports'], async (cursor, signal) =>
    api.GET('/v1/imports', {
      params: { query: { limit: 200, ...(cursor !== undefined && { cursor }) } },
      signal,
    }),
  );
  if (files.error !== null) return <ErrorNote error={files.error} onRetry={files.readMore} />;
  return (
    <LongTable
      label={said.sent}
      columns={COLUMNS}
      rows={files.rows}
      keyOf={({ id }) => id}
      nothing={said.none}
      hasMore={files.hasMore}
      readMore={files.readMore}
    />
  );
}

/** Takes over the book of a fund: its opening, its file, and what became of the files before. */
export function Imports() {
  const may = useMay();
  return (
    <>
      <div className="title">
        <h1>{said.title}</h1>
      </div>
      <p className="soft">{said.intro}</p>
      <OpeningCard />
      {may('imports:write') && (
        <section className="card" aria-labelledby="send">
          <h2 id="send">{said.fileStep}</h2>
          <SendForm before={NO_ANSWERS} file={null} questions={[]} />
          <p className="hint">{said.templateHint}</p>
          <div className="paper">
            {said.template}:
            <Paper address="/v1/imports/template" formats={['xlsx']} label={said.template} />
          </div>
        </section>
      )}
      <div className="read">
        <h2>{said.sent}</h2>
        <SentFiles />
      </div>
    </>
  );
}
