import { useState } from 'react';
import { api, type Shape } from '../../api/client.ts';
import { useRead } from '../../api/read.ts';
import { momentText } from '../../format/days.ts';
import { ErrorNote } from '../../parts/ProblemNote.tsx';
import { filled, words } from '../../words/words.ts';
import { Differences } from './Verification.tsx';

const { audit: said } = words;

/** Whether the books agree with what was entered, in words. */
function Verdict({ of: verification }: { of: Shape<'Verification'> }) {
  const { differences, checked, auditHead, knownAt } = verification;
  const isSound = differences.length === 0;
  return (
    <div className={isSound ? 'done' : 'problem'} role={isSound ? 'status' : 'alert'}>
      <p>
        {isSound
          ? filled(said.sound, { number: auditHead.number })
          : filled(said.differs, { count: differences.length })}
      </p>
      <p>
        {filled(said.checked, checked)} {momentText(knownAt)}
      </p>
      {!isSound && <Differences differences={differences} />}
    </div>
  );
}

/** Works the books out anew at the press of a button, and tells whether anything differs. */
export function BooksVerification() {
  const [isAsked, setIsAsked] = useState(false);
  const verification = useRead(
    ['verification'],
    async (signal) => api.GET('/v1/ledger/verification', { signal }),
    { enabled: isAsked },
  );
  const { data, error, isFetching } = verification;
  return (
    <section className="card" aria-label={said.verify}>
      <div className="buttons">
        <button
          type="button"
          aria-disabled={isFetching}
          onClick={() => {
            if (isAsked) void verification.refetch();
            else setIsAsked(true);
          }}
        >
          {said.verify}
        </button>
        <p className="hint">{isFetching ? said.verifying : said.verifyHint}</p>
      </div>
      {error !== null && <ErrorNote error={error} onRetry={() => void verification.refetch()} />}
      {data !== undefined && !isFetching && <Verdict of={data} />}
    </section>
  );
}
