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

/**
 * What was read, or why it could not be read. What was read before stays where reading it anew fails: in it
 * somebody may be typing.
 */
export function Read<T>({ of: read, children }: Props<T>) {
  const note = read.error !== null && (
    <ErrorNote error={read.error} onRetry={() => void read.refetch()} />
  );
  if (read.data === undefined) {
    if (note !== false) return note;
    return read.isPending && read.fetchStatus === 'idle' ? null : <Reading />;
  }
  return (
    <div className="read" aria-busy={read.isPlaceholderData}>
      {note}
      {children(read.data)}
    </div>
  );
}
