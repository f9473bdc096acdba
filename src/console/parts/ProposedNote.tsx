import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Act } from '../api/act.ts';
import { language, filled, words } from '../words/words.ts';
import { dayText } from '../format/days.ts';

const { secondPerson: said } = words;

interface Props {
  readonly act: Pick<Act<never, unknown>, 'proposal' | 'clear'>;
  /** The other buttons of the form, such as that which closes its box. */
  readonly beside: ReactNode;
}

/** Says that an act waits for a second person; stands in place of the fields of its form. */
export function ProposedNote({ act: { proposal, clear }, beside }: Props) {
  if (proposal === null) return null;
  return (
    <>
      <div className="warning" role="status">
        <p>
          <strong>{said.waits}</strong>
        </p>
        <p>{proposal.summary[language]}</p>
        <p>{filled(said.waitsUntil, { on: dayText(proposal.expiresOn) })}</p>
      </div>
      <div className="buttons">
        <Link to="/proposed-acts" search={{}} className="button main">
          {said.toList}
        </Link>
        {beside ?? (
          <button type="button" onClick={clear}>
            {said.again}
          </button>
        )}
      </div>
    </>
  );
}
