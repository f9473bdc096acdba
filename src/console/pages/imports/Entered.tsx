import { Link } from '@tanstack/react-router';
import { momentText } from '../../format/days.ts';
import { Read } from '../../parts/Read.tsx';
import { filled, words } from '../../words/words.ts';
import { OpeningFacts } from '../fund/OpeningFacts.tsx';
import type { Import } from './sendFile.ts';
import { useOpening } from '../fund/opening.ts';

const { imports: said } = words;

/** A file that was entered: whether it comes out even with the fund's opening, and how it is taken back. */
export function Entered({ sent }: { sent: Import }) {
  const { enteredAt } = sent;
  const opening = useOpening();
  return (
    <>
      <div className="done" role="status">
        <p>{filled(said.entered, { at: enteredAt === null ? '' : momentText(enteredAt) })}</p>
        <div className="buttons">
          <Link to="/loans" search={{}}>
            {said.toLoans}
          </Link>
        </div>
      </div>
      <Read of={opening}>
        {(answer) =>
          answer.on === null ? null : (
            <section className="card" aria-labelledby="check">
              <h2 id="check">{said.check}</h2>
              <OpeningFacts opening={answer} />
            </section>
          )
        }
      </Read>
    </>
  );
}
