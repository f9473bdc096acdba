import { useLayoutEffect, useRef } from 'react';
import { words } from '../words/words.ts';
import { useAct, type Act } from './act.ts';
import { Refusal, type Problem } from './client.ts';
import { queries } from './read.ts';

/** What was read, with the version that a change of it names as seen. */
export type Versioned<T> = T & { readonly version: string };

/** An answer with its version, which the service tells in the `ETag`. */
export async function withVersion<T extends object>(
  answer: Promise<{ readonly data?: T; readonly response: Response }>,
): Promise<{ readonly data: Versioned<T> }> {
  const { data, response } = await answer;
  return { data: { ...(data as T), version: response.headers.get('etag') ?? '' } };
}

/** Names the version that somebody saw. */
interface Seen {
  readonly 'If-Match': string;
}

const isStale = (problem: Problem | null): boolean => problem?.code === 'stale-version';

const inOwnWords = (problem: Problem | null): Problem | null =>
  problem !== null && isStale(problem) ? { ...problem, detail: words.parts.stale } : problem;

/**
 * Changes what was read. If somebody else changed it since, the change is refused, what stands now is read
 * anew, and only then does another try rest on it: nobody takes back unseen what another has entered.
 *
 * @param version that of what was read, of which the form was filled as it began
 */
export function useChange<Body, Answer extends object>(
  version: string,
  carryOut: (
    body: Body,
    seen: Seen,
  ) => Promise<{ readonly data?: Answer; readonly response: Response }>,
  onDone?: (answer: Answer) => void,
): Act<Body, Versioned<Answer>> & { readonly isStale: boolean } {
  const latest = useRef(version);
  useLayoutEffect(() => {
    latest.current = version;
  });
  const begun = useRef(version);
  const readAnew = async (): Promise<void> => {
    await queries.invalidateQueries();
    // What was read is on the screen in the next frame.
    await new Promise(requestAnimationFrame);
    begun.current = latest.current;
  };
  const act = useAct(
    async (body: Body) => {
      try {
        return await withVersion(carryOut(body, { 'If-Match': begun.current }));
      } catch (error) {
        if (error instanceof Refusal && isStale(error.problem)) await readAnew();
        throw error;
      }
    },
    (answer) => {
      begun.current = answer.version;
      onDone?.(answer);
    },
  );
  return { ...act, problem: inOwnWords(act.problem), isStale: isStale(act.problem) };
}
