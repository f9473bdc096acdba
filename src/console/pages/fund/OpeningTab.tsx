import { useMay } from '../../api/me.ts';
import { Read } from '../../parts/Read.tsx';
import { words } from '../../words/words.ts';
import { OpeningFacts } from './OpeningFacts.tsx';
import { OpeningForm } from './OpeningForm.tsx';
import { useOpening } from './opening.ts';

const { fund: said } = words;

/** What was taken over from the paper book, and its correction. */
export function OpeningTab() {
  const may = useMay();
  const opening = useOpening();
  return (
    <Read of={opening}>
      {(answer) => (
        <section className="card" aria-label={said.tabs.opening}>
          {answer.on === null ? <p>{said.openingNone}</p> : <OpeningFacts opening={answer} />}
          {may('settings:write') && (
            <details>
              <summary>{answer.on === null ? said.openingVerb : said.openingChange}</summary>
              <OpeningForm before={answer} />
            </details>
          )}
        </section>
      )}
    </Read>
  );
}
