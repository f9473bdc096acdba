import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { bodyOf, Refusal, Unanswered, type Problem } from './client.ts';
import { queries } from './read.ts';

const BYTES_OF_KEY = 16;

/** A key that no other act has. `crypto.randomUUID` is not there over plain HTTP. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES_OF_KEY));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const MOST_TRIES = 6;

const FIRST_WAIT_MS = 500;

const LONGEST_WAIT_MS = 8_000;

/** An act of a form. */
export interface Act<Body, Answer> {
  /** Carries the act out. While it is under way, nothing is sent a second time. */
  send(body: Body): void;
  readonly isSending: boolean;
  /** The service does not answer: the act is kept, and sent again under the same key. */
  readonly isWaiting: boolean;
  /** Why the service refused. */
  readonly problem: Problem | null;
  /** The service gave no answer in the end: whether the act was carried out is not known. */
  readonly isUnanswered: boolean;
  readonly answer: Answer | undefined;
  /** Forgets the answer or refusal. */
  clear(): void;
}

/**
 * An act with a key of its own, which is kept until the service has answered: a double click, a lost answer
 * and a laptop that slept carry it out once. After it all that was read is read anew.
 */
export function useAct<Body, Answer>(
  carryOut: (body: Body, key: string) => Promise<{ readonly data?: Answer }>,
  onDone?: (answer: Answer, body: Body) => void,
): Act<Body, Answer> {
  const key = useRef(newKey());
  const [isWaiting, setIsWaiting] = useState(false);
  const mutation = useMutation<Answer, Error, Body>({
    networkMode: 'always',
    mutationFn: async (body) => bodyOf(carryOut(body, key.current)),
    retry: (failures, error) => {
      const again = error instanceof Unanswered && failures < MOST_TRIES;
      setIsWaiting(again);
      return again;
    },
    retryDelay: (failures) => Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS),
    onSettled: () => setIsWaiting(false),
    onSuccess: async (answer, body) => {
      key.current = newKey();
      onDone?.(answer, body);
      await queries.invalidateQueries();
    },
  });
  return {
    send: (body) => {
      if (!mutation.isPending) mutation.mutate(body);
    },
    isSending: mutation.isPending,
    isWaiting,
    problem: mutation.error instanceof Refusal ? mutation.error.problem : null,
    isUnanswered: mutation.error !== null && !(mutation.error instanceof Refusal),
    answer: mutation.data,
    clear: mutation.reset,
  };
}
