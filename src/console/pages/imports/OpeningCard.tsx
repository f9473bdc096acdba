import { useMay } from '../../api/me.ts';
import { Read } from '../../parts/Read.tsx';
import { words } from '../../words/words.ts';
import { OpeningForm } from '../fund/OpeningForm.tsx';
import { OpeningFacts } from '../fund/OpeningFacts.tsx';
import { useOpening } from '../fund/opening.ts';

const { imports: said } = words;

/** The first step: what the fund has at the close of the day from which the book is taken over. */
export function OpeningCard() {
  const may = useMay();
  const opening = useOpening();
  return (
    <section className="card" aria-labelledby="opening" id="opening-step">
      <h2 id="opening">{said.openingStep}</h2>
      <Read of={opening}>
        {(answer) =>
          answer.on === null ? (
            <>
              <p>{said.openingNone}</p>
              {may('settings:write') ? (
                <OpeningForm before={answer} />
              ) : (
                <p className="soft">{said.openingDirector}</p>
              )}
            </>
          ) : (
            <OpeningFacts opening={answer} />
          )
        }
      </Read>
    </section>
  );
}
