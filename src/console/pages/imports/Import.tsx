import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { api, type Shape } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { readAnew, useRead } from '../../api/read.ts';
import { momentText } from '../../format/days.ts';
import { Read } from '../../parts/Read.tsx';
import { ReverseButton } from '../../parts/Reversal.tsx';
import { filled, words } from '../../words/words.ts';
import { Checked } from './Checked.tsx';
import { Entered } from './Entered.tsx';
import { PlannedRows } from './PlannedRows.tsx';
import { SendForm } from './SendForm.tsx';
import { NO_ANSWERS, type Import as Sent } from './sendFile.ts';
import { Understood } from './Understood.tsx';

const { imports: said } = words;

const AGAIN_MS = 500;

function isUnderWay(status: Sent['status'] | undefined): boolean {
  return status === 'reading' || status === 'entering';
}

/** How far the reading or the entering is. */
function UnderWay({ progress }: { progress: NonNullable<Shape<'Import'>['progress']> }) {
  const { phase, done, total } = progress;
  return (
    <section className="card" role="status">
      <p>{said.phase[phase]}</p>
      <progress
        aria-label={said.phase[phase]}
        {...(total > 0 ? { value: done, max: total } : {})}
      />
      {total > 0 && <p className="hint">{filled(said.progress, { done, total })}</p>}
      {phase === 'entering' && <p className="hint">{said.enteringHint}</p>}
    </section>
  );
}

/** Takes back all that the file entered. */
function Reverse({ sent: { id, fileName, enteredAt, reversedAt } }: { sent: Sent }) {
  const may = useMay();
  if (enteredAt === null || !may('imports:reverse')) return null;
  return (
    <ReverseButton
      what={fileName}
      verb={said.reverse}
      isReversed={reversedAt !== null}
      carryOut={async ({ reason }, key) => {
        await api.POST('/v1/imports/{id}/reversal', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body: { reason },
        });
        return { data: {} };
      }}
    />
  );
}

function Failed({ sent }: { sent: Sent }) {
  return (
    <>
      <div className="problem" role="alert">
        <p>{said.failed}</p>
        <ul>
          {sent.faults.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      </div>
      <section className="card" aria-labelledby="again">
        <h2 id="again">{said.fixed}</h2>
        <SendForm before={NO_ANSWERS} file={null} questions={[]} />
      </section>
    </>
  );
}

function Stage({ sent }: { sent: Sent }) {
  const { status, progress } = sent;
  if (isUnderWay(status) && progress !== null) return <UnderWay progress={progress} />;
  if (status === 'failed') return <Failed sent={sent} />;
  if (status === 'entered') return <Entered sent={sent} />;
  return <Checked key={sent.id} sent={sent} />;
}

/** After a file was entered, everything that was read before is old. */
function useReadAnew(status: Sent['status'] | undefined): void {
  const before = useRef(status);
  useEffect(() => {
    if (before.current === 'entering' && status === 'entered') void readAnew();
    before.current = status;
  }, [status]);
}

/** One file of a book: how far it is, what was understood of it, what is asked, and what it enters. */
export function Import() {
  const { id } = useParams({ from: '/frame/imports/$id' });
  const read = useRead(
    ['imports', id],
    async (signal) => api.GET('/v1/imports/{id}', { params: { path: { id } }, signal }),
    { againAfterMs: (sent) => (isUnderWay(sent?.status) ? AGAIN_MS : false) },
  );
  useReadAnew(read.data?.status);
  return (
    <Read of={read}>
      {(sent) => (
        <>
          <div className="title">
            <h1>{sent.fileName}</h1>
            <div className="buttons">
              <Link to="/imports">{said.toImports}</Link>
              <Reverse sent={sent} />
            </div>
          </div>
          <p className="soft">
            {momentText(sent.recordedAt)}, {sent.recordedBy}
          </p>
          {sent.reversedAt !== null && (
            <p className="warning" role="status">
              {filled(said.reversed, { at: momentText(sent.reversedAt) })}
            </p>
          )}
          <Stage sent={sent} />
          <Understood sent={sent} />
          {sent.status === 'checked' && <PlannedRows id={sent.id} />}
        </>
      )}
    </Read>
  );
}
