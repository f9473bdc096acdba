import { Link } from '@tanstack/react-router';
import type { Shape } from '../api/client.ts';
import { filled, words } from '../words/words.ts';

/** What the service says beside an answer: what to look at again, and the papers that are not right any more. */
export interface SaidBeside {
  readonly warnings?: readonly Shape<'Warning'>[] | undefined;
  readonly affects?:
    | readonly {
        readonly type: 'notice' | 'report';
        readonly id: string;
        readonly number: string;
      }[]
    | undefined;
}

/** Warnings, and the issued papers that an act makes wrong. */
export function Told({ warnings = [], affects = [] }: SaidBeside) {
  return (
    <>
      {warnings.map(({ code, detail }) => (
        <p key={`${code} ${detail}`} className="warning" role="status">
          {detail}
        </p>
      ))}
      {affects.length > 0 && (
        <div className="warning" role="status">
          <p>{words.parts.affects}</p>
          <ul>
            {affects.map(({ type, id, number }) => (
              <li key={id}>
                {type === 'notice' ? (
                  <Link to="/notices/$id" params={{ id }} search={{}}>
                    {filled(words.parts.affectedNotice, { number })}
                  </Link>
                ) : (
                  <Link to="/issued-reports/$id" params={{ id }} search={{}}>
                    {filled(words.parts.affectedReport, { number })}
                  </Link>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
