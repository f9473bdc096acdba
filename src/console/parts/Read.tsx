import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { words } from '../words/words.ts';
import { ErrorNote } from './ProblemNote.tsx';

/** Says that something is read; shown only if the reading takes a while, which the style sheet sees to. */
export function Reading() {
  return (
    <p className="reading" role="status">
      {words.parts.reading}
    </p>
  );
}

interface Props<T> {
  readonly of: UseQueryResult<T>;
  readonly children: (answer: T) => ReactNode;
}

/** What was read, or why it could not be read. */
export function Read<T>({ of: read, children }: Props<T>) {
  if (read.error !== null)
    return <ErrorNote error={read.error} onRetry={() => void read.refetch()} />;
  if (read.data === undefined)
    return read.isPending && read.fetchStatus === 'idle' ? null : <Reading />;
  return (
    <div className="read" aria-busy={read.isPlaceholderData}>
      {children(read.data)}
    </div>
  );
}
