import { Refusal, type Problem } from '../api/client.ts';
import { words } from '../words/words.ts';
import { inWords } from './inWords.ts';

interface Props {
  readonly problem: Problem;
  /** The fields of the form: what is wrong with one of them stands beside the field. */
  readonly shownByFields?: ReadonlySet<string>;
}

/** Why the service refused, and what to do. */
export function ProblemNote({ problem, shownByFields }: Props) {
  const errors = problem.errors ?? [];
  const isShown = ({ pointer }: { readonly pointer: string }): boolean =>
    shownByFields?.has(fieldOf(pointer)) === true;
  const elsewhere = errors.filter((error) => !isShown(error));
  // The service speaks of its answer: on the screen the fields are marked.
  const isAllShown = problem.code === 'validation' && errors.length > 0 && elsewhere.length === 0;
  if (errors.some((error) => error.message === problem.detail && isShown(error))) return null;
  return (
    <div className="problem" role="alert">
      <p>{isAllShown ? words.parts.seeFields : inWords(problem.detail)}</p>
      {elsewhere.length > 0 && (
        <ul>
          {elsewhere.map(({ pointer, message }) => (
            <li key={pointer}>
              <code>{pointer}</code> {message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The field that a JSON pointer goes to: `/parts/0/amount` → `parts.0.amount`. */
export function fieldOf(pointer: string): string {
  return pointer.replace(/^[/?]/, '').replaceAll('/', '.');
}

/** What went wrong, if the service refused or did not answer. */
export function ErrorNote({ error, onRetry }: { error: Error; onRetry: () => void }) {
  if (error instanceof Refusal) return <ProblemNote problem={error.problem} />;
  return (
    <div className="problem" role="alert">
      <p>{words.parts.unanswered}</p>
      <button type="button" className="quiet" onClick={onRetry}>
        {words.parts.retry}
      </button>
    </div>
  );
}
