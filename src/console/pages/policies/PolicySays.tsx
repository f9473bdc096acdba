import { words } from '../../words/words.ts';
import { linesOf } from './policyWords.ts';
import type { Policy } from './policyTypes.ts';

interface Props {
  readonly policy: Pick<Policy, 'name' | 'value'>;
  /** How many lines are shown; the others can be opened. */
  readonly most: number;
}

/** What a policy says, in words. */
export function PolicySays({ policy, most }: Props) {
  // The same line may stand twice, such as under two kinds of case.
  const lines = linesOf(policy).map((line, at) => [`${at} ${line}`, line] as const);
  const more = lines.slice(most);
  return (
    <>
      {lines.slice(0, most).map(([key, line]) => (
        <p key={key}>{line}</p>
      ))}
      {more.length > 0 && (
        <details>
          <summary>{words.parts.more}</summary>
          {more.map(([key, line]) => (
            <p key={key}>{line}</p>
          ))}
        </details>
      )}
    </>
  );
}
